"""Files of the user: changed in one step, with a copy, or left exactly as they were."""

from __future__ import annotations

import json
import os
import stat
import tomllib
from pathlib import Path
from typing import Any

import pytest

from podium.core.errors import UserError
from podium.hosts.changing import backups, installed, snippet, uninstalled, write
from podium.hosts.jsonc import read as read_jsonc
from podium.hosts.table import BY_NAME, HOSTS, Host

COMMAND = ("/opt/bin/podium", "serve", "--workspace", "/home/ada/shop")
POSIX = pytest.mark.skipif(os.name == "nt", reason="Windows has neither modes nor links for everybody")


def read(host: Host, path: Path) -> dict[str, Any]:
    text = path.read_text(encoding="utf-8")
    return tomllib.loads(text) if host.form == "toml" else read_jsonc(text)


def install(host: Host, path: Path, command: tuple[str, ...] = COMMAND) -> Path | None:
    return write(installed(host, path, command))


OTHERS = {
    "json": '{\n  // mine\n  "theme": "dark",\n  "CONTAINER": {\n    "other": {"command": "x"} // y\n  }\n}\n',
    "toml": '# mine\nmodel = "m"\n\n[CONTAINER.other]\ncommand = "x" # y\n\n[tui]\na = 1\n',
}


def others(host: Host) -> str:
    return OTHERS[host.form].replace("CONTAINER", host.container)


@pytest.mark.parametrize("host", HOSTS, ids=lambda host: host.name)
def test_an_entry_starts_the_server_by_an_absolute_command(host: Host, tmp_path: Path) -> None:
    path = tmp_path / "deep" / "config"
    install(host, path)
    entry = read(host, path)[host.container]["podium"]
    assert host.command_of(entry) == COMMAND


@pytest.mark.parametrize("host", HOSTS, ids=lambda host: host.name)
def test_a_second_installation_changes_nothing(host: Host, tmp_path: Path) -> None:
    path = tmp_path / "config"
    path.write_text(others(host))
    install(host, path)
    assert not installed(host, path, COMMAND).needed


@pytest.mark.parametrize("host", HOSTS, ids=lambda host: host.name)
def test_taking_out_gives_back_the_file_to_the_last_byte(host: Host, tmp_path: Path) -> None:
    path = tmp_path / "config"
    path.write_text(others(host))
    before = path.read_bytes()
    copy = install(host, path)
    assert copy is not None
    assert copy.read_bytes() == before
    assert read(host, path)[host.container]["other"] == {"command": "x"}
    write(uninstalled(host, path))
    assert path.read_bytes() == before


@pytest.mark.parametrize("host", HOSTS, ids=lambda host: host.name)
def test_a_file_that_only_we_wrote_goes_with_us(host: Host, tmp_path: Path) -> None:
    path = tmp_path / "config"
    install(host, path)
    write(uninstalled(host, path))
    assert not path.exists()


@pytest.mark.parametrize("host", HOSTS, ids=lambda host: host.name)
def test_what_changed_after_the_installation_survives_taking_out(host: Host, tmp_path: Path) -> None:
    path = tmp_path / "config"
    path.write_text(others(host))
    install(host, path)
    changed = path.read_text().replace("mine", "still mine")
    path.write_text(changed)
    write(uninstalled(host, path))
    assert "still mine" in path.read_text()
    assert read(host, path) == read_others(host)


def read_others(host: Host) -> dict[str, Any]:
    text = others(host)
    return tomllib.loads(text) if host.form == "toml" else read_jsonc(text)


def test_what_the_user_set_in_our_entry_stays(tmp_path: Path) -> None:
    path, host = tmp_path / "config.toml", BY_NAME["codex"]
    install(host, path)
    path.write_text(path.read_text().replace("180", "600") + 'env = { PODIUM_AGENT_LIMIT = "3" }\n')
    install(host, path, ("/new/podium", "serve"))
    entry = read(host, path)["mcp_servers"]["podium"]
    assert entry["command"] == "/new/podium"
    assert (entry["tool_timeout_sec"], entry["env"]) == (600, {"PODIUM_AGENT_LIMIT": "3"})


def test_limits_of_hosts_are_raised_where_they_are_known() -> None:
    assert json.loads(snippet(BY_NAME["gemini"], COMMAND))["mcpServers"]["podium"]["timeout"] == 180_000
    assert json.loads(snippet(BY_NAME["cline"], COMMAND))["mcpServers"]["podium"]["timeout"] == 180
    assert json.loads(snippet(BY_NAME["opencode"], COMMAND))["mcp"]["podium"]["command"] == list(COMMAND)
    assert tomllib.loads(snippet(BY_NAME["codex"], COMMAND))["mcp_servers"]["podium"]["startup_timeout_sec"] == 30


@pytest.mark.parametrize("content", [b"{ not json", b'{"mcpServers": []}', b"\xff\xfe{\x00}\x00"])
def test_what_cannot_be_read_is_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "mcp.json"
    path.write_bytes(content)
    with pytest.raises(UserError):
        installed(BY_NAME["cursor"], path, COMMAND)
    assert path.read_bytes() == content
    assert [entry.name for entry in tmp_path.iterdir()] == ["mcp.json"]


def test_a_file_that_changed_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "mcp.json"
    path.write_text("{}")
    change = installed(BY_NAME["cursor"], path, COMMAND)
    path.write_text('{"new": 1}')
    with pytest.raises(UserError, match="changed meanwhile"):
        write(change)
    assert path.read_text() == '{"new": 1}'


@POSIX
def test_modes_are_kept_and_copies_are_as_private_as_the_file(tmp_path: Path) -> None:
    path = tmp_path / "mcp.json"
    path.write_text("{}")
    path.chmod(0o640)
    copy = install(BY_NAME["cursor"], path)
    assert copy is not None
    assert {stat.S_IMODE(file.stat().st_mode) for file in (path, copy)} == {0o640}


@POSIX
def test_a_link_stays_a_link_and_its_target_changes(tmp_path: Path) -> None:
    real, link = tmp_path / "dotfiles" / "mcp.json", tmp_path / "mcp.json"
    real.parent.mkdir()
    real.write_text("{}")
    link.symlink_to(real)
    change = installed(BY_NAME["cursor"], link, COMMAND)
    assert (change.path, change.target) == (link, real)
    write(change)
    assert link.is_symlink()
    assert "podium" in real.read_text()
    assert backups(real)


@POSIX
def test_a_link_into_nowhere_is_refused(tmp_path: Path) -> None:
    link = tmp_path / "mcp.json"
    link.symlink_to(tmp_path / "gone")
    with pytest.raises(UserError, match="is a link to"):
        installed(BY_NAME["cursor"], link, COMMAND)


def test_the_diff_shows_the_lines_that_come(tmp_path: Path) -> None:
    path = tmp_path / "mcp.json"
    path.write_text('{\n  "mcpServers": {\n    "other": {}\n  }\n}\n')
    lines = installed(BY_NAME["cursor"], path, COMMAND).diff().splitlines()
    assert lines[:2] == [f"--- {path}", f"+++ {path}"]
    assert '-    "other": {}' in lines
    assert '+    "podium": {' in lines

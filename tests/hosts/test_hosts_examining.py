"""What `podium doctor` finds, and what it advises."""

from __future__ import annotations

import json
import os
import sqlite3
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import anyio
import pytest

from podium.hosts import examining
from podium.hosts.changing import installed, write
from podium.hosts.examining import Finding, Started
from podium.hosts.finding import configured, present
from podium.hosts.places import Machine
from podium.hosts.table import BY_NAME
from podium.registry import UserFolder, load_catalogue
from podium.store.opening import MIGRATIONS
from podium.store.sqlite import SqliteStore
from podium.surface.tools import tools


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    project = tmp_path / "shop"
    project.mkdir()
    return Machine("linux", tmp_path, project, {"PATH": ""})


@pytest.fixture
def program(tmp_path: Path) -> str:
    path = tmp_path / ("podium.exe" if os.name == "nt" else "podium")
    path.write_text("")
    path.chmod(0o755)
    return str(path)


def levels(findings: Any) -> list[str]:
    return [finding.level for finding in findings]


def make(file: Path) -> None:
    async def opened() -> None:
        async with SqliteStore(file):
            pass

    anyio.run(opened)


def test_assistants_are_found_by_their_folders_and_programs(machine: Machine, tmp_path: Path) -> None:
    (tmp_path / ".codex").mkdir()
    programs = tmp_path / "bin"
    programs.mkdir()
    (programs / "gemini").write_text("")
    (programs / "gemini").chmod(0o755)
    here = {host.name for host in present(Machine("linux", tmp_path, machine.project, {"PATH": str(programs)}))}
    assert here >= {"codex"}
    assert "cursor" not in here
    if os.name != "nt":
        assert "gemini" in here


def test_entries_are_found_wherever_they_stand(machine: Machine, program: str, tmp_path: Path) -> None:
    for name, path in (("cursor", tmp_path / ".cursor/mcp.json"), ("codex", machine.project / ".codex/config.toml")):
        write(installed(BY_NAME[name], Path(path), (program, "serve")))
    found = {(entry.host.name, entry.scope): entry.command for entry in configured(machine)}
    assert found == {("cursor", "user"): (program, "serve"), ("codex", "project"): (program, "serve")}
    assert levels(examining.of_hosts(machine, (program,))) == ["ok", "ok"]


@pytest.mark.parametrize(
    ("entry", "level", "words"),
    [
        ({"command": "/gone/podium"}, "fail", "which is not there"),
        ({"url": "http://x"}, "fail", "starts nothing"),
        ({"command": "PROGRAM", "args": ["serve"]}, "ok", "Cursor"),
    ],
)
def test_an_entry_that_starts_nothing_fails(
    machine: Machine, program: str, tmp_path: Path, entry: dict[str, Any], level: str, words: str
) -> None:
    path = tmp_path / ".cursor" / "mcp.json"
    path.parent.mkdir()
    path.write_text(json.dumps({"mcpServers": {"podium": entry}}).replace("PROGRAM", program.replace("\\", "\\\\")))
    found = next(iter(examining.of_hosts(machine, (program,))))
    assert found.level == level
    assert words in found.text
    assert bool(found.advice) == (level != "ok")


def test_a_file_that_cannot_be_read_is_told(machine: Machine, tmp_path: Path) -> None:
    (tmp_path / ".cursor").mkdir()
    (tmp_path / ".cursor" / "mcp.json").write_text("{")
    found = next(iter(examining.of_hosts(machine, ("x",))))
    assert (found.level, "cannot be read" in found.text) == ("warn", True)


def test_nothing_configured_is_a_warning_with_the_next_step(machine: Machine) -> None:
    found = list(examining.of_hosts(machine, ("x",)))
    assert [(finding.level, "podium install" in finding.advice) for finding in found] == [("warn", True)]


def test_the_server_s_cost_is_told_and_too_much_is_a_warning() -> None:
    shown = tools(load_catalogue().catalogue, full=False)
    assert levels(examining.of_server(Started(0.8, shown, 81, "short"))) == ["ok", "ok", "ok"]
    assert levels(examining.of_server(Started(9.0, shown * 3, 81, "x" * 5_000))) == ["warn", "warn", "warn"]


def test_the_tool_list_costs_at_most_2500_tokens() -> None:
    assert examining.tool_tokens(tools(load_catalogue().catalogue, full=False)) <= examining.MOST_TOOL_TOKENS


def test_a_database_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "podium.db"
    assert levels(examining.of_database(file)) == ["ok", "ok"]
    assert not file.parent.exists()


def test_a_sound_database_is_told_with_its_schema(tmp_path: Path) -> None:
    file = tmp_path / "podium.db"
    make(file)
    found = list(examining.of_database(file))
    assert levels(found) == ["ok", "ok", "ok"]
    assert f"sound, schema {len(MIGRATIONS)}" in found[0].text


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"no database at all, but long enough to be read as one" * 20, "cannot be read"),
        (None, "no database of Podium"),
    ],
)
def test_a_file_that_is_no_database_of_ours_fails(tmp_path: Path, content: bytes | None, words: str) -> None:
    file = tmp_path / "podium.db"
    if content is None:
        with sqlite3.connect(file) as connection:
            connection.execute("CREATE TABLE t (a)")
        connection.close()
    else:
        file.write_bytes(content)
    found = next(iter(examining.of_database(file)))
    assert (found.level, words in found.text) == ("fail", True)


def test_carriers_and_silent_clients_are_told(tmp_path: Path) -> None:
    file = tmp_path / "podium.db"
    make(file)
    with sqlite3.connect(file) as connection:
        for number, carrier in enumerate(("push", "handoff", "handoff")):
            run = f"r{number}"
            connection.execute("INSERT INTO runs VALUES (?,'local','o','completed','s',1,1,1,1,1,0)", (run,))
            connection.execute("INSERT INTO events VALUES (?,1,1,'asked',?)", (run, json.dumps({"carrier": carrier})))
        connection.execute("INSERT INTO clients VALUES ('silent', 2, NULL), ('answered once', 2, 1)")
    connection.close()
    found = [finding for finding in examining.of_database(file) if finding.area == "carriers"]
    assert found[0].text.endswith("handoff 2, push 1")
    assert (found[1].level, "delivery `sampling`" in found[1].advice) == ("warn", True)
    assert "sampling request: 1;" in found[1].text


def test_skipped_command_files_are_named(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "bad.md").write_bytes(b"\xff\xfe\x00bad")
    found = list(examining.of_folders([tmp_path], load_catalogue([UserFolder(folder)])))
    assert [finding.area for finding in found][:2] == ["workspace", "commands"]
    assert any("bad.md was skipped" in finding.text for finding in found) or levels(found) == ["ok", "ok"]


def test_little_space_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(examining.shutil, "disk_usage", lambda _: SimpleNamespace(free=1_000))
    assert Finding("database", "ok", f"{tmp_path / 'podium.db'}: made by the first run") in list(
        examining.of_database(tmp_path / "podium.db")
    )
    assert levels(examining.of_database(tmp_path / "podium.db"))[-1] == "fail"

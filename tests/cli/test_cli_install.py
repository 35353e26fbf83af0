"""`podium install` and `podium uninstall` in a home of the test's own."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from podium.hosts.table import BY_NAME

pytestmark = pytest.mark.slow


def entry(path: Path, container: str = "mcpServers") -> dict[str, Any]:
    found = json.loads(path.read_text(encoding="utf-8"))[container]["podium"]
    assert isinstance(found, dict)
    return found


def test_without_a_host_the_assistants_are_listed(podium: Any) -> None:
    (podium.home / ".cursor").mkdir()
    done = podium("install")
    assert done.code == 0
    states = {line.split()[0]: line for line in done.out.splitlines()}
    assert states.keys() == BY_NAME.keys()
    assert "found here" in states["cursor"]
    podium("install", "cursor")
    assert "has Podium" in podium("install").out


def test_an_installation_shows_its_diff_keeps_a_copy_and_starts_by_an_absolute_command(podium: Any) -> None:
    path = podium.home / ".cursor" / "mcp.json"
    path.parent.mkdir()
    path.write_text('{\n  "mcpServers": {\n    "other": {"command": "x"}\n  }\n}\n', encoding="utf-8")
    before = path.read_bytes()
    done = podium("install", "cursor", "--workspace", str(podium.project), "--db", str(podium.database))
    assert done.code == 0
    assert f"--- {path}" in done.out
    assert '+    "podium": {' in done.out
    assert Path(entry(path)["command"]).is_absolute()
    assert entry(path)["args"][-5:] == ["serve", "--workspace", str(podium.project), "--db", str(podium.database)]
    [copy] = path.parent.glob("*.bak")
    assert copy.read_bytes() == before
    again = podium("install", "cursor", "--workspace", str(podium.project), "--db", str(podium.database))
    assert (again.code, "nothing to change" in again.out) == (0, True)
    assert podium("uninstall", "cursor").code == 0
    assert path.read_bytes() == before
    assert "nothing to change" in podium("uninstall", "cursor").out


def test_a_dry_run_changes_nothing(podium: Any) -> None:
    done = podium("install", "gemini", "--with-commands", "--dry-run")
    assert done.code == 0
    assert "Nothing was changed" in done.out
    assert not (podium.home / ".gemini").exists()


def test_a_project_gets_an_entry_of_its_own(podium: Any) -> None:
    done = podium("install", "vscode", "--scope", "project")
    assert done.code == 0
    assert entry(podium.project / ".vscode" / "mcp.json", "servers")["type"] == "stdio"
    assert "paths of this machine" in done.out


def test_an_assistant_without_projects_says_so(podium: Any) -> None:
    done = podium("install", "windsurf", "--scope", "project")
    assert (done.code, "Leave out --scope project" in done.err) == (2, True)


def test_commands_come_as_files_and_go_again(podium: Any) -> None:
    podium("install", "codex", "--with-commands")
    skill = podium.home / ".agents" / "skills" / "orchestrate" / "SKILL.md"
    assert skill.is_file()
    podium("uninstall", "codex")
    assert not skill.parent.exists()
    assert not (podium.home / ".codex" / "config.toml").exists()


def test_what_cannot_be_read_is_refused_with_the_entry_to_paste(podium: Any) -> None:
    path = podium.home / ".cursor" / "mcp.json"
    path.parent.mkdir()
    path.write_text("{ broken")
    done = podium("install", "cursor")
    assert done.code == 2
    assert "line 1, column 3" in done.err
    assert '"podium": {' in done.err
    assert path.read_text() == "{ broken"


def test_an_unknown_host_is_refused_with_the_known_ones(podium: Any) -> None:
    done = podium("install", "emacs")
    assert (done.code, "claude-code" in done.err) == (2, True)


def test_a_workspace_that_is_not_there_is_refused(podium: Any) -> None:
    assert podium("install", "cursor", "--workspace", str(podium.home / "gone")).code == 2


@pytest.mark.skipif(os.name == "nt", reason="needs a terminal of POSIX")
def test_in_a_terminal_a_no_leaves_everything_alone(podium: Any) -> None:
    import pty
    import subprocess

    main, other = pty.openpty()
    command = [sys.executable, "-m", "podium", "install", "cursor"]
    env = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ} | {"HOME": str(podium.home)}
    process = subprocess.Popen(command, stdin=other, stdout=other, stderr=other, env=env, cwd=podium.project)
    os.write(main, b"n\n")
    code = process.wait(60)
    os.close(other)
    os.close(main)
    assert code == 1
    assert not (podium.home / ".cursor").exists()


def test_the_plugin_needs_podium_on_the_path(podium: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(podium.home))
    refused = podium("install", "claude-code", "--plugin")
    assert (refused.code, "not on your PATH" in refused.err) == (2, True)
    script = podium.home / ("podium.exe" if os.name == "nt" else "podium")
    script.write_text("")
    script.chmod(0o755)
    assert podium("install", "claude-code", "--plugin").code == 0
    settings = podium.home / ".claude" / "settings.json"
    found = json.loads(settings.read_text(encoding="utf-8"))
    marketplace = Path(found["extraKnownMarketplaces"]["podium"]["source"]["path"])
    assert (marketplace / ".claude-plugin" / "marketplace.json").is_file()
    podium("uninstall", "claude-code")
    assert not settings.exists()
    assert podium("install", "codex", "--plugin").code == 2


@pytest.mark.skipif(os.name == "nt", reason="Windows has no links for everybody")
def test_a_project_s_link_out_of_the_project_is_refused(podium: Any) -> None:
    (podium.home / "elsewhere").mkdir()
    (podium.project / ".vscode").symlink_to(podium.home / "elsewhere")
    done = podium("install", "vscode", "--scope", "project")
    assert (done.code, "leads out of the project" in done.err) == (2, True)
    assert list((podium.home / "elsewhere").iterdir()) == []

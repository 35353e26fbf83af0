"""`podium commands`: the list with its sources and skipped files, and what runs suggest adding."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import anyio
import pytest
from click.testing import CliRunner, Result
from mcp import Client

from podium.app import Settings, build
from podium.cli.main import group

REPLY = '{"summary": "Looked at it.", "findings": [{"statement": "It holds.", "evidence": "a.py:1"}]}'
Run = Callable[..., Result]


@pytest.fixture
def podium(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CLAUDE_PROJECT_DIR", raising=False)

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(group, ["commands", *arguments])

    return run


def test_the_list_names_every_command_its_source_and_what_was_skipped(podium: Run, tmp_path: Path) -> None:
    root = tmp_path / "mine"
    root.mkdir()
    (root / "tidy.md").write_text("Tidy up.", encoding="utf-8")
    (root / "README.md").write_text("About.", encoding="utf-8")
    done = podium("--commands", str(root))
    assert done.exit_code == 0
    assert any(line.split()[:2] == ["tidy", "mine"] for line in done.output.splitlines())
    assert any(line.split()[:2] == ["implement", "builtin"] for line in done.output.splitlines())
    assert "mine/README.md: describes its folder" in done.output
    assert done.output.splitlines()[-1].endswith("1 from 2 user files")


def test_a_workspace_is_listed_too_and_json_is_what_the_resource_holds(podium: Run, tmp_path: Path) -> None:
    place = tmp_path / "shop" / ".claude" / "commands"
    place.mkdir(parents=True)
    (place / "tidy.md").write_text("Tidy up.", encoding="utf-8")
    done = podium("--workspace", str(tmp_path / "shop"), "--json")
    found = json.loads(done.output)
    assert found["files"][-1] == {
        "folder": "shop",
        "file": ".claude/commands/tidy.md",
        "name": "tidy",
        "loaded": True,
        "reason": "",
        "form": "command",
    }


def test_without_runs_nothing_is_proposed_and_no_database_appears(podium: Run, tmp_path: Path) -> None:
    done = podium("propose", "--db", str(tmp_path / "none.db"))
    assert done.exit_code == 0
    assert done.stdout == ""
    assert "No chain" in done.stderr
    assert not (tmp_path / "none.db").exists()


def test_a_chain_that_succeeded_three_times_is_printed_and_written_only_when_asked(podium: Run, tmp_path: Path) -> None:
    database = tmp_path / "podium.db"
    for verdict in (True, True):
        anyio.run(judged_run, database, verdict)
    assert podium("propose", "--db", str(database)).stdout == ""
    anyio.run(judged_run, database, True)
    printed = podium("propose", "--db", str(database)).stdout
    assert 'kind: "orchestrator"' in printed
    assert "3 of 3 judged runs" in printed
    assert not (tmp_path / "mine").exists()
    written = podium("propose", "--db", str(database), "--write", str(tmp_path / "mine"))
    assert written.exit_code == 0
    [file] = (tmp_path / "mine").iterdir()
    assert file.read_text(encoding="utf-8") in printed
    again = podium("propose", "--db", str(database), "--write", str(tmp_path / "mine"))
    assert "is there already" in str(again.exception)
    known = podium("propose", "--db", str(database), "--commands", str(tmp_path / "mine"))
    assert known.stdout == ""


async def judged_run(database: Path, success: bool) -> None:
    """One run in hand-off to its end, and the user's verdict on it."""
    async with Client(build(Settings(database))) as client:

        async def call(tool: str, **arguments: Any) -> dict[str, Any]:
            return (await client.call_tool(tool, arguments)).structured_content or {}

        run = await call("orchestrate", objective="Add an image upload", confidence_override=0.95, delivery="handoff")
        while run["status"] == "awaiting_host":
            open_agents = [a["id"] for a in run["agents"] if a["state"] == "asked"]
            replies = [{"agent_id": agent, "status": "ok", "content": REPLY} for agent in open_agents]
            run = await call("orchestrate-continue", run_id=run["run_id"], replies=replies)
        await call("orchestrate-feedback", run_id=run["run_id"], success=success)

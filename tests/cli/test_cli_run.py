"""`podium run`, `runs`, `show`, `resume` and `cancel`: the main road in a terminal."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.metadata import entry_points
from typing import Any

import anyio
import pytest
from mcp import Client

from contract_kit import OBJECTIVE, assert_shape
from podium import __version__
from podium.app import Settings, build
from podium.cli import run
from podium.cli.main import COMMANDS

pytestmark = pytest.mark.slow

REPLY = '{"summary": "Looked at it.", "findings": [{"statement": "It holds.", "evidence": "a.py:1"}]}'


def test_the_version_is_told(podium: Any) -> None:
    done = podium("--version")
    assert (done.code, done.out.strip()) == (0, f"podium, version {__version__}")


def test_help_names_every_command(podium: Any) -> None:
    done = podium("--help")
    assert done.code == 0
    for name in COMMANDS:
        assert f"\n  {name} " in done.out


def test_the_script_is_the_module(podium: Any) -> None:
    scripts = [script for script in entry_points(group="console_scripts") if script.name == "podium"]
    assert all(script.value == "podium.__main__:main" for script in scripts)


def test_starting_the_command_line_loads_no_heavy_library() -> None:
    code = """
import sys
from podium.cli.main import group
for words in (["--help"], ["--version"], ["run", "--help"], ["forget", "--help"], ["install", "--help"]):
    group.main(words, standalone_mode=False)
print(sorted({"mcp", "mcp_types", "pydantic", "networkx", "rich", "aiosqlite", "openai"} & set(sys.modules)))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.splitlines()[-1] == "[]"


def test_a_rehearsal_runs_to_its_end_and_is_marked_everywhere(rehearsed: Any) -> None:
    result = rehearsed.result
    assert_shape("orchestrate", result)
    assert result["status"] == "completed"
    assert result["rehearsal"] is True
    assert {agent["model"] for agent in result["agents"]} == {"podium-rehearsal"}
    assert "ledger" in json.dumps(result["synthesis"])
    assert all("payments.md" in finding["evidence"] for finding in result["synthesis"]["findings"])
    assert "**Rehearsal:**" in rehearsed.done.out
    assert "orchestrate-feedback" not in rehearsed.done.out


def test_the_result_is_markdown_and_progress_goes_to_stderr(rehearsed: Any) -> None:
    assert rehearsed.done.out.startswith("# Podium: completed")
    assert f"**{OBJECTIVE}**" in rehearsed.done.out
    assert rehearsed.result["run_id"] in rehearsed.done.out
    assert f"1 of {len(rehearsed.result['agents']) + 1}: " in rehearsed.done.err
    assert "\x1b" not in rehearsed.done.out


def test_a_rehearsal_is_never_learned_from(rehearsed: Any) -> None:
    async def report() -> dict[str, Any]:
        async with Client(build(Settings(rehearsed.podium.database))) as client:
            await client.call_tool("orchestrate-feedback", {"run_id": rehearsed.result["run_id"], "success": True})
            found = (await client.call_tool("learning-report", {})).structured_content
            assert found is not None
            return dict(found)

    found = anyio.run(report)
    assert (found["decisions"], found["outcomes"], found["routing_accuracy"]) == (0, 0, None)
    assert found["agent_success_rate"] is None


def test_a_plan_is_shown_and_taken_up_by_resume(podium: Any) -> None:
    planned = podium("run", "--plan", "--json", OBJECTIVE)
    plan = planned.json()
    assert planned.code == 0
    assert plan["status"] == "planned"
    assert plan["spent"]["requests"] == 0
    resumed = podium("resume", plan["run_id"], "--json")
    assert resumed.code == 0
    assert resumed.json()["status"] == "completed"
    assert resumed.json()["waves"] == plan["waves"]


def test_the_words_of_the_shell_are_read_like_a_slash_command(podium: Any) -> None:
    result = podium("run", "--plan", "--json", "Harden the login flow", "0.65", "4").json()
    assert (result["objective"], result["confidence"], result["overridden"]) == ("Harden the login flow", 0.65, True)
    assert len(result["agents"]) <= 4


def test_quotes_that_the_shell_took_are_put_back_where_options_follow() -> None:
    assert run._objective(("Harden the login flow", "0.65", "4")) == '"Harden the login flow" 0.65 4'
    assert run._objective(("Upgrade", "to", "Python", "3.12")) == "Upgrade to Python 3.12"
    assert run._objective(('/orchestrate "Harden it" 0.95',)) == '/orchestrate "Harden it" 0.95'


def test_hand_off_prints_briefs_and_reads_replies(podium: Any) -> None:
    done = podium("run", "--agents", "handoff", "--json", "Harden the login", "0.95", "2", given=f"{REPLY}\n.\n" * 4)
    result = done.json()
    assert done.code == 0
    assert result["status"] == "completed"
    assert {agent["carrier"] for agent in result["agents"]} == {"handoff"}
    assert result["rehearsal"] is False
    for agent in result["agents"]:
        assert f"===== {agent['id']} " in done.err
    assert "Harden the login" in done.err


def test_replies_that_end_early_are_kept_and_the_run_goes_on_later(podium: Any) -> None:
    done = podium("run", "--agents", "handoff", "Harden the login", "0.4", "3", given=f"{REPLY}\n.\n")
    assert done.code == 4
    assert "Everything answered is kept" in done.err
    assert "--agents handoff" in done.err.split("podium resume ")[1]
    run_id = done.err.split("podium resume ")[1].split()[0]
    alone = podium("resume", run_id)
    assert (alone.code, "say who goes on" in alone.err) == (2, True)
    resumed = podium("resume", run_id, "--agents", "handoff", "--json", given=f"{REPLY}\n.\n" * 3)
    assert resumed.code == 0
    assert resumed.json()["status"] == "completed"
    assert done.err.split("===== ")[1] not in resumed.err


def test_a_run_is_cancelled(podium: Any) -> None:
    run_id = podium("run", "--plan", "--json", OBJECTIVE).json()["run_id"]
    assert podium("cancel", run_id, "--json").json()["status"] == "cancelled"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("run",), "WORDS"),
        (("run", "x", "--workspace", "no-such-folder"), "no-such-folder"),
        (("run", "Harden the login", "--agents", "pigeons"), "pigeons"),
        (("show", "run_none"), "no run"),
        (("dance",), "dance"),
        (("serve", "--workspace", "no-such-folder"), "no-such-folder"),
        (("serve", "--agent-limit", "11"), "11"),
    ],
)
def test_a_mistake_ends_with_one_sentence_and_exit_code_two(
    podium: Any, arguments: tuple[str, ...], words: str
) -> None:
    done = podium(*arguments)
    assert done.code == 2
    assert words in done.err
    assert done.out == ""


def test_the_user_s_own_commands_and_folders_are_used(podium: Any) -> None:
    folder = podium.home / "commands"
    folder.mkdir()
    (folder / "polish-shoes.md").write_text("---\ndescription: Polish shoes until they shine\n---\nPolish $ARGUMENTS")
    done = podium(
        "run", "--json", "--commands", str(folder), "--workspace", str(podium.project), "Polish shoes", "0.95", "1"
    )
    assert done.code == 0
    assert [agent["command"] for agent in done.json()["agents"]] == ["polish-shoes"]


def test_without_a_database_the_user_s_data_folder_is_used(podium: Any) -> None:
    assert podium("run", "--plan", "Harden the login", db=False).code == 0
    assert not podium.database.exists()
    assert list(podium.home.rglob("*.db"))
    assert not list(podium.project.rglob("*.db"))

"""The plain commands: `decide`, `relate`, `verify`, `feedback`, `report`, `export`, `tools`, `prompts`, `completion`."""

from __future__ import annotations

import json
import re
from typing import Any

import click
import pytest

from contract_kit import assert_shape
from podium.cli import exits
from podium.cli.main import COMMANDS, group
from podium.surface.tools import SPECS

pytestmark = pytest.mark.slow


def test_decide_shows_the_route_and_runs_nothing(podium: Any) -> None:
    done = podium("decide", "--json", "Migrate", "the", "billing", "database")
    assert done.code == 0
    assert_shape("decision-engine", done.json())
    assert done.json()["objective"] == "Migrate the billing database"
    assert podium("runs", "--json").json()["runs"] == []


def test_decide_prints_markdown_without_json(podium: Any) -> None:
    done = podium("decide", "Rename a variable")
    assert done.code == 0
    assert "confidence" in done.out.lower()


def test_relate_shows_the_named_commands(podium: Any) -> None:
    done = podium("relate", "--json", "implement", "review-code")
    assert_shape("command-relationships", done.json())
    assert {"implement", "review-code"} <= {command["name"] for command in done.json()["commands"]}


def test_verify_recomputes_claims_and_its_exit_code_tells_whether_one_fails(podium: Any) -> None:
    done = podium("verify", "--json", "15% of 200 is 30", "The mill ran 9 of 12 days, three in four. := 9 / 12 = 3 / 4")
    assert done.code == 0
    assert_shape("verify-mathematics", done.json())
    assert podium("verify", "15% of 200 is 31").code == 1


def test_verify_reads_stdin_where_no_claim_is_given(podium: Any) -> None:
    done = podium("verify", "--json", given="15% of 200 is 30.\n2 + 2 = 5\n")
    assert (done.code, done.json()["verdict"]) == (1, "fails")


def test_feedback_takes_a_verdict_and_refuses_an_unknown_run(rehearsed: Any) -> None:
    run_id = rehearsed.result["run_id"]
    done = rehearsed.podium("feedback", run_id, "good", "--note", "the tests pass", "--json")
    assert done.code == 0
    assert done.json()["recorded"] is True
    assert rehearsed.podium("feedback", "nonsense", "good").code == 2
    assert rehearsed.podium("feedback", run_id, "maybe").code == 2


def test_report_is_the_learning_report(podium: Any) -> None:
    assert_shape("learning-report", podium("report", "--json").json())
    assert podium("report").code == 0


def test_report_writes_a_page_of_the_latest_run_and_of_what_was_learned(rehearsed: Any, tmp_path: Any) -> None:
    file = tmp_path / "report.html"
    assert rehearsed.podium("report", "--html", str(file)).code == 0
    page = file.read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>")
    assert rehearsed.result["run_id"] in page
    for part in ("timeline", "agents", "graph", "calibration", "thresholds", "recovery"):
        assert f'<section id="{part}"' in page
    assert rehearsed.podium("report", "--html", str(file), "--run", rehearsed.result["run_id"]).code == 0
    assert rehearsed.podium("report", "--html", str(file), "--run", "nonsense").code == 2
    assert rehearsed.podium("report", "--html", str(tmp_path / "no" / "such.html")).code == 2
    assert rehearsed.podium("report", "--run", rehearsed.result["run_id"]).code == 2
    assert rehearsed.podium("report", "--html", str(file), "--domain", "payment").code == 2


def test_without_a_run_the_page_is_of_what_was_learned(podium: Any, tmp_path: Any) -> None:
    file = tmp_path / "report.html"
    assert podium("report", "--html", str(file)).code == 0
    page = file.read_text(encoding="utf-8")
    assert "<h1>What was learned</h1>" in page
    assert 'id="timeline"' not in page


def test_export_writes_each_run_as_one_line(rehearsed: Any, tmp_path: Any) -> None:
    run_id = rehearsed.result["run_id"]
    one = rehearsed.podium("export", run_id)
    assert one.code == 0
    assert json.loads(one.out)["run_id"] == run_id
    file = tmp_path / "runs.jsonl"
    assert rehearsed.podium("export", "--all", "--output", str(file)).code == 0
    assert run_id in {json.loads(line)["run_id"] for line in file.read_text(encoding="utf-8").splitlines()}
    assert rehearsed.podium("export", "--all", "--output", str(file)).code == 2
    assert rehearsed.podium("export", run_id, "--format", "md").out.startswith("# Podium")


def test_export_wants_to_know_what(podium: Any) -> None:
    assert (podium("export").code, podium("export", "nonsense").code) == (2, 2)


def test_tools_shows_what_each_costs(podium: Any) -> None:
    done = podium("tools")
    assert all(f"  {spec.name} " in done.out for spec in SPECS)
    assert f"all {len(SPECS)} tools, about" in done.out
    shown = json.loads(podium("tools", "--json").out)
    assert [tool["name"] for tool in shown] == [spec.name for spec in SPECS]
    assert len(json.loads(podium("tools", "--json", "--full").out)) > len(SPECS)


def test_prompts_lists_them_and_prints_one(podium: Any) -> None:
    assert "  review-code " in podium("prompts").out
    assert {"name", "arguments"} <= json.loads(podium("prompts", "--json").out)[0].keys()
    text = podium("prompts", "review-code", "the", "login", "flow")
    assert "the login flow" in text.out
    assert podium("prompts", "nonsense").code == 2


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_a_script_for_the_shell(podium: Any, shell: str) -> None:
    done = podium("completion", shell)
    assert done.code == 0
    assert "_PODIUM_COMPLETE" in done.out


def test_runs_and_assistants_are_completed(rehearsed: Any) -> None:
    run_id = rehearsed.result["run_id"]
    context = click.Context(group, info_name="podium")
    for name, typed, expected in (
        ("feedback", run_id[:8], run_id),
        ("export", "", run_id),
        ("install", "clin", "cline"),
    ):
        command = group.get_command(context, name)
        assert command is not None
        own = click.Context(command, parent=context)
        own.params["db"] = rehearsed.podium.database
        offered = [item.value for item in command.params[0].shell_complete(own, typed)]
        assert expected in offered


def test_completion_is_silent_where_there_is_nothing(tmp_path: Any) -> None:
    command = group.get_command(click.Context(group), "export")
    assert command is not None
    context = click.Context(command)
    context.params["db"] = tmp_path / "none.db"
    assert command.params[0].shell_complete(context, "") == []
    assert not (tmp_path / "none.db").exists()


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_explains_itself_with_examples(name: str) -> None:
    command = group.get_command(click.Context(group), name)
    assert command is not None
    assert command.help
    assert command.get_short_help_str()
    assert re.search(rf"(?m)^ *podium {name}\b", command.help) or name == "completion"


def test_the_exit_codes_are_told(podium: Any) -> None:
    shown = podium("--help").out.split("Exit codes:")[1]
    told = {int(code) for code in re.findall(r"(?m)^ +(\d+) ", shown)}
    assert told == {0, exits.DECLINED, exits.MISTAKE, exits.UNFINISHED, exits.STOPPED, *exits.CODES.values()}

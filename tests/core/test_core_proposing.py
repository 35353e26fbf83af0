"""Chains that went well often enough are proposed as commands; nothing else is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podium.core.chains import expand, parse_chain
from podium.core.proposing import Waves, command_file, proposals, waves_of
from podium.core.values import Catalogue
from podium.registry import UserFolder, load_catalogue
from run_samples import call, catalogue, command, coordinator, finished, good, run_of, told

WAVES: Waves = (("design",), ("build", "test"), ("check",))
NAMES = catalogue("design", "build", "test", "check", "a:deploy")


def proposed(*verdicts: float, waves: Waves = WAVES, commands: Catalogue = NAMES) -> list[str]:
    return [proposal.chain for proposal in proposals([(waves, verdict) for verdict in verdicts], commands)]


def test_three_successes_make_a_proposal_and_two_do_not():
    assert proposed(1, 1, 1) == ["design |> (build || test) |> check"]
    assert proposed(1, 1) == []


@pytest.mark.parametrize(
    ("verdicts", "expected"),
    [
        ((1, 1, 1, 0), False),
        ((1,) * 6 + (0,), True),
        ((1,) * 5 + (0,), False),
        ((0.85,) * 3, True),
        ((0.8,) * 3, False),
    ],
)
def test_the_mean_verdict_is_at_least_85_percent(verdicts, expected):
    assert bool(proposed(*verdicts)) is expected


def test_a_lone_command_is_no_chain_and_a_lone_wave_is_written_without_parentheses():
    assert proposed(1, 1, 1, waves=(("design",),)) == []
    assert proposed(1, 1, 1, waves=(("build", "test"),)) == ["build || test"]


def test_a_chain_with_a_command_that_is_no_more_is_not_proposed():
    assert proposed(1, 1, 1, waves=(("design",), ("gone",))) == []


def test_the_steps_of_a_workflow_that_exists_are_not_proposed_again():
    steps = "design |> (test || build) |> check"
    known = catalogue(*NAMES.commands.values(), command("flow", kind="orchestrator", steps=steps))
    assert proposed(1, 1, 1, commands=known) == []
    broken = catalogue(*NAMES.commands.values(), command("flow", kind="orchestrator", steps="design |>"))
    assert len(proposed(1, 1, 1, commands=broken)) == 1


def test_names_are_free_and_distinct():
    other: Waves = (("design",), ("check",))
    known = catalogue(*NAMES.commands.values(), "design_to_check")
    found = proposals([(WAVES, 1.0), (other, 1.0)] * 3, known)
    assert [proposal.name for proposal in found] == ["design-to-check-2", "design-to-check-3"]


def test_the_order_of_runs_does_not_matter():
    done = [(WAVES, 1.0), ((("build",), ("check",)), 1.0)] * 4
    assert proposals(done, NAMES) == proposals(done[::-1], NAMES)


def test_waves_are_those_of_answered_agents_without_sub_agents_and_coordinator():
    calls = (call("design"), call("test", "design", wave=1), call("build", "design", wave=1), coordinator("test"))
    run = finished(run_of(*calls))
    assert waves_of(run) == (("design",), ("build", "test"))


def test_an_unanswered_agent_is_in_no_wave():
    run = told(run_of(call("design"), call("build", "design", wave=1)), ("replied", good("design")))
    assert waves_of(run) == (("design",),)


def test_a_proposed_file_is_a_workflow_as_soon_as_it_is_put_into_a_folder(tmp_path):
    shipped = load_catalogue().catalogue
    waves: Waves = (("design-api",), ("implement", "write-tests"), ("check-accessibility",))
    [found] = proposals([(waves, 1.0)] * 3, shipped)
    (tmp_path / f"{found.name}.md").write_text(command_file(found), encoding="utf-8")
    loaded = load_catalogue([UserFolder(tmp_path)])
    made = loaded.catalogue.commands[found.name]
    assert (made.kind, made.steps) == (
        "orchestrator",
        "design-api |> (implement || write-tests) |> check-accessibility",
    )
    assert "$ARGUMENTS" in made.body
    assert loaded.files[-1].reason == ""
    assert proposals([(waves, 1.0)] * 3, loaded.catalogue) == ()


@given(st.lists(st.lists(st.sampled_from("abcdef"), min_size=1, max_size=3, unique=True), min_size=1, max_size=4))
def test_every_proposed_chain_can_be_read_and_says_the_same(drawn):
    waves = tuple(tuple(sorted(wave)) for wave in drawn)
    for proposal in proposals([(waves, 1.0)] * 3, catalogue(*"abcdef")):
        steps = expand(parse_chain(proposal.chain))
        assert [step.command for step in steps] == [name for wave in waves for name in wave]

from __future__ import annotations

from typing import Any

import pytest

from podium.core.engine import advance
from podium.core.recovery import MOST_ATTEMPTS, recover, succeeded
from podium.core.run import COORDINATOR, Run
from podium.core.values import Knowledge, Tally
from run_samples import START, bad, begun, call, catalogue, command, coordinator, good, run_of, setting, told

KNOWN = catalogue("a", "b", command("c", roles=("chemist",)), "d")


def failed(failure: str = "empty", *fallbacks: str, attempts: int = 1, **limits: Any) -> Run:
    """A run whose agent `a` just failed at this attempt, its recovery not yet decided."""
    run = begun(run_of(call("a", fallbacks=fallbacks), call("b", "a"), limits=limits), catalogue=KNOWN)
    for at in range(1, attempts):
        run = advance(run, [bad("a", failure)], setting(catalogue=KNOWN), START + at).run
    return told(run, ("replied", bad("a", failure)))


def decide(run: Run, knowledge: Knowledge | None = None) -> dict[str, Any]:
    return recover(run, run.calls["a"], KNOWN, knowledge or Knowledge()).data


@pytest.mark.requirement("phase5-selection")
@pytest.mark.parametrize(
    ("failure", "first", "to"),
    [
        ("empty", "repair_and_retry", "a"),
        ("malformed", "repair_and_retry", "a"),
        ("truncated", "repair_and_retry", "a"),
        ("timeout", "repair_and_retry", "a"),
        ("transport", "repair_and_retry", "a"),
        ("off_topic", "command_substitution", "c"),
        ("refused", "command_substitution", "c"),
    ],
)
def test_each_kind_of_failure_starts_its_own_ladder(failure: str, first: str, to: str) -> None:
    decided = decide(failed(failure, "c"))
    assert (decided["strategy"], decided["from"], decided["to"], decided["attempt"]) == (first, "a", to, 1)
    assert decided["cause"].split(":")[0] in {"technical", "resource", "comprehension", "time"}


def test_the_second_failure_of_a_kind_takes_the_next_rung() -> None:
    decided = decide(failed("empty", "c", attempts=2))
    assert (decided["strategy"], decided["to"], decided["role"]) == ("command_substitution", "c", "c")


def test_nobody_is_asked_more_often_than_allowed() -> None:
    decided = decide(failed("empty", "c", "d", attempts=MOST_ATTEMPTS))
    assert (decided["strategy"], decided["reason"]) == (
        "give_up",
        f"nothing is left to try after {MOST_ATTEMPTS} attempts",
    )
    assert not decided["options"]


def test_without_another_command_the_same_one_is_asked_again_within_bounds() -> None:
    for attempts in range(2, MOST_ATTEMPTS):
        assert decide(failed("empty", attempts=attempts))["strategy"] == "repair_and_retry"
    assert decide(failed("empty", attempts=MOST_ATTEMPTS))["strategy"] == "give_up"


def test_a_substitute_that_the_catalogue_no_longer_holds_is_passed_over() -> None:
    assert decide(failed("refused", "vanished", "d"))["to"] == "d"


def test_what_was_tried_is_not_tried_again() -> None:
    assert decide(failed("refused", "a", "c", "d", attempts=2))["to"] == "d"


@pytest.mark.requirement("recovery-options")
def test_measured_success_reorders_the_ladder() -> None:
    measured = {
        ("*", "empty", "command_substitution"): Tally(9, 10),
        ("*", "empty", "repair_and_retry"): Tally(1, 10),
    }
    decided = decide(failed("empty", "c"), Knowledge(recoveries=measured))
    assert decided["strategy"] == "command_substitution"
    assert [(o["strategy"], o["n"]) for o in decided["options"]] == [
        ("command_substitution", 10),
        ("repair_and_retry", 10),
    ]
    assert decided["options"][0]["likelihood"] == pytest.approx((9 + 0.5 * 4) / 14, abs=1e-4)


def test_success_with_other_failures_is_no_reason_to_reorder() -> None:
    measured = {("*", "timeout", "command_substitution"): Tally(10, 10)}
    assert decide(failed("empty", "c"), Knowledge(recoveries=measured))["strategy"] == "repair_and_retry"


def test_without_a_request_left_the_agent_is_given_up() -> None:
    decided = decide(failed("empty", "c", requests=1))
    assert (decided["strategy"], decided["reason"]) == ("give_up", "the run's 1 requests are used")


def test_the_impact_names_what_waits() -> None:
    assert decide(failed())["impact"] == "a needed part has no answer; 1 waiting on it"


def test_the_coordinator_is_repaired_once_and_never_substituted() -> None:
    run = begun(run_of(call("a"), call("b"), coordinator("a", "b")))
    run = advance(run, [good("a"), good("b")], setting(), START + 1).run
    decisions = []
    for at in (2, 3):
        run = advance(run, [bad(COORDINATOR)], setting(), START + at).run
        decisions.append(run.recoveries[-1]["strategy"])
    assert decisions == ["repair_and_retry", "give_up"]
    assert run.recoveries[-1]["impact"] == "the synthesis falls back to a merge without prose"


def test_a_recovery_succeeded_when_its_own_attempt_was_accepted() -> None:
    run = begun(run_of(call("a", fallbacks=("c",))), catalogue=KNOWN)
    for at in (1, 2):
        run = advance(run, [bad("a")], setting(catalogue=KNOWN), START + at).run
    assert [succeeded(run, r) for r in run.recoveries] == [False, None]
    run = advance(run, [good("a")], setting(catalogue=KNOWN), START + 3).run
    assert [succeeded(run, r) for r in run.recoveries] == [False, True]


def test_giving_up_never_counts_as_success() -> None:
    run = advance(failed(attempts=MOST_ATTEMPTS), [], setting(catalogue=KNOWN), START + 9).run
    assert run.recoveries[-1]["strategy"] == "give_up"
    assert not any(succeeded(run, r) for r in run.recoveries)

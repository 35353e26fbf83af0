from __future__ import annotations

import pytest

from podium.core.engine import advance
from podium.core.run import Run
from podium.runner.outcomes import agent_rows, chosen_probability, domain_of, outcome_row, recovery_rows, routing_score
from run_samples import (
    START,
    bad,
    begun,
    call,
    capability,
    catalogue,
    coordinator,
    finished,
    good,
    run_of,
    setting,
    started,
)

KNOWN = catalogue("x")
DECISION = started()["decision"] | {
    "approaches": [{"strategy": "specialized_agents", "success_probability": 0.6}],
    "domains": [{"name": "security", "score": 2.0}, {"name": "testing", "score": 1.0}],
    "complexity": 0.8,
    "factors": [{"name": "scope", "value": 0.5}],
}


def one_gave_up() -> Run:
    return finished(
        run_of(call("a"), call("b", fallbacks=("x",)), coordinator("a", "b"), decision=DECISION),
        lambda i: bad(i) if i == "a" else good(i),
        catalogue=KNOWN,
    )


def test_an_outcome_is_what_the_run_recorded_and_no_verdict() -> None:
    run = one_gave_up()
    row = outcome_row(run)
    assert (row.domain, row.strategy, row.status, row.source, row.success) == (
        "security",
        "specialized_agents",
        "partial",
        "none",
        None,
    )
    assert (row.chosen_probability, row.complexity, row.factors) == (0.6, 0.8, {"scope": 0.5})
    assert (row.tokens, row.seconds, row.agents) == (run.tokens, run.active_seconds, 2)


def test_a_run_without_domains_or_approaches_falls_back() -> None:
    run = run_of(call("a"))
    assert (domain_of(run), chosen_probability(run)) == ("general", 0.4)


def test_recoveries_that_were_tried_are_rows_and_giving_up_is_none() -> None:
    run = one_gave_up()
    assert [r["strategy"] for r in run.recoveries] == ["repair_and_retry", "give_up"]
    assert [(r.failure, r.strategy, r.succeeded) for r in recovery_rows(run)] == [("empty", "repair_and_retry", False)]


def test_agents_that_were_never_asked_teach_nothing() -> None:
    run = finished(run_of(call("a"), call("b", "a")), bad)
    assert [(r.agent_id, r.succeeded) for r in agent_rows(run)] == [("a", False)]


def test_a_substitute_is_judged_under_its_own_name() -> None:
    run = begun(run_of(call("a", fallbacks=("x",))), catalogue=KNOWN)
    run = advance(run, [bad("a", "refused")], setting(catalogue=KNOWN), START + 1).run
    run = advance(run, [good("a")], setting(catalogue=KNOWN), START + 2).run
    assert [(r.command, r.succeeded) for r in agent_rows(run)] == [("x", True)]


def test_capability_errors_of_a_moved_run_are_no_recoveries() -> None:
    run = advance(begun(run_of(call("a"))), [capability("a")], setting(), START + 1).run
    run = advance(run, [good("a")], setting("handoff"), START + 2).run
    assert run.status == "completed"
    assert recovery_rows(run) == []


@pytest.mark.requirement("learning-scores")
@pytest.mark.parametrize(("success", "score"), [(True, 0.9), (False, 0.2)])
def test_a_route_is_as_right_as_its_outcome_and_its_warning(success: bool, score: float) -> None:
    assert routing_score(one_gave_up(), success) == pytest.approx(score)

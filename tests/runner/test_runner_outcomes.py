from __future__ import annotations

from dataclasses import replace

import pytest

from podium.core.closing import cancel
from podium.core.engine import Draft, advance
from podium.core.learning.evidence import CHECKED_WEIGHT
from podium.core.run import Run
from podium.runner.outcomes import (
    agent_rows,
    checked,
    chosen_probability,
    domain_of,
    outcome_row,
    overhead,
    recovery_rows,
    routing_score,
)
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
    told,
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
    *tried, last = [r["strategy"] for r in run.recoveries]
    assert last == "give_up"
    assert [(r.failure, r.strategy, r.succeeded) for r in recovery_rows(run)] == [("empty", s, False) for s in tried]


def test_agents_that_were_never_asked_teach_nothing() -> None:
    run = finished(run_of(call("a"), call("b", "a")), bad)
    assert [(r.agent_id, r.succeeded) for r in agent_rows(run)] == [("a", False)]


def test_a_substitute_is_judged_under_its_own_name_and_what_it_replaced_under_its() -> None:
    run = begun(run_of(call("a", fallbacks=("x",))), catalogue=KNOWN)
    run = advance(run, [bad("a", "refused")], setting(catalogue=KNOWN), START + 1).run
    run = advance(run, [good("a")], setting(catalogue=KNOWN), START + 2).run
    assert [(r.command, r.succeeded) for r in agent_rows(run)] == [("a", False), ("x", True)]


def test_how_first_replies_went_is_on_record_with_what_they_were_planned_with() -> None:
    planned = (call("a", care=("smaller_pack",)), call("b", fallbacks=("x",)), call("c"), call("d", "e"), call("e"))
    run = begun(run_of(*planned, decision=DECISION), catalogue=KNOWN)
    first = [bad("a", "malformed"), bad("b", "refused"), good("c"), bad("e", "timeout")]
    run = advance(run, first, setting(catalogue=KNOWN), START + 1).run
    run = finished(run, catalogue=KNOWN)
    rows = {(r.agent_id, r.command): (r.first_failure, r.care) for r in agent_rows(run)}
    assert rows["a", "a"] == ("malformed", "smaller_pack")
    assert (rows["b 0", "b"], rows["b", "x"]) == (("refused", ""), (None, ""))
    assert (rows["c", "c"], rows["e", "e"]) == (("", ""), ("timeout", ""))


def test_a_kept_reply_without_evidence_is_one_that_a_plan_can_help_with() -> None:
    run = begun(run_of(call("a")))
    run = advance(run, [good("a")], setting(), START + 1).run
    run = told(run, ("noted", {"deviations": [{"agent_id": "a", "kind": "unsupported", "detail": "bare claims"}]}))
    assert [r.first_failure for r in agent_rows(run)] == ["unsupported"]


def test_who_never_answered_says_nothing_about_first_replies() -> None:
    draft = Draft(begun(run_of(call("a"))), START + 1)
    cancel(draft, "nobody wants it")
    assert [r.first_failure for r in agent_rows(draft.run)] == [None]


def test_capability_errors_of_a_moved_run_are_no_recoveries() -> None:
    run = advance(begun(run_of(call("a"))), [capability("a")], setting(), START + 1).run
    run = advance(run, [good("a")], setting("handoff"), START + 2).run
    assert run.status == "completed"
    assert recovery_rows(run) == []


@pytest.mark.requirement("learning-scores")
@pytest.mark.parametrize(("success", "score"), [(True, 0.9), (False, 0.2)])
def test_a_route_is_as_right_as_its_outcome_and_its_warning(success: bool, score: float) -> None:
    assert routing_score(one_gave_up(), success) == pytest.approx(score)


def test_independent_checks_judge_at_their_lower_weight_and_praise_judges_nothing() -> None:
    run = one_gave_up()
    assert checked(run) is None
    for oks, success in (((True, True), 1.0), ((True, False), 0.0)):
        checks = [{"check": "cross-review", "ok": ok} for ok in oks]
        row = outcome_row(replace(run, outcome={**(run.outcome or {}), "checks": checks}))
        assert (row.success, row.source, row.weight) == (success, "checks", CHECKED_WEIGHT)
        assert row.routing_score == routing_score(run, bool(success))


def test_a_run_that_changed_its_strategy_names_the_one_it_gave_up() -> None:
    run = one_gave_up()
    moved = {"from": "direct_atomic", "to": "multi_workflow", "reason": "failed twice", "at": 1.0}
    carrier = {"from": "push", "to": "handoff", "reason": "refused", "at": 2.0}
    assert outcome_row(replace(run, adjustments=(moved, carrier))).after_failure == "direct_atomic"
    assert outcome_row(replace(run, adjustments=(carrier,))).after_failure == ""


def test_the_model_of_a_run_is_the_one_that_most_replies_name() -> None:
    run = finished(run_of(call("a"), call("b")), good)
    assert outcome_row(run).model == ""
    named = {
        i: replace(c, reply=replace(c.reply, model="m1")) if c.reply is not None else c for i, c in run.calls.items()
    }
    assert outcome_row(replace(run, calls=named)).model == "m1"


def test_what_was_known_before_any_outcome_is_recorded_with_the_decision() -> None:
    decision = DECISION | {"prior": 0.7, "rated": True, "explored": "exploration: x"}
    row = outcome_row(replace(one_gave_up(), decision=decision))
    assert (row.prior, row.rated, row.explored) == (0.7, True, True)


def test_overhead_is_what_agents_side_by_side_cost_beyond_their_own_schedule() -> None:
    run = finished(run_of(call("a"), call("b"), call("c", "a", "b")), good)
    seconds = {"a": 10.0, "b": 20.0, "c": 10.0}
    calls = {i: replace(c, carrier="push", seconds=seconds[i]) for i, c in run.calls.items()}
    timed = replace(run, calls=calls, active_seconds=34.0)
    assert overhead(timed) == pytest.approx((34 - 20 - 10) / 40 / 2)
    assert overhead(replace(timed, active_seconds=29.0)) == 0
    handed = {i: replace(c, carrier="handoff") for i, c in calls.items()}
    assert overhead(replace(timed, calls=handed)) is None
    before = {"a": (), "b": ("a",), "c": ("b",)}
    alone = {i: replace(c, call=replace(c.call, depends_on=before[i])) for i, c in calls.items()}
    assert overhead(replace(timed, calls=alone)) is None

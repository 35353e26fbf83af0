"""A run changes its course when that is due, and not otherwise."""

from __future__ import annotations

from typing import Any

import pytest

from podium.core.adjusting import LOST_ATTEMPTS
from podium.core.decision import decide, to_json
from podium.core.engine import advance
from podium.core.planning import plan_calls
from podium.core.results import run_result
from podium.core.run import Run
from podium.core.values import Knowledge, Tally
from podium.registry import load_catalogue
from run_samples import START, asked_ids, bad, begun, call, catalogue, command, coordinator, good, run_of, setting

SHIPPED = load_catalogue().catalogue
OBJECTIVE = "Reduce the response time of the search endpoint under load"
FINDING = {"topic": "cache", "statement": "The cache is already in place.", "evidence": "config.py:12"}


def routed(*calls: Any, strategy: str = "direct_atomic", band: tuple[float, float] = (0.9, 1.0), **fields: Any) -> Run:
    chance = {"strategy": strategy, "success_probability": sum(band) / 2}
    decision = {"confidence": chance["success_probability"], "route": {"strategy": strategy, "band": list(band)}}
    decision |= {"factors": [], "approaches": [chance], "plan": [strategy], "specializations": ["security-specialist"]}
    run = run_of(*calls, strategy=strategy, decision=decision, objective=OBJECTIVE, **fields)
    return begun(run, catalogue=SHIPPED)


def fails(run: Run, agent_id: str, times: int, kind: str = "empty") -> Run:
    for number in range(times):
        run = advance(run, [bad(agent_id, kind)], setting(catalogue=SHIPPED), START + 1 + number).run
    return run


def debug(**fields: Any) -> Any:
    return call("debug", **fields)


def debug_or_else() -> Any:
    return debug(fallbacks=("triage-issue", "diagnose-failure"))


@pytest.mark.requirement("recovery-elevation", "phase4-adjustments", "phase4")
def test_a_part_that_keeps_failing_lifts_the_run_to_the_next_strategy() -> None:
    run = fails(routed(debug_or_else()), "debug", LOST_ATTEMPTS)
    (adjusted,) = run_result(run)["adjustments"]
    assert (adjusted["from"], adjusted["to"]) == ("direct_atomic", "orchestrated_workflow")
    assert "below its band" in adjusted["reason"]
    assert run.recoveries[-1]["strategy"] == "strategy_elevation"
    assert {c.call.replaces for c in run.agents if c.call.id != "debug"} == {"debug"}


def test_one_or_two_failures_lift_nothing() -> None:
    run = fails(routed(debug_or_else()), "debug", LOST_ATTEMPTS - 1)
    assert run.adjustments == ()
    assert advance(run, [good("debug")], setting(catalogue=SHIPPED), START + 9).run.status == "completed"


def test_a_route_with_answers_enough_bears_the_loss_of_one_part() -> None:
    run = routed(debug(), *(call(n) for n in "abcdef"), strategy="multi_workflow", band=(0.5, 0.7))
    run = advance(run, [good(n) for n in "abcdef"], setting(catalogue=SHIPPED), START).run
    run = fails(run, "debug", LOST_ATTEMPTS)
    assert run.adjustments == ()


def test_an_elevated_run_is_complete_when_the_agents_it_added_answer() -> None:
    run = fails(routed(debug_or_else(), limits={"agents": 4}), "debug", LOST_ATTEMPTS)
    for step in range(20):
        if run.ended:
            break
        run = advance(run, [good(c.call.id) for c in run.asked], setting(catalogue=SHIPPED), START + 10 + step).run
    assert run.status == "completed"
    assert len(run.agents) <= 4
    assert run.outcome is not None
    assert run.outcome["missing"] == []


@pytest.mark.requirement("recovery-elevation")
@pytest.mark.parametrize("limit", [1, 2, 3])
def test_a_run_whose_places_are_all_taken_is_lifted_in_the_place_of_the_lost_agent(limit: int) -> None:
    others = [call(n) for n in "ab"[: limit - 1]]
    run = fails(routed(debug(), *others, limits={"agents": limit}), "debug", LOST_ATTEMPTS)
    (adjusted,) = run_result(run)["adjustments"]
    lifted = run.calls["debug"]
    assert (adjusted["from"], adjusted["to"]) == ("direct_atomic", "orchestrated_workflow")
    assert f"all {limit} agents are taken, so {lifted.call.role} answers in the place" in adjusted["reason"]
    assert lifted.call.command not in ("debug", "a", "b")
    assert lifted.previous[-1:] == ("debug",)
    run = advance(run, [good(c.call.id) for c in run.asked], setting(catalogue=SHIPPED), START + 9).run
    assert (run.status, len(run.agents)) == ("completed", limit)
    assert run_result(run)["recoveries"][-1]["succeeded"] is True


@pytest.mark.requirement("recovery-elevation")
def test_a_place_is_lifted_once_and_the_run_ends() -> None:
    run = routed(debug(), limits={"agents": 1, "requests": 200})
    for step in range(200):
        if run.ended:
            break
        run = advance(run, [bad(c.call.id) for c in run.asked], setting(catalogue=SHIPPED), START + step).run
    assert [note["to"] for note in run.adjustments] == ["orchestrated_workflow"]
    assert (run.status, len(run.agents)) == ("failed", 1)
    assert run.requests <= 10


@pytest.mark.requirement("phase5-escalation", "phase5-deployment")
@pytest.mark.parametrize(
    ("failure", "strategy"),
    [("empty", "orchestrator_escalation"), ("truncated", "agent_deployment"), ("refused", "multi_path_exploration")],
)
def test_each_class_of_failure_deploys_its_own_kind_of_agents(failure: str, strategy: str) -> None:
    run = routed(debug(), *(call(n) for n in "abc"), strategy="specialized_agents", band=(0.0, 0.5))
    run = fails(run, "debug", 1 if failure == "refused" else 2, failure)
    assert run.recoveries[-1]["strategy"] == strategy
    deployed = [c for c in run.agents if c.call.replaces == "debug"]
    assert deployed
    assert any(c.state == "asked" for c in deployed)
    done = run
    for step in range(10):
        replies = [good(c.call.id) for c in done.asked]
        done = advance(done, replies, setting(catalogue=SHIPPED), START + 20 + step).run
    assert done.status == "completed"
    assert run_result(done)["recoveries"][-1]["succeeded"] is True


def test_a_part_is_deployed_for_once_so_that_recovery_ends() -> None:
    run = routed(debug(), strategy="specialized_agents", band=(0.0, 0.5), limits={"requests": 200})
    for step in range(200):
        if run.ended:
            break
        run = advance(run, [bad(c.call.id) for c in run.asked], setting(catalogue=SHIPPED), START + step).run
    assert run.status == "failed"
    assert sum(bool(r.get("deploys")) for r in run.recoveries) == 1


@pytest.mark.requirement("recovery-exploration")
def test_a_part_that_was_refused_is_explored_on_several_paths_at_once() -> None:
    run = fails(routed(debug(), strategy="specialized_agents", band=(0.0, 0.5)), "debug", 1, "refused")
    assert run.recoveries[-1]["strategy"] == "multi_path_exploration"
    assert [c.call.replaces for c in run.asked] == ["debug", "debug"]


@pytest.mark.requirement("phase5-analysis")
def test_a_failure_is_analysed_by_cause_impact_and_options_before_anything_is_chosen() -> None:
    run = fails(routed(debug_or_else(), call("after", "debug")), "debug", 1, "timeout")
    (analysed,) = run_result(run)["recoveries"]
    assert analysed["cause"] == "time: no reply came in time"
    assert analysed["impact"] == "a needed part has no answer; 1 waiting on it"
    assert [o.get("way", o["strategy"]) for o in analysed["options"]] == [
        "prioritise",
        "parallelise",
        "command_substitution",
        "agent_deployment",
    ]
    assert all(0 < o["likelihood"] < 1 and o["n"] == 0 for o in analysed["options"])


def test_two_agents_that_hold_the_same_thing_follow_each_other() -> None:
    shared = ("working-tree",)
    known = catalogue(
        command("debug"),
        command("explore-codebase", resources=shared),
        command("analyze-requirements", resources=shared),
    )
    run = begun(run_of(debug()), catalogue=known)
    run = advance(run, [bad("debug", "refused")], setting(catalogue=known), START + 1).run
    second = run.calls["analyze-requirements"]
    assert second.call.depends_on == ("explore-codebase",)


def test_who_is_deployed_after_an_agent_of_its_own_name_waits_for_that_one_and_not_for_itself() -> None:
    known = catalogue(command("look"), command("technical-specialist"), command("domain-specialist"))
    run = begun(run_of(call("domain-specialist", command="look"), call("debug", "domain-specialist")), catalogue=known)
    run = advance(run, [good("domain-specialist")], setting(catalogue=known), START + 1).run
    run = advance(run, [bad("debug", "refused")], setting(catalogue=known), START + 2).run
    deployed = {c.call.id: c.call.depends_on for c in run.agents if c.call.replaces}
    assert deployed["domain-specialist-2"] == ("domain-specialist",)
    assert {c.call.id for c in run.asked} == set(deployed)


def test_what_worked_before_is_tried_first() -> None:
    learned = {("*", "empty", "agent_deployment"): Tally(40, 42), ("*", "empty", "repair_and_retry"): Tally(5, 60)}
    run = begun(run_of(debug()), catalogue=SHIPPED)
    step = setting(catalogue=SHIPPED, knowledge=Knowledge(recoveries=learned))
    assert advance(run, [bad("debug")], step, START + 1).run.recoveries[-1]["strategy"] == "agent_deployment"


@pytest.mark.parametrize(
    ("confidence", "to"),
    [
        (0.95, ["orchestrated_workflow"]),
        (0.8, ["multi_workflow"]),
        (0.6, ["specialized_agents"]),
        (0.3, []),
    ],
)
@pytest.mark.parametrize("kind", ["refused", "truncated", "timeout", "empty"])
def test_every_route_but_the_last_is_lifted_to_the_next_and_completed_by_its_agents(
    confidence: float, to: list[str], kind: str
) -> None:
    decided = decide(OBJECTIVE, catalogue=SHIPPED, confidence_override=confidence)
    calls = plan_calls(decided.route, SHIPPED, 10)
    fields = {"strategy": decided.route.strategy, "decision": to_json(decided), "limits": {"requests": 100}}
    run = begun(run_of(*calls, objective=OBJECTIVE, **fields), catalogue=SHIPPED)
    sick, first = {calls[0].id}, len(run.agents)
    for step in range(100):
        if run.ended:
            break
        lifted = any(note["kind"] == "elevation" for note in run.adjustments)
        sick = set() if lifted else sick | {c.call.id for c in run.agents if c.call.replaces in sick}
        state = min(run.asked, key=lambda c: c.call.wave)
        reply = bad(state.call.id, kind) if state.call.id in sick else good(state.call.id)
        run = advance(run, [reply], setting(catalogue=SHIPPED), START + step).run
    assert [note["to"] for note in run.adjustments if note["kind"] == "elevation"] == to
    assert run.status == ("completed" if to else "partial")
    assert first <= len(run.agents) <= 10


def chain() -> Run:
    return routed(
        call("look"),
        call("build", "look", wave=1),
        call("polish", "build", wave=2),
        call("verify", "polish", wave=3),
        coordinator("look", "build", "polish", "verify"),
        strategy="orchestrated_workflow",
        band=(0.7, 0.9),
    )


@pytest.mark.requirement("phase4")
def test_a_run_ends_early_when_an_agent_shows_that_everything_needed_is_known() -> None:
    step = advance(chain(), [good("look", complete=True, findings=[FINDING])], setting(), START + 1)
    assert asked_ids(step) == ["verify"]
    (adjusted,) = run_result(step.run)["adjustments"]
    assert (adjusted["from"], adjusted["to"]) == ("3 open steps", "1, the verification")
    run = advance(step.run, [good("verify")], setting(), START + 2).run
    run = advance(run, [good("coordinator")], setting(), START + 3).run
    assert (run.status, run.requests) == ("completed", 3)


@pytest.mark.parametrize(
    "reply",
    [
        {"complete": True},
        {"complete": True, "findings": [{"topic": "x", "statement": "done", "evidence": "none"}]},
        {"complete": True, "findings": [FINDING], "needs": ["the load profile"]},
        {"complete": "true", "findings": [FINDING]},
        {"findings": [FINDING], "summary": "Everything is done, nothing else is needed."},
    ],
)
def test_a_word_alone_ends_nothing_early(reply: dict[str, Any]) -> None:
    step = advance(chain(), [good("look", **reply)], setting(), START + 1)
    assert asked_ids(step) == ["build"]
    assert step.run.adjustments == ()


def test_a_step_whose_dependencies_are_settled_starts_beside_an_earlier_wave() -> None:
    run = begun(run_of(call("slow"), call("quick"), call("next", "quick", wave=1)))
    step = advance(run, [good("quick")], setting(), START + 1)
    assert asked_ids(step) == ["next"]
    (adjusted,) = run_result(step.run)["adjustments"]
    assert (adjusted["from"], adjusted["to"]) == ("wave 2 after wave 1", "side by side")


def test_waves_that_follow_each_other_are_no_adjustment() -> None:
    run = begun(run_of(call("a"), call("b"), call("c", "a", "b", wave=1)))
    run = advance(run, [good("a"), good("b")], setting(), START + 1).run
    assert run.adjustments == ()


def test_most_of_the_budget_used_turns_the_run_to_its_synthesis() -> None:
    names = [f"n{i}" for i in range(9)]
    run = run_of(*(call(n) for n in names), call("late", "n0", wave=1), coordinator(*names), limits={"requests": 10})
    run = advance(begun(run), [good(n) for n in names], setting(), START + 1).run
    assert run.calls["late"].state == "skipped"
    assert [c.call.id for c in run.asked] == ["coordinator"]


def test_a_part_lost_by_those_deployed_for_it_as_well_lifts_the_run() -> None:
    run = fails(routed(debug()), "debug", 2)
    assert run.recoveries[-1]["strategy"] == "orchestrator_escalation"
    for step in range(3):
        replies = [bad(c.call.id) for c in run.asked]
        run = advance(run, replies, setting(catalogue=SHIPPED), START + 10 + step).run
        if run.adjustments:
            break
    (adjusted,) = run_result(run)["adjustments"]
    assert (adjusted["kind"], adjusted["to"]) == ("elevation", "orchestrated_workflow")
    assert "the part of debug has no answer after 3 requests" in adjusted["reason"]
    for step in range(20):
        if run.ended:
            break
        run = advance(run, [good(c.call.id) for c in run.asked], setting(catalogue=SHIPPED), START + 20 + step).run
    assert run.status == "completed"
    assert len(run.agents) <= run.limits.agents


def test_a_part_that_two_share_is_lost_with_either_half() -> None:
    run = fails(routed(debug(fallbacks=())), "debug", 2, "truncated")
    first, _ = (c.call.id for c in run.asked)
    assert run.recoveries[-1]["way"] == "split"
    run = advance(run, [bad(first)], setting(catalogue=SHIPPED), START + 5).run
    (adjusted,) = run.adjustments
    assert "the part of debug has no answer after 3 requests" in adjusted["reason"]


def test_a_part_is_not_lost_while_a_chain_of_agents_works_on_it() -> None:
    run = fails(routed(debug(), call("a"), limits={"agents": 6}), "debug", 2)
    assert run.recoveries[-1]["strategy"] == "orchestrator_escalation"
    first, *_ = (c.call.id for c in run.agents if c.call.replaces)
    run = advance(run, [good(first)], setting(catalogue=SHIPPED), START + 5).run
    assert [c.state for c in run.agents if c.call.replaces] == ["answered", "asked", "planned"]
    assert fails(run, "a", 1).adjustments == ()


def test_a_part_is_not_lost_while_somebody_works_on_it() -> None:
    run = routed(debug(), strategy="orchestrated_workflow", band=(0.7, 0.9))
    run = fails(run, "debug", 1, "refused")
    first, second = (c.call.id for c in run.asked)
    run = advance(run, [bad(first)], setting(catalogue=SHIPPED), START + 5).run
    run = advance(run, [bad(first)], setting(catalogue=SHIPPED), START + 6).run
    assert run.adjustments == ()
    run = advance(run, [good(second)], setting(catalogue=SHIPPED), START + 7).run
    assert run.covered("debug")

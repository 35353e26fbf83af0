"""Verification layers: documented, growing with the route's level, and made of what agents were asked anyway."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import Any

import pytest

from podium.core.briefs import brief
from podium.core.closing import close
from podium.core.decision import decide, to_json
from podium.core.engine import Draft, advance
from podium.core.monitoring import LEVEL_CHECKS
from podium.core.notes import COORDINATION_NOTES, notes_of
from podium.core.planning import plan_calls
from podium.core.run import COORDINATOR, Run
from podium.core.values import JSON
from podium.core.verifying import LAYERS
from podium.registry import load_catalogue
from run_samples import START, begun, call, coordinator, good, run_of, setting

SHIPPED = load_catalogue([]).catalogue
OBJECTIVE = "Reduce the response time of the search endpoint under load"
LEAK = {"topic": "tokens", "statement": "Tokens never expire.", "evidence": "auth.py:41", "stance": "against"}
WORD = {"topic": "cache", "statement": "The cache is cold every morning.", "evidence": "", "stance": ""}


def routed(*calls: Any, monitoring: str = "maximum") -> Run:
    route = {"strategy": "multi_workflow", "reason": "", "monitoring": monitoring, "coordination": "heavy"}
    decision = {"confidence": 0.4, "route": route, "factors": [], "approaches": [], "plan": []}
    return begun(run_of(*calls, decision=decision), catalogue=SHIPPED)


def reviewed(*findings: JSON, monitoring: str = "maximum", state_of_work: tuple[JSON, ...] = (LEAK, WORD)) -> Run:
    """Two agents find something, a third reviews both; nobody else works."""
    run = routed(call("a"), call("b"), call("review-code", "a", "b", wave=1), monitoring=monitoring)
    run = advance(run, [good("a", findings=list(state_of_work)), good("b")], setting(catalogue=SHIPPED), START + 1).run
    return advance(run, [good("review-code", findings=list(findings))], setting(catalogue=SHIPPED), START + 2).run


def layers(run: Run) -> dict[str, JSON]:
    assert run.outcome is not None
    return {layer["layer"]: layer for layer in run.outcome["verification"]["layers"]}


def critical(run: Run) -> dict[str, JSON]:
    assert run.outcome is not None
    return {each["id"]: each for each in run.outcome["verification"]["critical"]}


@pytest.mark.requirement("route-multi-layers")
def test_the_reviewer_is_shown_the_critical_findings_and_its_judgement_is_recorded() -> None:
    run = routed(call("a"), call("b"), call("review-code", "a", "b", wave=1))
    run = advance(run, [good("a", findings=[LEAK, WORD]), good("b")], setting(catalogue=SHIPPED), START + 1).run
    text = brief(run, run.calls["review-code"].call, SHIPPED)
    assert "c1 [a] Tokens never expire. (auth.py:41)" in text
    assert "c2 [a] The cache is cold every morning." in text
    done = reviewed(
        {"topic": "c1", "statement": "It holds.", "evidence": "auth.py:41", "stance": "for"},
        {"topic": "C2", "statement": "The log shows hits.", "evidence": "cache.log:3", "stance": "against"},
    )
    assert {name: each["review"] for name, each in critical(done).items()} == {"c1": "holds", "c2": "disputed"}
    assert layers(done)["cross-review"]["ok"] is False
    assert layers(done)["agreement"]["ok"] is False


def test_a_finding_of_two_agents_a_shown_one_and_a_reviewed_one_stand() -> None:
    run = routed(call("a"), call("b"), call("review-code", "a", "b", wave=1))
    both = [{**WORD, "stance": "against"}]
    run = advance(
        run, [good("a", findings=[LEAK, *both]), good("b", findings=both)], setting(catalogue=SHIPPED), 5.0
    ).run
    run = advance(run, [good("review-code")], setting(catalogue=SHIPPED), START + 2).run
    assert {name: (each["k"], each["n"]) for name, each in critical(run).items()} == {"c1": (1, 2), "c2": (2, 2)}
    assert layers(run)["agreement"] == {
        "layer": "agreement",
        "ok": True,
        "evidence": "2 of 2 stand on 2 agents, evidence or review",
    }
    assert layers(run)["cross-review"]["ok"] is None


def test_where_no_agent_reviews_the_coordinator_judges() -> None:
    run = routed(call("a"), call("b"), coordinator("a", "b"))
    run = advance(run, [good("a", findings=[LEAK]), good("b")], setting(catalogue=SHIPPED), START + 1).run
    assert "c1 [a] Tokens never expire." in brief(run, run.calls[COORDINATOR].call, SHIPPED)
    judged = {"topic": "c1", "statement": "f1 holds.", "evidence": "f1", "stance": "for"}
    run = advance(run, [good(COORDINATOR, findings=[judged])], setting(catalogue=SHIPPED), START + 2).run
    assert critical(run)["c1"]["review"] == "holds"


def test_a_light_run_reviews_nothing() -> None:
    run = reviewed(monitoring="light")
    assert list(layers(run)) == ["answers"]
    assert critical(run) == {}


def test_nothing_critical_is_no_failure() -> None:
    run = reviewed(state_of_work=({**LEAK, "stance": "for"},))
    assert layers(run)["agreement"] == {"layer": "agreement", "ok": None, "evidence": "nothing critical"}


def test_wrong_arithmetic_and_open_contradictions_are_told() -> None:
    wrong = {"topic": "sum", "statement": "2 + 2 = 5", "evidence": "notes", "stance": ""}
    assert layers(reviewed(state_of_work=(wrong,)))["arithmetic"]["ok"] is False
    run = routed(call("a"), call("b"))
    sides = [{"topic": "cache", "statement": s, "stance": t} for s, t in (("Keep it.", "for"), ("Drop it.", "against"))]
    replies = [good("a", findings=[sides[0]]), good("b", findings=[sides[1]])]
    run = advance(run, replies, setting(catalogue=SHIPPED), START + 1).run
    assert layers(run)["contradictions"]["ok"] is False


@pytest.mark.requirement("route-multi-frequency", "route-multi-layers")
def test_the_same_replies_under_four_overrides_show_strictly_more_checks_layers_and_notes() -> None:
    runs = [_played(override) for override in (0.95, 0.8, 0.6, 0.3)]
    levels = [run.decision["route"]["monitoring"] for run in runs]
    assert levels == ["light", "moderate", "intensive", "maximum"]
    checks = [set(LEVEL_CHECKS[level]) for level in levels]
    shown = [set(layers(run)) for run in runs]
    notes = [set(notes_of(run)) for run in runs]
    for each in (checks, shown, notes):
        assert all(less < more for less, more in pairwise(each))
    told = [{d["detail"] if d["kind"] != "contradictory" else d["kind"] for d in run.deviations} for run in runs]
    assert [len(each) for each in told] == sorted({len(each) for each in told})


def _played(override: float) -> Run:
    """A route of this band on which agents give the same poor replies, every other one of the opposite opinion."""
    decision = decide(OBJECTIVE, catalogue=SHIPPED, confidence_override=override)
    calls = plan_calls(decision.route, SHIPPED, 10)
    run = begun(run_of(*calls, decision=to_json(decision), strategy=decision.route.strategy), catalogue=SHIPPED)
    for step in range(40):
        if run.ended:
            break
        asked = [c.call.id for c in run.asked]
        replies = [_poor(agent_id, "against" if n % 2 == 0 else "for") for n, agent_id in enumerate(asked)]
        run = advance(run, replies, setting(catalogue=SHIPPED), START + step).run
    assert run.ended
    draft = Draft(run, START)
    close(draft)
    return draft.run


def _poor(agent_id: str, stance: str) -> JSON:
    found = [
        {"topic": "rate", "statement": "5 of 10 is 60 %.", "evidence": "", "stance": stance},
        {"topic": "time", "statement": "The search answers slowly.", "evidence": "", "stance": "for"},
    ]
    said = {"summary": "The search endpoint is slow under load.", "findings": found, "confidence": 0.1, "risks": "many"}
    return {"agent_id": agent_id, "text": json.dumps(said), "tokens_out": 50, "carrier": "push"}


def test_every_level_has_checks_layers_and_notes() -> None:
    assert list(LAYERS) == list(LEVEL_CHECKS)
    assert all(set(less) < set(more) for less, more in pairwise(LAYERS.values()))
    assert all(set(less) < set(more) for less, more in pairwise(COORDINATION_NOTES.values()))

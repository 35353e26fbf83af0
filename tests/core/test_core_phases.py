from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from podium.core.engine import advance
from podium.core.phases import phases
from podium.core.run import Run
from run_samples import START, bad, begun, call, finished, good, run_of, setting, started

PLAN = {"plan": ["specialized_agents"], "complexity": 1.1, "basis": "prior"}


def run_with_decision(*calls: Any, **fields: Any) -> Run:
    return run_of(*calls, decision=started()["decision"] | PLAN, **fields)


def phase(run: Run, name: str) -> dict[str, Any]:
    return next(p for p in phases(run) if p["name"] == name)


def checks(run: Run, name: str) -> dict[str, bool]:
    return {c["check"]: c["ok"] for c in phase(run, name)["checks"]}


def test_the_five_phases_stand_in_their_order() -> None:
    names = [p["name"] for p in phases(run_with_decision(call("a")))]
    assert names == ["analysis", "mapping", "selection", "execution", "recovery"]


def test_every_line_of_verification_has_evidence_and_decides_with_the_others() -> None:
    for each in phases(finished(run_with_decision(call("a"), call("b", "a")))):
        assert each["verified"] == all(c["ok"] for c in each["checks"])
        assert all(c["evidence"] for c in each["checks"])
        assert each["seconds"] >= 0


def test_a_finished_run_with_fallbacks_verifies_all_five() -> None:
    run = finished(run_with_decision(call("a", fallbacks=("x",)), call("b", fallbacks=("x",))))
    assert all(p["verified"] for p in phases(run))


@pytest.mark.requirement("phase4-verified")
def test_a_planned_run_verifies_its_analysis_and_not_its_execution() -> None:
    run = run_with_decision(call("a", fallbacks=("x",)), options={"delivery": "plan"})
    assert phase(run, "analysis")["verified"]
    assert not phase(run, "execution")["verified"]


def test_a_decision_without_confidence_is_not_verified() -> None:
    run = run_of(call("a"), decision={})
    assert not phase(run, "analysis")["verified"]


@pytest.mark.requirement("phase2-verified")
def test_a_dependency_outside_the_run_breaks_the_order() -> None:
    assert not checks(run_with_decision(call("a", "gone")), "mapping")["execution order planned"]


@pytest.mark.requirement("phase3-verified")
def test_more_agents_than_the_limit_are_no_proper_allocation() -> None:
    run = run_with_decision(call("a"), call("b"), limits={"agents": 1})
    assert not checks(run, "selection")["resources allocated"]


@pytest.mark.requirement("phase4-verified")
def test_missing_fallbacks_are_told_apart_from_progress() -> None:
    assert checks(finished(run_with_decision(call("a"))), "execution") == {
        "progressing according to strategy": True,
        "monitoring active": True,
        "fallbacks ready": False,
    }


@pytest.mark.requirement("phase5-verified")
def test_a_failure_that_is_not_settled_yet_is_not_documented_yet() -> None:
    run = advance(begun(run_with_decision(call("a"))), [bad("a")], setting(), START + 1).run
    assert checks(run, "recovery") == {"recovery executed successfully": False, "failure patterns documented": False}
    run = advance(run, [good("a")], setting(), START + 2).run
    assert checks(run, "recovery") == {"recovery executed successfully": True, "failure patterns documented": True}


@pytest.mark.requirement("phase5-verified")
def test_a_failure_that_was_given_up_is_documented_and_not_recovered() -> None:
    run = finished(run_with_decision(call("a"), call("b")), lambda i: good(i) if i == "a" else bad(i))
    assert checks(run, "recovery") == {"recovery executed successfully": False, "failure patterns documented": True}


def test_time_of_failed_agents_counts_for_recovery_and_all_of_it_once() -> None:
    run = begun(run_with_decision(call("a"), call("b")))
    run = advance(run, [{**good("a"), "seconds": 1.0}, {**bad("b"), "seconds": 1.0}], setting(), START + 10).run
    run = advance(run, [{**good("b"), "seconds": 2.0}], setting(), START + 12).run
    seconds = {p["name"]: p["seconds"] for p in phases(run)}
    assert seconds == {"analysis": 0.1, "mapping": 0.2, "selection": 0.3, "execution": 9.0, "recovery": 3.0}


def without(data: Mapping[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in data.items() if key != name}


@pytest.mark.parametrize(
    ("missing", "line"),
    [
        ("confidence", "confidence calculated"),
        ("complexity", "complexity assessed"),
        ("plan", "routing strategy selected"),
    ],
)
@pytest.mark.requirement("phase1-verified")
def test_each_part_of_the_analysis_is_verified_by_a_line_of_its_own(missing: str, line: str) -> None:
    run = run_with_decision(call("a"))
    told = checks(replace(run, decision=without(run.decision, missing)), "analysis")
    assert [check for check, ok in told.items() if not ok] == [line]


@pytest.mark.parametrize(
    ("missing", "line"), [("commands", "command map complete"), ("edges", "dependencies analyzed")]
)
@pytest.mark.requirement("phase2-verified")
def test_map_and_dependencies_are_verified_by_a_line_of_their_own(missing: str, line: str) -> None:
    run = run_with_decision(call("a"))
    told = checks(replace(run, mapping=without(run.mapping, missing)), "mapping")
    assert [check for check, ok in told.items() if not ok] == [line]


@pytest.mark.requirement("phase3-verified")
def test_a_strategy_that_does_not_follow_from_the_route_is_not_verified() -> None:
    assert all(checks(run_with_decision(call("a")), "selection").values())
    told = checks(run_with_decision(call("a"), strategy="direct_atomic"), "selection")
    assert told == {"strategy selected and validated": False, "resources allocated": True}

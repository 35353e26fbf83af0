from __future__ import annotations

import json
from typing import Any

import pytest

from podium.core.engine import advance
from podium.core.results import run_result
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
    told,
)


def row(result: dict[str, Any], agent_id: str) -> dict[str, Any]:
    return next(a for a in result["agents"] if a["id"] == agent_id)


def test_a_result_is_plain_json_and_the_same_each_time() -> None:
    run = finished(run_of(call("a"), call("b", "a"), coordinator("a", "b")))
    assert json.loads(json.dumps(run_result(run))) == run_result(run)


def test_a_run_that_has_not_ended_has_no_verdict_yet() -> None:
    result = run_result(begun(run_of(call("a"))))
    assert (result["status"], result["quality"]["overall"], result["quality"]["passed"]) == ("running", None, False)
    assert result["synthesis"] == {"summary": "", "recommendation": "", "findings": [], "conflicts": []}
    assert result["review_flagged"] is False


def test_a_run_below_the_quality_threshold_is_flagged_for_review() -> None:
    run = finished(run_of(call("a"), call("b")), lambda i: good(i) if i == "a" else bad(i))
    result = run_result(run)
    assert result["quality"]["overall"] < 0.85
    assert result["review_flagged"] is True
    assert run_result(finished(run_of(call("a", fallbacks=("x",)))))["review_flagged"] is False


def test_a_cancelled_run_is_not_flagged() -> None:
    run = told(begun(run_of(call("a"))), ("finished", {"status": "cancelled"}))
    assert run_result(run)["review_flagged"] is False


@pytest.mark.requirement("dependencies-live")
def test_the_graph_says_what_is_ready_running_waiting_and_held() -> None:
    calls = [call("a", resources=("db",)), call("b", resources=("db",)), call("c", "a"), call("d"), call("e")]
    run = begun(run_of(*calls))
    graph = run_result(run)["graph"]
    assert graph["running"] == ["a", "d", "e"]
    assert graph["waiting"] == [{"agent_id": "b", "on": ["a"]}, {"agent_id": "c", "on": ["a"]}]
    assert graph["conflicts_held"] == [{"agent_id": "b", "resources": ["db"], "by": ["a"]}]
    run = advance(run, [good("a"), good("d"), good("e")], setting(may_ask=False), START + 1).run
    graph = run_result(run)["graph"]
    assert (set(graph["ready"]), graph["running"]) == ({"b", "c"}, [])
    assert [set(together) for together in graph["opportunities"]] == [{"b", "c"}]


SCRIPT = (
    call("plan", minutes=1),
    call("api", "plan", resources=("tree",)),
    call("docs", "plan", resources=("tree",)),
    call("look", "plan", resources=("tree:shared",)),
    call("audit", "plan"),
    call("review", "api", "audit"),
)


@pytest.mark.requirement("dependencies-live")
def test_after_every_reply_the_graph_is_that_of_the_moment() -> None:
    run = begun(run_of(*SCRIPT))
    shown = []
    for answered in ("plan", "audit", "api", "docs", "look"):
        run = advance(run, [good(answered)], setting(), run.updated_at + 1).run
        graph = run_result(run)["graph"]
        waiting = {entry["agent_id"]: entry["on"] for entry in graph["waiting"]}
        held = {entry["agent_id"]: entry["by"] for entry in graph["conflicts_held"]}
        shown.append((graph["running"], waiting, graph["opportunities"], held))
    assert shown == [
        (["api", "audit"], {"docs": ["api"], "look": ["api"], "review": ["api", "audit"]}, [], HELD),
        (["api"], {"docs": ["api"], "look": ["api"], "review": ["api"]}, [], HELD),
        (["docs", "review"], {"look": ["docs"]}, [], {"look": ["docs"]}),
        (["look", "review"], {}, [], {}),
        (["review"], {}, [], {}),
    ]


HELD = {"docs": ["api"], "look": ["api"]}


def test_opportunities_are_what_can_go_out_together_now_or_after_one_more_reply() -> None:
    run = begun(run_of(*SCRIPT))
    assert run_result(run)["graph"]["opportunities"] == [["api", "audit"]]
    bound = advance(run, [good("plan")], setting(may_ask=False), START + 1).run
    assert run_result(bound)["graph"]["opportunities"] == [["api", "audit"]]


def test_nothing_runs_or_waits_in_a_run_that_has_ended() -> None:
    run = told(begun(run_of(call("a"), call("b", "a"))), ("finished", {"status": "cancelled"}))
    graph = run_result(run)["graph"]
    assert (graph["ready"], graph["running"], graph["waiting"]) == ([], [], [])


def test_an_agents_row_tells_what_became_of_it() -> None:
    known = catalogue("x")
    run = begun(run_of(call("a", fallbacks=("x",)), call("b", "a")), catalogue=known)
    run = advance(run, [{**bad("a", "refused"), "seconds": 1.25}], setting(catalogue=known), START + 1).run
    run = advance(run, [{**good("a"), "model": "m", "seconds": 2.0}], setting(catalogue=known), START + 2).run
    found = row(run_result(run), "a")
    assert found == {
        "id": "a",
        "role": "x",
        "command": "x",
        "wave": 0,
        "parent": None,
        "depth": 0,
        "state": "answered",
        "carrier": "push",
        "model": "m",
        "attempts": 2,
        "seconds": 3.25,
        "tokens_in": 200,
        "tokens_out": 20,
        "failure": None,
        "fallbacks": ["x"],
    }


def test_a_failed_agent_names_its_failure_and_a_planned_one_has_no_carrier() -> None:
    run = finished(run_of(call("a"), call("b", "a")), lambda i: bad(i, "timeout"))
    result = run_result(run)
    assert (row(result, "a")["failure"], row(result, "b")["failure"]) == ("timeout", "dependency")
    assert (row(result, "b")["carrier"], row(result, "b")["state"]) == (None, "skipped")


def test_recoveries_show_whether_they_succeeded() -> None:
    run = advance(begun(run_of(call("a"))), [bad("a")], setting(), START + 1).run
    assert [r["succeeded"] for r in run_result(run)["recoveries"]] == [None]
    run = advance(run, [good("a")], setting(), START + 2).run
    shown = run_result(run)["recoveries"][0]
    assert (shown["succeeded"], shown["strategy"], shown["attempt"]) == (True, "repair_and_retry", 1)
    assert {"failure", "cause", "impact", "options", "from", "to"} <= shown.keys()


def test_what_was_spent_is_what_was_recorded() -> None:
    run = finished(run_of(call("a"), call("b")))
    assert run_result(run)["spent"] == {"requests": 2, "tokens": 240, "seconds": 2.0}


def test_a_move_to_hand_off_is_an_adjustment_with_its_reason() -> None:
    run = advance(begun(run_of(call("a"))), [capability("a")], setting(), START + 1).run
    (adjustment,) = run_result(run)["adjustments"]
    assert (adjustment["from"], adjustment["to"]) == ("push", "handoff")
    assert "refused" in adjustment["reason"]


def test_sub_agents_that_were_not_granted_are_named_with_a_reason() -> None:
    run = begun(run_of(call("a"), limits={"agents": 1}))
    run = advance(run, [good("a", spawn=[{"role": "chemist", "objective": "mix"}])], setting(), START + 1).run
    (refused,) = run_result(run)["spawned_refused"]
    assert (refused["parent"], refused["role"]) == ("a", "chemist")
    assert refused["reason"]


def test_the_picture_shows_every_call() -> None:
    picture = run_result(finished(run_of(call("a"), call("b", "a"), coordinator("a", "b"))))["mermaid"]
    assert picture.startswith("flowchart")
    assert picture.count("-->") == 3


def test_waves_group_agents_as_planned_and_leave_the_coordinator_out() -> None:
    run = run_of(call("a", wave=0), call("b", "a", wave=1), call("c", wave=0), coordinator("a", "b", "c"))
    assert run_result(run)["waves"] == [["a", "c"], ["b"]]


@pytest.mark.requirement("route-direct-watch")
def test_a_direct_run_shows_what_becomes_possible_side_by_side_and_starts_it_at_once() -> None:
    run = begun(run_of(call("a"), call("b", "a"), call("c", "a"), call("d"), strategy="direct_atomic"))
    assert run_result(run)["graph"]["opportunities"] == [["b", "c"]]
    waiting = advance(run, [good("a")], setting(may_ask=False), START + 1).run
    assert [set(together) for together in run_result(waiting)["graph"]["opportunities"]] == [{"b", "c"}]
    assert {c.call.id for c in advance(run, [good("a")], setting(), START + 1).run.asked} == {"b", "c", "d"}

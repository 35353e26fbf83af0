from __future__ import annotations

import dataclasses

import pytest

from podium.core import folding
from podium.core.folding import LONGEST_GAP, Draft, apply, fold
from podium.core.replanning import call_from_json, call_to_json
from podium.core.results import run_result
from podium.core.run import Run
from run_samples import START, bad, call, capability, coordinator, good, run_of, started, told

ASKED = ("asked", {"carrier": "push", "owner": "o1", "patience": 120.0, "calls": [
    {"id": "a", "attempt": 1, "tokens": 100, "reply": 2000}, {"id": "b", "attempt": 1, "tokens": 50, "reply": 2000},
]})  # fmt: skip


def in_handoff() -> tuple[str, dict[str, object]]:
    return "asked", {**ASKED[1], "carrier": "handoff"}


def test_a_run_starts_with_its_calls_planned_and_its_limits_kept() -> None:
    run = run_of(call("a"), call("b", "a"), limits={"agents": 2, "tokens": 500})
    assert (run.status, run.seq, list(run.calls)) == ("running", 1, ["a", "b"])
    assert (run.limits.agents, run.limits.tokens, run.limits.requests) == (2, 500, 40)
    assert all(c.state == "planned" for c in run.agents)


def test_a_run_that_is_only_planned_does_not_run() -> None:
    assert run_of(call("a"), options={"delivery": "plan"}).status == "planned"


def test_the_coordinator_is_no_agent_of_the_run() -> None:
    run = run_of(call("a"), call("b"), coordinator("a", "b"))
    assert [c.call.id for c in run.agents] == ["a", "b"]


def test_tokens_that_the_model_counted_replace_the_estimate_of_the_request() -> None:
    run = told(run_of(call("a"), call("b")), ASKED, ("replied", good("a") | {"tokens_in": 130}))
    assert (run.calls["a"].tokens_asked, run.calls["b"].tokens_asked, run.tokens_in) == (130, 50, 180)
    assert "counted" not in run_result(run)["spent"]
    run = told(run, ("replied", good("b") | {"tokens_in": 40}))
    assert (run.tokens_in, run_result(run)["spent"]["counted"]) == (170, True)


def test_asking_counts_requests_and_prompt_tokens_and_remembers_what_was_granted() -> None:
    run = told(run_of(call("a"), call("b")), ASKED)
    assert (run.requests, run.tokens_in, run.tokens, run.batches) == (2, 150, 150, 1)
    assert (run.calls["a"].attempts, run.calls["a"].reply_tokens, run.calls["a"].patience) == (1, 2000, 120.0)


def test_replies_add_their_tokens_and_seconds() -> None:
    run = told(run_of(call("a"), call("b")), ASKED, ("replied", {**good("a"), "seconds": 2.5}))
    assert (run.calls["a"].accepted, run.calls["a"].seconds, run.tokens) == (True, 2.5, 170)
    assert [c.call.id for c in run.asked] == ["b"]


def test_the_trace_of_confidence_starts_at_the_strategys_own_probability() -> None:
    approach = {"strategy": "specialized_agents", "success_probability": 0.61}
    run = run_of(call("a"), decision={"approaches": [approach]})
    assert [point["value"] for point in run.trace] == [0.61]


@pytest.mark.requirement("phase4-progress")
def test_the_trace_of_confidence_rises_with_answers_and_falls_with_failures() -> None:
    run = told(run_of(call("a"), call("b")), ASKED, ("replied", good("a")), ("replied", bad("b")))
    start, up, down = (point["value"] for point in run.trace)
    assert start < up
    assert down < up


def test_a_capability_error_is_no_deviation_of_its_agent() -> None:
    run = told(run_of(call("a"), call("b")), ASKED, ("replied", capability("a")), ("replied", bad("b", "timeout")))
    assert [d["agent_id"] for d in run.deviations] == ["b"]


def test_moving_down_plans_refused_calls_anew_and_keeps_the_others() -> None:
    moved = ("moved", {"from": "push", "to": "handoff", "reason": "every request was refused"})
    run = told(run_of(call("a"), call("b")), ASKED, ("replied", good("a")), ("replied", capability("b")), moved)
    assert (run.calls["a"].state, run.calls["b"].state, run.calls["b"].attempts) == ("answered", "planned", 0)
    assert (run.carrier, run.adjustments[0]["to"]) == ("handoff", "handoff")


def test_released_calls_can_be_asked_again_and_count_as_cut() -> None:
    run = told(run_of(call("a"), call("b")), ASKED, ("released", {"ids": ["a"], "round": False, "reason": "cut"}))
    assert (run.calls["a"].state, run.calls["a"].cuts, run.calls["a"].attempts, run.requests) == ("planned", 1, 0, 2)
    assert [(d["agent_id"], d["kind"], d["detail"]) for d in run.deviations] == [("a", "cancelled", "cut")]


def test_a_lost_round_halves_the_next_and_an_answered_one_doubles_it_again() -> None:
    run = told(run_of(call("a"), call("b")), ASKED, ("released", {"ids": ["a", "b"], "round": True, "reason": "lost"}))
    assert run.width == 1
    run = told(run, ("asked", {**ASKED[1], "calls": ASKED[1]["calls"][:1]}), ("replied", good("a")))
    assert run.width == 2


def test_several_replies_of_one_round_widen_the_next_only_once() -> None:
    run = dataclasses.replace(run_of(call("a"), call("b")), width=3)
    run = told(run, ASKED, ("replied", good("a")), ("replied", good("b")))
    assert run.width == 6


def test_a_substitution_changes_the_command_and_the_role_and_remembers_the_former() -> None:
    recovered = {
        "agent_id": "a",
        "strategy": "command_substitution",
        "from": "a",
        "to": "c",
        "role": "see",
        "attempt": 1,
    }
    run = told(run_of(call("a"), call("b")), ASKED, ("replied", bad("a")), ("recovered", recovered))
    state = run.calls["a"]
    assert (state.state, state.call.command, state.call.role, state.previous) == ("planned", "c", "see", ("a",))


def test_giving_up_leaves_the_call_failed() -> None:
    recovered = {"agent_id": "a", "strategy": "give_up", "from": "a", "to": "a", "attempt": 1}
    run = told(run_of(call("a"), call("b")), ASKED, ("replied", bad("a")), ("recovered", recovered))
    assert run.calls["a"].state == "failed"


def test_calls_planned_while_running_join_and_never_replace_one() -> None:
    more = {"calls": [call_to_json(call("a", role="thief")), call_to_json(call("d", parent="a", depth=1))]}
    run = told(run_of(call("a")), ("planned", more))
    assert (run.calls["a"].call.role, run.calls["d"].call.parent) == ("a", "a")


def test_a_skipped_call_says_why() -> None:
    run = told(run_of(call("a")), ("skipped", {"ids": ["a"], "kind": "budget", "detail": "nothing left"}))
    state = run.calls["a"]
    assert (state.state, state.reply.failure if state.reply else None) == ("skipped", "budget")
    assert run.deviations[0]["detail"] == "nothing left"


def test_a_resumed_run_waits_for_its_host_where_briefs_are_out() -> None:
    cut = ("interrupted", {"reason": "the call's seconds were used"})
    run = run_of(call("a"), call("b"))
    assert told(run, in_handoff(), cut, ("resumed", {"owner": "o"})).status == "awaiting_host"
    assert told(run, cut, ("resumed", {"owner": "o"})).status == "running"


def test_feedback_after_the_end_changes_nothing_but_the_feedback() -> None:
    done = told(run_of(call("a")), ("finished", {"status": "failed"}))
    judged = told(done, ("feedback", {"success": True, "note": ""}), at=START + 900)
    assert (judged.status, judged.feedback, judged.active_seconds) == ("failed", {"success": True, "note": ""}, 1.0)


def test_time_counts_while_somebody_may_be_working() -> None:
    run = told(run_of(call("a"), call("b")), ASKED, at=START + 2)
    run = told(run, ("replied", good("a")), at=START + 30)
    assert run.active_seconds == 30.0


def test_an_interruption_stops_the_clock_unless_requests_are_still_out() -> None:
    cut = ("interrupted", {"reason": "x"})
    idle = told(told(run_of(call("a")), cut), ("resumed", {"owner": "o"}), at=START + 500)
    assert idle.active_seconds == 1.0
    run = told(run_of(call("a"), call("b")), ASKED, cut)
    assert told(run, ("replied", good("a")), at=START + 61).active_seconds == 61.0
    assert told(run, ("resumed", {"owner": "o", "joined": True}), at=START + 61).active_seconds == 61.0


def test_a_run_taken_up_a_day_after_its_process_was_killed_has_not_worked_for_a_day() -> None:
    run = told(run_of(call("a"), call("b")), ASKED)
    assert told(run, ("resumed", {"owner": "o2"}), at=START + 86_400).active_seconds == 1.0


def test_a_host_that_was_closed_over_night_has_not_worked_over_night() -> None:
    run = told(run_of(call("a"), call("b")), in_handoff())
    assert told(run, ("replied", good("a")), at=START + 86_400).active_seconds == 1.0 + LONGEST_GAP


def test_a_clock_that_goes_backwards_takes_no_time_away() -> None:
    run = told(run_of(call("a"), call("b")), ASKED, at=START + 10)
    assert told(run, ("replied", good("a")), at=START - 50).active_seconds == 10.0


def test_an_event_of_a_newer_version_only_advances_the_run() -> None:
    run = told(run_of(call("a")), ("dreamt", {"of": "sheep"}))
    assert run.seq == 2
    assert dataclasses.replace(run, seq=1, updated_at=START, active_seconds=0.0) == run_of(call("a"))


def test_fields_of_a_newer_version_are_dropped() -> None:
    data = call_to_json(call("a")) | {"colour": "blue"}
    assert call_from_json(data) == call("a")
    assert run_of(call("a"), limits={"joules": 3}).limits.requests == 40


@pytest.mark.parametrize("as_written", [True, False])
def test_calls_survive_being_written(as_written: bool) -> None:
    before = call("a", "b", "c", resources=("db",), fallbacks=("d",), wave=2, parent="p", depth=1, minutes=2.5)
    data = call_to_json(before)
    if as_written:
        data = {k: list(v) if isinstance(v, tuple) else v for k, v in data.items()}
    assert call_from_json(data) == before


def test_a_draft_is_the_run_after_its_events() -> None:
    draft = Draft(Run(run_id="run_1"), START)
    draft.add("started", started(call("a")))
    draft.add("skipped", {"ids": ["a"], "kind": "budget", "detail": "x"})
    assert draft.run == fold("run_1", [(n, START, kind, data) for n, (kind, data) in enumerate(draft.events, 1)])


def test_the_events_that_are_described_are_the_events_that_are_folded() -> None:
    described = {
        line.split()[0] for line in (folding.__doc__ or "").splitlines() if line[4:5].strip() and line[:4] == "    "
    }
    assert described == set(folding._APPLY)


def test_applying_changes_no_run_that_somebody_holds() -> None:
    before = run_of(call("a"), call("b"))
    copy = dataclasses.replace(before, calls=dict(before.calls))
    apply(before, 2, START + 1, *ASKED)
    assert before == copy

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from podium.core.budgets import LEAST_REPLY_TOKENS
from podium.core.closing import cancel
from podium.core.engine import MOST_CUTS, REPLY_TOKENS, Draft, advance, ready_calls, release
from podium.core.recovery import CUT_ATTEMPTS, LEAST_HOPELESS, MOST_ATTEMPTS
from podium.core.run import COORDINATOR, Run
from run_samples import (
    START,
    asked_ids,
    bad,
    begun,
    call,
    capability,
    catalogue,
    command,
    coordinator,
    finished,
    good,
    kinds,
    run_of,
    setting,
    told,
)


def only(agent_id: str, reply: Mapping[str, Any]) -> Any:
    """Answers this agent with this reply, and the others well."""
    return lambda asked: reply if asked == agent_id else good(asked)


def test_everything_that_is_ready_is_asked_at_once() -> None:
    draft = advance(run_of(call("a"), call("b"), call("c", "a")), [], setting(owner="o1"), START)
    assert asked_ids(draft) == ["a", "b"]
    assert draft.run.calls["a"].owner == "o1"


def test_a_reply_starts_what_waited_for_it_and_nothing_else() -> None:
    run = begun(run_of(call("a"), call("b"), call("c", "a"), call("d", "b")))
    draft = advance(run, [good("a")], setting(), START + 1)
    assert kinds(draft) == ["replied", "asked"]
    assert asked_ids(draft) == ["c"]


def test_the_longest_path_goes_first() -> None:
    draft = advance(run_of(call("short"), call("long"), call("after", "long")), [], setting(), START)
    assert asked_ids(draft) == ["long", "short"]


def test_a_resource_is_held_by_one_agent_at_a_time() -> None:
    run = begun(run_of(call("a", resources=("db",)), call("b", resources=("db",)), call("c")))
    assert [c.call.id for c in run.asked] == ["a", "c"]
    assert asked_ids(advance(run, [good("c")], setting(), START + 1)) == []
    assert asked_ids(advance(run, [good("a")], setting(), START + 1)) == ["b"]


def test_what_may_not_ask_records_and_starts_nothing() -> None:
    run = begun(run_of(call("a"), call("c", "a")))
    draft = advance(run, [good("a")], setting(may_ask=False), START + 1)
    assert kinds(draft) == ["replied"]
    assert asked_ids(advance(draft.run, [], setting(), START + 2)) == ["c"]


def test_a_run_ends_completed_when_every_needed_part_is_answered() -> None:
    run = finished(run_of(call("a"), call("b"), coordinator("a", "b")))
    assert (run.status, run.requests) == ("completed", 3)
    assert run.outcome is not None
    assert run.outcome["synthesis"]["by"] == "coordinator"


def test_a_coordinator_that_fails_takes_nothing_from_a_completed_run() -> None:
    run = finished(run_of(call("a"), call("b"), coordinator("a", "b")), only(COORDINATOR, bad(COORDINATOR)))
    assert run.status == "completed"
    assert run.outcome is not None
    assert run.outcome["synthesis"]["by"] == "merge"


def test_a_run_without_one_needed_part_is_partial_and_names_it() -> None:
    run = finished(run_of(call("a"), call("b"), call("c"), coordinator("a", "b", "c")), only("b", bad("b")))
    assert run.status == "partial"
    assert run.outcome is not None
    assert run.outcome["missing"] == ["b"]


def test_a_run_that_lacks_only_what_was_not_needed_is_completed() -> None:
    run = finished(run_of(call("a"), call("b", needed=False)), only("b", bad("b")))
    assert run.status == "completed"


def test_a_run_without_any_answer_is_failed() -> None:
    assert finished(run_of(call("a"), call("b", "a")), bad).status == "failed"


def test_a_run_without_agents_fails_instead_of_completing() -> None:
    assert finished(run_of()).status == "failed"


def test_an_agent_whose_dependencies_all_failed_is_skipped() -> None:
    run = finished(run_of(call("a"), call("b", "a"), call("c", "b")), only("a", bad("a")))
    assert [c.state for c in run.agents] == ["failed", "skipped", "skipped"]


def test_an_agent_goes_on_with_the_dependencies_that_answered() -> None:
    run = finished(run_of(call("a"), call("b"), call("c", "a", "b")), only("a", bad("a")))
    assert [c.state for c in run.agents] == ["failed", "answered", "answered"]


def test_the_coordinator_is_not_asked_about_a_single_answer() -> None:
    run = finished(run_of(call("a"), call("b"), coordinator("a", "b")), only("a", bad("a")))
    assert run.calls[COORDINATOR].state == "skipped"


@pytest.mark.parametrize(
    "calls",
    [(call("a", "b"), call("b", "a")), (call("a", "a"),), (call("a", "vanished"),)],
    ids=["a ring", "itself", "nobody"],
)
def test_agents_that_wait_for_what_never_comes_are_skipped_so_that_the_run_ends(calls: tuple[Any, ...]) -> None:
    run = finished(run_of(*calls, call("z")))
    assert (run.status, run.calls["a"].state, run.calls["z"].state) == ("partial", "skipped", "answered")


def test_a_second_reply_is_never_recorded() -> None:
    run = begun(run_of(call("a"), call("b")))
    draft = advance(run, [good("a"), bad("a"), good("a", risks=["other"])], setting(), START + 1)
    assert kinds(draft) == ["replied"]
    assert advance(draft.run, [good("a")], setting(), START + 2).events == []


def test_replies_of_agents_that_do_not_exist_or_were_not_asked_are_dropped() -> None:
    run = begun(run_of(call("a"), call("b", "a")))
    assert advance(run, [good("nobody"), good("b")], setting(), START + 1).events == []


def test_an_ended_run_takes_no_reply_and_asks_nothing() -> None:
    run = told(begun(run_of(call("a"), call("b"))), ("finished", {"status": "cancelled"}))
    assert advance(run, [good("a")], setting(), START + 2).events == []


def test_a_late_reply_to_a_released_agent_is_taken_once_and_saves_a_request() -> None:
    run = begun(run_of(call("a"), call("b")))
    run = release(run, ["a"], lost_round=False, at=START + 1).run
    run = advance(run, [good("a")], setting(), START + 2).run
    assert (run.calls["a"].state, run.requests) == ("answered", 2)


def test_a_late_reply_is_not_taken_once_another_one_was_recorded() -> None:
    run = begun(run_of(call("a"), call("b")))
    run = release(run, ["a"], lost_round=False, at=START + 1).run
    run = advance(run, [], setting(), START + 2).run
    run = advance(run, [bad("a")], setting(may_ask=False), START + 3).run
    assert run.calls["a"].state == "planned"
    assert advance(run, [good("a")], setting(may_ask=False), START + 4).events == []


# -- ceilings


def test_the_ceiling_on_requests_is_never_passed_and_the_rest_is_skipped_with_the_reason() -> None:
    run = finished(run_of(call("a"), call("b"), call("c"), limits={"requests": 2}))
    assert (run.requests, run.status) == (2, "partial")
    assert run.deviations == (
        {"agent_id": "c", "kind": "budget", "detail": "the run's 2 requests are used", "at": 1002.0},
    )


def test_a_failed_agent_is_not_recovered_without_a_request_left() -> None:
    run = finished(run_of(call("a"), limits={"requests": 1}), bad)
    assert (run.requests, run.recoveries[0]["strategy"]) == (1, "give_up")
    assert run.recoveries[0]["reason"] == "the run's 1 requests are used"


def test_a_token_ceiling_holds_prompts_and_what_the_replies_may_have() -> None:
    run = begun(run_of(call("a"), call("b"), limits={"tokens": 1_000}))
    assert [c.reply_tokens for c in run.asked] == [400, 400]


def test_what_one_reply_may_have_is_not_given_to_another_while_it_is_out() -> None:
    run = begun(run_of(call("a"), call("b"), call("c", "b"), limits={"tokens": 1_000}))
    run = advance(run, [good("b", tokens_out=10)], setting(), START + 1).run
    assert [(c.call.id, c.reply_tokens) for c in run.asked] == [("a", 400), ("c", 290)]
    assert run.tokens + sum(c.reply_tokens for c in run.asked) == 1_000


def test_without_a_token_ceiling_a_reply_may_have_the_usual_allowance() -> None:
    assert {c.reply_tokens for c in begun(run_of(call("a"), call("b"))).asked} == {REPLY_TOKENS}


def test_an_agent_whose_prompt_does_not_fit_leaves_room_for_smaller_ones() -> None:
    sizes = {"a": 5_000, "b": 100}
    run = finished(
        run_of(call("a"), call("b"), limits={"tokens": 1_000}), prompt_tokens=lambda run, call: sizes[call.id]
    )
    assert (run.calls["a"].state, run.calls["b"].state, run.status) == ("skipped", "answered", "partial")


def test_nobody_is_asked_to_build_on_an_agent_that_did_not_fit() -> None:
    sizes = {"a": 5_000, "b": 100}
    run = finished(
        run_of(call("a"), call("b", "a"), limits={"tokens": 1_000}), prompt_tokens=lambda run, call: sizes[call.id]
    )
    assert [d["kind"] for d in run.deviations] == ["budget", "dependency"]
    assert (run.requests, run.status) == (0, "failed")


def test_a_ceiling_that_holds_no_request_at_all_ends_the_run_without_one() -> None:
    run = finished(run_of(call("a"), limits={"tokens": 100 + LEAST_REPLY_TOKENS - 1}))
    assert (run.requests, run.status) == (0, "failed")


def test_the_exact_number_of_tokens_is_enough() -> None:
    assert finished(run_of(call("a"), limits={"tokens": 100 + LEAST_REPLY_TOKENS})).status == "completed"


def test_no_request_waits_longer_than_the_run_may_last() -> None:
    run = begun(run_of(call("a"), call("b", "a"), limits={"seconds": 60.0}), patience=45.0)
    assert run.calls["a"].patience == 45.0
    run = advance(run, [good("a")], setting(patience=45.0), START + 40).run
    assert run.calls["b"].patience == 20.0


def test_a_run_whose_seconds_are_used_starts_nothing_more() -> None:
    run = begun(run_of(call("a"), call("b", "a"), limits={"seconds": 60.0}))
    run = advance(run, [good("a")], setting(), START + 60).run
    assert (run.status, run.calls["b"].state) == ("partial", "skipped")
    assert "60 seconds" in run.deviations[0]["detail"]


# -- carriers


def test_capability_errors_on_every_request_move_the_run_to_hand_off() -> None:
    run = begun(run_of(call("a"), call("b")))
    waiting = advance(run, [capability("a")], setting(), START + 1)
    assert kinds(waiting) == ["replied"]
    draft = advance(waiting.run, [capability("b")], setting(), START + 2)
    assert kinds(draft) == ["replied", "moved", "asked"]
    assert (draft.run.status, {c.carrier for c in draft.run.asked}) == ("awaiting_host", {"handoff"})
    assert not draft.run.recoveries


@pytest.mark.parametrize("other", [good("b"), bad("b", "timeout")], ids=["an answer", "a late reply"])
def test_any_other_reply_of_the_wave_makes_a_capability_error_a_refusal(other: dict[str, Any]) -> None:
    run = begun(run_of(call("a"), call("b")))
    run = advance(run, [capability("a"), other], setting(), START + 1).run
    assert run.carrier == "push"
    assert run.recoveries[0]["failure"] == "refused"


def test_an_answer_of_an_earlier_wave_proves_the_capability() -> None:
    run = begun(run_of(call("a"), call("b", "a")))
    run = advance(run, [good("a")], setting(), START + 1).run
    run = advance(run, [capability("b")], setting(), START + 2).run
    assert (run.carrier, run.recoveries[0]["agent_id"]) == ("push", "b")


def test_nothing_builds_on_a_capability_error_before_it_is_settled() -> None:
    run = begun(run_of(call("a"), call("b"), call("c", "a"), call("d", resources=("db",))))
    run = advance(run, [capability("a")], setting(), START + 1).run
    assert ready_calls(run) == []
    assert run.calls["c"].state == "planned"


def test_a_call_that_was_answered_stays_answered_when_the_run_moves_down() -> None:
    run = begun(run_of(call("a"), call("b", "a")), "handoff")
    run = advance(run, [good("a")], setting("push"), START + 1).run
    run = advance(run, [capability("b")], setting("push"), START + 2).run
    assert (run.carrier, run.calls["a"].state, run.calls["b"].carrier) == ("handoff", "answered", "handoff")


# -- rounds


def lost(run: Run, at: float) -> Run:
    return release(run, [c.call.id for c in run.asked], lost_round=True, at=at).run


def rounds(run: Run, at: float, *replies: dict[str, Any]) -> Run:
    return advance(run, replies, setting("round_trip"), at).run


def test_a_lost_round_is_asked_again_in_halves() -> None:
    run = rounds(run_of(*(call(name) for name in "abcdefgh")), START)
    widths = []
    for at in range(4):
        widths.append(len(run.asked))
        run = rounds(lost(run, START + at), START + at)
    assert widths == [8, 4, 2, 1]


def test_one_answered_round_doubles_the_next() -> None:
    run = rounds(run_of(*(call(name) for name in "abcdefgh")), START)
    run = rounds(lost(run, START + 1), START + 1)
    run = rounds(lost(run, START + 2), START + 2)
    run = rounds(run, START + 3, *(good(c.call.id) for c in run.asked))
    assert len(run.asked) == 4


def test_lost_rounds_do_not_narrow_other_carriers() -> None:
    run = rounds(run_of(*(call(name) for name in "abcd")), START)
    assert len(advance(lost(run, START + 1), [], setting("push"), START + 1).run.asked) == 4


def test_the_one_request_that_a_client_cannot_take_is_found_and_the_others_are_answered() -> None:
    run = rounds(run_of(*(call(name) for name in "abcdefgh")), START)
    for at in range(60):
        if run.ended:
            break
        asked = [c.call.id for c in run.asked]
        replies = [] if "e" in asked else [good(i) for i in asked]
        run = rounds(run if replies else lost(run, START + at), START + at, *replies)
    assert run.status == "partial"
    assert [c.call.id for c in run.agents if not c.accepted] == ["e"]
    assert run.recoveries[0]["failure"] == "refused"
    assert run.requests <= run.limits.requests


def test_an_agent_asked_alone_refuses_by_leaving_three_rounds_unanswered() -> None:
    run = rounds(run_of(call("a")), START)
    for at in range(MOST_CUTS - 1):
        run = rounds(lost(run, START + at), START + at)
    draft = release(run, ["a"], lost_round=True, at=START + 9)
    assert kinds(draft) == ["replied"]
    assert draft.run.calls["a"].reply is not None
    assert draft.run.calls["a"].reply.failure == "refused"


@pytest.mark.parametrize(("carrier", "few"), [("round_trip", True), ("handoff", False)])
def test_a_cut_agent_gets_few_requests_only_where_they_cost_whole_rounds(carrier: str, few: bool) -> None:
    run = lost(rounds(run_of(call("a"), limits={"agents": 1}), START), START)
    for at in range(20):
        if run.ended:
            break
        run = advance(run, [bad(c.call.id) for c in run.asked], setting(carrier), START + at).run
    assert (run.status, run.calls["a"].cuts) == ("failed", 1)
    assert (run.calls["a"].attempts <= CUT_ATTEMPTS) is few


def test_whoever_was_still_to_answer_when_a_run_is_cancelled_is_noted() -> None:
    run = advance(begun(run_of(call("a"), call("b"), call("c", "b"))), [good("a")], setting(), START + 1).run
    draft = Draft(run, START + 2)
    cancel(draft, "cancelled by the caller")
    assert draft.run.status == "cancelled"
    assert [(d["agent_id"], d["kind"]) for d in draft.run.deviations] == [("b", "cancelled"), ("c", "cancelled")]
    assert [c.state for c in draft.run.agents] == ["answered", "skipped", "skipped"]


def test_a_call_that_ended_early_never_counts_as_a_refusal() -> None:
    run = begun(run_of(call("a")))
    for at in range(MOST_CUTS + 2):
        run = release(run, ["a"], lost_round=False, at=START + at).run
        run = advance(run, [], setting(), START + at).run
    assert (run.calls["a"].state, run.calls["a"].attempts) == ("asked", 1)


def test_releasing_what_is_not_out_says_nothing() -> None:
    run = advance(begun(run_of(call("a"), call("b"))), [good("a")], setting(), START + 1).run
    assert release(run, ["a"], lost_round=True, at=START + 2).events == []


# -- recovery through the engine


@pytest.mark.requirement("phase5", "phase5-execution")
def test_a_failed_agent_is_asked_again_on_the_same_carrier() -> None:
    run = begun(run_of(call("a"), call("b")))
    draft = advance(run, [bad("a", "malformed")], setting(), START + 1)
    assert kinds(draft) == ["replied", "recovered", "asked"]
    assert draft.run.calls["a"].attempts == 2


@pytest.mark.requirement("phase5-substitution", "phase5-execution")
def test_a_substitute_takes_the_place_of_its_agent_under_the_same_id() -> None:
    known = catalogue("a", "c")
    run = begun(run_of(call("a", fallbacks=("c",))), catalogue=known)
    run = advance(run, [bad("a", "refused")], setting(catalogue=known), START + 1).run
    assert (list(run.calls), run.calls["a"].call.command) == (["a"], "c")


def test_a_substitute_that_vanished_from_the_catalogue_is_not_used() -> None:
    run = begun(run_of(call("a", fallbacks=("gone",))))
    run = advance(run, [bad("a", "refused")], setting(), START + 1).run
    assert run.calls["a"].call.command == "a"


def test_every_agent_failing_forever_stays_within_its_attempts() -> None:
    known = catalogue(*(command(n) for n in ("a", "b", "x", "y", "z")))
    calls = [call("a", fallbacks=("x", "y", "z")), call("b", fallbacks=("x",)), coordinator("a", "b")]
    run = finished(run_of(*calls), bad, catalogue=known)
    assert run.status == "failed"
    assert all(c.attempts <= MOST_ATTEMPTS for c in run.calls.values())
    assert run.requests <= LEAST_HOPELESS + 1


@pytest.mark.requirement("chain-recovery", "phase4-deviations")
def test_each_failure_is_a_deviation_with_a_recovery_and_without_failure_there_is_neither() -> None:
    fine = finished(run_of(call("a"), call("b")))
    assert (fine.deviations, fine.recoveries) == ((), ())
    run = advance(begun(run_of(call("a"), call("b"))), [bad("a", "malformed"), good("b")], setting(), START + 1).run
    assert [(d["agent_id"], d["kind"]) for d in run.deviations] == [("a", "malformed")]
    assert [r["agent_id"] for r in run.recoveries] == ["a"]

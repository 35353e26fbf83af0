from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from podium.core.engine import advance
from podium.core.run import Run
from podium.core.spans import ROOT, Span, spans
from run_samples import START, bad, begun, call, catalogue, coordinator, good, run_of, setting

CATALOGUE = catalogue("a", "b", "c")


def told(run: Run, outcomes: list[bool]) -> tuple[Run, list[Span]]:
    """A run driven to its end, one reply a second; a reply fails where the next outcome says so."""
    found: list[Span] = []
    at, left = START, list(outcomes)
    while not run.ended:
        at += 1
        agent_id = run.asked[0].call.id
        fails = left.pop(0) if left else False
        reply = bad(agent_id) if fails else good(agent_id)
        draft = advance(run, [reply], setting(catalogue=CATALOGUE), at)
        found += spans(run, at, draft.events)
        run = draft.run
    return run, found


@given(st.lists(st.booleans(), max_size=12))
def test_everything_that_was_asked_is_told_once_and_inside_what_is_around_it(outcomes: list[bool]) -> None:
    run, found = told(begun(run_of(call("a"), call("b"), call("c", "a"), coordinator("a", "b", "c"))), outcomes)
    keys = [span.key for span in found]
    assert len(keys) == len(set(keys))
    assert sum(span.kind == "agent" for span in found) == sum(state.attempts for state in run.calls.values())
    assert [span.key for span in found if span.kind == "run"] == [ROOT]
    by_key = {span.key: span for span in found}
    for span in found:
        assert START <= span.start <= span.end
        if span.parent:
            around = by_key[span.parent]
            assert around.start <= span.start
            assert span.end <= around.end


@given(st.lists(st.booleans(), max_size=12))
def test_every_recovery_is_told_with_how_it_ended(outcomes: list[bool]) -> None:
    run, found = told(begun(run_of(call("a"), call("b", "a"))), outcomes)
    ended = [span for span in found if span.kind == "recovery"]
    assert len(ended) == len(run.recoveries)
    failures = [span.error for span in found if span.kind == "agent" and span.error]
    assert failures == ["empty"] * len(failures)
    assert bool(failures) >= bool(ended)


def test_a_request_that_nobody_answered_is_told_as_such() -> None:
    run = begun(run_of(call("a")))
    (agent, wave) = spans(run, START + 5, [("released", {"ids": ["a"], "round": "", "reason": "gone"})])
    assert (agent.error, agent.end - agent.start) == ("unanswered", 5)
    assert "gen_ai.usage.output_tokens" not in agent.attributes
    assert wave.kind == "wave"

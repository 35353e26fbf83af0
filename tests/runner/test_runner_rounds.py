from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from runner_kit import DEAF, MODERN, House, Model, answered, house

from podium.core.errors import ReplayRefused, UserError
from podium.runner.parts import Asking, Settled
from podium.runner.rounds import MOST_ROUNDS
from run_samples import call, coordinator, text

pytestmark = pytest.mark.anyio
CHANNEL = Model().channel(MODERN)


def names(asking: Any) -> list[str]:
    assert isinstance(asking, Asking)
    return [r.agent_id for r in asking.requests]


async def test_a_round_asks_everything_that_is_ready_and_the_next_what_follows(database: Path) -> None:
    async with house(database) as home:
        run_id = await home.plan(call("a"), call("b"), call("c", "a", "b"), coordinator("a", "b", "c"))
        first = await home.round_of(run_id, CHANNEL)
        assert names(first) == ["a", "b"]
        second = await home.runner.answer(first.round_id, answered(first), CHANNEL)
        assert names(second) == ["c"]
        assert isinstance(second, Asking)
        third = await home.runner.answer(second.round_id, answered(second), CHANNEL)
        assert names(third) == ["coordinator"]
        assert isinstance(third, Asking)
        done = await home.runner.answer(third.round_id, answered(third), CHANNEL)
        assert isinstance(done, Settled)
        assert done.run.status == "completed"
        assert await home.recorded(run_id) == done.run


async def test_an_identical_retry_gets_the_same_answer_without_effect(database: Path) -> None:
    async with house(database) as home:
        run_id = await home.plan(call("a"), call("b", "a"))
        first = await home.round_of(run_id, CHANNEL)
        second = await home.runner.answer(first.round_id, answered(first), CHANNEL)
        before = await home.kinds(run_id)
        again = await home.runner.answer(first.round_id, answered(first), CHANNEL)
        assert isinstance(second, Asking)
        assert isinstance(again, Asking)
        assert (again.round_id, again.requests) == (second.round_id, second.requests)
        assert await home.kinds(run_id) == before


async def test_an_identical_retry_after_a_restart_renders_the_same_requests(database: Path) -> None:
    async with house(database) as home:
        run_id = await home.plan(call("a"), call("b", "a"))
        first = await home.round_of(run_id, CHANNEL)
        second = await home.runner.answer(first.round_id, answered(first), CHANNEL)
    async with house(database) as later:
        again = await later.runner.answer(first.round_id, answered(first), CHANNEL)
        assert isinstance(second, Asking)
        assert isinstance(again, Asking)
        assert again.requests == second.requests


async def test_other_answers_to_a_consumed_round_are_refused(database: Path) -> None:
    async with house(database) as home:
        run_id = await home.plan(call("a"), call("b", "a"))
        first = await home.round_of(run_id, CHANNEL)
        await home.runner.answer(first.round_id, answered(first), CHANNEL)
        with pytest.raises(ReplayRefused):
            await home.runner.answer(first.round_id, answered(first, a="something else"), CHANNEL)


async def test_a_round_of_nobody_and_a_round_of_somebody_else_are_refused(database: Path) -> None:
    async with house(database) as home:
        run_id = await home.plan(call("a"))
        first = await home.round_of(run_id, CHANNEL)
        with pytest.raises(ReplayRefused):
            await home.runner.answer("rnd_unknown", {}, CHANNEL)
        thief = Model().channel(MODERN.__class__(**{**_fields(MODERN), "principal": "thief"}))
        with pytest.raises(UserError, match="there is no run"):
            await home.runner.answer(first.round_id, answered(first), thief)


def _fields(client: Any) -> dict[str, Any]:
    return {name: getattr(client, name) for name in client.__dataclass_fields__}


async def test_a_missing_answer_is_a_failed_reply_and_its_siblings_are_kept(database: Path) -> None:
    async with house(database) as home:
        run_id = await home.plan(call("a"), call("b"))
        first = await home.round_of(run_id, CHANNEL)
        answers = answered(first)
        del answers["b"]
        second = await home.runner.answer(first.round_id, answers, CHANNEL)
        assert names(second) == ["b"]


async def test_a_round_that_was_never_answered_is_asked_again_in_halves_and_remembered(database: Path) -> None:
    async with house(database) as home:
        run_id = await home.plan(*(call(n) for n in "abcd"), options={"delivery": "sampling"})
        assert names(await home.round_of(run_id, CHANNEL)) == ["a", "b", "c", "d"]
        assert names(await home.round_of(run_id, CHANNEL)) == ["a", "b"]
        assert names(await home.round_of(run_id, CHANNEL)) == ["a"]
        run = await home.recorded(run_id)
        assert (run.requests, run.calls["a"].attempts, run.calls["a"].cuts) == (7, 1, 2)


async def test_a_client_that_left_a_round_unanswered_gets_hand_off_until_it_answers_one(database: Path) -> None:
    async with house(database) as home:
        run_id = await home.plan(call("a"), call("b"))
        first = await home.round_of(run_id, CHANNEL)
        handed = await home.go_on(run_id, CHANNEL)
        assert (handed.run.status, handed.new) == ("awaiting_host", {"a", "b"})
        done = await home.runner.answer(first.round_id, answered(first), CHANNEL)
        assert done.run.status == "completed"
        other = await home.plan(call("a"))
        assert names(await home.runner.resume(other, None, CHANNEL)) == ["a"]


async def test_a_client_that_has_answered_may_leave_one_round_unanswered_before_it_gets_hand_off(
    database: Path,
) -> None:
    async with house(database) as home:
        run_id = await home.plan(call("a"), call("b"), call("c", "a", "b"))
        first = await home.round_of(run_id, CHANNEL)
        assert names(await home.runner.answer(first.round_id, answered(first), CHANNEL)) == ["c"]
        assert names(await home.round_of(run_id, CHANNEL)) == ["c"]
        handed = await home.go_on(run_id, CHANNEL)
        assert (handed.run.status, handed.new) == ("awaiting_host", {"c"})
        assert {(d["agent_id"], d["kind"]) for d in handed.run.deviations} == {("c", "cancelled")}


async def test_one_call_uses_no_more_rounds_than_clients_bear(database: Path) -> None:
    async with house(database) as home:
        chain = [call("a0"), *(call(f"a{n}", f"a{n - 1}") for n in range(1, MOST_ROUNDS + 2))]
        run_id = await home.plan(*chain)
        outcome: Any = await home.round_of(run_id, CHANNEL)
        used = 0
        while isinstance(outcome, Asking):
            used += 1
            outcome = await home.runner.answer(outcome.round_id, answered(outcome), CHANNEL)
        assert used == MOST_ROUNDS
        assert outcome.run.status == "interrupted"
        assert f"{MOST_ROUNDS} rounds" in outcome.run.interrupted_by
        assert names(await home.round_of(run_id, CHANNEL)) == [f"a{MOST_ROUNDS}"]


async def test_a_call_whose_seconds_are_used_opens_no_further_round(database: Path) -> None:
    async with house(database, call_seconds=10.0) as home:
        run_id = await home.plan(call("a"), call("b", "a"))
        first = await home.round_of(run_id, CHANNEL)
        home.clock.now += 11
        outcome = await home.runner.answer(first.round_id, answered(first), CHANNEL)
        assert isinstance(outcome, Settled)
        assert (outcome.run.status, outcome.run.calls["a"].state) == ("interrupted", "answered")


async def hand_in(home: House, run_id: str, *agent_ids: str, quiet: bool = False) -> Settled:
    entries = [{"agent_id": i, "content": text(f"{i} looked."), "status": "ok"} for i in agent_ids]
    return await home.go_on(run_id, Model().channel(DEAF), replies=entries, quiet=quiet)


async def test_a_host_is_shown_new_briefs_once_as_new_and_then_as_outstanding(database: Path) -> None:
    async with house(database) as home:
        run_id = await home.plan(call("a"), call("b"), call("c", "a", "b"))
        channel = Model().channel(DEAF)
        assert (await home.go_on(run_id, channel)).new == {"a", "b"}
        assert (await home.go_on(run_id, channel)).new == frozenset()
        await hand_in(home, run_id, "a", quiet=True)
        await hand_in(home, run_id, "b", quiet=True)
        shown = await home.go_on(run_id, channel)
        assert (shown.new, [c.call.id for c in shown.run.asked]) == ({"c"}, ["c"])


async def test_hand_off_replies_in_any_order_end_in_the_same_synthesis(database: Path) -> None:
    async with house(database) as home:
        outcomes = []
        for order in ("ab", "ba"):
            run_id = await home.plan(call("a"), call("b"), coordinator("a", "b"))
            await home.go_on(run_id, Model().channel(DEAF))
            for agent_id in order:
                await hand_in(home, run_id, agent_id, quiet=True)
            done = await hand_in(home, run_id, "coordinator")
            assert done.run.outcome is not None
            outcomes.append(done.run.outcome["synthesis"])
        assert outcomes[0] == outcomes[1]


async def test_a_run_that_ended_names_the_replies_that_came_too_late(database: Path) -> None:
    async with house(database) as home:
        run_id = await home.plan(call("a"))
        await home.go_on(run_id, Model().channel(DEAF))
        await hand_in(home, run_id, "a")
        late = await home.go_on(
            run_id, Model().channel(DEAF), replies=[{"agent_id": "a", "content": "other", "status": "ok"}]
        )
        assert late.recorded == ()
        assert "was not stored" in late.wrong[0]
        assert (await hand_in(home, run_id, "a")).wrong == ()


async def test_a_night_between_two_hand_ins_does_not_use_up_the_run(database: Path) -> None:
    async with house(database) as home:
        run_id = await home.plan(call("a"), call("b", "a"))
        await home.go_on(run_id, Model().channel(DEAF))
        home.clock.now += 86_400
        assert (await hand_in(home, run_id, "a")).new == {"b"}
        assert (await hand_in(home, run_id, "b")).run.status == "completed"

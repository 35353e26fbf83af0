"""Several runners on one database: races, dead owners, live owners."""

from __future__ import annotations

from pathlib import Path

import anyio
import pytest
from runner_kit import DEAF, MODERN, House, Model, answered, house, until

from podium.core import engine
from podium.core.errors import Conflict, UserError
from podium.runner.ledger import Step
from podium.runner.parts import Asking, Channel, Settled
from podium.store.sqlite import SqliteStore
from run_samples import call, good, text

pytestmark = pytest.mark.anyio


async def begun_by(home: House, run_id: str, owner: str) -> None:
    """The first wave as a server of this id would have recorded it, over push, with one answer."""
    parts = home.runner.parts
    run = await parts.ledger.load(run_id, "me")

    def setting() -> engine.Setting:
        return engine.Setting(parts.catalogue(), knowledge, lambda r, c: 10, "push", owner)

    knowledge = await home.store.knowledge()
    run, _ = await parts.ledger.advance(run, lambda r: Step(engine.advance(r, [], setting(), home.clock())))
    await parts.ledger.advance(run, lambda r: Step(engine.advance(r, [good("a")], setting(), home.clock())))


async def test_an_orphaned_run_is_taken_up_and_only_those_in_flight_are_asked_again(database: Path) -> None:
    async with house(database) as home:
        run_id = await home.plan(call("a"), call("b"), call("c", "a", "b"))
        await begun_by(home, run_id, "dead")
        assert (await home.runner.status_of(run_id, "me")).status == "interrupted"
        model = Model()
        done = await home.go_on(run_id, model.channel())
        assert done.run.status == "completed"
        assert model.asked == ["b", "c"]
        assert done.run.calls["b"].attempts == 1


async def test_a_run_that_another_live_server_drives_is_left_to_it(database: Path) -> None:
    async with house(database) as home:
        run_id = await home.plan(call("a"), call("b"))
        async with SqliteStore(database) as other:
            await begun_by(home, run_id, other.owners.me)
            assert (await home.runner.status_of(run_id, "me")).status == "running"
            before = await home.kinds(run_id)
            model = Model()
            with pytest.raises(UserError, match="another Podium server"):
                await home.go_on(run_id, model.channel())
            assert (await home.kinds(run_id), model.asked) == (before, [])
        assert (await home.go_on(run_id, model.channel())).run.status == "completed"


async def test_a_step_that_lost_a_race_is_decided_anew_on_what_the_other_recorded(database: Path) -> None:
    async with house(database) as one, house(database, clock=one.clock) as two:
        run_id = await one.plan(call("a"), call("b"), call("c", "a", "b"))
        channel = Model().channel(DEAF)
        await one.go_on(run_id, channel)
        await two.go_on(run_id, channel)
        for home, agent_id in ((one, "a"), (two, "b")):
            entry = {"agent_id": agent_id, "content": text(f"{agent_id} looked."), "status": "ok"}
            await home.go_on(run_id, channel, replies=[entry], quiet=True)
        run = await one.recorded(run_id)
        assert [c.state for c in run.agents] == ["answered", "answered", "asked"]
        assert (await one.kinds(run_id)).count("asked") == 2


async def test_two_runners_that_hand_in_at_once_lose_nothing_and_store_nothing_twice(database: Path) -> None:
    async with house(database) as one, house(database, clock=one.clock) as two:
        names = "abcdefgh"
        run_id = await one.plan(*(call(n) for n in names))
        channel = Model().channel(DEAF)
        await one.go_on(run_id, channel)
        async with anyio.create_task_group() as tasks:
            for home in (one, two):
                for name in names:
                    entry = {"agent_id": name, "content": text(f"{name} looked."), "status": "ok"}
                    tasks.start_soon(lambda h, e: h.go_on(run_id, channel, replies=[e], quiet=True), home, entry)
        run = await two.recorded(run_id)
        assert run.status == "completed"
        assert (await two.kinds(run_id)).count("replied") == len(names)
        assert (await two.kinds(run_id)).count("finished") == 1


async def test_appending_to_what_has_moved_on_is_a_conflict_and_nothing_is_written(database: Path) -> None:
    async with house(database) as one, house(database) as two:
        run_id = await one.plan(call("a"))
        stale = await two.runner.parts.ledger.load(run_id, "me")
        await one.runner.parts.mark(stale, "interrupted", {"reason": "x"})
        draft = two.runner.parts.draft(stale)
        draft.add("interrupted", {"reason": "y"})
        with pytest.raises(Conflict):
            await two.runner.parts.ledger._append(stale, Step(draft))
        assert (await two.recorded(run_id)).interrupted_by == "x"


async def test_cancelling_elsewhere_ends_the_run_and_drops_what_comes_back(database: Path) -> None:
    async with house(database) as one, house(database, clock=one.clock) as two:
        run_id = await one.plan(call("a"), call("b", "a"))
        model = Model(held={"a"})
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(one.go_on, run_id, model.channel())
            await until(lambda: "a" in model.gates)
            await two.runner.cancel(run_id, "me")
            model.let_go("a")
        run = await two.recorded(run_id)
        assert (run.status, run.calls["a"].state, model.asked) == ("cancelled", "skipped", ["a"])
        assert {(d["agent_id"], d["kind"]) for d in run.deviations} == {("a", "cancelled"), ("b", "cancelled")}


async def test_two_calls_that_take_a_run_up_at_once_ask_every_agent_once(database: Path) -> None:
    async with house(database) as one, house(database, clock=one.clock) as two:
        for homes in ((one, one), (one, two), (two, two, one)):
            run_id = await one.plan(call("a"), call("b"), call("c", "a", "b"))
            channel = Model().channel(MODERN)
            asked: list[str] = []
            ends: list[Settled] = []

            async def client(home: House, run_id: str, channel: Channel, asked: list[str], ends: list[Settled]) -> None:
                outcome = await home.runner.resume(run_id, None, channel)
                while isinstance(outcome, Asking):
                    asked += [r.agent_id for r in outcome.requests]
                    outcome = await home.runner.answer(outcome.round_id, answered(outcome), channel)
                ends.append(outcome)

            with anyio.fail_after(10):
                async with anyio.create_task_group() as tasks:
                    for home in homes:
                        tasks.start_soon(client, home, run_id, channel, asked, ends)
            assert sorted(asked) == ["a", "b", "c"]
            assert [e.run.status for e in ends] == ["completed"] * len(homes)
            assert (await one.kinds(run_id)).count("resumed") == 1


async def test_a_round_that_was_lost_is_taken_up_at_once(database: Path) -> None:
    async with house(database) as home:
        run_id = await home.plan(call("a"), call("b"))
        channel = Model().channel(MODERN)
        with anyio.fail_after(1):
            first = await home.round_of(run_id, channel)
            again = await home.go_on(run_id, channel)
        assert [r.agent_id for r in first.requests] == ["a", "b"]
        assert again.run.status == "awaiting_host"

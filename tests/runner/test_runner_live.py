from __future__ import annotations

from pathlib import Path
from typing import Any

import anyio
import pytest
from runner_kit import OLD, Model, fine, house, until

from podium.carriers import RawReply, Request
from podium.core.errors import UserError
from podium.core.run import Run
from podium.runner.parts import Settled
from run_samples import call, coordinator, text

pytestmark = pytest.mark.anyio


def refused(request: Request) -> RawReply:
    return RawReply(request.agent_id, failure="refused", detail="no (-1)", capability=True)


def gone(request: Request) -> None:
    return None


async def test_everything_that_is_ready_goes_out_at_once_and_the_run_completes(database: Path) -> None:
    async with house(database) as home:
        run_id = await home.plan(call("a"), call("b"), call("c", "a", "b"), coordinator("a", "b", "c"))
        model = Model(held={"a", "b"})
        settled: list[Settled] = []

        async def client() -> None:
            settled.append(await home.go_on(run_id, model.channel()))

        async with anyio.create_task_group() as tasks:
            tasks.start_soon(client)
            await until(lambda: model.asked == ["a", "b"])
            model.let_go("a", "b")
        assert settled[0].run.status == "completed"
        assert model.asked == ["a", "b", "c", "coordinator"]


async def test_each_reply_steps_the_run_so_that_a_slow_sibling_holds_nobody_up(database: Path) -> None:
    async with house(database) as home:
        run_id = await home.plan(call("a"), call("b"), call("c", "a"), call("d", "c"))
        model = Model(held={"b"})
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(home.go_on, run_id, model.channel())
            await until(lambda: "d" in model.asked)
            assert "b" in model.gates
            model.let_go("b")
        assert (await home.recorded(run_id)).status == "completed"


async def test_a_reply_is_on_record_before_what_follows_from_it_is_asked(database: Path) -> None:
    async with house(database) as home:
        run_id = await home.plan(call("a"), call("b", "a"))
        seen: list[list[str]] = []

        class Watching(Model):
            async def ask(self, request: Request) -> RawReply | None:
                seen.append(await home.kinds(run_id))
                return await super().ask(request)

        await home.go_on(run_id, Watching().channel())
        assert seen[0][-1] == "asked"
        assert seen[1][-2:] == ["replied", "asked"]


async def test_what_is_kept_in_memory_is_what_the_database_tells(database: Path) -> None:
    async with house(database) as home:
        run_id = await home.plan(call("a", fallbacks=("h",)), call("b", "a"), coordinator("a", "b"))
        bad = Model(answers={"a": lambda r: RawReply(r.agent_id, text="{"), "b": fine})
        settled = await home.go_on(run_id, bad.channel())
        assert await home.recorded(run_id) == settled.run


async def test_a_call_out_of_patience_leaves_and_what_is_in_flight_is_still_recorded(database: Path) -> None:
    async with house(database, call_seconds=0.05) as home:
        run_id = await home.plan(call("a"), call("b"), call("c", "a"))
        model = Model(held={"a", "b"})
        settled = await home.go_on(run_id, model.channel())
        assert settled.run.status == "interrupted"
        assert "seconds were used" in settled.run.interrupted_by
        model.let_go("a", "b")
        await until(lambda: home.quiet)
        run = await home.recorded(run_id)
        assert [c.state for c in run.agents] == ["answered", "answered", "planned"]
        assert model.asked == ["a", "b"]


async def test_the_next_call_goes_on_where_the_driver_is_and_asks_nobody_twice(database: Path) -> None:
    async with house(database, call_seconds=0.05) as home:
        run_id = await home.plan(call("a"), call("b"), call("c", "b"))
        model = Model(held={"a"})
        assert (await home.go_on(run_id, model.channel())).run.status == "interrupted"
        model.held.add("c")
        again = await home.go_on(run_id, model.channel())
        assert again.run.status == "interrupted"
        model.let_go("a", *model.gates.keys() - {"a"})
        await until(lambda: home.quiet)
        done = await home.go_on(run_id, model.channel())
        assert done.run.status == "completed"
        assert sorted(model.asked) == ["a", "b", "c"]
        assert "released" not in await home.kinds(run_id)


async def test_a_call_that_rejoins_starts_what_its_predecessor_left(database: Path) -> None:
    async with house(database, call_seconds=0.05) as home:
        run_id = await home.plan(call("a"), call("b"), call("c", "b"))
        model = Model(held={"a", "b"})
        await home.go_on(run_id, model.channel())
        model.let_go("b")
        await until(lambda: home.runner.drivers.live[run_id].flying == {"a"})
        assert "c" not in model.asked
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(home.go_on, run_id, model.channel())
            await until(lambda: "c" in model.asked)
            model.let_go("a")


async def test_a_second_call_on_a_run_that_was_just_started_waits_no_longer_than_it_may(database: Path) -> None:
    async with house(database, call_seconds=0.1) as home:
        run_id = await home.plan(call("a"))
        model = Model(held={"a"})
        with anyio.fail_after(5):
            async with anyio.create_task_group() as tasks:
                for _ in range(3):
                    tasks.start_soon(home.go_on, run_id, model.channel())
        assert model.asked == ["a"]
        model.let_go("a")
        await until(lambda: home.quiet)
        assert (await home.recorded(run_id)).status == "completed"


async def test_a_cancelled_call_stops_at_once_and_leaves_an_interrupted_run(database: Path) -> None:
    async with house(database) as home:
        run_id = await home.plan(call("a"), call("b"), call("c", "a"))
        model = Model(held={"a", "b"})
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(home.go_on, run_id, model.channel())
            await until(lambda: len(model.gates) == 2)
            tasks.cancel_scope.cancel()
        await until(lambda: home.quiet)
        run = await home.recorded(run_id)
        assert (run.status, run.interrupted_by) == ("interrupted", "the client ended the call")
        assert sorted(model.cancelled) == ["a", "b"]
        model.held.clear()
        done = await home.go_on(run_id, model.channel())
        assert done.run.status == "completed"
        assert sorted(model.asked) == ["a", "a", "b", "b", "c"]


async def test_cancelling_a_run_ends_it_at_once_and_keeps_what_was_answered(database: Path) -> None:
    async with house(database) as home:
        run_id = await home.plan(call("a"), call("b"))
        model = Model(held={"b"})
        outcomes: list[Settled] = []

        async def client() -> None:
            outcomes.append(await home.go_on(run_id, model.channel()))

        async with anyio.create_task_group() as tasks:
            tasks.start_soon(client)
            await until(lambda: home.runner.drivers.live.get(run_id) is not None and "b" in model.gates)
            await until(lambda: home.runner.drivers.live[run_id].flying == {"b"})
            ended = await home.runner.cancel(run_id, "me")
        assert ended.run.status == "cancelled"
        assert ended.run.outcome is not None
        assert ended.run.outcome["synthesis"]["summary"] == "a looked."
        assert outcomes[0].run.status == "cancelled"
        assert model.cancelled == ["b"]
        assert await home.recorded(run_id) == ended.run


async def test_a_finished_run_stays_as_it_is(database: Path) -> None:
    async with house(database) as home:
        run_id = await home.plan(call("a"))
        model = Model()
        await home.go_on(run_id, model.channel())
        before = await home.kinds(run_id)
        assert (await home.runner.cancel(run_id, "me")).run.status == "completed"
        assert (await home.go_on(run_id, model.channel())).run.status == "completed"
        assert await home.kinds(run_id) == before


async def test_a_closed_connection_is_nobodys_failure_and_its_agent_is_asked_once_more(database: Path) -> None:
    async with house(database) as home:
        run_id = await home.plan(call("a"), call("b"))
        settled = await home.go_on(run_id, Model(answers={"a": gone}).channel())
        assert (settled.run.status, settled.run.deviations) == ("interrupted", ())
        again = Model()
        done = await home.go_on(run_id, again.channel())
        assert done.run.status == "completed"
        assert again.asked == ["a"]
        assert done.run.calls["a"].attempts == 1


async def test_a_carrier_that_breaks_is_a_failed_reply_and_no_crash(database: Path) -> None:
    async with house(database) as home:
        run_id = await home.plan(call("a"), call("b"))

        def broken(request: Request) -> RawReply:
            raise RuntimeError("secret")

        settled = await home.go_on(run_id, Model(answers={"a": broken}).channel())
        assert settled.run.status == "partial"
        assert settled.run.deviations[0]["detail"] == "RuntimeError"


async def test_capability_errors_on_every_request_hand_the_run_to_the_host(database: Path) -> None:
    async with house(database) as home:
        run_id = await home.plan(call("a"), call("b"))
        model = Model(answers={"a": refused, "b": refused})
        settled = await home.go_on(run_id, model.channel())
        assert (settled.run.status, settled.new) == ("awaiting_host", {"a", "b"})
        replies = [{"agent_id": i, "content": text(), "status": "ok"} for i in "ab"]
        done = await home.go_on(run_id, model.channel(), replies=replies)
        assert (done.run.status, done.recorded) == ("completed", ("a", "b"))
        assert model.asked == ["a", "b"]


async def test_progress_hears_of_every_reply(database: Path) -> None:
    async with house(database) as home:
        run_id = await home.plan(call("a"), call("b", "a"))
        heard: list[tuple[str, int]] = []

        async def progress(run: Run, agent_id: str) -> None:
            heard.append((agent_id, sum(c.accepted for c in run.agents)))

        await home.go_on(run_id, Model().channel(progress=progress))
        assert heard == [("a", 1), ("b", 2)]


async def test_requests_carry_what_was_granted_on_record(database: Path) -> None:
    async with house(database, agent_seconds=30.0) as home:
        run_id = await home.plan(call("a"), limits={"tokens": 1_500, "seconds": 20.0})
        model = Model()
        settled = await home.go_on(run_id, model.channel())
        (request,) = model.requests
        assert request.max_tokens == 1_500 - settled.run.tokens_in
        assert request.seconds == pytest.approx(20.0, abs=0.1)


async def test_another_principals_run_does_not_exist(database: Path) -> None:
    async with house(database) as home:
        run_id = await home.plan(call("a"), principal="somebody")
        with pytest.raises(UserError, match="there is no run"):
            await home.go_on(run_id, Model().channel())


async def test_a_host_may_hand_in_what_a_driver_waits_for(database: Path) -> None:
    async with house(database) as home:
        run_id = await home.plan(call("a"), call("b"))
        model = Model(held={"a"})
        settled: list[Any] = []

        async def client() -> None:
            settled.append(await home.go_on(run_id, model.channel()))

        async with anyio.create_task_group() as tasks:
            tasks.start_soon(client)
            await until(lambda: "a" in model.gates)
            handed = await home.go_on(
                run_id, model.channel(OLD), replies=[{"agent_id": "a", "content": "Done.", "status": "ok"}], quiet=True
            )
            assert handed.recorded == ("a",)
            model.let_go("a")
        assert settled[0].run.status == "completed"
        assert settled[0].run.calls["a"].reply.text == "Done."

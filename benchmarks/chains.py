"""Chains of servers that are killed one after the other, each on the database that the one before left behind."""

from __future__ import annotations

import random
import sqlite3
import threading
import time
from collections import Counter
from contextlib import AbstractAsyncContextManager, closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import anyio
import anyio.abc
import anyio.to_thread
from common import OBJECTIVE, podium
from examining import Found, Key, count, difference, essence, events_in, examine
from mcp import Client, MCPError
from mcp_types import CONNECTION_CLOSED
from processes import killed, pipe, started, strike

from podium.core.run import FINAL
from podium.testkit import Answer, Asked, ScriptedHost, finding, on, say
from podium.testkit.host import structured

Carrier = Literal["push", "round_trip", "handoff"]
ARGUMENTS = {"objective": OBJECTIVE, "confidence_override": 0.1}
MOST_KILLS_OF_ONE_RUN = 2
LIFE_SECONDS = 60.0
AGAIN = "## Again"


@dataclass(slots=True)
class Tally:
    """Faults, which must all stay 0, and how the kills fell."""

    faults: Counter[str] = field(default_factory=Counter)
    details: list[str] = field(default_factory=list)
    kills: Counter[str] = field(default_factory=Counter)
    after_event: Counter[str] = field(default_factory=Counter)
    runs: int = 0
    resumed: int = 0
    answers: int = 0
    asked_again: int = 0

    def fault(self, kind: str, detail: str) -> None:
        """Count one fault and keep its description."""
        self.faults[kind] += 1
        self.details.append(f"{kind}: {detail}")


@dataclass(slots=True)
class Work:
    """One run as its host sees it. `run_id` is empty while the server has not told it."""

    run_id: str = ""
    kills: int = 0
    asked: Counter[Key] = field(default_factory=Counter)
    recorded: set[Key] = field(default_factory=set)
    told: set[Key] = field(default_factory=set)


class Model(ScriptedHost):
    """The host's model: the same answer for the same agent, whenever it is asked; one agent stumbles the first time."""

    def __init__(self, rng: random.Random, slow: tuple[float, float], stumbling: str = "") -> None:
        super().__init__([on("", self._say)])
        self._rng, self._slow = rng, slow
        self.current = Work()
        self.life: Counter[Key] = Counter()
        self.stumbling = stumbling

    async def _say(self, asked: Asked) -> Answer:
        key = (asked.agent_id, 2 if AGAIN in asked.prompt else 1)
        self.life[key] += 1
        await anyio.sleep(self._rng.uniform(*self._slow))
        if key == (self.stumbling, 1):
            return Answer('{"summary": "cut in the mid')
        found = [finding(f"{asked.agent_id} found one thing.", f"part of {asked.agent_id}", topic=asked.agent_id)]
        return await say("{agent} looked at its part.", found, f"Do as {asked.agent_id} says.")(asked)

    async def call(self, client: Client, name: str, arguments: dict[str, Any]) -> Any:
        """Call a tool, and keep what a sub-agent was told is on record."""
        result = await super().call(client, name, arguments)
        for reply in arguments.get("replies", ()):
            if reply["agent_id"] in structured(result)["recorded"]:
                again = self.life[reply["agent_id"], 2] or self.current.asked[reply["agent_id"], 2]
                self.current.told.add((reply["agent_id"], 2 if again else 1))
        return result


class Chain:
    """One carrier's chain of servers on one database."""

    def __init__(self, carrier: Carrier, folder: Path, seed: int, slow: tuple[float, float]) -> None:
        self.carrier = carrier
        self.folder = folder
        self.rng = random.Random(f"{seed}/{carrier}")
        self.slow = slow
        self.tally = Tally()
        self.database = folder / "podium.db"
        self.expected: Any = None
        self.stumbling = ""
        self.seconds = 0.0
        self.events = 0
        self.work: Work | None = None
        self.ended: set[str] = set()
        folder.mkdir()

    async def learn(self) -> None:
        """Undisturbed runs: how long a server's first one takes, what a run comes to, how many events it has."""
        model = Model(self.rng, self.slow)
        async with self._started() as process, pipe_client(self, model, process) as client:
            await client.list_tools()
            start = time.perf_counter()
            first = await model.orchestrate(client, **ARGUMENTS)
            self.seconds = time.perf_counter() - start
            self.stumbling = model.stumbling = first["agents"][len(first["agents"]) // 2]["id"]
            before = await anyio.to_thread.run_sync(events_in, self.database)
            self.expected = await self._end(await model.orchestrate(client, **ARGUMENTS))
            self.events = await anyio.to_thread.run_sync(events_in, self.database) - before
            again = await model.orchestrate(client, **ARGUMENTS)
            assert await self._end(again) == self.expected, "two undisturbed runs differ"
        found = examine(self.database)
        assert found.intact, "the database is damaged before any kill"
        self.ended = set(found.runs)

    async def finish(self) -> None:
        """Take the last run to its end, undisturbed."""
        if self.work is not None:
            model = Model(self.rng, self.slow, self.stumbling)
            async with self._started() as process, pipe_client(self, model, process) as client:
                await self._finish(model, client, self.work)

    def _started(self) -> AbstractAsyncContextManager[anyio.abc.Process]:
        return started(podium(self.folder), self.folder / "stderr")

    async def strike(self) -> None:
        """One life of a server, and what it left behind."""
        model = Model(self.rng, self.slow, self.stumbling)
        spoilt: list[BaseException] = []
        way = self.rng.choices(["aimed", "aimed later", "timed", "starting"], [8, 6, 5, 1])[0]
        with anyio.fail_after(LIFE_SECONDS):
            async with self._started() as process, anyio.create_task_group() as tasks:
                ready = anyio.Event()
                tasks.start_soon(self._kill, process, way, ready)
                try:
                    async with pipe_client(self, model, process) as client:
                        await self._live(model, client, ready)
                except BaseException as error:
                    spoilt = [e for e in leaves(error) if not is_end_of_connection(e)]
                if spoilt:
                    tasks.cancel_scope.cancel()
        for error in spoilt:
            self.tally.fault("unexpected_errors", f"{type(error).__name__}: {error}")
        self.tally.kills[way] += 1
        await anyio.to_thread.run_sync(self._examine, model)

    async def _live(self, model: Model, client: Client, ready: anyio.Event) -> None:
        """Take up what was left behind, then start new runs, until the process is killed."""
        await client.list_tools()  # a client of the new era says nothing before its first request
        if self.work is not None and self.work.kills < MOST_KILLS_OF_ONE_RUN:
            ready.set()
        if self.work is not None:
            self.tally.resumed += 1
            await self._finish(model, client, self.work)
        ready.set()
        while True:
            self.work = Work()
            await self._finish(model, client, self.work)

    async def _finish(self, model: Model, client: Client, work: Work) -> None:
        model.current, model.life = work, Counter()
        name = "orchestrate-continue" if work.run_id else "orchestrate"
        arguments = {"run_id": work.run_id} if work.run_id else ARGUMENTS
        result = structured(await model.call(client, name, arguments))
        work.run_id = result["run_id"]
        result = await model.finish(client, result)
        self._asked(model)
        self.tally.runs += 1
        self.ended.add(work.run_id)
        self.work = None
        end = await self._end(result)
        if end != self.expected:
            self.tally.fault("different_ends", f"{work.run_id}: {difference(end, self.expected)}")

    async def _end(self, result: dict[str, Any]) -> Any:
        return await anyio.to_thread.run_sync(essence, result, self.database)

    def _asked(self, model: Model) -> None:
        """Add what one server asked to what the run's servers asked before."""
        work, life = model.current, model.life
        for key, times in life.items():
            if times > 1:
                self.tally.fault("asked_twice_in_one_life", f"{work.run_id} {key}")
            if key in work.recorded:
                self.tally.fault("asked_again_though_answered", f"{work.run_id} {key}")
            elif work.asked[key]:
                self.tally.asked_again += 1
        work.asked.update(life)
        model.life = Counter()

    async def _kill(self, process: anyio.abc.Process, way: str, ready: anyio.Event) -> None:
        if way == "starting":
            await anyio.sleep(self.rng.uniform(0.0, 0.8))
        else:
            await ready.wait()
            if way == "timed":
                await anyio.sleep(self.rng.uniform(0.0, self.seconds))
            else:
                late = self.rng.uniform(0.0, self.slow[1]) if way == "aimed later" else 0.0
                await self._aim(process, self.rng.randint(1, self.events), late)
        await killed(process)

    async def _aim(self, process: anyio.abc.Process, ahead: int, late: float) -> None:
        """Kill the process as soon as so many more events are committed, or so many seconds after."""
        stop = threading.Event()

        def watch() -> None:
            with closing(sqlite3.connect(f"file:{self.database}?mode=ro", uri=True, timeout=1)) as connection:
                target = count(connection) + ahead
                while not stop.is_set() and count(connection) < target:
                    time.sleep(0.0001)
                if late:
                    time.sleep(late)
                if not stop.is_set():
                    strike(process)

        try:
            with anyio.move_on_after(10 * self.seconds + 5):
                await anyio.to_thread.run_sync(watch, abandon_on_cancel=True)
        finally:
            stop.set()

    def _examine(self, model: Model) -> None:
        found = examine(self.database)
        if not found.intact:
            self.tally.fault("broken_files", f"after {sum(self.tally.kills.values())} kills")
        missing = [run_id for run_id in self.ended if found.runs.get(run_id) not in FINAL]
        if missing:
            self.tally.fault("lost", f"the ends of {missing}")
        left = [run_id for run_id in found.runs if run_id not in self.ended]
        work = self.work
        if work is None:
            self.tally.after_event["none of a new run"] += 1
            return
        if not work.run_id and left:
            work.run_id = left[0]
        self._asked(model)
        if not work.run_id:
            self.tally.after_event["none of a new run"] += 1
            if work.asked:
                self.tally.fault("asked_unrecorded", f"{sorted(work.asked)} of a run that is not on record")
            self.work = None
            return
        self._compare(work, found)

    def _compare(self, work: Work, found: Found) -> None:
        run_id = work.run_id
        recorded = found.recorded.get(run_id, [])
        self.tally.after_event[found.last.get(run_id, "")] += 1
        self.tally.answers += len(set(recorded) - work.recorded)
        for key in (work.recorded | work.told) - set(recorded):
            self.tally.fault("lost", f"{run_id} {key}")
        if len(recorded) != len(set(recorded)):
            self.tally.fault("recorded_twice", run_id)
        for agent_id, _ in work.asked:
            if agent_id not in found.asked.get(run_id, ()):
                self.tally.fault("asked_unrecorded", f"{run_id} {agent_id}")
        work.recorded = set(recorded)
        work.kills += 1


def pipe_client(chain: Chain, model: Model, process: anyio.abc.Process) -> Client:
    """A client of the era and the capabilities that the chain's carrier needs."""
    era = {"push": "legacy", "round_trip": "2026-07-28"}.get(chain.carrier) or chain.rng.choice(
        ["legacy", "2026-07-28"]
    )
    callback = None if chain.carrier == "handoff" else model.sampling
    return Client(pipe(process), mode=era, sampling_callback=callback)


def leaves(error: BaseException) -> list[BaseException]:
    """The errors in a group of groups."""
    if isinstance(error, BaseExceptionGroup):
        return [leaf for inner in error.exceptions for leaf in leaves(inner)]
    return [error]


def is_end_of_connection(error: BaseException) -> bool:
    """Whether an error only says that the server is gone."""
    closed = (anyio.ClosedResourceError, anyio.BrokenResourceError, anyio.EndOfStream, ConnectionError)
    return isinstance(error, closed) or (isinstance(error, MCPError) and error.code == CONNECTION_CLOSED)

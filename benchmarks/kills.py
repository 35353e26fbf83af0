"""kill -9 at random moments: nothing that was answered is lost, and nothing that was answered is asked again.

    python benchmarks/kills.py [--kills 300] [--seed 1] [--carriers push round_trip handoff]

One chain for each carrier works on a database of its own. Every link of a chain is one server process, driven by a
scripted host over stdio: it first takes up the run that the kill before left behind, then starts new ones, until it is
killed. Most kills are aimed: another connection watches the database, and the process dies as soon as a chosen event is
committed, so between commit and answer, or some milliseconds later. Others come at a random time, some while the server
starts.
No run is killed more than twice, because a round that is lost three times counts as refused.

After each kill the files are copied as they lie, and the copy is examined. Passed means, over all kills:
- lost: no answer that was on record, or that a sub-agent was told is recorded, is missing later;
- asked_again_though_answered: no agent was asked for an answer that was on record when its server was killed;
- asked_twice_in_one_life: no server asked for the same answer twice, so an agent is asked once more for each kill that
  found it in flight (`asked_again_in_flight` counts those, and is no fault);
- asked_unrecorded: no request reached a model before it was on record;
- different_ends: every run ended with the status, synthesis and agents of an undisturbed one;
- broken_files: `PRAGMA integrity_check` said ok, and every run's events were numbered without gaps.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import sqlite3
import sys
import threading
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import anyio
import anyio.abc
import anyio.to_thread
from common import OBJECTIVE, podium, report, scratch
from mcp import Client, MCPError
from mcp_types import CONNECTION_CLOSED
from processes import killed, pipe, started, strike

from podium.core.run import FINAL
from podium.testkit import Answer, Asked, ScriptedHost, finding, on, say
from podium.testkit.host import structured

Carrier = Literal["push", "round_trip", "handoff"]
CARRIERS: tuple[Carrier, ...] = ("push", "round_trip", "handoff")
ARGUMENTS = {"objective": OBJECTIVE, "confidence_override": 0.1}
MOST_KILLS_OF_ONE_RUN = 2
LIFE_SECONDS = 60.0
AGAIN = "## Again"

Key = tuple[str, int]
"""An agent and which of its answers: 1, or 2 after the first could not be used."""


@dataclass(slots=True)
class Found:
    """What a database holds right after a kill."""

    intact: bool = True
    runs: dict[str, str] = field(default_factory=dict)
    recorded: dict[str, list[Key]] = field(default_factory=dict)
    asked: dict[str, set[str]] = field(default_factory=dict)
    last: dict[str, str] = field(default_factory=dict)


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

    def __init__(self, rng: random.Random, slow: tuple[float, float]) -> None:
        super().__init__([on("", self._say)])
        self._rng, self._slow = rng, slow
        self.current = Work()
        self.life: Counter[Key] = Counter()
        self.stumbling = "audit-security"

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
        self.seconds = 0.0
        self.events = 0
        self.work: Work | None = None
        self.ended: set[str] = set()
        folder.mkdir()

    async def learn(self) -> None:
        """Two undisturbed runs: what a run comes to, how long a server's first one takes, how many events it has."""
        model = Model(self.rng, self.slow)
        async with (
            started(podium(self.folder), self.folder / "stderr") as process,
            pipe_client(self, model, process) as client,
        ):
            await client.list_tools()
            start = time.perf_counter()
            self.expected = essence(await model.orchestrate(client, **ARGUMENTS))
            self.seconds = time.perf_counter() - start
            again = await model.orchestrate(client, **ARGUMENTS)
            assert essence(again) == self.expected, "two undisturbed runs differ"
        found = examine(self.database)
        assert found.intact, "the database is damaged before any kill"
        self.ended = set(found.runs)
        self.events = events_in(self.database) // 2

    async def strike(self) -> None:
        """One life of a server, and what it left behind."""
        model = Model(self.rng, self.slow)
        spoilt: list[BaseException] = []
        way = self.rng.choices(["aimed", "aimed later", "timed", "starting"], [8, 6, 5, 1])[0]
        with anyio.fail_after(LIFE_SECONDS):
            async with (
                started(podium(self.folder), self.folder / "stderr") as process,
                anyio.create_task_group() as tasks,
            ):
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
        if essence(result) != self.expected:
            self.tally.fault("different_ends", f"{work.run_id}: {difference(essence(result), self.expected)}")

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


def count(connection: sqlite3.Connection) -> int:
    """How many events are committed."""
    return int(connection.execute("SELECT count(*) FROM events").fetchone()[0])


def events_in(database: Path) -> int:
    """How many events a database that nobody uses holds."""
    with closing(sqlite3.connect(database)) as connection:
        return count(connection)


def examine(database: Path) -> Found:
    """What a database holds, read from a copy of its files as they lie, so that the next server finds them untouched."""
    found = Found()
    if not database.exists():
        return found
    with scratch() as folder:
        copy = folder / database.name
        for suffix in ("", "-wal"):
            source = database.with_name(database.name + suffix)
            if source.exists():
                shutil.copyfile(source, copy.with_name(copy.name + suffix))
        with closing(sqlite3.connect(copy)) as connection:
            _read(connection, found)
    return found


def _read(connection: sqlite3.Connection, found: Found) -> None:
    found.intact = connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'events'").fetchone():
        return
    found.runs = dict(connection.execute("SELECT run_id, status FROM runs ORDER BY started_at"))
    last: dict[str, int] = {}
    for run_id, seq, kind, data in connection.execute(
        "SELECT run_id, seq, kind, data FROM events ORDER BY run_id, seq"
    ):
        found.intact = found.intact and seq == last.get(run_id, 0) + 1
        last[run_id] = seq
        found.last[run_id] = kind
        if kind == "replied":
            recorded = found.recorded.setdefault(run_id, [])
            agent_id = json.loads(data)["agent_id"]
            recorded.append((agent_id, 1 + sum(name == agent_id for name, _ in recorded)))
        elif kind == "asked":
            found.asked.setdefault(run_id, set()).update(entry["id"] for entry in json.loads(data)["calls"])
    rows = dict(connection.execute("SELECT run_id, seq FROM runs"))
    found.intact = found.intact and rows == last


def essence(result: dict[str, Any]) -> Any:
    """What must be the same however often a run was cut off."""
    agents = [(a["id"], a["command"], a["state"]) for a in result["agents"]]
    return result["status"], result["synthesis"], agents, result["missing"]


def difference(one: Any, other: Any) -> str:
    """Where two ends differ."""
    names = ("status", "synthesis", "agents", "missing")
    return "; ".join(f"{n}: {a} instead of {b}"[:600] for n, a, b in zip(names, one, other, strict=True) if a != b)


def leaves(error: BaseException) -> list[BaseException]:
    """The errors in a group of groups."""
    if isinstance(error, BaseExceptionGroup):
        return [leaf for inner in error.exceptions for leaf in leaves(inner)]
    return [error]


def is_end_of_connection(error: BaseException) -> bool:
    """Whether an error only says that the server is gone."""
    closed = (anyio.ClosedResourceError, anyio.BrokenResourceError, anyio.EndOfStream, ConnectionError)
    return isinstance(error, closed) or (isinstance(error, MCPError) and error.code == CONNECTION_CLOSED)


async def run_chain(chain: Chain, kills: int) -> None:
    """So many kills, and one undisturbed life that takes up what the last left behind."""
    await chain.learn()
    for _ in range(kills):
        await chain.strike()
    if chain.work is not None:
        model = Model(chain.rng, chain.slow)
        async with (
            started(podium(chain.folder), chain.folder / "stderr") as process,
            pipe_client(chain, model, process) as client,
        ):
            await chain._finish(model, client, chain.work)


async def main(kills: int, seed: int, carriers: list[Carrier], slow: tuple[float, float]) -> int:
    start = time.perf_counter()
    with scratch() as folder:
        chains = [Chain(carrier, folder / carrier, seed, slow) for carrier in carriers]
        async with anyio.create_task_group() as tasks:
            for index, chain in enumerate(chains):
                tasks.start_soon(run_chain, chain, kills // len(chains) + (index < kills % len(chains)))
        passed = all(tell(chain, seed) for chain in chains)
    seconds = round(time.perf_counter() - start, 1)
    total = sum(sum(chain.tally.kills.values()) for chain in chains)
    report("kills_total", passed=passed, kills=total, seconds=seconds, seed=seed)
    return 0 if passed else 1


def tell(chain: Chain, seed: int) -> bool:
    """Print one chain's line; whether it is free of faults."""
    tally = chain.tally
    report(
        "kills",
        passed=not tally.faults,
        carrier=chain.carrier,
        kills=dict(tally.kills),
        seed=seed,
        runs_ended=tally.runs,
        taken_up=tally.resumed,
        answers_on_record_at_a_kill=tally.answers,
        asked_again_in_flight=tally.asked_again,
        last_event_at_the_kill=dict(tally.after_event.most_common()),
        faults=dict(tally.faults),
        details=tally.details[:10],
        events_of_a_run=chain.events,
        undisturbed_ms=round(chain.seconds * 1000, 1),
    )
    return not tally.faults


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--carriers", nargs="+", choices=CARRIERS, default=list(CARRIERS))
    parser.add_argument("--agent-ms", type=float, nargs=2, default=(5.0, 20.0), metavar=("LEAST", "MOST"))
    given = parser.parse_args()
    times = (given.agent_ms[0] / 1000, given.agent_ms[1] / 1000)
    sys.exit(anyio.run(main, given.kills, given.seed, given.carriers, times))

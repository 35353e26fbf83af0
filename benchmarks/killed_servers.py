"""Servers that share a file and are killed, the hosts that take up what they left behind, and who asked for what when.

A part of `four_servers.py`. Every host begins runs until its share is used up; its server is killed at random moments and
started again. What a killed server left behind is taken up by two hosts at once where models are reached by sampling, and
by its own host where its sub-agents have the briefs; the rest at the end.
"""

from __future__ import annotations

import json
import random
import sqlite3
from collections import Counter, defaultdict
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import anyio
import anyio.abc
import mcp_types as types
from chains import is_end_of_connection, leaves
from common import podium
from mcp import Client
from mcp.client.session import ClientRequestContext
from processes import killed, pipe, started

from podium.core.run import FINAL
from podium.testkit import ScriptedHost
from podium.testkit.host import Era, agent_of, structured

AGENT_SECONDS = (0.002, 0.02)
LATEST_SECONDS = 0.05
LIVE_ELSEWHERE = "another Podium server"


@dataclass(slots=True)
class Life:
    """One server process from its start to its death."""

    alive: bool = True


@dataclass(slots=True)
class Watch:
    """What all hosts see together.

    `open` holds the life that asked, for each run and agent whose answer is still out; `twice` those that two living
    servers, or one of them twice, wanted at the same time; `orphans` what each host may take up.
    """

    kills: int = 0
    taken_up: int = 0
    left_to_another: int = 0
    open: dict[tuple[str, str], Life] = field(default_factory=dict)
    twice: list[str] = field(default_factory=list)
    orphans: dict[int, list[str]] = field(default_factory=dict)


class WatchedHost(ScriptedHost):
    """A scripted host that tells the watch which answers are out."""

    def __init__(self, rules: Any, watch: Watch, rng: random.Random) -> None:
        super().__init__(rules)
        self._watch, self._rng = watch, rng
        self.life = Life()
        self.begun: set[str] = set()
        self.done = 0
        self._goal, self._reached = 0, anyio.Event()

    def count(self) -> None:
        """One more run is done."""
        self.done += 1
        if self.done >= self._goal:
            self._reached.set()

    async def until(self, done: int) -> None:
        """Wait until so many runs are done."""
        self._goal, self._reached = done, anyio.Event()
        if self.done < done:
            await self._reached.wait()

    async def sampling(
        self, context: ClientRequestContext, params: types.CreateMessageRequestParams
    ) -> types.CreateMessageResult | types.CreateMessageResultWithTools | types.ErrorData:
        """The sampling callback of a client."""
        run_id = (params.metadata or {}).get("podium/run")
        if run_id is None:  # ratings before a run
            return await super().sampling(context, params)
        key, life = (str(run_id), agent_of(params, "")), self.life
        other = self._watch.open.get(key)
        if other is not None and other.alive:
            self._watch.twice.append(f"{key} is wanted twice at once")
        self._watch.open[key] = life
        try:
            await anyio.sleep(self._rng.uniform(*AGENT_SECONDS))
            return await super().sampling(context, params)
        finally:
            if self._watch.open.get(key) is life:
                del self._watch.open[key]

    async def take_up(self, client: Client, run_id: str) -> None:
        """Carry a run on that nobody drives any more; one that somebody drives is left to them."""
        status = structured(await client.call_tool("orchestrate-status", {"run_id": run_id}))["status"]
        if status in FINAL or (status != "interrupted" and run_id not in self.begun):
            return
        try:
            await self.finish(client, structured(await self.call(client, "orchestrate-continue", {"run_id": run_id})))
            self._watch.taken_up += 1
        except AssertionError as error:
            if LIVE_ELSEWHERE not in str(error):
                raise
            self._watch.left_to_another += 1


def unfinished(database: Path) -> list[str]:
    """Runs that have not ended."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=10)) as connection:
        return [i for i, status in connection.execute("SELECT run_id, status FROM runs") if status not in FINAL]


def driven_twice(connection: sqlite3.Connection) -> list[str]:
    """Answers that are on record more often than they were asked for, and runs that ended twice."""
    asked: dict[tuple[str, str], set[int]] = defaultdict(set)
    replied: Counter[tuple[str, str]] = Counter()
    ended: Counter[str] = Counter()
    for run_id, kind, data in connection.execute("SELECT run_id, kind, data FROM events ORDER BY run_id, seq"):
        if kind == "asked":
            for call in json.loads(data)["calls"]:
                asked[run_id, call["id"]].add(call["attempt"])
        elif kind == "replied":
            replied[run_id, json.loads(data)["agent_id"]] += 1
        ended[run_id] += kind == "finished"
    wrong = [f"{key}: {n} answers, asked {len(asked[key])} times" for key, n in replied.items() if n > len(asked[key])]
    return wrong + [f"{run_id}: ended {number} times" for run_id, number in ended.items() if number > 1]


class Killing:
    """One host whose server is killed so many times over its share of runs."""

    def __init__(self, folder: Path, number: int, host: WatchedHost, era: Era, sampling: bool) -> None:
        self.folder, self.number, self.host = folder, number, host
        self.era: Era = era
        self.callback = host.sampling if sampling else None

    async def live(self, watch: Watch, runs: int, kills: int, rng: random.Random, work: Any, errors: list[str]) -> None:
        """All lives of one server; `work` is called with a client, several at once, until its runs are used up."""
        moments = sorted(rng.sample(range(runs), kills))
        for moment in [*moments, None]:
            self.host.life = Life()
            spoilt: list[BaseException] = []
            server = started(podium(self.folder), self.folder / f"stderr-{self.number}")
            async with server as process, anyio.create_task_group() as tasks:
                if moment is not None:
                    tasks.start_soon(self._kill, process, watch, moment, rng.uniform(0, LATEST_SECONDS))
                try:
                    async with Client(pipe(process), mode=self.era, sampling_callback=self.callback) as client:
                        await work(client)
                except BaseException as error:
                    spoilt = [leaf for leaf in leaves(error) if self.host.life.alive or not is_end_of_connection(leaf)]
                tasks.cancel_scope.cancel()
            errors += [f"{type(error).__name__}: {error}" for error in spoilt]
            if moment is not None and not self.host.life.alive:
                await self._leave(watch)

    async def _kill(self, process: anyio.abc.Process, watch: Watch, moment: int, late: float) -> None:
        await self.host.until(moment)
        await anyio.sleep(late)
        self.host.life.alive = False
        watch.kills += 1
        await killed(process)

    async def _leave(self, watch: Watch) -> None:
        """Hand what was left behind to those who may take it up."""
        if self.callback is None:
            watch.orphans.setdefault(self.number, []).extend(self.host.begun)
            return
        left = await anyio.to_thread.run_sync(unfinished, self.folder / "podium.db")
        for number in (0, 1):
            watch.orphans.setdefault(number, []).extend(left)


async def take_up_the_rest(folder: Path, watch: Watch, host: WatchedHost) -> None:
    """Carry what is still left to its end, with no other server alive."""
    left = await anyio.to_thread.run_sync(unfinished, folder / "podium.db")
    host.begun.update(left)
    async with host.client(podium(folder)) as client:
        for run_id in left:
            await host.take_up(client, run_id)

"""A runner on a database of its own, and a model whose replies a test lets go one by one."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import anyio
import anyio.abc
import anyio.lowlevel
import mcp_types as types

from podium.carriers import Client, RawReply, Request
from podium.core.calls import AgentCall
from podium.core.folding import fold
from podium.core.limits import Ceilings
from podium.core.run import Run
from podium.runner import Runner
from podium.runner.ledger import Step
from podium.runner.parts import Asking, Channel, Parts, Settled
from podium.store.sqlite import SqliteStore
from podium.workspace import Workspace
from run_samples import catalogue, started, text

NAMES = tuple("abcdefgh")
OLD = Client("2025-11-25", modern=False, sampling=True, reachable=True, connection="c1", principal="me")
MODERN = Client("2026-07-28", modern=True, sampling=True, reachable=False, connection="c1", principal="me")
DEAF = Client("2025-11-25", modern=False, sampling=False, reachable=True, connection="c1", principal="me")


def fine(request: Request) -> RawReply:
    return RawReply(request.agent_id, text=text(f"{request.agent_id} looked."), model="m")


def answered(asking: Asking, **texts: str) -> dict[str, Any]:
    """The answers of a client to one round."""
    return {
        r.agent_id: types.CreateMessageResult(
            role="assistant",
            model="m",
            content=types.TextContent(type="text", text=texts.get(r.agent_id, text(f"{r.agent_id} looked."))),
        )
        for r in asking.requests
    }


@dataclass
class Model:
    """A live carrier. Agents named in `held` answer when they are let go; `answers` says what, `fine` for the rest."""

    held: set[str] = field(default_factory=set)
    answers: dict[str, Callable[[Request], RawReply | None]] = field(default_factory=dict)
    name: str = "push"
    asked: list[str] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)
    cancelled: list[str] = field(default_factory=list)
    gates: dict[str, anyio.Event] = field(default_factory=dict)

    async def ask(self, request: Request) -> RawReply | None:
        self.asked.append(request.agent_id)
        self.requests.append(request)
        if request.agent_id in self.held:
            gate = self.gates[request.agent_id] = anyio.Event()
            try:
                await gate.wait()
            except BaseException:
                self.cancelled.append(request.agent_id)
                raise
        return self.answers.get(request.agent_id, fine)(request)

    def let_go(self, *agent_ids: str) -> None:
        for agent_id in agent_ids:
            self.held.discard(agent_id)
            self.gates[agent_id].set()

    def channel(self, client: Client = OLD, **fields: Any) -> Channel:
        return Channel(client, lambda: self, **fields)


@dataclass
class Clock:
    now: float = 1_000.0

    def __call__(self) -> float:
        self.now += 0.001
        return self.now


@dataclass
class House:
    """One server's runner with its store, open as long as the context lasts."""

    runner: Runner
    store: SqliteStore
    clock: Clock

    async def plan(self, *calls: AgentCall, **fields: Any) -> str:
        """A run with these calls that nobody drives yet; its id."""
        run_id = f"run_{id(calls)}_{self.clock()}"
        draft = self.runner.parts.draft(Run(run_id=run_id))
        draft.add("started", started(*calls, **fields))
        await self.runner.parts.ledger.create(Step(draft))
        return run_id

    async def go_on(self, run_id: str, channel: Channel, **fields: Any) -> Settled:
        outcome = await self.runner.resume(run_id, fields.pop("replies", None), channel, **fields)
        assert isinstance(outcome, Settled)
        return outcome

    async def round_of(self, run_id: str, channel: Channel) -> Asking:
        outcome = await self.runner.resume(run_id, None, channel)
        assert isinstance(outcome, Asking)
        return outcome

    async def recorded(self, run_id: str) -> Run:
        """The run as somebody reads it who has only the database."""
        events = await self.store.events(run_id)
        return fold(run_id, ((e.seq, e.at, e.kind, e.data) for e in events))

    async def kinds(self, run_id: str) -> list[str]:
        return [e.kind for e in await self.store.events(run_id)]

    @property
    def quiet(self) -> bool:
        return not self.runner.drivers.live


@asynccontextmanager
async def house(database: Path, **limits: Any) -> AsyncIterator[House]:
    """A runner inside a lifespan of its own."""
    clock = limits.pop("clock", None) or Clock()
    known = limits.pop("known", None) or catalogue(*NAMES)
    workspace = Workspace(limits.pop("folders", ()))
    async with SqliteStore(database) as store:
        parts = Parts(
            store,
            lambda: known,
            workspace,
            Ceilings(**limits),
            owner=lambda: store.owners.me,
            alive=store.owners.alive,
            clock=clock,
        )
        runner = Runner(parts)
        async with anyio.create_task_group() as tasks:
            runner.drivers.tasks = tasks
            yield House(runner, store, clock)
            tasks.cancel_scope.cancel()


async def until(condition: Callable[[], bool]) -> None:
    """Wait for a condition without a clock of its own."""
    with anyio.fail_after(10):
        while not condition():
            await anyio.lowlevel.checkpoint()

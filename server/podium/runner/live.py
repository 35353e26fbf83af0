"""Driving a run over a live carrier: everything ready goes out at once, each reply steps the run at once.

The driver lives beside the client's call, not inside it: a call that runs out of patience leaves, what is in flight is
still recorded when it comes back, and the next call finds the driver where it is. A cancelled call ends it at once.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import anyio
import anyio.abc

from podium.carriers.seam import LiveCarrier, RawReply, Request, reply_data
from podium.core.errors import StoreError
from podium.core.run import Run
from podium.core.values import JSON, Knowledge

logger = logging.getLogger(__name__)

LINGER_SECONDS = 0.002
"""A commit costs about half a millisecond; replies of one wave that come this close to each other share one."""
LONGEST_LINGER_SECONDS = 0.012

LAST_TRY_SECONDS = 0.3
"""Pause before replies that the store refused are handed to it once more, where no other reply can bring them along."""

OnReply = Callable[[Run, str], Awaitable[None]]


@dataclass(slots=True)
class Inbox:
    """Replies that have come and are not yet recorded.

    `ended` are the agents whose requests ended, with or without a reply; `ready` says that their driver need not wait
    for more of them, `last` when the latest came.
    """

    ended: set[str] = field(default_factory=set)
    replies: list[JSON] = field(default_factory=list)
    first: anyio.Event = field(default_factory=anyio.Event)
    ready: anyio.Event = field(default_factory=anyio.Event)
    last: float = 0.0


@dataclass(slots=True)
class LiveRun:
    """One run that this process is driving. `trouble` is what the store said where its driver gave up."""

    run: Run
    carrier: LiveCarrier
    knowledge: Knowledge
    may_ask: bool = True
    done: anyio.Event = field(default_factory=anyio.Event)
    scope: anyio.CancelScope = field(default_factory=anyio.CancelScope)
    flying: set[str] = field(default_factory=set)
    inbox: Inbox = field(default_factory=Inbox)
    listening: bool = False
    on_reply: OnReply | None = None
    trouble: str = ""

    def rejoin(self, carrier: LiveCarrier, on_reply: OnReply | None) -> bool:
        """Let a new call wait on this run, and start what its predecessor did not; False where its driver has left."""
        if self.done.is_set() or not (self.listening or self.flying):
            return False
        self.carrier = carrier
        self.on_reply = on_reply
        self.may_ask = True
        self.wake()
        return True

    def wake(self) -> None:
        """Let the driver step the run with what has come by now."""
        self.inbox.first.set()
        self.inbox.ready.set()

    def arrived(self, agent_id: str, reply: JSON | None) -> None:
        """A request ended. A reply that nothing waits for may linger for its siblings, one that lets work start never does."""
        inbox = self.inbox
        inbox.ended.add(agent_id)
        # A closed connection is nobody's answer: the agent stays asked, and whoever resumes the run asks it once more.
        if reply is not None:
            inbox.replies.append(reply)
        inbox.last = anyio.current_time()
        inbox.first.set()
        if len(inbox.ended) >= len(self.flying) or _unlocks(self.run, inbox.ended):
            inbox.ready.set()


Advance = Callable[[LiveRun, list[JSON]], Awaitable[list[Request]]]
"""Records replies, brings the live run up to date, and returns the requests to send now."""


async def drive(live: LiveRun, first: list[Request], advance: Advance) -> None:
    """Send `first`, then step the run after every reply until nothing is in flight and nothing may start."""
    live.listening = True
    try:
        with live.scope:
            async with anyio.create_task_group() as tasks:
                _launch(live, tasks, first)
                held: list[JSON] = []
                while live.flying or live.inbox.first.is_set():
                    replies = await _batch(live)
                    requests, held = await _recorded(live, [*held, *replies], advance)
                    _launch(live, tasks, requests)
                    await _announce(live, [] if held else replies)
                live.listening = False
    except Exception:
        logger.exception("run %s: its driver stopped", live.run.run_id)
    finally:
        live.listening = False
        live.done.set()


async def _recorded(live: LiveRun, replies: list[JSON], advance: Advance) -> tuple[list[Request], list[JSON]]:
    """The requests to send now, and the replies that the store refused, to be recorded with the next that come.

    A full disk or a locked file must not throw away the work of agents that are still in flight.
    """
    try:
        return await advance(live, replies), []
    except StoreError as error:
        refusal = error
    if live.flying:
        return [], replies
    await anyio.sleep(LAST_TRY_SECONDS)
    try:
        return await advance(live, replies), []
    except StoreError:
        logger.warning("run %s: %d replies could not be recorded: %s", live.run.run_id, len(replies), refusal)
        live.trouble = str(refusal)
        return [], []


def _launch(live: LiveRun, tasks: anyio.abc.TaskGroup, requests: list[Request]) -> None:
    for request in requests:
        live.flying.add(request.agent_id)
        tasks.start_soon(_ask, live, request)


async def _ask(live: LiveRun, request: Request) -> None:
    try:
        raw = await live.carrier.ask(request)
    except Exception as error:
        logger.exception("agent %s: its carrier failed", request.agent_id)
        raw = RawReply(request.agent_id, failure="transport", detail=type(error).__name__)
    live.arrived(request.agent_id, None if raw is None else reply_data(raw, live.carrier.name))


async def _batch(live: LiveRun) -> list[JSON]:
    """The next reply and those that come soon after it, so that one commit holds them all."""
    inbox = live.inbox
    await inbox.first.wait()
    until = anyio.current_time() + LONGEST_LINGER_SECONDS
    while not inbox.ready.is_set() and anyio.current_time() < (due := min(until, inbox.last + LINGER_SECONDS)):
        with anyio.move_on_at(due):
            await inbox.ready.wait()
    live.inbox = Inbox()
    live.flying -= inbox.ended
    return inbox.replies


def _unlocks(run: Run, answered: set[str]) -> bool:
    """Whether a planned call waits for nothing but what is settled or was just answered."""
    return any(
        state.state == "planned" and all(d in answered or not run.calls[d].open for d in state.call.depends_on)
        for state in run.calls.values()
    )


async def _announce(live: LiveRun, replies: list[JSON]) -> None:
    if live.on_reply is not None:
        for reply in replies:
            await live.on_reply(live.run, reply["agent_id"])

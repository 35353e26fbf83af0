"""Runs that this process drives over a live carrier, and the calls that wait on them."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field

import anyio
import anyio.abc

from podium.carriers.seam import Request
from podium.core import engine
from podium.core.errors import StoreError
from podium.core.run import Run
from podium.core.values import JSON, Knowledge
from podium.runner.asking_back import answered, with_answers
from podium.runner.handing import show
from podium.runner.ledger import Step
from podium.runner.live import LiveRun, drive
from podium.runner.parts import Channel, Parts, Settled, Texts, asked_now
from podium.runner.rounds import Call

HEARTBEAT_SECONDS = 8.0
"""Longest silence towards a client that takes progress; hosts give up after ten seconds without any."""

TIDY_SECONDS = 3_600.0
TIDY_DELAY_SECONDS = 5.0
TIDY_PAUSE_SECONDS = 0.1
LOOK_SECONDS = 10.0
"""Between two looks at the rounds that clients have not answered."""


@dataclass(slots=True)
class Drivers:
    """The live runs. `tasks` outlives every call: drivers run in it."""

    parts: Parts
    tasks: anyio.abc.TaskGroup | None = None
    live: dict[str, LiveRun] = field(default_factory=dict)
    tidied: float = 0.0
    looking: bool = False
    learning: bool = False
    unread: bool = False

    async def start(
        self, run: Run, first: list[Request], knowledge: Knowledge, call: Call, channel: Channel
    ) -> Settled:
        """Send what was just asked and wait for the run as long as the call may last.

        `knowledge` is pinned: what others learn while this run lasts does not change its course.
        """
        if self.tasks is None:
            raise RuntimeError("live carriers are driven only inside the server's lifespan")
        live = LiveRun(run, channel.carrier(), knowledge, on_reply=channel.progress)
        live.flying.update(request.agent_id for request in first)
        self.live[run.run_id] = live
        self.tasks.start_soon(self._drive, live, first)
        return await self._wait(live, call, channel)

    async def rejoin(self, run: Run, channel: Channel) -> Settled | None:
        """Wait on a run that is being driven already; None where nobody drives it (any more)."""
        live = self.live.get(run.run_id)
        if live is None:
            return None
        if live.flying:
            live.run = await self.parts.mark(run, "resumed", {"owner": self.parts.owner(), "joined": True})
            if live.rejoin(channel.carrier(), channel.progress):
                return await self._wait(live, Call.begin(self.parts.clock()), channel)
        await live.done.wait()
        return None

    def stop(self, run_id: str) -> None:
        """End the driver of a run, if there is one."""
        live = self.live.get(run_id)
        if live is not None:
            live.scope.cancel()

    def relearn(self) -> None:
        """Read what a run that just ended taught, so that the next run need not wait for it."""
        self.unread = True
        if self.tasks is not None and not self.learning:
            self.learning = True
            self.tasks.start_soon(self._relearn)

    def tidy(self) -> None:
        """Drop runs that are kept no longer, in small batches beside everything else, once an hour."""
        now = self.parts.clock()
        if self.tasks is not None and now - self.tidied >= TIDY_SECONDS:
            self.tidied = now
            self.tasks.start_soon(self._tidy, now)

    async def _tidy(self, now: float) -> None:
        dropped, pause = 1, TIDY_DELAY_SECONDS
        with suppress(StoreError):
            while dropped:
                await anyio.sleep(pause)
                dropped, pause = await self.parts.store.sweep(now), TIDY_PAUSE_SECONDS

    async def _relearn(self) -> None:
        # The task that ends the run has the turn until its answer is out.
        try:
            await anyio.lowlevel.checkpoint()
            while self.unread:
                self.unread = False
                with suppress(StoreError):
                    await self.parts.store.knowledge()
        finally:
            self.learning = False

    def await_answers(self) -> None:
        """See to it that a client is remembered which leaves its rounds unanswered."""
        if self.tasks is not None and not self.looking and self.parts.health.awaited:
            self.looking = True
            self.tasks.start_soon(self._look)

    async def _look(self) -> None:
        try:
            while self.parts.health.awaited:
                await anyio.sleep(LOOK_SECONDS)
                with suppress(StoreError):
                    await self.parts.health.look(self.parts.clock())
        finally:
            self.looking = False

    async def _drive(self, live: LiveRun, first: list[Request]) -> None:
        try:
            await drive(live, first, self._advance)
        finally:
            self.live.pop(live.run.run_id, None)

    async def _advance(self, live: LiveRun, replies: list[JSON]) -> list[Request]:
        replies = with_answers(replies, await answered(self.parts.workspace, self.parts.packs, live.run, replies))

        def decide(current: Run) -> Step:
            texts: Texts = {}
            setting = self.parts.setting(live.knowledge, live.carrier.name, current, texts, may_ask=live.may_ask)
            return Step(engine.advance(current, replies, setting, self.parts.clock()), texts=texts)

        live.run, step = await self.parts.ledger.advance(live.run, decide)
        # Capability errors may have moved the run to hand-off: what it asks now waits for the host.
        ids = [] if live.run.carrier == "handoff" else asked_now(step.draft)
        return await self.parts.requests(live.run, ids, step.texts)

    async def _wait(self, live: LiveRun, call: Call, channel: Channel) -> Settled:
        """Wait for the driver as long as the call may last; leave it what is in flight, or end it when cancelled."""
        parts = self.parts
        patience = parts.ceilings.patience(progress=channel.client.progress)
        try:
            with anyio.move_on_after(max(0.0, call.began + patience - parts.clock())):
                await self._beat(live, channel)
        except BaseException:
            live.scope.cancel()
            with anyio.CancelScope(shield=True):
                await parts.mark(live.run, "interrupted", {"reason": "the client ended the call"})
            raise
        if not live.done.is_set():
            live.may_ask = False
            reason = f"the call's {patience:g} seconds were used"
            return Settled(await parts.mark(live.run, "interrupted", {"reason": reason}))
        run = parts.ledger.newest(live.run)
        if run.carrier == "handoff" and run.asked and not run.ended:
            return await show(parts, run)
        if run.ended:
            self.relearn()
        else:
            reason = live.trouble or "the connection ended before every agent had answered"
            run = await parts.mark(run, "interrupted", {"reason": reason})
        return Settled(run)

    async def _beat(self, live: LiveRun, channel: Channel) -> None:
        while not live.done.is_set():
            with anyio.move_on_after(HEARTBEAT_SECONDS):
                await live.done.wait()
            if not live.done.is_set() and channel.heartbeat is not None:
                await channel.heartbeat(live.run)

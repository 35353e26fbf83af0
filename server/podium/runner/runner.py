"""The runner: starts, drives, suspends and resumes runs. It decides nothing; `core.engine` does."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import anyio
import anyio.abc

from podium.carriers import handoff, round_trip
from podium.carriers.choice import Client, Delivery, choose
from podium.carriers.seam import LiveCarrier, Request, reply_data
from podium.core import engine
from podium.core.briefs import brief
from podium.core.closing import cancel
from podium.core.errors import ReplayRefused, UserError
from podium.core.run import CarrierName, Run
from podium.core.tokens import estimate
from podium.core.values import JSON, AgentCall, Catalogue, Knowledge
from podium.runner.health import Health
from podium.runner.ledger import Ledger, Step
from podium.runner.live import LiveRun, OnReply, drive
from podium.runner.packs import Packs
from podium.runner.preparing import prepare
from podium.runner.requests import Ceilings, StartRequest
from podium.runner.rounds import MOST_ROUNDS, Call, next_round
from podium.store.protocol import Round, Store
from podium.workspace import Workspace

READING_SECONDS = 8.0
"""Patience for reading the workspace before a run starts; what was not read by then is left out and said."""


@dataclass(frozen=True, slots=True)
class Settled:
    """A call's end: the run as it stands now, and which open briefs the host sees for the first time."""

    run: Run
    new: frozenset[str] = frozenset()
    recorded: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asking:
    """A round: requests that the client must answer before its call goes on."""

    run: Run
    round_id: str
    requests: tuple[Request, ...]


@dataclass(slots=True)
class Channel:
    """How one call reaches its client while it runs."""

    client: Client
    carrier: Callable[[], LiveCarrier]
    progress: OnReply | None = None
    heartbeat: Callable[[Run], Awaitable[None]] | None = None


@dataclass(slots=True)
class Runner:
    """Runs of one server.

    `tasks` outlives every call: drivers run in it. `catalogue` is asked for at each step, so that changed command files
    count at once.
    """

    store: Store
    catalogue: Callable[[], Catalogue]
    workspace: Workspace
    ceilings: Ceilings
    delivery: Delivery = "auto"
    owner: Callable[[], str] = str
    alive: Callable[[str], bool] = lambda owner: False
    clock: Callable[[], float] = time.time
    tasks: anyio.abc.TaskGroup | None = None
    ledger: Ledger = field(init=False)
    packs: Packs = field(init=False)
    health: Health = field(init=False)
    live: dict[str, LiveRun] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.ledger = Ledger(self.store)
        self.packs = Packs(self.store)
        self.health = Health(self.store)

    async def orchestrate(self, request: StartRequest, channel: Channel) -> Settled | Asking:
        """Start a run and take it as far as this call may.

        Raises:
            UserError: a mistake in the request.
        """
        began = self.clock()
        knowledge = await self.store.knowledge()
        prepared = await prepare(
            request,
            catalogue=self.catalogue(),
            knowledge=knowledge,
            workspace=self.workspace,
            ceilings=self.ceilings,
            principal=channel.client.principal,
            now=began,
            reading_seconds=READING_SECONDS,
        )
        carrier = None if request.delivery == "plan" else await self._choose(channel.client, request.delivery)
        if prepared.packs:
            await self.store.put_contexts(prepared.packs)
            self.packs.keep(prepared.run_id, prepared.packs)
        draft = engine.Draft(Run(run_id=prepared.run_id), self.clock())
        draft.add("started", prepared.started)
        if carrier is None:
            return Settled(await self.ledger.create(Step(draft)))
        call = Call.begin(began)
        step = self._ask(draft, knowledge, carrier, call, channel.client)
        run = await self.ledger.create(step)
        return await self._carry(run, step, carrier, call, channel)

    async def answer(
        self, round_id: str, responses: Mapping[str, Any], channel: Channel
    ) -> Settled | Asking:
        """Take the answers of one round, once, and go on.

        Raises:
            ReplayRefused: the round is unknown here, or was consumed with other answers.
        """
        fingerprint = round_trip.digest(responses)
        found = await self._round(round_id)
        run = await self.ledger.load(found.run_id, channel.client.principal)
        if found.digest is None:
            await self.health.answered(round_id, found.client, self.clock())
            await self.packs.of(run)
            consumed = await self._consume(run, found, fingerprint, responses, channel)
            if consumed is not None:
                return consumed
            found = await self._round(round_id)
        if found.digest != fingerprint:
            raise ReplayRefused("this round was answered already, with other answers; nothing was changed")
        return await self._replayed(found, channel.client.principal)

    async def _round(self, round_id: str) -> Round:
        found = await self.store.round(round_id)
        if found is None:
            raise ReplayRefused("this round is unknown here; call `orchestrate-status` to find the run")
        return found

    async def resume(
        self, run_id: str, replies: Sequence[Mapping[str, Any]] | None, channel: Channel, *, quiet: bool = False
    ) -> Settled | Asking:
        """Hand in replies, or take a run up again.

        Raises:
            UserError: there is no such run.
        """
        run = await self.ledger.load(run_id, channel.client.principal)
        if replies:
            return await self._hand_in(run, replies, quiet=quiet)
        if run.ended:
            return Settled(run)
        live = self.live.get(run_id)
        if live is not None and live.flying:
            return await self._rejoin(live, run, channel)
        if live is not None:
            await live.done.wait()
            run = await self.ledger.load(run_id, channel.client.principal)
        if run.status == "awaiting_host" and run.asked:
            return await self._show(run, quiet=quiet)
        return await self._take_up(run, channel)

    async def cancel(self, run_id: str, principal: str) -> Settled:
        """End a run. What was answered is kept; a finished run stays as it is."""
        run = await self.ledger.load(run_id, principal)

        def decide(current: Run) -> Step:
            draft = engine.Draft(current, self.clock())
            if not current.ended:
                cancel(draft, "cancelled by the caller")
            return Step(draft)

        run, _ = await self.ledger.advance(run, decide)
        live = self.live.get(run_id)
        if live is not None:
            live.scope.cancel()
        return Settled(run)

    async def feedback(self, run: Run, *, success: bool, note: str, score: float) -> None:
        """Record the verdict of a user or of tests on a finished run; the latest replaces."""
        at = self.clock()
        await self.store.feedback(run.run_id, success=success, note=note, at=at, routing_score=score)

        def decide(current: Run) -> Step:
            draft = engine.Draft(current, at)
            draft.add("feedback", {"success": success, "note": note})
            return Step(draft)

        await self.ledger.advance(run, decide)

    async def prompt(self, run: Run, call: AgentCall) -> str:
        """The prompt of one call, as it is or was asked."""
        packs = await self.packs.of(run)
        return brief(run, call, self.catalogue(), packs.get(call.pack, ""))

    async def status_of(self, run_id: str, principal: str) -> Run:
        """The run as it is: one whose driver died counts as interrupted."""
        run = await self.ledger.load(run_id, principal)
        return replace(run, status="interrupted") if self._orphaned(run) else run

    def _orphaned(self, run: Run) -> bool:
        """Whether a run counts as running though nobody can be working on it any more."""
        if run.status != "running" or run.run_id in self.live or self._driven_elsewhere(run):
            return False
        rounds = [c for c in run.asked if c.carrier == "round_trip"]
        return not any(self.clock() - c.asked_at <= self.ceilings.agent_seconds for c in rounds)

    def _driven_elsewhere(self, run: Run) -> bool:
        owners = {c.owner for c in run.asked if c.carrier == "push"} - {self.owner()}
        return any(self.alive(owner) for owner in owners)

    async def _choose(self, client: Client, delivery: Delivery) -> CarrierName:
        wanted = self.delivery if delivery == "auto" else delivery
        sampling = client.sampling and (client.modern or client.reachable)
        if delivery == "auto" and wanted == "sampling" and not sampling:
            wanted = "handoff"
        silent = client.modern and await self.health.silent(client.key, self.clock(), self.ceilings.agent_seconds)
        return choose(client, wanted, silent=silent)

    def _setting(self, knowledge: Knowledge, carrier: str, run: Run, *, may_ask: bool, round_id: str = "") -> engine.Setting:
        catalogue = self.catalogue()
        packs = self.packs.known(run.run_id)

        def tokens(current: Run, call: AgentCall) -> int:
            return estimate(brief(current, call, catalogue, packs.get(call.pack, "")))

        return engine.Setting(catalogue, knowledge, tokens, carrier, self.owner(), round_id, may_ask)

    def _ask(
        self, draft: engine.Draft, knowledge: Knowledge, carrier: CarrierName, call: Call, client: Client
    ) -> Step:
        """Ask what is ready over a carrier; what it asks for the first time in hand-off is shown at once."""
        opened = next_round(call, draft.run, client, self.clock()) if carrier == "round_trip" else None
        round_id = opened.round_id if opened else ""
        setting = self._setting(knowledge, carrier, draft.run, may_ask=True, round_id=round_id)
        after = engine.advance(draft.run, (), setting, draft.at)
        draft = engine.Draft(after.run, draft.at, [*draft.events, *after.events])
        return self._closed_step(draft, opened)

    def _closed_step(self, draft: engine.Draft, opened: Round | None) -> Step:
        asked = _asked_now(draft)
        if draft.run.carrier == "handoff" and asked:
            draft.add("shown", {"ids": asked})
        if opened is not None:
            opened = replace(opened, calls=tuple(asked)) if asked else None
        return Step(draft, round_opened=opened)

    async def _carry(
        self, run: Run, step: Step, carrier: CarrierName, call: Call, channel: Channel
    ) -> Settled | Asking:
        """Bring what was just asked to the client, the way its carrier does."""
        asked = _asked_now(step.draft)
        if run.ended or not asked:
            return Settled(run)
        if run.carrier == "handoff":
            return Settled(run, frozenset(asked))
        if step.round_opened is not None:
            self.health.open(step.round_opened.round_id, step.round_opened.client, self.clock())
            return Asking(run, step.round_opened.round_id, tuple(await self._requests(run, asked)))
        live = LiveRun(run, channel.carrier(), on_reply=channel.progress)
        return await self._drive(live, await self._requests(run, asked), call, channel)

    async def _requests(self, run: Run, ids: Sequence[str]) -> list[Request]:
        tokens = engine.reply_tokens(run)
        return [
            Request(i, await self.prompt(run, run.calls[i].call), tokens, self.ceilings.agent_seconds) for i in ids
        ]

    async def _drive(self, live: LiveRun, first: list[Request], call: Call, channel: Channel) -> Settled | Asking:
        if self.tasks is None:
            raise RuntimeError("the runner drives live carriers only inside the server's lifespan")
        self.live[live.run.run_id] = live
        self.tasks.start_soon(self._driver, live, first)
        return await self._wait(live, call, channel)

    async def _driver(self, live: LiveRun, first: list[Request]) -> None:
        try:
            await drive(live, first, self._advance_live)
        finally:
            self.live.pop(live.run.run_id, None)

    async def _advance_live(
        self, run: Run, replies: list[JSON], may_ask: bool, carrier: str
    ) -> tuple[Run, list[Request]]:
        knowledge = await self.store.knowledge()

        def decide(current: Run) -> Step:
            setting = self._setting(knowledge, carrier, current, may_ask=may_ask)
            return Step(engine.advance(current, replies, setting, self.clock()))

        run, step = await self.ledger.advance(run, decide)
        if run.carrier == "handoff":
            return run, []
        return run, await self._requests(run, _asked_now(step.draft))

    async def _wait(self, live: LiveRun, call: Call, channel: Channel) -> Settled | Asking:
        """Wait for the driver as long as the call may last; leave it what is in flight, or end it when cancelled."""
        patience = self.ceilings.patience(progress=channel.client.progress)
        try:
            with anyio.move_on_after(max(0.0, call.began + patience - self.clock())):
                await self._beat(live, channel)
        except BaseException:
            live.scope.cancel()
            with anyio.CancelScope(shield=True):
                await self._interrupt(live, "the client ended the call")
            raise
        if not live.done.is_set():
            live.may_ask = False
            run = await self._interrupt(live, f"the call's {patience:g} seconds were used")
            return Settled(run)
        run = await self.ledger.load(live.run.run_id, channel.client.principal)
        if run.carrier == "handoff" and not run.ended:
            return await self._show(run)
        if not run.ended:
            run = await self._interrupt(live, "the connection ended before every agent had answered")
        return Settled(run)

    async def _beat(self, live: LiveRun, channel: Channel) -> None:
        while not live.done.is_set():
            with anyio.move_on_after(HEARTBEAT_SECONDS):
                await live.done.wait()
            if not live.done.is_set() and channel.heartbeat is not None:
                await channel.heartbeat(live.run)

    async def _interrupt(self, live: LiveRun, reason: str) -> Run:
        return await self._mark(live.run, "interrupted", {"reason": reason})

    async def _mark(self, run: Run, kind: str, data: JSON) -> Run:
        def decide(current: Run) -> Step:
            draft = engine.Draft(current, self.clock())
            if not current.ended and not (kind == "interrupted" and current.status == "interrupted"):
                draft.add(kind, data)
            return Step(draft)

        return (await self.ledger.advance(run, decide))[0]

    async def _rejoin(self, live: LiveRun, run: Run, channel: Channel) -> Settled | Asking:
        live.run = await self._mark(run, "resumed", {"owner": self.owner()})
        live.rejoin(channel.carrier(), channel.progress)
        return await self._wait(live, Call.begin(self.clock()), channel)

    async def _hand_in(self, run: Run, given: Sequence[Mapping[str, Any]], *, quiet: bool) -> Settled:
        """Record replies from the host and step the run; the next wave is asked at once, and shown unless quiet."""
        knowledge = await self.store.knowledge()
        await self.packs.of(run)
        good: list[str] = []
        wrong: list[str] = []

        def decide(current: Run) -> Step:
            entries, refused = ([], _refusals(current, given)) if current.ended else handoff.sort_replies(current, given)
            good[:], wrong[:] = [e["agent_id"] for e in entries], refused
            now = self.clock()
            waited = {c.call.id: max(0.0, now - c.asked_at) for c in current.calls.values()}
            data = [reply_data(raw, "handoff") for raw in handoff.replies(entries, waited)]
            if not data:
                return Step(engine.Draft(current, now))
            live = run.run_id in self.live
            setting = self._setting(knowledge, "handoff", current, may_ask=not live)
            draft = engine.advance(current, data, setting, now)
            asked = _asked_now(draft)
            if asked and not quiet:
                draft.add("shown", {"ids": asked})
            return Step(draft)

        run, step = await self.ledger.advance(run, decide)
        if not quiet and run.asked and run.status == "awaiting_host":
            shown = await self._show(run)
            return replace(shown, recorded=tuple(good), wrong=tuple(wrong), new=shown.new | set(_asked_now(step.draft)))
        return Settled(run, recorded=tuple(good), wrong=tuple(wrong))

    async def _show(self, run: Run, *, quiet: bool = False) -> Settled:
        """The open briefs of a run that waits for its host; which of them are new is remembered."""
        new: set[str] = set()

        def decide(current: Run) -> Step:
            draft = engine.Draft(current, self.clock())
            new.clear()
            new.update(c.call.id for c in current.asked if not c.shown)
            if new and not quiet:
                draft.add("shown", {"ids": sorted(new)})
            return Step(draft)

        run, _ = await self.ledger.advance(run, decide)
        return Settled(run, frozenset(new))

    async def _take_up(self, run: Run, channel: Channel) -> Settled | Asking:
        """Go on with a run that nobody drives: what was in flight is asked once more."""
        await self._note_unanswered(run)
        delivery: Delivery = run.options.get("delivery", "auto")
        carrier = await self._choose(channel.client, "auto" if delivery == "plan" else delivery)
        knowledge = await self.store.knowledge()
        await self.packs.of(run)
        call = Call.begin(self.clock())
        run_id = run.run_id

        def decide(current: Run) -> Step:
            draft = engine.Draft(current, self.clock())
            if current.ended:
                return Step(draft)
            if self._driven_elsewhere(current):
                raise UserError(f"run {run_id} is being driven by another Podium server; ask again when that is done")
            draft.add("resumed", {"owner": self.owner()})
            lost_round = any(c.carrier == "round_trip" for c in current.asked)
            ids = [c.call.id for c in draft.run.asked if c.carrier != "handoff" or carrier != "handoff"]
            freed = engine.release(draft.run, ids, lost_round=lost_round, at=draft.at)
            draft = engine.Draft(freed.run, draft.at, [*draft.events, *freed.events])
            return self._ask(draft, knowledge, carrier, call, channel.client)

        run, step = await self.ledger.advance(run, decide)
        return await self._carry(run, step, carrier, call, channel)

    async def _note_unanswered(self, run: Run) -> None:
        """Remember that the client of the run's open round never answered it."""
        found = await self.store.round(run.round_id) if any(c.carrier == "round_trip" for c in run.asked) else None
        if found is not None and found.digest is None:
            await self.health.unanswered(found.round_id, found.client, self.clock())

    async def _consume(
        self, run: Run, found: Round, fingerprint: str, responses: Mapping[str, Any], channel: Channel
    ) -> Settled | Asking | None:
        """Record a round's answers and go on; None where another call consumed it first."""
        knowledge = await self.store.knowledge()
        now = self.clock()
        raw = round_trip.answers(responses, found.calls, max(0.0, now - found.opened_at))
        data = [reply_data(r, "round_trip") for r in raw]
        call = Call.parse(found)
        spent = now - call.began >= self.ceilings.patience(progress=channel.client.progress)
        may_ask = found.number < MOST_ROUNDS and not spent
        lost = False

        def decide(current: Run) -> Step:
            nonlocal lost
            draft = engine.Draft(current, self.clock())
            # Every step of this round carries its mark; who finds it there already came second.
            lost = found.round_id in current.rounds
            if lost:
                return Step(draft)
            opened = next_round(call, current, channel.client, draft.at, number=found.number + 1)
            setting = self._setting(knowledge, "round_trip", current, may_ask=may_ask, round_id=opened.round_id)
            draft = engine.advance(current, data, setting, draft.at)
            if not may_ask and not draft.run.ended:
                why = "the call's rounds were used" if found.number >= MOST_ROUNDS else "the call's seconds were used"
                draft.add("interrupted", {"reason": why})
            draft.add("answered", {"round": found.round_id})
            step = self._closed_step(draft, opened)
            step.round_consumed = (found.round_id, fingerprint)
            return step

        run, step = await self.ledger.advance(run, decide)
        return None if lost else await self._carry(run, step, "round_trip", call, channel)

    async def _replayed(self, found: Round, principal: str) -> Settled | Asking:
        """What the consumed round was answered with, told again from the record."""
        latest = await self.ledger.load(found.run_id, principal)
        run = await self.ledger.at(found.run_id, latest.rounds[found.round_id])
        await self.packs.of(run)
        asked = [c.call.id for c in run.asked if c.batch == run.batches and c.carrier == "round_trip"]
        if asked and run.status == "running":
            return Asking(run, run.round_id, tuple(await self._requests(run, asked)))
        return Settled(run)


HEARTBEAT_SECONDS = 8.0


def _refusals(run: Run, given: Sequence[Mapping[str, Any]]) -> list[str]:
    """Sentences for replies to a run that has ended; a reply that is on record word for word needs none."""
    return [
        f"run {run.run_id} is {run.status}; the reply of {str(entry.get('agent_id'))[:80]!r} was not stored"
        for entry in given
        if not _on_record(run, entry)
    ]


def _on_record(run: Run, entry: Mapping[str, Any]) -> bool:
    state = run.calls.get(str(entry.get("agent_id")))
    return state is not None and state.reply is not None and state.reply.text == entry.get("content")


def _asked_now(draft: engine.Draft) -> list[str]:
    """Ids that the draft's `asked` events ask."""
    return [entry["id"] for kind, data in draft.events if kind == "asked" for entry in data["calls"]]


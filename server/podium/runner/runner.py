"""The runner: starts, suspends and resumes runs. It decides nothing; `core.engine` does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from podium.carriers import round_trip
from podium.carriers.choice import Client
from podium.carriers.seam import reply_data
from podium.core import engine
from podium.core.closing import cancel
from podium.core.errors import Conflict, ReplayRefused, UserError
from podium.core.limits import Delivery
from podium.core.run import CarrierName, Run
from podium.core.secrets import redacted
from podium.core.values import Knowledge
from podium.runner import background
from podium.runner.asking_back import answered, with_answers
from podium.runner.attending import attended
from podium.runner.beside import given_out_since, stand_beside
from podium.runner.choosing import choose_carrier, note_unanswered
from podium.runner.driving import Drivers
from podium.runner.handing import hand_in, show
from podium.runner.ledger import Step
from podium.runner.parts import Asking, Channel, Outcome, Parts, Settled, Texts, asked_now, joined
from podium.runner.preparing import prepare
from podium.runner.requests import StartRequest
from podium.runner.rounds import MOST_ROUNDS, Call, next_round
from podium.store.protocol import Round

READING_SECONDS = 8.0
"""Patience for a workspace that the caller did not name; what is named is waited for as long as a call may take.

What was not read by then is left out and said."""


class Runner:
    """The runs of one server."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self.drivers = Drivers(parts)

    async def orchestrate(self, request: StartRequest, channel: Channel) -> Outcome:
        """Start a run and take it as far as this call may.

        Raises:
            UserError: a mistake in the request.
        """
        parts, client = self.parts, channel.client
        self.drivers.tidy()
        if request.run_id and (known := await self._started(request, client.principal)) is not None:
            return known
        call = Call.begin(parts.clock())
        knowledge = await parts.store.knowledge()
        carrier = None if request.delivery == "plan" else await choose_carrier(self.parts, client, request.delivery)
        prepared = await prepare(
            request,
            catalogue=parts.catalogue(),
            knowledge=knowledge,
            workspace=parts.workspace,
            ceilings=parts.ceilings,
            principal=client.principal,
            now=call.began,
            reading_seconds=parts.ceilings.patience(progress=client.progress) if request.paths else READING_SECONDS,
            handed_off=carrier == "handoff" or (carrier is None and not client.can_sample),
            heard=channel.reading,
        )
        if prepared.packs:
            await parts.store.put_contexts(prepared.packs)
        parts.packs.keep(prepared.run_id, prepared.packs)
        parts.pin(prepared.run_id, knowledge)
        draft = parts.draft(Run(run_id=prepared.run_id))
        draft.add("started", background.marked(client, carrier, prepared.started))
        if carrier is None:
            return Settled(await parts.ledger.create(Step(draft)))
        step = self._ask(draft, knowledge, carrier, call, client)
        try:
            run = await parts.ledger.create(step)
        except Conflict:
            # An identical retry that came at the same time was faster.
            known = await self._started(request, client.principal)
            if known is None:
                raise
            return known
        return await self._carry(run, step, knowledge, call, channel)

    async def answer(self, round_id: str, responses: Mapping[str, Any], channel: Channel) -> Outcome:
        """Take the answers of one round, once, and go on.

        Raises:
            ReplayRefused: the round is unknown here, or was consumed with other answers.
        """
        fingerprint = round_trip.digest(responses)
        # A round that this process sent is known; whether it is still open, recording its answers decides.
        found = self.parts.health.opened.get(round_id) or await self._round(round_id)
        run = await self.parts.ledger.recent(found.run_id, channel.client.principal)
        if found.digest is None:
            await self.parts.health.answered(round_id, channel.client, self.parts.clock())
            await self.parts.packs.of(run)
            consumed = await self._consume(run, found, fingerprint, responses, channel)
            if consumed is not None:
                return consumed
            found = await self._round(round_id)
        if found.digest != fingerprint:
            raise ReplayRefused("this round was answered already, with other answers; nothing was changed")
        return await self._replayed(found, channel.client.principal)

    async def resume(
        self, run_id: str, replies: Sequence[Mapping[str, Any]] | None, channel: Channel, *, quiet: bool = False
    ) -> Outcome:
        """Hand in replies, or take a run up again.

        Raises:
            UserError: there is no such run, or another server drives it.
        """
        principal = channel.client.principal
        run = await self.parts.ledger.load(run_id, principal)
        if replies:
            return await hand_in(self.parts, run, replies, quiet=quiet, driven=run_id in self.drivers.live)
        if run.ended:
            return Settled(run)
        if run_id in self.drivers.live:
            settled = await self.drivers.rejoin(run, channel)
            if settled is not None:
                return settled
            run = await self.parts.ledger.load(run_id, principal)
        if run.status == "awaiting_host" and run.asked:
            return await show(self.parts, run, quiet=quiet)
        return Settled(run) if run.ended else await self._take_up(run, channel)

    async def cancel(self, run_id: str, principal: str) -> Settled:
        """End a run. What was answered is kept; a finished run stays as it is."""
        run = await self.parts.ledger.load(run_id, principal)

        def decide(current: Run) -> Step:
            draft = self.parts.draft(current)
            if not current.ended:
                cancel(draft, "cancelled by the caller")
            return Step(draft)

        run, _ = await self.parts.ledger.advance(run, decide)
        self.drivers.stop(run_id)
        return Settled(run)

    async def feedback(self, run: Run, *, success: bool, note: str, score: float) -> None:
        """Record the verdict of a user or of tests on a finished run; the latest replaces."""
        at, note = self.parts.clock(), redacted(note)
        await self.parts.store.feedback(run.run_id, success=success, note=note, at=at, routing_score=score)

        def decide(current: Run) -> Step:
            draft = engine.Draft(current, at)
            draft.add("feedback", {"success": success, "note": note})
            return Step(draft)

        await self.parts.ledger.advance(run, decide)

    async def status_of(self, run_id: str, principal: str) -> Run:
        """The run as it is: one that nobody can be working on any more counts as interrupted."""
        run = await self.parts.ledger.load(run_id, principal)
        return replace(run, status="interrupted") if self._orphaned(run) else run

    def _orphaned(self, run: Run) -> bool:
        if run.status != "running" or run.run_id in self.drivers.live:
            return False
        now, patience = self.parts.clock(), self.parts.ceilings.agent_seconds
        return not attended(run, now=now, patience=patience, alive=self.parts.alive_elsewhere)

    async def _started(self, request: StartRequest, principal: str) -> Outcome | None:
        """The run that an earlier try of the same request has started, as it stands."""
        if await self.parts.store.run(request.run_id) is None:
            return None
        run = await self.parts.ledger.load(request.run_id, principal)
        if run.options.get("answers") != request.answers:
            raise ReplayRefused("this question was answered already, with other answers; nothing was changed")
        return await self._open_round(run)

    async def _round(self, round_id: str) -> Round:
        found = await self.parts.store.round(round_id)
        if found is None:
            raise ReplayRefused("this round is unknown here; call `orchestrate-status` to find the run")
        return found

    def _ask(self, draft: engine.Draft, knowledge: Knowledge, carrier: CarrierName, call: Call, client: Client) -> Step:
        """Ask what is ready over a carrier, as the end of a step that `draft` began; who polls is sent no round."""
        by_round = carrier == "round_trip" and not background.begins(draft.run)
        opened = next_round(call, draft.run, client, draft.at) if by_round else None
        texts: Texts = {}
        setting = self.parts.setting(knowledge, carrier, draft.run, texts, round_id=opened.round_id if opened else "")
        return _step(joined(draft, engine.advance(draft.run, (), setting, draft.at)), opened, texts)

    async def _carry(self, run: Run, step: Step, knowledge: Knowledge, call: Call, channel: Channel) -> Outcome:
        """Bring what was just asked to the client, the way its carrier does."""
        asked = asked_now(step.draft)
        if run.ended:
            self.drivers.relearn()
        if run.ended or not asked:
            return Settled(run)
        if run.carrier == "handoff":
            return Settled(run, frozenset(asked))
        if background.waits(run):
            self.parts.health.open(background.first_round(run, channel.client), channel.client)
            return Settled(run)
        requests = await self.parts.requests(run, asked, step.texts)
        if step.round_opened is None:
            return await self.drivers.start(run, requests, knowledge, call, channel)
        self.parts.health.open(step.round_opened, channel.client)
        self.drivers.await_answers()
        return Asking(run, step.round_opened.round_id, tuple(requests))

    async def _take_up(self, run: Run, channel: Channel) -> Outcome:
        """Go on with a run that nobody drives: what was in flight is asked once more."""
        await note_unanswered(self.parts, run)
        delivery: Delivery = run.options.get("delivery", "auto")
        carrier = await choose_carrier(self.parts, channel.client, "auto" if delivery == "plan" else delivery)
        knowledge = await self.parts.known(run.run_id)
        await self.parts.packs.of(run)
        call = Call.begin(self.parts.clock())

        def decide(current: Run) -> Step:
            draft = self.parts.draft(current)
            if current.ended or current.run_id in self.drivers.live or given_out_since(current, run.seq):
                return Step(draft)
            if self.parts.driven_elsewhere(current):
                raise UserError(
                    f"run {current.run_id} is being driven by another Podium server; ask again when that is done"
                )
            draft.add("resumed", {"owner": self.parts.owner()})
            lost_round = any(c.carrier == "round_trip" for c in current.asked)
            ids = [c.call.id for c in draft.run.asked if c.carrier != "handoff" or carrier != "handoff"]
            draft = joined(draft, engine.release(draft.run, ids, lost_round=lost_round, at=draft.at))
            return self._ask(draft, knowledge, carrier, call, channel.client)

        taken, step = await self.parts.ledger.advance(run, decide)
        if step.draft.events or taken.ended:
            return await self._carry(taken, step, knowledge, call, channel)
        # Another call took the run up in the meantime: this one waits beside it.
        driven = await self.drivers.rejoin(taken, channel)
        return driven or Settled(await stand_beside(self.parts, self.parts.ledger.newest(taken), call, channel))

    async def _consume(
        self, run: Run, found: Round, fingerprint: str, responses: Mapping[str, Any], channel: Channel
    ) -> Outcome | None:
        """Record a round's answers and go on; None where another call consumed it first."""
        parts, client = self.parts, channel.client
        knowledge = await parts.known(run.run_id)
        now, call = parts.clock(), Call.parse(found)
        persons = [i for i in found.calls if run.calls[i].call.kind == "person"]
        raw = round_trip.answers(responses, found.calls, max(0.0, now - found.opened_at), persons)
        data = [reply_data(r, "round_trip") for r in raw]
        data = with_answers(data, await answered(parts.workspace, parts.packs, run, data))
        spent = now - call.began >= parts.ceilings.patience(progress=client.progress)
        may_ask = found.number < MOST_ROUNDS and not spent

        def decide(current: Run) -> Step:
            draft = parts.draft(current)
            if found.round_id in current.rounds:
                return Step(draft)
            opened = next_round(call, current, client, draft.at, number=found.number + 1)
            texts: Texts = {}
            setting = parts.setting(knowledge, "round_trip", current, texts, may_ask=may_ask, round_id=opened.round_id)
            draft = engine.advance(current, data, setting, draft.at)
            if not may_ask and not draft.run.ended:
                draft.add("interrupted", {"reason": "the call's seconds were used" if spent else _ROUNDS_USED})
            # The round's mark is its step's last event, so that a replay finds the run as it was answered with.
            draft.add("answered", {"round": found.round_id})
            step = _step(draft, opened, texts)
            step.round_consumed = (found.round_id, fingerprint)
            return step

        run, step = await parts.ledger.advance(run, decide)
        return await self._carry(run, step, knowledge, call, channel) if step.round_consumed else None

    async def _replayed(self, found: Round, principal: str) -> Outcome:
        """What the consumed round was answered with, told again from the record."""
        latest = await self.parts.ledger.load(found.run_id, principal)
        return await self._open_round(await self.parts.ledger.at(found.run_id, latest.rounds[found.round_id]))

    async def _open_round(self, run: Run) -> Outcome:
        """The round that a run waits for, asked as before; else the run."""
        asked = [c.call.id for c in run.asked if c.batch == run.batches and c.carrier == "round_trip"]
        if asked and run.status == "running" and not background.waits(run):
            return Asking(run, run.round_id, tuple(await self.parts.requests(run, asked)))
        return Settled(run)


_ROUNDS_USED = f"the call's {MOST_ROUNDS} rounds were used"


def _step(draft: engine.Draft, opened: Round | None, texts: Texts) -> Step:
    """A step that may have asked: briefs of hand-off count as shown, a round is opened only where it holds calls."""
    asked = asked_now(draft)
    if draft.run.carrier == "handoff" and asked:
        draft.add("shown", {"ids": asked})
    return Step(draft, replace(opened, calls=tuple(asked)) if opened and asked else None, texts=texts)

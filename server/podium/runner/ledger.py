"""Runs as recorded: loads them, appends to them, and keeps the latest fold of each in memory.

Appending is optimistic: who loses a race loads the run again and decides anew, so that several servers on one file and
several calls on one run never record the same step twice.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from weakref import WeakValueDictionary

import anyio

from podium.core.errors import Conflict, UserError
from podium.core.folding import Draft, fold
from podium.core.run import Run
from podium.core.secrets import quoted, redacted
from podium.observing.watching import Listener
from podium.runner.outcomes import agent_rows, context_use, outcome_row, recovery_rows
from podium.store.protocol import OBJECTIVE_SHOWN, Event, Round, RunRow, Store

KEPT_RUNS = 256


@dataclass(slots=True)
class Step:
    """One decided step: the events, the rounds it consumes or opens, and prompts of its calls by their ids."""

    draft: Draft
    round_opened: Round | None = None
    round_consumed: tuple[str, str] | None = None
    texts: Mapping[str, str] = field(default_factory=dict)


Decide = Callable[[Run], Step | Awaitable[Step]]


class Ledger:
    """The recorded runs of one store."""

    def __init__(self, store: Store, listeners: Sequence[Listener] = ()) -> None:
        self._store = store
        self._listeners = listeners
        self._runs: OrderedDict[str, Run] = OrderedDict()
        self._locks: WeakValueDictionary[str, anyio.Lock] = WeakValueDictionary()

    async def load(self, run_id: str, principal: str) -> Run:
        """The run as recorded now.

        Raises:
            UserError: there is no such run, or it belongs to another principal.
        """
        row = await self._store.run(run_id)
        if row is None or row.principal != principal:
            raise UserError(f"there is no run {quoted(run_id)}; `orchestrate-status` lists the recent ones")
        known = self._runs.get(run_id)
        if known is not None and known.seq == row.seq:
            return known
        return self._keep(await self._read(run_id))

    async def at(self, run_id: str, seq: int) -> Run:
        """The run as it was after event `seq`."""
        events = await self._store.events(run_id)
        return fold(run_id, ((e.seq, e.at, e.kind, e.data) for e in events if e.seq <= seq))

    async def create(self, step: Step) -> Run:
        """Record the first step of a new run."""
        return await self._append(Run(run_id=step.draft.run.run_id), step)

    async def advance(self, run: Run, decide: Callable[[Run], Step]) -> tuple[Run, Step]:
        """Decide on the latest state of the run and record what was decided.

        `decide` is called again with a newer state where somebody else was faster; a step without events is not
        recorded.
        """
        async with self.lock(run.run_id):
            current = self.newest(run)
            while True:
                step = decide(current)
                if not step.draft.events:
                    return current, step
                try:
                    return await self._append(current, step), step
                except Conflict:
                    self._runs.pop(run.run_id, None)
                    current = self._keep(await self._read(run.run_id))

    def lock(self, run_id: str) -> anyio.Lock:
        """The lock that orders the steps of one run within this process."""
        lock = self._locks.get(run_id)
        if lock is None:
            lock = self._locks[run_id] = anyio.Lock()
        return lock

    async def recent(self, run_id: str, principal: str) -> Run:
        """The run as this process last saw it, else as recorded; enough to decide on, since appending checks it.

        Raises:
            UserError: as `load`.
        """
        known = self._runs.get(run_id)
        return known if known is not None and known.principal == principal else await self.load(run_id, principal)

    def newest(self, run: Run) -> Run:
        """The newest state of the run that this process knows."""
        known = self._runs.get(run.run_id)
        return known if known is not None and known.seq >= run.seq else run

    async def _read(self, run_id: str) -> Run:
        events = await self._store.events(run_id)
        return fold(run_id, ((e.seq, e.at, e.kind, e.data) for e in events))

    async def _append(self, before: Run, step: Step) -> Run:
        draft = step.draft
        run = draft.run
        events = [Event(before.seq + n, draft.at, kind, data) for n, (kind, data) in enumerate(draft.events, 1)]
        ended = run.ended and not before.ended
        try:
            await self._store.append(
                run_row(run),
                events,
                after=before.seq,
                outcome=outcome_row(run) if ended else None,
                recoveries=recovery_rows(run) if ended else (),
                agents=agent_rows(run) if ended else (),
                context=context_use(run) if ended else None,
                round_opened=step.round_opened,
                round_consumed=step.round_consumed,
            )
        except BaseException:
            # Cancelled or failed while writing: whether it is on disk is not known here, so the next look reads it.
            self._runs.pop(run.run_id, None)
            raise
        for hear in self._listeners:
            hear(before, draft.at, draft.events)
        return self._keep(run)

    def _keep(self, run: Run) -> Run:
        self._runs[run.run_id] = run
        self._runs.move_to_end(run.run_id)
        while len(self._runs) > KEPT_RUNS:
            self._runs.popitem(last=False)
        return run


def run_row(run: Run) -> RunRow:
    """The run as lists show it."""
    agents = run.agents
    return RunRow(
        run_id=run.run_id,
        principal=run.principal,
        objective=_title(run.objective),
        status=run.status,
        strategy=run.strategy,
        agents_done=sum(c.accepted for c in agents),
        agents_total=len(agents),
        started_at=run.started_at,
        updated_at=run.updated_at,
        seq=run.seq,
        rehearsal=run.rehearsal,
    )


@lru_cache(KEPT_RUNS)
def _title(objective: str) -> str:
    return redacted(objective[:OBJECTIVE_SHOWN])

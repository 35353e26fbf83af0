"""The store that ships: one SQLite file, shared by all servers of a user."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from podium.core.errors import Conflict
from podium.core.values import JSON, Knowledge
from podium.store import forgetting, learning, retention, rows
from podium.store.database import Database, Learned
from podium.store.liveness import Owners
from podium.store.opening import Durability, Options
from podium.store.outcomes import OutcomeRow
from podium.store.protocol import AgentRow, ContextRow, ContextUse, Event, RecoveryRow, Round, RunRow
from podium.store.report import Report
from podium.store.retention import Retention
from podium.store.statements import insert, named

T = TypeVar("T")

_NOT_STARTED = ("planned", "cancelled")
_RUNS = named("runs")
_ROUNDS = named("rounds")
_CONTEXTS = named("contexts")
_FORGETTING = named("forgetting")


class SqliteStore:
    """A `Store` in one file. Nothing is opened before the first use; after trouble the next use opens again."""

    def __init__(
        self,
        path: Path | str,
        *,
        durability: Durability = "normal",
        busy_seconds: float = 5.0,
        factory: type[sqlite3.Connection] = sqlite3.Connection,
        kept: Retention = Retention(),  # noqa: B008
        project: str = "",
    ) -> None:
        """Name the file.

        Args:
            path: the database; it and its folder are made when missing.
            durability: `normal` survives a killed process, `full` also a power cut.
            busy_seconds: how long a write waits for other programs.
            factory: the class of the connections.
            kept: how long, and how many, runs are kept.
            project: fingerprint of the project for whose decisions knowledge is read; empty for none.
        """
        options = Options(Path(os.path.abspath(path)), durability, busy_seconds, factory)
        self._database = Database(options)
        self._retention = kept
        self._project = project
        self._knowledge = Knowledge(project=project)
        self._learned: Learned | None = None
        self.owners = Owners(options.path)

    @property
    def notices(self) -> list[str]:
        """See `Store.notices`."""
        return self._database.notices

    async def open(self) -> None:
        """Open the file now rather than at the first use."""
        await self._database.open()

    async def close(self) -> None:
        """Close the file and give up this server's id. Using the store again opens it again."""
        await self._database.close()
        self.owners.close()

    async def __aenter__(self) -> Self:
        """Open the file."""
        await self.open()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file."""
        await self.close()

    # -- runs

    async def append(
        self,
        row: RunRow,
        events: Sequence[Event],
        *,
        after: int,
        outcome: OutcomeRow | None = None,
        recoveries: Sequence[RecoveryRow] = (),
        agents: Sequence[AgentRow] = (),
        context: ContextUse | None = None,
        round_opened: Round | None = None,
        round_consumed: tuple[str, str] | None = None,
    ) -> None:
        """See `Store.append`."""
        seq = after + len(events)
        if [event.seq for event in events] != list(range(after + 1, seq + 1)):
            raise ValueError(f"The events of run {row.run_id} must be numbered from {after + 1} without gaps.")
        new_events = [rows.event_row(row.run_id, event) for event in events]
        run = rows.run_row(row, seq)

        def work(connection: sqlite3.Connection) -> None:
            _advance(connection, run, after)
            insert(connection, _RUNS["add_event"], new_events)
            if round_consumed is not None:
                _consume(connection, *round_consumed)
            if round_opened is not None:
                connection.execute(_ROUNDS["open"], rows.round_row(round_opened))
            if outcome is not None or recoveries or agents:
                learning.record(connection, row.run_id, outcome, recoveries, agents, context)

        await self._database.write(work, sum(len(data) for *_, data in new_events))

    async def events(self, run_id: str, since: int = 0) -> list[Event]:
        """See `Store.events`."""
        return await self._found(rows.event, _RUNS["events"], run_id, since)

    async def run(self, run_id: str) -> RunRow | None:
        """See `Store.run`."""
        return _first(await self._found(rows.run, _RUNS["one"], run_id))

    async def runs(self, principal: str, limit: int = 20, prefix: str = "") -> list[RunRow]:
        """See `Store.runs`."""
        wanted = rows.plain(prefix)
        return await self._found(rows.run, _RUNS["newest"], rows.plain(principal), len(wanted), wanted, limit)

    async def judged(self, limit: int) -> list[tuple[str, float]]:
        """See `Store.judged`."""
        return await self._found(lambda row: (row[0], row[1]), _RUNS["judged"], limit)

    # -- rounds and clients

    async def round(self, round_id: str) -> Round | None:
        """See `Store.round`."""
        return _first(await self._found(rows.round_, _ROUNDS["one"], round_id))

    async def client_health(self, client: str) -> tuple[float | None, float | None]:
        """See `Store.client_health`."""
        return _first(await self._found(tuple, _ROUNDS["health"], rows.plain(client))) or (None, None)

    async def note_client(self, client: str, *, answered: bool, at: float) -> None:
        """See `Store.note_client`."""
        seen = (None, at) if answered else (at, None)
        await self._change(_ROUNDS["note_client"], rows.plain(client), *seen)

    # -- contexts

    async def put_contexts(self, contexts: Sequence[ContextRow]) -> None:
        """See `Store.put_contexts`."""
        packs = [(row.id, row.run_id, row.created_at, row.expires_at, rows.dumped(row.body)) for row in contexts]
        if packs:
            size = sum(len(body) for *_, body in packs)
            await self._database.write(lambda connection: _put_contexts(connection, packs), size)

    async def context(self, context_id: str, now: float) -> JSON | None:
        """See `Store.context`."""
        return _first(await self._found(lambda row: rows.loaded(row[0]), _CONTEXTS["one"], context_id, now))

    # -- learning

    async def knowledge(self) -> Knowledge:
        """See `Store.knowledge`."""
        learned = await self._database.learned()
        if learned is None or learned != self._learned:
            self._knowledge = await self._database.read(
                lambda connection: learning.knowledge(connection, self._project)
            )
            self._learned = learned and Learned(learned.opening, self._knowledge.version)
        return self._knowledge

    async def feedback(self, run_id: str, *, success: bool, note: str, at: float, routing_score: float) -> OutcomeRow:
        """See `Store.feedback`."""
        return await self._database.write(
            lambda connection: learning.judge(connection, run_id, success, note, at, routing_score)
        )

    async def report_rows(self, domain: str | None) -> Report:
        """See `Store.report_rows`."""
        return await self._database.read(lambda connection: learning.report(connection, domain, self._project))

    # -- retention and forgetting

    async def sweep(self, now: float) -> int:
        """See `Store.sweep`."""
        return await self._database.write(lambda connection: retention.sweep(connection, self._retention, now))

    async def idle_since(self, at: float) -> list[RunRow]:
        """See `Store.idle_since`."""
        return await self._found(rows.run, _FORGETTING["runs"], at)

    async def forget(self, runs: Mapping[str, int], *, learned: bool = False) -> list[str]:
        """See `Store.forget`."""
        gone = await self._database.write(lambda connection: forgetting.forget(connection, runs, learned=learned))
        await self._database.fold_journal()
        return gone

    async def forget_learning(self) -> None:
        """See `Store.forget_learning`."""
        await self._database.write(forgetting.forget_learning)

    async def shrink(self) -> None:
        """See `Store.shrink`."""
        await self._database.shrink()

    # -- the plain cases

    async def _found(self, make: Callable[[rows.Row], T], statement: str, *parameters: object) -> list[T]:
        return await self._database.read(
            lambda connection: [make(row) for row in connection.execute(statement, parameters)]
        )

    async def _change(self, statement: str, *parameters: object) -> int:
        return await self._database.write(lambda connection: connection.execute(statement, parameters).rowcount)


def _first(found: Sequence[T]) -> T | None:
    return found[0] if found else None


def _put_contexts(connection: sqlite3.Connection, packs: Sequence[tuple[str, str, float, float, str]]) -> None:
    connection.executemany(_CONTEXTS["put"], packs)
    connection.execute(_CONTEXTS["expire"], (max(created for _, _, created, _, _ in packs),))


def _advance(connection: sqlite3.Connection, run: JSON, after: int) -> None:
    """Move the run from the event `after` to its new state."""
    seq, status, rehearsal = connection.execute(_RUNS["progress"], (run["run_id"],)).fetchone() or (0, "planned", 0)
    if seq != after:
        raise Conflict(f"The run {run['run_id']} has moved on meanwhile (event {seq}, not {after}). Load it again.")
    connection.execute(_RUNS["save"], run)
    counted = status != "planned" and not rehearsal
    started = status != "planned" or run["status"] not in _NOT_STARTED
    counts = started and not (rehearsal or run["rehearsal"])
    if counts != counted:
        learning.count_decision(connection, 1 if counts else -1)


def _consume(connection: sqlite3.Connection, round_id: str, digest: str) -> None:
    if connection.execute(_ROUNDS["consume"], (digest, round_id)).rowcount != 1:
        raise Conflict(f"The round {round_id} is not open. Load the run again.")

"""A connection on its own thread, and group commit on top of it."""

from __future__ import annotations

import sqlite3
import time
from collections import deque
from collections.abc import Callable, Generator
from contextlib import suppress
from typing import Any, Generic, Self, TypeVar, cast

import aiosqlite
import anyio

from podium.store.troubles import is_busy

T = TypeVar("T")
Work = Callable[[sqlite3.Connection], T]


class Worker(aiosqlite.Connection):
    """A connection that takes a whole piece of work to its thread at once.

    aiosqlite's own methods cost one hop between threads for each statement; `run` costs one for all of them.
    """

    def __init__(self, connector: Callable[[], sqlite3.Connection]) -> None:
        super().__init__(connector, iter_chunk_size=64)
        # A server that was not closed must still be able to exit; what was acknowledged is on disk.
        self._thread.daemon = True

    def __await__(self) -> Generator[Any, None, Self]:
        """Start the thread and connect on it."""
        try:
            yield from super().__await__()
        except BaseException:
            self._thread.join()  # it is ending; left alone, it could outlive the event loop that it reports to
            raise
        return self

    async def run(self, work: Work[T]) -> T:
        """The result of `work(connection)`. Work that was handed in is done even if the caller is cancelled."""
        execute = cast("Callable[..., Any]", self._execute)
        return cast("T", await execute(work, self._conn))


def end_open_transaction(connection: sqlite3.Connection) -> None:
    """Roll back what a failed ROLLBACK left open."""
    if connection.in_transaction:
        connection.execute("ROLLBACK")


class Job(Generic[T]):
    """Work that waits for its transaction, and then what became of it. `turn` comes when it is done, or is to lead."""

    __slots__ = ("deadline", "done", "error", "result", "turn", "work")

    def __init__(self, work: Work[T], deadline: float) -> None:
        self.work = work
        self.deadline = deadline
        self.done = False
        self.result: T | None = None
        self.error: BaseException | None = None
        self.turn: anyio.Event | None = None


class GroupCommit:
    """Puts everything that was handed in by the time the thread is free into one transaction.

    One caller leads: it hands the thread whatever waits, its own work first, and tells the others when that is
    committed; then the one that has waited longest leads. So a batch costs two hops between threads however many
    callers it serves, there is no task to look after, and one caller alone waits for nobody. Work that fails is rolled
    back to its savepoint and does not touch the others. Whoever leads is the oldest, and never waits past its deadline.
    """

    def __init__(self, worker: Worker, busy_seconds: float) -> None:
        self._worker = worker
        self._patience = busy_seconds
        self._pending: deque[Job[Any]] = deque()
        self._settled: deque[Job[Any]] = deque()
        self._led = False

    async def write(self, work: Work[T]) -> T:
        """The result of `work`, once it is committed. Work that the thread has taken is done even if the caller leaves.

        Raises:
            sqlite3.Error: the database refused the work or the commit; nothing of it was kept.
        """
        job = Job(work, time.monotonic() + self._patience)
        self._pending.append(job)
        if self._led:
            await self._turn(job)
        if not job.done:
            await self._lead(job)
        if job.error is not None:
            raise job.error
        return cast("T", job.result)

    async def _turn(self, job: Job[Any]) -> None:
        """Wait until the work is done or its caller is to lead; one that leaves takes waiting work back."""
        job.turn = anyio.Event()
        try:
            await job.turn.wait()
        except BaseException:
            self._withdraw(job)
            if job.turn.is_set() and not job.done:
                self._pass_on()
            raise

    async def _lead(self, job: Job[Any]) -> None:
        self._led = True
        try:
            # What the thread has begun, others wait for as well: leaving now would leave them alone.
            with anyio.CancelScope(shield=True):
                await self._worker.run(self._drain)
            while self._settled:
                if (turn := self._settled.popleft().turn) is not None:
                    turn.set()
        finally:
            if not job.done:
                self._withdraw(job)
            self._pass_on()

    def _pass_on(self) -> None:
        """Let the oldest who waits lead."""
        self._led = bool(self._pending)
        if self._led and (turn := self._pending[0].turn) is not None:
            turn.set()

    def _withdraw(self, job: Job[Any]) -> None:
        with suppress(ValueError):
            self._pending.remove(job)

    def _drain(self, connection: sqlite3.Connection) -> None:
        batch = self._take()
        try:
            if self._begin(connection, batch):
                attempt = _attempt if len(batch) > 1 else _attempt_alone
                for job in batch:
                    attempt(connection, job)
                if connection.in_transaction:
                    connection.execute("COMMIT")
            else:
                batch = [job for job in batch if job.error is not None]
        except BaseException as error:
            _abandon(connection, batch, error)
        for job in batch:
            job.done = True
        self._settled.extend(batch)

    def _take(self) -> list[Job[Any]]:
        batch = []
        while self._pending:
            batch.append(self._pending.popleft())
        return batch

    def _begin(self, connection: sqlite3.Connection, batch: list[Job[Any]]) -> bool:
        """Start the transaction. When another writer outlasts the oldest job, the younger ones go back."""
        end_open_transaction(connection)
        patience = max(batch[0].deadline - time.monotonic(), 0.0)
        waited_already = patience < self._patience * 0.9
        if waited_already:
            connection.execute(f"PRAGMA busy_timeout = {round(patience * 1000)}")
        try:
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.Error as error:
            if not is_busy(error):
                raise
            self._put_back(batch, error)
            return False
        finally:
            if waited_already:
                connection.execute(f"PRAGMA busy_timeout = {round(self._patience * 1000)}")
        return True

    def _put_back(self, batch: list[Job[Any]], error: sqlite3.Error) -> None:
        now = time.monotonic()
        batch[0].error = error
        younger = [job for job in batch[1:] if job.deadline > now]
        for job in batch[1:]:
            if job.deadline <= now:
                job.error = error
        self._pending.extendleft(reversed(younger))


def _attempt(connection: sqlite3.Connection, job: Job[Any]) -> None:
    """Do one job of several; what fails is taken back alone."""
    connection.execute("SAVEPOINT job")
    try:
        job.result = job.work(connection)
    except Exception as error:
        if not connection.in_transaction:  # a full disk, for one, takes the whole transaction with it
            raise
        connection.execute("ROLLBACK TO job")
        job.error = error
    connection.execute("RELEASE job")


def _attempt_alone(connection: sqlite3.Connection, job: Job[Any]) -> None:
    """The same where nobody else's work could be lost: the transaction is the savepoint."""
    try:
        job.result = job.work(connection)
    except Exception as error:
        end_open_transaction(connection)
        job.error = error


def _abandon(connection: sqlite3.Connection, batch: list[Job[Any]], error: BaseException) -> None:
    with suppress(sqlite3.Error):
        end_open_transaction(connection)
    for job in batch:
        job.error = job.error or error

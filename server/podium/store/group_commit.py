"""Group commit: the work of many callers in one transaction, and small work without a hop between threads."""

from __future__ import annotations

import sqlite3
import time
from collections import deque
from contextlib import suppress
from typing import Any, Generic, cast

import anyio

from podium.store.troubles import is_busy
from podium.store.worker import T, Work, Worker, end_open_transaction

SMALL = 100_000
"""Characters that are written at once, without the thread: less than a millisecond, where a hop costs half of one."""
UNFOLDED = 8_000_000
"""Bytes of journal after which it is copied into the file, for which new work waits some ten milliseconds."""
PAGES = 40_000
"""Bytes of journal that a piece of work costs besides its own text: the pages of rows and indexes that it touches."""
UNKNOWN = 1_000_000
"""The same of work that does not say how much it writes."""


class Job(Generic[T]):
    """Work that waits for its transaction, and then what became of it.

    `turn` comes when it is done, or its caller is to lead; `left` says that its caller is gone.
    """

    __slots__ = ("deadline", "done", "error", "left", "result", "turn", "work")

    def __init__(self, work: Work[T], deadline: float) -> None:
        self.work = work
        self.deadline = deadline
        self.done = self.left = False
        self.result: T | None = None
        self.error: BaseException | None = None
        self.turn: anyio.Event | None = None


class GroupCommit:
    """Puts everything that was handed in by the time the thread is free into one transaction.

    Small work that meets nobody else's, in this process or another, is done at once. Otherwise one caller leads: it
    hands the thread whatever waits, its own work first, and tells the others when that is committed; then the one that
    has waited longest leads. So a batch costs two hops between threads however many callers it serves, there is no task
    to look after, and one caller alone waits for nobody. Work that fails is rolled back to its savepoint and does not
    touch the others. Whoever leads is the oldest, and never waits past its deadline.
    """

    def __init__(self, worker: Worker, busy_seconds: float, *, at_once: bool = False) -> None:
        """Commit on a worker's connection.

        Args:
            worker: nobody else uses it but through here.
            busy_seconds: how long work waits for other programs.
            at_once: small work may be done by the caller's own thread, because a commit waits for no disk.
        """
        self._worker = worker
        self._patience = busy_seconds
        self._at_once = at_once
        self._timeout = round(busy_seconds * 1000)
        self._pending: deque[Job[Any]] = deque()
        self._settled: deque[Job[Any]] = deque()
        self._on_thread: deque[Work[Any]] = deque()
        self._unfolded = 0
        self._led = False

    async def write(self, work: Work[T], size: int | None = None) -> T:
        """The result of `work`, once it is committed. Work that the thread has taken is done even if the caller leaves.

        Args:
            work: what to do within the transaction.
            size: characters that it writes; None where that is not known.

        Raises:
            sqlite3.Error: the database refused the work or the commit; nothing of it was kept.
        """
        job = Job(work, time.monotonic() + self._patience)
        self._pending.append(job)
        if self._led:
            await self._turn(job)
        elif self._at_once and size is not None and size <= SMALL and not self._on_thread:
            self._drain(self._worker.connection, wait=False)
            self._tell()
        if not job.done:
            await self._lead(job)
        if job.error is not None:
            raise job.error
        self._fold(UNKNOWN if size is None else PAGES + size)
        return cast("T", job.result)

    async def alone(self, work: Work[T]) -> T:
        """The result of work outside of any transaction, while nothing else is written."""
        return await self._worker.run(self._counted(work))

    async def settle(self) -> None:
        """Wait for what was handed in."""
        if self._led:
            with suppress(sqlite3.Error):
                await self.write(lambda _: None)  # the youngest, settled after all others

    def _counted(self, work: Work[T]) -> Work[T]:
        """The work, known to be the thread's until it is done."""

        def counted(connection: sqlite3.Connection) -> T:
            try:
                self._wait_for_others(connection, self._patience)
                return work(connection)
            finally:
                self._on_thread.popleft()

        self._on_thread.append(work)
        return counted

    def _wait_for_others(self, connection: sqlite3.Connection, seconds: float) -> None:
        if self._timeout != (wanted := round(seconds * 1000)):
            connection.execute(f"PRAGMA busy_timeout = {wanted}")
            self._timeout = wanted

    def _fold(self, written: int) -> None:
        """Have the journal copied into the file now and then, beside whoever waits for a commit."""
        self._unfolded += written
        if self._unfolded > UNFOLDED:
            self._unfolded = 0
            self._worker.post(self._counted(_copy_journal))

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
                await self._worker.run(self._counted(self._drain))
            self._tell()
        finally:
            if not job.done:
                self._withdraw(job)
            self._pass_on()

    def _tell(self) -> None:
        while self._settled:
            if (turn := self._settled.popleft().turn) is not None:
                turn.set()

    def _pass_on(self) -> None:
        """Let the oldest who waits lead. Work that a lock sent back may have lost its caller meanwhile."""
        while self._pending and self._pending[0].left:
            self._pending.popleft()
        self._led = bool(self._pending)
        if self._led and (turn := self._pending[0].turn) is not None:
            turn.set()

    def _withdraw(self, job: Job[Any]) -> None:
        job.left = True
        with suppress(ValueError):
            self._pending.remove(job)

    def _drain(self, connection: sqlite3.Connection, *, wait: bool = True) -> None:
        batch = self._take()
        try:
            if self._begin(connection, batch, wait=wait):
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
            job = self._pending.popleft()
            if not job.left:
                batch.append(job)
        return batch

    def _begin(self, connection: sqlite3.Connection, batch: list[Job[Any]], *, wait: bool) -> bool:
        """Start the transaction. When another writer outlasts the oldest job, the younger ones go back."""
        end_open_transaction(connection)
        patience = max(batch[0].deadline - time.monotonic(), 0.0)
        late = patience < self._patience * 0.9
        self._wait_for_others(connection, 0.0 if not wait else patience if late else self._patience)
        try:
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.Error as error:
            if not is_busy(error):
                raise
            if wait:
                self._put_back(batch, error)
            else:
                self._pending.extendleft(reversed(batch))
            return False
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


def _copy_journal(connection: sqlite3.Connection) -> None:
    with suppress(sqlite3.Error):
        connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()

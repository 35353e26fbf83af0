"""The open connections to one database file: one that writes, one that reads, one that only looks whether to read."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from functools import partial

from podium.store.files import identity
from podium.store.group_commit import GroupCommit
from podium.store.opening import Options, open_reader, open_writer
from podium.store.statements import named
from podium.store.troubles import Moved
from podium.store.worker import T, Work, Worker, end_open_transaction

_VERSION = named("learning")["version"]


class Link:
    """What is open while the store is. Raises SQLite's own errors, and `Moved`."""

    def __init__(self, options: Options, writer: Worker, reader: Worker, glance: sqlite3.Connection) -> None:
        self._path = options.path
        self._identity = identity(options.path)
        self._writer = writer
        self._reader = reader
        self._glance = glance
        self._journal = GroupCommit(writer, options.busy_seconds, at_once=options.durability == "normal")
        self._closed = False

    @classmethod
    async def open(cls, options: Options, notices: list[str], *, suspect: bool) -> Link:
        """Open the file; see `opening.open_writer`."""
        writer = await Worker(partial(open_writer, options, notices, suspect=suspect))
        try:
            reader = await Worker(partial(open_reader, options))
            try:
                glance = await reader.run(lambda _: open_reader(options, patient=False))
            except BaseException:
                await reader.close()
                raise
        except BaseException:
            await writer.close()
            raise
        return cls(options, writer, reader, glance)

    async def write(self, work: Work[T], size: int | None = None) -> T:
        """The result of `work`, once it is committed, perhaps together with that of other callers.

        `size` are the characters that it writes, None where that is not known.
        """

        def checked(connection: sqlite3.Connection) -> T:
            self._stay()
            return work(connection)

        self._refuse_closed()
        return await self._journal.write(checked, size)

    async def read(self, work: Work[T]) -> T:
        """The result of `work` on one consistent snapshot of the file."""

        def snapshot(connection: sqlite3.Connection) -> T:
            self._stay()
            end_open_transaction(connection)
            connection.execute("BEGIN")
            try:
                return work(connection)
            finally:
                connection.execute("ROLLBACK")

        self._refuse_closed()
        return await self._reader.run(snapshot)

    async def shrink(self) -> None:
        """Write the file anew without its free pages, and empty the journal. Waits for others as a write does."""

        def rewrite(connection: sqlite3.Connection) -> None:
            self._stay()
            end_open_transaction(connection)
            connection.execute("VACUUM")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()

        self._refuse_closed()
        await self._journal.alone(rewrite)

    def learned_version(self) -> int:
        """The version of what was learned. One cached page and no thread: a hop would cost ten times as much."""
        self._refuse_closed()
        self._stay()
        return int(self._glance.execute(_VERSION).fetchone()[0])

    async def close(self) -> None:
        """Close every connection, the writer last, because the last one copies the journal into the file."""
        if self._closed:
            return
        self._closed = True
        await self._journal.settle()
        if identity(self._path) != self._identity:
            await self.fold_journal()
        with suppress(sqlite3.Error):
            self._glance.close()
        for worker in (self._reader, self._writer):
            with suppress(sqlite3.Error, ValueError):
                await worker.close()

    async def fold_journal(self) -> None:
        """Copy the journal into the file and empty it, as far as readers let it.

        A file that was renamed needs it, since the journal under the old name would be lost.
        """
        with suppress(sqlite3.Error):
            await self._journal.alone(
                lambda connection: connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            )

    def _refuse_closed(self) -> None:
        if self._closed:
            raise Moved(f"The database {self._path.name} was closed.")

    def _stay(self) -> None:
        """Refuse to go on with a file that was removed or replaced: what is written there, nobody would find."""
        if identity(self._path) != self._identity:
            raise Moved(f"The database {self._path.name} was moved or removed.")

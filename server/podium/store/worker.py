"""A connection on its own thread."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Generator
from functools import partial
from typing import Any, Self, TypeVar, cast

import aiosqlite

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

    def post(self, work: Work[object]) -> None:
        """Hand work in without waiting for it; it has to see to its own errors."""
        if self._connection is not None:
            self._tx.put_nowait((None, partial(work, self._connection)))

    @property
    def connection(self) -> sqlite3.Connection:
        """The connection itself, for whoever knows that the thread is idle."""
        return self._conn


def end_open_transaction(connection: sqlite3.Connection) -> None:
    """Roll back what a failed ROLLBACK left open."""
    if connection.in_transaction:
        connection.execute("ROLLBACK")

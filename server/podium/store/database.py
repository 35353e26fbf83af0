"""One database file that is opened at its first use, and opened again after trouble."""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable
from typing import NamedTuple

import anyio

from podium.store.link import Link
from podium.store.opening import Options
from podium.store.troubles import Moved, code_of, is_damage, translated
from podium.store.worker import T, Work

_ATTEMPTS = 3
_REOPEN = (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT)


class Learned(NamedTuple):
    """Which state of knowledge: versions of one opening compare, those of two may belong to different files."""

    opening: int
    version: int


class Database:
    """Hands work to the open file. Every method raises `StoreError` where SQLite or the disk refuses."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._link: Link | None = None
        self._lock = anyio.Lock()
        self._opening = 0
        self._suspect = False
        self.notices: list[str] = []

    async def open(self) -> None:
        """Open the file, unless it is open."""
        await self._linked()

    async def close(self) -> None:
        """Close the file, after the work that was handed in."""
        if self._link is not None:
            await self._unlink(self._link)

    async def write(self, work: Work[T], size: int | None = None) -> T:
        """The result of `work` in a transaction, once that is committed; `size` are the characters that it writes."""
        return await self._through(lambda link: link.write(work, size))

    async def read(self, work: Work[T]) -> T:
        """The result of `work` on a consistent snapshot."""
        return await self._through(lambda link: link.read(work))

    async def fold_journal(self) -> None:
        """Copy the journal into the file and empty it, so that nothing older than the file is left."""
        await self._through(lambda link: link.fold_journal())

    async def shrink(self) -> None:
        """Give free room back to the file system."""
        await self._through(lambda link: link.shrink())

    async def learned(self) -> Learned | None:
        """The version of what was learned, by whichever server; None when it takes a proper reading to find out."""
        link = self._link or await self._linked()
        try:
            return Learned(self._opening, link.learned_version())
        except (Moved, sqlite3.Error):
            return None

    async def _through(self, use: Callable[[Link], Awaitable[T]]) -> T:
        for _ in range(_ATTEMPTS):
            link = self._link or await self._linked()
            try:
                return await use(link)
            except Moved:
                await self._unlink(link)
            except sqlite3.Error as error:
                if code_of(error) in _REOPEN:
                    self._suspect = self._suspect or is_damage(error)
                    await self._unlink(link)
                raise translated(error, self._options.path.name) from error
        raise Moved(f"The database {self._options.path.name} is being replaced all the time. Call again later.")

    async def _linked(self) -> Link:
        """The open file. Opening is not cut off half-way; its patience is bounded."""
        with anyio.CancelScope(shield=True):
            async with self._lock:
                if self._link is None:
                    self._link = await Link.open(self._options, self.notices, suspect=self._suspect)
                    self._suspect = False
                    self._opening += 1
                link = self._link
        return link

    async def _unlink(self, link: Link) -> None:
        if self._link is link:
            self._link = None
        with anyio.CancelScope(shield=True):
            await link.close()

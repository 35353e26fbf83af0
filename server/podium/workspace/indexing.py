"""Brings an index up to date in a thread of its own, so that nobody waits who does not want to."""

from __future__ import annotations

import logging
import sqlite3
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from hashlib import blake2b
from math import inf

from podium.core.pruning.cutting import CAP
from podium.core.pruning.pieces import split
from podium.core.tokens import estimate
from podium.core.values import ContextItem
from podium.workspace.index_file import IndexFile
from podium.workspace.index_values import Entry
from podium.workspace.listing import Listed
from podium.workspace.telling import TELL_SECONDS, Tell, untold

logger = logging.getLogger(__name__)

_BATCH = 200
_BREATH = 0.001

LookInto = Callable[[Listed], tuple[str, str]]


def entry_of(file: Listed, text: str, reason: str) -> Entry:
    """A file's entry: its pieces, or the reason why it has none."""
    item = ContextItem(file.relative, text, ("file",), file.relative)
    pieces = () if reason else tuple(replace(p, tokens=estimate(p.item.text)) for p in split(item, CAP))
    return Entry(file.relative, file.stamp, digest_of(text), sum(p.tokens for p in pieces), reason, pieces)


def digest_of(text: str) -> bytes:
    """A short digest of a text."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


class Indexer:
    """Takes in files that are new or changed. The thread ends with the process, when it has nothing to do, or on close.

    Args:
        index: Where the pieces go.
        look_into: Gives a file's text, or the reason to leave it out.
    """

    def __init__(self, index: IndexFile, look_into: LookInto) -> None:
        self.index = index
        self._look_into = look_into
        self._pending: dict[str, Listed] = {}
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None
        self._closed = False

    def submit(self, files: Iterable[Listed]) -> None:
        """Take in those files that the index does not have as they are now."""
        known = self.index.known()
        with self._changed:
            for file in files:
                if file.relative not in known or known[file.relative].stamp != file.stamp:
                    self._pending[file.relative] = file
            if self._pending and self._thread is None and not self._closed:
                self._thread = threading.Thread(target=self._run, name="podium-index", daemon=True)
                self._thread.start()

    def forget(self, paths: Iterable[str]) -> None:
        """Take files out that are gone."""
        gone = list(paths)
        if gone:
            self.index.put((), gone)

    def wait(self, paths: Iterable[str], seconds: float | None, tell: Tell = untold) -> int:
        """Wait until files are in the index.

        Returns:
            How many of them are not yet.
        """
        wanted = set(paths)
        end = time.monotonic() + (inf if seconds is None else seconds)
        while True:
            with self._changed:
                left = len(wanted & self._pending.keys())
                remaining = end - time.monotonic()
                if not left or self._thread is None or remaining <= 0:
                    return left
                self._changed.wait(min(remaining, TELL_SECONDS))
            # Not while the lock is held: who is told may want to close this index.
            tell(len(wanted) - left, len(wanted))

    def close(self) -> None:
        """Stop after the transaction at hand, and close the file."""
        with self._changed:
            self._closed = True
            self._pending.clear()
        self.index.close()

    def _run(self) -> None:
        try:
            taken = 0
            while batch := self._next():
                self._take_in(batch)
                taken += len(batch)
                # Whoever answers a call in the meantime gets the interpreter at once.
                time.sleep(_BREATH)
            if taken > _BATCH:
                self.index.settle()
        except (OSError, sqlite3.Error) as error:
            if not self._closed:
                logger.warning("the index of a workspace cannot be brought up to date: %s", error)
            self._done(None)

    def _next(self) -> list[Listed]:
        with self._changed:
            batch = list(self._pending.values())[:_BATCH]
            if not batch:
                self._thread = None
                self._changed.notify_all()
            return batch

    def _take_in(self, batch: list[Listed]) -> None:
        known = self.index.known()
        entries, same = [], {}
        for file in batch:
            text, reason = self._look_into(file)
            before = known.get(file.relative)
            if before and (before.digest, before.reason) == (digest_of(text), reason):
                same[file.relative] = file.stamp
            else:
                entries.append(entry_of(file, text, reason))
        self.index.put(entries)
        self.index.restamp(same)
        self._done({file.relative: file for file in batch})

    def _done(self, batch: Mapping[str, Listed] | None) -> None:
        with self._changed:
            if batch is None:
                self._pending.clear()
                self._thread = None
            else:
                self._pending = {path: file for path, file in self._pending.items() if batch.get(path) != file}
            self._changed.notify_all()

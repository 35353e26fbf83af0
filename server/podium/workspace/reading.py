"""Reads files of the workspace as context items."""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

import anyio.to_thread

from podium.core.values import ContextItem
from podium.workspace.leaving_out import text_reason
from podium.workspace.listing import MOST_FILE_BYTES, Listed, Listing, list_files
from podium.workspace.naming import Locator, Place
from podium.workspace.opening import read_inside
from podium.workspace.relisting import Listings
from podium.workspace.telling import Heard, Tell, Telling, untold

if TYPE_CHECKING:
    from podium.core.pruning import Found, Search
    from podium.workspace.consulting import Index

logger = logging.getLogger(__name__)

_MOST_BYTES = 64_000_000
_MOST_KEPT_BYTES = 2 * _MOST_BYTES
_READ_WHOLE_BYTES = 1_000_000
_SNIFFED = 8_192


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read: one item for each file, and the names left out with the reason.

    `done` of `total` eligible files were looked at; fewer than all when the time was over or the limits were reached.
    `found` holds the promising pieces of files that were too many to be read whole.
    """

    items: tuple[ContextItem, ...]
    skipped: tuple[tuple[str, str], ...]
    done: int
    total: int
    found: Found | None = None

    @property
    def at_hand(self) -> tuple[ContextItem, ...]:
        """Everything that was read, whole files and pieces."""
        return (*self.items, *(piece.item for piece in self.found.pieces)) if self.found else self.items


NOTHING_READ = Reading((), (), 0, 0)


class _Deadline:
    def __init__(self, seconds: float | None) -> None:
        self._end = None if seconds is None else time.monotonic() + seconds

    def over(self) -> bool:
        return self._end is not None and time.monotonic() >= self._end

    def left(self) -> float | None:
        return None if self._end is None else self._end - time.monotonic()


def _decoded(data: bytes) -> tuple[str, str]:
    """The text of a file and an empty reason, or no text and the reason."""
    if b"\0" in data[:_SNIFFED]:
        return "", "binary"
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "", "not UTF-8 text"
    reason = text_reason(text)
    return ("", reason) if reason else (text, "")


def _look_into(file: Listed) -> tuple[str, str]:
    try:
        data = read_inside(file.folder, file.relative, MOST_FILE_BYTES)
    except OSError:
        return "", "cannot be read"
    return _decoded(data) if data is not None else ("", f"larger than {MOST_FILE_BYTES} bytes")


def _is_named(path: str, names: Sequence[str]) -> bool:
    plain = [name.strip().replace("\\", "/").removeprefix("./").rstrip("/") for name in names]
    return any(name and f"{path}/".startswith(f"{name}/") for name in plain)


def _item(name: str, text: str) -> ContextItem:
    return ContextItem(name=name, text=text, tags=("file",), path=name)


class _Collected:
    """Items by name, as they are read."""

    def __init__(self, skipped: list[tuple[str, str]]) -> None:
        self.items: dict[str, ContextItem] = {}
        self.skipped = skipped
        self.done = 0
        self._size = 0

    def has_room(self, file: Listed) -> bool:
        """Whether the file still fits the limit of all files together."""
        fits = self._size + file.stamp[0] <= _MOST_BYTES
        if not fits:
            self.skipped.append((file.relative, f"past the first {_MOST_BYTES} bytes"))
        return fits

    def take(self, file: Listed, item: ContextItem, reason: str) -> None:
        """Add a file that was looked into; one of the same name in another workspace folder gets that folder's name."""
        self.done += 1
        if reason:
            self.skipped.append((file.relative, reason))
            return
        self._size += file.stamp[0]
        if item.name in self.items:
            item = _item(f"{file.folder.name}/{file.relative}", item.text)
        self.items[item.name] = item


class Workspace:
    """The folders a server may read. Files already read are kept as long as their size and time stay the same.

    Args:
        folders: Workspace folders; those that do not exist are ignored.
        index_folder: Where indexes of large workspaces are kept; None for none, then files are always read whole.
    """

    def __init__(self, folders: Sequence[Path], index_folder: Path | None = None) -> None:
        self._locator = Locator(folders)
        self._listings = Listings()
        self._index_folder = index_folder
        self._index: Index | None = None
        self._kept: dict[tuple[Path, str], tuple[tuple[int, int, int], ContextItem, str]] = {}
        self._kept_bytes = 0

    @property
    def folders(self) -> tuple[Path, ...]:
        """The real workspace folders."""
        return tuple(place.folder for place in self._locator.roots)

    async def read(self, paths: Sequence[str], *, seconds: float | None = None) -> Reading:
        """Read files and whole folders, in a worker thread.

        Args:
            paths: Relative to a workspace folder, or absolute inside one.
            seconds: When to stop and hand over what was read so far.

        Raises:
            UserError: A path leaves the workspace, does not exist, or is ambiguous.
        """
        return await anyio.to_thread.run_sync(lambda: self._read(self._places(paths), seconds), abandon_on_cancel=True)

    async def read_all(self, *, seconds: float | None = None) -> Reading:
        """Read all workspace folders, in a worker thread; `seconds` as in `read`."""
        return await anyio.to_thread.run_sync(lambda: self._read(self._locator.roots, seconds), abandon_on_cancel=True)

    async def consult(
        self,
        paths: Sequence[str],
        *,
        objective: str,
        searches: Sequence[Search],
        whole: Sequence[str] = (),
        seconds: float | None = None,
        heard: Heard | None = None,
    ) -> Reading:
        """Read files and folders, or of more than a megabyte only what an index finds promising, in a worker thread.

        Args:
            paths: As in `read`; none stands for all workspace folders.
            objective: What the files are needed for.
            searches: What to look for.
            whole: Names of files and folders that are needed whole.
            seconds: How long to wait for the files, or for their index.
            heard: Hears once a second how many of how many files the index has, while it is waited for.

        Raises:
            UserError: A path leaves the workspace, does not exist, or is ambiguous.
        """
        tell = untold if heard is None else Telling(heard)

        def consulted() -> Reading:
            places = self._places(paths) if paths else self._locator.roots
            return self._consult(places, objective, searches, whole, seconds, tell)

        return await anyio.to_thread.run_sync(consulted, abandon_on_cancel=True)

    def close(self) -> None:
        """Stop indexing."""
        if self._index is not None:
            self._index.close()
            self._index = None

    def _consult(
        self,
        places: list[Place],
        objective: str,
        searches: Sequence[Search],
        whole: Sequence[str],
        seconds: float | None,
        tell: Tell,
    ) -> Reading:
        deadline = _Deadline(seconds)
        listing, fresh = self._listings.of(places, deadline)
        sizes = accumulate(file.stamp[0] for file in listing.files)
        if all(size <= _READ_WHOLE_BYTES for size in sizes) or not self._indexed():
            return self._read_listed(listing, deadline)
        asked = [file for file in listing.files if _is_named(file.relative, whole)] if whole else []
        rest = Listing([file for file in listing.files if not _is_named(file.relative, whole)]) if asked else listing
        complete = not asked and not deadline.over()
        roots = [place.folder for place in places if not place.relative] if complete else []
        index = self._opened()
        try:
            consulted = index.consult(rest, roots, objective, searches, deadline.left(), tell)
        except OSError as error:
            logger.warning("the index of the workspace cannot be used: %s", error)
            return self._read_listed(listing, deadline)
        if not consulted.current and not fresh:
            self._listings.drop(places)
            return self._consult(places, objective, searches, whole, seconds, tell)
        read = self._read_listed(Listing(asked, list(listing.skipped)), deadline)
        skipped = (*read.skipped, *consulted.skipped)
        done, total = read.done + consulted.done, read.total + consulted.total
        return Reading(read.items, skipped, done, total, consulted.found)

    def _indexed(self) -> bool:
        if self._index_folder is None:
            return False
        from podium.workspace.index_file import available

        return available()

    def _opened(self) -> Index:
        from podium.workspace.consulting import Index

        if self._index is None:
            assert self._index_folder is not None
            self._index = Index(self._index_folder, _look_into, self._load)
        return self._index

    def _places(self, paths: Sequence[str]) -> list[Place]:
        return [self._locator.find(path) for path in paths]

    def _read(self, places: list[Place], seconds: float | None) -> Reading:
        deadline = _Deadline(seconds)
        return self._read_listed(list_files(places, deadline), deadline)

    def _read_listed(self, listing: Listing, deadline: _Deadline) -> Reading:
        into = _Collected(list(listing.skipped))
        for file in listing.files:
            if deadline.over():
                break
            if into.has_room(file):
                into.take(file, *self._load(file))
        return Reading(tuple(into.items.values()), tuple(into.skipped), into.done, len(listing.files))

    def _load(self, file: Listed) -> tuple[ContextItem, str]:
        key = (file.folder, file.relative)
        kept = self._kept.get(key)
        if kept and kept[0] == file.stamp:
            return kept[1], kept[2]
        text, reason = _look_into(file)
        item = _item(file.relative, text)
        self._keep(key, (file.stamp, item, reason))
        return item, reason

    def _keep(self, key: tuple[Path, str], entry: tuple[tuple[int, int, int], ContextItem, str]) -> None:
        self._kept_bytes += entry[0][0]
        if self._kept_bytes > _MOST_KEPT_BYTES:
            self._kept.clear()
            self._kept_bytes = entry[0][0]
        self._kept[key] = entry

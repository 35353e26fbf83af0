"""Reads files of the workspace as context items."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import anyio.to_thread

from podium.core.values import ContextItem
from podium.workspace.leaving_out import text_reason
from podium.workspace.listing import MOST_FILE_BYTES, Listed, list_files
from podium.workspace.naming import Locator, Place
from podium.workspace.opening import read_inside

_MOST_BYTES = 64_000_000
_MOST_KEPT_BYTES = 2 * _MOST_BYTES
_SNIFFED = 8_192


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read: one item for each file, and the names left out with the reason.

    `done` of `total` eligible files were looked at; fewer than all when the time was over or the limits were reached.
    """

    items: tuple[ContextItem, ...]
    skipped: tuple[tuple[str, str], ...]
    done: int
    total: int


class _Deadline:
    def __init__(self, seconds: float | None) -> None:
        self._end = None if seconds is None else time.monotonic() + seconds

    def over(self) -> bool:
        return self._end is not None and time.monotonic() >= self._end


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
    """

    def __init__(self, folders: Sequence[Path]) -> None:
        self._locator = Locator(folders)
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

    def _places(self, paths: Sequence[str]) -> list[Place]:
        return [self._locator.find(path) for path in paths]

    def _read(self, places: list[Place], seconds: float | None) -> Reading:
        deadline = _Deadline(seconds)
        listing = list_files(places, deadline)
        into = _Collected(listing.skipped)
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

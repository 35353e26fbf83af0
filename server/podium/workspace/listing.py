"""Lists the files below a place that may be read, with what was left out and why."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from podium.workspace.leaving_out import IgnoreFile, file_reason, folder_reason, ignored, path_reason
from podium.workspace.naming import Place
from podium.workspace.opening import read_inside

MOST_FILE_BYTES = 512_000
MOST_FILES = 20_000
_MOST_IGNORE_BYTES = 256_000
_DEEPEST = 64


class Clock(Protocol):
    """Says whether the time for reading is over."""

    def over(self) -> bool:
        """Whether to stop."""
        ...


@dataclass(frozen=True, slots=True)
class Listed:
    """A file to read. `stamp` changes with its content: size in bytes, time of change, identity on the disk."""

    folder: Path
    relative: str
    stamp: tuple[int, int, int]


@dataclass(slots=True)
class Listing:
    """Files to read, and names left out with the reason. A folder that is left out is named once, with a slash."""

    files: list[Listed] = field(default_factory=list)
    skipped: list[tuple[str, str]] = field(default_factory=list)


def _ignore_file(folder: Path, relative: str) -> list[IgnoreFile]:
    name = f"{relative}/.gitignore" if relative else ".gitignore"
    try:
        data = read_inside(folder, name, _MOST_IGNORE_BYTES)
    except OSError:
        return []
    return [IgnoreFile(relative, data.decode("utf-8", "replace"))] if data else []


def _ignore_files_above(place: Place) -> list[IgnoreFile]:
    """The `.gitignore` files above a folder; none if they ignore the folder that the caller asked for by name."""
    parts = place.relative.split("/") if place.relative else []
    above = [file for depth in range(len(parts)) for file in _ignore_file(place.folder, "/".join(parts[:depth]))]
    return [] if parts and ignored(f"{place.relative}/", above) else above


def _stamp(status: os.stat_result) -> tuple[int, int, int]:
    return status.st_size, status.st_mtime_ns, status.st_ino


def unchanged(file: Listed) -> bool:
    """Whether a file is still as it was listed."""
    try:
        return _stamp(os.lstat(os.path.join(file.folder, file.relative))) == file.stamp
    except OSError:
        return False


class _Walk:
    def __init__(self, folder: Path, into: Listing, clock: Clock) -> None:
        self._folder = folder
        self._into = into
        self._clock = clock

    def below(self, relative: str, above: list[IgnoreFile]) -> None:
        """List a folder, its files before its folders, both by name."""
        entries = self._entries(relative)
        names = {entry.name for entry in entries}
        rules = [*above, *(_ignore_file(self._folder, relative) if ".gitignore" in names else [])]
        prefix = f"{relative}/" if relative else ""
        folders = [entry for entry in entries if entry.is_dir(follow_symlinks=False)]
        for entry in entries:
            if not entry.is_dir(follow_symlinks=False):
                self._file(entry, prefix + entry.name, rules)
        for entry in folders:
            if self._clock.over() or len(self._into.files) >= MOST_FILES:
                return
            inner = prefix + entry.name
            reason = self._folder_reason(entry, inner, names, rules)
            if reason:
                self._into.skipped.append((f"{inner}/", reason))
            else:
                self.below(inner, rules)

    def _entries(self, relative: str) -> list[os.DirEntry[str]]:
        try:
            with os.scandir(self._folder / relative) as found:
                return sorted(found, key=lambda entry: entry.name)
        except OSError:
            self._into.skipped.append((f"{relative}/", "cannot be listed"))
            return []

    def _folder_reason(
        self, entry: os.DirEntry[str], relative: str, siblings: set[str], rules: list[IgnoreFile]
    ) -> str | None:
        reason = folder_reason(entry.name, siblings)
        if reason is None and ignored(f"{relative}/", rules):
            reason = "in .gitignore"
        if reason is None and os.path.lexists(os.path.join(entry.path, "pyvenv.cfg")):
            reason = "virtual environment"
        if reason is None and relative.count("/") >= _DEEPEST:
            reason = f"deeper than {_DEEPEST} folders"
        return reason

    def _file(self, entry: os.DirEntry[str], relative: str, rules: list[IgnoreFile]) -> None:
        reason = "link" if entry.is_symlink() else file_reason(entry.name)
        if reason is None and ignored(relative, rules):
            reason = "in .gitignore"
        if reason is None and len(self._into.files) >= MOST_FILES:
            reason = f"past the first {MOST_FILES} files"
        if reason is None:
            reason = self._add(entry, relative)
        if reason:
            self._into.skipped.append((relative, reason))

    def _add(self, entry: os.DirEntry[str], relative: str) -> str | None:
        try:
            status = entry.stat(follow_symlinks=False)
        except OSError:
            return "gone"
        if not entry.is_file(follow_symlinks=False):
            return "no regular file"
        if status.st_size > MOST_FILE_BYTES:
            return f"larger than {MOST_FILE_BYTES} bytes"
        self._into.files.append(Listed(self._folder, relative, _stamp(status)))
        return None


def _one_file(place: Place, into: Listing) -> None:
    reason = path_reason(place.relative)
    if reason:
        into.skipped.append((place.relative, reason))
        return
    try:
        status = os.lstat(place.folder / place.relative)
    except OSError:
        into.skipped.append((place.relative, "gone"))
        return
    if not stat.S_ISREG(status.st_mode):
        into.skipped.append((place.relative, "no regular file"))
        return
    into.files.append(Listed(place.folder, place.relative, _stamp(status)))


def _unique(files: list[Listed]) -> Iterator[Listed]:
    yield from {(file.folder / file.relative): file for file in files}.values()


def list_files(places: list[Place], clock: Clock) -> Listing:
    """List all places. A file named by the caller is read although `.gitignore` names it; secrets never are."""
    listing = Listing()
    for place in places:
        if not (place.folder / place.relative).is_dir():
            _one_file(place, listing)
        elif place.relative and path_reason(f"{place.relative}/x"):
            listing.skipped.append((f"{place.relative}/", str(path_reason(f"{place.relative}/x"))))
        else:
            _Walk(place.folder, listing, clock).below(place.relative, _ignore_files_above(place))
    listing.files = list(_unique(listing.files))
    return listing

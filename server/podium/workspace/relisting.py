"""Remembers what a large workspace holds for some seconds, since listing ten thousand files takes a third of a second."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from podium.workspace.listing import Clock, Listing, list_files
from podium.workspace.naming import Place

_SECONDS = 5.0
"""Until then a file that changed in place is seen only where it is a candidate; new and removed files always are."""
_MANY = 500
_MOST_KEPT = 8


@dataclass(frozen=True, slots=True)
class _Kept:
    at: float
    listing: Listing
    folders: dict[str, int]


def _changed(folder: str) -> int:
    try:
        return os.stat(folder).st_mtime_ns
    except OSError:
        return -1


def _folders(listing: Listing) -> dict[str, int]:
    """The folders that hold the files, each with the time when a file was last put in or taken out."""
    found: dict[str, int] = {}
    for folder, files in groupby(listing.files, key=attrgetter("folder")):
        below = {file.relative.rpartition("/")[0] for file in files}
        found |= {place: _changed(place) for place in (os.path.join(folder, inner) for inner in below)}
    return found


class Listings:
    """Listings of the places asked for last."""

    def __init__(self) -> None:
        self._kept: dict[tuple[Place, ...], _Kept] = {}

    def of(self, places: Sequence[Place], clock: Clock) -> tuple[Listing, bool]:
        """The files below some places, and whether they were listed just now."""
        key = tuple(places)
        kept = self._kept.get(key)
        if (
            kept
            and time.monotonic() - kept.at < _SECONDS
            and all(_changed(folder) == at for folder, at in kept.folders.items())
        ):
            return kept.listing, False
        listing = list_files(list(places), clock)
        self.drop(places)
        if len(listing.files) >= _MANY and not clock.over():
            while len(self._kept) >= _MOST_KEPT:
                self._kept.pop(next(iter(self._kept)))
            self._kept[key] = _Kept(time.monotonic(), listing, _folders(listing))
        return listing, True

    def drop(self, places: Sequence[Place]) -> None:
        """Forget what was listed below some places."""
        self._kept.pop(tuple(places), None)

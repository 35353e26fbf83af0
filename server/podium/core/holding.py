"""What tasks hold while they work: a resource alone, or shared with others that only read it.

Written as text wherever resources are named: `db` (or `db:exclusive`, `db:write`) is held alone, `db:shared` (or
`db:read`) together with other readers. Any other colon is part of the name.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

_MODES = {"shared": True, "read": True, "exclusive": False, "write": False}
_TEXTS_KEPT = 4096


class Hold(NamedTuple):
    """One resource that a task holds; `shared` beside other readers, else alone."""

    resource: str
    shared: bool = False


@lru_cache(maxsize=_TEXTS_KEPT)
def holds(resources: tuple[str, ...]) -> tuple[Hold, ...]:
    """What these texts ask for, each resource once; held alone where one of them says so."""
    found: dict[str, bool] = {}
    for text in resources:
        name, _, mode = text.rpartition(":")
        shared = _MODES.get(mode.strip().lower()) if name.strip() else None
        resource = text.strip() if shared is None else name.strip()
        found[resource] = bool(shared) and found.get(resource, True)
    return tuple(Hold(resource, shared) for resource, shared in found.items())


def contested(one: tuple[str, ...], other: tuple[str, ...]) -> list[str]:
    """The resources that two tasks cannot hold at the same time."""
    theirs = dict(holds(other))
    return [name for name, shared in holds(one) if name in theirs and not (shared and theirs[name])]


class Held:
    """What is held at one moment."""

    __slots__ = ("_alone", "_readers")

    def __init__(self) -> None:
        self._alone: set[str] = set()
        self._readers: dict[str, int] = {}

    def has_room_for(self, hold: Hold) -> bool:
        """Whether one more may hold this now."""
        return hold.resource not in self._alone and (hold.shared or hold.resource not in self._readers)

    def is_free(self, wanted: Iterable[Hold]) -> bool:
        """Whether all of this may be held now."""
        return all(map(self.has_room_for, wanted))

    def take(self, taken: Iterable[Hold]) -> None:
        """Hold this from now on."""
        for resource, shared in taken:
            if shared:
                self._readers[resource] = self._readers.get(resource, 0) + 1
            else:
                self._alone.add(resource)

    def give_back(self, released: Iterable[Hold]) -> None:
        """Hold this no longer."""
        for resource, shared in released:
            if not shared:
                self._alone.discard(resource)
            elif self._readers[resource] == 1:
                del self._readers[resource]
            else:
                self._readers[resource] -= 1

"""Users' files as they were read, kept as long as they do not change on disk."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from podium.core.errors import UserError
from podium.registry.reading import UsersFile

Stamp = tuple[int, int, int]
"""Modification time in nanoseconds, size in bytes, number of the file."""

_Key = tuple[Path, PurePosixPath, tuple[str, ...]]


def stamp_of(file: Path) -> Stamp | None:
    """What changes when a file does; None where there is none."""
    try:
        found = os.stat(file)
    except (OSError, ValueError):
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


@dataclass(slots=True)
class KeptFiles:
    """What was read from files, refusals included. One load after another passes the same."""

    _former: dict[_Key, tuple[Stamp | None, UsersFile | UserError]] = field(default_factory=dict)
    _now: dict[_Key, tuple[Stamp | None, UsersFile | UserError]] = field(default_factory=dict)

    def read(self, root: Path, path: PurePosixPath, names: tuple[str, ...], make: Callable[[], UsersFile]) -> UsersFile:
        """The file as kept where its stamp is the same, else as `make` reads it now.

        Raises:
            UserError: what `make` raised for it.
        """
        key, stamp = (root, path, names), stamp_of(root / path)
        kept = self._former.get(key)
        result = kept[1] if kept and stamp and kept[0] == stamp else _made(make)
        self._now[key] = (stamp, result)
        if isinstance(result, UserError):
            raise result
        return result

    def turn(self) -> None:
        """End a load: what it did not ask for is forgotten."""
        self._former, self._now = self._now, {}


def _made(make: Callable[[], UsersFile]) -> UsersFile | UserError:
    try:
        return make()
    except UserError as error:
        return error.with_traceback(None)

"""The files around a database: private to the user, set aside when damaged, never deleted.

The database itself is only ever opened by SQLite: closing any other handle on it would drop SQLite's POSIX locks.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path

from podium.core.errors import StoreError

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700


def make_folder(folder: Path) -> None:
    """Create a folder and the missing ones above it, readable by the user alone. One that exists keeps its mode."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    folder.mkdir(PRIVATE_FOLDER, exist_ok=True)


def make_private(path: Path) -> None:
    """See to it that the file exists and that only the user may read it."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE_FILE))
    except FileExistsError:
        if path.is_file() and path.stat().st_mode & 0o077:
            with suppress(PermissionError):
                path.chmod(PRIVATE_FILE)


def identity(path: Path) -> tuple[int, int] | None:
    """What tells this file from another of the same name; None where there is none."""
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_dev, status.st_ino


def set_aside(path: Path, companions: tuple[str, ...] = ()) -> str:
    """Rename a damaged file to `<name>.damaged-<n>`, companions such as `-wal` first; returns the new name.

    The file itself goes last, so that whoever opens the name meanwhile still meets the damaged one.
    """
    target = next(free for n in count(1) if not (free := path.with_name(f"{path.name}.damaged-{n}")).exists())
    for suffix in companions:
        with suppress(FileNotFoundError):
            path.with_name(path.name + suffix).rename(target.with_name(target.name + suffix))
    path.rename(target)
    return target.name


@contextmanager
def guarded(path: Path, seconds: float) -> Iterator[None]:
    """Keep other servers from repairing the same file at the same time.

    Raises:
        StoreError: another server holds the guard for longer than `seconds`.
    """
    from filelock import FileLock, Timeout

    try:
        with FileLock(f"{path}.lock", timeout=seconds, mode=PRIVATE_FILE, thread_local=False, poll_interval=0.01):
            yield
    except Timeout as error:
        raise StoreError(f"Another server is repairing {path.name}. Call again in a moment.") from error

"""Opens a file below a folder without ever following a link out of it, races included."""

from __future__ import annotations

import os
import stat
from pathlib import Path

_READ = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)
_FOLDER = _READ | _NO_FOLLOW | getattr(os, "O_DIRECTORY", 0)
_BY_STEPS = bool(_NO_FOLLOW) and os.open in os.supports_dir_fd


def _open_by_steps(folder: Path, relative: str) -> int:
    """Open one component after the other; a component that became a link is refused by the system."""
    *folders, name = relative.split("/")
    handle = os.open(folder, _FOLDER)
    try:
        for part in folders:
            inner = os.open(part, _FOLDER, dir_fd=handle)
            os.close(handle)
            handle = inner
        return os.open(name, _READ | _NO_FOLLOW, dir_fd=handle)
    finally:
        os.close(handle)


def _open_and_compare(folder: Path, relative: str) -> int:
    """Open, then check that the real path is still inside and still the file that was opened."""
    path = folder / relative
    handle = os.open(path, _READ)
    try:
        real = Path(os.path.realpath(path))
        if real.is_relative_to(folder) and os.path.samestat(os.fstat(handle), os.stat(real)):
            return handle
        raise PermissionError(relative)
    except BaseException:
        os.close(handle)
        raise


def read_inside(folder: Path, relative: str, most: int) -> bytes | None:
    """At most `most` bytes of a regular file below a real folder; None if it holds more.

    Args:
        folder: The real path of a workspace folder.
        relative: A real path below it, without links, with forward slashes.
        most: The limit in bytes.

    Raises:
        OSError: It is gone, unreadable, no regular file, or a link stands in the way.
    """
    opened = (_open_by_steps if _BY_STEPS else _open_and_compare)(folder, relative)
    with os.fdopen(opened, "rb") as file:
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode):
            raise PermissionError(relative)
        if status.st_size > most:
            return None
        data = file.read(most + 1)
    return data if len(data) <= most else None

"""Which servers are alive: each holds a lock on a file of its own beside the database; the system drops it at death."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from podium.store.files import PRIVATE_FILE, PRIVATE_FOLDER

if TYPE_CHECKING:
    from filelock import BaseFileLock


class Owners:
    """The servers of one database, as one of them sees them."""

    def __init__(self, database: Path) -> None:
        self._folder = database.with_name(f"{database.name}.owners")
        self._lock: BaseFileLock | None = None
        self._me = ""

    @property
    def me(self) -> str:
        """The id of this server. The first use creates and locks its file and sweeps away the files of the dead."""
        if self._lock is None:
            self._folder.mkdir(PRIVATE_FOLDER, parents=True, exist_ok=True)
            self._sweep()
            self._me = secrets.token_hex(8)
            self._lock = _lock(self._file(self._me))
            self._lock.acquire()
        return self._me

    def alive(self, owner: str) -> bool:
        """Whether the server with this id still runs. The file of a dead one is removed."""
        if self._lock is not None and owner == self._me:
            return True
        file = self._file(owner)
        return file.is_file() and not _remove_if_free(file)

    def close(self) -> None:
        """Give up the id; the next use of `me` takes a new one."""
        if self._lock is not None:
            self._lock.release()
            self._file(self._me).unlink(missing_ok=True)
            self._lock = None

    def _file(self, owner: str) -> Path:
        return self._folder / f"{owner}.lock"

    def _sweep(self) -> None:
        for file in self._folder.glob("*.lock"):
            _remove_if_free(file)


def _lock(file: Path) -> BaseFileLock:
    from filelock import FileLock

    return FileLock(file, mode=PRIVATE_FILE, thread_local=False)


def _remove_if_free(file: Path) -> bool:
    from filelock import Timeout

    lock = _lock(file)
    try:
        lock.acquire(blocking=False)
    except Timeout:
        return False
    if os.name == "nt":  # where an open file cannot be removed
        lock.release()
        with suppress(OSError):
            file.unlink()
    else:  # removed while locked: an owner that was just creating it sees the loss and creates it again
        file.unlink(missing_ok=True)
        lock.release()
    return True

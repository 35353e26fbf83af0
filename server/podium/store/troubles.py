"""What SQLite and the file system can refuse, in words for the user. No message names more than the file."""

from __future__ import annotations

import sqlite3

from podium.core.errors import StoreError


class Damaged(StoreError):
    """The file is no sound database."""


class Moved(StoreError):
    """The open file is no longer the one that stands under the name."""


_MESSAGES = {
    sqlite3.SQLITE_FULL: "The disk is full: nothing was written to {name}. Free some space, then call again.",
    sqlite3.SQLITE_READONLY: "The database {name} is read-only: nothing was written. Make the file and its folder "
    "writable or choose another with --db, then call again.",
    sqlite3.SQLITE_IOERR: "The disk reported an error with {name}: nothing was written. "
    "Check the disk, then call again.",
}
for _code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL):
    _MESSAGES[_code] = (
        "Another program holds the database {name} locked: nothing was written. "
        "Close that program or wait, then call again."
    )
for _code in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH):
    _MESSAGES[_code] = (
        "The database {name} cannot be opened. Check that its folder exists and may be written, or choose another file "
        "with --db, then call again."
    )
DAMAGED = "The database {name} is damaged. It is set aside at the next call, which starts with a fresh one."


def code_of(error: sqlite3.Error) -> int:
    """The primary result code of SQLite; 255, which it never uses, where the error is Python's own."""
    return int(getattr(error, "sqlite_errorcode", -1)) & 0xFF


def is_busy(error: sqlite3.Error) -> bool:
    """Whether another connection held a lock for too long."""
    return code_of(error) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def is_damage(error: sqlite3.Error) -> bool:
    """Whether the file itself is to blame."""
    return code_of(error) in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def translated(error: sqlite3.Error | OSError, name: str) -> StoreError:
    """The typed error for a database called `name`.

    Args:
        error: what SQLite or the file system raised.
        name: the file's name without its folder.
    """
    if isinstance(error, OSError):
        reason = error.strerror or type(error).__name__
        return StoreError(
            f"The database {name} cannot be used ({reason}). Check its folder or choose another with --db."
        )
    if is_damage(error):
        return Damaged(DAMAGED.format(name=name))
    message = _MESSAGES.get(code_of(error))
    if message is None:
        message = "The database {name} refused: nothing was written (" + f"{error}). Call again."
    return StoreError(message.replace("{name}", name))

"""Opens a database file: private, sound, ours, of a version we know, with every migration applied.

Runs on a connection's own thread, so it may block.
"""

from __future__ import annotations

import logging
import sqlite3
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from podium.core.errors import StoreError
from podium.core.learning.evidence import freshness, score_bin
from podium.store.files import guarded, make_folder, make_private, set_aside
from podium.store.statements import script
from podium.store.troubles import DAMAGED, Damaged, is_busy, translated

logger = logging.getLogger(__name__)

MIGRATIONS = (
    "0001_first",
    "0002_learning",
    "0003_context",
    "0004_teams",
    "0005_first_replies",
    "0006_projects",
    "0007_repeats",
    "0008_kept_of_projects",
)
"""Files in `sql/`, in order. Each is applied once; `user_version` counts those applied, `migrations` names them."""

APPLICATION_ID = 0x506F4469  # "PoDi" in the header tells our databases from others
CHECKED_BYTES = 64 * 1024 * 1024
"""Up to this size every opening runs `quick_check`; larger files are checked only after SQLite complained."""

Durability = Literal["normal", "full"]


@dataclass(frozen=True, slots=True)
class Options:
    """How to open `path`. `busy_seconds` is the patience with other writers; `factory` makes the connections."""

    path: Path
    durability: Durability = "normal"
    busy_seconds: float = 5.0
    factory: type[sqlite3.Connection] = sqlite3.Connection


def open_writer(options: Options, notices: list[str], *, suspect: bool = False) -> sqlite3.Connection:
    """The connection that writes. A damaged file is set aside, told in `notices`, and a fresh one made.

    Args:
        options: which file, and how.
        notices: gets a sentence for the user when a file was set aside.
        suspect: SQLite reported damage: check everything, whatever the size.

    Raises:
        StoreError: the file belongs to a newer version or another program, or cannot be used.
    """
    path = options.path
    try:
        make_folder(path.parent)
        try:
            return _open_sound(options, suspect)
        except Damaged:
            with guarded(path, options.busy_seconds):
                return _repair(options, notices, suspect)
    except OSError as error:
        raise translated(error, path.name) from error


def open_reader(options: Options, *, patient: bool = True) -> sqlite3.Connection:
    """A connection that only reads. It may be used from any thread, by one at a time.

    Args:
        options: which file, and how.
        patient: wait for locks; otherwise a lock is an error at once.
    """
    connection = _connect(options)
    try:
        connection.execute("PRAGMA query_only = ON")
        if not patient:
            connection.execute("PRAGMA busy_timeout = 0")
    except sqlite3.Error as error:
        connection.close()
        raise translated(error, options.path.name) from error
    return connection


def _repair(options: Options, notices: list[str], suspect: bool) -> sqlite3.Connection:
    """Open the file, which another server may have repaired meanwhile; else set it aside and make a fresh one."""
    path = options.path
    try:
        return _open_sound(options, suspect)
    except Damaged:
        kept = set_aside(path, ("-wal", "-shm"))
    notice = f"The database {path.name} was damaged. It is kept as {kept}; a fresh one was started."
    logger.warning(notice)
    notices.append(notice)
    return _open_sound(options, suspect=False)


def _connect(options: Options) -> sqlite3.Connection:
    """A connection for any thread, but for one at a time."""
    try:
        return sqlite3.connect(
            options.path,
            timeout=options.busy_seconds,
            isolation_level=None,
            check_same_thread=False,
            factory=options.factory,
        )
    except sqlite3.Error as error:
        raise translated(error, options.path.name) from error


def _open_sound(options: Options, suspect: bool) -> sqlite3.Connection:
    make_private(options.path)
    connection = _connect(options)
    try:
        _refuse_foreign(connection, options.path.name)
        _check(connection, options.path, suspect)
        _prepare(connection, options)
        _migrate(connection)
    except BaseException as error:
        with suppress(sqlite3.Error):
            connection.close()
        if isinstance(error, sqlite3.Error):
            raise translated(error, options.path.name) from error
        raise
    return connection


def _number(connection: sqlite3.Connection, pragma: str) -> int:
    return int(connection.execute(f"PRAGMA {pragma}").fetchone()[0])


def _refuse_foreign(connection: sqlite3.Connection, name: str) -> None:
    """Raise before anything is written where the file is not ours to write."""
    connection.execute("BEGIN")  # one snapshot: another server may be creating the file
    version, owner = _number(connection, "user_version"), _number(connection, "application_id")
    empty = connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is None
    connection.execute("ROLLBACK")
    if owner == APPLICATION_ID and version > len(MIGRATIONS):
        raise StoreError(
            f"The database {name} was written by a newer version of Podium and is left untouched. "
            "Update Podium, or choose another file with --db."
        )
    if owner != APPLICATION_ID and (owner or not empty):
        raise StoreError(
            f"The file {name} is a database of another program and is left untouched. Choose another file with --db."
        )


def _check(connection: sqlite3.Connection, path: Path, suspect: bool) -> None:
    if not suspect and path.stat().st_size > CHECKED_BYTES:
        return
    found = connection.execute("PRAGMA integrity_check(1)" if suspect else "PRAGMA quick_check(1)").fetchone()
    if found is None or found[0] != "ok":
        raise Damaged(DAMAGED.format(name=path.name))


def _prepare(connection: sqlite3.Connection, options: Options) -> None:
    connection.execute("PRAGMA auto_vacuum = INCREMENTAL")  # of a new file, which can give back what was dropped
    _write_ahead(connection, time.monotonic() + options.busy_seconds)
    connection.execute(f"PRAGMA synchronous = {'FULL' if options.durability == 'full' else 'NORMAL'}")
    connection.execute("PRAGMA journal_size_limit = 8388608")
    # Copying the journal waits for the disk, so no commit does it: see `group_commit`.
    connection.execute("PRAGMA wal_autocheckpoint = 0")


def _write_ahead(connection: sqlite3.Connection, deadline: float) -> None:
    """Switch to WAL. It does not always wait for a lock, so servers that start at once collide on it."""
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL").fetchone()
        except sqlite3.Error as error:
            if not is_busy(error) or time.monotonic() > deadline:
                raise
            time.sleep(0.005)
        else:
            return


def _migrate(connection: sqlite3.Connection) -> None:
    if _number(connection, "user_version") >= len(MIGRATIONS):
        return
    # What migrations compute with; the same functions count new outcomes.
    connection.create_function("freshness", 1, freshness, deterministic=True)
    connection.create_function("score_bin", 1, score_bin, deterministic=True)
    connection.execute("BEGIN IMMEDIATE")
    try:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY, at REAL NOT NULL)")
        # Another server may have been first between the look and the lock.
        for name in MIGRATIONS[_number(connection, "user_version") :]:
            for statement in script(name):
                connection.execute(statement)
            connection.execute("INSERT INTO migrations VALUES (?, ?)", (name, time.time()))
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
        connection.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise

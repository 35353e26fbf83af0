"""A database in trouble, on a real server: a typed sentence in time, the server lives, no file is lost, and it recovers.

    python benchmarks/troubles.py [--locked 10] [--kinds ...]

For each kind of trouble a server works on a database that is or gets into it. Measured are the seconds until the first
call that needs the database is answered, and whether the same process works again once the trouble is over.
- `seconds`: goal 1; for a file that another program holds locked, the patience with other programs (5) and 1 more;
- `typed`: the answer names the database or disk and what to do, or the work was done on a fresh file;
- `alive`, `recovered`: the process answers a call that needs no database meanwhile, and one that does afterwards;
- `kept`: no file that was there has gone, and none is shorter, unless it was set aside whole.
A full and a read-only disk need a file system of their own, which only root can make on Linux; elsewhere they are skipped.
"""

from __future__ import annotations

import argparse
import os
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from common import OBJECTIVE, ending, podium, report, scratch
from raw import Raw, raw

from podium.store.opening import MIGRATIONS

PATIENCE_SECONDS = 5.0
"""How long Podium waits for other programs."""
GOAL_SECONDS = 1.0
DISK_BYTES = 2 * 1024 * 1024


@dataclass(slots=True)
class Trouble:
    """How a kind of trouble begins and ends, and whether the work then goes on with a fresh file."""

    begin: Callable[[Path], None]
    end: Callable[[Path], None]
    fresh: bool = False
    early: bool = False
    """Before the server first opens the file."""
    goal: float = GOAL_SECONDS
    disk: bool = False


class Lock:
    """Another program's connection, which holds the file for a while."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._thread: threading.Thread | None = None

    def begin(self, database: Path) -> None:
        taken = threading.Event()

        def hold() -> None:
            with closing(sqlite3.connect(database, isolation_level=None)) as connection:
                connection.execute("BEGIN EXCLUSIVE")
                taken.set()
                time.sleep(self._seconds)
                connection.execute("ROLLBACK")

        self._thread = threading.Thread(target=hold)
        self._thread.start()
        taken.wait()

    def end(self, database: Path) -> None:
        if self._thread is not None:
            self._thread.join()


def troubles(locked: float) -> dict[str, Trouble]:
    """Every kind by name."""
    lock = Lock(locked)
    return {
        "disk full": Trouble(_fill, lambda db: db.with_name("filler").unlink(), disk=True),
        "read-only": Trouble(lambda db: _remount(db, "ro"), lambda db: _remount(db, "rw"), early=True, disk=True),
        "locked": Trouble(lock.begin, lock.end, goal=PATIENCE_SECONDS + GOAL_SECONDS),
        "newer version": Trouble(
            lambda db: _pragma(db, "user_version = 999"), lambda db: _pragma(db, f"user_version = {len(MIGRATIONS)}"), early=True
        ),
        "another program's": Trouble(_foreign, lambda db: db.rename(db.with_name("theirs.db")), early=True),
        "not a database": Trouble(lambda db: _write(db, b"no database, and no header of one. " * 200), _nothing, fresh=True, early=True),
        "corrupt at the start": Trouble(_spoil, _nothing, fresh=True, early=True),
        "corrupt while open": Trouble(_spoil, _nothing, fresh=True),
        "removed while open": Trouble(lambda db: db.rename(db.with_name("away.db")), _nothing, fresh=True),
        "folder in its place": Trouble(_folder, lambda db: db.rmdir(), early=True),
    }  # fmt: skip


def _nothing(database: Path) -> None:
    """The server has to find the way out by itself."""


def _write(database: Path, content: bytes) -> None:
    database.write_bytes(content)


def _folder(database: Path) -> None:
    database.rename(database.with_name("away.db"))
    database.mkdir()


def _pragma(database: Path, setting: str) -> None:
    with closing(sqlite3.connect(database)) as connection:
        connection.execute(f"PRAGMA {setting}")
        connection.commit()


def _foreign(database: Path) -> None:
    database.unlink()
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("CREATE TABLE cookies (name)")
        connection.commit()


def _spoil(database: Path) -> None:
    for path in (database, database.with_name(database.name + "-wal")):
        if path.exists():
            with path.open("r+b") as file:
                size = path.stat().st_size
                file.seek(min(size, 64))
                file.write(os.urandom(max(0, size - 64)))


def _fill(database: Path) -> None:
    with suppress(OSError), database.with_name("filler").open("wb", buffering=0) as file:
        while True:
            file.write(b"x" * 1_000)


def _remount(database: Path, mode: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{mode}", str(database.parent)], check=True, capture_output=True)


@contextmanager
def small_disk(folder: Path) -> Iterator[bool]:
    """A file system of a few megabytes at `folder`; False where this user cannot make one."""
    command = ["mount", "-t", "tmpfs", "-o", f"size={DISK_BYTES}", "tmpfs", str(folder)]
    try:
        made = subprocess.run(command, check=False, capture_output=True).returncode == 0
    except OSError:
        made = False
    try:
        yield made
    finally:
        if made:
            subprocess.run(["umount", "-l", str(folder)], check=False, capture_output=True)


class Caller:
    """Numbered calls of one server."""

    def __init__(self, server: Raw) -> None:
        self._server = server
        self._number = 0

    def call(self, name: str, **arguments: Any) -> tuple[float, str, bool]:
        """Seconds, the text of the answer, and whether it is a result."""
        self._number += 1
        start = time.perf_counter()
        answer = self._server.ask(self._number, "tools/call", {"name": name, "arguments": arguments})
        seconds = time.perf_counter() - start
        if "error" in answer:
            return seconds, str(answer["error"]["message"]), False
        text = "\n".join(block["text"] for block in answer["result"]["content"])
        return seconds, text, not answer["result"].get("isError", False)

    def run(self) -> tuple[float, str, bool]:
        """A call that has to write."""
        return self.call("orchestrate", objective=OBJECTIVE, delivery="handoff")

    def alive(self) -> bool:
        """A call that needs no database."""
        return self.call("verify-mathematics", claims="2 + 2 = 4")[2]


def _contents(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_size for path in folder.iterdir() if path.is_file() and path.name != "filler"}


def _kept(before: dict[str, int], folder: Path) -> bool:
    """Whether every database of before is there, or something of its size that was set aside."""
    after = _contents(folder)
    sizes = [size for name, size in after.items() if "damaged" in name]
    return all(
        (name in after and after[name] >= size) or size in sizes
        for name, size in before.items()
        if name.endswith(".db")
    )  # fmt: skip


def measure(name: str, trouble: Trouble, folder: Path, slack: float) -> bool | None:
    """One kind of trouble; None where it cannot be made here."""
    folder.mkdir()
    with small_disk(folder) if trouble.disk else _any_disk() as made:
        if not made:
            report(
                "trouble", passed=None, kind=name, reason="needs a file system of its own, which root can make on Linux"
            )
            return None
        database = folder / "podium.db"
        with raw(podium(folder), folder.with_name(f"{folder.name}.log")) as server:  # leaves a sound file behind
            server.hello()
            Caller(server).run()
        if trouble.early:
            trouble.begin(database)
        with raw(podium(folder), folder.with_name(f"{folder.name}.log")) as server:
            server.hello()
            caller = Caller(server)
            caller.alive()
            if not trouble.early:
                caller.run()
                trouble.begin(database)
            before = _contents(folder)
            seconds, text, worked = caller.run()
            if trouble.fresh and not worked:
                typed = "set aside" in text
                worked = caller.run()[2]
            else:
                typed = worked if trouble.fresh else not worked and "podium.db" in text
            alive = caller.alive()
            kept = _kept(before, folder)
            trouble.end(database)
            recovered = worked if trouble.fresh else caller.run()[2]
    passed = typed and alive and kept and recovered and seconds <= trouble.goal + slack
    report(
        "trouble",
        passed=passed,
        kind=name,
        seconds=round(seconds, 3),
        goal_seconds=trouble.goal,
        typed=typed,
        alive=alive,
        kept=kept,
        recovered_without_restart=recovered,
        told=text[:160] if not worked or not trouble.fresh else "done on a fresh file",
    )
    return passed


@contextmanager
def _any_disk() -> Iterator[bool]:
    yield True


def main(locked: float, kinds: list[str], slack: float) -> int:
    with scratch() as folder:
        known = troubles(locked)
        return ending([measure(kind, known[kind], folder / str(n), slack) for n, kind in enumerate(kinds or known)])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--locked", type=float, default=10.0, help="seconds another program holds the file")
    parser.add_argument("--kinds", nargs="+", choices=list(troubles(0)), default=[])
    parser.add_argument("--slack", type=float, default=0.0, help="seconds more than the goals, for a busy machine")
    given = parser.parse_args()
    sys.exit(main(given.locked, given.kinds, given.slack))

"""What a database holds right after its server was killed, and what a run came to."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from common import scratch

Key = tuple[str, int]
"""An agent and which of its answers: 1, or 2 after the first could not be used."""


@dataclass(slots=True)
class Found:
    """What a database holds right after a kill."""

    intact: bool = True
    runs: dict[str, str] = field(default_factory=dict)
    recorded: dict[str, list[Key]] = field(default_factory=dict)
    asked: dict[str, set[str]] = field(default_factory=dict)
    last: dict[str, str] = field(default_factory=dict)


def count(connection: sqlite3.Connection) -> int:
    """How many events are committed."""
    return int(connection.execute("SELECT count(*) FROM events").fetchone()[0])


def events_in(database: Path) -> int:
    """How many events a database that nobody uses holds."""
    with closing(sqlite3.connect(database)) as connection:
        return count(connection)


def examine(database: Path) -> Found:
    """What a database holds, read from a copy of its files as they lie, so that the next server finds them untouched."""
    found = Found()
    if not database.exists():
        return found
    with scratch() as folder:
        copy = folder / database.name
        for suffix in ("", "-wal"):
            source = database.with_name(database.name + suffix)
            if source.exists():
                shutil.copyfile(source, copy.with_name(copy.name + suffix))
        with closing(sqlite3.connect(copy)) as connection:
            _read(connection, found)
    return found


def _read(connection: sqlite3.Connection, found: Found) -> None:
    found.intact = connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'events'").fetchone():
        return
    found.runs = dict(connection.execute("SELECT run_id, status FROM runs ORDER BY started_at"))
    last: dict[str, int] = {}
    for run_id, seq, kind, data in connection.execute(
        "SELECT run_id, seq, kind, data FROM events ORDER BY run_id, seq"
    ):
        found.intact = found.intact and seq == last.get(run_id, 0) + 1
        last[run_id] = seq
        found.last[run_id] = kind
        if kind == "replied":
            recorded = found.recorded.setdefault(run_id, [])
            agent_id = json.loads(data)["agent_id"]
            recorded.append((agent_id, 1 + sum(name == agent_id for name, _ in recorded)))
        elif kind == "asked":
            found.asked.setdefault(run_id, set()).update(entry["id"] for entry in json.loads(data)["calls"])
    rows = dict(connection.execute("SELECT run_id, seq FROM runs"))
    found.intact = found.intact and rows == last


def essence(result: dict[str, Any], database: Path) -> Any:
    """What must be the same however often a run was cut off.

    The synthesis is the one on record: a result shows as much of it as what else there is to tell leaves room for.
    """
    agents = [(a["id"], a["command"], a["state"]) for a in result["agents"]]
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=5)) as connection:
        ended = "SELECT data FROM events WHERE run_id = ? AND kind = 'finished'"
        (data,) = connection.execute(ended, (result["run_id"],)).fetchone()
    return result["status"], json.loads(data)["synthesis"], agents, result["missing"]


def difference(one: Any, other: Any) -> str:
    """Where two ends differ."""
    names = ("status", "synthesis", "agents", "missing")
    return "; ".join(f"{n}: {a} instead of {b}"[:600] for n, a, b in zip(names, one, other, strict=True) if a != b)

"""Values for tests of the store, with everything that a test does not care about filled in."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import podium
from podium.store.outcomes import OutcomeRow
from podium.store.protocol import AgentRow, ContextRow, Event, RecoveryRow, Round, RunRow

NOVEMBER = 1_794_000_000.0


def run_row(run_id: str = "r", **fields: Any) -> RunRow:
    usual: dict[str, Any] = {
        "principal": "me",
        "objective": "make it faster",
        "status": "running",
        "strategy": "direct_atomic",
        "agents_done": 0,
        "agents_total": 3,
        "started_at": 1.0,
        "updated_at": 2.0,
    }
    return RunRow(run_id, **(usual | fields))


def events(first: int, last: int, **data: Any) -> list[Event]:
    return [Event(seq, float(seq), "answered", data) for seq in range(first, last + 1)]


def outcome_row(run_id: str = "r", **fields: Any) -> OutcomeRow:
    usual: dict[str, Any] = {
        "at": NOVEMBER,
        "domain": "security",
        "strategy": "direct_atomic",
        "confidence": 0.9,
        "chosen_probability": 0.8,
        "complexity": 0.3,
        "status": "completed",
        "success": 1.0,
        "source": "checks",
        "weight": 0.5,
        "routing_score": 0.9,
        "tokens": 100,
        "seconds": 2.0,
        "agents": 3,
        "factors": {"scope": 0.2},
    }
    return OutcomeRow(run_id, **(usual | fields))


def recovery_row(run_id: str = "r", *, succeeded: bool = True, strategy: str = "substitute") -> RecoveryRow:
    return RecoveryRow(run_id, 1.0, "security", "timeout", strategy, succeeded)


def agent_row(run_id: str = "r", agent_id: str = "a1", *, succeeded: bool = True) -> AgentRow:
    return AgentRow(run_id, agent_id, 1.0, "security", "review-code", succeeded, "" if succeeded else "truncated")


def round_row(round_id: str = "round-1", **fields: Any) -> Round:
    usual: dict[str, Any] = {
        "run_id": "r",
        "call_id": "call-1",
        "number": 1,
        "opened_at": 5.0,
        "client": "client",
        "calls": ("a1", "a2"),
    }
    return Round(round_id, **(usual | fields))


def context_row(context_id: str = "c", *, expires_at: float = 100.0, **body: Any) -> ContextRow:
    return ContextRow(context_id, "r", 1.0, expires_at, body)


def content_of(path: Path) -> bytes:
    return path.read_bytes()


def overwrite(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def set_mode(path: Path, mode: int) -> None:
    path.chmod(mode)


def query(database: Path, statement: str) -> list[tuple[Any, ...]]:
    """What another program would find in the file."""
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute(statement).fetchall()


def spawn(program: str, *arguments: object) -> subprocess.Popen[str]:
    """A Python process that runs `program` and can import Podium."""
    source_root = Path(podium.__file__).parents[1]
    return subprocess.Popen(
        [sys.executable, "-c", program, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join((str(source_root), str(Path(__file__).parent)))},
    )

"""How long runs are kept. What was learned from them stays, as sums that name nobody."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from podium.store.statements import named

DAY = 86_400.0
RUNS_OF_A_BATCH = 100
"""Runs that one transaction drops: about 20 ms, for which other writers wait."""
OUTCOMES_KEPT = 100_000
"""Outcomes behind the sums, which drift and thresholds look back on; older ones weigh next to nothing."""
CLIENT_DAYS = 1.0
LOG_KEPT = 10_000

_SQL = named("retention")


@dataclass(frozen=True, slots=True)
class Retention:
    """`days` after its last event any run goes; of more than `runs`, the finished ones whose last event is oldest."""

    days: float = 90.0
    runs: int = 5_000


def sweep(connection: sqlite3.Connection, policy: Retention, now: float) -> int:
    """Drop one batch of what is kept no longer; returns how many runs went, 0 when nothing is left to drop."""
    old = connection.execute(_SQL["old"], (now - policy.days * DAY, RUNS_OF_A_BATCH)).fetchall()
    found = old or connection.execute(_SQL["beyond"], (policy.runs, RUNS_OF_A_BATCH)).fetchall()
    if not found:
        connection.execute(_SQL["drop_outcomes"], (OUTCOMES_KEPT,))
        connection.execute(_SQL["drop_clients"], (now - CLIENT_DAYS * DAY,))
        connection.execute(_SQL["drop_log"], (LOG_KEPT,))
        return 0
    return _drop(connection, [run_id for (run_id,) in found])


def _drop(connection: sqlite3.Connection, run_ids: Sequence[str]) -> int:
    dropped = 0
    for run_id in run_ids:
        dropped += connection.execute(_SQL["drop_run"], (run_id,)).rowcount
        for name in ("drop_events", "drop_agents", "drop_context_used"):
            connection.execute(_SQL[name], (run_id,))
    connection.execute(_SQL["drop_rounds"])
    connection.execute(_SQL["drop_recoveries"])
    connection.execute(_SQL["give_back"]).fetchall()
    return dropped

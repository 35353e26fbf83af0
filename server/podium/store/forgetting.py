"""Deleting runs. What they taught stays in the aggregates, unless it is to be forgotten too."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping

from podium.store import evidence, learning
from podium.store.statements import named

_SQL = named("forgetting")
_OF_RUNS = ("events", "rounds", "contexts", "recoveries", "agents", "context_used", "rehearsals", "texts", "run")


def forget(connection: sqlite3.Connection, runs: Mapping[str, int], *, learned: bool) -> list[str]:
    """Delete runs, each named with its last event; one that has moved on stays.

    The figures of an outcome stay as long as a report may look at them, without anything a person wrote; with
    `learned` they go, and what they added to the aggregates with them.

    Returns:
        The ids of those that were deleted.
    """
    found = [run_id for run_id, seq in runs.items() if connection.execute(_SQL["unmoved"], (run_id, seq)).fetchone()]
    if learned:
        for run_id in found:
            _unlearn(connection, run_id)
    ids = json.dumps(found)
    connection.execute("PRAGMA secure_delete = ON")  # what was said is overwritten, not only unlinked
    try:
        for name in _OF_RUNS:
            connection.execute(_SQL[name], (ids,))
        connection.execute(_SQL["old_figures"], (learning.RECENT,))
    finally:
        connection.execute("PRAGMA secure_delete = OFF")
    return found


def forget_learning(connection: sqlite3.Connection) -> None:
    """Empty everything that was learned, so that decisions rest on the prior again."""
    for (table,) in connection.execute(_SQL["learned_tables"]).fetchall():
        connection.execute(f"DELETE FROM {table}")
    connection.execute(_SQL["nothing_learned"])


def _unlearn(connection: sqlite3.Connection, run_id: str) -> None:
    """Take what a run taught out of the aggregates. What learning made of it since, such as a threshold, stays."""
    for name in ("untally_recoveries", "untally_agents", "untally_replies"):
        connection.execute(_SQL[name], (run_id,))
    outcome = learning.find(connection, run_id)
    if outcome is not None:
        learning.take_out(connection, outcome)
        evidence.remove(connection, outcome)
        connection.execute(_SQL["outcome"], (run_id,))
    if connection.execute(_SQL["started"], (run_id,)).fetchone()[0]:
        learning.count_decision(connection, -1)

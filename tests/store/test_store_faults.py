"""A fault at every statement: the k-th one fails, for every k of a whole sequence of calls."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing
from pathlib import Path

import anyio
import pytest
from store_samples import agent_row, context_row, events, outcome_row, query, recovery_row, round_row, run_row

from podium.core.errors import Conflict, StoreError
from podium.store.sqlite import SqliteStore
from podium.testkit.faulty import Faulty

pytestmark = pytest.mark.anyio


def steps(store: SqliteStore) -> list[Callable[[], Awaitable[object]]]:
    finished = run_row(status="completed")
    learned = {"recoveries": [recovery_row()], "agents": [agent_row()]}
    return [
        lambda: store.append(run_row(), events(1, 2), after=0, round_opened=round_row()),
        lambda: store.put_contexts([context_row("c", text="C")]),
        lambda: store.append(run_row(), events(3, 4), after=2, round_consumed=("round-1", "digest")),
        lambda: store.append(finished, events(5, 5), after=4, outcome=outcome_row(), **learned),
        lambda: store.feedback("r", success=True, note="good", at=1.0, routing_score=1.0),
        lambda: store.knowledge(),
        lambda: store.events("r"),
    ]


async def play(database: Path, fail_at: float) -> int:
    """Go through all steps, each again after it failed; returns how many failed."""
    Faulty.left = fail_at
    failed = 0
    store = SqliteStore(database, busy_seconds=0.1, factory=Faulty)
    for step in steps(store):
        with anyio.fail_after(5):
            try:
                await step()
            except StoreError:
                failed += 1
                check_whole(database)
                try:
                    await step()
                except Conflict:
                    pytest.fail("the failed call had been carried out")
    await store.close()
    return failed


def check_whole(database: Path) -> None:
    """No half of any step is in the file."""
    if query(database, "SELECT 1 FROM sqlite_master WHERE name = 'runs'"):
        seq = (query(database, "SELECT seq FROM runs") or [(0,)])[0][0]
        assert seq in (0, 2, 4, 5)
        assert query(database, "SELECT count(*) FROM events") == [(seq,)]
        assert query(database, "SELECT count(*) FROM rounds") == [(int(seq >= 2),)]
        assert query(database, "SELECT count(*) FROM rounds WHERE digest IS NOT NULL") == [(int(seq >= 4),)]
        for table in ("outcomes", "recoveries", "agent_results"):
            assert query(database, f"SELECT count(*) FROM {table}") == [(int(seq == 5),)]
        assert query(database, "SELECT coalesce(sum(runs), 0) FROM month_tallies") == [(int(seq == 5),)]


def contents(database: Path) -> dict[str, object]:
    """Everything but the clock readings of the migrations, and what SQLite thinks of it."""
    with closing(sqlite3.connect(database)) as connection:
        tables = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'migrations'"
        ).fetchall()
        found: dict[str, object] = {
            table: connection.execute(f"SELECT * FROM {table}").fetchall() for (table,) in tables
        }
        found["integrity"] = connection.execute("PRAGMA integrity_check").fetchall()
    return found


@pytest.mark.parametrize("code", [sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL, sqlite3.SQLITE_BUSY])
async def test_a_fault_at_any_statement_leaves_no_half_state_and_the_next_call_works(tmp_path: Path, code: int) -> None:
    Faulty.code = code
    assert await play(tmp_path / "undisturbed.db", float("inf")) == 0
    expected = contents(tmp_path / "undisturbed.db")
    assert expected["integrity"] == [("ok",)]

    number = 1
    Faulty.left = 0
    while Faulty.left <= 0:
        database = tmp_path / f"{number}.db"
        failed = await play(database, number)
        assert failed <= 1
        assert contents(database) == expected
        number += 1
    assert "damaged" not in " ".join(os.listdir(tmp_path))
    assert number > 60

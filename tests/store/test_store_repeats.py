"""Failures that a repeat of the same objective should know of."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from store_samples import NOVEMBER, events, outcome_row, query, run_row

from podium.core.values import Failed
from podium.store.learning import FAILURES
from podium.store.sqlite import SqliteStore
from podium.store.statements import named

pytestmark = pytest.mark.anyio
UNJUDGED = {"success": None, "source": "none", "weight": 1.0}
VERDICT = {"source": "feedback", "weight": 1.0}


@pytest.fixture
async def store(database: Path) -> AsyncIterator[SqliteStore]:
    async with SqliteStore(database, project="p") as opened:
        yield opened


async def ended(store: SqliteStore, run_id: str, at: float = 0.0, **fields: Any) -> None:
    given = {"project": "p", "fingerprint": "f", "at": NOVEMBER + at} | fields
    status = given.get("status", "completed")
    rehearsal = bool(given.get("rehearsal"))
    row = run_row(run_id, status=status, rehearsal=rehearsal)
    await store.append(row, events(1, 1), after=0, outcome=outcome_row(run_id, **given))


@pytest.mark.parametrize(
    ("fields", "counts"),
    [
        ({"success": 0.0, **VERDICT}, True),
        ({"status": "partial", **UNJUDGED}, True),
        ({"status": "failed", **UNJUDGED}, True),
        ({"status": "partial", "success": 1.0, **VERDICT}, False),
        ({"status": "cancelled", **UNJUDGED}, False),
        ({"success": 0.0, "source": "checks"}, False),
        ({"status": "failed", "overridden": True, **UNJUDGED}, False),
        ({"status": "failed", "rehearsal": True, **UNJUDGED}, False),
        ({"status": "failed", "project": "q", **UNJUDGED}, False),
        ({"status": "failed", "fingerprint": "", **UNJUDGED}, False),
    ],
)
async def test_what_is_known_as_a_failure(store: SqliteStore, fields: dict[str, Any], counts: bool) -> None:
    await ended(store, "a", **fields)
    judged = fields.get("source") == "feedback"
    expected = {"f": Failed("direct_atomic", NOVEMBER, judged)} if counts else {}
    assert (await store.knowledge()).failures == expected


async def test_the_latest_failure_counts_and_a_later_success_ends_it(store: SqliteStore) -> None:
    await ended(store, "a", status="failed", **UNJUDGED)
    await ended(store, "b", 10, status="failed", strategy="multi_workflow", **UNJUDGED)
    assert (await store.knowledge()).failures["f"] == Failed("multi_workflow", NOVEMBER + 10, False)
    await ended(store, "c", 5, **UNJUDGED)
    assert "f" in (await store.knowledge()).failures
    await ended(store, "d", 20, **UNJUDGED)
    assert (await store.knowledge()).failures == {}


async def test_a_verdict_is_outweighed_by_another_only(store: SqliteStore) -> None:
    await ended(store, "a", success=0.0, **VERDICT)
    await ended(store, "b", 10, **UNJUDGED)
    assert "f" in (await store.knowledge()).failures
    await store.feedback("b", success=True, note="", at=NOVEMBER, routing_score=1.0)
    assert (await store.knowledge()).failures == {}


async def test_a_forgotten_run_leaves_no_fingerprint(store: SqliteStore, database: Path) -> None:
    await ended(store, "a", success=0.0, **VERDICT)
    await store.forget({"a": 1})
    assert query(database, "SELECT fingerprint FROM outcomes") == [("",)]


async def test_finding_them_goes_through_indexes_and_is_bounded(store: SqliteStore, database: Path) -> None:
    await ended(store, "a", status="failed", **UNJUDGED)
    with closing(sqlite3.connect(database)) as connection:
        plan = connection.execute("EXPLAIN QUERY PLAN " + named("learning")["failures"], ("p", FAILURES)).fetchall()
    searched = [row[3] for row in plan if "outcomes" in row[3]]
    assert ["INDEX outcomes_failed" in searched[0], "INDEX outcomes_of_fingerprint" in searched[1]] == [True, True]

"""The runs with a verdict, as proposals are computed from."""

from __future__ import annotations

import pytest
from store_samples import NOVEMBER, events, outcome_row, run_row

from podium.store.sqlite import SqliteStore

pytestmark = pytest.mark.anyio


async def test_judged_runs_come_with_their_success_the_latest_first(store: SqliteStore) -> None:
    rows = {
        "early": {"success": 1.0},
        "unjudged": {"success": None, "source": "none"},
        "rehearsed": {"rehearsal": True},
        "late": {"success": 0.0},
    }
    for number, (run_id, fields) in enumerate(rows.items()):
        outcome = outcome_row(run_id, at=NOVEMBER + number, **fields)
        await store.append(run_row(run_id), events(1, 1), after=0, outcome=outcome)
    assert await store.judged(10) == [("late", 0.0), ("early", 1.0)]
    assert await store.judged(1) == [("late", 0.0)]

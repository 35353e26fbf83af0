"""How long runs are kept: by age, by number, and until they are to be forgotten."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from store_samples import agent_row, context_row, events, outcome_row, query, recovery_row, round_row, run_row

from podium.store.retention import DAY, Retention
from podium.store.sqlite import SqliteStore

pytestmark = pytest.mark.anyio
WORDS = "a sentence that only the forgotten run knows"


async def finished(store: SqliteStore, run_id: str, at: float, status: str = "completed", more: int = 0) -> None:
    """A run with everything that belongs to one, whose last event was at `at`."""
    row = replace(run_row(run_id, status=status), objective=WORDS, updated_at=at, started_at=at)
    told = [replace(event, data={"said": WORDS * 10}) for event in events(1, 2 + more)]
    await store.put_contexts([replace(context_row(f"c-{run_id}", text=WORDS), run_id=run_id)])
    await store.append(
        row,
        told,
        after=0,
        round_opened=replace(round_row(f"round-{run_id}"), run_id=run_id),
        outcome=replace(outcome_row(run_id), at=at),
        recoveries=[replace(recovery_row(run_id), at=at)],
        agents=[replace(agent_row(run_id), at=at)],
    )


async def swept(store: SqliteStore, now: float) -> int:
    dropped = 0
    while batch := await store.sweep(now):
        dropped += batch
    return dropped


async def test_runs_go_a_while_after_their_last_event_whatever_became_of_them(database: Path) -> None:
    async with SqliteStore(database, kept=Retention(days=10, runs=100)) as store:
        await finished(store, "old", at=0.0)
        await finished(store, "left-behind", at=DAY, status="interrupted")
        await finished(store, "young", at=9 * DAY)
        before = await store.report_rows(None)
        assert await swept(store, now=11.5 * DAY) == 2
        assert [row.run_id for row in await store.runs("me", prefix="")] == ["young"]
        after = await store.report_rows(None)
    assert query(database, "SELECT DISTINCT run_id FROM events") == [("young",)]
    assert query(database, "SELECT run_id FROM rounds") == [("young",)]
    assert query(database, "SELECT run_id FROM recoveries") == [("young",)]
    assert query(database, "SELECT DISTINCT run_id FROM agent_results") == [("young",)]
    assert (after.strategies, after.months, after.agents, after.decisions) == (
        before.strategies,
        before.months,
        before.agents,
        before.decisions,
    )


async def test_of_many_runs_the_oldest_finished_ones_go(database: Path) -> None:
    async with SqliteStore(database, kept=Retention(days=1_000, runs=5)) as store:
        for number in range(12):
            await finished(store, f"r{number:02}", at=float(number), status="running" if number == 1 else "completed")
        assert await swept(store, now=100.0) == 6
        kept = sorted(row.run_id for row in await store.runs("me"))
        assert await swept(store, now=100.0) == 0
    assert kept == ["r01", "r07", "r08", "r09", "r10", "r11"]


async def test_what_is_dropped_leaves_room_for_what_comes(database: Path) -> None:
    sizes = []
    async with SqliteStore(database, kept=Retention(days=1_000, runs=20)) as store:
        for lot in range(4):
            for number in range(40):
                await finished(store, f"r{lot}-{number}", at=lot * 100.0 + number, more=20)
            await swept(store, now=1_000.0)
            sizes.append(query(database, "PRAGMA page_count")[0][0])
    # Outcomes stay much longer than runs, so a little is added with each lot.
    assert sizes[3] <= sizes[1] * 1.1


async def test_a_forgotten_run_leaves_nothing_but_sums(database: Path) -> None:
    async with SqliteStore(database) as store:
        await finished(store, "secret", at=1.0)
        await finished(store, "other", at=2.0)
        outcomes = (await store.knowledge()).outcomes
        secret = await store.run("secret")
        assert secret is not None
        assert await store.forget({"secret": secret.seq, "unknown": 1}) == ["secret"]
        assert await store.run("secret") is None
        assert await store.events("secret") == []
        assert await store.context("c-secret", now=0.0) is None
        assert await store.run("other") is not None
        assert (await store.knowledge()).outcomes == outcomes
        other = await store.run("other")
        assert other is not None
        await store.forget({"other": other.seq})
        for file in database.parent.glob("podium.db*"):
            if file.is_file():
                assert WORDS.encode() not in file.read_bytes(), file.name

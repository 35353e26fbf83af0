"""Forgetting: runs go, what they taught stays or goes with them, the file gets smaller, others are not disturbed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from store_samples import (
    NOVEMBER,
    agent_row,
    context_row,
    events,
    outcome_row,
    query,
    recovery_row,
    round_row,
    run_row,
)

from podium.core.errors import Conflict
from podium.store import learning
from podium.store.sqlite import SqliteStore

pytestmark = pytest.mark.anyio

OF_A_RUN = ("events", "rounds", "contexts", "recoveries", "agent_results", "runs")


async def finished(store: SqliteStore, run_id: str, **fields: Any) -> None:
    """A whole run with everything that a run leaves."""
    rehearsal = fields.pop("rehearsal", False)
    row = run_row(run_id, status="completed", updated_at=fields.pop("updated_at", 2.0), rehearsal=rehearsal)
    opened = round_row(f"round-{run_id}", run_id=run_id)
    await store.put_contexts([replace(context_row(f"pack-{run_id}"), run_id=run_id)])
    await store.append(row, events(1, 1, words="said in confidence"), after=0, round_opened=opened)
    await store.append(
        row,
        events(2, 2),
        after=1,
        outcome=outcome_row(run_id, rehearsal=rehearsal, **fields),
        recoveries=[recovery_row(run_id)],
        agents=[agent_row(run_id), replace(agent_row(run_id), agent_id="other", command="other")],
    )


def rows_of(database: Path, table: str) -> list[tuple[Any, ...]]:
    return query(database, f"SELECT * FROM {table} ORDER BY 1, 2")


async def learned(store: SqliteStore) -> tuple[Any, ...]:
    known, report = await store.knowledge(), await store.report_rows(None)
    plain = tuple(replace(row, factors={}) for row in report.recent)
    return replace(known, version=0), replace(report, recent=plain)


async def test_a_forgotten_run_leaves_no_row_and_no_word(store: SqliteStore, database: Path) -> None:
    await finished(store, "a")
    await finished(store, "b")
    await store.feedback("a", success=False, note="my own words", at=NOVEMBER, routing_score=0.5)
    assert await store.forget({"a": 2}) == ["a"]
    for table in OF_A_RUN:
        assert not [row for row in rows_of(database, table) if "a" in row], table
        assert [row for row in rows_of(database, table) if "b" in row], table
    (kept,) = [row for row in rows_of(database, "outcomes") if row[0] == "a"]
    assert "my own words" not in kept
    assert "{}" in kept
    assert await store.run("a") is None


async def test_what_was_learned_stays_to_the_last_figure(store: SqliteStore) -> None:
    for n in range(6):
        await finished(store, f"r{n}", strategy="specialized_agents", success=float(n % 2))
    before = await learned(store)
    await store.forget({f"r{n}": 2 for n in range(6)})
    assert await learned(store) == before


async def test_a_rehearsal_leaves_nothing_at_all(store: SqliteStore, database: Path) -> None:
    await finished(store, "a", rehearsal=True)
    await store.forget({"a": 2})
    assert rows_of(database, "outcomes") == []


async def test_with_its_learning_a_run_might_never_have_been(store: SqliteStore, tmp_path: Path) -> None:
    async with SqliteStore(tmp_path / "other.db") as never:
        await finished(never, "stays")
        await finished(store, "stays")
        await finished(store, "goes", strategy="specialized_agents", success=0.0)
        await store.feedback("goes", success=True, note="", at=NOVEMBER, routing_score=0.9)
        await store.forget({"goes": 2}, learned=True)
        known, expected = await store.knowledge(), await never.knowledge()
        report, wanted = await store.report_rows(None), await never.report_rows(None)
    assert (known.outcomes, known.recoveries, known.agents) == (
        expected.outcomes,
        expected.recoveries,
        expected.agents,
    )
    assert {k: v for k, v in known.strategies.items() if v.trials} == expected.strategies
    assert (report.decisions, report.recent, report.months) == (wanted.decisions, wanted.recent, wanted.months)
    assert report.replies == wanted.replies
    assert {k: v for k, v in report.confidences.items() if v.trials} == wanted.confidences


async def test_a_plan_that_was_never_started_is_not_taken_off_the_decisions(store: SqliteStore) -> None:
    await store.append(run_row("plan", status="planned"), events(1, 1), after=0)
    await store.append(run_row("plan", status="cancelled"), events(2, 2), after=1)
    await finished(store, "a")
    await store.forget({"plan": 2}, learned=True)
    assert (await store.report_rows(None)).decisions == 1


async def test_all_that_was_learned_can_go(store: SqliteStore) -> None:
    fresh = await learned(store)
    await finished(store, "a")
    await store.feedback("a", success=False, note="", at=NOVEMBER, routing_score=0.5)
    await store.forget({"a": 2})
    await store.forget_learning()
    assert await learned(store) == fresh


async def test_a_run_that_moved_on_meanwhile_stays(store: SqliteStore) -> None:
    await finished(store, "a")
    assert await store.forget({"a": 1, "unknown": 3}) == []
    assert len(await store.events("a")) == 2


async def test_another_server_that_goes_on_with_a_forgotten_run_is_told(store: SqliteStore, database: Path) -> None:
    await store.append(run_row("a"), events(1, 1), after=0)
    async with SqliteStore(database) as other:
        await other.forget({"a": 1})
    with pytest.raises(Conflict):
        await store.append(run_row("a"), events(2, 2), after=1)
    assert await store.run("a") is None


async def test_figures_that_no_report_looks_at_go_too(
    store: SqliteStore, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(learning, "RECENT", 2)
    for n in range(5):
        await finished(store, f"r{n}", at=NOVEMBER + n)
    await finished(store, "elsewhere", domain="payment")
    await store.forget({f"r{n}": 2 for n in range(5)} | {"elsewhere": 2})
    assert [row[0] for row in rows_of(database, "outcomes")] == ["elsewhere", "r3", "r4"]


async def test_idle_runs_are_listed_whoever_began_them(store: SqliteStore) -> None:
    await store.append(run_row("old", principal="somebody", updated_at=10.0), events(1, 1), after=0)
    await store.append(run_row("new", updated_at=20.0), events(1, 1), after=0)
    assert [row.run_id for row in await store.idle_since(15.0)] == ["old"]


async def test_the_file_gets_smaller_while_another_server_has_it_open(store: SqliteStore, database: Path) -> None:
    async with SqliteStore(database) as other:
        await other.append(run_row("stays"), events(1, 1), after=0)
        for n in range(20):
            row = run_row(f"r{n}")
            await store.append(row, events(1, 10, text="word " * 2_000), after=0)
        await store.forget({f"r{n}": 10 for n in range(20)})
        large = database.stat().st_size
        await store.shrink()
        journal = database.with_name(f"{database.name}-wal")
        assert database.stat().st_size + journal.stat().st_size < large / 5
        await other.append(run_row("stays"), events(2, 2), after=1)
        assert len(await store.events("stays")) == 2

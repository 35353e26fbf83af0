"""What runs teach about context is counted with their verdicts, taken back with them, and bounded."""

from __future__ import annotations

import pytest
from store_samples import events, outcome_row, run_row

from podium.core.learning.lessons import Loaded, Use
from podium.store import lessons
from podium.store.protocol import ContextUse, OutcomeRow
from podium.store.sqlite import SqliteStore

pytestmark = pytest.mark.anyio
SHOWN = {"audit": {"src/a.py": True, "src/b.py": False}}


async def finish(store: SqliteStore, run_id: str, shown: dict[str, dict[str, bool]] = SHOWN, **fields: object) -> None:
    await store.append(
        run_row(run_id),
        events(1, 1),
        after=0,
        outcome=outcome_row(run_id, **fields),
        context=ContextUse(run_id, "lean", shown),
    )


async def judge(store: SqliteStore, run_id: str, success: bool) -> OutcomeRow:
    return await store.feedback(run_id, success=success, note="", at=1.0, routing_score=1.0)


async def test_what_was_cited_in_a_run_that_went_well_was_of_use(store: SqliteStore) -> None:
    await finish(store, "r", success=1.0, weight=1.0)
    found = (await store.knowledge()).lessons
    for domain in ("security", "*"):
        assert found.items[domain, "audit"] == {"src/a.py": Use(1, 1), "src/b.py": Use(0, 1)}
    assert found.loadings == {("direct_atomic", "lean"): Loaded(1, 1, 100, 1)}


async def test_a_name_that_is_no_text_is_counted_like_any_other(store: SqliteStore) -> None:
    await finish(store, "r", {"audit": {"src/\udcff.py": True}})
    await judge(store, "r", False)
    assert (await store.knowledge()).lessons.items["*", "audit"] == {"src/?.py": Use(0, 1)}


async def test_another_verdict_takes_the_place_of_the_former(store: SqliteStore) -> None:
    await finish(store, "r", success=1.0, weight=0.5)
    await judge(store, "r", False)
    found = (await store.knowledge()).lessons
    assert found.items["*", "audit"] == {"src/a.py": Use(0, 1), "src/b.py": Use(0, 1)}
    assert found.loadings["direct_atomic", "lean"] == Loaded(0, 1, 100, 1)
    await judge(store, "r", True)
    assert (await store.knowledge()).lessons.items["*", "audit"]["src/a.py"] == Use(1, 1)


@pytest.mark.parametrize(
    ("fields", "runs"), [({"success": None}, 1), ({"overridden": True}, 1), ({"rehearsal": True}, 0)]
)
async def test_what_nobody_judged_or_chose_teaches_nothing_about_items(
    store: SqliteStore, fields: dict[str, object], runs: int
) -> None:
    await finish(store, "r", **fields)
    found = (await store.knowledge()).lessons
    assert found.items == {}
    assert sum(loaded.runs for loaded in found.loadings.values()) == runs
    assert all(loaded.trials == 0 for loaded in found.loadings.values())


async def test_the_items_longest_unseen_give_way(store: SqliteStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lessons, "MOST_ITEMS", 6)
    for at in range(10):
        await finish(store, f"r{at}", {"audit": {f"src/{at}.py": True}}, at=float(at))
    found = (await store.knowledge()).lessons.items
    assert sum(map(len, found.values())) == 6
    assert set(found["*", "audit"]) == {"src/7.py", "src/8.py", "src/9.py"}
    await judge(store, "r0", False)  # what was forgotten is neither taken out below zero nor in its way
    assert all(use.useful >= 0 for uses in (await store.knowledge()).lessons.items.values() for use in uses.values())


async def test_a_report_of_a_domain_holds_what_is_known_there_and_everywhere(store: SqliteStore) -> None:
    await finish(store, "r1")
    await finish(store, "r2", domain="data")
    found = (await store.report_rows("data")).lessons
    assert set(found.items) == {("data", "audit"), ("*", "audit")}
    assert found.loadings["direct_atomic", "lean"].runs == 1
    assert (await store.report_rows(None)).lessons.loadings["direct_atomic", "lean"].runs == 2

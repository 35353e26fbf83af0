"""What the store keeps for the estimator, and what learning does by itself."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from store_samples import NOVEMBER, agent_row, events, outcome_row, query, recovery_row, run_row

from podium.core.learning.evidence import HALF_LIFE_SECONDS, Cell
from podium.core.values import Tally, Thresholds
from podium.store import learning
from podium.store.opening import APPLICATION_ID, MIGRATIONS
from podium.store.outcomes import OutcomeRow
from podium.store.sqlite import SqliteStore
from podium.store.statements import script
from podium.surface.learning import learning_report

pytestmark = pytest.mark.anyio

DAY = 86_400.0


async def finish(store: SqliteStore, outcome: OutcomeRow) -> None:
    known = await store.run(outcome.run_id)
    after = known.seq if known else 0
    row = run_row(outcome.run_id, status="completed", rehearsal=outcome.rehearsal)
    await store.append(row, events(after + 1, after + 1), after=after, outcome=outcome)


async def verdict(store: SqliteStore, number: int, *, success: bool, **fields: object) -> None:
    """A run that ended and that its user judged a minute later."""
    at = NOVEMBER + 60 * number
    usual = {"success": None, "source": "none", "weight": 1.0, "at": at, "domain": "data", "confidence": 0.85}
    row = outcome_row(f"r{number}", **(usual | fields))
    await finish(store, row)
    await store.feedback(row.run_id, success=success, note="", at=row.at + 1, routing_score=1.0)


def close(cells: tuple[Cell, ...]) -> list[tuple[object, ...]]:
    return [(c.strategy, c.after, c.rated, round(c.prior, 4), round(c.successes, 3), round(c.trials, 3)) for c in cells]


async def test_outcomes_are_summed_by_strategy_kind_of_score_and_bin(store: SqliteStore) -> None:
    at = NOVEMBER // DAY * DAY
    await finish(store, outcome_row("a", prior=0.81, success=1.0, weight=1.0, at=at))
    await finish(store, outcome_row("b", prior=0.83, success=0.0, weight=0.5, at=at))
    await finish(store, outcome_row("c", prior=0.81, rated=True, success=1.0, weight=1.0, at=at))
    await finish(store, outcome_row("d", prior=0.95, success=None, source="none", at=at))
    await finish(store, outcome_row("e", prior=0.81, overridden=True, at=at))
    assert close((await store.knowledge()).cells["security"]) == [
        ("direct_atomic", "", False, 0.8167, 1.0, 1.5),
        ("direct_atomic", "", True, 0.81, 1.0, 1.0),
    ]


async def test_old_outcomes_count_half_after_the_half_life(store: SqliteStore) -> None:
    at = NOVEMBER // DAY * DAY
    await finish(store, outcome_row("old", prior=0.3, weight=1.0, at=at - HALF_LIFE_SECONDS))
    await finish(store, outcome_row("new", prior=0.9, weight=1.0, at=at))
    trials = {c.prior: c.trials for c in (await store.knowledge()).cells["security"]}
    assert trials == pytest.approx({0.3: 0.5, 0.9: 1.0})


@pytest.mark.requirement("recovery-routing")
async def test_a_run_that_went_on_after_a_failure_is_two_attempts(store: SqliteStore) -> None:
    at = NOVEMBER // DAY * DAY
    row = outcome_row(strategy="multi_workflow", after_failure="direct_atomic", prior=0.8, weight=1.0, at=at)
    await finish(store, row)
    assert close((await store.knowledge()).cells["security"]) == [
        ("direct_atomic", "", False, 0.8, 0.0, 1.0),
        ("multi_workflow", "direct_atomic", False, 0.8, 1.0, 1.0),
    ]


async def test_a_replaced_verdict_leaves_nothing_behind(store: SqliteStore) -> None:
    await finish(store, outcome_row(success=None, source="none", prior=0.8))
    for success in (True, False, True, False):
        await store.feedback("r", success=success, note="", at=NOVEMBER, routing_score=0.5)
    (cell,) = (await store.knowledge()).cells["security"]
    assert cell.successes == pytest.approx(0, abs=1e-9)
    assert cell.trials == pytest.approx(1, rel=0.01)
    (confidence,) = (await store.report_rows(None)).confidences.items()
    assert confidence[0] == ("direct_atomic", 0.9)
    assert (confidence[1].successes, confidence[1].trials) == (0, 1)


async def test_after_drift_older_outcomes_count_little_and_those_since_in_full(store: SqliteStore) -> None:
    for number in range(60):
        await verdict(store, number, success=True, confidence=0.6, chosen_probability=0.95, prior=0.8)
    for number in range(60, 66):
        await verdict(store, number, success=False, confidence=0.6, chosen_probability=0.95, prior=0.8)
    (cell,) = (await store.knowledge()).cells["data"]
    assert cell.successes == pytest.approx(60 * 0.05, rel=0.02)
    assert cell.trials == pytest.approx(60 * 0.05 + 6, rel=0.02)
    (row,) = (await store.report_rows("data")).log
    assert (row.kind, row.detail["direction"]) == ("drift", "fall")

    await store.feedback("r3", success=False, note="", at=NOVEMBER, routing_score=0.1)
    await store.feedback("r62", success=True, note="", at=NOVEMBER, routing_score=0.1)
    (cell,) = (await store.knowledge()).cells["data"]
    assert cell.successes == pytest.approx(59 * 0.05 + 1, rel=0.02)
    assert cell.trials == pytest.approx(60 * 0.05 + 6, rel=0.02)


async def test_another_model_fades_its_strategy_after_three_runs_in_a_row(store: SqliteStore) -> None:
    at = NOVEMBER // DAY * DAY

    async def run(number: int, model: str, strategy: str = "direct_atomic") -> None:
        await finish(store, outcome_row(f"m{number}", model=model, strategy=strategy, weight=1.0, at=at, prior=0.8))

    for number in range(10):
        await run(number, "old")
    await run(10, "other", "multi_workflow")
    for number, model in enumerate(["new", "old", "new", "new"], 11):
        await run(number, model)
    trials = {c.strategy: c.trials for c in (await store.knowledge()).cells["security"]}
    assert trials == pytest.approx({"direct_atomic": 14, "multi_workflow": 1})
    await run(15, "new")
    trials = {c.strategy: c.trials for c in (await store.knowledge()).cells["security"]}
    assert trials == pytest.approx({"direct_atomic": 14 * 0.2 + 1, "multi_workflow": 1})
    (row,) = (await store.report_rows(None)).log
    assert (row.kind, row.detail["from"], row.detail["to"]) == ("model", "old", "new")


@pytest.mark.requirement("learning-thresholds")
async def test_a_threshold_moves_on_evidence_a_step_a_day_is_certified_and_logged(store: SqliteStore) -> None:
    for number in range(8):
        assert (await store.knowledge()).thresholds == {}
        await verdict(store, number, success=True)
    known = await store.knowledge()
    assert known.thresholds == {"data": Thresholds(direct=0.85)}
    assert known.certified == {"data"}

    await verdict(store, 8, success=True)
    assert (await store.knowledge()).thresholds["data"].direct == 0.85
    await verdict(store, 9, success=True, at=NOVEMBER + DAY)
    assert (await store.knowledge()).thresholds["data"].direct == 0.8
    (row,) = (await store.report_rows("data")).log
    assert (row.detail["from"], row.detail["target"], row.detail["cases"]) == (0.9, 0.8, [8, 8])
    assert (await store.report_rows("security")).log == ()


async def test_checks_overrides_and_rehearsals_move_no_threshold(store: SqliteStore) -> None:
    for number in range(10):
        row = outcome_row(f"c{number}", confidence=0.85, success=1.0, source="checks", domain="data")
        await finish(store, row)
        await verdict(store, number, success=True, overridden=True)
        await verdict(store, 100 + number, success=True, rehearsal=True)
    assert (await store.knowledge()).thresholds == {}


async def test_drift_sends_a_threshold_home(store: SqliteStore) -> None:
    for number in range(30):
        await verdict(store, number, success=True, chosen_probability=0.9)
    assert (await store.knowledge()).certified == {"data"}
    for number in range(30, 38):
        await verdict(store, number, success=False, chosen_probability=0.9, at=NOVEMBER + (5 + number) * DAY)
    known = await store.knowledge()
    assert known.thresholds["data"] == Thresholds()
    assert known.certified == frozenset()


@pytest.mark.requirement("patterns-specialists")
async def test_specialists_that_succeed_together_are_told_with_their_support(store: SqliteStore) -> None:
    teams = (("auditor", "writer", True), ("auditor", "tester", False), ("auditor", "writer", True))
    for number, (one, other, success) in enumerate([*teams, *teams]):
        name = f"t{number}"
        agents = [replace(agent_row(name, f"a{n}"), command=command) for n, command in enumerate((one, other))]
        row = outcome_row(name, strategy="specialized_agents", success=None, source="none", weight=1.0)
        await store.append(run_row(name, status="completed"), [], after=0, outcome=row, agents=agents)
        await store.feedback(name, success=not success, note="", at=NOVEMBER, routing_score=1.0)
        await store.feedback(name, success=success, note="", at=NOVEMBER, routing_score=1.0)
    report = await store.report_rows("security")
    assert report.teams == {("auditor", "writer"): Tally(4, 4), ("auditor", "tester"): Tally(0, 2)}
    patterns = learning_report(report, await store.knowledge())["patterns"]["specializations"]
    assert [row for row in patterns if "together" in row] == [
        {"together": ["auditor", "writer"], "success": 1.0, "n": 4}
    ]


async def test_overhead_is_measured_once_enough_runs_tell(store: SqliteStore) -> None:
    for number in range(5):
        assert (await store.knowledge()).overhead_per_agent is None
        await finish(store, outcome_row(f"o{number}", overhead=0.01 * number))
    assert (await store.knowledge()).overhead_per_agent == pytest.approx(0.02)


async def test_a_database_of_the_first_version_brings_its_outcomes_along(database: Path) -> None:
    with closing(sqlite3.connect(database, isolation_level=None)) as old:
        old.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        old.execute("CREATE TABLE migrations (name TEXT PRIMARY KEY, at REAL NOT NULL)")
        for statement in script("0001_first"):
            old.execute(statement)
        old.execute("INSERT INTO migrations VALUES ('0001_first', 1.0)")
        for number, (success, overridden) in enumerate(((1.0, 0), (0.0, 0), (1.0, 1), (None, 0))):
            values = (f"r{number}", NOVEMBER, success, overridden)
            old.execute(_OLD_OUTCOME, values)
        old.execute("INSERT INTO strategy_tallies VALUES ('data', 'direct_atomic', 1, 2, 100, 1, 3, 4)")
        old.execute("UPDATE learned SET version = 4, outcomes = 3")
        old.execute("PRAGMA user_version = 1")

    async with SqliteStore(database) as store:
        (cell,) = (await store.knowledge()).cells["data"]
        assert (cell.prior, cell.successes) == pytest.approx((0.82, 0.5), rel=0.01)
        assert cell.trials == pytest.approx(1, rel=0.01)
        await store.feedback("r1", success=True, note="", at=NOVEMBER, routing_score=1.0)
        (cell,) = (await store.knowledge()).cells["data"]
        assert (cell.successes, cell.trials) == pytest.approx((1.5, 1.5), rel=0.01)
    assert query(database, "SELECT name FROM migrations ORDER BY name")[-1] == (MIGRATIONS[-1],)


_OLD_OUTCOME = """
INSERT INTO outcomes (run_id, at, domain, strategy, confidence, chosen_probability, complexity, status, success, source,
    weight, routing_score, overridden, rehearsal, tokens, seconds, agents, factors)
VALUES (?, ?, 'data', 'direct_atomic', .82, .8, .5, 'completed', ?, 'checks', .5, 1, ?, 0, 10, 6, 1, '{}')
"""


def test_evidence_is_the_sum_of_its_outcomes_whatever_was_replaced() -> None:
    """Verdicts are given, changed and given again at random; what is left equals counting the last ones anew."""
    draw = random.Random(5)
    last: dict[str, OutcomeRow] = {}
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        for name in MIGRATIONS:
            connection.create_function("freshness", 1, float)
            connection.create_function("score_bin", 1, int)
            for statement in script(name):
                connection.execute(statement)
        for step in range(120):
            row = outcome_row(
                f"r{draw.randrange(15)}",
                at=NOVEMBER + step * DAY,
                strategy=draw.choice(("direct_atomic", "multi_workflow")),
                prior=draw.random(),
                success=draw.choice((0.0, 1.0, None)),
                chosen_probability=0.5,
            )
            learning.record(connection, row.run_id, row, [recovery_row(row.run_id)], ())
            last[row.run_id] = row
        found = learning.knowledge(connection).cells.get("security", ())
    latest = max(row.at for row in last.values()) // DAY * DAY
    judged = [row for row in last.values() if row.success is not None]
    weights = [row.weight * 2 ** ((row.at - latest) / HALF_LIFE_SECONDS) for row in judged]
    assert sum(c.trials for c in found) == pytest.approx(sum(weights))
    hits = sum(w * (row.success or 0) for w, row in zip(weights, judged, strict=True))
    assert sum(c.successes for c in found) == pytest.approx(hits)

"""Evidence by project: told apart where it suffices, and together always what it was without projects."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from store_samples import NOVEMBER, events, outcome_row, query, run_row

from podium.core.learning.drift import KEPT_AFTER_DRIFT
from podium.core.learning.evidence import LEAST_OF_PROJECT, Cell, Cells
from podium.core.learning.model import Model
from podium.store.sqlite import SqliteStore

pytestmark = pytest.mark.anyio

DIRECT = "direct_atomic"


async def record(store: SqliteStore, project: str, verdicts: list[bool], first: int = 0, **fields: object) -> None:
    for number, success in enumerate(verdicts, first):
        run_id = f"{project} {number}"
        row = outcome_row(run_id, project=project, domain="data", prior=0.8, success=None, source="none", **fields)
        await store.append(run_row(run_id, status="completed"), events(1, 1), after=0, outcome=row)
        await store.feedback(run_id, success=success, note="", at=NOVEMBER, routing_score=1.0)


def summed(cells: Cells) -> tuple[float, float]:
    found = cells.get("data", ())
    return round(sum(c.successes for c in found), 6), round(sum(c.trials for c in found), 6)


async def test_a_project_is_told_from_others_once_both_have_enough_outcomes(store: SqliteStore, database: Path) -> None:
    enough = int(LEAST_OF_PROJECT) + 1
    await record(store, "one", [True] * enough)
    async with SqliteStore(database, project="one") as one:
        assert not any(cell.here for cell in (await one.knowledge()).cells["data"])
        await record(store, "other", [False] * (enough + 3))
        known = await one.knowledge()
        own = [cell for cell in known.cells["data"] if cell.here]
        assert [round(cell.successes / cell.trials, 6) for cell in own] == [1.0]
        assert summed(known.cells) == summed((await store.knowledge()).cells)
        assert known.project_outcomes == enough


async def test_drift_another_model_and_forgetting_reach_the_evidence_of_projects(
    store: SqliteStore, database: Path
) -> None:
    async with SqliteStore(database, project="one") as one:
        await record(store, "other", [True] * 12, chosen_probability=0.95, model="first")
        await record(store, "one", [True] * 40, chosen_probability=0.95, model="first")
        before = (await one.knowledge()).cells["data"]
        for number in range(3):
            row = outcome_row(f"new {number}", domain="data", success=None, source="none", model="second")
            await store.append(run_row(row.run_id, status="completed"), events(1, 1), after=0, outcome=row)
        after = (await one.knowledge()).cells["data"]
        assert [c.here for c in before].count(True) == 1
        assert sum(c.trials for c in after) == pytest.approx(0.2 * sum(c.trials for c in before))
        await store.forget({"one 0": 1}, learned=True)
        assert query(database, "SELECT sum(trials) FROM project_tallies WHERE project = 'one'") == [(39.0,)]
        await store.forget_learning()
        assert query(database, "SELECT count(*) FROM project_cells") == [(0,)]
        assert (await one.knowledge()).project_outcomes == 0


@pytest.mark.parametrize(("steady", "changed"), [("solid", "shaky"), ("", "shaky"), ("solid", "")])
async def test_drift_in_one_project_takes_nothing_from_what_others_taught(
    store: SqliteStore, database: Path, steady: str, changed: str
) -> None:
    await record(store, steady, [True] * 40, chosen_probability=0.95)
    await record(store, changed, [True] * 20, chosen_probability=0.95, at=NOVEMBER)
    await record(store, changed, [False] * 6, chosen_probability=0.95, at=NOVEMBER + 1, first=20)
    (row,) = (await store.report_rows("data")).log
    assert (row.kind, row.detail["direction"]) == ("drift", "fall")
    (cell,) = (await store.knowledge()).cells["data"]
    left = 20 * KEPT_AFTER_DRIFT
    assert (cell.successes, cell.trials) == pytest.approx((40 + left, 40 + left + 6), rel=0.01)
    of_projects = dict(query(database, "SELECT project, successes / trials FROM project_cells"))
    expected = {steady: 1.0, changed: left / (left + 6)}
    assert of_projects == pytest.approx({name: share for name, share in expected.items() if name}, rel=0.01)


rates = st.floats(0.05, 0.95)


def model(here: float, elsewhere: float, trials: float) -> Model:
    own = Cell(DIRECT, "", False, 0.8, here * trials, trials, here=True)
    return Model({"data": (Cell(DIRECT, "", False, 0.8, elsewhere * 200, 200), own)})


@given(rates, rates, st.floats(8, 300))
def test_a_project_lies_between_its_own_share_and_that_of_all_others(
    here: float, elsewhere: float, trials: float
) -> None:
    found = model(here, elsewhere, trials)
    own = found.estimate("data", DIRECT, 0.8, rated=False)
    others = found.estimate("data", DIRECT, 0.8, rated=False, elsewhere=True)
    assert (own.probability - others.probability) * (here - elsewhere) >= -1e-3
    assert own.interval[1] - own.interval[0] > 0


def test_the_more_outcomes_a_project_has_the_more_it_is_itself() -> None:
    shares = [
        model(0.5, 0.9, trials).estimate("data", DIRECT, 0.8, rated=False).probability for trials in (8, 60, 2_000)
    ]
    assert shares[0] > shares[1] > shares[2] == pytest.approx(0.5, abs=0.03)


def test_what_sets_a_project_apart_tells_little_of_others_and_more_of_its_other_domains() -> None:
    own = tuple(Cell(DIRECT, "", False, 0.8, 30.0, 100.0, here=True) for _ in range(1))
    found = Model(
        {
            "data": (*own, Cell(DIRECT, "", False, 0.8, 160.0, 200.0)),
            "web": (Cell(DIRECT, "", False, 0.8, 80.0, 100.0),),
        }
    )
    web = {e: found.estimate("web", DIRECT, 0.8, rated=False, elsewhere=e).probability for e in (True, False)}
    assert web[True] == pytest.approx(0.8, abs=0.03)
    assert web[False] < web[True] - 0.02

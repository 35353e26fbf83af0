"""The `parallel-over-sequential` command."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from podium.core.decision import decide
from podium.core.errors import UserError
from podium.core.values import Catalogue, Command, Knowledge, World
from podium.handlers.parallel_over_sequential import parallel_over_sequential

EMPTY = World(Catalogue({}))
MEASURED = World(Catalogue({}), Knowledge(overhead_per_agent=0.01))


def task(name: str, minutes: float, *after: str, resources: tuple[str, ...] = ()) -> dict[str, Any]:
    return {"id": name, "minutes": minutes, "depends_on": list(after), "resources": list(resources)}


def test_independent_tasks_go_parallel_and_show_their_sums() -> None:
    found = parallel_over_sequential(EMPTY, tasks=[task("a", 10), task("b", 10), task("c", 10), task("d", 2, "a")])
    assert json.loads(json.dumps(found)) == found
    assert found["decision"] == "parallel"
    assert found["waves"] == [["a", "b", "c"], ["d"]]
    assert found["critical_path"] == ["a", "d"]
    assert (found["sequential_minutes"], found["parallel_minutes"]) == (32, 12)
    assert found["speedup"] == found["amdahl_limit"] == 2.6667
    assert (found["overhead"], found["overhead_basis"], found["agents"]) == (0.09, "prior", 3)
    assert found["net_benefit"] == pytest.approx(20 / 32 - 0.09)
    assert found["schedule"][-1] == {"id": "d", "start": 10, "end": 12}
    assert found["conflicts"] == []
    assert "a prior until this installation has measured" in found["reason"]
    assert "d (2 min)" in found["mermaid"]


@pytest.mark.parametrize(
    ("minutes", "overhead", "decision"),
    [((7.0, 3.0), 0.0, "parallel"), ((7.0001, 2.9999), 0.0, "sequential"), ((5.0, 5.0), 0.1, "parallel")],
)
def test_parallel_exactly_from_a_net_benefit_of_thirty_hundredths_on(
    minutes: tuple[float, float], overhead: float, decision: str
) -> None:
    known = World(Catalogue({}), Knowledge(overhead_per_agent=overhead))
    found = parallel_over_sequential(known, tasks=[task("a", minutes[0]), task("b", minutes[1])])
    assert found["decision"] == decision
    assert (found["net_benefit"] >= 0.30) == (decision == "parallel")


def test_a_measured_overhead_replaces_the_prior() -> None:
    found = parallel_over_sequential(MEASURED, tasks=[task(str(i), 1) for i in range(5)])
    assert (found["overhead"], found["overhead_basis"]) == (0.05, "measured")
    assert "measured on this installation" in found["reason"]


def test_the_prior_has_a_ceiling() -> None:
    assert parallel_over_sequential(EMPTY, tasks=[task(str(i), 1) for i in range(10)])["overhead"] == 0.2


def test_a_chain_stays_sequential_and_says_why() -> None:
    found = parallel_over_sequential(EMPTY, tasks=[task("a", 1), task("b", 1, "a")])
    assert (found["decision"], found["net_benefit"], found["overhead"]) == ("sequential", 0, 0)
    assert "only one task at a time" in found["reason"]


def test_wide_agents_that_save_too_little_are_named_as_coverage() -> None:
    found = parallel_over_sequential(EMPTY, tasks=[task("long", 20), *(task(str(i), 1) for i in range(5))])
    assert found["decision"] == "sequential"
    assert "coverage" in found["reason"]


def test_tasks_of_no_length_are_sequential_without_a_division_by_zero() -> None:
    found = parallel_over_sequential(EMPTY, tasks=[task("a", 0), task("b", 0)])
    assert (found["decision"], found["speedup"], found["net_benefit"]) == ("sequential", 1, 0)
    assert "take no time" in found["reason"]


@pytest.mark.requirement("learning-resources")
def test_a_resource_keeps_tasks_apart_and_is_listed() -> None:
    found = parallel_over_sequential(EMPTY, tasks=[task("a", 5, resources=("db",)), task("b", 5, resources=("db",))])
    assert found["decision"] == "sequential"
    assert len(found["waves"]) == 2
    assert found["conflicts"] == [{"a": "a", "b": "b", "resource": "db"}]
    assert found["parallel_minutes"] == 10
    assert parallel_over_sequential(EMPTY, tasks=[task("a", 5), task("b", 5)])["decision"] == "parallel"


def test_the_limit_holds_in_waves_and_schedule() -> None:
    found = parallel_over_sequential(EMPTY, tasks=[task(str(i), 3) for i in range(4)], max_parallel=2)
    assert [len(wave) for wave in found["waves"]] == [2, 2]
    assert found["parallel_minutes"] == 6


@pytest.mark.parametrize(
    ("tasks", "words"),
    [
        ([task("a", 1, "b"), task("b", 1, "a")], 'in a cycle: "a", "b"'),
        ([task("a", 1), task("a", 2)], '"a" stands 2 times'),
        ([task("a", 1, "ghost")], '"ghost", which is no task'),
        ([task("a", -1)], "minutes -1"),
        ([task("a", math.inf)], "minutes inf"),
        ([task("a", math.nan)], "minutes nan"),
        ([{"id": "a"}], "minutes None"),
        ([{"id": "a", "minutes": True}], "minutes True"),
        ([{"minutes": 1}], "Task number 1 has no id"),
        (["a"], "Task number 1 has no id"),
        ([{"id": "a", "minutes": 1, "resources": [3]}], "resources that is no list of texts"),
        ([task(str(i), 1) for i in range(2001)], "more than the 2000"),
    ],
)
def test_tasks_that_cannot_be_planned_are_refused_by_name(tasks: list[Any], words: str) -> None:
    with pytest.raises(UserError, match=words):
        parallel_over_sequential(EMPTY, tasks=tasks)


@pytest.mark.parametrize("limit", [0, -1, True, 2.5])
def test_a_limit_below_one_is_refused(limit: Any) -> None:
    with pytest.raises(UserError, match="max_parallel"):
        parallel_over_sequential(EMPTY, tasks=[task("a", 1)], max_parallel=limit)


def test_neither_tasks_nor_objective_is_refused() -> None:
    with pytest.raises(UserError, match="Give tasks"):
        parallel_over_sequential(EMPTY, objective="  ")


WORKFLOWS = World(
    Catalogue(
        {
            command.name: command
            for command in (
                Command("audit-security", "Find holes in a login", "", execution_time="10 min"),
                Command("write-tests", "Write tests", "", execution_time="4 min", resources=("tree",)),
                Command("fix-it", "Repair", ""),
                Command(
                    "harden", "Make it safe", "", "orchestrator", steps="(audit-security || write-tests) |> fix-it"
                ),
                Command("ship", "Release a version", "", "orchestrator", steps="write-tests |> fix-it"),
            )
        }
    )
)


@pytest.mark.parametrize(
    "objective", ["Harden the login flow", "Make it safe", "Fix the typo in line 3 of the login page"]
)
def test_an_objective_is_split_by_the_workflows_that_the_decision_engine_chooses(objective: str) -> None:
    found = parallel_over_sequential(WORKFLOWS, objective=objective)
    decision = decide(objective, catalogue=WORKFLOWS.catalogue)
    chosen = [decision.route.orchestrator] if decision.route.orchestrator else list(decision.route.workflows)
    assert found["workflows"] == chosen or not chosen
    assert set(found["workflows"]) <= {"harden", "ship"}
    assert f"split by {' and '.join(found['workflows'])}" in found["reason"]
    by_id = {t["id"]: t for t in found["tasks"]}
    assert by_id["write-tests"]["minutes"] == 4
    assert by_id["write-tests"]["resources"] == ["tree"]
    assert "write-tests" in by_id["fix-it"]["depends_on"]
    assert found["sequential_minutes"] == sum(t["minutes"] for t in found["tasks"])


def test_without_a_workflow_an_objective_cannot_be_split() -> None:
    with pytest.raises(UserError, match="Give tasks instead"):
        parallel_over_sequential(EMPTY, objective="blockchain")


def test_a_shared_resource_keeps_nobody_waiting_and_an_exclusive_one_does() -> None:
    readers = [task(name, 4, resources=("db:shared",)) for name in "abc"]
    assert parallel_over_sequential(EMPTY, tasks=readers)["parallel_minutes"] == 4
    found = parallel_over_sequential(EMPTY, tasks=[*readers, task("write", 2, resources=("db",))])
    assert found["parallel_minutes"] == 6
    assert {(c["a"], c["b"], c["resource"]) for c in found["conflicts"]} == {("write", n, "db") for n in "abc"}
    assert found["conflicts_total"] == 3


def test_given_tasks_win_over_an_objective() -> None:
    found = parallel_over_sequential(WORKFLOWS, tasks=[task("a", 1)], objective="harden")
    assert found["waves"] == [["a"]]
    assert "workflows" not in found


@st.composite
def given_tasks(draw: st.DrawFn) -> list[dict[str, Any]]:
    count = draw(st.integers(1, 10))
    return [
        task(
            f"t{i}",
            draw(st.floats(0, 100, allow_nan=False)),
            *draw(st.lists(st.sampled_from([f"t{j}" for j in range(i)]), max_size=2) if i else st.just([])),
            resources=tuple(draw(st.lists(st.sampled_from("rs"), max_size=1))),
        )
        for i in range(count)
    ]


@settings(max_examples=300)
@given(given_tasks(), st.integers(1, 5), st.one_of(st.none(), st.floats(0, 0.5)))
def test_the_sums_hold_for_random_tasks(tasks: list[dict[str, Any]], limit: int, measured: float | None) -> None:
    known = World(Catalogue({}), Knowledge(overhead_per_agent=measured))
    found = parallel_over_sequential(known, tasks=tasks, max_parallel=limit)
    sequential = sum(each["minutes"] for each in tasks)
    assert found["sequential_minutes"] == pytest.approx(sequential, abs=1e-4)
    assert found["parallel_minutes"] <= found["sequential_minutes"] + 1e-4
    assert found["speedup"] + 1e-4 >= 1
    assert found["speedup"] <= min(found["amdahl_limit"], max(found["agents"], 1)) * (1 + 1e-3)
    assert max(map(len, found["waves"])) <= limit
    assert found["agents"] <= limit
    if sequential > 0.01:
        net = (sequential - found["parallel_minutes"]) / sequential - found["overhead"]
        assert found["net_benefit"] == pytest.approx(net, abs=1e-2)
    assert found["decision"] == ("parallel" if found["net_benefit"] >= 0.30 else "sequential")

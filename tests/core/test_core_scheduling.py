"""Scheduling against brute force and networkx."""

from __future__ import annotations

import math
import sys
import time
from itertools import combinations, pairwise

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from podium.core.errors import UserError
from podium.core.holding import Hold, contested, holds
from podium.core.scheduling import (
    Task,
    check,
    conflicts,
    critical_path,
    find_cycles,
    makespan,
    ready,
    resource_holders,
    schedule,
    waves,
)


@st.composite
def task_sets(draw: st.DrawFn, most: int = 12, cyclic: bool = False) -> list[Task]:
    count = draw(st.integers(0, most))
    tasks = []
    for i in range(count):
        others = [f"t{j}" for j in (range(count) if cyclic else range(i))]
        depends_on = draw(st.lists(st.sampled_from(others), max_size=3)) if others else []
        minutes = draw(st.sampled_from([0.0, 0.5, 1.0, 2.0, 3.0, 7.0]))
        resources = draw(st.lists(st.sampled_from(["r", "s", "u", "r:shared", "s:read"]), max_size=2))
        tasks.append(Task(f"t{i}", minutes, tuple(depends_on), tuple(resources)))
    return draw(st.permutations(tasks))


limits = st.one_of(st.none(), st.integers(1, 4))


def graph_of(tasks: list[Task]) -> nx.DiGraph[str]:
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(task.id for task in tasks)
    graph.add_edges_from((name, task.id) for task in tasks for name in task.depends_on)
    return graph


def clashes(a: Task, b: Task) -> set[str]:
    """Resources that keep two tasks apart, computed from the texts: each writes, or one writes what the other reads."""
    writes, reads = (
        [{text.partition(":")[0] for text in t.resources if (":" in text) is reading} for t in (a, b)]
        for reading in (False, True)
    )
    return (writes[0] & (writes[1] | reads[1])) | (reads[0] & writes[1])


def longest_minutes(tasks: list[Task]) -> float:
    by_id = {task.id: task for task in tasks}
    ends: dict[str, float] = {}
    for name in nx.topological_sort(graph_of(tasks)):
        ends[name] = by_id[name].minutes + max((ends[d] for d in by_id[name].depends_on), default=0.0)
    return max(ends.values(), default=0.0)


def colouring_bound(tasks: list[Task]) -> int:
    """Colours that any greedy colouring needs at most, summed over generations: the largest degree and one."""
    by_id = {task.id: task for task in tasks}
    bound = 0
    for generation in nx.topological_generations(graph_of(tasks)):
        members = [by_id[name] for name in generation]
        bound += max(sum(bool(clashes(own, other)) for other in members if other is not own) for own in members) + 1
    return bound


@settings(max_examples=1000)
@given(task_sets(), limits)
@pytest.mark.requirement("phase2-order", "dependencies-conflicts")
def test_every_wave_needs_only_earlier_ones_shares_nothing_and_keeps_the_limit(
    tasks: list[Task], limit: int | None
) -> None:
    by_id = {task.id: task for task in tasks}
    plan = waves(tasks, limit)
    at = {name: index for index, wave in enumerate(plan) for name in wave}
    assert sorted(name for wave in plan for name in wave) == sorted(by_id)
    assert all(at[d] < at[task.id] for task in tasks for d in task.depends_on)
    for wave in plan:
        assert wave
        assert limit is None or len(wave) <= limit
        assert not any(clashes(by_id[a], by_id[b]) for a, b in combinations(wave, 2))
    assert limit is not None or len(plan) <= colouring_bound(tasks)
    assert plan == waves(tasks, limit)


@given(task_sets())
def test_without_resources_and_limit_the_waves_are_the_topological_generations(tasks: list[Task]) -> None:
    free = [Task(task.id, task.minutes, task.depends_on) for task in tasks]
    expected = [set(generation) for generation in nx.topological_generations(graph_of(free))]
    assert [set(wave) for wave in waves(free)] == expected


@given(st.integers(0, 20), st.integers(1, 6), st.integers(0, 6))
def test_independent_tasks_use_the_fewest_waves_possible(free: int, limit: int, sharing: int) -> None:
    tasks = [Task(f"f{i}") for i in range(free)] + [Task(f"r{i}", resources=("r",)) for i in range(sharing)]
    assert len(waves(tasks, limit)) == max(sharing, math.ceil(len(tasks) / limit))


def test_a_wave_that_has_room_takes_what_became_free() -> None:
    tasks = [Task("a", 5), Task("b", 1), Task("c", 1), Task("d", 1, ("a",))]
    assert waves(tasks, 2) == [["a", "b"], ["c", "d"]]


@settings(max_examples=1000)
@given(task_sets())
def test_the_critical_path_is_the_longest_by_minutes(tasks: list[Task]) -> None:
    names, minutes = critical_path(tasks)
    by_id = {task.id: task for task in tasks}
    assert minutes == pytest.approx(longest_minutes(tasks))
    assert minutes == pytest.approx(sum(by_id[name].minutes for name in names))
    assert all(before in by_id[after].depends_on for before, after in pairwise(names))


def test_a_path_of_fewer_but_longer_tasks_is_the_critical_one() -> None:
    tasks = [Task("a", 1), Task("b", 1, ("a",)), Task("c", 1, ("b",)), Task("long", 9)]
    assert critical_path(tasks) == (["long"], 9)


@settings(max_examples=400)
@given(task_sets(), limits)
def test_a_schedule_keeps_every_rule_and_never_idles(tasks: list[Task], limit: int | None) -> None:
    plan = schedule(tasks, limit)
    by_id = {task.id: task for task in tasks}
    starts = {name: start for name, start, _ in plan}
    ends = {name: end for name, _, end in plan}
    assert sorted(starts) == sorted(by_id)
    for task in tasks:
        assert ends[task.id] == starts[task.id] + task.minutes
        assert all(ends[d] <= starts[task.id] for d in task.depends_on)
    for a, b in combinations(tasks, 2):
        if clashes(a, b):
            assert ends[a.id] <= starts[b.id] or ends[b.id] <= starts[a.id]
    for moment in starts.values():
        running = [t for t in tasks if starts[t.id] <= moment < ends[t.id]]
        assert limit is None or len(running) <= limit
    assert_never_idle(tasks, starts, ends, limit)


def assert_never_idle(tasks: list[Task], starts: dict[str, float], ends: dict[str, float], limit: int | None) -> None:
    for task in tasks:
        for moment in {0.0, *ends.values()}:
            if moment >= starts[task.id] or any(ends[d] > moment for d in task.depends_on):
                continue
            running = [t for t in tasks if starts[t.id] <= moment < ends[t.id]]
            assert (limit is not None and len(running) >= limit) or any(clashes(task, t) for t in running)


@given(task_sets(), limits)
def test_the_makespan_lies_between_the_bounds_of_list_scheduling(tasks: list[Task], limit: int | None) -> None:
    free = [Task(task.id, task.minutes, task.depends_on) for task in tasks]
    total, longest = sum(t.minutes for t in free), longest_minutes(free)
    length = makespan(schedule(free, limit))
    places = limit or max(len(free), 1)
    assert max(longest, total / places) - 1e-9 <= length
    assert length <= total / places + longest * (1 - 1 / places) + 1e-9
    if limit is None:
        assert length == pytest.approx(longest)


def test_a_task_behind_a_held_resource_does_not_hold_up_its_siblings() -> None:
    tasks = [Task("a", 4, (), ("db",)), Task("b", 4, (), ("db",)), Task("c", 1)]
    assert schedule(tasks, 2) == [("a", 0, 4), ("c", 0, 1), ("b", 4, 8)]


def test_a_task_that_wants_two_resources_does_not_block_the_one_that_wants_the_free_one() -> None:
    tasks = [Task("x", 9, (), ("r",)), Task("both", 8, (), ("s", "r")), Task("s1", 1, (), ("s",))]
    assert schedule(tasks) == [("x", 0, 9), ("s1", 0, 1), ("both", 9, 17)]


@settings(max_examples=1000)
@given(task_sets(cyclic=True))
def test_cycles_are_the_strongly_connected_components(tasks: list[Task]) -> None:
    graph = graph_of(tasks)
    expected = {
        frozenset(group)
        for group in nx.strongly_connected_components(graph)
        if len(group) > 1 or graph.has_edge(*(list(group) * 2))
    }
    found = find_cycles(tasks)
    assert {frozenset(group) for group in found} == expected
    assert all(len(set(group)) == len(group) for group in found)


def test_a_ring_is_told_along_its_dependencies() -> None:
    tasks = [Task("a", depends_on=("c",)), Task("b", depends_on=("a",)), Task("c", depends_on=("b",))]
    assert find_cycles(tasks) == [["a", "c", "b"]]


@settings(max_examples=1000)
@given(task_sets())
@pytest.mark.requirement("phase2-conflicts")
def test_conflicts_are_the_pairs_that_cannot_hold_a_resource_together(tasks: list[Task]) -> None:
    expected = {(frozenset((a.id, b.id)), name) for a, b in combinations(tasks, 2) for name in clashes(a, b)}
    found = list(conflicts(tasks))
    assert {(frozenset((a, b)), name) for a, b, name in found} == expected
    assert len(found) == len(expected) == sum(holders.pairs for holders in resource_holders(tasks).values())


def test_readers_share_a_resource_and_a_writer_waits_for_all_of_them() -> None:
    tasks = [Task("write", 2, (), ("db",)), Task("read", 3, (), ("db:shared",)), Task("look", 1, (), ("db:read",))]
    assert waves(tasks) == [["read", "look"], ["write"]]
    assert schedule(tasks) == [("read", 0, 3), ("look", 0, 1), ("write", 3, 5)]
    assert ready(tasks, set(), {"look"}, 9) == ["read"]


def test_what_is_asked_for_alone_and_shared_is_held_alone_and_other_colons_belong_to_the_name() -> None:
    assert holds(("db:shared", "db", "host:8080", ":shared")) == (
        Hold("db"),
        Hold("host:8080"),
        Hold(":shared"),
    )
    assert holds(("db:exclusive", "Log : Shared")) == (Hold("db"), Hold("Log", True))
    assert contested(("db", "log:read"), ("db:read", "log:shared")) == ["db"]


@settings(max_examples=300)
@given(task_sets(), st.data(), st.integers(0, 4))
@pytest.mark.requirement("dependencies-parallel")
def test_what_is_ready_may_start_together_now(tasks: list[Task], data: st.DataObject, places: int) -> None:
    order = [name for name, _, _ in schedule(tasks)]
    done = set(order[: data.draw(st.integers(0, len(order)))])
    first = ready(tasks, done, set(), 1)
    by_id = {task.id: task for task in tasks}
    chosen = ready(tasks, done, set(first), places)
    assert len(chosen) <= places
    assert not set(chosen) & (done | set(first))
    assert all(done >= set(by_id[name].depends_on) for name in chosen)
    assert not any(clashes(by_id[a], by_id[b]) for a, b in combinations([*first, *chosen], 2))


@pytest.mark.requirement("dependencies-order")
def test_the_longest_path_to_the_end_is_ready_first() -> None:
    tasks = [Task("short", 3), Task("root", 1), Task("leaf", 9, ("root",))]
    assert ready(tasks, set(), set(), 9) == ["root", "short"]
    assert ready(tasks, set(), set(), 1) == ["root"]
    assert ready(tasks, {"root"}, {"short"}, 9) == ["leaf"]


def test_a_member_of_a_cycle_is_never_ready() -> None:
    tasks = [Task("a", depends_on=("b",)), Task("b", depends_on=("a",)), Task("c")]
    assert ready(tasks, set(), set(), 9) == ["c"]


@pytest.mark.parametrize(
    ("tasks", "words"),
    [
        ([Task("a"), Task("a")], '"a" stands 2 times'),
        ([Task("a", depends_on=("ghost",))], '"ghost", which is no task'),
        ([Task("a", -1)], "Give a finite number"),
        ([Task("a", math.nan)], "Give a finite number"),
        ([Task("a", depends_on=("a",))], 'in a cycle: "a"'),
        ([Task("a", depends_on=("b",)), Task("b", depends_on=("a",))], 'in a cycle: "a", "b"'),
    ],
)
def test_tasks_that_no_schedule_can_hold_are_refused_by_name(tasks: list[Task], words: str) -> None:
    with pytest.raises(UserError, match=words):
        check(tasks)


@pytest.mark.parametrize("plan", [waves, schedule, critical_path])
def test_a_cycle_is_refused_by_every_plan(plan: object) -> None:
    with pytest.raises(UserError, match="in a cycle"):
        plan([Task("a", depends_on=("b",)), Task("b", depends_on=("a",))])  # type: ignore[operator]


def test_no_tasks_make_an_empty_plan() -> None:
    assert waves([]) == []
    assert schedule([]) == []
    assert critical_path([]) == ([], 0.0)
    assert makespan([]) == 0.0


untraced = pytest.mark.skipif(sys.gettrace() is not None, reason="a tracer slows every line")


def wide_tasks(count: int) -> list[Task]:
    return [
        Task(f"t{i}", 1 + i % 7, tuple(f"t{(i * k) % i}" for k in (3, 7) if i), (f"r{i % 40}",)) for i in range(count)
    ]


def fastest(work: object, tasks: list[Task]) -> float:
    seconds = []
    for _ in range(7):
        began = time.process_time()
        work(tasks)  # type: ignore[operator]
        seconds.append(time.process_time() - began)
    return min(seconds)


@untraced
def test_a_thousand_tasks_are_planned_in_milliseconds() -> None:
    tasks = wide_tasks(1000)
    # Ten are the goal and six are usual; a busy machine may take twice as long.
    assert fastest(lambda t: (waves(t, 10), critical_path(t)), tasks) <= 0.020


@untraced
@pytest.mark.parametrize("work", [lambda t: waves(t, 10), lambda t: schedule(t, 10)])
def test_a_thousand_tasks_for_one_resource_stay_cheap(work: object) -> None:
    assert fastest(work, [Task(f"t{i}", 1, (), ("r",)) for i in range(1000)]) <= 0.1

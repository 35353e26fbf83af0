"""How long runs take: random graphs of stub agents, driven through the engine and the scheduler in virtual time.

Every agent takes as long as it was planned for; the run is stepped after each reply, as under push. No test sleeps.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable
from itertools import combinations

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from podium.core.calls import AgentCall
from podium.core.engine import advance
from podium.core.scheduling import Task, makespan, ready, schedule
from run_samples import START, begun, call, good, run_of, setting

AGENTS = 10
Planned = dict[str, tuple[float, float]]


@st.composite
def agents(draw: st.DrawFn, resources: tuple[str, ...] = ()) -> list[AgentCall]:
    """Up to ten agents with dependencies on earlier ones, and resources where some are given."""
    calls: list[AgentCall] = []
    for n in range(draw(st.integers(1, AGENTS))):
        before = sorted(draw(st.sets(st.integers(0, n - 1), max_size=3))) if n else []
        held = tuple(draw(st.lists(st.sampled_from(resources), max_size=2))) if resources else ()
        minutes = draw(st.sampled_from([0.1, 0.5, 1.0, 2.0, 3.5, 8.0]))
        calls.append(call(f"a{n}", *(f"a{i}" for i in before), minutes=minutes, resources=held))
    return calls


def tasks_of(calls: list[AgentCall]) -> list[Task]:
    return [Task(c.id, c.minutes, c.depends_on, c.resources) for c in calls]


def longest_path(calls: list[AgentCall]) -> float:
    """Minutes of the longest path, by networkx over edges that weigh as much as the task they leave."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    for each in calls:
        graph.add_edge(each.id, "end", weight=each.minutes)
        graph.add_weighted_edges_from(
            (d, each.id, next(c.minutes for c in calls if c.id == d)) for d in each.depends_on
        )
    return float(nx.dag_longest_path_length(graph))


def ended(out: list[tuple[float, str]]) -> tuple[float, list[str]]:
    """The next moment at which something ends, and all that ends then."""
    now, first = heapq.heappop(out)
    names = [first]
    while out and out[0][0] == now:
        names.append(heapq.heappop(out)[1])
    return now, names


def driven(calls: list[AgentCall]) -> Planned:
    """Start and end of every agent of a run under push, in minutes; the engine is told each reply as it comes."""
    run = begun(run_of(*calls, limits={"seconds": 1_000_000.0}))
    times: Planned = {}
    out: list[tuple[float, str]] = []
    now = 0.0
    while not run.ended:
        for state in run.asked:
            if state.call.id not in times:
                times[state.call.id] = (now, now + state.call.minutes)
                heapq.heappush(out, (now + state.call.minutes, state.call.id))
        now, answered = ended(out)
        run = advance(run, [good(name) for name in answered], setting(), START + now * 60).run
    assert run.status == "completed"
    return times


def replanned(tasks: list[Task], places: int) -> Planned:
    """The same with a limit on agents at once: what may start is planned anew after every reply."""
    by_id = {task.id: task for task in tasks}
    times: Planned = {}
    out: list[tuple[float, str]] = []
    done: set[str] = set()
    now = 0.0
    while len(done) < len(tasks):
        running = {name for _, name in out}
        for name in ready(tasks, done, running, places - len(running)):
            times[name] = (now, now + by_id[name].minutes)
            heapq.heappush(out, (times[name][1], name))
        now, answered = ended(out)
        done.update(answered)
    return times


def length(times: Planned) -> float:
    return max(end for _, end in times.values())


@settings(max_examples=300)
@given(agents())
@pytest.mark.requirement("dependencies-parallel")
def test_with_unlimited_agents_nobody_waits_for_a_slow_sibling(calls: list[AgentCall]) -> None:
    assert length(driven(calls)) <= 1.05 * longest_path(calls)


@settings(max_examples=300)
@given(agents(("db", "tree", "db:shared")))
@pytest.mark.requirement("dependencies-conflicts")
def test_with_conflicts_a_run_is_as_short_as_its_list_schedule_and_never_holds_two_together(
    calls: list[AgentCall],
) -> None:
    times = driven(calls)
    assert length(times) <= 1.1 * makespan(schedule(tasks_of(calls)))
    for a, b in combinations(calls, 2):
        writes = [{r for r in c.resources if ":" not in r} for c in (a, b)]
        names = [{r.partition(":")[0] for r in c.resources} for c in (a, b)]
        if writes[0] & names[1] or writes[1] & names[0]:
            assert times[a.id][1] <= times[b.id][0] or times[b.id][1] <= times[a.id][0]


@settings(max_examples=300)
@given(agents(), st.integers(1, 5))
def test_with_a_limit_replanning_keeps_to_the_bound_of_list_scheduling(calls: list[AgentCall], places: int) -> None:
    tasks = tasks_of(calls)
    times = replanned(tasks, places)
    total, longest = sum(task.minutes for task in tasks), longest_path(calls)
    assert length(times) <= total / places + longest * (1 - 1 / places) + 1e-9
    assert length(times) <= 1.1 * makespan(schedule(tasks, places))
    for moment, _ in times.values():
        assert sum(start <= moment < end for start, end in times.values()) <= places


@pytest.mark.parametrize("plan", [driven, lambda calls: replanned(tasks_of(calls), 2)])
@pytest.mark.requirement("dependencies-order")
def test_the_critical_path_goes_first(plan: Callable[[list[AgentCall]], Planned]) -> None:
    calls = [
        call("short", minutes=5, resources=("tree",)),
        call("root", minutes=1, resources=("tree",)),
        call("leaf", "root", minutes=9),
        call("other", minutes=2),
    ]
    times = plan(calls)
    assert times["root"][0] == 0
    assert length(times) == 10

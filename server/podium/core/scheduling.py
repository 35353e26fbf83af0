"""Waves, critical path, conflicts, and the event-driven schedule of a set of tasks, given as such or as their graph.

Everything is deterministic: ties fall to the order in which the tasks were given. A resource is held exclusively while
its task runs. Tasks with a cycle, a repeated id or an unknown dependency are refused by name.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from itertools import combinations

from podium.core.task_graph import Task, TaskGraph, check, find_cycles, sound_graph, task_graph

__all__ = [
    "Task",
    "check",
    "conflicts",
    "critical_path",
    "find_cycles",
    "makespan",
    "ready",
    "resource_holders",
    "schedule",
    "waves",
]


def waves(tasks: Sequence[Task] | TaskGraph, max_parallel: int | None = None) -> list[list[str]]:
    """Group tasks so that each wave needs only earlier ones, shares no resource and holds at most `max_parallel`.

    Each generation is coloured by its resource conflicts (largest first), its colours are taken with the longest path
    to the end first, and every task then moves to the earliest wave that can hold it. There are never more waves than
    the colouring alone would give.
    """
    graph = sound_graph(tasks)
    tasks = graph.tasks
    slots = _Slots(max_parallel)
    placed = [0] * len(tasks)
    for generation in graph.generations:
        for i in _coloured(graph, generation, max_parallel):
            floor = max((placed[j] + 1 for j in graph.before[i]), default=0)
            placed[i] = slots.take(floor, tasks[i].resources)
    found: list[list[str]] = [[] for _ in range(max(placed, default=-1) + 1)]
    for i in sorted(range(len(tasks)), key=lambda i: (-graph.tail[i], i)):
        found[placed[i]].append(tasks[i].id)
    return found


def critical_path(tasks: Sequence[Task] | TaskGraph) -> tuple[list[str], float]:
    """The longest chain of dependencies by minutes, in order of execution, and its length in minutes."""
    graph = sound_graph(tasks)
    order = [i for generation in graph.generations for i in generation]
    if not order:
        return [], 0.0
    path = [max(order, key=lambda i: graph.tail[i])]
    while graph.after[path[-1]]:
        path.append(max(graph.after[path[-1]], key=lambda i: graph.tail[i]))
    return [graph.tasks[i].id for i in path], graph.tail[path[0]]


def conflicts(tasks: Iterable[Task]) -> Iterator[tuple[str, str, str]]:
    """Pairs of tasks that hold the same resource, as (one, other, resource). Lazy: n holders make n(n-1)/2 pairs."""
    for resource, holders in resource_holders(tasks).items():
        for one, other in combinations(holders, 2):
            yield one, other, resource


def resource_holders(tasks: Iterable[Task]) -> dict[str, list[str]]:
    """The ids of the tasks that hold each resource, in the order given."""
    holders: dict[str, list[str]] = {}
    for task in tasks:
        for resource in dict.fromkeys(task.resources):
            holders.setdefault(resource, []).append(task.id)
    return holders


def ready(tasks: Sequence[Task], done: AbstractSet[str], running: AbstractSet[str], places: int) -> list[str]:
    """The tasks that may start now, the longest path to the end first.

    Their dependencies are in `done`, and their resources are free of what is running and of each other.

    Args:
        tasks: Every task of the run. Members of a cycle are never ready.
        done: Ids of tasks that have ended.
        running: Ids of tasks that have started and not ended.
        places: How many more tasks may start.
    """
    graph = task_graph(tasks)
    held = {name for task in tasks if task.id in running for name in task.resources}
    chosen: list[str] = []
    for i in sorted(range(len(tasks)), key=lambda i: (-graph.tail[i], i)):
        task = tasks[i]
        if len(chosen) >= places:
            break
        if task.id in done or task.id in running or not done >= set(task.depends_on):
            continue
        if held.isdisjoint(task.resources):
            chosen.append(task.id)
            held.update(task.resources)
    return chosen


def schedule(tasks: Sequence[Task] | TaskGraph, max_parallel: int | None = None) -> list[tuple[str, float, float]]:
    """List scheduling: a task starts as soon as its dependencies, its resources and a place are free.

    Among those that could start, the one with the longest path to the end goes first (Graham 1969, with the priorities
    of Hu 1961).

    Returns:
        (id, start, end) in minutes from the beginning, in the order of starting.
    """
    graph = sound_graph(tasks)
    return _ListScheduler(graph, max_parallel or max(len(graph.tasks), 1)).run()


def makespan(plan: Sequence[tuple[str, float, float]]) -> float:
    """When the last task of a schedule ends, in minutes from the beginning."""
    return max((end for _, _, end in plan), default=0.0)


def _coloured(graph: TaskGraph, generation: list[int], most: int | None) -> list[int]:
    """One generation in the order in which its members are placed: colour by colour, the longest path first."""
    users = Counter([name for i in generation for name in graph.tasks[i].resources])
    if len(users) == users.total() and len(generation) <= (most or len(generation)):
        return generation
    weights = [(-sum([users[name] for name in graph.tasks[i].resources]), -graph.tail[i], i) for i in generation]
    slots = _Slots(most)
    colours: dict[int, list[int]] = {}
    for _, _, i in sorted(weights):
        colours.setdefault(slots.take(0, graph.tasks[i].resources), []).append(i)
    longest_first = sorted((min([-graph.tail[i] for i in members]), at) for at, members in colours.items())
    return [i for _, at in longest_first for i in colours[at]]


class _Slots:
    """Waves being filled. From a wave that is full, or holds a resource, a skip leads towards the next that is free."""

    def __init__(self, most: int | None) -> None:
        self._most = most
        self._members: dict[int, int] = {}
        self._full: dict[int, int] = {}
        self._skip: dict[str, dict[int, int]] = {}

    def take(self, floor: int, resources: Iterable[str]) -> int:
        """Put one task into the earliest wave from `floor` on that has a place and none of its resources."""
        skips = [self._full, *[self._skip.setdefault(name, {}) for name in resources]]
        wave = before = _follow(self._full, floor)
        while True:
            for skip in skips:
                if wave in skip:
                    wave = _follow(skip, wave)
            if wave == before:
                break
            before = wave
        for skip in skips[1:]:
            skip[wave] = wave + 1
        if self._most:
            self._members[wave] = members = self._members.get(wave, 0) + 1
            if members == self._most:
                self._full[wave] = wave + 1
        return wave


def _follow(skip: dict[int, int], wave: int) -> int:
    while wave in skip:
        onward = skip[wave]
        skip[wave] = skip.get(onward, onward)
        wave = onward
    return wave


@dataclass(slots=True)
class _ListScheduler:
    """The clock, what runs, and who waits: for a place in `_open`, for a resource in `_parked`."""

    graph: TaskGraph
    places: int
    _open: list[tuple[float, int]] = field(default_factory=list)
    _parked: dict[str, list[tuple[float, int]]] = field(default_factory=dict)
    _busy: set[str] = field(default_factory=set)
    _ends: list[tuple[float, int]] = field(default_factory=list)
    _plan: list[tuple[str, float, float]] = field(default_factory=list)

    def run(self) -> list[tuple[str, float, float]]:
        """Start what can start, then go on to the next end, until nothing is left."""
        waiting = [len(needed) for needed in self.graph.before]
        for i, count in enumerate(waiting):
            if not count:
                self._offer(i)
        self._start(0.0)
        while self._ends:
            now = self._ends[0][0]
            while self._ends and self._ends[0][0] == now:
                self._end(heapq.heappop(self._ends)[1], waiting)
            self._start(now)
        return self._plan

    def _offer(self, i: int) -> None:
        heapq.heappush(self._open, (-self.graph.tail[i], i))

    def _start(self, now: float) -> None:
        while self._open and len(self._ends) < self.places:
            entry = heapq.heappop(self._open)
            task = self.graph.tasks[entry[1]]
            blocked = next((name for name in task.resources if name in self._busy), None)
            if blocked is None:
                self._busy.update(task.resources)
                heapq.heappush(self._ends, (now + task.minutes, entry[1]))
                self._plan.append((task.id, now, now + task.minutes))
            else:
                heapq.heappush(self._parked.setdefault(blocked, []), entry)
                self._release(name for name in task.resources if name not in self._busy)

    def _end(self, i: int, waiting: list[int]) -> None:
        self._busy.difference_update(self.graph.tasks[i].resources)
        self._release(self.graph.tasks[i].resources)
        for j in self.graph.after[i]:
            waiting[j] -= 1
            if not waiting[j]:
                self._offer(j)

    def _release(self, resources: Iterable[str]) -> None:
        """Let the first in line for each free resource try again; it parks anew where another one is still held."""
        for name in resources:
            if self._parked.get(name):
                heapq.heappush(self._open, heapq.heappop(self._parked[name]))

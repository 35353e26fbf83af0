"""Waves, critical path, conflicts, and the event-driven schedule of a set of tasks, given as such or as their graph.

Everything is deterministic: ties fall to the order in which the tasks were given. A resource is held while its task
runs, alone or shared (`podium.core.holding`). Tasks with a cycle, a repeated id or an unknown dependency are refused.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from itertools import combinations, product

from podium.core.holding import Held, Hold, holds
from podium.core.task_graph import Task, TaskGraph, check, find_cycles, sound_graph, task_graph

__all__ = [
    "Holders",
    "Plan",
    "Task",
    "check",
    "conflicts",
    "critical_path",
    "find_cycles",
    "makespan",
    "planned",
    "ready",
    "resource_holders",
    "schedule",
    "waves",
]


def waves(tasks: Sequence[Task] | TaskGraph, max_parallel: int | None = None) -> list[list[str]]:
    """Group tasks so that each wave needs only earlier ones, has no conflict and holds at most `max_parallel`.

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
            before = graph.before[i]
            floor = max([placed[j] for j in before]) + 1 if before else 0
            placed[i] = slots.take(floor, holds(tasks[i].resources))
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


@dataclass(frozen=True, slots=True)
class Plan:
    """Tasks in waves, with the longest path through them and its minutes."""

    tasks: tuple[Task, ...]
    waves: tuple[tuple[str, ...], ...]
    critical_path: tuple[str, ...]
    minutes: float


def planned(tasks: Sequence[Task] | TaskGraph) -> Plan:
    """The waves and the critical path of tasks."""
    graph = sound_graph(tasks)
    path, minutes = critical_path(graph)
    return Plan(tuple(graph.tasks), tuple(map(tuple, waves(graph))), tuple(path), minutes)


def conflicts(tasks: Iterable[Task]) -> Iterator[tuple[str, str, str]]:
    """Pairs of tasks that cannot hold a resource together, as (one, other, resource). Lazy: n holders make n(n-1)/2."""
    for resource, holders in resource_holders(tasks).items():
        for one, other in combinations(holders.alone, 2):
            yield one, other, resource
        for one, other in product(holders.alone, holders.shared):
            yield one, other, resource


@dataclass(frozen=True, slots=True)
class Holders:
    """The ids of the tasks that hold one resource, in the order given."""

    alone: list[str] = field(default_factory=list)
    shared: list[str] = field(default_factory=list)

    @property
    def pairs(self) -> int:
        """How many pairs of them cannot run together."""
        return len(self.alone) * (len(self.alone) - 1) // 2 + len(self.alone) * len(self.shared)


def resource_holders(tasks: Iterable[Task]) -> dict[str, Holders]:
    """The tasks that hold each resource."""
    found: dict[str, Holders] = {}
    for task in tasks:
        if task.resources:
            for resource, shared in holds(task.resources):
                holders = found.setdefault(resource, Holders())
                (holders.shared if shared else holders.alone).append(task.id)
    return found


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
    held = Held()
    for task in tasks:
        if task.id in running:
            held.take(holds(task.resources))
    chosen: list[str] = []
    for i in sorted(range(len(tasks)), key=lambda i: (-graph.tail[i], i)):
        task = tasks[i]
        if len(chosen) >= places:
            break
        if task.id in done or task.id in running or not done >= set(task.depends_on):
            continue
        wanted = holds(task.resources)
        if held.is_free(wanted):
            chosen.append(task.id)
            held.take(wanted)
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
    held = {i: holds(graph.tasks[i].resources) for i in generation if graph.tasks[i].resources}
    users = Counter([hold for wanted in held.values() for hold in wanted])
    contested = len({hold.resource for hold in users}) < users.total()
    if not contested and len(generation) <= (most or len(generation)):
        return generation
    weights = [(-_rivals(held.get(i, ()), users), -graph.tail[i], i) for i in generation]
    slots = _Slots(most)
    colours: dict[int, list[int]] = {}
    for _, _, i in sorted(weights):
        colours.setdefault(slots.take(0, held.get(i, ())), []).append(i)
    longest_first = sorted((min([-graph.tail[i] for i in members]), at) for at, members in colours.items())
    return [i for _, at in longest_first for i in colours[at]]


def _rivals(wanted: tuple[Hold, ...], users: Counter[Hold]) -> int:
    """How often others want what one wants in a way that keeps them apart, itself counted once per resource."""
    return sum([users[Hold(name)] + (0 if shared else users[Hold(name, True)]) for name, shared in wanted])


_Closed = tuple[dict[int, int], tuple[dict[int, int], ...]]


class _Slots:
    """Waves being filled. From a wave that is full, or closed to a hold, a skip leads towards the next that is open."""

    def __init__(self, most: int | None) -> None:
        self._most = most
        self._members: dict[int, int] = {}
        self._full: dict[int, int] = {}
        self._closed: dict[str, tuple[dict[int, int], dict[int, int]]] = {}
        self._maps: dict[Hold, _Closed] = {}

    def take(self, floor: int, wanted: tuple[Hold, ...]) -> int:
        """Put one task into the earliest wave from `floor` on that has a place and room for what it holds."""
        if not (wanted or self._most):
            return floor
        closed = [self._closed_to(hold) for hold in wanted]
        skips = [self._full, *[maps[0] for maps in closed]] if self._most else [maps[0] for maps in closed]
        wave, before = floor, -1
        while wave != before:
            before = wave
            for skip in skips:
                wave = _follow(skip, wave)
            if len(skips) < 2:
                break
        for maps in closed:
            for skip in maps[1]:
                skip.setdefault(wave, wave + 1)
        if self._most:
            self._members[wave] = members = self._members.get(wave, 0) + 1
            if members == self._most:
                self._full[wave] = wave + 1
        return wave

    def _closed_to(self, hold: Hold) -> _Closed:
        """The waves that are closed to a hold, and all that taking a wave for it closes."""
        maps = self._maps.get(hold)
        if maps is None:
            alone, shared = self._closed.setdefault(hold.resource, ({}, {}))
            self._maps[hold] = maps = (shared, (alone,)) if hold.shared else (alone, (alone, shared))
        return maps


def _follow(skip: dict[int, int], wave: int) -> int:
    while wave in skip:
        onward = skip[wave]
        skip[wave] = skip.get(onward, onward)
        wave = onward
    return wave


@dataclass(slots=True)
class _ListScheduler:
    """The clock, what runs, and who waits: for a place in `_open`, for room to hold something in `_parked`."""

    graph: TaskGraph
    places: int
    _open: list[tuple[float, int]] = field(default_factory=list)
    _parked: dict[Hold, list[tuple[float, int]]] = field(default_factory=dict)
    _held: Held = field(default_factory=Held)
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
            wanted = holds(task.resources)
            blocked = next((hold for hold in wanted if not self._held.has_room_for(hold)), None)
            if blocked is None:
                self._held.take(wanted)
                heapq.heappush(self._ends, (now + task.minutes, entry[1]))
                self._plan.append((task.id, now, now + task.minutes))
            else:
                heapq.heappush(self._parked.setdefault(blocked, []), entry)
            self._call_next(wanted)

    def _end(self, i: int, waiting: list[int]) -> None:
        released = holds(self.graph.tasks[i].resources)
        self._held.give_back(released)
        self._call_next(Hold(name, shared) for name, _ in released for shared in (False, True))
        for j in self.graph.after[i]:
            waiting[j] -= 1
            if not waiting[j]:
                self._offer(j)

    def _call_next(self, wanted: Iterable[Hold]) -> None:
        """Let the first in line for what has room try again; it parks anew where something else is still held."""
        for hold in wanted:
            if self._parked.get(hold) and self._held.has_room_for(hold):
                heapq.heappush(self._open, heapq.heappop(self._parked[hold]))

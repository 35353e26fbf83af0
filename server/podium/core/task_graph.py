"""Tasks and the graph of their dependencies: its generations, longest paths, cycles, and what no schedule can hold."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from podium.core.errors import UserError


@dataclass(frozen=True, slots=True)
class Task:
    """One piece of work: its length in minutes, what must end before it, what it holds (see `podium.core.holding`)."""

    id: str
    minutes: float = 1.0
    depends_on: tuple[str, ...] = ()
    resources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TaskGraph:
    """Tasks by position. `tail` is the longest path in minutes from a task's start to the end of everything."""

    tasks: Sequence[Task]
    before: list[list[int]]
    after: list[list[int]]
    generations: list[list[int]]
    tail: list[float]

    @property
    def whole(self) -> bool:
        """Whether every task stands in a generation, so that nothing waits for itself."""
        return sum(map(len, self.generations)) == len(self.tasks)


def check(tasks: Sequence[Task]) -> None:
    """Refuse tasks that no schedule can hold.

    Raises:
        UserError: A repeated id, an unknown dependency, minutes that are negative or not finite, or a cycle.
    """
    for name, times in Counter(task.id for task in tasks).items():
        if times > 1:
            raise UserError(f"Task id {quoted(name)} stands {times} times. Give every task its own id.")
    known = {task.id for task in tasks}
    for task in tasks:
        if not (math.isfinite(task.minutes) and task.minutes >= 0):
            raise UserError(f"Task {quoted(task.id)} has minutes {task.minutes}. Give a finite number from 0 up.")
        unknown = [name for name in task.depends_on if name not in known]
        if unknown:
            raise UserError(
                f"Task {quoted(task.id)} depends on {quoted(unknown[0])}, which is no task. "
                "Add that task or remove the dependency."
            )
    cycles = find_cycles(tasks)
    if cycles:
        members = ", ".join(quoted(name) for name in cycles[0])
        raise UserError(f"These tasks wait for each other in a cycle: {members}. Remove one of their dependencies.")


def find_cycles(tasks: Sequence[Task] | TaskGraph) -> list[list[str]]:
    """The groups of tasks that wait for each other (strongly connected components), each along its ring if it is one.

    Unknown dependencies are ignored; a task that depends on itself is a group of one.
    """
    graph = tasks if isinstance(tasks, TaskGraph) else task_graph(tasks)
    if graph.whole:
        return []
    loose = set(range(len(graph.tasks))).difference(*graph.generations)
    groups = [sorted(group) for group in _components(graph, loose)]
    rings = [group for group in groups if len(group) > 1 or group[0] in graph.before[group[0]]]
    return [[graph.tasks[i].id for i in _along(graph, ring)] for ring in sorted(rings)]


def sound_graph(tasks: Sequence[Task] | TaskGraph) -> TaskGraph:
    """The graph of tasks that can all be ordered; others are refused as by `check`."""
    graph = tasks if isinstance(tasks, TaskGraph) else task_graph(tasks)
    known = {task.id for task in graph.tasks}
    sound = graph.whole and len(known) == len(graph.tasks)
    if not sound or not known.issuperset(chain.from_iterable(task.depends_on for task in graph.tasks)):
        check(graph.tasks)
    return graph


def task_graph(tasks: Sequence[Task]) -> TaskGraph:
    """The graph of any tasks: unknown dependencies are ignored, members of cycles stand in no generation."""
    at = {task.id: i for i, task in enumerate(tasks)}
    before = [[at[name] for name in dict.fromkeys(task.depends_on) if name in at] for task in tasks]
    after: list[list[int]] = [[] for _ in tasks]
    for i, needed in enumerate(before):
        for j in needed:
            after[j].append(i)
    generations = _generations(before, after)
    tail = [task.minutes for task in tasks]
    for generation in reversed(generations):
        for i in generation:
            if after[i]:
                tail[i] += max([tail[j] for j in after[i]])
    return TaskGraph(tasks, before, after, generations, tail)


def _generations(before: list[list[int]], after: list[list[int]]) -> list[list[int]]:
    """Kahn's generations; what stands in a cycle or behind one is in none."""
    waiting = [len(needed) for needed in before]
    generation = [i for i, count in enumerate(waiting) if not count]
    found = []
    while generation:
        found.append(generation)
        following = []
        for i in generation:
            for j in after[i]:
                waiting[j] -= 1
                if not waiting[j]:
                    following.append(j)
        generation = sorted(following)
    return found


def _components(graph: TaskGraph, loose: set[int]) -> list[list[int]]:
    """Kosaraju's strongly connected components of the tasks in `loose`."""
    seen: set[int] = set()
    ended = [i for root in sorted(loose) for i in _post_order(graph.after, root, loose, seen)]
    seen = set()
    found = [_post_order(graph.before, root, loose, seen) for root in reversed(ended)]
    return [group for group in found if group]


def _post_order(steps: list[list[int]], root: int, within: set[int], seen: set[int]) -> list[int]:
    """What is reached from `root` inside `within` and was not seen, each after what it leads to."""
    if root in seen:
        return []
    seen.add(root)
    ended, stack = [], [(root, iter(steps[root]))]
    while stack:
        here, onward = stack[-1]
        step = next((j for j in onward if j in within and j not in seen), None)
        if step is None:
            ended.append(here)
            stack.pop()
        else:
            seen.add(step)
            stack.append((step, iter(steps[step])))
    return ended


def _along(graph: TaskGraph, group: list[int]) -> list[int]:
    """The members of a group, following dependencies from the first as far as they lead."""
    rest = dict.fromkeys(group)
    walk: list[int] = []
    here: int | None = group[0]
    while here is not None:
        walk.append(here)
        del rest[here]
        here = next((j for j in graph.before[here] if j in rest), None)
    return walk + list(rest)


def quoted(name: str) -> str:
    """A name as error messages show it: in quotation marks, cut at 60 characters."""
    return f'"{name if len(name) <= 60 else name[:59] + "…"}"'

"""Where the boxes of a picture stand: columns from left to right along the arrows, few crossings, in whole units."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from podium.core.task_graph import Task, task_graph

MOST_ROWS = 14
SWEEPS = 4


@dataclass(frozen=True, slots=True)
class Layout:
    """Column and row of every box, counted from 0, and how many there are of each."""

    places: Mapping[str, tuple[int, int]]
    columns: int
    rows: int


def layered(names: Sequence[str], arrows: Iterable[tuple[str, str]], most_rows: int = MOST_ROWS) -> Layout:
    """Boxes in columns after what points at them, ordered by the mean place of their neighbours.

    Arrows that would close a ring are not followed (Sugiyama, Tagawa and Toda 1981). A column that would be longer than
    `most_rows` is broken into several; boxes without an arrow come last.
    """
    known = set(names)
    before = _without_rings(names, [(a, b) for a, b in arrows if a in known and b in known and a != b])
    pointing = {name for earlier in before.values() for name in earlier}
    linked = [name for name in names if before[name] or name in pointing]
    graph = task_graph([Task(name, 1.0, tuple(before[name])) for name in linked])
    layers = [[linked[i] for i in generation] for generation in graph.generations]
    layers = _uncrossed(layers, before)
    layers.append([name for name in names if not before[name] and name not in pointing])
    columns = [layer[at : at + most_rows] for layer in layers for at in range(0, len(layer), most_rows)]
    places = {name: (x, y) for x, column in enumerate(columns) for y, name in enumerate(column)}
    return Layout(places, len(columns), max(map(len, columns), default=0))


def _without_rings(names: Sequence[str], arrows: Sequence[tuple[str, str]]) -> dict[str, list[str]]:
    """What points at each box, without the arrows that lead back on a walk from the first boxes on."""
    onward: dict[str, list[str]] = {name: [] for name in names}
    for source, target in dict.fromkeys(arrows):
        onward[source].append(target)
    before: dict[str, list[str]] = {name: [] for name in names}
    state: dict[str, str] = {}
    for root in names:
        stack = [(root, iter(onward[root]))] if root not in state else []
        state.setdefault(root, "open")
        while stack:
            here, steps = stack[-1]
            step = next(steps, None)
            if step is None:
                state[here] = "done"
                stack.pop()
            elif state.get(step) != "open":
                before[step].append(here)
                if step not in state:
                    state[step] = "open"
                    stack.append((step, iter(onward[step])))
    return before


def _uncrossed(layers: list[list[str]], before: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """The layers with each box near the mean place of its neighbours, swept forth and back."""
    after: dict[str, list[str]] = {name: [] for name in before}
    for name, earlier in before.items():
        for other in earlier:
            after[other].append(name)
    place = {name: float(at) for layer in layers for at, name in enumerate(layer)}
    for sweep in range(SWEEPS):
        neighbours = before if sweep % 2 == 0 else after
        for layer in layers if sweep % 2 == 0 else reversed(layers):
            layer.sort(key=lambda name: (_mean([place[n] for n in neighbours[name]], place[name]), name))
            place.update((name, float(at)) for at, name in enumerate(layer))
    return layers


def _mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise

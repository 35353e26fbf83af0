"""`parallel-over-sequential`: whether running tasks side by side pays, and the waves and the schedule if it does."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from podium.core import pictures
from podium.core.errors import UserError
from podium.core.relations import relations_of
from podium.core.scheduling import Task, check, conflicts, critical_path, makespan, schedule, waves
from podium.core.task_graph import quoted, task_graph
from podium.core.texts import one_line
from podium.core.values import JSON, Catalogue, World
from podium.core.workloads import PRIOR_MINUTES, step_tasks, steps_of

WORTHWHILE = 0.30
"""Net benefit from which on tasks go parallel."""

PRIOR_PER_AGENT = 0.03
PRIOR_MOST = 0.20
MOST_TASKS = 2000
MOST_MINUTES = 10_000_000.0
MOST_PAIRS = 1000
NODES_DRAWN = 24
EDGES_DRAWN = 48


def parallel_over_sequential(
    world: World, *, tasks: Sequence[Mapping[str, Any]] = (), max_parallel: int = 10, objective: str = ""
) -> JSON:
    """Whether the tasks go parallel, their waves and their schedule.

    net_benefit = (sequential_minutes - parallel_minutes) / sequential_minutes - overhead, where parallel_minutes is the
    makespan of the list schedule and overhead the cost of its peak number of agents at work at once.

    Args:
        world: Its knowledge holds the measured overhead, its catalogue the workflows an objective is split by.
        tasks: `{"id", "minutes", "depends_on", "resources"}` each.
        max_parallel: The most tasks at once.
        objective: Without tasks, it is split into the steps of the workflow that fits it best.

    Returns:
        The contract's fields, and `schedule`, `overhead_basis` (measured or prior), `agents` (at once), `amdahl_limit`
        (sequential minutes / critical path), and with an objective `tasks` and `workflow`.

    Raises:
        UserError: Neither tasks nor objective, or tasks that no schedule can hold, each by name.
    """
    most = _places(max_parallel)
    split = {} if tasks else _split(world.catalogue, objective)
    read = split.pop("read") if split else _read(tasks)
    graph = task_graph(read)
    plan = schedule(graph, most)
    path, longest = critical_path(graph)
    sequential, parallel = math.fsum(task.minutes for task in read), makespan(plan)
    agents = _peak(plan)
    overhead, basis = _overhead(world.knowledge.overhead_per_agent, agents)
    net = round(((sequential - parallel) / sequential if sequential else 0.0) - overhead, 6)
    pairs = list(conflicts(read))
    return {
        "decision": "parallel" if net >= WORTHWHILE else "sequential",
        "waves": waves(graph, most),
        "critical_path": path,
        "sequential_minutes": round(sequential, 4),
        "parallel_minutes": round(parallel, 4),
        "speedup": _ratio(sequential, parallel),
        "amdahl_limit": _ratio(sequential, longest),
        "net_benefit": net,
        "overhead": round(overhead, 6),
        "overhead_basis": basis,
        "agents": agents,
        "conflicts": [{"a": a, "b": b, "resource": resource} for a, b, resource in pairs[:MOST_PAIRS]],
        "conflicts_total": len(pairs),
        "schedule": [{"id": name, "start": round(start, 4), "end": round(end, 4)} for name, start, end in plan],
        "reason": _reason(net, sequential, parallel, agents, overhead, basis) + split.pop("why", ""),
        "mermaid": _picture(read, set(path)),
        **split,
    }


def _places(max_parallel: int) -> int:
    if isinstance(max_parallel, bool) or not isinstance(max_parallel, int) or max_parallel < 1:
        raise UserError(f"max_parallel is {max_parallel!r}. Give a whole number from 1 up.")
    return max_parallel


def _read(tasks: Sequence[Mapping[str, Any]]) -> list[Task]:
    if len(tasks) > MOST_TASKS:
        raise UserError(f"{len(tasks)} tasks are more than the {MOST_TASKS} that are planned at once. Group them.")
    read = [_task(given, place) for place, given in enumerate(tasks, 1)]
    check(read)
    return read


def _task(given: Mapping[str, Any], place: int) -> Task:
    name = given.get("id") if isinstance(given, Mapping) else None
    if not isinstance(name, str) or not name.strip():
        raise UserError(f"Task number {place} has no id. Give every task an id of its own, a text.")
    minutes = given.get("minutes")
    if isinstance(minutes, bool) or not isinstance(minutes, int | float) or not 0 <= minutes <= MOST_MINUTES:
        raise UserError(
            f"Task {quoted(name)} has minutes {one_line(repr(minutes), 40)}. "
            f"Give a finite number from 0 to {MOST_MINUTES:.0f}."
        )
    return Task(name, float(minutes), _texts(given, "depends_on", name), _texts(given, "resources", name))


def _texts(given: Mapping[str, Any], key: str, name: str) -> tuple[str, ...]:
    value = given.get(key) or ()
    if isinstance(value, str):
        return (value,)
    if not isinstance(value, Sequence) or not all(isinstance(each, str) for each in value):
        raise UserError(f"Task {quoted(name)} has a {key} that is no list of texts. Write it as a list of names.")
    return tuple(dict.fromkeys(value))


def _split(catalogue: Catalogue, objective: str) -> JSON:
    """The steps of the best fitting workflow as tasks, why it was taken, and what the caller sees of it."""
    if not objective.strip():
        raise UserError('Give tasks, each {"id", "minutes", "depends_on", "resources"}, or an objective to be split.')
    name, tasks, shared = _best_workflow(catalogue, objective)
    fit = f"shares with it: {', '.join(shared[:8])}" if shared else "none shares a word with it"
    shown = [
        {"id": t.id, "minutes": round(t.minutes, 4), "depends_on": list(t.depends_on), "resources": list(t.resources)}
        for t in tasks
    ]
    why = (
        f" The objective was split by the workflow {name} ({fit}); minutes are what its commands state, "
        f"else a prior of {PRIOR_MINUTES:.0f}."
    )
    return {"read": tasks, "why": why, "workflow": name, "tasks": shown}


def _best_workflow(catalogue: Catalogue, objective: str) -> tuple[str, list[Task], list[str]]:
    """The workflow that fits best by its own words and, averaged, those of its steps; its tasks; the shared words."""
    matches = {match.name: match for match in relations_of(catalogue).index.matching(objective)}
    found: list[tuple[float, str, list[Task], list[str]]] = []
    for name, workflow in sorted(catalogue.commands.items()):
        steps = steps_of(workflow)
        if steps:
            own = [matches[name]] if name in matches else []
            theirs = [matches[step.command] for step in steps if step.command in matches]
            fit = sum(m.score for m in own) + sum(m.score for m in theirs) / len(steps)
            words = dict.fromkeys(word for match in own + theirs for word in match.words)
            found.append((-fit, name, step_tasks(catalogue, steps), list(words)))
    if not found:
        raise UserError("No workflow of the registry has steps to split an objective by. Give tasks instead.")
    _, name, tasks, shared = min(found, key=lambda each: each[:2])
    return name, tasks, shared


def _peak(plan: Sequence[tuple[str, float, float]]) -> int:
    """The most tasks at work at the same moment."""
    ends_first = sorted([(start, 1) for _, start, end in plan if end > start] + [(e, -1) for _, s, e in plan if e > s])
    most = now = 0
    for _, change in ends_first:
        now += change
        most = max(most, now)
    return most


def _overhead(measured: float | None, agents: int) -> tuple[float, str]:
    """The share of the sequential time that agents at work at once cost; one alone needs no coordination.

    Measured on this installation per agent where there is a measurement, else a prior: .03 per agent, at most .20.
    """
    basis = "prior" if measured is None else "measured"
    if agents < 2:
        return 0.0, basis
    return (min(PRIOR_PER_AGENT * agents, PRIOR_MOST) if measured is None else max(measured, 0.0) * agents), basis


def _ratio(whole: float, part: float) -> float:
    return round(whole / part, 4) if part else 1.0


def _reason(net: float, sequential: float, parallel: float, agents: int, overhead: float, basis: str) -> str:
    if not sequential:
        return "The tasks take no time, so there is nothing to gain by running them side by side."
    measured = (
        "measured on this installation" if basis == "measured" else "a prior until this installation has measured"
    )
    sums = (
        f"{sequential:.4g} minutes in sequence, {parallel:.4g} side by side with up to {agents} at once; "
        f"overhead {overhead:.3g} ({measured}); net benefit {net:g}"
    )
    if net >= WORTHWHILE:
        return f"Parallel pays: {sums}, at least {WORTHWHILE:.2f}."
    if agents < 2:
        return f"Sequential: dependencies, resources or the limit leave only one task at a time ({sums})."
    return (
        f"Sequential: {sums}, below {WORTHWHILE:.2f}. Several agents may still be worth their cost for coverage; "
        "they would not save enough time."
    )


def _picture(tasks: Sequence[Task], critical: set[str]) -> str:
    nodes = [
        pictures.Node(t.id, f"{t.id} ({t.minutes:.4g} min)", "critical" if t.id in critical else "") for t in tasks
    ]
    arrows = (pictures.Edge(name, t.id) for t in tasks for name in t.depends_on)
    return pictures.flowchart(nodes, arrows, most_nodes=NODES_DRAWN, most_edges=EDGES_DRAWN)

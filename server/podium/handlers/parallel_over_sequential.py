"""`parallel-over-sequential`: whether running tasks side by side pays, and the waves and the schedule if it does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from podium.core import pictures
from podium.core.decision import decide
from podium.core.errors import UserError
from podium.core.parallelism import sums_of
from podium.core.planning import plan_calls
from podium.core.scheduling import (
    Task,
    check,
    conflicts,
    critical_path,
    resource_holders,
    waves,
)
from podium.core.task_graph import quoted, task_graph
from podium.core.texts import one_line
from podium.core.values import JSON, Decision, World
from podium.core.workloads import PRIOR_MINUTES

MOST_TASKS = 2000
MOST_MINUTES = 10_000_000.0
MOST_PAIRS = 1000
NODES_DRAWN = 24
EDGES_DRAWN = 48


def parallel_over_sequential(
    world: World, *, tasks: Sequence[Mapping[str, Any]] = (), max_parallel: int = 10, objective: str = ""
) -> JSON:
    """Whether the tasks go parallel, their waves and their schedule.

    net_benefit = (sequential_minutes - parallel_minutes) / sequential_minutes - overhead, see `podium.core.parallelism`.

    Args:
        world: Its knowledge holds the measured overhead, its catalogue the workflows an objective is split by.
        tasks: `{"id", "minutes", "depends_on", "resources"}` each; a resource is held alone, `name:shared` shared.
        max_parallel: The most tasks at once.
        objective: Without tasks, it is split into the steps of the workflows that the decision engine chooses.

    Returns:
        The contract's fields, and `schedule`, `overhead_basis` (measured or prior), `agents` (at once), `amdahl_limit`
        (sequential minutes / critical path: the speed-up that no number of agents passes), and with an objective
        `tasks` and `workflows`.

    Raises:
        UserError: Neither tasks nor objective, or tasks that no schedule can hold, each by name.
    """
    most = _places(max_parallel)
    split = _Split(_read(tasks)) if tasks else _split(world, objective)
    graph = task_graph(split.tasks)
    sums = sums_of(graph, most, world.knowledge.overhead_per_agent)
    path, longest = critical_path(graph)
    return {
        "decision": "parallel" if sums.worthwhile else "sequential",
        "reason": sums.reason(split.coverage) + split.why,
        "waves": waves(graph, most),
        "critical_path": path,
        "sequential_minutes": round(sums.sequential, 4),
        "parallel_minutes": round(sums.parallel, 4),
        "speedup": _ratio(sums.sequential, sums.parallel),
        "amdahl_limit": _ratio(sums.sequential, longest),
        "net_benefit": sums.net,
        "overhead": round(sums.overhead, 6),
        "overhead_basis": sums.basis,
        "agents": sums.agents,
        "conflicts": [{"a": a, "b": b, "resource": r} for a, b, r in islice(conflicts(split.tasks), MOST_PAIRS)],
        "conflicts_total": sum(holders.pairs for holders in resource_holders(split.tasks).values()),
        "schedule": [{"id": name, "start": round(start, 4), "end": round(end, 4)} for name, start, end in sums.plan],
        "mermaid": _picture(split.tasks, set(path)),
        **split.shown,
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


@dataclass(frozen=True, slots=True)
class _Split:
    """Tasks, and what is said of them where an objective was split into them."""

    tasks: list[Task]
    why: str = ""
    shown: JSON = field(default_factory=dict)
    coverage: str = ""


def _split(world: World, objective: str) -> _Split:
    """The steps of the workflows that the decision engine chooses, as a run would plan them."""
    if not objective.strip():
        raise UserError('Give tasks, each {"id", "minutes", "depends_on", "resources"}, or an objective to be split.')
    decision = _by_workflow(world, objective)
    route = decision.route
    names = [route.orchestrator] if route.orchestrator else list(route.workflows)
    calls = [c for c in plan_calls(route, world.catalogue, world.agent_limit) if c.kind == "agent"] if names else []
    if not calls:
        raise UserError("No workflow of the registry has steps to split an objective by. Give tasks instead.")
    tasks = [Task(c.id, c.minutes, c.depends_on, c.resources) for c in calls]
    why = (
        f" The objective was split by {' and '.join(names)}, which the decision engine chooses for it; minutes are what "
        f"the commands state, else a prior of {PRIOR_MINUTES:.0f}."
    )
    wide = len(route.specializations)
    coverage = f"{wide} specialists look at it from their sides ({', '.join(route.specializations)})" if wide else ""
    shown = {"workflows": names, "tasks": [_shown(task) for task in tasks]}
    return _Split(tasks, why, shown, coverage)


def _by_workflow(world: World, objective: str) -> Decision:
    """The decision; where it needs no workflow, the one it would make in the middle of the band of workflows."""

    def decided(confidence: float | None) -> Decision:
        return decide(
            objective,
            catalogue=world.catalogue,
            knowledge=world.knowledge,
            items=world.items,
            agent_limit=world.agent_limit,
            confidence_override=confidence,
        )

    decision = decided(None)
    if decision.route.orchestrator or decision.route.workflows:
        return decision
    return decided((decision.thresholds.direct + decision.thresholds.workflow) / 2)


def _shown(task: Task) -> JSON:
    return {
        "id": task.id,
        "minutes": round(task.minutes, 4),
        "depends_on": list(task.depends_on),
        "resources": list(task.resources),
    }


def _ratio(whole: float, part: float) -> float:
    return round(whole / part, 4) if part else 1.0


def _picture(tasks: Sequence[Task], critical: set[str]) -> str:
    nodes = [
        pictures.Node(t.id, f"{t.id} ({t.minutes:.4g} min)", "critical" if t.id in critical else "") for t in tasks
    ]
    arrows = (pictures.Edge(name, t.id) for t in tasks for name in t.depends_on)
    return pictures.flowchart(nodes, arrows, most_nodes=NODES_DRAWN, most_edges=EDGES_DRAWN)

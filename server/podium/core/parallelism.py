"""Whether tasks pay side by side: the sums that `parallel-over-sequential` shows and recovery plans its agents by."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from podium.core.overhead import overhead_of, peak
from podium.core.scheduling import Task, makespan, schedule
from podium.core.task_graph import TaskGraph, task_graph

WORTHWHILE = 0.30
"""Net benefit from which on tasks go parallel."""


@dataclass(frozen=True, slots=True)
class Sums:
    """The figures a decision rests on. Minutes; `agents` at once; `overhead` as a share of the sequential minutes.

    `plan` is the list schedule: (id, start, end) of each task.
    """

    net: float
    sequential: float
    parallel: float
    agents: int
    overhead: float
    basis: str
    plan: Sequence[tuple[str, float, float]]

    @property
    def worthwhile(self) -> bool:
        """Whether the tasks go parallel."""
        return self.net >= WORTHWHILE

    def reason(self, coverage: str) -> str:
        """Why it goes parallel or not; `coverage` is what wide agents are there for, or empty."""
        if not self.sequential:
            return "The tasks take no time, so there is nothing to gain by running them side by side."
        if self.worthwhile:
            return f"Parallel pays: {self._told()}, at least {WORTHWHILE:.2f}."
        if self.agents < 2:
            return f"Sequential: dependencies, resources or the limit leave only one task at a time ({self._told()})."
        purpose = coverage or f"{self.agents} agents at once may still be worth their cost"
        return (
            f"Sequential: {self._told()}, below {WORTHWHILE:.2f}. {purpose}: that is for coverage, not for time, which "
            "they would not save enough of."
        )

    def _told(self) -> str:
        rests_on = (
            "measured on this installation"
            if self.basis == "measured"
            else "a prior until this installation has measured"
        )
        return (
            f"{self.sequential:.4g} minutes in sequence, {self.parallel:.4g} side by side with up to {self.agents} at "
            f"once; overhead {self.overhead:.3g} ({rests_on}); net benefit {self.net:g}"
        )


def sums_of(tasks: Sequence[Task] | TaskGraph, most: int, per_agent: float | None) -> Sums:
    """What running tasks side by side saves.

    net = (sequential - parallel) / sequential - overhead, where parallel is the makespan of the list schedule and
    overhead the cost of its peak number of agents at work at once.

    Args:
        tasks: the tasks, or their graph.
        most: tasks at once.
        per_agent: this installation's measured overhead of an agent; None before there is one.
    """
    graph = tasks if isinstance(tasks, TaskGraph) else task_graph(tasks)
    plan = schedule(graph, most)
    sequential, parallel = math.fsum(task.minutes for task in graph.tasks), makespan(plan)
    agents = peak(plan)
    overhead, basis = overhead_of(per_agent, agents)
    net = round(((sequential - parallel) / sequential if sequential else 0.0) - overhead, 6)
    return Sums(net, sequential, parallel, agents, overhead, basis, plan)

"""Composes the route of a strategy from what the catalogue holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from podium.core.decision import selection, specialists
from podium.core.decision.analysis import Analysis
from podium.core.decision.banding import band_of
from podium.core.decision.shelf import Shelf
from podium.core.learning.teams import teams_of
from podium.core.values import Knowledge, Route, Strategy

Monitoring = Literal["light", "moderate", "intensive", "maximum"]
Coordination = Literal["none", "standard", "heavy", "comprehensive"]

MONITORING: dict[Strategy, Monitoring] = {
    "direct_atomic": "light",
    "orchestrated_workflow": "moderate",
    "multi_workflow": "intensive",
    "specialized_agents": "maximum",
}
COORDINATION: dict[Strategy, Coordination] = {
    "direct_atomic": "none",
    "orchestrated_workflow": "standard",
    "multi_workflow": "heavy",
    "specialized_agents": "comprehensive",
}
THREE_WORKFLOWS = 1.0
"""Complexity from which several workflows are three instead of two."""


@dataclass(frozen=True, slots=True)
class Situation:
    """What a route is composed from; `needed` are the specialists the objective calls for, `seed` draws trials of others."""

    shelf: Shelf
    analysis: Analysis
    needed: list[str]
    agent_limit: int
    knowledge: Knowledge
    seed: str = ""


def compose(strategy: Strategy, at: Situation, reason: str, elevated_by: tuple[str, ...]) -> Route:
    """The route of a strategy; every name in it is one of the catalogue's."""
    commands: tuple[str, ...] = ()
    workflows: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    teams = teams_of(at.analysis.domain, at.knowledge, at.seed)
    if strategy == "direct_atomic":
        commands = selection.atomic_commands(at.shelf, at.analysis, at.agent_limit)
    elif strategy == "specialized_agents":
        roles = specialists.deployment(at.shelf, at.needed, at.analysis.complexity, at.agent_limit, teams)
    else:
        workflows = selection.workflows(at.shelf, at.analysis, _how_many(strategy, at))
    several = strategy == "multi_workflow"
    return Route(
        strategy=strategy,
        band=band_of(strategy, at.analysis.thresholds),
        reason=reason,
        elevated_by=elevated_by,
        monitoring=MONITORING[strategy],
        coordination=COORDINATION[strategy],
        commands=commands,
        parallelization=selection.parallelization(at.shelf, commands) if commands else None,
        orchestrator=workflows[0] if workflows and not several else None,
        workflows=workflows if several else (),
        agent_count=len(roles) if strategy == "specialized_agents" else None,
        specializations=specialists.few(at.shelf, at.needed, at.agent_limit, teams) if several else roles,
    )


def _how_many(strategy: Strategy, at: Situation) -> int:
    if strategy == "orchestrated_workflow":
        return 1
    return 3 if at.analysis.complexity >= THREE_WORKFLOWS else 2

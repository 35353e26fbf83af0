"""What a route will use: its calls as planned, tokens and time from this installation's runs or from priors."""

from __future__ import annotations

from typing import NamedTuple

from podium.core.decision import constants
from podium.core.decision.shelf import Shelf
from podium.core.planning import plan_calls
from podium.core.values import Catalogue, Knowledge, Resources, Route, Strategy

PLANS_KEPT = 1000


class Plan(NamedTuple):
    """The agents of a route: how many, in how many waves, with which commands in planned order."""

    agents: int
    waves: int
    chain: tuple[str, ...]


def plan_of(route: Route, catalogue: Catalogue, shelf: Shelf, agent_limit: int) -> Plan:
    """The plan of a route, kept with the catalogue's shelf: planning takes longer than deciding."""
    key = (route.strategy, route.commands, route.orchestrator, route.workflows, route.specializations, agent_limit)
    found = shelf.plans.get(key)
    if found is None:
        calls = [call for call in plan_calls(route, catalogue, agent_limit) if call.kind == "agent"]
        found = Plan(len(calls), len({call.wave for call in calls}), tuple(dict.fromkeys(c.command for c in calls)))
        if len(shelf.plans) >= PLANS_KEPT:
            shelf.plans.clear()
        shelf.plans[key] = found
    return found


def resources(strategy: Strategy, plan: Plan, knowledge: Knowledge) -> Resources:
    """Agents and waves as planned; tokens and minutes as measured for the strategy, else a prior for each agent."""
    cost = knowledge.costs.get(strategy)
    if cost is None or cost.n <= 0:
        minutes = constants.MINUTES_PER_WAVE * plan.waves
        return Resources(plan.agents, plan.waves, constants.TOKENS_PER_AGENT * plan.agents, minutes)
    return Resources(plan.agents, plan.waves, round(cost.tokens), cost.seconds / 60)

"""What a route will use: its calls as planned, tokens and time from this installation's runs or from priors."""

from __future__ import annotations

from podium.core.decision import constants
from podium.core.planning import plan_calls
from podium.core.values import AgentCall, Catalogue, Knowledge, Resources, Route


def planned(route: Route, catalogue: Catalogue, agent_limit: int) -> tuple[AgentCall, ...]:
    """The route's agents in planned order."""
    return tuple(call for call in plan_calls(route, catalogue, agent_limit) if call.kind == "agent")


def resources(route: Route, calls: tuple[AgentCall, ...], knowledge: Knowledge) -> Resources:
    """Agents and waves as planned; tokens and minutes as measured for the strategy, else a prior for each agent."""
    waves = len({call.wave for call in calls})
    cost = knowledge.costs.get(route.strategy)
    if cost is None or cost.n <= 0:
        return Resources(len(calls), waves, constants.TOKENS_PER_AGENT * len(calls), constants.MINUTES_PER_WAVE * waves)
    return Resources(len(calls), waves, round(cost.tokens), cost.seconds / 60)

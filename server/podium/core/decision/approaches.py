"""Which strategies may follow a failure: those that agents, tokens and time leave room for and that have commands."""

from __future__ import annotations

from typing import NamedTuple

from podium.core.decision.constants import MINUTES_PER_WAVE, TOKENS_PER_AGENT
from podium.core.decision.shelf import Shelf
from podium.core.values import STRATEGIES, Knowledge, Strategy

LEAST_AGENTS: dict[Strategy, int] = {
    "direct_atomic": 1,
    "orchestrated_workflow": 2,
    "multi_workflow": 3,
    "specialized_agents": 5,
}
"""Below this many agents a strategy is not itself any more: a workflow needs a second, a deployment its base roles."""
USUAL_AGENTS: dict[Strategy, int] = {
    "direct_atomic": 3,
    "orchestrated_workflow": 4,
    "multi_workflow": 7,
    "specialized_agents": 10,
}
"""Agents of a run before this installation has measured any."""
USUAL_WAVES = 3


class Budget(NamedTuple):
    """What a run may use: agents, and tokens and seconds where they are limited."""

    agents: int
    tokens: float | None = None
    seconds: float | None = None


def affordable(budget: Budget, knowledge: Knowledge) -> tuple[Strategy, ...]:
    """The strategies whose usual run the budget holds, by what runs cost here, else by priors."""
    return tuple(strategy for strategy in STRATEGIES if _fits(strategy, budget, knowledge))


def staffed(shelf: Shelf) -> frozenset[Strategy]:
    """The strategies that the catalogue has commands for; several workflows are two at least."""
    commands: dict[Strategy, int] = {
        "direct_atomic": len(shelf.atomic),
        "orchestrated_workflow": len(shelf.workflows),
        "multi_workflow": len(shelf.workflows) - 1,
        "specialized_agents": len(shelf.specialists),
    }
    return frozenset(strategy for strategy, count in commands.items() if count > 0)


def _fits(strategy: Strategy, budget: Budget, knowledge: Knowledge) -> bool:
    if LEAST_AGENTS[strategy] > budget.agents:
        return False
    measured = knowledge.costs.get(strategy)
    if measured is not None and measured.n > 0:
        tokens, seconds = measured.tokens, measured.seconds
    else:
        tokens = float(TOKENS_PER_AGENT * min(USUAL_AGENTS[strategy], budget.agents))
        seconds = 60 * MINUTES_PER_WAVE * USUAL_WAVES
    return (budget.tokens is None or tokens <= budget.tokens) and (budget.seconds is None or seconds <= budget.seconds)

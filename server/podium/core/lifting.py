"""What more support a run could get: the next strategy, and which of its agents the run does not have yet."""

from __future__ import annotations

from collections.abc import Iterable

from podium.core.calls import AgentCall
from podium.core.planning import plan_calls
from podium.core.run import CallState, Run
from podium.core.values import STRATEGIES, Catalogue, Knowledge, Strategy

WITHIN: dict[Strategy, float] = {"orchestrated_workflow": 0.8, "multi_workflow": 0.6, "specialized_agents": 0.2}
"""A confidence inside each band, wherever learning may have moved its edges to."""


def next_strategy(run: Run) -> Strategy | None:
    """The strategy with one band more support than the run has by now."""
    lifted = [a["to"] for a in run.adjustments if a.get("kind") == "elevation"]
    now = lifted[-1] if lifted else run.strategy
    place = STRATEGIES.index(now) + 1 if now in STRATEGIES else len(STRATEGIES)
    return STRATEGIES[place] if place < len(STRATEGIES) else None


def more_agents(
    run: Run, limits: Iterable[int], catalogue: Catalogue, knowledge: Knowledge, tried: Iterable[str] = ()
) -> list[AgentCall]:
    """The agents of the next strategy, with none of the `tried` commands, that the run does not have yet.

    Under the first of some limits that brings any.
    """
    target = next_strategy(run)
    if target is None:
        return []
    present = {*tried, *(c.call.command for c in run.agents)}
    plans = (_planned(run, target, limit, catalogue, knowledge) for limit in limits)
    return next(filter(None, ([c for c in calls if c.command not in present] for calls in plans)), [])


def command_in_place(run: Run, state: CallState, catalogue: Catalogue, knowledge: Knowledge) -> str:
    """The command of the next strategy of more support that would answer in the place of a lost agent.

    Empty where there is no such strategy, or every command of it has been tried or has an agent of its own.
    """
    from podium.core.decision.specialists import MOST_AGENTS

    calls = more_agents(run, (run.limits.agents, MOST_AGENTS), catalogue, knowledge, state.previous)
    return calls[0].command if calls else ""


def _planned(run: Run, strategy: Strategy, limit: int, catalogue: Catalogue, knowledge: Knowledge) -> list[AgentCall]:
    """The agents of a strategy under a limit."""
    from podium.core.decision import decide

    decision = decide(
        run.objective,
        catalogue=catalogue,
        knowledge=knowledge,
        agent_limit=limit,
        confidence_override=WITHIN[strategy],
    )
    return [call for call in plan_calls(decision.route, catalogue, limit) if call.kind == "agent"]

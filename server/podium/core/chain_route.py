"""Routes a run by the chain that a person wrote for it; what the engine would have done is kept beside it."""

from __future__ import annotations

from dataclasses import replace

from podium.core.calls import AgentCall
from podium.core.decision.banding import band_of
from podium.core.decision.estimate import Plan, resources
from podium.core.decision.routing import COORDINATION, MONITORING
from podium.core.planning import plan_calls
from podium.core.relations import relations_of
from podium.core.values import STRATEGIES, Catalogue, Decision, Knowledge, Route, Strategy
from podium.core.workflow_calls import WrittenCalls, chain_calls


def by_chain(
    decision: Decision, chain: str, *, catalogue: Catalogue, knowledge: Knowledge, agent_limit: int
) -> Decision:
    """The decision with the written chain as its route.

    Confidence, complexity, domains and approaches stay what the engine computed; the route says that it was written,
    and what the engine would have chosen. Its `parallelization` holds the `chain` and the `groups` that may run together.

    Raises:
        UserError: As by `chain_calls`.
    """
    written = chain_calls(chain, catalogue, agent_limit)
    strategy = strategy_of(written)
    commands = tuple(dict.fromkeys(call.command for call in written.calls))
    route = Route(
        strategy=strategy,
        band=band_of(strategy, decision.thresholds),
        reason=_reason(decision, chain, written, catalogue),
        elevated_by=(),
        monitoring=MONITORING[strategy],
        coordination=COORDINATION[strategy],
        commands=commands,
        parallelization={"parallel": False, "groups": [], "chain": chain},
        orchestrator=written.workflows[0] if len(written.workflows) == 1 else None,
        workflows=written.workflows if len(written.workflows) > 1 else (),
    )
    agents = [call for call in plan_calls(route, catalogue, agent_limit) if call.kind == "agent"]
    groups = _groups(agents)
    parallel = any(len(group) > 1 for group in groups)
    route = replace(route, parallelization={"parallel": parallel, "groups": groups, "chain": chain})
    later = STRATEGIES[STRATEGIES.index(strategy) + 1 :]
    return replace(
        decision,
        route=route,
        plan=(strategy, *(each for each in decision.plan if each in later)),
        resources=resources(strategy, Plan(len(agents), len(groups), commands), knowledge),
        chain=commands,
        specializations=(),
        explored="",
    )


def strategy_of(written: WrittenCalls) -> Strategy:
    """Several workflows, one workflow or anything in an order, or commands beside each other."""
    if len(written.workflows) > 1:
        return "multi_workflow"
    ordered = any(call.depends_on for call in written.calls)
    return "orchestrated_workflow" if ordered or written.workflows else "direct_atomic"


def _groups(agents: list[AgentCall]) -> list[list[str]]:
    groups: dict[int, list[str]] = {}
    for call in agents:
        groups.setdefault(call.wave, []).append(call.id)
    return [groups[wave] for wave in sorted(groups)]


def _reason(decision: Decision, chain: str, written: WrittenCalls, catalogue: Catalogue) -> str:
    parts = [
        f"The chain was written by the caller and is run as it stands: {chain}. By itself the engine would have routed "
        f"{decision.route.strategy}, at confidence {decision.confidence:.2f}."
    ]
    if written.left_out:
        parts.append(f"The limit on agents leaves out of its workflows: {', '.join(written.left_out)}.")
    missing = _missing(written, catalogue)
    if missing:
        parts.append(f"Required, and not in the chain: {', '.join(missing)}.")
    return " ".join(parts)


def _missing(written: WrittenCalls, catalogue: Catalogue) -> list[str]:
    named = {call.command for call in written.calls}
    required = relations_of(catalogue).blocking
    return sorted({name for command in named for name in required[command]} - named)

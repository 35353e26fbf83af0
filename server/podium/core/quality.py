"""Quality of a run: four parts computed from recorded facts, weighted as the orchestrator's definition says."""

from __future__ import annotations

import math

from podium.core.recovery import answered_since, succeeded
from podium.core.run import Run
from podium.core.values import JSON

WEIGHTS = {"strategy": 0.35, "execution": 0.35, "recovery": 0.20, "learning": 0.10}
THRESHOLD = 0.85


def assess(run: Run) -> JSON:
    """The four parts in [0, 1], their weighted sum, and whether it reaches `THRESHOLD`.

    Returns:
        strategy, execution, recovery, learning, overall, passed, and `raise`: what would raise a part below 1.
    """
    parts = {
        "strategy": strategy_score(run),
        "execution": execution_score(run),
        "recovery": recovery_score(run),
        "learning": learning_score(run),
    }
    # Cut to ten-thousandths after the float's own error is gone: .85 passes, and nothing below is rounded up to it.
    total = sum(WEIGHTS[name] * value for name, value in parts.items())
    overall = math.floor(round(total * 10_000, 6)) / 10_000
    advice = [_ADVICE[name] for name, value in parts.items() if value < 1]
    rounded = {name: round(value, 4) for name, value in parts.items()}
    return {**rounded, "overall": overall, "passed": overall >= THRESHOLD, "raise": advice}


def strategy_score(run: Run) -> float:
    """Share of three checks: the route follows from what is shown, it has agents, and it keeps the agent limit."""
    route = run.decision.get("route", {})
    checks: tuple[bool, ...] = (
        route.get("strategy") == run.strategy,
        bool(run.agents),
        len(run.agents) <= run.limits.agents,
    )
    return sum(checks) / len(checks)


def execution_score(run: Run) -> float:
    """.8 x share of needed parts answered, by whoever was deployed for them too, + .2 x share of agents accepted at once."""
    needed = [c for c in run.agents if c.call.needed]
    if not needed:
        return 0.0
    answered = sum(run.covered(c.call.id) for c in needed) / len(needed)
    asked = [c for c in run.agents if c.attempts]
    at_once = sum(c.accepted and c.attempts == 1 for c in asked) / len(asked) if asked else 0.0
    return 0.8 * answered + 0.2 * at_once


def recovery_score(run: Run) -> float:
    """Readiness (share of agents with a fallback planned), averaged with the share recovered where anything failed.

    A call that failed is recovered where its part has an answer: its own, or that of agents deployed for it.
    """
    agents = run.agents
    # A retry is planned for every agent; an alternative command is what makes readiness more than that.
    readiness = sum(1.0 if c.call.fallbacks or c.previous else 0.75 for c in agents) / len(agents) if agents else 0.0
    failed = {r["agent_id"] for r in run.recoveries}
    if not failed:
        return readiness
    recovered = sum(answered_since(run, i) for i in failed) / len(failed)
    return (readiness + recovered) / 2


def learning_score(run: Run) -> float:
    """Share of what learning needs that the run has on record: confidence, factors, strategy, costs, every failure."""
    documented = (
        "confidence" in run.decision,
        "factors" in run.decision,
        bool(run.strategy),
        all(c.reply is not None for c in run.agents if not c.open),
        all(succeeded(run, r) is not None for r in run.recoveries),
    )
    return sum(documented) / len(documented)


_ADVICE = {
    "strategy": "strategy: let the route be chosen from the analysis and within the agent limit",
    "execution": "execution: get the missing or repeated parts answered at the first request",
    "recovery": "recovery: give the commands without an alternative a substitute",
    "learning": "learning: let every failure come to an end, so that it is documented",
}

"""What agents at work at once cost besides their own work: starting, waiting for each other, coming to one answer."""

from __future__ import annotations

from collections.abc import Sequence

PRIOR_PER_AGENT = 0.03
PRIOR_MOST = 0.20


def overhead_of(per_agent: float | None, agents: int) -> tuple[float, str]:
    """The share of the sequential time that agents at once cost, and its basis: `measured` or `prior`.

    Args:
        per_agent: This installation's `Knowledge.overhead_per_agent`; None before there is one, where a prior of .03
            per agent, at most .20, stands for it.
        agents: At work at the same moment; one alone needs no coordination.
    """
    basis = "prior" if per_agent is None else "measured"
    if agents < 2:
        return 0.0, basis
    return (min(PRIOR_PER_AGENT * agents, PRIOR_MOST) if per_agent is None else max(per_agent, 0.0) * agents), basis


def peak(plan: Sequence[tuple[str, float, float]]) -> int:
    """The most tasks of a schedule at work at the same moment; those of no length are at work at none."""
    changes = sorted([(start, 1) for _, start, end in plan if end > start] + [(e, -1) for _, s, e in plan if e > s])
    most = now = 0
    for _, change in changes:
        now += change
        most = max(most, now)
    return most

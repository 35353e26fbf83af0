"""What a run may still spend, and what of it is kept for putting the results together."""

from __future__ import annotations

from collections.abc import Callable

from podium.core.calls import AgentCall
from podium.core.run import Run

BUDGET_SHARE = 0.9
"""Share of requests, tokens or seconds from which a run only finishes, so that the work done is not lost."""
LEAST_REPLY_TOKENS = 256
"""Tokens without which a request is not worth sending."""
ENOUGH_ANSWERS = 2
"""Answers that a coordinator needs to put together."""


def spent_share(run: Run) -> float:
    """The largest share used of the run's requests, tokens and seconds, in [0, 1] and above where one was overrun."""
    limits = run.limits
    shares = [run.requests / limits.requests, run.active_seconds / limits.seconds]
    if limits.tokens is not None:
        shares.append(run.tokens / limits.tokens)
    return max(shares)


def used_up(run: Run) -> str:
    """Which ceiling forbids every further request, in words; empty where none does."""
    if run.active_seconds >= run.limits.seconds:
        return f"the run's {run.limits.seconds:g} seconds are used"
    if run.requests >= run.limits.requests:
        return f"the run's {run.limits.requests} requests are used"
    return ""


def tokens_left(run: Run, prompt_tokens: Callable[[Run, AgentCall], int]) -> int | None:
    """Tokens that agents may have now; None without a ceiling.

    Neither those that are spent or granted to a reply that is still out, nor those that the synthesis of what was answered
    will take.
    """
    if run.limits.tokens is None:
        return None
    left = run.limits.tokens - run.tokens - sum(c.reply_tokens for c in run.asked)
    closing = _synthesis_ahead(run)
    return left if closing is None else left - prompt_tokens(run, closing) - LEAST_REPLY_TOKENS


def seconds_left(run: Run) -> float:
    """Seconds that a request asked now may take, those for the synthesis of what was answered kept back."""
    share = 1.0 if _synthesis_ahead(run) is None else BUDGET_SHARE
    return max(run.limits.seconds * share - run.active_seconds, 0.0) or run.limits.seconds - run.active_seconds


def _synthesis_ahead(run: Run) -> AgentCall | None:
    """The coordinator, while it waits for agents and there is enough to put together."""
    found = next((c for c in run.calls.values() if c.call.kind == "coordinator" and c.state == "planned"), None)
    if found is None or not any(run.calls[d].open for d in found.call.depends_on if d in run.calls):
        return None
    return found.call if sum(c.accepted for c in run.agents) >= ENOUGH_ANSWERS else None

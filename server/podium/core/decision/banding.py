"""From confidence to strategy: the bands, and what may add one band of support."""

from __future__ import annotations

from collections.abc import Mapping

from podium.core.decision.belief import HIGH_STAKES
from podium.core.decision.repeats import reason
from podium.core.learning.domains import EVERYWHERE
from podium.core.values import STRATEGIES, Knowledge, Repeat, Strategy, Thresholds

NARROW_MARGIN = 0.02
EXPLORED_MARGIN = 0.10
"""Below a threshold by at most this much, the next cheaper route may be tried so that the threshold can be learned."""
COMPLEX: dict[Strategy, float] = {"direct_atomic": 1.0, "orchestrated_workflow": 1.25}
"""From this complexity on, the strategy is too little support whatever the confidence."""


def thresholds_for(domain: str, knowledge: Knowledge) -> Thresholds:
    """The thresholds of a domain, else those learned for all, else the defaults."""
    return knowledge.thresholds.get(domain) or knowledge.thresholds.get(EVERYWHERE) or Thresholds()


def strategy_for(confidence: float, thresholds: Thresholds) -> Strategy:
    """The strategy whose band holds the confidence."""
    lows = (thresholds.direct, thresholds.workflow, thresholds.multi)
    return STRATEGIES[next((i for i, low in enumerate(lows) if confidence >= low), 3)]


def band_of(strategy: Strategy, thresholds: Thresholds) -> tuple[float, float]:
    """The band of confidence (low, high) that routes to a strategy."""
    edges = (1.0, thresholds.direct, thresholds.workflow, thresholds.multi, 0.0)
    place = STRATEGIES.index(strategy)
    return edges[place + 1], edges[place]


def elevations(
    confidence: float, thresholds: Thresholds, complexity: float, scores: Mapping[str, int]
) -> tuple[str, ...]:
    """Reasons to give one band more support than the confidence asks for; together they give one band."""
    strategy = strategy_for(confidence, thresholds)
    if strategy == STRATEGIES[-1]:
        return ()
    reasons = []
    if scores.get("stakes", 0) >= HIGH_STAKES:
        reasons.append(f"stakes rated {scores['stakes']} of 5")
    lows = (thresholds.direct, thresholds.workflow, thresholds.multi)
    near = (low for low in lows if low - NARROW_MARGIN <= confidence < low)
    reasons += [f"confidence within {NARROW_MARGIN} below the threshold {low:.2f}" for low in near]
    if complexity >= COMPLEX.get(strategy, 9.0):
        reasons.append(f"complexity {complexity:.2f} is too high for {strategy}")
    return tuple(reasons)


def cheaper_to_explore(
    confidence: float, thresholds: Thresholds, complexity: float, scores: Mapping[str, int]
) -> Strategy | None:
    """The next cheaper route where it may be tried: close below its threshold.

    Never where stakes or complexity ask for more support.
    """
    strategy = strategy_for(confidence, thresholds)
    place = STRATEGIES.index(strategy)
    lows = (thresholds.direct, thresholds.workflow, thresholds.multi)
    close = place > 0 and round(lows[place - 1] - EXPLORED_MARGIN, 2) <= round(confidence, 2)
    risky = scores.get("stakes", 0) >= HIGH_STAKES or complexity >= COMPLEX.get(STRATEGIES[place - 1], 9.0)
    return STRATEGIES[place - 1] if close and not risky else None


def elevated(strategy: Strategy) -> Strategy:
    """The strategy with one band more support."""
    return STRATEGIES[min(STRATEGIES.index(strategy) + 1, len(STRATEGIES) - 1)]


def supported(
    confidence: float, thresholds: Thresholds, complexity: float, scores: Mapping[str, int], repeat: Repeat | None
) -> tuple[Strategy, tuple[str, ...]]:
    """The strategy with as much support as is asked for, and the reasons for more than the confidence asks.

    A repeat of what failed begins one band above the strategy it failed with, whichever band holds its confidence.
    """
    strategy = strategy_for(confidence, thresholds)
    lifts = elevations(confidence, thresholds, complexity, scores)
    routed = elevated(strategy) if lifts else strategy
    if repeat is None or not above(repeat, strategy):
        return routed, lifts
    return max(routed, elevated(repeat.strategy), key=STRATEGIES.index), (*lifts, reason(repeat))


def above(repeat: Repeat | None, strategy: Strategy) -> bool:
    """Whether a repeat asks for more support than a strategy gives."""
    return repeat is not None and STRATEGIES.index(elevated(repeat.strategy)) > STRATEGIES.index(strategy)

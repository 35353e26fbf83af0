"""When a domain's thresholds move: fixed-sequence Learn-then-Test (Angelopoulos et al. 2021) with exact bounds.

A threshold separates a cheaper strategy (above it) from the next one. It is lowered step by step as long as the cheaper
strategy, tried below the default, succeeds often enough to be worth more than the dearer one, and raised where it fails
too often above. "Often enough" is the break-even share under this installation's costs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from podium.core.learning import prior
from podium.core.learning.intervals import lower_bound, upper_bound
from podium.core.learning.model import Model
from podium.core.learning.utility import Objective, plans
from podium.core.values import STRATEGIES, Strategy, Thresholds

BOUNDARIES: tuple[tuple[str, Strategy, Strategy], ...] = (
    ("direct", STRATEGIES[0], STRATEGIES[1]),
    ("workflow", STRATEGIES[1], STRATEGIES[2]),
    ("multi", STRATEGIES[2], STRATEGIES[3]),
)
"""Name of a threshold, the strategy from it on, the strategy below it."""
DEFAULTS = Thresholds()

BINS = 50
"""Bins of equal width of the confidence; a threshold moves in their steps."""
STEPS = 5
"""Steps away from the default at most: .10."""
LEAST_CASES = 8
RISK = 0.10
"""Probability, over all looks together, that a certified threshold admits runs that succeed too rarely."""
MOST_A_DAY = 0.05
DAY_SECONDS = 86_400.0


class Cases(NamedTuple):
    """Runs of the cheaper strategy with a verdict of a user or of tests."""

    successes: int
    trials: int


class Movement(NamedTuple):
    """Where a threshold should go: the evidence, what it was measured against, and at which risk."""

    target: float
    cases: Cases
    required: float
    risk: float


def confidence_bin(confidence: float) -> int:
    """The bin of a confidence."""
    return min(BINS - 1, int(confidence * BINS + 1e-9))


def look(trials: int) -> int:
    """Which look at the evidence this number of cases calls for, from 1; 0 for none.

    Evidence is looked at when it has doubled, from eight cases on. Looking at every case would find by chance what is
    not there.
    """
    found = 1
    while LEAST_CASES << (found - 1) < trials:
        found += 1
    return found if LEAST_CASES << (found - 1) == trials else 0


def risk_of(number: int) -> float:
    """The share of the risk that one look may use; all looks together use it once."""
    return RISK / (number * (number + 1))


def due(boundary: str, bins: Mapping[int, Cases]) -> bool:
    """Whether the evidence on a threshold calls for a look."""
    return any(look(_sum(side).trials) for side in _sides(boundary, bins))


def reviewed(boundary: str, bins: Mapping[int, Cases], required: float, current: float) -> Movement | None:
    """What a look at the evidence says about a threshold, or None when it is no time to look or nothing is certain.

    Args:
        boundary: The threshold's name.
        bins: Cases of the strategy from the threshold on, by bin of confidence.
        required: The share of successes that makes that strategy worth it.
        current: Where the threshold was going.
    """
    default: float = getattr(DEFAULTS, boundary)
    below, above = _sides(boundary, bins)
    found = _lowered(default, below, required, current) if look(_sum(below).trials) else None
    return found or (_raised(default, above, required) if look(_sum(above).trials) else None)


def _lowered(default: float, below: Sequence[Cases], required: float, current: float) -> Movement | None:
    """Down as far as the cheaper strategy is certain to be worth it; home again where it is certain not to be."""
    risk = risk_of(look(_sum(below).trials))
    steps = _passed(below, lambda cases: lower_bound(*cases, risk) >= required)
    if steps:
        return Movement(_at(default, -steps), _sum(below[:steps]), required, risk)
    if current < default and upper_bound(*_sum(below), risk) < required:
        return Movement(default, _sum(below), required, risk)
    return None


def _raised(default: float, above: Sequence[Cases], required: float) -> Movement | None:
    """Up as far as the cheaper strategy is certain not to be worth it."""
    risk = risk_of(look(_sum(above).trials))
    steps = _passed(above, lambda cases: upper_bound(*cases, risk) < required)
    return Movement(_at(default, steps), _sum(above[:steps]), required, risk) if steps else None


def _sides(boundary: str, bins: Mapping[int, Cases]) -> tuple[list[Cases], list[Cases]]:
    """The bins below and above the default, the nearest first."""
    first = confidence_bin(getattr(DEFAULTS, boundary))
    below = [bins.get(first - 1 - step, _NONE) for step in range(STEPS)]
    return below, [bins.get(first + step, _NONE) for step in range(STEPS)]


def _at(default: float, steps: int) -> float:
    return round(default + steps / BINS, 4)


def required_share(domain: str, boundary: str, model: Model, costs: Mapping[str, float]) -> float:
    """The share of successes from which the cheaper strategy is worth more than the dearer one, escalation included.

    Taken for an objective whose confidence lies in the middle of what may move. At most .99, so that it can be met.
    """
    _, cheap, dear = next(row for row in BOUNDARIES if row[0] == boundary)
    middle: float = getattr(DEFAULTS, boundary) - STEPS / BINS / 2
    found = plans(model, Objective(domain, _prior_of(middle, domain, model), rated=False), costs, worth=prior.WORTH)
    gained = prior.WORTH - found[cheap].rest
    return min(0.99, max(0.0, (found[dear].utility + costs[cheap] - found[cheap].rest) / gained))


def stepped(value: float, target: float, moved_today: float) -> float:
    """The threshold one permitted movement nearer to its target; `moved_today` counts against the day's share."""
    room = max(0.0, MOST_A_DAY - moved_today)
    return round(value + max(-room, min(room, target - value)), 4)


def _passed(bins: Sequence[Cases], passes: Callable[[Cases], bool]) -> int:
    """Steps away from the default up to the last that passes before one fails; too few cases neither pass nor fail."""
    reached = 0
    for steps in range(1, len(bins) + 1):
        cases = _sum(bins[:steps])
        if cases.trials >= LEAST_CASES:
            if not passes(cases):
                break
            reached = steps
    return reached


def _prior_of(confidence: float, domain: str, model: Model) -> float:
    """The prior at which a domain's confidence is this, by bisection."""
    low, high = 0.001, 0.999
    for _ in range(12):
        middle = (low + high) / 2
        found = model.estimate(domain, STRATEGIES[0], middle, rated=False).probability
        low, high = (middle, high) if found < confidence else (low, middle)
    return (low + high) / 2


def _sum(bins: Sequence[Cases]) -> Cases:
    return Cases(sum(b.successes for b in bins), sum(b.trials for b in bins))


_NONE = Cases(0, 0)

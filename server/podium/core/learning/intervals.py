"""Exact intervals and tests for shares, without any dependency."""

from __future__ import annotations

import math

_HALVINGS = 50


def at_most(successes: int, trials: int, probability: float) -> float:
    """P(X <= successes) of a binomial; the p-value of a one-sided test that a share is no lower than `probability`."""
    if successes >= trials or probability <= 0:
        return 1.0
    if probability >= 1:
        return 0.0
    ratio = math.log(probability) - math.log1p(-probability)
    term = trials * math.log1p(-probability)
    total = math.exp(term)
    for k in range(successes):
        term += math.log((trials - k) / (k + 1)) + ratio
        total += math.exp(term)
    return min(1.0, total)


def lower_bound(successes: int, trials: int, risk: float) -> float:
    """The one-sided bound of Clopper and Pearson (1934): the true share lies below it with probability `risk` at most."""
    return 1 - upper_bound(trials - successes, trials, risk)


def upper_bound(successes: int, trials: int, risk: float) -> float:
    """The one-sided bound of Clopper and Pearson (1934): the true share lies above it with probability `risk` at most."""
    if successes >= trials:
        return 1.0
    low, high = successes / trials, 1.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if at_most(successes, trials, middle) > risk else (low, middle)
    return high


def share_interval(successes: float, trials: float) -> tuple[float, float]:
    """Central 90 % interval of a share by Wilson's score (1927), which also takes graded successes."""
    z = 1.6449
    share, room = successes / trials, z * z / trials
    centre = (share + room / 2) / (1 + room)
    reach = z * math.sqrt(share * (1 - share) / trials + room / (4 * trials)) / (1 + room)
    return max(0.0, centre - reach), min(1.0, centre + reach)


def mean_interval(total: float, squares: float, count: int) -> tuple[float, float]:
    """Central 90 % interval of a mean in [0, 1] by the normal approximation, from the sum and the sum of squares."""
    mean = total / count
    spread = math.sqrt(max(0.0, squares / count - mean * mean) / count)
    return max(0.0, mean - 1.6449 * spread), min(1.0, mean + 1.6449 * spread)

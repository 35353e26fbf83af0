"""How well stated probabilities match what happened."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from podium.core.learning.intervals import share_interval

ENOUGH = 10
"""Judged outcomes below which a figure says "not enough data"."""
BINS = 10

Pairs = Sequence[tuple[float, float]]
"""(stated probability, success in [0, 1])."""


@dataclass(frozen=True, slots=True)
class Bin:
    """Outcomes whose stated probability lies in [`low`, `low` + .1): their means, how many, and a 90 % interval."""

    low: float
    stated: float
    achieved: float
    n: int
    interval: tuple[float, float]


def bins(pairs: Pairs) -> tuple[Bin, ...]:
    """The bins of a reliability diagram that hold an outcome, lowest first; none without enough data."""
    if len(pairs) < ENOUGH:
        return ()
    groups = _grouped(pairs)
    return tuple(
        Bin(place / BINS, stated / len(group), achieved / len(group), len(group), share_interval(achieved, len(group)))
        for place, group in enumerate(groups)
        if group
        for stated, achieved in [(sum(p for p, _ in group), sum(y for _, y in group))]
    )


def brier(pairs: Pairs) -> float | None:
    """Mean squared difference of probability and outcome (Brier 1950); None without enough data."""
    if len(pairs) < ENOUGH:
        return None
    return round(sum((p - y) ** 2 for p, y in pairs) / len(pairs), 4)


def log_loss(pairs: Pairs) -> float | None:
    """Mean negative log-likelihood in nats, probabilities kept within 1e-6 of 0 and 1; None without enough data."""
    if len(pairs) < ENOUGH:
        return None
    total = 0.0
    for p, y in pairs:
        p = min(1 - 1e-6, max(1e-6, p))
        total -= y * math.log(p) + (1 - y) * math.log(1 - p)
    return round(total / len(pairs), 4)


def expected_calibration_error(pairs: Pairs) -> float | None:
    """Mean |stated - achieved| over ten bins of equal width, weighted by their counts; None without enough data."""
    if len(pairs) < ENOUGH:
        return None
    gaps = (abs(sum(p for p, _ in b) - sum(y for _, y in b)) for b in _grouped(pairs) if b)
    return round(sum(gaps) / len(pairs), 4)


def _grouped(pairs: Pairs) -> list[list[tuple[float, float]]]:
    """The pairs in bins of equal width by their stated probability."""
    groups: list[list[tuple[float, float]]] = [[] for _ in range(BINS)]
    for p, y in pairs:
        groups[min(BINS - 1, int(p * BINS))].append((p, y))
    return groups


def share(successes: float, trials: float, least: float = 1) -> float | None:
    """Successes / trials, or None below `least` trials."""
    return round(successes / trials, 4) if trials >= least and trials > 0 else None

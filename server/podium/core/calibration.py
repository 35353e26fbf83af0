"""How well stated probabilities match what happened."""

from __future__ import annotations

import math
from collections.abc import Sequence

ENOUGH = 10
"""Judged outcomes below which a figure says "not enough data"."""
BINS = 10

Pairs = Sequence[tuple[float, float]]
"""(stated probability, success in [0, 1])."""


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
    bins: list[list[tuple[float, float]]] = [[] for _ in range(BINS)]
    for p, y in pairs:
        bins[min(BINS - 1, int(p * BINS))].append((p, y))
    gaps = (abs(sum(p for p, _ in b) - sum(y for _, y in b)) for b in bins if b)
    return round(sum(gaps) / len(pairs), 4)


def share(successes: float, trials: float, least: float = 1) -> float | None:
    """Successes / trials, or None below `least` trials."""
    return round(successes / trials, 4) if trials >= least and trials > 0 else None

"""Evidence as it is kept: outcomes summed in cells, so that an estimate costs the same for a thousand and a million."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

SCORE_BINS = 20
"""Bins of equal width of the prior confidence. A cell keeps the mean inside its bin, so little is lost by binning."""

HALF_LIFE_SECONDS = 90 * 86_400.0
"""An outcome counts half after 90 days, a quarter after 180."""
LANDMARK = 1_767_225_600.0
"""2026-01-01 UTC. Weights grow from here on instead of shrinking, so that sums stay incremental (forward decay,
Cormode et al. 2009); who reads them divides by the weight of the latest day."""
DAY_SECONDS = 86_400.0

CHECKED_WEIGHT = 0.3
"""What a verdict of independent checks counts beside one of a user or of tests, which counts 1. A prior."""

LEAST_OF_PROJECT = 8.0
"""Outcomes of a project, and of all others, below which a project is not told from them."""


class Cell(NamedTuple):
    """Outcomes of one domain that agree in strategy, in what failed before, in the kind of score, its bin and the project.

    `after` is the strategy that had failed on the same objective, or empty; `rated` tells whether the host's ratings
    made the prior; `prior` is the mean prior confidence; both sums are decayed to the latest day. `here` marks what comes
    from the project that decides, where that is told from all others.
    """

    strategy: str
    after: str
    rated: bool
    prior: float
    successes: float
    trials: float
    here: bool = False


Cells = Mapping[str, tuple[Cell, ...]]
"""Cells by domain."""


def score_bin(prior: float) -> int:
    """The bin of a prior confidence."""
    return min(SCORE_BINS - 1, max(0, int(prior * SCORE_BINS)))


def freshness(at: float) -> float:
    """Weight of an outcome of that time, in outcomes of the landmark's time."""
    return float(2.0 ** ((at - LANDMARK) / HALF_LIFE_SECONDS))


def reference(latest: float) -> float:
    """The weight that counts as one when the latest outcome is of that time; it changes once a day."""
    return freshness(latest // DAY_SECONDS * DAY_SECONDS)

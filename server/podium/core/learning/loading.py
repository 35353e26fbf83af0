"""How much context runs of a strategy are given: a pattern that is learned from what each way of loading brought.

`standard` is the default. Another way is taken where its runs show that it pays: `lean` where they succeed nearly as
often for clearly fewer tokens, `ample` where they succeed more often. A small share of the runs tries the others.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from podium.core.learning.lessons import Loaded

STANDARD = "standard"
SIZES: Mapping[str, float] = {"lean": 0.6, STANDARD: 1.0, "ample": 1.5}
"""Ways of loading, each with the size of a pack beside the standard one. Priors."""

EXPLORE_AFTER = 10.0
ENOUGH_TRIALS = 20.0
"""Verdicts that the standard way needs before others are tried, and that two ways need to be compared."""
TOLERATED_LOSS = 0.08
CHEAPER = 0.9
_Z = 1.2816
"""One-sided bound of 90 %."""


def difference(loaded: Loaded, standard: Loaded) -> tuple[float, float] | None:
    """How much more often runs succeed than with the standard way, and the lower 90 % bound of that.

    Shares are shrunk by one success and one failure (Agresti and Caffo, 2000). None without enough verdicts.
    """
    if min(loaded.trials, standard.trials) < ENOUGH_TRIALS:
        return None
    (a, variance_a), (b, variance_b) = _share(loaded), _share(standard)
    return a - b, a - b - _Z * math.sqrt(variance_a + variance_b)


def cheapness(loaded: Loaded, standard: Loaded) -> float | None:
    """Mean tokens of a run beside those of the standard way; None where either has none."""
    if not (loaded.tokens > 0 and standard.tokens > 0):
        return None
    return loaded.tokens / loaded.runs / (standard.tokens / standard.runs)


def best(strategy: str, loadings: Mapping[tuple[str, str], Loaded]) -> str:
    """The way of loading that pays for a strategy by what was recorded."""
    standard = loadings.get((strategy, STANDARD), Loaded())
    found = {name: loadings[strategy, name] for name in SIZES if name != STANDARD and (strategy, name) in loadings}
    gains = {name: gain for name, loaded in found.items() if (gain := difference(loaded, standard))}
    if "ample" in gains and gains["ample"][1] > 0:
        return "ample"
    if "lean" in gains and gains["lean"][1] >= -TOLERATED_LOSS:
        ratio = cheapness(found["lean"], standard)
        if ratio is not None and ratio <= CHEAPER:
            return "lean"
    return STANDARD


def choose(
    strategy: str,
    loadings: Mapping[tuple[str, str], Loaded],
    *,
    draw: float,
    exploration: float,
    roomy: bool = True,
) -> str:
    """The way of loading for one run.

    Args:
        strategy: of the run.
        loadings: what was recorded.
        draw: the run's own number in [0, 1).
        exploration: the share of the runs that try another way.
        roomy: whether a pack may be larger than the standard one.
    """
    offered = [name for name, size in SIZES.items() if roomy or size <= 1]
    taken = found if (found := best(strategy, loadings)) in offered else STANDARD
    if draw < exploration and loadings.get((strategy, STANDARD), Loaded()).trials >= EXPLORE_AFTER:
        others = [name for name in offered if name != taken]
        return others[int(draw / exploration * len(others))]
    return taken


def _share(loaded: Loaded) -> tuple[float, float]:
    trials = loaded.trials + 2
    share = (loaded.successes + 1) / trials
    return share, share * (1 - share) / trials

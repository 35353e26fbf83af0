"""What words and ratings leave open about the plainest route's chance of success: a histogram over the four bands.

The annotated objectives say in which band a chance lies, not where inside it, so the mass of a band is spread around its
middle and thins out towards its ends. The confidence is the median of that distribution, the interval its 5th and 95th percentile.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import lru_cache

from podium.core.decision.constants import (
    INTERCEPTS,
    RATING_EXPONENT,
    RATING_MEANS,
    RATING_SPREADS,
    WEIGHTS,
    WORDS_EXPONENT,
)

Belief = tuple[float, float, float, float]
"""Probability of each band, the uppermost (`direct_atomic`) first; they add up to 1."""

BANDS: tuple[tuple[float, float], ...] = ((0.9, 1.0), (0.7, 0.9), (0.5, 0.7), (0.0, 0.5))
"""(low, high) of the four default bands. The annotations know no other."""

HIGH_STAKES = 4
"""From this rating on, a run gets one band more support."""


def from_words(values: Mapping[str, float]) -> Belief:
    """Multinomial logistic model on the measures of an objective; the coefficients are in `constants`."""
    logits = list(INTERCEPTS)
    for name, weights in WEIGHTS.items():
        value = values[name]
        if value:
            logits = [logit + weight * value for logit, weight in zip(logits, weights, strict=True)]
    return _normalised(logits)


def with_ratings(words: Belief, scores: Mapping[str, int]) -> Belief:
    """Adds a host's ratings 1-5 to what the words say; any subset of the ratings will do.

    Naive Bayes with one normal distribution per rating and band, of one spread for all bands and of means in the order
    of the bands: so a harder rating never raises the chance, and a clearer requirement never lowers it. Ratings depend
    on each other, so their likelihoods are tempered; the words, which say less than a reader's judgement, are too.
    """
    if not scores:
        return words
    logits = [WORDS_EXPONENT * math.log(max(p, 1e-6)) for p in words]
    for name, rating in scores.items():
        logits = [logit + said for logit, said in zip(logits, likelihood(name, rating), strict=True)]
    belief = _normalised(logits)
    return without_stakes(belief) if scores.get("stakes", 0) >= HIGH_STAKES else belief


@lru_cache(maxsize=64)
def likelihood(name: str, rating: int) -> Belief:
    """Tempered log likelihood of one rating under each band."""
    spread = RATING_EXPONENT / (2 * RATING_SPREADS[name] ** 2)
    direct, workflow, multi, specialized = (-spread * (rating - mean) ** 2 for mean in RATING_MEANS[name])
    return direct, workflow, multi, specialized


def without_stakes(belief: Belief) -> Belief:
    """Takes the caution that high stakes ask for out of the belief.

    The annotated routes contain it, and the route gets it back as one band more support: counted once, not twice.
    """
    direct, workflow, multi, specialized = belief
    return (direct + workflow, multi, specialized / 2, specialized / 2)


def quantile(belief: Belief, share: float) -> float:
    """The chance of success that is exceeded with probability 1 - share."""
    above = 1.0 - share
    for mass, (low, high) in zip(belief, BANDS, strict=True):
        if above <= mass and mass > 0:
            return high - (high - low) * _spread(above / mass)
        above -= mass
    return 0.0


def _spread(share: float) -> float:
    """Quantile of Beta(2, 2), the inverse of 3 x^2 - 2 x^3."""
    return 0.5 - math.sin(math.asin(max(-1.0, 1.0 - 2.0 * share)) / 3.0)


def median(belief: Belief) -> float:
    """The chance of success in the middle of the distribution."""
    return quantile(belief, 0.5)


def _normalised(logits: list[float]) -> Belief:
    top = max(logits)
    direct, workflow, multi, specialized = (math.exp(logit - top) for logit in logits)
    total = direct + workflow + multi + specialized
    return (direct / total, workflow / total, multi / total, specialized / total)

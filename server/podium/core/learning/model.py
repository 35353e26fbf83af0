"""The estimator on one snapshot of evidence: probabilities, intervals and how much they rest on outcomes."""

from __future__ import annotations

import math
from collections import OrderedDict
from typing import NamedTuple

from podium.core.learning.estimator import (
    Message,
    Posterior,
    features,
    fit,
    flattened,
    logit,
    odds,
    posterior,
    predict,
    prior_variance,
    segment,
    start,
    widening,
)
from podium.core.learning.evidence import Cells

_Z90 = 1.6449
HISTORY_SHARE = 0.25
"""From this share of the prior's variance that outcomes have taken away on, an estimate is said to rest on history."""
MODELS_KEPT = 8


class Estimate(NamedTuple):
    """Probability of a verified good outcome, its central 90 % interval, and the share of variance outcomes removed."""

    probability: float
    interval: tuple[float, float]
    learned: float

    @property
    def rests_on_history(self) -> bool:
        """Whether recorded outcomes carry a telling share of it."""
        return self.learned >= HISTORY_SHARE


class _Curve(NamedTuple):
    """An estimate along the score, from the start of a segment: shift, variance left, variance before any outcome."""

    shift: tuple[float, float]
    left: tuple[float, float, float]
    before: tuple[float, float, float]


_Key = tuple[str, str, str, bool, bool, tuple[float, float]]
"""Domain, strategy, the one that failed before, whether rated, whether of the project that decides, ends of the segment."""


class Model:
    """The estimates that one snapshot of evidence gives. Posteriors are worked out when they are first asked for."""

    def __init__(self, cells: Cells) -> None:
        self._cells = {domain: those for domain, those in cells.items() if those}
        self.tells_project = any(cell.here for those in cells.values() for cell in those)
        self._messages: dict[str, Message] | None = None
        self._posteriors: dict[str, Posterior] = {}
        self._curves: dict[_Key, _Curve] = {}

    def estimate(
        self, domain: str, strategy: str, prior: float, *, rated: bool, after: str = "", elsewhere: bool = False
    ) -> Estimate:
        """What a strategy promises on an objective.

        Args:
            domain: The objective's domain.
            strategy: The strategy that would run.
            prior: Confidence in direct work before any outcome.
            rated: Whether that confidence rests on the host's ratings.
            after: The strategy that failed on it before, if any.
            elsewhere: Whether it is asked for another project than the one that decides.
        """
        score = logit(prior)
        key = (domain, strategy, after, rated, self.tells_project and not elsewhere, segment(score))
        curve = self._curves.get(key)
        if curve is None:
            curve = self._curves[key] = self._curve(*key)
        t = score - key[-1][0]
        before = curve.before[0] + t * (curve.before[1] + t * curve.before[2])
        centre = start(strategy, after, score, before, rated=rated) + curve.shift[0] + t * curve.shift[1]
        left = curve.left[0] + t * (curve.left[1] + t * curve.left[2])
        return _estimate(centre, left, before, flattened(strategy, score, before, rated=rated))

    def _curve(
        self, domain: str, strategy: str, after: str, rated: bool, here: bool, ends: tuple[float, float]
    ) -> _Curve:
        """Through three points: inside a segment the shift is a straight line and both variances are parabolas."""
        half = (ends[1] - ends[0]) / 2
        rows = [features(strategy, after, rated, ends[0] + half * step, here=here) for step in range(3)]
        before = [prior_variance(row) for row in rows]
        found = [predict(row, self._posterior(domain)) if self._cells else (0.0, prior_variance(row)) for row in rows]
        shift = (found[0][0], (found[2][0] - found[0][0]) / (2 * half))
        return _Curve(shift, _parabola([variance for _, variance in found], half), _parabola(before, half))

    def _posterior(self, domain: str) -> Posterior:
        found = self._posteriors.get(domain)
        if found is None:
            if self._messages is None:
                self._messages = {name: fit(cells).message for name, cells in self._cells.items()}
            own = fit(self._cells[domain]) if domain in self._cells else None
            others = [message for name, message in self._messages.items() if name != domain]
            found = self._posteriors[domain] = posterior(own, others)
        return found


def _parabola(values: list[float], step: float) -> tuple[float, float, float]:
    """Coefficients of the parabola through three values `step` apart."""
    first, second, third = values
    bend = (third - 2 * second + first) / (2 * step * step)
    return first, (second - first) / step - bend * step, bend


def _estimate(centre: float, variance: float, before: float, flat: float) -> Estimate:
    """`flat` is what the prior confidence says beyond the model; it gives way as outcomes take the variance away."""
    reach = _Z90 * math.sqrt(max(0.0, variance))
    open_share = min(1.0, variance / before)
    probability = min(0.999, max(0.001, odds(centre / widening(variance) + open_share * flat)))
    interval = (min(probability, odds(centre - reach)), max(probability, odds(centre + reach)))
    return Estimate(probability, interval, 1 - open_share)


_models: OrderedDict[int, tuple[Cells, Model]] = OrderedDict()


def model_of(cells: Cells) -> Model:
    """The model of a snapshot, kept for the latest few: deciding asks for it again and again."""
    kept = _models.get(id(cells))
    if kept is not None and kept[0] is cells:
        return kept[1]
    # Most runs end without a verdict: a new snapshot then holds the same evidence.
    latest = next(reversed(_models.values()), None)
    model = latest[1] if latest is not None and latest[0] == cells else Model(cells)
    _models[id(cells)] = (cells, model)
    while len(_models) > MODELS_KEPT:
        _models.popitem(last=False)
    return model

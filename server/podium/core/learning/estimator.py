"""A hierarchical Bayesian logistic model of success, refitted by Newton's method on binned outcomes.

The logit of success is the prior's logit, along ratings with the slope that such logits have, plus the strategy's
transferred gain, shifted by parameters with Gaussian priors around zero: everywhere, by strategy, by the slope of the
prior's logit (with the former a Platt calibration of words and of ratings), by "this strategy after that one failed", by
domain, by domain along the score, by domain and strategy, and, where a project can be told from all others, by project
and by project and domain. Each domain's likelihood is approximated around its mode (Laplace); domains share what they say
about the parameters of all as Gaussian messages, so that a new outcome refits one domain and no other.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from functools import lru_cache
from typing import NamedTuple

from podium.core.learning import prior
from podium.core.learning.evidence import Cell
from podium.core.learning.gaussian import Matrix, Vector, cholesky, inverse, solve
from podium.core.values import STRATEGIES

PAIRS = tuple((later, first) for i, first in enumerate(STRATEGIES) for later in STRATEGIES[i + 1 :])
"""(strategy, the one that failed before it)."""
_BY_STRATEGY = 1
_SLOPES = _BY_STRATEGY + len(STRATEGIES)
_KINDS = _SLOPES + 2
_AFTER = _KINDS + 2
_PROJECT = _AFTER + len(PAIRS)
_SHARED = _PROJECT + 1
_DOMAIN = _SHARED
_KNOTS = _DOMAIN + 1
_RATED = _KNOTS + len(prior.KNOTS)
_HERE = _RATED + 1
_OWN = _HERE + 1
_SPREADS = (
    (prior.EVERYWHERE_SPREAD,)
    + (prior.STRATEGY_SPREAD,) * len(STRATEGIES)
    + (prior.SLOPE_SPREAD,) * 2
    + prior.KIND_SPREADS
    + (prior.AFTER_SPREAD,) * len(PAIRS)
    + (prior.PROJECT_SPREAD,)
    + (prior.DOMAIN_SPREAD,)
    + (prior.SCORE_SPREAD,) * len(prior.KNOTS)
    + (prior.RATED_SPREAD,)
    + (prior.PROJECT_DOMAIN_SPREAD,)
    + (prior.DOMAIN_STRATEGY_SPREAD,) * len(STRATEGIES)
)
VARIANCES = tuple(spread * spread for spread in _SPREADS)
_PLACE: dict[str, int] = {strategy: place for place, strategy in enumerate(STRATEGIES)}
_PAIR_PLACE: dict[tuple[str, str], int] = {pair: place for place, pair in enumerate(PAIRS)}
_FARTHEST = 7.0
_BENDS = sorted(
    {-_FARTHEST, _FARTHEST, *prior.KNOTS, *(prior.SLOPE_CENTRE + side * prior.SLOPE_REACH for side in (-1, 1))}
)
MOST_STEPS, SMALL_STEP = 30, 1e-4
"""Newton doubles the digits with each step, so the last one is exact to some 1e-8."""
FITS_KEPT = 512

Features = tuple[tuple[int, float], ...]
"""(parameter, value) of what is not zero."""


class Message(NamedTuple):
    """What a domain says about shared parameters: precision and precision times mean, without the prior."""

    parameters: tuple[int, ...]
    precision: Matrix
    linear: Vector


class Fit(NamedTuple):
    """A domain's likelihood around its mode, over the parameters that its cells touch, and its message to all."""

    parameters: tuple[int, ...]
    precision: Matrix
    linear: Vector
    message: Message


class Posterior(NamedTuple):
    """Mean and covariance of parameters; those not named are at their prior."""

    places: dict[int, int]
    mean: Vector
    covariance: Matrix


def logit(p: float) -> float:
    """Log odds, with p kept within .001 and .999."""
    p = min(0.999, max(0.001, p))
    return math.log(p / (1 - p))


def odds(x: float) -> float:
    """The inverse of `logit`, without its bounds."""
    return 1 / (1 + math.exp(-x)) if x > -700 else 0.0


def features(strategy: str, after: str, rated: bool, score: float, *, here: bool = False) -> Features:
    """What a run of a strategy at a score (the logit of the prior confidence) rests on; `here`: in the deciding project."""
    place = _PLACE[strategy]
    slope = max(-prior.SLOPE_REACH, min(prior.SLOPE_REACH, score - prior.SLOPE_CENTRE))
    found = [(0, 1.0), (_BY_STRATEGY + place, 1.0), (_SLOPES + rated, slope), (_KINDS + rated, 1.0)]
    pair = _PAIR_PLACE.get((strategy, after))
    if pair is not None:
        found.append((_AFTER + pair, 1.0))
    if here:
        found.append((_PROJECT, 1.0))
    found.append((_DOMAIN, 1.0))
    found += _between(score)
    if rated:
        found.append((_RATED, 1.0))
    if here:
        found.append((_HERE, 1.0))
    found.append((_OWN + place, 1.0))
    return tuple(found)


def start(strategy: str, after: str, score: float, variance: float, *, rated: bool) -> float:
    """The logit before any outcome, where `variance` is the prior's.

    The prior confidence is averaged over all that domains may be, so it is widened to be conditional on one of them; the
    gains and the slopes along ratings were measured on the same tasks, so they are conditional already.
    """
    wide = widening(variance)
    slope = prior.RATED_SLOPE[strategy] if rated else wide
    gain = prior.GAIN[strategy] - (prior.AFTER_FAILURE if after else 0.0)
    return prior.SLOPE_CENTRE * wide + slope * (score - prior.SLOPE_CENTRE) + gain


def flattened(strategy: str, score: float, variance: float, *, rated: bool) -> float:
    """How far the start, averaged, lies below the logit that is shown before any outcome."""
    if not rated:
        return 0.0
    return (1 - prior.RATED_SLOPE[strategy] / widening(variance)) * (score - prior.SLOPE_CENTRE)


def segment(score: float) -> tuple[float, float]:
    """The ends of the stretch around a score on which every feature is a straight line."""
    place = min(max(bisect_right(_BENDS, score), 1), len(_BENDS) - 1)
    return _BENDS[place - 1], _BENDS[place]


def widening(variance: float) -> float:
    """How much a logit shrinks when it is averaged over a normal of that variance (MacKay 1992)."""
    return math.sqrt(1 + math.pi * variance / 8)


def prior_variance(row: Features) -> float:
    """Variance of a logit before any outcome."""
    return sum(value * value * VARIANCES[i] for i, value in row)


@lru_cache(maxsize=FITS_KEPT)
def fit(cells: tuple[Cell, ...]) -> Fit:
    """What the cells of one domain say, kept by their content: a new outcome of one domain refits that one only."""
    rows = [_row(cell) for cell in cells]
    parameters = tuple(sorted({i for row, _, _, _ in rows for i, value in row if value}))
    places = {parameter: place for place, parameter in enumerate(parameters)}
    placed = [
        ([(places[i], value) for i, value in row if value], start, successes, trials)
        for row, start, successes, trials in rows
    ]
    mode = _mode(placed, [1 / VARIANCES[i] for i in parameters])
    precision, _ = _curvature(placed, [0.0] * len(parameters), mode)
    linear = [sum(a * b for a, b in zip(line, mode, strict=True)) for line in precision]
    # The gradient of the likelihood at the mode balances the prior's pull, which is part of the linear term.
    pull = [value / VARIANCES[i] for i, value in zip(parameters, mode, strict=True)]
    linear = [a + b for a, b in zip(linear, pull, strict=True)]
    return Fit(parameters, precision, linear, _message(parameters, precision, linear))


def posterior(own: Fit | None, others: list[Message]) -> Posterior:
    """What a domain's own fit and the messages of all other domains make of the prior."""
    named = {i for message in others for i in message.parameters} | set(own.parameters if own else ())
    parameters = sorted(named)
    places = {parameter: place for place, parameter in enumerate(parameters)}
    precision = [[0.0] * len(parameters) for _ in parameters]
    linear = [0.0] * len(parameters)
    for place, parameter in enumerate(parameters):
        precision[place][place] = 1 / VARIANCES[parameter]
    for message in (*others, *([Message(own.parameters, own.precision, own.linear)] if own else ())):
        _add(precision, linear, message, [places[i] for i in message.parameters])
    covariance = inverse(precision)
    mean = [sum(a * b for a, b in zip(line, linear, strict=True)) for line in covariance]
    return Posterior(places, mean, covariance)


def predict(row: Features, found: Posterior) -> tuple[float, float]:
    """Mean shift and variance of the logit of a run with these features."""
    mean = variance = 0.0
    known: list[tuple[int, float]] = []
    for parameter, value in row:
        place = found.places.get(parameter)
        if place is None:
            variance += value * value * VARIANCES[parameter]
        else:
            known.append((place, value))
    for place, value in known:
        mean += value * found.mean[place]
        line = found.covariance[place]
        variance += value * sum(other * line[j] for j, other in known)
    return mean, variance


def _between(score: float) -> list[tuple[int, float]]:
    """The two knots around a score with their weights; beyond the last knot the last alone."""
    knots = prior.KNOTS
    if score <= knots[0]:
        return [(_KNOTS, 1.0)]
    for place in range(1, len(knots)):
        if score < knots[place]:
            share = (score - knots[place - 1]) / (knots[place] - knots[place - 1])
            return [(_KNOTS + place - 1, 1 - share), (_KNOTS + place, share)]
    return [(_KNOTS + len(knots) - 1, 1.0)]


_Row = tuple[list[tuple[int, float]], float, float, float]


def _row(cell: Cell) -> tuple[Features, float, float, float]:
    score = logit(cell.prior)
    row = features(cell.strategy, cell.after, cell.rated, score, here=cell.here)
    begin = start(cell.strategy, cell.after, score, prior_variance(row), rated=cell.rated)
    trials = max(cell.trials, 0.0)
    return row, begin, min(max(cell.successes, 0.0), trials), trials


def _mode(rows: list[_Row], precisions: Vector) -> Vector:
    """Where prior and likelihood together are highest, by Newton's method; steps that overshoot are halved."""
    at = [0.0] * len(precisions)
    height = _height(rows, precisions, at)
    for _ in range(MOST_STEPS):
        matrix, gradient = _curvature(rows, precisions, at)
        step = solve(cholesky(matrix), gradient)
        while True:
            there = [a + s for a, s in zip(at, step, strict=True)]
            reached = _height(rows, precisions, there)
            if reached >= height or max(map(abs, step)) < SMALL_STEP:
                break
            step = [s / 2 for s in step]
        at, height = there, reached
        if max(map(abs, step)) < SMALL_STEP:
            break
    return at


def _height(rows: list[_Row], precisions: Vector, at: Vector) -> float:
    total = -sum(p * a * a for p, a in zip(precisions, at, strict=True)) / 2
    for row, start, successes, trials in rows:
        x = start + sum(value * at[i] for i, value in row)
        total += successes * x - trials * (max(x, 0.0) + math.log1p(math.exp(-abs(x))))
    return total


def _curvature(rows: list[_Row], precisions: Vector, at: Vector) -> tuple[Matrix, Vector]:
    """Negative Hessian and gradient of the log posterior. Rows hold their features in order of place."""
    size = len(at)
    matrix = [[0.0] * size for _ in range(size)]
    gradient = [-p * a for p, a in zip(precisions, at, strict=True)]
    for place, p in enumerate(precisions):
        matrix[place][place] = p
    for row, start, successes, trials in rows:
        p = odds(start + sum(value * at[i] for i, value in row))
        missed, weight = successes - trials * p, trials * p * (1 - p)
        for place, (i, value) in enumerate(row):
            gradient[i] += value * missed
            line, scaled = matrix[i], weight * value
            for j, other in row[: place + 1]:
                line[j] += scaled * other
    for i in range(size):
        for j in range(i):
            matrix[j][i] = matrix[i][j]
    return matrix, gradient


def _message(parameters: tuple[int, ...], precision: Matrix, linear: Vector) -> Message:
    """The fit's marginal over the shared parameters, the domain's own ones averaged out under their prior."""
    shared = [i for i, parameter in enumerate(parameters) if parameter < _SHARED]
    own = [i for i, parameter in enumerate(parameters) if parameter >= _SHARED]
    block = [[precision[i][j] + (1 / VARIANCES[parameters[i]] if i == j else 0.0) for j in own] for i in own]
    lower = cholesky(block)
    towards = [solve(lower, [precision[k][i] for k in own]) for i in shared]
    pulled = solve(lower, [linear[k] for k in own])
    left = [
        [precision[i][j] - sum(a * precision[k][j] for a, k in zip(line, own, strict=True)) for j in shared]
        for i, line in zip(shared, towards, strict=True)
    ]
    rest = [linear[i] - sum(a * precision[k][i] for a, k in zip(pulled, own, strict=True)) for i in shared]
    return Message(tuple(parameters[i] for i in shared), left, rest)


def _add(precision: Matrix, linear: Vector, message: Message, at: list[int]) -> None:
    for place, line, value in zip(at, message.precision, message.linear, strict=True):
        linear[place] += value
        target = precision[place]
        for other, amount in zip(at, line, strict=True):
            target[other] += amount

"""What would change a route, computed: one rating moved, or one measure of the words left out, at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from typing import NamedTuple

from podium.core.decision.analysis import Heard, heard
from podium.core.decision.banding import supported
from podium.core.decision.belief import from_words, median, with_ratings
from podium.core.decision.complexity import complexity, factors
from podium.core.decision.constants import RATING_MEANS, RATING_SPREADS
from podium.core.decision.ratings import HIGHEST, LOWEST
from podium.core.learning.estimator import logit, odds
from podium.core.texts import one_line
from podium.core.values import JSON, RATINGS, STRATEGIES, Decision, Strategy

MIDDLE = 3
DIGITS = 4
LONGEST_WORDS = 80
MOST_OF_A_DIRECTION = 2
MOST_MEASURES = 3
NEARLY_COMPLEX = 0.8
"""Below this complexity no single change lifts it to where it adds support."""


class Change(NamedTuple):
    """A change of the input, the strategy it gives, and the confidence it gives."""

    condition: str
    strategy: Strategy
    confidence: float


class _Now(NamedTuple):
    """What is changed: the objective as heard, its ratings and paths, and what was decided on them."""

    said: Heard
    scores: Mapping[str, int]
    paths: Sequence[str]
    decision: Decision


def would_change(decision: Decision, scores: Mapping[str, int], paths: Sequence[str] = ()) -> tuple[Change, ...]:
    """Small changes that give another strategy: ratings towards less support, ratings towards more, words left out.

    Args:
        decision: What was decided.
        scores: The ratings it was decided on, checked.
        paths: The paths it was decided on.
    """
    now = _Now(heard(decision.objective), scores, paths, decision)
    place = STRATEGIES.index(decision.route.strategy)
    easier = _by_ratings(now, harder=False) if place > 0 else ()
    harder = _by_ratings(now, harder=True) if place < len(STRATEGIES) - 1 else ()
    return (*islice(easier, MOST_OF_A_DIRECTION), *islice(harder, MOST_OF_A_DIRECTION), *_by_measures(now))


def as_json(changes: Sequence[Change]) -> list[JSON]:
    """The changes as the fields of `decision-engine`."""
    return [
        {"if": change.condition, "strategy": change.strategy, "confidence": round(change.confidence, DIGITS)}
        for change in changes
    ]


def _by_ratings(now: _Now, *, harder: bool) -> Iterator[Change]:
    """For each rating that can move the route into a direction, the nearest value that does; the most telling first."""
    for name in _MOST_TELLING:
        end = HIGHEST if harder != (name == "requirement_clarity") else LOWEST
        start = now.scores.get(name, MIDDLE)
        if start == end or not _moves(now, _rated(now, name, end)):
            continue
        step = 1 if end > start else -1
        yield next(filter(partial(_moves, now), (_rated(now, name, v) for v in range(start + step, end + step, step))))


def _moves(now: _Now, change: Change) -> bool:
    return change.strategy != now.decision.route.strategy


def _telling(name: str) -> float:
    """How far apart a rating holds the outermost bands, in squared spreads."""
    means = RATING_MEANS[name]
    return abs(means[-1] - means[0]) / RATING_SPREADS[name] ** 2


_MOST_TELLING = sorted(RATINGS, key=_telling, reverse=True)


def _rated(now: _Now, name: str, value: int) -> Change:
    scores = {**now.scores, name: value}
    given = now.scores.get(name)
    condition = f"{name} rated {value}" + (f" instead of {given}" if given else "")
    prior = median(with_ratings(now.said.belief, scores))
    measured = now.decision.complexity
    if measured >= NEARLY_COMPLEX:
        measured = complexity(factors(now.said.structure, scores, now.paths))
    return _change(now, condition, prior, scores, measured)


def _by_measures(now: _Now) -> Iterator[Change]:
    """The weightiest measures of the words without which the route would be another."""
    values = {name: each.value for name, each in now.said.measures.items()}
    weighty = [f for f in now.decision.factors if f.name in values and now.said.measures[f.name].evidence]
    for factor in weighty[:MOST_MEASURES]:
        prior = median(with_ratings(from_words({**values, factor.name: 0.0}), now.scores))
        words = one_line(", ".join(now.said.measures[factor.name].evidence[:3]), LONGEST_WORDS)
        condition = f"without {factor.name.replace('_', ' ')} ({words})"
        change = _change(now, condition, prior, now.scores, now.decision.complexity - factor.contribution)
        if _moves(now, change):
            yield change


def _change(now: _Now, condition: str, prior: float, scores: Mapping[str, int], measured: float) -> Change:
    """What was learned here shifts the changed prior as it shifted the present one, in logits."""
    decision = now.decision
    confidence = prior
    if decision.confidence != round(decision.prior, DIGITS):
        confidence = odds(logit(decision.confidence) + logit(prior) - logit(decision.prior))
    confidence = round(confidence, DIGITS)
    strategy, _ = supported(confidence, decision.thresholds, measured, scores, decision.repeat)
    return Change(condition, strategy, confidence)

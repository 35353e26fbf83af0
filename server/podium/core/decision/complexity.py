"""Complexity in [0, 1.5] as a sum of named factors, each a measure times its weight."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from podium.core.decision import constants
from podium.core.decision.features import Feature
from podium.core.decision.language import ENGLISH, NAMES
from podium.core.values import RATINGS, Factor

MOST_COMPLEXITY = 1.5
MANY_COMPONENTS = 5


def factors(
    measures: Mapping[str, Feature], scores: Mapping[str, int], paths: Sequence[str] = ()
) -> tuple[Factor, ...]:
    """What complexity rests on, the weightiest first; measures that are zero are left out.

    Beside ratings the words' weights shrink with the number of ratings given.
    """
    share = 1.0 - (1.0 - constants.WORDS_SHARE_BESIDE_RATINGS) * len(scores) / len(RATINGS)
    base = share * constants.COMPLEXITY_BASE + (1.0 - share) * constants.COMPLEXITY_MIDDLE
    found = [
        _factor(name, measures[name].value, share * weight, measures[name].evidence)
        for name, weight in constants.COMPLEXITY.items()
        if measures[name].value > 0
    ]
    found += [_rated(name, scores[name]) for name in RATINGS if name in scores]
    if components := _components(paths):
        value = min(1.0, (len(components) - 1) / MANY_COMPONENTS)
        found.append(_factor("components", value, constants.COMPLEXITY_OF_COMPONENTS, components[:6]))
    found.sort(key=lambda factor: -abs(factor.contribution))
    return (_factor("ordinary_work", 1.0, base, ()), *found)


def language_factor(language: str) -> tuple[Factor, ...]:
    """Says, without weight, that an objective is written in another language than the lexicons know best."""
    if language == ENGLISH:
        return ()
    return (Factor("language", 1.0, 0.0, 0.0, (f"{NAMES[language]}: read by its structure and few terms",)),)


def complexity(found: Sequence[Factor]) -> float:
    """The sum of the contributions, kept in [0, 1.5]."""
    return min(MOST_COMPLEXITY, max(0.0, sum(factor.contribution for factor in found)))


def _factor(name: str, value: float, weight: float, evidence: tuple[str, ...]) -> Factor:
    return Factor(name, value, weight, weight * value, evidence)


def _rated(name: str, rating: int) -> Factor:
    return _factor(name, (rating - 3) / 2, constants.COMPLEXITY_OF_RATINGS[name], (f"rated {rating} of 5",))


def _components(paths: Sequence[str]) -> tuple[str, ...]:
    """The folders that the paths lie in, two levels deep."""
    folders = ("/".join(path.replace("\\", "/").strip("/").split("/")[:-1][:2]) or path for path in paths)
    return tuple(dict.fromkeys(folders))

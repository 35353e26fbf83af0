"""Weights of items for a command: what its agents used in runs that went well counts more, what they never used less."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from podium.core.learning.domains import EVERYWHERE
from podium.core.learning.lessons import Lessons, Use
from podium.core.pruning.kinds import kind_of
from podium.core.values import ContextItem

LEAST, MOST = 0.6, 1.6
_STRENGTH = 20.0
"""Weight of the more general figure beside what was recorded, in runs."""
_BASE = Use(1.0, 8.0)
"""Of the items in a pack about one in eight is cited. A prior."""
_LOOSE = "item "
_KIND = "kind "


def place_of(item: ContextItem) -> str:
    """Under which name the uses of an item, or of the file that it is a piece of, are counted."""
    return item.path or f"{_LOOSE}{item.name}"


def leanings(lessons: Lessons, domain: str, command: str) -> dict[str, float]:
    """Factors on the relevance of items for a command in a domain, by place and by kind of file.

    A place's rate of use in the domain is shrunk to its rate everywhere, that to the rate of its kind of file, and that
    to the rate of all; the factor is the square root of how far it lies from the rate of all, within 0.6 to 1.6.
    """
    everywhere = lessons.items.get((EVERYWHERE, command), {})
    if not everywhere:
        return {}
    base = _rate(_total(everywhere.values()), _BASE.useful / _BASE.shown)
    kinds: dict[str, list[Use]] = {}
    for place, use in everywhere.items():
        kinds.setdefault(_kind(place), []).append(use)
    rates = {kind: _rate(_total(uses), base) for kind, uses in kinds.items()}
    here = lessons.items.get((domain, command), {})
    for place, use in everywhere.items():
        general = _rate(use, rates[_kind(place)])
        rates[place] = _rate(here[place], general) if place in here else general
    return {place: min(MOST, max(LEAST, (rate / base) ** 0.5)) for place, rate in rates.items()}


def factor(learned: Mapping[str, float], item: ContextItem) -> float:
    """The factor for an item: that of its place, else that of its kind, else 1."""
    place = place_of(item)
    return learned.get(place) or learned.get(_kind(place), 1.0)


def _kind(place: str) -> str:
    return _KIND + (_LOOSE.strip() if place.startswith(_LOOSE) else kind_of(place))


def _total(uses: Iterable[Use]) -> Use:
    useful, shown = map(sum, zip(*uses, strict=True))
    return Use(useful, shown)


def _rate(use: Use, general: float) -> float:
    return (use.useful + _STRENGTH * general) / (use.shown + _STRENGTH)

"""On which side of which pair of opposites a word stands."""

from __future__ import annotations

from functools import cache

from podium.core.contradictions.antonyms import AMOUNT, PLACE, QUALITY, STATES, TIME
from podium.core.contradictions.deeds import CHANGE, DOING, KEEPING
from podium.core.decision.words import stem

_CLAIMS = "".join((KEEPING, CHANGE, DOING, STATES, QUALITY, AMOUNT)).split("\n")
_CIRCUMSTANCES = "".join((PLACE, TIME)).split("\n")
_LINES = [line for line in (*_CLAIMS, *_CIRCUMSTANCES) if line]
_ADVERB = 5
"""Letters above which `-ly` makes an adverb of an adjective: `only` is none of `on`."""
_FIRST_CIRCUMSTANCE = sum(map(bool, _CLAIMS))


@cache
def _axes() -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    """Each word's stem with the sides of meaning it stands on, and with those that it stands against."""
    own: dict[str, set[str]] = {}
    against: dict[str, set[str]] = {}
    for number, line in enumerate(_LINES):
        sides = [{form for word in side.split() for form in (word, stem(word))} for side in line.split("|")]
        for at, words in enumerate(sides):
            for word in words - sides[1 - at]:
                own.setdefault(word, set()).add(f"{number}{'+-'[at]}")
                against.setdefault(word, set()).add(f"{number}{'-+'[at]}")
    return _frozen(own), _frozen(against)


def _frozen(table: dict[str, set[str]]) -> dict[str, frozenset[str]]:
    return {word: frozenset(sides) for word, sides in table.items()}


_NONE: frozenset[str] = frozenset()


def sides(word: str) -> frozenset[str]:
    """The sides of meaning that a stem stands on."""
    table = _axes()[0]
    return table.get(word) or table.get(word.removesuffix("ly") if len(word) > _ADVERB else word, _NONE)


def opposite_sides(word: str) -> frozenset[str]:
    """The sides that a stem stands against."""
    table = _axes()[1]
    return table.get(word) or table.get(word.removesuffix("ly") if len(word) > _ADVERB else word, _NONE)


def scoping(a: str, b: str) -> bool:
    """Whether two opposed stems tell places or times apart (`night`, `day`), of which opposite things may be true."""
    axes = {int(side[:-1]) for side in sides(a) & opposite_sides(b)}
    return bool(axes) and min(axes) >= _FIRST_CIRCUMSTANCE

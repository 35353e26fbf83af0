"""Drawing one of many things in prose: cards, balls of several colours, a part of a whole."""

from __future__ import annotations

import re
from fractions import Fraction

from podium.core.mathematics.prose.draws import CHANCE, claimed_chance, judged_chance, one_in
from podium.core.mathematics.prose.found import Found
from podium.core.mathematics.prose.values import Told, Value, slot

_DECK = {
    "heart": 13,
    "spade": 13,
    "diamond": 13,
    "club": 13,
    "ace": 4,
    "king": 4,
    "queen": 4,
    "jack": 4,
    "face card": 12,
    "court card": 12,
    "picture card": 12,
    "red card": 26,
    "black card": 26,
    "red": 26,
    "black": 26,
}

_OF_KIND = re.compile(
    rf"{slot('n', 'part')} (?:of|out of|in) (?:the |its |our |a )*{slot('n', 'whole')}(?P<between>[^#]*)"
)

_BOX = re.compile(
    rf"\b(?:of|with|holding|containing|has|holds|contains|among|from) (?:the )?{slot('n', 'whole')} (?P<noun>(?:[a-z]+ )?[a-z]+)(?:,| of which| and)? {slot('n', 'part')} (?:of them [a-z]+|(?:of them )?(?:are|is|were|being) [a-z]+)"
)

_MIXED = re.compile(
    r"#n(?P<a>\d+)# (?P<one>[a-z]+)(?: [a-z]+)?(?:,| and|, and| plus)(?: the)? #n(?P<b>\d+)# (?P<other>(?!of\b)[a-z]+)(?: [a-z]+)?(?:(?:,| and|, and) #n(?P<c>\d+)# (?P<third>[a-z]+))?"
)

_DRAWN = re.compile(
    r"\b(?:draw\w*|drawn|pick\w*|tak(?:e|ing|en)|choos\w+|chosen|select\w*|pull\w*|grab\w*|random|landing|spin\w*|hit\w*)\b"
)


def cards(told: Told) -> Found | None:
    """`13 of the 52 cards are hearts, so drawing one has probability 1/4`; balls of several colours in a bag."""
    shape = told.shape
    if not (CHANCE.search(shape) and _DRAWN.search(shape)) or re.search(
        r"\b(?:two|twice|both|second|without|then|another|pair|replac\w+|at least)\b", shape
    ):
        return None
    value = one_in(told) or claimed_chance(told)
    if value is None:
        return None
    of = told.search(_OF_KIND)
    if of and told.at(of, "whole") is not value and told.at(of, "part") is not value:
        part, total = told.at(of, "part"), told.at(of, "whole")
        if total.amount.value.lo <= 0 or re.search(r"\b(?:not|other)\b", of["between"]):
            return None
        return judged_chance(told, part.amount.value.lo / total.amount.value.lo, value, part, total)
    box = told.search(_BOX)
    if box and told.at(box, "part") is not value:
        part, total = told.at(box, "part"), told.at(box, "whole")
        return (
            judged_chance(told, part.amount.value.lo / total.amount.value.lo, value, part, total)
            if total.amount.value.lo > 0
            else None
        )
    mixed = told.search(_MIXED)
    if mixed and value not in (told.at(mixed, "a"), told.at(mixed, "b")):
        return _from_mixture(told, mixed, value)
    deck = re.search(r"\b(?:a|an|any) (" + "|".join(_DECK) + r")s?\b", shape)
    if deck and re.search(r"\b(?:deck|pack|cards)\b", shape):
        sizes = [v for v in told.of("n") if v is not value and v.amount.value.lo == 52]
        return judged_chance(told, Fraction(_DECK[deck[1]], 52), value, *sizes)
    return None


def _from_mixture(told: Told, mixed: re.Match[str], value: Value) -> Found | None:
    parts = [
        (mixed[word].rstrip("s"), told.at(mixed, name))
        for word, name in (("one", "a"), ("other", "b"), ("third", "c"))
        if mixed[name]
    ]
    rest = told.shape[mixed.end() :]
    named = [part for word, part in parts if re.search(rf"\b{word}", rest)]
    total = sum((part.amount.value.lo for _, part in parts), Fraction(0))
    if len(named) != 1 or total <= 0 or "not " in rest:
        return None
    return judged_chance(told, named[0].amount.value.lo / total, value, *(part for _, part in parts))

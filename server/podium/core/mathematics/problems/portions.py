"""Fractions and ordinals in words: `two thirds`, `a quarter`, `half`, `1/6`, `the fifth`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from podium.core.mathematics import quantity
from podium.core.mathematics.exact import whole
from podium.core.mathematics.problems.found import Found, points
from podium.core.mathematics.quantity import PERCENT, Quantity
from podium.core.mathematics.tokens import Token
from podium.core.mathematics.words import MULTIPLIERS, PARTS, SMALL_NUMBERS
from podium.core.units import find_unit

_ORDINALS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
    "eleventh": 11,
    "twelfth": 12,
}


def fraction(tokens: Sequence[Token], at: int) -> tuple[Found, int] | None:
    """`two thirds`, `a quarter`, `half`, `1/6`, `three-quarters`."""
    token = tokens[at]
    nxt = tokens[at + 1] if at + 1 < len(tokens) else None
    if (
        token.kind == "number"
        and nxt
        and nxt.is_operator("/")
        and at + 2 < len(tokens)
        and tokens[at + 2].kind == "number"
    ):
        below = tokens[at + 2]
        if (
            token.places is None
            and below.places is None
            and 0 < below.value <= 1000
            and nxt.glued
            and token.value < below.value
        ):
            return _part(tokens, at, at + 3, token.value / below.value)
        return None
    if token.kind == "number" and token.value.denominator > 1 and token.places is None:
        return _part(tokens, at, at + 1, token.value)
    measured = _half_of_one(tokens, at)
    if measured:
        return measured
    if token.is_word("half") and not (
        nxt and nxt.is_word("a", "an") and at + 2 < len(tokens) and find_unit(tokens[at + 2].text)
    ):
        if nxt and nxt.is_word("a") and at + 3 < len(tokens) and tokens[at + 2].is_word("percentage", "percent"):
            each = Found(quantity.literal(Fraction(1, 2)), "plain", token.start, tokens[at + 3].end)
            return each, points(each, PERCENT, at + 4)
        return _part(tokens, at, at + 1, Fraction(1, 2))
    step = 2 if nxt and nxt.text == "-" else 1
    if at + step >= len(tokens):
        return None
    word = tokens[at + step].text.lower()
    many = (
        1
        if token.is_word("a", "an", "one")
        else SMALL_NUMBERS.get(token.text.lower(), 0)
        if token.kind == "word"
        else 0
    )
    if word not in PARTS or not many or many >= PARTS[word] or (many > 1 and not word.endswith("s")):
        return None
    follows = tokens[at + step + 1] if at + step + 1 < len(tokens) else None
    if (
        follows
        and follows.kind == "word"
        and follows.text.lower() in ("party", "time", "quarter", "year", "person", "day", "dose", "run")
    ):
        return None
    return _part(tokens, at, at + step + 1, Fraction(many, PARTS[word]))


def _half_of_one(tokens: Sequence[Token], at: int) -> tuple[Found, int] | None:
    """`half hour`, `half-litre`, `half a dozen`."""
    if not tokens[at].is_word("half") or at + 1 >= len(tokens):
        return None
    place = at + 1 + (tokens[at + 1].text == "-" or tokens[at + 1].is_word("a"))
    if place >= len(tokens) or tokens[place].kind != "word":
        return None
    many = MULTIPLIERS.get(tokens[place].text.lower())
    if many:
        return Found(quantity.literal(Fraction(many, 2)), "plain", tokens[at].start, tokens[place].end), place + 1
    unit = find_unit(tokens[place].text)
    if not unit or not unit.dimensions or tokens[at + 1].is_word("a") or len(tokens[place].text) < 3:
        return None
    read = Quantity(whole(unit.sizes[0] / 2), unit.dimensions, unit=unit.name, scale=unit.sizes[0], literal=True)
    return Found(read, "plain", tokens[at].start, tokens[place].end), place + 1


def _part(tokens: Sequence[Token], at: int, after: int, value: Fraction) -> tuple[Found, int]:
    read = replace(quantity.literal(value), fraction=True)
    return Found(read, "fraction", tokens[at].start, tokens[after - 1].end), after


def ordinal(tokens: Sequence[Token], at: int) -> tuple[Found, int] | None:
    """`the fifth`, `the 5th`, and the index of the token after it."""
    token = tokens[at]
    number = _ORDINALS.get(token.text.lower()) if token.kind == "word" else None
    after = at + 1
    if (
        token.kind == "number"
        and at + 1 < len(tokens)
        and tokens[at + 1].glued
        and tokens[at + 1].is_word("st", "nd", "rd", "th")
    ):
        number, after = int(token.value), at + 2
    if not number or (token.is_word("second") and at and tokens[at - 1].is_word("per", "a", "each", "every", "/")):
        return None
    return Found(
        quantity.literal(Fraction(number)), "ordinal", token.start, tokens[after - 1].end, optional=True
    ), after

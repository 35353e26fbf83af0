"""Reads a text into amounts: numbers with their units, nouns and roles, and the words between them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from podium.core.mathematics.literals import Reading
from podium.core.mathematics.problems.colons import COLON, colons, unspoken
from podium.core.mathematics.problems.cues import BOUND, CONCLUDES, NEAR, SIGNS
from podium.core.mathematics.problems.figures import numbers
from podium.core.mathematics.problems.found import Found, Kind
from podium.core.mathematics.problems.nouns import singular
from podium.core.mathematics.problems.spreading import distribute, merge, names_only, settle
from podium.core.mathematics.quantity import Quantity
from podium.core.mathematics.words import STOP_WORDS
from podium.core.units import Dimensions

_IN_TURN = re.compile(r"\b(?:every|interval|apart|hourly|daily)\b", re.IGNORECASE)
_BOUNDARY = re.compile(r"[,;:.()–—]| followed by | and | but | then | while | whereas | so | which | that ")


@dataclass(frozen=True, slots=True)
class Amount:
    """One amount of a text.

    `at` is its place among the amounts, `before` and `after` the text to its neighbours in lower case, `per` the noun
    or unit it is counted for, `parts` the terms of a ratio. An `optional` amount (`an hour`, `line 7`) may go unused.
    `own` are the words of its clause, `tail` those after it up to a boundary. `near` is said where it is only near,
    `bound` is the sign of comparison it is stated with, and `concluded` whether something before it says that it follows.
    """

    at: int
    quantity: Quantity
    kind: Kind
    start: int
    end: int
    text: str
    before: str = ""
    after: str = ""
    per: str = ""
    parts: tuple[Fraction, ...] = ()
    optional: bool = False
    nouns: tuple[str, ...] = ()
    own: str = ""
    tail: str = ""
    near: bool = False
    bound: str = ""
    concluded: bool = False

    @property
    def value(self) -> Fraction:
        """In base units; a percentage as a fraction of one."""
        return self.quantity.value.lo

    @property
    def dimensions(self) -> Dimensions:
        """The powers of its base units."""
        return self.quantity.dimensions

    @property
    def counts(self) -> bool:
        """Whether it is a plain number, of things or bare."""
        return self.kind == "plain" and not self.dimensions

    @property
    def part(self) -> bool:
        """Whether it is a percentage or a fraction."""
        return self.kind in ("percent", "fraction")


def read_amounts(text: str, reading: Reading) -> list[Amount]:
    """The amounts of a text in order."""
    found = [*colons(text), *unspoken(text), *numbers(COLON.sub(lambda m: " " * len(m.group()), text), reading)]
    found.sort(key=lambda each: each.start)
    found = [each for each in found if not names_only(text, each) and (each.kind != "ordinal" or _IN_TURN.search(text))]
    found = merge(text, found)
    distribute(text, found)
    settle(text, found)
    lower = text.lower()
    amounts: list[Amount] = []
    for at, each in enumerate(found):
        before = lower[found[at - 1].end if at else 0 : each.start]
        after = lower[each.end : found[at + 1].start if at + 1 < len(found) else len(lower)]
        amounts.append(_amount(at, each, text, before, after))
    return [_told_twice(amount, amounts[at + 1 :]) for at, amount in enumerate(amounts)]


_OR = re.compile(r",? (?:or|i\.e\.|that is),? $")


def _told_twice(amount: Amount, later: Sequence[Amount]) -> Amount:
    """`1,600, or 8%, is still free`: what is said after the second telling is said of the first as well."""
    if not later or not _OR.match(amount.after) or not later[0].after.startswith(","):
        return amount
    tail = _BOUNDARY.split(later[0].after.removeprefix(","))[0]
    return replace(amount, tail=amount.tail + tail, own=amount.own + tail)


def _amount(at: int, each: Found, text: str, before: str, after: str) -> Amount:
    tail = _BOUNDARY.split(after)[0]
    return Amount(
        at,
        each.read,
        each.kind,
        each.start,
        each.end,
        text[each.start : each.end],
        before,
        after,
        each.per,
        each.parts,
        each.optional,
        _nouns(each, after),
        own=_BOUNDARY.split(before)[-1] + " " + tail,
        tail=tail,
        near=bool(NEAR.search(before)),
        bound=_bound(each, before),
        concluded=bool(CONCLUDES.search(before + " ")),
    )


def _bound(each: Found, before: str) -> str:
    """The sign of a comparison; `over 30 days` tells how long something lasts."""
    found = BOUND.search(before)
    if found and found.start() == 1 and before.startswith((" more than", " less than", " fewer than")):
        return ""  # `38 people, 11 more than the 27`: how far the two lie apart
    lasts = found and "time" in dict(each.read.dimensions) and re.match(r"(?:over|under|up to)\b", found.group())
    return SIGNS[found.lastgroup or ""] if found and not lasts else ""


def _nouns(each: Found, after: str) -> tuple[str, ...]:
    words = re.findall(r"[a-z]+", _BOUNDARY.split(after)[0])[:4]
    nouns = [singular(word) for word in words if word not in STOP_WORDS and len(word) > 2]
    return tuple(filter(None, (each.read.label if each.read.label != "*" else "", *nouns)))

"""One share told in several ways: so many of so many, a fraction, a percentage."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from podium.core.mathematics.exact import divide, multiply, whole
from podium.core.mathematics.judging import judge
from podium.core.mathematics.prose.found import Found, stated
from podium.core.mathematics.prose.values import Told, Value, slot
from podium.core.mathematics.quantity import Quantity
from podium.core.units import find_unit

_COUNTS = re.compile(
    rf"{slot('n', 'part')}(?: [a-z'-]+){{0,3}}? (?:out of|of|in|from)(?: (?:the|its|our|all|a|an|their|every))* {slot('n', 'whole')}"
)
_SAME = re.compile(
    r"(?:\(|,|\b(?:that is|that's|thus|hence|therefore|so|or|i\.e\.|which is|in other words|to be exact|namely|equals))"
    r"(?:[\s,:;]|\b(?:that|this|it|is|about|just|exactly|precisely|a share of|in other words)\b)*$"
)
_OTHER = re.compile(
    r"\b(?:and|but|while|whereas|other|others|rest|remaining|not|more|less|than|over|under|above|below|least|most|up|down|by|from|to|per|of (?!(?:the|its|our|all|their|them|it|these|those)\b)|each|if|plus|minus|times|with|without|half|twice)\b|n't|[+*×/]"
)
_ENDS = re.compile(r"[ .)!]*$| (?:of (?:them|it|the total|the lot|the whole|all)|exactly|in all)[ .)!]*$")


_OF_WHICH = re.compile(
    rf"{slot('n', 'whole')} [a-z]+,? (?:of which|of whom|of them) {slot('n', 'part')} [a-z]+(?: [a-z]+)? ?(?:\(|, (?:or |i\.e\. |that is |which is )?){slot('p', 'stated')}\W*$"
)
_AT_A_RATE = re.compile(
    rf"{slot('n', 'count')} (?P<noun>[a-z]+?)s? in {slot('u', 'time')} ?(?:\(|, (?:or |i\.e\. |that is |which is )?)(?:about )?{slot('n', 'rate')} (?P=noun)s? ?(?:/|per |an? )(?P<unit>[a-z]+)\W*$"
)


def of_which(told: Told) -> Found | None:
    """`120 tests, of which 90 passed (75%)`, `120 tests in 2 hours (1 test/min)`."""
    match = told.search(_OF_WHICH)
    if match:
        part, total, value = (told.at(match, name) for name in ("part", "whole", "stated"))
        if not 0 <= part.amount.value.lo <= total.amount.value.lo != 0:
            return None
        return stated(told, Quantity(divide(part.amount.value, total.amount.value), percent=True), value, part, total)
    match = told.search(_AT_A_RATE)
    unit = find_unit(match["unit"]) if match else None
    if not match or not unit or unit.dimensions != told.at(match, "time").amount.dimensions:
        return None
    count, time, rate = (told.at(match, name) for name in ("count", "time", "rate"))
    found = multiply(divide(count.amount.value, time.amount.value), whole(unit.sizes[0]))
    return stated(told, Quantity(found), rate, count, time)


def same_share(told: Told) -> Found | None:
    """`4 of 5 reviewers approved, in other words four fifths, or 80%`: all of them must be the same."""
    if told.of("dtlrou") or re.search(r"[a-z]\(|[=<>≤≥]", told.shape):
        return None
    shares = list(_shares(told))
    used = [value for _, values, _, _ in shares for value in values]
    if len(shares) < 2 or len(used) != len(told.of("np")) or not _ENDS.match(told.shape, shares[-1][3]):
        return None
    for before, after in pairwise(shares):
        between = told.shape[before[3] : after[2]]
        if not _SAME.search(between) or _OTHER.search(between.replace("in other words", "")):
            return None
    first = shares[0][0]
    judged = [judge(told.said.strip(), Quantity(first.value), "=", share) for share, *_ in shares[1:]]
    worst = min(judged, key=lambda each: ("fails", "undecided", "holds").index(each.verdict))
    return Found(worst, tuple(used))


def _shares(told: Told) -> Iterator[tuple[Quantity, list[Value], int, int]]:
    """Every share with its values and its place in the shape; a count alone is none."""
    at = 0
    while found := re.compile(slot("np", "value")).search(told.shape, at):
        counts = _COUNTS.match(told.shape, found.start())
        value = told.at(found, "value")
        if counts and not value.amount.fraction and value.kind == "n":
            part, total = told.at(counts, "part"), told.at(counts, "whole")
            if not 0 <= part.amount.value.lo <= total.amount.value.lo != 0:
                return
            yield Quantity(divide(part.amount.value, total.amount.value), literal=True), [part, total], *counts.span()
            at = counts.end()
            continue
        if value.kind == "p" or value.amount.fraction:
            yield value.amount, [value], *found.span()
        elif not Fraction(0) <= value.amount.value.lo <= 1 or value.amount.places is None:
            return
        else:
            yield value.amount, [value], *found.span()
        at = found.end()

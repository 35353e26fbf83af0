"""Measures: products and quotients that the units decide, pieces of a length."""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Sequence
from fractions import Fraction

from podium.core.mathematics.problems.amounts import Amount
from podium.core.mathematics.problems.cues import EACH, LEFT, cue
from podium.core.mathematics.problems.nouns import singular
from podium.core.mathematics.problems.story import (
    Finding,
    Schema,
    Story,
    alike,
    decisive,
    either,
    follows,
    stands_out,
    strong,
    weak,
)
from podium.core.units import NONE, SPEED, combined

MOST_FACTORS = 4
_SPLIT = re.compile(r"\b(?:split|shared|divided|evenly|equally|between|among)\b")
_SPREAD_OVER = re.compile(r"\b(?:divided by|spread over|split over|over)\b")
_SHAPES = cue(
    r"triang\w+|perimeter|circumference|circle|circular|radius|diameter|cube|cubes|hypotenuse|diagonal|spacing|apart|fence|both ends|each end|round trip|return trip|way back|back along|back again|surface|hedge|posts?|trees?"
)
_MOVED = cue(r"from|grew|fell|rose|dropped|instead of")


def by_units(story: Story, given: Sequence[Amount], result: Amount) -> Finding | None:
    """`a 2.4 kW heater on for 5 hours burns 12 kWh`: multiplied and divided as the units of the result demand."""
    if not 1 <= len(given) <= MOST_FACTORS or any(a.kind != "plain" or a.quantity.zero for a in (*given, result)):
        return None
    if (
        not any(a.dimensions for a in given)
        or LEFT.search(result.own)
        or story.says(_SHAPES)
        or not stands_out(result, given)
    ):
        return None
    if len(given) == 1 and not re.search(r"\bevery $", given[0].before):
        return None
    if not result.dimensions and all(a.dimensions == given[0].dimensions for a in given):
        return None
    found = [signs for signs in itertools.product((1, -1), repeat=len(given)) if _fits(story, given, result, signs)]
    values = [_value(given, signs) for signs in found]
    if not found or len(found) > 2 or any(value is None for value in values):
        return None
    certain = (
        len(found) == 1
        and _certain(given, result)
        and not (story.says(_MOVED) and len(given) == 2 and alike(given[0], given[1]))
    )
    return either(tuple(value for value in values if value is not None), sure=certain)


def _fits(story: Story, given: Sequence[Amount], result: Amount, signs: Sequence[int]) -> bool:
    dimensions = NONE
    for each, sign in zip(given, signs, strict=True):
        dimensions = combined(dimensions, each.dimensions, sign)
        inside = next(
            (
                signs[at]
                for at, a in enumerate(given)
                if a.at == each.at + 1 and a.dimensions and a.before.strip() in ("of", "at")
            ),
            0,
        )
        if each.counts and inside:
            if inside != sign:
                return False
            continue
        if each.counts and sign < 0 and not _over(each, result, story):
            return False
        if sign > 0 and _SPREAD_OVER.search(each.after):
            continue
        if each.counts and sign > 0 and (_over(each, result, story) or not _linked(each, given)):
            return False
    return (dimensions == result.dimensions and any(sign > 0 for sign in signs)) or (
        dimensions == result.dimensions and len(given) == 1
    )


def _over(count: Amount, result: Amount, story: Story) -> bool:
    """Whether the result is for each of what is counted."""
    if count.quantity.label and count.quantity.label == result.quantity.label:
        return False
    split = story.says(_SPLIT)
    return bool((result.per and result.per in count.nouns) or EACH.search(result.tail) or split) or bool(
        re.search(r"\b(?:averag|mean|cac\b|per )", result.before)
    )


def _linked(count: Amount, given: Sequence[Amount]) -> bool:
    """Whether something says that a count multiplies a measure: what stands next to it, or `each`."""
    for other in given:
        if other is count or not other.dimensions:
            continue
        if abs(other.at - count.at) == 1 and not re.search(
            r"[.;]|\bworking\b", other.before if other.at > count.at else count.before
        ):
            return True
        if EACH.search(other.own) or other.per or EACH.search(count.own):
            return True
    return False


def _certain(given: Sequence[Amount], result: Amount) -> bool:
    measured = [a for a in (*given, result) if a.dimensions]
    kinds = {a.dimensions for a in measured}
    if len(kinds) >= 3 or (
        len(kinds) == 2 and len(given) >= 2 and result.dimensions and all(a.dimensions for a in given)
    ):
        return result.concluded or len(kinds) >= 3
    if len(kinds) == 1:
        return (
            result.concluded
            and len(given) == 2
            and any(
                (
                    a.counts
                    and re.match(
                        r"^[ -](?:[a-z]+ )?(?:of |at |by |with |with an? )?[ $€£¥]*$|^ [a-z]+, each $", b.before
                    )
                )
                or (b.counts and _of_each(a, b))
                for a, b in itertools.pairwise(given)
            )
        )
    cancels = not result.dimensions and len(given) == 2
    return cancels or (result.concluded and not result.counts)


def _of_each(size: Amount, count: Amount) -> bool:
    """`each PR takes 25 minutes, so 12 PRs`: the count is of what each has that size."""
    named = re.search(r"\b(?:each|every|an?|one|per) ([a-z]+)\b[^.;]*$", size.before)
    return bool(named and singular(named[1]) in count.nouns)


def _value(given: Sequence[Amount], signs: Sequence[int]) -> Fraction | None:
    value = Fraction(1)
    for each, sign in zip(given, signs, strict=True):
        if sign < 0 and not each.value:
            return None
        value = value * each.value if sign > 0 else value / each.value
    return value


def pieces(story: Story, given: Sequence[Amount], result: Amount) -> Finding | None:
    """`1,500 m in a 25 m pool is 60 lengths`; posts along a line need one more; vehicles are rounded up."""
    if (
        len(given) != 2
        or not result.counts
        or result.kind != "plain"
        or not alike(*given)
        or not stands_out(result, given)
        or given[0].part
    ):
        return None
    total, size = max(a.value for a in given), min(a.value for a in given)
    if not size or story.says(_MOVED) or (given[0].counts and not _pieced(story, given, result)):
        return None
    number = total / size
    if re.search(
        r"\b(?:both ends|each end|either end|(?:including|counting) (?:both |the )*ends|at the ends?|start and [a-z ]{0,16}(?:end|finish))",
        story.lower,
    ):
        return decisive(number + 1) if number.denominator == 1 else None
    if re.search(r"\b(?:trees?|posts?|lamps?|poles?|stakes?|pegs?|plants|lights|cones?|markers?)\b", story.lower):
        ring = re.search(r"\b(?:round|circular|circle|ring|loop|around)\b", story.lower)
        return strong(number) if ring else weak(number + 1)
    if number.denominator != 1 and re.search(
        r"\b(?:need\w*|buses|trips?|full|required|takes?|trailer|boats?|lorr)", story.lower
    ):
        return weak(Fraction(math.ceil(number)), Fraction(math.floor(number)))
    return either((number,), sure=result.concluded and bool(given[0].dimensions))


def _pieced(story: Story, given: Sequence[Amount], result: Amount) -> bool:
    return bool(
        re.search(
            r"\b(?:box\w*|packs?|crates?|trays?|groups?|teams?|rows?|bags?|batch\w*|cartons?|tables?|pallets?|shelves|of|per|by|pages?)\b",
            story.lower,
        )
    ) and bool(re.search(r"\b(?:in|into|of|per|by)\b", story.between(*given)) or EACH.search(story.lower))


def there_and_back(story: Story, given: Sequence[Amount], result: Amount) -> Finding | None:
    """`out at 60 km/h and back at 40 km/h averages 48 km/h`: equal ways, not equal times."""
    if len(given) != 2 or not all(a.dimensions == SPEED for a in (*given, result)) or not follows(result, given):
        return None
    if not re.search(
        r"\b(?:back|return\w*|round trip|both ways|same (?:road|distance|way|route)|homeward|home)\b", story.lower
    ):
        return None
    one, other = (a.value for a in given)
    return decisive(2 * one * other / (one + other)) if one + other else None


SCHEMAS: tuple[tuple[re.Pattern[str] | None, Schema], ...] = (
    (None, by_units),
    (None, pieces),
    (cue(r"back|return\w*|round trip|both ways|same (?:road|distance|way|route)|home\w*"), there_and_back),
)

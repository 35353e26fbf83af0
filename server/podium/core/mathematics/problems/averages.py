"""Averages, medians and weighted averages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from podium.core.mathematics.problems.amounts import Amount
from podium.core.mathematics.problems.cues import AVERAGE, cue
from podium.core.mathematics.problems.lists import MEASURED, PAIRS, without_count
from podium.core.mathematics.problems.story import Finding, Schema, Story, alike, decisive, follows, stands_out, strong
from podium.core.units import LENGTH, SPEED

_SPREAD = cue(r"between|ranged?|ranging|minimum|maximum|lowest|highest|min|max")
_UNWEIGHTED = cue(r"rates?|across|weights?|weighted|blend\w*|mix\w*|counts? \d+")


def average(story: Story, given: Sequence[Amount], result: Amount) -> Finding | None:
    """`five runs (212, 208, 220, 215, 205 ms) average 212 ms`."""
    if (
        len(given) < 2
        or _weights(story, given)
        or (result.per and not AVERAGE.search(result.own))
        or "batting" in story.lower
        or story.says(_SPREAD)
        or story.says(MEASURED)
    ):
        return None
    turned = result.at < given[0].at and not re.search(r"[(:—–]", story.between(result, given[0]))
    listed = "" if re.search(r"\b(?:is|was|are|were|=|:) ?$", given[0].before) else given[0].before
    if turned or not AVERAGE.search(result.own + result.before + listed):
        return None
    values = without_count(given)
    if (
        len(values) < 2
        or not all(alike(a, result) and a.kind == result.kind for a in values)
        or not stands_out(result, values)
    ):
        return None
    if (
        story.says(_UNWEIGHTED)
        or any(b.per != values[0].per for b in values)
        or (result.per and values[0].per)
        or _different(values)
    ):
        return None
    return strong(sum((a.value for a in values), Fraction(0)) / len(values))


def _weights(story: Story, given: Sequence[Amount]) -> bool:
    """Whether counts of things that differ stand before the values: `10 pupils averaged 70 and 30 pupils 80`."""
    before = [story.amounts[a.at - 1] for a in given if a.at]
    counts = [a for a in before if a.counts and a not in given and a.nouns]
    return len(counts) == len(given) and len({a.value for a in counts}) > 1


def _different(values: Sequence[Amount]) -> bool:
    labels = {a.quantity.label for a in values if a.quantity.label}
    return len(labels) > 1 and all(a.counts for a in values) and len(labels) == len(values)


def median(story: Story, given: Sequence[Amount], result: Amount) -> Finding | None:
    """The middle of a list."""
    values = sorted(a.value for a in without_count(given)) if len(given) > 2 else []
    if (
        len(values) < 3
        or not all(alike(a, result) for a in without_count(given))
        or "median" not in result.own + result.before
    ):
        return None
    middle = len(values) // 2
    return strong(values[middle] if len(values) % 2 else (values[middle - 1] + values[middle]) / 2)


def weighted(story: Story, given: Sequence[Amount], result: Amount) -> Finding | None:
    """`coursework counts 40% and the exam 60%; with 70 and 80 points the mark is 76`: weights in the order of the values."""
    if len(given) in (4, 6, 8) and result.kind == "percent" and all(a.kind == "percent" for a in given):
        pairs = list(zip(given[::2], given[1::2], strict=True))
        if sum(weight.value for weight, _ in pairs) == 1 and follows(result, given):
            return decisive(sum((weight.value * value.value for weight, value in pairs), Fraction(0)))
    weights = [a for a in given if a.kind == "percent"]
    values = [a for a in given if a.kind != "percent"]
    if (
        len(weights) < 2
        or len(weights) != len(values)
        or not all(a.kind == "plain" and alike(a, result) for a in values)
    ):
        return None
    if sum(a.value for a in weights) != 1 or not follows(result, given):
        return None
    return strong(sum((w.value * v.value for w, v in zip(weights, values, strict=True)), Fraction(0)))


def weighted_by_count(story: Story, given: Sequence[Amount], result: Amount) -> Finding | None:
    """`20 pupils averaging 7 and 10 averaging 8.5 make 7.5`: pairs of a count and a value."""
    if (
        len(given) < 4
        or len(given) % 2
        or not re.search(r"averag|mean|mixture|blend|overall|combined", story.lower)
        or not follows(result, given)
    ):
        return None
    pairs = list(zip(given[::2], given[1::2], strict=True))
    first = PAIRS.match(pairs[0][1].before) or re.match(
        r"^ (?:[a-z]+ ){1,3}(?:averag\w+|scored|got|had|mean) $", pairs[0][1].before
    )
    if not first or not all(
        alike(value, result) and weight.kind == "plain" and alike(weight, pairs[0][0]) for weight, value in pairs
    ):
        return None
    if not all(value.at == weight.at + 1 and not re.search(r"[;.]", value.before) for weight, value in pairs):
        return None
    total = sum(weight.value for weight, _ in pairs)
    return strong(sum((weight.value * value.value for weight, value in pairs), Fraction(0)) / total) if total else None


_FOR = re.compile(r"^ (?:[a-z]+ ){0,3}(?:for|over|during|in) (?:the (?:first|next|last|other) )?$")


def weighted_by_time(story: Story, given: Sequence[Amount], result: Amount) -> Finding | None:
    """`30% for 4 hours and 60% for 2 hours, 40% on average`: values by how long, or for how many, they held."""
    if len(given) not in (4, 6, 8) or not follows(result, given):
        return None
    pairs = list(zip(given[::2], given[1::2], strict=True))
    first, weight = pairs[0]
    fits = all(
        a.kind == result.kind
        and a.dimensions == result.dimensions
        and alike(w, weight)
        and w.kind == "plain"
        and _FOR.match(w.before)
        for a, w in pairs
    )
    total = sum(w.value for _, w in pairs)
    if not fits or not total or alike(first, weight):
        return None
    return decisive(sum((a.value * w.value for a, w in pairs), Fraction(0)) / total)


_AVERAGED = re.compile(r"\baverag\w+|\bmean speed|\boverall speed")
_SAME_WAY = re.compile(
    r"\bsame\b|\beach way\b|\bthere and back\b|\breturn\w*\b|\bback\b|\bhalf the (?:way|distance|trip)\b|\bother half\b"
)


def mean_speed(story: Story, given: Sequence[Amount], result: Amount) -> Finding | None:
    """`60 miles at 30 mph and the same 60 miles back at 60 mph, averaging 40 mph`: the way over the time it takes."""
    speeds = [a for a in given if a.dimensions == SPEED]
    ways = {a.value for a in given if a.dimensions == LENGTH}
    if len(speeds) != 2 or len(ways) > 1 or any(a.dimensions not in (SPEED, LENGTH) for a in given):
        return None
    if (
        result.dimensions != SPEED
        or not _AVERAGED.search(result.before + result.tail)
        or not _SAME_WAY.search(story.lower)
    ):
        return None
    one, other = (a.value for a in speeds)
    return decisive(2 * one * other / (one + other)) if one + other else None


SCHEMAS: tuple[tuple[re.Pattern[str] | None, Schema], ...] = (
    (AVERAGE, average),
    (AVERAGE, weighted_by_time),
    (cue("median"), median),
    (None, weighted),
    (_AVERAGED, mean_speed),
    (cue(r"averag\w+|mean|mixture|blend|overall|combined"), weighted_by_count),
)

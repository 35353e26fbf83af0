"""Shares, ratios, probabilities, ranges, and units inside units."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from podium.core.mathematics import exact, quantity
from podium.core.mathematics.exact import whole
from podium.core.mathematics.judging import Judgement, judge, undecided
from podium.core.mathematics.matching import Match, Rule
from podium.core.mathematics.quantity import Quantity, calculated


def share(part: int, total: int, stated: int) -> Rule:
    """`45 of 60 is 75%`."""

    def rule(match: Match) -> Judgement | None:
        claimed = match.quantity(stated)
        if (
            claimed.dimensions
            or claimed.label
            or not (claimed.percent or claimed.fraction or claimed.places is not None)
        ):
            return None
        shares = calculated(in_unit_of(match.quantity(total), match.quantity(part)), "/", match.quantity(total))
        return match.judge(replace(shares, fraction=False), claimed)

    return rule


def in_unit_of(total: Quantity, part: Quantity) -> Quantity:
    """The part in the unit of the whole where it has none of its own: `120 of the 200 hours`."""
    part = replace(part, label=total.label)
    if part.dimensions or part.percent or not total.dimensions or total.zero:
        return part
    return replace(part, value=exact.multiply(part.value, whole(total.scale)), dimensions=total.dimensions)


def _pair(text: str) -> Quantity:
    first, second = (side.strip() for side in text.split(":")[:2])
    result = calculated(quantity.literal(Fraction(first)), "/", quantity.literal(Fraction(second)))
    return replace(result, fraction=False)


def ratio_of_pair(match: Match) -> Judgement | None:
    """`the ratio of 6 to 4 is 3:2`."""
    ratio = calculated(match.quantity(0), "/", match.quantity(1))
    stated = match.text(2)
    return match.judge(replace(ratio, label=""), _pair(stated)) if stated.count(":") == 1 else None


def ratio_of_values(match: Match) -> Judgement | None:
    """`the ratio of 6 to 4 is 1.5`."""
    ratio = calculated(replace(match.quantity(0), label=""), "/", replace(match.quantity(1), label=""))
    return match.judge(replace(ratio, fraction=False), match.quantity(2))


def ratio_pairs(match: Match) -> Judgement | None:
    """`6:4 = 3:2`, unless times of day may be meant."""
    left, right = match.text(1), match.text(2)
    clock = not match.groups[0] and any(re.fullmatch(r"\d{1,2}:[0-5]\d", pair) for pair in (left, right))
    if clock or left.count(":") != 1 or right.count(":") != 1:
        return undecided(match.claim, "whether a ratio or a time of day is meant is not stated")
    return match.judge(_pair(left), _pair(right))


def ratio_value(match: Match) -> Judgement | None:
    """`the ratio 16:9 is 1.78`."""
    return match.judge(_pair(match.text(0)), match.quantity(1)) if match.text(0).count(":") == 1 else None


def contained(match: Match) -> Judgement | None:
    """`there are 60 minutes in an hour`."""
    a, b = match.quantity(0), match.quantity(1)
    return match.judge(b, a) if a.dimensions and a.dimensions == b.dimensions else None


def held(match: Match) -> Judgement | None:
    """`an hour has 60 minutes`."""
    a, b = match.quantity(0), match.quantity(1)
    return match.judge(a, b) if a.dimensions and a.dimensions == b.dimensions else None


def between(match: Match) -> Judgement | None:
    """`5 is between 1 and 10`; the ends themselves are in doubt."""
    value, low, high = (match.quantity(i) for i in range(3))
    above, below = judge(match.claim, value, ">=", low), judge(match.claim, value, "<=", high)
    edge = {judge(match.claim, value, "!=", end).verdict for end in (low, high)} != {"holds"}
    if above.verdict == below.verdict == "holds" and edge:
        return undecided(match.claim, "whether the ends belong to it is not stated")
    return above if above.verdict != "holds" else below


def probability(match: Match) -> Judgement | None:
    """A probability outside [0, 1] fails; one inside cannot be checked."""
    stated = match.quantity(0)
    if stated.dimensions or stated.label or not stated.literal:
        return None
    if 0 <= stated.value.lo <= 1:
        return undecided(match.claim, "a lone probability cannot be recomputed")
    return Judgement(match.claim, "fails", "0 to 1", stated.shown(), "a probability lies between 0 and 1")


def probability_of_event(match: Match) -> Judgement | None:
    """`P(A) = 1.2`; a small `p(x)` may be a density, which has no upper bound."""
    return probability(match) if match.claim.startswith("P") else None


def plain_ratio(match: Match) -> Judgement | None:
    """`3:5 = 0.6`, unless a time of day may be meant."""
    text, stated = match.text(0), match.quantity(1)
    if text.count(":") != 1 or re.fullmatch(r"\d{1,2}:[0-5]\d", text) or stated.dimensions or stated.label:
        return None
    return match.judge(_pair(text), stated) if stated.places is not None else None


def complement(match: Match) -> Judgement | None:
    """`P(A) = 0.3 and P(not A) = 0.7`."""
    first, second = (match.quantity(group) for group in (-2, -1))
    return match.judge(calculated(quantity.literal(Fraction(1)), "-", replace(first, percent=False)), second)

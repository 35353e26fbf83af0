"""Counting: matches of a tournament, pairs, orders, and amounts told in two ways."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from fractions import Fraction

from podium.core.mathematics.problems.amounts import Amount
from podium.core.mathematics.problems.cues import cue
from podium.core.mathematics.problems.story import Finding, Schema, Story, strong, weak

LARGEST_FACTORIAL = 30


def _whole(amount: Amount) -> int | None:
    return (
        int(amount.value)
        if amount.counts and amount.kind == "plain" and amount.value.denominator == 1 and 0 < amount.value <= 10**6
        else None
    )


def tournament(story: Story, given: Sequence[Amount], result: Amount) -> Finding | None:
    """A knockout of n needs n - 1 matches; everybody against everybody n(n - 1)/2, home and away twice as many."""
    if len(given) != 1 or not result.counts:
        return None
    many = _whole(given[0])
    if not many or many < 2 or re.match(r" to [\d,]+", given[0].after + result.text):
        return None
    if re.search(r"\bknock-?out|single[- ]elimination|straight elimination|sudden death", story.lower):
        return strong(Fraction(many - 1)) if re.search(r"match|game|bout|tie|fixture|duel", story.lower) else None
    twice = re.search(r"\bhome and away|\btwice\b|double round|both ways|each other twice", story.lower)
    value = Fraction(many * (many - 1) // (1 if twice else 2))
    paired = re.search(r"\bin pairs\b|\bpairs? up\b|\bpaired\b", story.lower)
    return weak(value) if paired else strong(value)


def orders(story: Story, given: Sequence[Amount], result: Amount) -> Finding | None:
    """`seven books stand in 5,040 orders`: n!."""
    named = re.search(
        r"\b(?:orders?|orderings?|ways?|arrangements?|sequences?|permutations?|rankings?|line-?ups?)\b",
        " ".join(result.nouns[:3]),
    )
    many = _whole(given[0]) if named and len(given) == 1 and result.counts else None
    return strong(Fraction(math.factorial(many))) if many and many <= LARGEST_FACTORIAL else None


def chosen(story: Story, given: Sequence[Amount], result: Amount) -> Finding | None:
    """`choosing 2 of 10 gives 45 pairs`."""
    if len(given) != 2 or not result.counts or not all(_whole(a) for a in given):
        return None
    few, many = sorted(int(a.value) for a in given)
    return strong(Fraction(math.comb(many, few))) if many <= 200 else None


def squared(story: Story, given: Sequence[Amount], result: Amount) -> Finding | None:
    """`the double loop over 1,000 items makes 1,000,000 comparisons`."""
    many = _whole(given[0]) if len(given) == 1 and result.counts else None
    return strong(Fraction(many * many)) if many else None


def rate_again(story: Story, given: Sequence[Amount], result: Amount) -> Finding | None:
    """`90 calls a minute, 5,400 an hour`: the same rate over another time."""
    if (
        len(given) != 1
        or result.at != given[0].at + 1
        or given[0].dimensions != result.dimensions
        or given[0].kind != result.kind
    ):
        return None
    timed = dict(result.dimensions)
    if (
        not (timed.get("time", 0) < 0 or timed.get("calendar", 0) < 0)
        or given[0].quantity.scale == result.quantity.scale
    ):
        return None
    link = story.between(given[0], result)
    alone = len(story.amounts) == 2 and not re.search(
        r"[.;]|\b(?:and|but|while|than|or|to|plus|another|other|from|now|was|up|down)\b", link
    )
    told = (
        alone
        or result.concluded
        or given[0].quantity.label == result.quantity.label != ""
        or result.before.strip() in (",", "or", "and")
    )
    return strong(given[0].value) if told else weak(given[0].value)


def again(story: Story, given: Sequence[Amount], result: Amount) -> Finding | None:
    """`four fifths, or 80%`: the same amount told twice, one right after the other."""
    if len(given) != 1 or result.at != given[0].at + 1 or {given[0].kind, result.kind} & {"clock", "ordinal", "factor"}:
        return None
    one = given[0]
    parts = one.part and result.part and one.kind != result.kind
    units = (
        one.kind == result.kind == "plain"
        and one.dimensions
        and one.dimensions == result.dimensions
        and one.quantity.scale != result.quantity.scale
    )
    points = {one.kind, result.kind} == {"points", "percent"} and one.quantity.unit + result.quantity.unit
    if points and re.match(r"^,? ?(?:or|i\.e\.|that is|which is|=|\()", result.before):
        return strong(one.value)
    if not (parts or units) or not re.match(
        r"^[^.]{0,40}?(?:\bor\b|i\.e\.|\bthat is\b|\bthat's\b|=|\(|\bin other words\b|, an?\b|\bequals?\b|\bmeaning\b|;)[^.\d]{0,20}$",
        result.before,
    ):
        return None
    return strong(one.value) if parts else weak(one.value)


SCHEMAS: tuple[tuple[re.Pattern[str] | None, Schema], ...] = (
    (
        cue(
            r"knock-?out|single[- ]elimination|straight elimination|sudden death|round[- ]robin|handshakes?|shakes? hands|every(?:body|one|one else)? (?:against|plays?|meets?|with) (?:every(?:body|one)|all|each)(?: others?)?|each other|one another|every (?:other|pair)|all play all|pairings|everybody once|plays? (?:all|each|every) (?:the )?others?"
        ),
        tournament,
    ),
    (cue(r"orders?|orderings?|arrang\w+|line[d]? up|sequences?|permut\w+|rankings"), orders),
    (cue(r"choos\w+|combinations?|pick\w*|committees?|pairs?|select\w*"), chosen),
    (cue(r"double loop|nested loops?|n²|n\^2|quadratic|all pairs|every pair of"), squared),
    (None, again),
    (None, rate_again),
)

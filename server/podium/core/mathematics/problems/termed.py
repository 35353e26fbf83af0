"""Sums of products, each of the kind of the result: a price for each and a fee, rows of different length."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from podium.core.mathematics.problems.amounts import Amount
from podium.core.mathematics.problems.cues import LEFT, cue
from podium.core.mathematics.problems.dimensional import GEOMETRY, products_of
from podium.core.mathematics.problems.kinds import Kind
from podium.core.mathematics.problems.links import comes_after, concludes
from podium.core.mathematics.problems.story import Finding, Schema, Story, strong

MOST_TERMS = 6
_ADDED = cue(
    r"plus|fee|and|with|basic|fixed|flat|standing|charge|total\w*|altogether|in all|together|so|base|deposit|call-out|entry|delivery|postage"
)
_TAKEN = cue(r"spent|less|minus|expenses|after|paying|fell|refund\w*|discount\w*|off|deduct\w*|wages|rent")


def terms_by_kinds(story: Story, given: Sequence[Amount], result: Amount) -> Finding | None:
    """`£18 a guest plus a £150 fee, so 60 guests cost £1,230`: a sum of products, each of the kind of the result."""
    if (
        not 3 <= len(given) <= MOST_TERMS
        or result.kind != "plain"
        or any(a.kind != "plain" or a.quantity.zero for a in given)
    ):
        return None
    if not comes_after(story, given, result) or story.says(GEOMETRY) or not story.says(_ADDED) or story.says(_TAKEN):
        return None
    if not concludes(story, given, result) or LEFT.search(result.own):
        return None
    wanted = story.kinds[result.at]
    counted = [a for a in given if story.kinds[a.at].head != "loss"]  # a defeat brings no points
    values = {sum(terms, Fraction(0)) for terms in _sums(story, counted, wanted, result)}
    return strong(values.pop()) if len(values) == 1 else None


def _sums(story: Story, given: Sequence[Amount], wanted: Kind, result: Amount) -> Iterator[list[Fraction]]:
    """The terms of every way to split amounts into two or more products of the kind wanted."""
    for parts in _partitions(list(given)):
        if len(parts) < 2 or max(map(len, parts)) < 2:
            continue
        terms = [_signed(part, _term(story, part, wanted, result)) for part in parts]
        if None not in terms:
            yield [term for term in terms if term is not None]


_LOST = cue(
    r"smashed|broken|missing|returned|refunded|lost|damaged|spoilt|spoiled|rejected|cracked|stolen|unusable|thrown away|defective|faulty|cancelled"
)


def _signed(part: Sequence[Amount], term: Fraction | None) -> Fraction | None:
    """A term that is taken off where it is one amount of what was lost."""
    return -term if term is not None and len(part) == 1 and _LOST.search(part[0].tail) else term


def _term(story: Story, part: Sequence[Amount], wanted: Kind, result: Amount) -> Fraction | None:
    found = {
        value
        for value, exact in products_of(
            [(story.kinds[a.at], a.value * story.kinds[a.at].factor) for a in part], wanted, result
        )
        if exact
    }
    return found.pop() if len(found) == 1 else None


def _partitions(given: list[Amount]) -> Iterator[list[list[Amount]]]:
    """Every way to put amounts into groups of at most three."""
    if not given:
        yield []
        return
    first, rest = given[0], given[1:]
    for size in range(3):
        for chosen in itertools.combinations(rest, size):
            others = [a for a in rest if a not in chosen]
            for parts in _partitions(others):
                yield [[first, *chosen], *parts]


SCHEMAS: tuple[tuple[re.Pattern[str] | None, Schema], ...] = ((_ADDED, terms_by_kinds),)

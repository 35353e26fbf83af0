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
    values = set(_sums(story, counted, wanted, result))
    return strong(values.pop()) if len(values) == 1 else None


def _sums(story: Story, given: Sequence[Amount], wanted: Kind, result: Amount) -> Iterator[Fraction]:
    """The sum of every way to split amounts into two or more products of the kind wanted, one of them of several."""
    groups = [chosen for size in (1, 2, 3) for chosen in itertools.combinations(given, size)]
    terms = {
        tuple(a.at for a in group): term
        for group in groups
        if (term := _signed(group, _term(story, group, wanted, result))) is not None
    }
    for parts in _partitions([a.at for a in given], list(terms)):
        if len(parts) > 1 and max(map(len, parts)) > 1:
            yield sum((terms[part] for part in parts), Fraction(0))


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


def _partitions(places: Sequence[int], groups: Sequence[tuple[int, ...]]) -> Iterator[list[tuple[int, ...]]]:
    """Every way to put places into some of the groups, each into one."""
    if not places:
        yield []
        return
    for group in groups:
        if group[0] == places[0] and set(group) <= set(places):
            rest = [place for place in places if place not in group]
            for parts in _partitions(rest, groups):
                yield [group, *parts]


SCHEMAS: tuple[tuple[re.Pattern[str] | None, Schema], ...] = ((_ADDED, terms_by_kinds),)

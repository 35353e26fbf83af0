"""Counts multiplied and shared out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from podium.core.mathematics.problems.amounts import Amount
from podium.core.mathematics.problems.cues import AVERAGE, EACH, GENERIC, LEFT, SPLIT, TOTAL, cue
from podium.core.mathematics.problems.dimensional import clashes
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
)

_DIVIDED = cue(
    r"split|shared|sharing|share (?:it|them|the|equally|evenly)|divided|evenly|equally|among|between|of us|ways|people|persons"
)
_JOIN = cue(r"and|plus|but|then|with")


def product(story: Story, given: Sequence[Amount], result: Amount) -> Finding | None:
    """`3 regions × 3 zones × 2 replicas → 18 pods`; `12 engineers with 6.5 hours each`: counts multiplied."""
    if (
        not 2 <= len(given) <= 5
        or not result.counts
        or not all(a.counts and a.kind == "plain" for a in given)
        or not follows(result, given)
    ):
        return None
    if any(re.search(r"\bper $", each.before) for each in given) or result.after.startswith(" per "):
        return None
    value = Fraction(1)
    for each in given:
        value *= each.value
    links = [b.before for b in given[1:]]
    if all(re.search(r"[×*·]\s*$| x $| times $", link) for link in links):
        return strong(value)
    if (
        (story.says(_JOIN) and re.search(r"\bplus\b", story.lower))
        or _divides(story, given, result)
        or LEFT.search(result.own)
    ):
        return None
    if len(given) > 2:
        nested = all(
            re.search(r"\b(?:of|with|each|by|at|for|per|a|an|has|have|holds?)\b|[×*]", b.before)
            and "plus" not in b.before
            for b in given[1:]
        )
        return either((value,), sure=result.concluded and story.says(EACH)) if nested else None
    told = bool(
        EACH.search(given[1].own)
        or EACH.search(given[0].own)
        or given[0].per
        or given[1].per
        or re.search(r"\b(?:each|every|per)\b", given[0].before)
        or _of_each(given[0], given[1])
    )
    if clashes(story, given):
        return None
    noun = bool(
        set(given[1].nouns) & set(result.nouns)
        or set(given[0].nouns) & set(result.nouns)
        or set(result.nouns[:1]) & GENERIC
        or (not result.nouns and TOTAL.search(result.own))
    )
    if result.nouns and not noun and given[0].nouns and given[1].nouns and _predicate(result):
        return None
    return either((value,), sure=noun) if told and (noun or result.concluded) else None


def _predicate(result: Amount) -> bool:
    """`36 engineers were hired`: something else happens to what the result counts."""
    return bool(
        re.match(
            r"^ [a-z]+ (?:were|was|are|is|have|had|came|complained|got|left|died|joined|waved|arrived)\b", result.after
        )
    )


def _of_each(size: Amount, count: Amount) -> bool:
    """`a tray takes 30 eggs, so the 48 trays`: the count is of what each has that size."""
    named = re.search(
        r"\b(?:an?|one) ([a-z]+) (?:takes?|holds?|has|contains?|carries|fits|seats|weighs|costs|needs|uses|gives|yields) (?:about )?$",
        size.before,
    )
    return bool(named and singular(named[1]) in count.nouns)


def each_with(story: Story, given: Sequence[Amount], result: Amount) -> Finding | None:
    """`four teams, each with 11 players and 3 substitutes, bring 56 people`: so many times the sum of what each has."""
    if not 3 <= len(given) <= 5 or not all(a.counts for a in (*given, result)) or not follows(result, given):
        return None
    if not re.search(r"\beach (?:with|has|have|of|holds?|gets?|takes?|carr\w+|needs?)\b", given[1].before) or not all(
        re.search(r"\band\b|,|\bplus\b", a.before) for a in given[2:]
    ):
        return None
    return either((given[0].value * sum(a.value for a in given[1:]),), sure=result.concluded)


def gain(story: Story, given: Sequence[Amount], result: Amount) -> Finding | None:
    """`120 shares bought at $25 and sold at $31, a profit of $720`: so many times the difference."""
    counts = [a for a in given if a.counts]
    prices = [a for a in given if a.dimensions]
    if len(given) != 3 or len(counts) != 1 or len(prices) != 2 or not all(alike(a, result) for a in prices):
        return None
    if not re.search(r"\b(?:sold|sells?|selling|resold)\b", prices[1].before + prices[1].own):
        return None
    return decisive(counts[0].value * abs(prices[1].value - prices[0].value))


_OWN_RATE = re.compile(r"^(?: per| an?| each| every| ?/) ?[a-z]+")
_OF_A_SAMPLE = re.compile(r"\b(?:deviation|variance|median|mode|range|error|spread)\b")


def _divides(story: Story, given: Sequence[Amount], result: Amount) -> bool:
    each = re.search(r"\b(?:each|every|per|a single) ([a-z]+)", _OWN_RATE.sub("", result.before))
    if each and any(singular(each[1]) in a.nouns for a in given):
        return True
    return bool(
        EACH.search(result.tail) or result.per or re.search(r"\b(?:split|shared|divided|evenly|equally)\b", story.lower)
    )


def shared(story: Story, given: Sequence[Amount], result: Amount) -> Finding | None:
    """`240 eggs in 12 trays, 20 to a tray`; `split among 7`: a count of things over a count of others."""
    if result.counts and result.value < 1:
        return None
    if len(given) == 2 and re.search(r"\b(?:averag|holding|costing|weighing)", given[1].before):
        return None
    if (
        len(given) != 2
        or result.kind != "plain"
        or given[0].kind != "plain"
        or given[1].kind != "plain"
        or not ((alike(given[0], given[1]) and given[0].counts) or alike(result, given[0]) or alike(result, given[1]))
    ):
        return None
    if (
        not _divides(story, given, result)
        and not re.search(r"\b(?:cac|cost per|price per|unit cost|per \w+)\b", result.before)
        and not re.search(r"(?:to|in) (?:a|an|each|the|every) \w+", result.tail)
        and not story.says(AVERAGE)
    ):
        return None
    if len(given) == 2 and re.match(r"^ of (?:the|our|those|these|its|them)\b", given[1].before):
        return None
    if result.part or LEFT.search(result.own) or _OF_A_SAMPLE.search(result.before):
        return None
    counts = [a for a in given if a.counts and a.kind == "plain"]
    if not counts or (len(counts) == 1 and alike(counts[0], result)):
        return None
    count = min(
        counts, key=lambda a: (bool(set(a.nouns) & set(result.nouns)), not (set(a.nouns) & {result.per}), a.value)
    )
    total = given[1] if given[0] is count else given[0]
    if not alike(total, result) or not count.value or EACH.search(total.tail) or total.per:
        return None
    named = not result.per or result.per in count.nouns or not any(a.nouns for a in given)
    bare = all(not a.nouns and not a.dimensions for a in given) and not story.says(_DIVIDED)
    return either(
        (total.value / count.value,), sure=_shares(story, result) and stands_out(result, given) and named and not bare
    )


def _shares(story: Story, result: Amount) -> bool:
    """Whether something is said to be shared out, or the result to be for each."""
    own = _OWN_RATE.sub("", result.before) + " " + result.tail
    return bool(
        result.per
        or EACH.search(own)
        or AVERAGE.search(own)
        or story.says(_DIVIDED)
        or re.search(r"(?:to|in|on) an? [a-z]+$", result.tail)
        or re.search(r"\b(?:an?|rate|pace|density|speed|concentration|cac|cost|costs|works out)\b", own)
    )


SCHEMAS: tuple[tuple[re.Pattern[str] | None, Schema], ...] = (
    (None, product),
    (cue("each"), each_with),
    (cue("profit|gain|loss|made|earned"), gain),
    (SPLIT, shared),
)

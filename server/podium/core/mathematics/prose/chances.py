"""Probabilities in prose: dice, coins, cards, draws, independent events, complements, sums, arrangements."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from fractions import Fraction

from podium.core.mathematics.exact import whole
from podium.core.mathematics.prose.cards import cards
from podium.core.mathematics.prose.draws import CHANCE, coins, dice
from podium.core.mathematics.prose.found import Found, decided, stated, unsure
from podium.core.mathematics.prose.values import Told, Value
from podium.core.mathematics.quantity import Quantity

_TOLD_TWICE = re.compile(
    r"#n(?P<a>\d+)#(?:,? i\.e\.|,? that is| =|,? or|,? which is)+ (?:about |exactly )?#[np](?P<b>\d+)#"
)


def chance(told: Told) -> Found | None:
    """A stated probability that follows from the rest, or a number of arrangements."""
    if told.of("dtlu"):
        return None
    twice = told.search(_TOLD_TWICE)
    if twice and CHANCE.search(told.shape):
        first, second = told.at(twice, "a"), told.at(twice, "b")
        if first.amount.fraction and first.amount.value.lo <= 1:
            same = stated(told, Quantity(first.amount.value, percent=second.kind == "p"), second, first)
            rest = replace(told, shape=told.shape.replace(twice.group(), f"#n{twice['a']}#"))
            found = _chance(rest) if same.judgement.verdict == "holds" else same
            return Found(found.judgement, (*found.used, second)) if found else None
    return _chance(told)


def _chance(told: Told) -> Found | None:
    denied = bool(re.search(r"\b(?:not|no|never|none)\b|n't\b", told.shape))
    for reader in (dice, coins) if denied else (_exhaustive, _listed, _arranged, dice, coins, cards):
        found = reader(told)
        if found:
            return found
    return None


_LISTED = re.compile(
    r"\b(?:these|they|all|which|together|the (?:three|four|two|lot|list|probabilities))?[^#]{0,20}\b(?:sum|sums|summing|add|adds|adding|total|totals|totalling|come|comes)(?: up)? ?(?:to)? (?:exactly )?#[np](?P<total>\d+)#(?P<rest>[^#]*)$"
)


_EXHAUSTIVE = re.compile(
    r"\b(?:exhaustive|all (?:the )?possible outcomes|the only outcomes|(?:the|all) (?:two|three|four|five|six|#n\d+#) (?:possible )?outcomes)\b.*\bprobabilit"
)


def _exhaustive(told: Told) -> Found | None:
    """`the outcomes are exclusive and exhaustive, with probabilities 0.25, 0.4, 0.3 and 0.15`, which must add up to one."""
    if not _EXHAUSTIVE.search(told.shape) or re.search(r"\b(?:if|unless|not)\b", told.shape):
        return None
    parts = [v for v in told.of("np") if v.kind == "p" or 0 <= v.amount.value.lo <= 1]
    counts = [v for v in told.of("np") if v not in parts]
    if len(parts) < 2 or any(v.amount.value.lo != len(parts) for v in counts):
        return None
    total = sum((v.amount.value.lo for v in parts), Fraction(0))
    return decided(
        told, total == 1, f"{float(total):g}", "chances of all that can happen add up to one", *parts, *counts
    )


def _listed(told: Told) -> Found | None:
    """`P(sun) = 0.6, P(rain) = 0.3, P(snow) = 0.1; these sum to 1`, `weights 60%, 30% and 15%, summing to 100%`."""
    match = told.search(_LISTED)
    if not match:
        return None
    total = told.values[int(match["total"])]
    inside = {at for call in _CALLED.finditer(told.shape) for at in re.findall(r"#n(\d+)#", call.group())}
    named = [told.values[int(at)] for at in inside]
    parts = [v for v in told.of("np") if v is not total and v not in named and told.place(v) < match.start("total")]
    if len(parts) < 2 or (
        {v.kind for v in parts} - {"p"} and not all(v.kind == "n" and 0 <= v.amount.value.lo <= 1 for v in parts)
    ):
        return None
    if any(v.points for v in parts):
        return None
    computed = sum((v.amount.value.lo for v in parts), Fraction(0))
    if computed > 1 and computed == total.amount.value.lo and CHANCE.search(told.shape):
        return unsure(told, "probabilities of one thing do not add up to more than one", *parts, total)
    if total.kind == "n" and parts[0].kind == "p" and total.amount.value.lo != 1:
        return None
    return stated(told, Quantity(whole(computed), percent=total.kind == "p"), total, *parts, *named)


_CALLED = re.compile(r"\bp\([^)]*\)")
"""`P(X = 2)`, whose number is no chance."""


_CHOICE = re.compile(
    r"\b(?:choos\w+|pick\w*|select\w*|chosen|committees?|teams? of|pairs?|combinations?|ways|handshakes?|hands with|games|matches|subsets|shakes|plays? (?:each|every)|round.robin|everybody|everyone|clinks?|glasses)\b"
)

_PAIRED = re.compile(
    r"\b(?:handshakes?|shakes? hands|each other|everybody|everyone|every (?:other|pair)|round.robin|each pair|all the others|one another|pairs|once|clink\w*)\b"
)

_ORDERED = re.compile(
    r"\b(?:order(?:s|ed|ings?)?|arrang\w+|line(?:d)? up|queue|permutations?|seated|rank\w*|in a row|sequences?|stand(?:s)? in line|running orders?)\b"
)


_WAYS = re.compile(
    r"#n(?P<many>\d+)# (?:different |distinct |possible )*(?:ways|combinations|choices|subsets|selections|committees|hands)\b"
)


def _arranged(told: Told) -> Found | None:
    """`eight players, everybody against everybody once: 28 games`; `seven books: 5,040 orders`; `3 of 10 in 120 ways`."""
    values = told.of("n")
    shape = told.shape
    if (
        any(v.amount.value.lo.denominator != 1 or not 0 <= v.amount.value.lo <= 10**15 for v in values)
        or told.of("rp")
        or re.search(r"!", shape)
    ):
        return None
    numbers = [int(v.amount.value.lo) for v in values]
    if re.search(
        r"\b(?:home and away|twice|double round|circle|round table|circular|necklace|both (?:home|ways)|alike|identical|repeat\w*|with replacement)\b",
        shape,
    ):
        return None
    knockout = re.search(r"\b(?:knock-?out|elimination)\b", shape)
    if (
        len(numbers) == 2
        and knockout
        and re.search(r"\b(?:match\w*|games?)\b", shape)
        and not re.search(r"\b(?:double|replay|third)\b", shape)
    ):
        return _count(told, numbers[0] - 1, values)
    if len(numbers) == 2 and _PAIRED.search(shape) and _CHOICE.search(shape):
        return _count(told, math.comb(numbers[0], 2), values)
    if (
        len(numbers) == 2
        and _ORDERED.search(shape)
        and numbers[0] <= 25
        and re.search(r"\b(?:ways|orders?|arrangements?|permutations?|different|sequences)\b", shape)
    ):
        return _count(told, math.factorial(numbers[0]), values)
    if (
        len(numbers) == 3
        and re.search(
            r"\b(?:ways|combinations|choices|subsets|selections|choos\w+|pick\w*|select\w*|possible|hands)\b", shape
        )
        and re.search(r"\b(?:from|of|out of|among)\b", shape)
        and re.search(
            r"\b(?:ways|combinations|committees|teams|choices|hands|subsets|selections|possible|different)\b", shape
        )
    ):
        result = _WAYS.search(shape)
        if result and int(result["many"]) != told.values.index(values[-1]):
            return None
        small, large = sorted(numbers[:2])
        if small > large or large > 200 or _ORDERED.search(shape):
            return None
        return _count(told, math.comb(large, small), values)
    return None


def _count(told: Told, computed: int, values: list[Value]) -> Found | None:
    place = told.place(values[-1])
    if re.search(
        r"\b(?:at least|at most|more than|less than|over|under|about|roughly|around|nearly)\W*$", told.shape[:place]
    ):
        return None
    return decided(told, values[-1].amount.value.lo == computed, str(computed), "the cases were counted", *values)

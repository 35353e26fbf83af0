"""Shares taken off or put on: discounts, taxes and fees, once or one after another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from podium.core.mathematics.problems.amounts import Amount
from podium.core.mathematics.problems.cues import DISCOUNT, SURCHARGE, cue
from podium.core.mathematics.problems.story import (
    Finding,
    Schema,
    Story,
    alike,
    decisive,
    follows,
    strong,
)


def applied(story: Story, given: Sequence[Amount], result: Amount) -> Finding | None:
    """`after the 25% discount the €48 sweater costs €36`: a base with shares taken off or put on, one after another."""
    bases = [a for a in given if a.kind == "plain" and not a.optional]
    shares = [a for a in given if a.part]
    if (
        story.says(_FURTHER)
        or len(bases) != 1
        or not 1 <= len(shares) <= 3
        or not alike(bases[0], result)
        or result.kind != "plain"
    ):
        return None
    if any(re.match(r" of\b", each.after) and each.kind == "fraction" for each in shares):
        return None
    base, after, alone = bases[0], bases[0].value, Fraction(0)
    known = True
    for each in shares:
        sign = _direction(story, each)
        known = known and sign != 0
        after *= 1 + sign * each.value
        alone = each.value * base.value
    if not known or not stands_last(result, given):
        return None
    if len(shares) > 1:
        return strong(after)
    if re.match(r" (?:[a-z]+ )?(?:fee|commission|charge)\b", shares[0].after) and not re.search(
        r"\b(?:plus|added|on top|adds)\b", story.lower
    ):
        return strong(after, 2 * base.value - after, alone)
    named = re.search(
        r"\b(?:discount|vat|tax|tip|interest|commission|fee|duty|gratuity|saving|saves?|saved|service|deposit|by|rebate|surcharge|off|extra|raise|credited|earns?|bonus|increase|cut|reduction|drop)\b[^.;]{0,24}$|[:(] ?[$€£¥]?$",
        result.before,
    )
    paid = re.search(
        r"\b(?:total|gross|payable|pays?|paid|costs?|price|becomes?|leave|bill|now|to|leaves|left|after|all in|comes? to|amounts? to|reach\w*|altogether|at|for|net)\b",
        result.before + result.tail,
    )
    taken = re.search(r"\b(?:plus|minus|less)(?: an?| the)? $", shares[0].before)
    if taken and result.concluded and not re.search(r"\bof [$€£¥]?$", result.before):
        return strong(after)
    if re.search(r"\b(?:on|of)\b", story.between(shares[0], base)):
        return strong(after, alone)
    if paid and not named:
        return strong(after)
    if named and not paid:
        return strong(alone)
    return strong(after, alone)


_FURTHER = cue(r"vouchers?|coupons?|credits?|instal\w+|deposits?")


_SUCCESSIVE = re.compile(
    r"\b(?:then|further|another|successive|consecutive|again|followed by|on top|afterwards|next|after that)\b"
)
_COMES_TO = re.compile(
    r"\b(?:same as|work\w* out|makes?|making|equals?|amounts?|comes? to|total|overall|altogether|in all|over the|combined|discount of|off|rise of|increase of|cut of|means?|adds? up|gives?)\b"
)


def in_turn(story: Story, given: Sequence[Amount], result: Amount) -> Finding | None:
    """`up 10%, then down 10%: back at the original price`: one change after another, by the starting value."""
    if (
        len(given) < 2
        or not all(a.kind == "percent" for a in given)
        or result.kind not in ("factor", "percent")
        or not follows(result, given)
    ):
        return None
    successive = _SUCCESSIVE.search(story.lower) and _COMES_TO.search(result.before + " " + result.tail)
    if (
        result.kind == "percent"
        and not successive
        and not re.search(
            r"\b(?:back|original|overall|altogether|in all|net|total|below|above|list|under)\b",
            result.before + result.tail,
        )
    ):
        return None
    value = Fraction(1)
    for each in given:
        sign = _direction(story, each)
        if not sign:
            return None
        value *= 1 + sign * each.value
    change = result.kind == "percent" and not re.search(r"\bback\b|\bof (?:the|its)\b", result.before + result.tail)
    return decisive(abs(value - 1) if change else value)


def stands_last(result: Amount, given: Sequence[Amount]) -> bool:
    """Whether the result stands after what is given, or is marked as what it comes to."""
    return follows(result, given) or result.concluded


_DEDUCTED = re.compile(
    r"\b(?:after|paying|less|minus|deduct\w*|withh\w+|takes?|took|pays?|paid|loses?|lost)(?: paying)?(?: the| a)? $"
)


def _direction(story: Story, each: Amount) -> int:
    """-1 for a share taken off, 1 for one put on, 0 where the words say neither or both."""
    around = each.before[-24:] + " " + each.after[:30]
    if _DEDUCTED.search(each.before) and re.match(
        r" (?:[a-z]+ )?(?:tax|levy|commission|fee|deductions?|duty|contribution)\b", each.after
    ):
        return -1
    down, up = bool(DISCOUNT.search(each.own)), bool(SURCHARGE.search(each.own))
    if down == up:
        down, up = bool(DISCOUNT.search(around)), bool(SURCHARGE.search(around))
    if down == up:
        after = each.after[:14]
        down, up = bool(DISCOUNT.search(after)), bool(SURCHARGE.search(after))
    if down == up:
        down, up = bool(DISCOUNT.search(story.lower)), bool(SURCHARGE.search(story.lower))
    return 0 if down == up else -1 if down else 1


SCHEMAS: tuple[tuple[re.Pattern[str] | None, Schema], ...] = (
    (None, applied),
    (None, in_turn),
)

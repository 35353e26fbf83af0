"""Changes: from one value to another, by a share, points, a factor or an amount; prices off and on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from podium.core.mathematics.exact import whole
from podium.core.mathematics.problems.amounts import Amount
from podium.core.mathematics.problems.cues import FALLING, RISING, cue
from podium.core.mathematics.problems.story import (
    Finding,
    Schema,
    Story,
    alike,
    decisive,
    either,
    follows,
    strong,
    weak,
)

_TO = re.compile(
    r"^[^.;]*?(?:\bto\b|→|->|⇒|=>|\binto\b|\bnow\b|\bthen\b|\bagainst\b|\binstead of\b|\bexceed\w*\b|\bbeat\b|\btopped\b|\bsurpass\w*\b|\bdown from\b|\bup from\b|\bfrom\b|\bthan\b|\bwas\b|\bbefore\b|\byear\b|\bbecame\b|\bbecomes\b|\bthis \w+|\blast \w+|\bwhile\b)"
)
_BACKWARD = re.compile(
    r"^[^.;]*?\b(?:instead of|down from|up from|from|exceed\w*|beat|topped|surpass\w*|outdid|compared (?:with|to)|against|than|before it was|rather than)\b"
)
_EARLIER = re.compile(
    r"\b(?:last (?:year|month|week|season|quarter|time)|the year before|a year (?:ago|earlier)|previously|before|formerly|yesterday|originally)\b"
)
_TIME_FOR_ONE = re.compile(
    r"\b(?:cuts?|reduc\w+|shorten\w*|lowers?|brings? down) the (?:time|duration|latency|wait|runtime)\b[^.;]*\bby (?:about )?$"
)
_INCLINE = cue("horizontal|vertical|slope|rafters?|ladders?|ramp|hypotenuse|roof pitch")
_BASE = re.compile(r"\b(?:control|old|baseline|former|previous|original|existing|before)\b")
_SPEED = cue(r"faster|quicker|speedup|speed-up|speed up|speeded up|acceleration|as fast|sped up")


def change(story: Story, given: Sequence[Amount], result: Amount) -> Finding | None:
    """The change between two values, told in percent of the old one, in points, as a factor or in their own unit."""
    if story.says(_INCLINE):
        return None
    if len(given) != 2 or not alike(*given) or given[0].kind == "ratio" or result.kind in ("ratio", "clock", "ordinal"):
        return None
    if result.at == first_at(given) and _APART_FROM.match(story.between(result, given[1])) and alike(result, given[0]):
        return strong(abs(given[0].value - given[1].value))
    if result.at < given[0].at and not re.search(r"\bfrom\b|[(:—–]", story.between(result, given[1])):
        return None
    first, second = given
    link = story.between(first, second)
    moved = bool(_TO.match(link)) or "→" in link or "->" in link
    turned = _BACKWARD.match(link) and not re.search(r"\bfrom\b[^.;]*$", first.before)
    moved = moved or bool(_EARLIER.search(first.tail + second.tail)) or bool(re.search(r"\bnow\b", second.own))
    old, new = (
        (second, first)
        if turned or (_EARLIER.search(second.tail) and not _EARLIER.search(first.tail))
        else (first, second)
    )
    if (
        result.part
        and old.part
        and re.search(r"\brelative (?:lift|gain|increase|rise|improvement|uplift|drop|fall|change)", story.lower)
    ):
        old, new = (second, first) if _BASE.search(second.own + second.before) else (old, new)
        return decisive(abs(new.value - old.value) / old.value) if old.value else None
    if _BY_SO_MUCH.search(first.before) and re.match(r"^ to [$€£¥]?$", link) and alike(first, second):
        fell = bool(FALLING.search(first.before))
        old, new, moved = replace_value(second, second.value + (first.value if fell else -first.value)), second, True
    if not old.value or (first.per and second.per and first.per != second.per) or _counted_apart(first, second):
        return None
    difference = new.value - old.value
    words = story.lower
    down, up = bool(FALLING.search(words)), bool(RISING.search(words)) or result.before.endswith("+")
    if result.bound and not moved:
        return None
    shares = result.part or result.kind in ("points", "factor")
    if (shares and not (moved or up or down)) or (result.part and re.match(r"^ (?:out )?of\b", link)):
        return None
    signed = _signed(difference, up=up, down=down)
    clear = moved and (up or down or "improv" in words)
    if result.kind == "factor" and _QUADRATIC.search(story.lower):
        return decisive((new.value / old.value) ** 2) if moved else None
    if result.kind == "factor":
        return _factor(story, old, new, result, told=moved and bool(_GROWN.search(result.before)))
    if result.kind == "points" or (result.kind == "percent" and result.quantity.unit in ("bps", "bp", "basis points")):
        return decisive(signed) if old.part else None
    if (
        result.part
        and old.part
        and follows(result, given)
        and re.search(r"\b(?:uplift|lift|rise|increase|drop|fall|cut|improvement|reduction) of $", result.before)
    ):
        return None if result.value == abs(difference) else strong(signed / old.value)
    if result.part and old.part:
        return strong(signed / old.value) if re.search(r"\brelative", words) else weak(signed / old.value)
    if result.part and _TIME_FOR_ONE.search(result.before) and new.value:
        return strong(abs(1 - old.value / new.value))
    if result.part:
        return either(
            (signed / old.value,),
            sure=clear or (up != down and bool(FALLING.search(result.own) or RISING.search(result.own))),
        )
    if alike(result, old) and re.search(
        r"differen|apart|gap|sav|faster|found|gain|lost|less|more|by|up|down|\(\+ ?$|\([-−] ?$|longer|shorter|short of|margin|won by|rise|drop|fall|older|younger|taller|heavier|spread|range",
        result.own + result.before,
    ):
        said = bool(FALLING.search(result.own)) != bool(RISING.search(result.own))
        values = (signed,) if said and moved and up != down else (signed, abs(difference))
        return either(values, sure=moved and up != down)
    return None


_APART_FROM = re.compile(
    r"^ (?:[a-z]+ )?(?:more|less|fewer|better|worse|longer|shorter|faster|slower|higher|lower|older|younger|heavier|lighter|cheaper|dearer|taller) than (?:[a-z']+ ){0,4}[$€£¥]?$"
)


_BY_SO_MUCH = re.compile(
    r"\b(?:rose|grew|fell|dropped|increased|decreased|climbed|went up|went down|up|down|shrank|jumped|cut|raised) by [$€£¥]?$"
)


def replace_value(amount: Amount, value: Fraction) -> Amount:
    """The amount with another value in base units."""
    return replace(amount, quantity=replace(amount.quantity, value=whole(value)))


def first_at(given: Sequence[Amount]) -> int:
    """The place between two amounts that stand one apart; -1 where they do not."""
    return given[0].at + 1 if given[1].at == given[0].at + 2 else -1


def _counted_apart(first: Amount, second: Amount) -> bool:
    one, other = first.quantity.label, second.quantity.label
    return bool(one and other and one != other and first.counts and second.counts)


def _signed(difference: Fraction, *, up: bool, down: bool) -> Fraction:
    """As the words count it: a fall is positive where only a fall is spoken of."""
    if up == down:
        return abs(difference)
    return -difference if down else difference


_QUADRATIC = re.compile(r"n²|n\^2|\bquadratic\w*|\b(?:the )?square of\b|\bsquared\b|\bevery pair\b|\ball pairs\b")
_GROWN = re.compile(
    r"\b(?:grew|rose|increased|up|climbed|jumped|multiplied|went up|grown|risen|gr[eo]ws?|growth of|by)(?: by| about)? $"
)


def _factor(story: Story, old: Amount, new: Amount, result: Amount, *, told: bool) -> Finding | None:
    if not new.value:
        return None
    ratio, inverse = new.value / old.value, old.value / new.value
    if _SPEED.search(story.lower):
        timed = dict(old.dimensions).get("time", 0)
        if not timed:
            return None
        return strong(inverse if timed > 0 else ratio)
    return either((max(ratio, inverse),), sure=result.concluded or told)


def multiplied(story: Story, given: Sequence[Amount], result: Amount) -> Finding | None:
    """`exactly doubled, from 640 to 1,280`."""
    if (
        len(given) != 1
        or not alike(given[0], result)
        or given[0].at > result.at
        or not re.search(r"\bfrom\b|\bwas\b|\bhad\b|\bto\b|→|\bbefore\b|\bafter\b", story.lower)
    ):
        return None
    found = re.findall(r"\b(doubl|tripl|quadrupl|halv|trebl)(?:ed|ing)\b", story.lower)
    if len(found) != 1 or re.search(r"\b(?:times|twice|every|each|compound|more than|almost|nearly)\b", story.lower):
        return None
    factor = {
        "doubl": Fraction(2),
        "tripl": Fraction(3),
        "trebl": Fraction(3),
        "quadrupl": Fraction(4),
        "halv": Fraction(1, 2),
    }[found[0]]
    turned = re.search(r"\bfrom\b", story.between(given[0], result))
    return strong(given[0].value / factor if turned else given[0].value * factor)


SCHEMAS: tuple[tuple[re.Pattern[str] | None, Schema], ...] = (
    (None, change),
    (cue(r"(?:doubl|tripl|quadrupl|halv|trebl)(?:ed|ing)"), multiplied),
)

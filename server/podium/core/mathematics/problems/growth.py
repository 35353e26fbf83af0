"""Growth that repeats: compound and simple interest, doubling, geometric rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from podium.core.mathematics import exact
from podium.core.mathematics.exact import whole
from podium.core.mathematics.problems.amounts import Amount
from podium.core.mathematics.problems.cues import cue
from podium.core.mathematics.problems.story import Finding, Schema, Story, Value, alike, decisive, strong, weak

_YEARLY = cue(
    r"interest|compound\w*|a year|per year|annual\w*|each year|every year|yearly|per annum|a month|monthly|each month|per month|every month|a week|each week|per week|weekly|a day|daily|each day|per day|each round|per period|every hour|an hour|each hour|each time|per generation|every generation|per cycle|each cycle"
)


def compounded(story: Story, given: Sequence[Amount], result: Amount) -> Finding | None:
    """`€2,000 at 3% a year, compounded, becomes €2,185.45 after three years`; without a base, the growth in percent."""
    rates = [a for a in given if a.kind == "percent"]
    periods = [
        a
        for a in given
        if a.kind == "plain"
        and (
            a.dimensions in ((("calendar", 1),), (("time", 1),))
            or (a.counts and re.match(r" ?(?:times|rounds|periods|cycles|generations|steps|stages)", a.after))
        )
    ]
    bases = [a for a in given if a not in rates and a not in periods]
    if len(rates) != 1 or len(periods) != 1 or len(bases) > 1 or rates[0].value <= 0:
        return None
    count = periods[0].value / (periods[0].quantity.scale or 1)
    if count.denominator != 1 or not 1 < count <= 200:
        return None
    falls = bool(re.search(r"depreciat|decay|loses|lose|lost|shrink|declin|fall|drop|evaporat", story.lower))
    rate = -rates[0].value if falls else rates[0].value
    grown = exact.power(whole(1 + rate), whole(count)).lo
    simple = re.search(r"\bsimple\b", story.lower)
    said = "compound" in story.lower or falls
    if simple:
        grown = 1 + rate * count
    if not bases:
        growth = (grown - 1) * (-1 if falls else 1)
        return (decisive(growth) if said else weak(growth)) if result.part else None
    if not alike(bases[0], result) or bases[0].part:
        return None
    base = bases[0].value
    interest = re.search(r"(?<!compound )\binterest\b(?: of)?[^.;\d]{0,12}$|\bearns?\b|\bgained?\b", result.before)
    values: tuple[Value, ...] = (abs(base * grown - base),) if interest else (base * grown,)
    if simple:
        values = (base * grown - base, base * grown)
    return decisive(*values) if said or simple else weak(*values)


_REPEAT = cue(r"doubl\w+|tripl\w+|trebl\w+|halv\w+|quadrupl\w+|tenfold|ten-fold|twofold|fold")


def repeated(story: Story, given: Sequence[Amount], result: Amount) -> Finding | None:
    """`starting at 32 and doubling four times: 512`; `three tenfold dilutions: 1:1000`; doubling every so often."""
    found = re.search(r"\b(doubl|tripl|trebl|halv|quadrupl|ten-?fold|tenth)", story.lower)
    if not found or result.part or result.kind in ("clock", "ordinal"):
        return None
    factor = {"doubl": Fraction(2), "halv": Fraction(1, 2), "quadrupl": Fraction(4)}.get(
        found.group(), Fraction(10 if found.group().startswith("ten") else 3)
    )
    if result.kind == "ratio":
        return (
            strong((Fraction(1), factor ** int(given[0].value)))
            if len(given) == 1
            and given[0].counts
            and 1 < given[0].value <= 30
            and given[0].value.denominator == 1
            and result.parts[0] == 1
            else None
        )
    times = _times(story, given)
    if times is None or not 1 < times[0] <= 200:
        return None
    rest = [a for a in given if a not in times[1]]
    if (
        rest
        and "time" in dict(rest[0].dimensions)
        and not re.search(r"interval|delay|wait|timeout|backoff", story.lower)
    ):
        return None
    growth = factor ** times[0]
    if not rest and (result.kind == "factor" or re.search(r"fold|times", result.after[:8])):
        return strong(growth)
    return (
        strong(rest[0].value * growth) if len(rest) == 1 and alike(rest[0], result) and rest[0].at < result.at else None
    )


def _times(story: Story, given: Sequence[Amount]) -> tuple[int, Sequence[Amount]] | None:
    """How often something is repeated, and the amounts that say so."""
    if len(given) > 3:
        return None
    twice = re.search(r"\b(?:doubl|tripl|halv|trebl)\w*(?: \w+){0,3} (twice|thrice)\b", story.lower)
    if twice:
        return (2 if twice[1] == "twice" else 3), ()
    for each in given:
        if (each.kind == "factor" and each.text.lower().endswith("times")) or (
            each.counts and re.match(r" ?(?:times|rounds|doublings|halvings|generations|divisions|folds)", each.after)
        ):
            return (int(each.value), (each,)) if each.value.denominator == 1 else None
    spans = [a for a in given if (a.dimensions and "time" in dict(a.dimensions)) or a.dimensions == (("calendar", 1),)]
    if len(spans) == 2 and re.search(r"\bevery\b|doubling time|half-life", story.lower):
        ratio = (
            max(a.value for a in spans) / min(a.value for a in spans) if min(a.value for a in spans) else Fraction(0)
        )
        return (int(ratio), spans) if ratio.denominator == 1 else None
    return None


def backoff(story: Story, given: Sequence[Amount], result: Amount) -> Finding | None:
    """`retries start at 1 s and double, five of them wait 31 s in total`: the sum of a geometric row."""
    if (
        len(given) != 2
        or not re.search(r"\bdoubl", story.lower)
        or not re.search(r"total|altogether|sum|in all|add", result.own + result.before)
    ):
        return None
    counts = [a for a in given if a.counts]
    starts = [a for a in given if not a.counts and alike(a, result)]
    if len(counts) != 1 or len(starts) != 1 or counts[0].value.denominator != 1 or not 1 < counts[0].value <= 60:
        return None
    return strong(starts[0].value * (2 ** int(counts[0].value) - 1))


SCHEMAS: tuple[tuple[re.Pattern[str] | None, Schema], ...] = (
    (_YEARLY, compounded),
    (_REPEAT, repeated),
    (cue(r"doubl\w+"), backoff),
)

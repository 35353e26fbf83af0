"""Supplies: how long they last, what is left of every so many, what a person or a holder gets by the rate for one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from podium.core.mathematics.problems.amounts import Amount
from podium.core.mathematics.problems.cues import cue
from podium.core.mathematics.problems.kinds import ANYBODY, Kind
from podium.core.mathematics.problems.nouns import singular
from podium.core.mathematics.problems.story import Finding, Schema, Story, alike, decisive, follows
from podium.core.units import combined

_LASTS = cue(r"lasts?|lasting|enough for|run out|runs out|used up|gone|empty|suffic\w+|keeps? \w+ going|supply|out of")


def lasting(story: Story, given: Sequence[Amount], result: Amount) -> Finding | None:
    """`240 bales, 12 a day: the hay lasts 20 days`: the stock over what is used in one period."""
    if len(given) != 2 or any(a.kind != "plain" for a in (*given, result)) or not follows(result, given):
        return None
    stock, rate = given if not given[0].per and ("time", -1) not in given[0].dimensions else reversed(given)
    if not rate.value or stock.per or _of_other_things(story.kinds[stock.at], story.kinds[rate.at]):
        return None
    timed = ("time", -1) in rate.dimensions and combined(rate.dimensions, result.dimensions, 1) == stock.dimensions
    counted = bool(rate.per) and rate.dimensions == stock.dimensions and singular(rate.per) in result.nouns
    return decisive(stock.value / rate.value) if timed or counted else None


def _of_other_things(stock: Kind, rate: Kind) -> bool:
    """Whether what is used up is something else than what there is: tickets closed, and customers."""
    heads = {stock.head, rate.head} - ANYBODY - {""}
    return len(heads) == 2 and not any(one.endswith(other) for one in heads for other in heads - {one})


def every_so_many(story: Story, given: Sequence[Amount], result: Amount) -> Finding | None:
    """`every fourth sample of 44,100 Hz audio leaves 11,025 Hz`."""
    if len(given) != 2 or given[0].kind != "ordinal" or not alike(given[1], result) or result.kind != "plain":
        return None
    if not re.search(r"\bevery $", given[0].before) or not follows(result, given) or not given[0].value:
        return None
    if re.search(r"\b(?:dropping|drop\w*|removing|remov\w+|without|losing|skipping|skip\w*)\b", given[0].before):
        return decisive(given[1].value - given[1].value / given[0].value)
    return decisive(given[1].value / given[0].value)


_REPEATED = cue(r"twice|thrice|times|every|each|doses|daily|a day|per day")
_PER_MASS = re.compile(r"(?:g|l|units?|iu) ?(?:/|per )(?:kg|kilo|kilogram|g)\b")


def dosed(story: Story, given: Sequence[Amount], result: Amount) -> Finding | None:
    """`15 mg/kg, so the 70 kg adult gets 1,050 mg`."""
    if len(given) != 2 or not follows(result, given) or story.says(_REPEATED):
        return None
    rates = [a for a in given if _PER_MASS.search(a.text.lower())]
    if len(rates) != 1 or _PER_MASS.search(result.text.lower()):
        return None
    weight = given[1] if rates[0] is given[0] else given[0]
    if weight.dimensions != (("mass", 1),) or combined(rates[0].dimensions, weight.dimensions, 1) != result.dimensions:
        return None
    return decisive(rates[0].value * weight.value)


def by_the_hour(story: Story, given: Sequence[Amount], result: Amount) -> Finding | None:
    """`22 h × $95 = $2,090`: so many times the price of one hour."""
    if (
        len(given) != 2
        or not alike(given[1], result)
        or (not given[1].dimensions and not re.search(r"[×*@]", given[1].before))
        or not follows(result, given)
    ):
        return None
    if given[0].dimensions != (("time", 1),) or not re.search(r"^ ?(?:[×x*@]|at) ?[$€£¥]?$", given[1].before):
        return None
    return decisive(given[0].value / given[0].quantity.scale * given[1].value)


SCHEMAS: tuple[tuple[re.Pattern[str] | None, Schema], ...] = (
    (_LASTS, lasting),
    (cue("every"), every_so_many),
    (None, dosed),
    (None, by_the_hour),
)

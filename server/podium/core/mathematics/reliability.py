"""Chances and availability: parts in series, one of several, joint events, coins and dice, downtime."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

from podium.core.mathematics import quantity
from podium.core.mathematics.exact import whole
from podium.core.mathematics.fragments import THEN, some, value
from podium.core.mathematics.judging import Judgement, undecided
from podium.core.mathematics.matching import Match, Rule
from podium.core.mathematics.multiples import FAILURE, SUCCESS, sign
from podium.core.mathematics.quantity import Quantity, calculated
from podium.core.mathematics.words import word_set
from podium.core.units import TIME

ONE = quantity.literal(Fraction(1))
SIDES = {"head": 2, "tail": 2, "six": 6, "sixe": 6}


def downtime(match: Match) -> Judgement | None:
    """`99.9% uptime over a 30-day month allows 43.2 minutes of downtime`."""
    up, period, stated = match["up"], match["period"], match["stated"]
    if not up.percent or period.dimensions != TIME or stated.dimensions != TIME:
        return None
    rest = calculated(ONE, "-", replace(up, percent=False))
    return match.judge(calculated(rest, "*", period), stated)


def availability(match: Match) -> Judgement | None:
    """`a 4-hour outage in a 30-day month means an availability of 99.44%`."""
    down, period, stated = match["down"], match["period"], match["stated"]
    if down.dimensions != TIME or period.dimensions != TIME or not stated.percent:
        return None
    return match.judge(calculated(ONE, "-", replace(calculated(down, "/", period), fraction=False)), stated)


def opposite(match: Match) -> Judgement | None:
    """`an uptime of 99.5% corresponds to a downtime of 0.5%`."""
    first, stated = match["first"], match["stated"]
    if {sign(match.word("one")), sign(match.word("other"))} != {1, -1} or not (first.percent and stated.percent):
        return None
    return match.judge(_rest(replace(first, percent=False, label="")), stated)


_Turn = Callable[[Quantity], Quantity]


def in_series(match: Match) -> Judgement | None:
    """`three services in series at 99.9% each give 99.7%`: all must work."""
    return _raised(match, lambda chance: chance, lambda power: power)


def one_suffices(match: Match) -> Judgement | None:
    """`at least one of two independent replicas, each up 99% of the time, is up 99.99% of the time`."""
    return _raised(match, _rest, _rest)


def _rest(chance: Quantity) -> Quantity:
    return calculated(ONE, "-", chance)


def _raised(match: Match, before: _Turn, after: _Turn) -> Judgement | None:
    count, chance, stated = match["count"], match["chance"], match["stated"]
    times = count.value.lo
    plain = not (count.dimensions or count.percent or chance.dimensions or stated.dimensions)
    if not plain or times.denominator != 1 or not 1 < times <= 100 or not 0 <= chance.value.lo <= 1:
        return None
    bare = before(replace(chance, label="", percent=False))
    result = after(calculated(bare, "^", quantity.literal(times)))
    return match.judge(replace(result, fraction=False), replace(stated, label=""))


def joint(match: Match) -> Judgement | None:
    """`P(A) = 0.4 and P(B) = 0.5, so P(A and B) = 0.2`: only where it is said whether they are independent."""
    a, b = (replace(match[name], percent=False, fraction=False) for name in ("first", "second"))
    told = match.whole_shape
    exclusive = "mutually exclusive" in told or "disjoint" in told
    independent = "independent" in told and "not independent" not in told
    both = calculated(a, "*", b)
    either = match.word("link") in ("or", "∪")
    if exclusive == independent:
        return undecided(match.claim, "whether the two exclude each other or are independent is not stated")
    if either:
        sum_ = calculated(a, "+", b)
        return match.judge(sum_ if exclusive else calculated(sum_, "-", both), match["stated"])
    return match.judge(quantity.literal(Fraction(0)) if exclusive else both, match["stated"])


def throws(match: Match) -> Judgement | None:
    """`the probability of two heads in a row with a fair coin is 25%`."""
    named = match["count"] if match.named.get("count") else None
    sides = SIDES.get(named.label if named else match.word("face").removesuffix("s"), 0)
    times = named.value.lo if named else Fraction(1)
    if not sides or times.denominator != 1 or not 1 <= times <= 100:
        return None
    chance = calculated(quantity.literal(Fraction(1, sides)), "^", quantity.literal(times))
    return match.judge(replace(chance, fraction=False), match["stated"])


_SERIES = "(?:in series|in a chain|chained|in sequence|in a row|one after the other|one after another|all needed|all required)"
_UP = "(?:uptime|availability|available|reliability)"
_EVENT = r"p \( (?P<{}>[a-z]) \) = "


def one_face(match: Match) -> Judgement | None:
    """`the probability of rolling a six with a fair die is 0.167`."""
    face = match["face"].value.lo
    if face.denominator != 1 or not 1 <= face <= 6:
        return None
    return match.judge(Quantity(whole(Fraction(1, 6))), match["stated"])


def equally_likely(match: Match) -> Judgement | None:
    """`the four outcomes are equally likely, so each has a probability of 25%`."""
    count = match["count"]
    if count.dimensions or count.percent or count.value.lo.denominator != 1 or count.value.lo < 1:
        return None
    return match.judge(replace(calculated(ONE, "/", replace(count, label="")), fraction=False), match["stated"])


def otherwise(match: Match) -> Judgement | None:
    """`if the chance of rain is 30%, the chance of no rain is 70%`."""
    return match.judge(_rest(replace(match["first"], percent=False, label="")), match["stated"])


_EQUAL = "(?:equally likely|equally probable|equiprobable|uniformly distributed)"
_CHANCE = "(?:probability|chance|likelihood|odds|risk) "

CUE = (
    SUCCESS
    | FAILURE
    | word_set(
        "availability available reliability outage outages series chain chained sequence row another other needed required least "
        "probability equally chance likelihood odds risk p"
    )
)
"""What all of these sentences have one of."""

TABLE: list[tuple[str, Rule]] = [
    (rf"{value('count')}{some(3)}{_EQUAL} {some(7)}{value('stated')}", equally_likely),
    (rf"{_CHANCE}(?:of |that |for )(?:rolling |throwing |getting |it shows )?(?:a |an ){value('face')}{some(2)}fair (?:[a-z]+ )?(?:die|dice) (?:throw |roll )?(?:is |= ){some(2)}{value('stated')}", one_face),
    (rf"{_CHANCE}of (?P<event>(?:[a-z]+ ){{1,3}}?)(?:is |= |being ){value('first')}{some(6)}(?:{_CHANCE}|that )of (?:no |not )(?P=event)(?:is |= |being ){value('stated')}", otherwise),
    (rf"{_CHANCE}of (?:no |not )(?P<event>(?:[a-z]+ ){{1,3}}?)(?:is |= |being ){value('first')}{some(6)}(?:{_CHANCE}|that )of (?P=event)(?:is |= |being ){value('stated')}", otherwise),
    (rf"{value('up')}(?:[a-z]+ )?{_UP} {some(3)}{value('period')}{some(3)}(?:allows?|leaves?|permits?|means?|gives?|is|are|comes to|amounts to|corresponds to|tolerates) {some(3)}{value('stated')}(?=(?:of )?(?:[a-z]+ )?(?:downtime|outages?|down|unavailability|error))", downtime),
    (rf"{value('up')}(?:[a-z]+ )?{_UP} {some(3)}(?:allows?|leaves?|permits?|means?|gives?|is|tolerates) {some(3)}{value('stated')}(?:of )?(?:[a-z]+ )?(?:downtime|outages?|down|unavailability) (?:in|per|over|for|within|during) {some(2)}{value('period')}", downtime),
    (rf"{value('down')}{some(1)}(?:outages?|downtime|down) {some(5)}{value('period')}{some(6)}(?:availability|uptime) (?:of |is |= |at ){some(1)}{value('stated')}", availability),
    (rf"(?P<one>[a-z]+) (?:rate |share |ratio |chance )?(?:of |is |= ){value('first')}(?:corresponds? to|means?|implies|equals|is|and|or|leaves|gives|,|so|=) {some(4)}(?P<other>[a-z]+) (?:rate |share |ratio |chance )?(?:of |is |= ){value('stated')}", opposite),
    (rf"{value('count')}{some(3)}{_SERIES} {some(5)}{value('chance')}{some(4)}{value('stated')}", in_series),
    (rf"{value('count')}{some(4)}{value('chance')}{some(3)}{_SERIES} {some(5)}{value('stated')}", in_series),
    (rf"at least Q\d+; of {some(1)}{value('count')}{some(8)}{value('chance')}{some(8)}{value('stated')}", one_suffices),
    (rf"{_EVENT.format('a')}{value('first')}(?:[,;] |and )*{_EVENT.format('b')}{value('second')}{some(8)}p \( [a-z] (?P<link>and|or|∩|∪) [a-z] \) = {value('stated')}", joint),
    (rf"(?:probability|chance|likelihood|odds) (?:of |that |for ){some(3)}(?:{value('count')}|(?P<face>heads?|tails?|six) )(?:in a row |in succession |running )?{some(2)}(?:with |on |of |from |by |for )?{some(2)}(?:fair|standard|normal) (?:coin|die|dice)(?:s)? (?:throws? |tosses |flips )?(?:is |= )(?:{THEN})?{value('stated')}", throws),
]  # fmt: skip

"""Changes as prose tells them: two values in any order, and by how much, how many times or which part they differ."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from podium.core.mathematics import changes, exact, quantity
from podium.core.mathematics.exact import whole
from podium.core.mathematics.fragments import THEN, some, value
from podium.core.mathematics.judging import Judgement, undecided
from podium.core.mathematics.matching import Match, Rule
from podium.core.mathematics.multiples import FACTORS
from podium.core.mathematics.quantity import Quantity, calculated
from podium.core.mathematics.words import word_set

UP = word_set(
    "up increase increased increases uplift improvement rise rose rises risen grew grows grown growth gain gained gains jump jumped climbed "
    "climb went more higher larger bigger raised raise added longer surge surged expanded"
)
DOWN = word_set(
    "down decrease decreased decreases drop dropped drops reduction reduced reduces reduce decline declined declines cut "
    "cuts fell fall falls fallen loss lost lower lowered less fewer smaller shrank shrunk shrink shrinks saves save saved "
    "saving savings shorter faster slashed quicker trimmed"
)
SPEED = word_set("faster quicker speedup fast quick")


def told(match: Match) -> Judgement | None:
    """The change from `old` to `new` by `stated`, which may be a percentage, points, a part, a factor or an amount."""
    old, new, stated = match["old"], match["new"], match["stated"]
    if old.literal and new.dimensions and not (old.dimensions or old.percent):
        old = replace(old, dimensions=new.dimensions, value=exact.multiply(old.value, whole(new.scale)))
    new, stated = _like(new, old), _like(stated, old)
    if old.dimensions != new.dimensions or old.percent != new.percent:
        return None
    if old.label and new.label and old.label != new.label:
        return undecided(match.claim, "what the two values have in common is not stated")
    old, new, stated = (replace(amount, label="") for amount in (old, new, stated))
    if match.word("times"):
        return _factor(match, old, new, stated)
    if stated.dimensions and stated.dimensions != old.dimensions:
        return None
    down = _downward(match)
    if match.word("points"):
        if not old.percent:
            return None
        points = replace(stated, value=exact.multiply(stated.value, whole(quantity.PERCENT)), percent=True)
        points = stated if stated.percent else replace(points, scale=quantity.PERCENT)
        return match.judge(_turned(calculated(new, "-", old), down), points)
    if stated.fraction:
        share = calculated(replace(_turned(calculated(new, "-", old), down), percent=False), "/", old)
        return match.judge(replace(share, percent=False), stated)
    if not (stated.percent or stated.dimensions == old.dimensions):
        return None
    if "relative" in match.whole_shape.split() and old.percent:
        old, new = (replace(amount, percent=False) for amount in (old, new))
    direction = "change" if down is None else "decrease" if down else "increase"
    return changes.change(old, new, stated, direction, match)


def signed(match: Match) -> Judgement | None:
    """`240 ms → 180 ms (−25%)`: a percentage with its sign."""
    old, new, stated = (replace(match[name], label="") for name in ("old", "new", "stated"))
    if not stated.percent or old.dimensions != new.dimensions or old.percent or new.percent:
        return None
    share = calculated(calculated(new, "-", old), "/", old)
    if stated.value.lo > 0 and not re.search(r"\( ?\+", match.claim) and not share.problem and share.value.hi < 0:
        share = quantity.negated(share)
    return match.judge(replace(share, fraction=False), stated)


def multiplied(match: Match) -> Judgement | None:
    """`tripled to 90 from 30`."""
    times = quantity.literal(FACTORS[match.word("factor")])
    old, new = replace(match["old"], label=""), replace(match["new"], label="")
    return match.judge(calculated(old, "*", times), new) if old.dimensions == new.dimensions else None


def in_turn(match: Match) -> Judgement | None:
    """`in May there were 30 incidents and in June 24, a decrease of 20%`: told in the order of time, or not at all."""
    old, new = match["old"], match["new"]
    if not match["stated"].percent or old.dimensions != new.dimensions or old.percent != new.percent:
        return None
    difference = calculated(replace(new, label=""), "-", replace(old, label=""))
    down = match.word("noun") in DOWN
    if difference.problem or (difference.value.hi < 0) != down or (old.label and new.label and old.label != new.label):
        return None
    return told(match)


def as_many_times(match: Match) -> Judgement | None:
    """`the new count is 12, three times the old count of 4`."""
    old, new = replace(match["old"], label=""), replace(match["new"], label="")
    word = match.word("factor")
    times = quantity.literal(TIMES[word]) if word else replace(match["stated"], label="")
    if times.dimensions or times.percent or old.dimensions != new.dimensions or old.percent != new.percent:
        return None
    return match.judge(calculated(old, "*", times), new)


def proportional(match: Match) -> Judgement | None:
    """`12 per 4,000 lines is 3 per 1,000 lines`."""
    one, every, stated, other = (match[name] for name in ("one", "every", "stated", "other"))
    if every.dimensions != other.dimensions or every.label != other.label or one.dimensions != stated.dimensions:
        return None
    bare = [replace(amount, label="") for amount in (one, other, every)]
    result = calculated(calculated(bare[0], "*", bare[1]), "/", bare[2])
    return match.judge(replace(result, fraction=False), replace(stated, label=""))


def _like(amount: Quantity, other: Quantity) -> Quantity:
    """Without the `a month` of `from $1,200 to $900 a month`, where the other has none."""
    if amount.dimensions == other.dimensions or amount.percent or not amount.literal or " per " not in amount.unit:
        return amount
    if amount.unit.split(" per ")[0] != other.unit:
        return amount
    number = exact.multiply(exact.divide(amount.value, whole(amount.scale)), whole(other.scale))
    return replace(amount, value=number, scale=other.scale, dimensions=other.dimensions, unit=other.unit)


def _downward(match: Match) -> bool | None:
    """Whether the words speak of a fall; None where they speak of neither or of both."""
    words = set(match.shape.split())
    up, down = bool(words & UP), bool(words & DOWN)
    return None if up == down else down


def _turned(difference: Quantity, down: bool | None) -> Quantity:
    if down is None:
        down = not difference.problem and difference.value.hi < 0
    return quantity.negated(difference) if down else difference


def _factor(match: Match, old: Quantity, new: Quantity, stated: Quantity) -> Judgement | None:
    words = set(match.shape.split()) | (set(match.whole_shape.split()) & SPEED)
    if stated.dimensions or stated.percent:
        return None
    timed = "time" in dict(new.dimensions) and dict(new.dimensions)["time"] > 0
    if words & SPEED and not new.dimensions:
        return undecided(match.claim, "whether a larger or a smaller value is the faster one is not stated")
    inverse = bool(words & SPEED and timed) or (bool(words & (DOWN - SPEED)) and not words & (UP | SPEED))
    ratio = calculated(old, "/", new) if inverse else calculated(new, "/", old)
    return match.judge(replace(ratio, fraction=False), stated)


def applied(sign: int) -> Rule:
    """`a 25% cut from 360 ms leaves 270 ms`."""

    def rule(match: Match) -> Judgement | None:
        by, base, stated = match["by"], match["base"], match["stated"]
        if not (by.percent or by.fraction) or stated.dimensions != base.dimensions:
            return None
        factor = Quantity(exact.add(whole(1), by.value if sign > 0 else exact.negate(by.value)))
        result = calculated(replace(base, label=""), "*", factor)
        return match.judge(result, replace(stated, label=""))

    return rule


def share_of(match: Match) -> Judgement | None:
    """`19% VAT on 100 euros is 19 euros`."""
    by, base, stated = match["by"], match["base"], match["stated"]
    if not by.percent or stated.dimensions != base.dimensions:
        return None
    return match.judge(calculated(replace(by, percent=False), "*", replace(base, label="")), replace(stated, label=""))


def repeated_share(match: Match) -> Judgement | None:
    """`7.5% of 240 requests failed, that is 18 requests`."""
    share, stated = match["share"], match["stated"]
    if share.share is None or stated.percent or stated.dimensions != share.dimensions:
        return None
    return match.judge(replace(share, label=""), replace(stated, label=""))


_CUT = "cut|reduction|discount|decrease|drop|rebate|saving|markdown"
_RISE = "increase|rise|raise|markup|surcharge|growth"
_FEE = "vat|tax|sales tax|tip|surcharge|interest|fee|commission|duty"
_BY = (
    r"(?:[a-z]+ )?(?:by |of |was |is |= |: |about |roughly |approximately |around |nearly |almost |a |an |the |some )*"
)
_POINTS = r"(?P<points>percentage points? |points? |pp |percent points? )?"
_TIMES = r"(?P<times>x |times |fold |- fold |× )?"
TIMES = {"twice": Fraction(2), "double": Fraction(2), "triple": Fraction(3), "half": Fraction(1, 2)}
_IN_TURN = rf"{value('old')}{some(6)}(?:and|then|,|but|;|while) {some(4)}{value('new')}"
_RISEN = "increase|rise|growth|gain|jump|uplift|improvement|decrease|reduction|drop|decline|fall|loss|cut"
_BY_HOW_MUCH = (
    rf"(?:[a-z]+ )?(?P<noun>{_RISEN}) of {some(1)}{value('stated')}",
    rf"{value('stated')}(?:[a-z]+ )?(?P<noun>{_RISEN}) ",
)
_PAIRS = (
    rf"{value('old')}(?:→|->|=>|became|becomes|turned into|turns into) {value('new')}",
    rf"to {some(1)}{value('new')}(?:, )?from {some(1)}{value('old')}",
    rf"from {some(2)}{value('old')}{some(2)}to {some(2)}{value('new')}",
    rf"{value('new')}{some(3)}(?:instead of|rather than|down from|up from|compared to|compared with|versus|vs|vs \.|where before it was|in place of) {some(3)}{value('old')}",
    rf"{value('old')}(?:down |up |dropped |fell |rose |went |is now )?to {some(2)}{value('new')}",
    rf"{value('old')}{some(3)}(?:before|previously|earlier|formerly|originally) {some(4)}{value('new')}(?:now|today|after|afterwards|currently|since) ",
    rf"(?:was|were|used to be|took|used to take|previously|before|formerly|initially) {some(3)}{value('old')}{some(5)}(?:now|today|afterwards|after|currently) {some(4)}{value('new')}",
)  # fmt: skip
_DONE = (
    r"(?:up|down|by|grew|rose|increased|fell|dropped|decreased|reduced|shrank|cut|declined|climbed|jumped|improved|gained|lost"
    r"|saves?|saved|saving|reduction|increase|decrease|drop|growth|change|faster|slower) "
)


def _before_pair(pair: str) -> str:
    return rf"{_DONE}{_BY}{value('stated')}{_POINTS}{_TIMES}{some(4)}{pair}"


def _factor_before_pair(pair: str) -> str:
    return rf"{value('stated')}(?P<times>x |times |fold |- fold |× ){some(3)}[,:(–—-] {some(3)}{pair}"


def _after_pair(pair: str) -> str:
    return rf"{pair}{some(4)}{_DONE}{_BY}{value('stated')}{_POINTS}{_TIMES}"


def _named_after_pair(pair: str) -> str:
    nouns = rf"(?:[a-z]+ )?(?:{changes.NOUNS}|speedup|saving|savings|saved|faster|less|more|fewer|higher|lower) "
    return rf"{pair}{THEN}{value('stated')}{_POINTS}{_TIMES}{nouns}"


def _table() -> list[tuple[str, Rule]]:
    told_ways = (_before_pair, _factor_before_pair, _named_after_pair, _after_pair)
    return [
        *((rf"{pair}{some(5)}{value('stated')}(?P<points>percentage points? |percent points? |pp )", told) for pair in _PAIRS),
        *((rf"(?P<factor>doubled|tripled|quadrupled|halved) {some(2)}[,:(–—-] {some(3)}{pair}", multiplied) for pair in _PAIRS),
        *((rf"{_IN_TURN}{some(2)}(?:, |: |; |- |– |— |\( )(?:which is |so |i \. e \. |that is )?(?:a |an )?{way}", in_turn) for way in _BY_HOW_MUCH),
        (rf"{value('new')}{some(4)}{value('stated')}(?P<times>times |x |× )(?:the |as (?:many|much|high|large|big) as |our |its ){some(4)}{value('old')}", as_many_times),
        (rf"{value('new')}{some(4)}(?P<factor>twice|double|triple|half) (?:the |as (?:many|much|high|large|big) as |our |its ){some(4)}(?:of |was |is ){value('old')}", as_many_times),
        (rf"{value('one')}(?:per|in|for every|out of) {value('every')}{some(2)}(?:is|=|equals|means|are|makes|gives|corresponds to|amounts to) {some(2)}{value('stated')}(?:per|in|for every|out of) {value('other')}", proportional),
        *((rf"{pair}{some(2)}\( {value('stated')}", signed) for pair in (*_PAIRS[:2], *_PAIRS[2:4])),
        *((way(pair), told) for way in told_ways for pair in _PAIRS),
        (rf"(?P<factor>doubled|tripled|quadrupled|halved) {some(2)}to {value('new')}(?:, )?from {value('old')}", multiplied),
        (rf"{value('by')}(?:{_CUT}) (?:from|on|off|to) {some(2)}{value('base')}{THEN}{value('stated')}", applied(-1)),
        (rf"{value('by')}(?:{_RISE}) (?:from|on|to|over) {some(2)}{value('base')}{THEN}{value('stated')}", applied(1)),
        (rf"(?:cut|reduction|discount|decrease) of {value('by')}(?:from|on|off|to) {some(2)}{value('base')}{THEN}{value('stated')}", applied(-1)),
        (rf"(?:increase|rise|raise|markup|surcharge) of {value('by')}(?:from|on|to|over) {some(2)}{value('base')}{THEN}{value('stated')}", applied(1)),
        (rf"{value('base')}(?:plus|with|including|incl \.|and) {value('by')}(?:{_FEE}) {some(1)}{THEN}{value('stated')}", applied(1)),
        (rf"(?:with|including|adding|plus) {value('by')}(?:{_FEE}) (?:, |included |on |to )*{value('base')}{THEN}(?:become |becomes )?{value('stated')}", applied(1)),
        (rf"{value('base')}(?:minus|less|after|with) {some(1)}{value('by')}(?:discount|rebate|off) {THEN}{value('stated')}", applied(-1)),
        (rf"{value('by')}(?:{_FEE}) on {some(2)}{value('base')}{THEN}{value('stated')}", share_of),
        (rf"(?:rate|conversion|share|quota|margin|ratio|probability|chance|fee|tax|vat|tip|commission|discount) of {value('by')}(?:on|of|from|for|among|with|at|in) {some(2)}{value('base')}{some(1)}(?:makes?|gives?|means|is|are|yields?|=|produces?|results? in|leads? to|comes to) {some(1)}{value('stated')}", share_of),
        (rf"{value('share')}{some(4)}(?:, |\( |- |– |— |: )(?:i \. e \. |that is |which is |so |or |about |= |meaning )*{value('stated')}", repeated_share),
    ]  # fmt: skip


TABLE = _table()

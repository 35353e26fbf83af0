"""Changes: in percent of the old value, by an amount, or by a factor."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from podium.core.mathematics import exact, quantity
from podium.core.mathematics.exact import whole
from podium.core.mathematics.judging import Judgement, undecided
from podium.core.mathematics.matching import Match, Rule
from podium.core.mathematics.quantity import Quantity, calculated

UP = "increase|rise|growth|gain|jump"
DOWN = "decrease|reduction|drop|decline|cut|fall|loss|saving"
EITHER = "change|improvement|difference"
RAISED = "increased|rose|grew|went up|climbed|jumped|raised|increases|rises|grows"
LOWERED = "decreased|fell|dropped|declined|went down|reduced|cut|shrank|decreases|falls|drops"
NOUNS = f"{UP}|{DOWN}|{EITHER}"
FEWER = "less|lower|fewer|smaller|down|saves"
DOWNWARD = frozenset(f"{DOWN}|{LOWERED}|{FEWER}".split("|"))
EITHER_WAY = frozenset(EITHER.split("|"))


def change(old: Quantity, new: Quantity, stated: Quantity, direction: str, match: Match) -> Judgement | None:
    """A change in percent of the old value, or in its own unit."""
    if old.zero or new.zero or (old.label and new.label and old.label != new.label):
        return undecided(match.claim, "what the two values have in common is not stated")
    old = (
        replace(old, dimensions=new.dimensions, value=exact.multiply(old.value, whole(new.scale)))
        if _bare(old, new)
        else old
    )
    difference = calculated(new, "-", old)
    result = calculated(replace(difference, percent=False), "/", old) if stated.percent else difference
    if direction in DOWNWARD or (direction in EITHER_WAY and result.value.hi < 0):
        result = quantity.negated(result)
    judgement = match.judge(replace(result, percent=False, scale=Fraction(1), label=""), replace(stated, label=""))
    points = old.percent and new.percent and judgement.verdict == "fails"
    if points and abs(difference.value.lo) == abs(stated.value.lo):
        return undecided(match.claim, "whether percent or percentage points are meant is not stated")
    return judgement


def _bare(old: Quantity, new: Quantity) -> bool:
    """`from 200 to 150 ms`: the first number has the unit of the second."""
    return old.literal and not (old.dimensions or old.percent) and bool(new.dimensions)


def factor(match: Match) -> Judgement | None:
    """`from 200 ms to 100 ms is a 2x speedup`."""
    old, new, stated = match.quantity(0), match.quantity(1), match.quantity(2)
    times = calculated(old, "/", new) if "time" in dict(new.dimensions) else calculated(new, "/", old)
    if match.groups[3] not in ("increase", "growth", "jump", "rise") and not new.dimensions:
        return undecided(match.claim, "whether a larger or a smaller value is the faster one is not stated")
    return match.judge(replace(times, fraction=False), stated)


def applied(sign: int, base: int, percent: int, result: int) -> Rule:
    """A value raised or lowered by a percentage (or an amount) gives another."""

    def rule(match: Match) -> Judgement | None:
        start, by, stated = match.quantity(base), match.quantity(percent), match.quantity(result)
        if by.percent:
            factor = Quantity(exact.add(whole(1), by.value if sign > 0 else exact.negate(by.value)))
            return match.judge(calculated(start, "*", factor), stated)
        return match.judge(calculated(start, "+" if sign > 0 else "-", by), stated)

    return rule


def compared(match: Match) -> Judgement | None:
    """`125 is 25% more than 100`."""
    new, stated, old = match.quantity(0), match.quantity(1), match.quantity(3)
    up = match.groups[2] in ("more", "higher", "greater", "larger", "bigger", "above", "over")
    return change(old, new, stated, "increase" if up else "decrease", match)

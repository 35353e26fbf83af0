"""Claims that multiply or add without saying so: so many of so much each, lists summed up, independent chances."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from podium.core.mathematics import exact, quantity
from podium.core.mathematics.aggregates import total
from podium.core.mathematics.exact import whole
from podium.core.mathematics.judging import Judgement, undecided
from podium.core.mathematics.matching import Match, Rule
from podium.core.mathematics.quantity import Quantity, calculated
from podium.core.mathematics.words import word_set

FACTORS = {
    "doubled": Fraction(2),
    "doubling": Fraction(2),
    "tripled": Fraction(3),
    "tripling": Fraction(3),
    "quadrupled": Fraction(4),
    "halved": Fraction(1, 2),
    "halving": Fraction(1, 2),
}
SUCCESS = word_set(
    "success succeed succeeds succeeded pass passes passed passing green hit hits served answered correct accepted win "
    "winning healthy valid accuracy uptime availability survived survive survivors survival alive germinated"
)
FAILURE = word_set(
    "failure fail fails failed failures failing red miss misses missed error errors broken wrong rejected lose losing "
    "unhealthy invalid dropped lost downtime outage outages loss losses mortality died dead"
)


def product(match: Match) -> Judgement | None:
    """`3 batches of 48 files come to 144 files`: only where the total counts what each of them holds."""
    count, size, stated = (match.quantity(group) for group in range(3))
    computed = calculated(replace(count, label=""), "*", replace(size, label=""))
    if computed.problem or computed.dimensions != stated.dimensions:
        return None
    counted = {size.label, count.label} if count.dimensions else {size.label}
    if stated.label not in counted or not (stated.label or stated.dimensions) or size.percent or stated.percent:
        return None
    if not (count.label or count.dimensions):
        return None
    return match.judge(replace(computed, label=stated.label), stated)


def multiplied_from(match: Match) -> Judgement | None:
    """`the budget doubled from 30 to 60`."""
    factor = quantity.literal(FACTORS[match.groups[0]])
    old, new = match.quantity(1), match.quantity(2)
    if old.literal and new.dimensions and not old.dimensions:
        old = replace(old, value=exact.multiply(old.value, whole(new.scale)), dimensions=new.dimensions)
    if new.label and not old.label:
        old = replace(old, label=new.label)
    return match.judge(calculated(old, "*", factor), new)


def listed(match: Match) -> Judgement | None:
    """`the weights are 0.5, 0.3 and 0.2, and together they make 1`."""
    values = [_quantity(match, int(place)) for place in re.findall(r"Q(\d+); ", match.groups[0])]
    return match.judge(total(values), match.quantity(-1)) if len(values) > 1 else None


def _quantity(match: Match, place: int) -> Quantity:
    found = match.items[place].quantity
    assert found is not None
    return found


def scaled(match: Match) -> Judgement | None:
    """`doubling 45 gives 90`."""
    factor = quantity.literal(FACTORS[match.groups[0]])
    return match.judge(calculated(match.quantity(1), "*", factor), match.quantity(2))


def combined(operator: str) -> Rule:
    """`adding 3 and 4 gives 7`, `multiplying 3 by 4 gives 12`."""

    def rule(match: Match) -> Judgement | None:
        return match.judge(calculated(match.quantity(0), operator, match.quantity(1)), match.quantity(2))

    return rule


def opposite_chance(match: Match) -> Judgement | None:
    """`if the chance of failure is 0.05, that of success is 0.95`; only of two that exclude and exhaust each other."""
    return _complement(match, match.quantity(1), match.groups[0], match.groups[2], match.quantity(3))


def opposite_share(match: Match) -> Judgement | None:
    """`if 2% of requests fail, 98% succeed`."""
    return _complement(match, match.quantity(0), match.groups[1], match.groups[3], match.quantity(2))


def _complement(match: Match, first: Quantity, one: str, other: str, second: Quantity) -> Judgement | None:
    if {sign(one), sign(other)} != {1, -1}:
        return None
    rest = calculated(quantity.literal(Fraction(1)), "-", replace(first, percent=False))
    return match.judge(replace(rest, fraction=False), second)


def sign(words: str) -> int:
    """1 where words speak of success, -1 where of failure, 0 where of neither or both."""
    found = set(words.split())
    good, bad = bool(found & set(SUCCESS)), bool(found & set(FAILURE))
    return 0 if good == bad else 1 if good else -1


def shared_out(match: Match) -> Judgement | None:
    """`60 jobs over 4 workers is 15 jobs each`."""
    total_amount, count, each = (match.quantity(group) for group in range(3))
    if count.dimensions or not count.label or each.label not in ("", total_amount.label):
        return None
    parts = calculated(total_amount, "/", replace(count, label=""))
    return match.judge(replace(parts, fraction=False, label=each.label), each)


def priced(match: Match) -> Judgement | None:
    """`at $0.02 per request, 500 requests cost $10`: only where what is priced is what is counted."""
    price, count, stated = match.quantity(0), match.quantity(2), match.quantity(3)
    if count.label != match.groups[1].strip() or count.dimensions or price.label != stated.label:
        return None
    return match.judge(calculated(replace(count, label=""), "*", price), stated)


def speed(match: Match) -> Judgement | None:
    """`100 km in 2 hours is 50 km/h`: only where the units divide to the one stated."""
    distance, time, stated = (match.quantity(group) for group in range(3))
    ratio = calculated(distance, "/", time)
    known = not ratio.problem and distance.dimensions and time.dimensions and ratio.dimensions == stated.dimensions
    return match.judge(replace(ratio, fraction=False), stated) if known and stated.dimensions else None


def chances_summed(match: Match) -> Judgement | None:
    """`P(A) = 0.6 and P(B) = 0.4 add up to 1`."""
    return match.judge(total([match.quantity(1), match.quantity(2)]), match.quantity(3))


def independent(match: Match) -> Judgement | None:
    """`two independent stages each succeed with probability 0.9, so both succeed with probability 0.81`."""
    count, single, stated = match.quantity(0), match.quantity(2), match.quantity(-1)
    if match.groups[1] != match.groups[3] or count.dimensions or count.value.lo.denominator != 1:
        return None
    chance = replace(single, label="", percent=False)
    return match.judge(calculated(chance, "^", quantity.literal(count.value.lo)), stated)


def fair_coin(match: Match) -> Judgement | None:
    """`a fair coin shows heads twice in a row with probability 0.25`."""
    times = 2 if match.groups[0] == "twice" else match.quantity(1).value.lo
    chance = calculated(quantity.literal(Fraction(1, 2)), "^", quantity.literal(Fraction(times)))
    return match.judge(chance, match.quantity(-1))


def rate(part: int, whole_amount: int, words: tuple[int, ...], named: int, stated: int) -> Rule:
    """`388 of 400 jobs succeeded, a success rate of 97%`; what is counted must be what the rate is of, or its opposite.

    Args:
        part: the group of the counted part.
        whole_amount: the group of the whole.
        words: the groups that tell what the part is.
        named: the group that tells what the rate is of.
        stated: the group of the rate.
    """

    def rule(match: Match) -> Judgement | None:
        counted, total_amount = match.quantity(part), match.quantity(whole_amount)
        told = " ".join([counted.label, *(match.groups[group] for group in words)])
        found, wanted = sign(told), sign(match.groups[named])
        if wanted and not found and not set(told.split()) & set(match.groups[named].split()):
            return undecided(match.claim, "whether the rate is of what was counted is not stated")
        shares = calculated(replace(counted, label=""), "/", replace(total_amount, label=""))
        if found and wanted and found != wanted:
            shares = calculated(quantity.literal(Fraction(1)), "-", shares)
        return match.judge(replace(shares, fraction=False), match.quantity(stated))

    return rule


def deviation(target: int, measured: int, stated: int) -> Rule:
    """`the target was 200 ms and we measured 190 ms, a deviation of 5%`: by the target."""

    def rule(match: Match) -> Judgement | None:
        wanted, found, claimed = match.quantity(target), match.quantity(measured), match.quantity(stated)
        distance = calculated(found, "-", wanted)
        if not distance.problem and distance.value.hi < 0:
            distance = quantity.negated(distance)
        if claimed.percent:
            distance = calculated(replace(distance, percent=False), "/", replace(wanted, percent=False))
        return match.judge(replace(distance, fraction=False, label=""), replace(claimed, label=""))

    return rule

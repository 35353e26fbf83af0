"""Products and quotients that the kinds of the amounts demand: `36 bales for 4 horses over 6 days, 1.5 bales per horse per day`."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from podium.core.mathematics.problems.amounts import Amount
from podium.core.mathematics.problems.cues import GENERIC, LEFT, cue
from podium.core.mathematics.problems.kinds import ANYBODY, NOUN, Kind
from podium.core.mathematics.problems.links import comes_after, concludes
from podium.core.mathematics.problems.story import Finding, Schema, Story, either
from podium.core.units import find_unit

MOST_FACTORS = 5
GEOMETRY = cue(
    r"triang\w+|perimeter|circumference|circle|circular|radius|diameter|cubes?|hypotenuse|diagonal|spacing|apart|fence|round trip|return trip|way back|both ways|each way|surface|hedge|squares?(?! (?:met|kilo|f[eo]|cent|inch|mile|yard))|compound\w*"
)


def by_kinds(story: Story, given: Sequence[Amount], result: Amount) -> Finding | None:
    """Multiplied and divided as the units and nouns of the result demand, where that goes in one way only."""
    if not 1 <= len(given) <= MOST_FACTORS or result.kind != "plain" or not all(map(_factor_of, given)):
        return None
    if not comes_after(story, given, result) or LEFT.search(result.own) or story.says(GEOMETRY):
        return None
    if any(a.quantity.zero for a in (*given, result)):
        return None
    wanted = story.kinds[result.at]
    if len(given) == 1 and not _turned_over(story.kinds[given[0].at], wanted):
        return None
    if not all(story.kinds[a.at].powers or a.part or " per " in a.quantity.unit for a in given):
        return None
    found = list(products_of(_merged(story, given, result), wanted, result))
    values = {value for value, _ in found}
    if len(values) != 1:
        return None
    value, exact = found[0]
    return either((value,), sure=exact and concludes(story, given, result) and not _outcomes_missing(story, given))


def _outcomes_missing(story: Story, given: Sequence[Amount]) -> bool:
    """Whether points may come from draws as well as from the wins that are counted."""
    heads = {story.kinds[a.at].head for a in given}
    return "win" in heads and any(kind.head == "draw" for kind in story.kinds) and "draw" not in heads


_AT_RATE = re.compile(
    r"^ (?:[a-z]+ )?(?:utilisation|utilization|efficiency|efficient|yield|occupancy|occupied|load|loaded|capacity|attendance|availability|uptime|full|strength|duty|turnout|take-up"
    r"|conversion|response|success|pass|hit|germination|survival|recovery|coverage|power|speed|usage|use|fill|busy)\b"
)
_AT = re.compile(r"\b(?:at|with|assuming|given|on)(?: an?| the| about)? $")
_UNUSED = cue(r"free|idle|unused|spare|empty|left|vacant|unoccupied|absent|fail|die|lost|wasted|waste|down")


def _factor_of(amount: Amount) -> bool:
    """Whether an amount may be a factor: a plain one, or a share that all of it is told at."""
    return amount.kind == "plain" or (amount.part and bool(_AT.search(amount.before) and _AT_RATE.match(amount.after)))


def _merged(story: Story, given: Sequence[Amount], result: Amount) -> list[tuple[Kind, Fraction]]:
    """The kinds and values, with those that are the same of the same as one: `3 hours on Saturday and 2 on Sunday each`."""
    merged: list[tuple[Kind, Fraction]] = []
    last: Amount | None = None
    for amount in given:
        kind, value = story.kinds[amount.at], amount.value * story.kinds[amount.at].factor
        value = 1 - value if amount.part and _UNUSED.search(result.own) else value
        same = last and merged[-1][0].powers == kind.powers and min(kind.powers.values(), default=0) < 0
        if last and same and amount.at == last.at + 1 and re.search(r"\b(?:and|plus)\b|,", amount.before):
            merged[-1] = (kind, merged[-1][1] + value)
        else:
            merged.append((kind, value))
        last = amount
    return merged


def products_of(
    given: Sequence[tuple[Kind, Fraction]], wanted: Kind, result: Amount
) -> Iterator[tuple[Fraction, bool]]:
    """The values of all the ways to come to the kind of the result, and whether it is met exactly."""
    for signs in itertools.product((1, -1), repeat=len(given)):
        if (1 not in signs and len(signs) > 1) or any(
            sign < 0 and not (value and kind.powers) for sign, (kind, value) in zip(signs, given, strict=True)
        ):
            continue
        powers: Counter[str] = Counter()
        soft: Counter[str] = Counter()
        value = 1 / wanted.factor
        for sign, (kind, scaled) in zip(signs, given, strict=True):
            for name, power in kind.powers.items():
                powers[name] += sign * power
                if name in kind.soft:
                    soft[name] += sign * power
            value = value * scaled if sign > 0 else value / scaled
        left = _left(powers, soft, wanted, result)
        if left is None and _elided(given, wanted) and result.counts:
            powers[NOUN + wanted.head] += 1  # `boxes of six, so 15 boxes are 90 eggs`
            left = _left(powers, soft, wanted, result)
        if left is not None:
            yield value / (_period(wanted, result) if _implied(powers, wanted) else 1), left


def _turned_over(given: Kind, wanted: Kind) -> bool:
    """`at 60 frames per second a frame takes 16.7 ms`: the one is the other upside down."""
    return len(given.powers) > 1 and {name: -power for name, power in given.powers.items()} == dict(wanted.powers)


def _implied(powers: Mapping[str, int], wanted: Kind) -> bool:
    """Whether only the result tells the period that all of it is about: `84 cows giving 27.5 litres each: 2,310 litres a day`."""
    return any(wanted.powers.get(unit, 0) < 0 and not powers.get(unit, 0) for unit in ("time", "calendar"))


def _period(wanted: Kind, result: Amount) -> Fraction:
    """The size of the period that a result is told for."""
    named = re.search(r"(?:^| )per (\w+)$", result.quantity.unit)
    unit = find_unit(named[1]) if named else None
    return unit.sizes[0] if unit else 1 / wanted.factor


def _elided(given: Sequence[tuple[Kind, Fraction]], wanted: Kind) -> bool:
    """Whether one of the amounts is so many for each of something, of what the result alone tells."""
    bare = any(kind.powers and not kind.head and max(kind.powers.values()) < 0 for kind, _ in given)
    return bare and bool(wanted.head) and all(kind.head != wanted.head for kind, _ in given)


def _bare(result: Amount) -> bool:
    """Whether a result is a number alone, or one for each period."""
    return all(unit in ("time", "calendar") and power < 0 for unit, power in result.dimensions)


_PLACES = frozenset(("seat", "chair", "place", "bed", "berth", "bunk", "stool", "desk", "space", "pitch"))


def _left(powers: Mapping[str, int], soft: Mapping[str, int], wanted: Kind, result: Amount) -> bool | None:
    """Whether powers are just those wanted: False where a general noun stands for another, None where they are not."""
    rest = {name: powers.get(name, 0) - wanted.powers.get(name, 0) for name in {*powers, *wanted.powers}}
    for name in rest:
        if rest[name] and (soft.get(name) == rest[name] or (name in wanted.soft and rest[name] > 0)):
            rest[name] = 0
    rest = {name: power for name, power in rest.items() if power}
    if not rest:
        return True
    if rest == {"time": 1} or rest == {"calendar": 1}:
        return True if all(powers.get(unit, 0) == 0 for unit in rest) else None
    for one, other in itertools.permutations(rest, 2):  # `beehive` and `hive`
        if one.startswith(NOUN) and one.endswith(other[1:]) and len(other) > 4 and rest[one] == -rest[other]:
            rest[one] = rest[other] = 0
    rest = {name: power for name, power in rest.items() if power}
    if not rest:
        return True
    above = [name for name, power in rest.items() if power == 1]
    below = [name for name, power in rest.items() if power == -1]
    if len(above) + len(below) != len(rest):
        return None
    if len(above) == 1 and not below and above[0].startswith(NOUN) and not wanted.head and _bare(result):
        return True  # `an average of three per member`
    if above and below and above[0][1:] in _PLACES and wanted.seats and len(rest) == 2:
        return True
    if len(above) == len(below) == 1 and all(name.startswith(NOUN) for name in rest):
        general = {name[1:] for name in rest if name in wanted.powers} & (ANYBODY | GENERIC)
        return False if general else None
    return None


def clashes(story: Story, given: Sequence[Amount]) -> bool:
    """Whether what one amount is of each of is something else than what the other counts: cartons a pallet, and lorries."""
    one, other = (story.kinds[a.at] for a in given)
    for sized, counted in ((one, other), (other, one)):
        owners = {
            name[1:]
            for name, power in sized.powers.items()
            if power < 0 and name not in sized.soft and name.startswith(NOUN)
        }
        if (
            owners
            and counted.head
            and counted.head != sized.head
            and not owners & {counted.head, *counted.modifiers, *ANYBODY}
            and not any(owner.endswith(counted.head) or counted.head.endswith(owner) for owner in owners)
        ):
            return counted.head not in ANYBODY | GENERIC
    return False


SCHEMAS: tuple[tuple[re.Pattern[str] | None, Schema], ...] = ((None, by_kinds),)

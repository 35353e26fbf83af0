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
from podium.core.mathematics.problems.story import Finding, Schema, Story, either, follows
from podium.core.units import find_unit

MOST_FACTORS = 5
_GEOMETRY = cue(
    r"triang\w+|perimeter|circumference|circle|circular|radius|diameter|cubes?|hypotenuse|diagonal|spacing|apart|fence|round trip|return trip|way back|both ways|each way|surface|hedge|squares?|compound\w*"
)


def by_kinds(story: Story, given: Sequence[Amount], result: Amount) -> Finding | None:
    """Multiplied and divided as the units and nouns of the result demand, where that goes in one way only."""
    if not 2 <= len(given) <= MOST_FACTORS or result.kind != "plain" or any(a.kind != "plain" for a in given):
        return None
    if not follows(result, given) or LEFT.search(result.own) or story.says(_GEOMETRY):
        return None
    if any(a.quantity.zero for a in (*given, result)):
        return None
    wanted = story.kinds[result.at]
    found = list(_products([(story.kinds[a.at], a) for a in given], wanted, result))
    values = {value for value, _ in found}
    if len(values) != 1:
        return None
    value, exact = found[0]
    return either((value,), sure=exact and concludes(story, given, result))


def _products(given: Sequence[tuple[Kind, Amount]], wanted: Kind, result: Amount) -> Iterator[tuple[Fraction, bool]]:
    """The values of all the ways to come to the kind of the result, and whether it is met exactly."""
    for signs in itertools.product((1, -1), repeat=len(given)):
        if 1 not in signs or any(sign < 0 and not a.value for sign, (_, a) in zip(signs, given, strict=True)):
            continue
        powers: Counter[str] = Counter()
        soft: Counter[str] = Counter()
        value = 1 / wanted.factor
        for sign, (kind, amount) in zip(signs, given, strict=True):
            for name, power in kind.powers.items():
                powers[name] += sign * power
                if name in kind.soft:
                    soft[name] += sign * power
            scaled = amount.value * kind.factor
            value = value * scaled if sign > 0 else value / scaled
        left = _left(powers, soft, wanted, result)
        if left is not None:
            yield value / (_period(wanted, result) if _implied(powers, wanted) else 1), left


def _implied(powers: Mapping[str, int], wanted: Kind) -> bool:
    """Whether only the result tells the period that all of it is about: `84 cows giving 27.5 litres each: 2,310 litres a day`."""
    return any(wanted.powers.get(unit, 0) < 0 and not powers.get(unit, 0) for unit in ("time", "calendar"))


def _period(wanted: Kind, result: Amount) -> Fraction:
    """The size of the period that a result is told for."""
    unit = find_unit(result.quantity.unit.rpartition(" per ")[2]) if " per " in result.quantity.unit else None
    return unit.sizes[0] if unit else 1 / wanted.factor


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
    above = [name for name, power in rest.items() if power == 1]
    below = [name for name, power in rest.items() if power == -1]
    if len(above) + len(below) != len(rest):
        return None
    if len(above) == 1 and not below and above[0].startswith(NOUN) and not wanted.head and result.counts:
        return True  # `an average of three per member`
    if len(above) == len(below) == 1 and all(name.startswith(NOUN) for name in rest):
        general = {above[0][1:], below[0][1:]} & (ANYBODY | GENERIC)
        return False if general else None
    return None


_SAID = re.compile(
    r"\b(?:so|hence|thus|therefore|consequently|i\.e\.|that is|that's|in other words|or|which|that|it|they|this|making|makes?|is|are|was|were|giv\w+|gave|yields?"
    r"|yielded|means?|meaning|comes?(?: to)?|came to|amounts?|amounted|totals?|totalling|totaling|equals?|works? out|needs?|costs?|averag\w+|adds?|needed"
    r"|lasts?|take|takes|took|holds?|carr(?:y|ies)|fills?|drove|collects?|produces?|uses?|pays?|brought in|weighs?|weigh|cover|covers|use|drink|eat|eats|get through"
    r"|gets? through|have|has|contains?|earns?|made|pack|packs|fit|fits|hold|prints?|feeds?|serves?|seats?|laid|plant\w*|store\w*)\b|[:=→(–—]|, (?:an?|the|for an?|in total|all told) |, $"
)
_AGAIN = re.compile(r"[.;]|\b(?:but|while|whereas|although|though|of which)\b")
_OTHERWISE = re.compile(r"\band (?:[a-z]+ ){0,3}$")


def concludes(story: Story, given: Sequence[Amount], result: Amount) -> bool:
    """Whether a result is said to follow from what stands before it, and is not one more thing that is told."""
    link = story.lower[max(a.end for a in given) : result.start]
    last = _AGAIN.split(link)[-1]
    if _AGAIN.search(link):
        return bool(re.match(r"\s*(?:so|that|this|in total|altogether|together|hence|thus|therefore|which|it|they|at)\b", last)) and bool(
            _SAID.search(last)
        )
    if re.search(r"\bso\b|\bthat is\b|\bhence\b|\btherefore\b|\bthus\b|\bi\.e\.", link):
        return True
    return bool(_SAID.search(link)) and not _OTHERWISE.search(link)


SCHEMAS: tuple[tuple[re.Pattern[str] | None, Schema], ...] = ((None, by_kinds),)

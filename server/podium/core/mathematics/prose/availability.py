"""Availability of services that need each other, and of spares that stand in for each other."""

from __future__ import annotations

import re
from fractions import Fraction

from podium.core.mathematics.exact import whole
from podium.core.mathematics.prose.found import Found, decided, stated
from podium.core.mathematics.prose.values import Told, slot
from podium.core.mathematics.quantity import Quantity

_INDEPENDENT = re.compile(r"\bindependent(?:ly)?\b")
_UP = re.compile(r"\b(?:up|available|availability|uptime|reliab\w+|working|works)\b")
_SERIES = re.compile(
    r"\b(?:in series|in a row|chain\w*|one after (?:the other|another)|both (?:are )?needed|depends? on (?:both|all)|serial\w*)\b"
)
_SPARE = re.compile(
    r"\b(?:replicas?|redundant|redundancy|in parallel|jointly down|both down|all down|both fail|either|spares?|at least one)\b"
)
_MANY = re.compile(rf"{slot('n', 'many')}(?: [a-z]+){{0,4}}[^#]*?{slot('p', 'each')}")
_BOTH_DOWN = re.compile(rf"probability (?:of )?{slot('np', 'down')}(?P<squared>²)?")


def available(told: Told) -> Found | None:
    """`two services in series, each 99.9% up, give 99.8%`; `two replicas at 99% are both down with 0.01²: 99.99%`."""
    series, spare = bool(_SERIES.search(told.shape)), bool(_SPARE.search(told.shape))
    match = told.search(_MANY)
    if series == spare or not match or not _UP.search(told.shape):
        return None
    if spare and not _INDEPENDENT.search(told.shape):
        return None
    many, each = told.at(match, "many"), told.at(match, "each")
    shares = [value for value in told.of("p") if value is not each]
    count, up = many.amount.value.lo, each.amount.value.lo
    if not shares or count.denominator != 1 or not 2 <= count <= 20 or not Fraction(1, 2) <= up <= 1:
        return None
    total = up ** int(count) if series else 1 - (1 - up) ** int(count)
    used = [many, each]
    down = told.search(_BOTH_DOWN)
    if down:
        value = told.at(down, "down")
        chance = value.amount.value.lo ** (2 if down["squared"] else 1)
        if chance != (1 - up) ** int(count):
            return decided(told, False, str(float((1 - up) ** int(count))), "the chances were multiplied", value, *used)
        used.append(value)
    result = next((value for value in reversed(shares) if value not in used), None)
    return stated(told, Quantity(whole(total), percent=True), result, *used) if result else None

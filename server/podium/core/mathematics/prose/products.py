"""A quantity that is the product or the quotient of others by their units alone: `60 W for 10 h is 0.6 kWh`."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from podium.core.mathematics.exact import Undecidable, divide, multiply, whole
from podium.core.mathematics.prose.found import Found, stated
from podium.core.mathematics.prose.values import Told, Value, slot
from podium.core.mathematics.quantity import Quantity
from podium.core.units import CALENDAR, ENERGY, MASS, NONE, RESISTANCE, SPEED, Dimensions, combined

MOST_GIVEN = 3
_CONCLUDES = re.compile(
    r"\b(?:is|are|was|uses?|used|gives?|does|makes?|means?|costs?|weighs?|draws?|drives?|takes?|needs?|consumes?|delivers?|carries|equals?|comes? to|works? out (?:at|as|to)|so|hence|thus|therefore|contains?|holds?|exerts?|produces?|travels?|covers?|averag\w+|requires?|amounts? to|yields?|total\w*|that's|which)\b[^#.;]*$|[=:→(][^#]*$"
)
_UNSURE = re.compile(
    r"\b(?:if|unless|might|may|could|would|will|not|never|no|about half|efficien\w+|loss\w*|average|capacity|rated|nominal|up to|at least|at most|more than|less than|over|under|another|other|also|while|but|and then|whereas|compared)\b|n't\b"
)


def product(told: Told) -> Found | None:
    """The last measured value against the others, where their units leave one way to combine all of them."""
    values = told.of("npu")
    measured = [v for v in values if v.kind == "u" or (v.kind == "n" and v.amount.unit)]
    if len(measured) != len(values) or not 3 <= len(values) <= MOST_GIVEN + 1 or told.of("dtlr"):
        return None
    *given, result = values
    if result.kind != "u" or _UNSURE.search(told.shape) or any(v.amount.zero for v in values):
        return None
    if not _CONCLUDES.search(told.shape[: told.place(result)]) or result.amount.dimensions == CALENDAR:
        return None
    if len({v.amount.dimensions for v in given}) != len(given) or any(
        v.amount.dimensions == result.amount.dimensions for v in given
    ):
        return None
    try:
        found = list(_ways(given, result.amount.dimensions))
    except Undecidable:
        return None
    return stated(told, found[0], result, *given) if len(found) == 1 else None


def _ways(given: Sequence[Value], wanted: Dimensions) -> Iterator[Quantity]:
    """Every product of the values, or of their reciprocals, that has the wanted dimensions."""
    for signs in itertools.product((1, -1), repeat=len(given)):
        dimensions: Dimensions = NONE
        size = whole(1)
        for value, sign in zip(given, signs, strict=True):
            dimensions = combined(dimensions, value.amount.dimensions, sign)
            size = multiply(size, value.amount.value) if sign == 1 else divide(size, value.amount.value)
        ratios = any(value.amount.dimensions == NONE and sign == -1 for value, sign in zip(given, signs, strict=True))
        if dimensions == wanted and not ratios:
            yield Quantity(size, wanted)


_RESISTORS = re.compile(
    rf"{slot('nu', 'a')}(?: [a-z]+)?(?: and|,| with)(?: an?)? {slot('u', 'b')}(?: [a-z]+)? in (?P<way>parallel|series)\b[^#]*?{slot('u', 'c')}[^#]*$"
)
_KINETIC = re.compile(r"\bkinetic energy\b")


def circuit(told: Told) -> Found | None:
    """`a 6 Ω and a 3 Ω resistor in parallel give 2 Ω`."""
    match = told.search(_RESISTORS)
    if not match or len(told.of("npudtlr")) != 3 or _UNSURE.search(told.shape):
        return None
    a, b, c = (told.at(match, name) for name in "abc")
    if b.amount.dimensions != RESISTANCE or c.amount.dimensions != RESISTANCE:
        return None
    first = a.amount.value * b.amount.scale if a.kind == "n" else a.amount.value
    second = b.amount.value
    found = first + second if match["way"] == "series" else first * second / (first + second)
    return stated(told, Quantity(found, RESISTANCE), c, a, b)


def kinetic(told: Told) -> Found | None:
    """`the kinetic energy of the 2 kg cart at 6 m/s is 36 J`: half the mass times the square of the speed."""
    if not _KINETIC.search(told.shape) or _UNSURE.search(told.shape):
        return None
    by = {v.amount.dimensions: v for v in told.of("u")}
    if set(by) != {MASS, SPEED, ENERGY} or len(told.of("u")) != 3:
        return None
    found = by[MASS].amount.value * by[SPEED].amount.value ** 2 / 2
    halves = [v for v in told.of("n") if v.text in ("1/2", "½", "2")]
    return stated(told, Quantity(found, ENERGY), by[ENERGY], by[MASS], by[SPEED], *halves)

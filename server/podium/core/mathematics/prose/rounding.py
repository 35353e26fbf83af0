"""Rounding in prose: to decimals, significant figures, tens or thousands, up or down."""

from __future__ import annotations

import re
from fractions import Fraction

from podium.core.mathematics import exact
from podium.core.mathematics.exact import Real
from podium.core.mathematics.prose.found import Found, decided
from podium.core.mathematics.prose.values import Told, Value, slot
from podium.core.units import find_unit

_PLACES = re.compile(
    rf"(?:to|at|with) (?:{slot('n', 'count')} (?P<sort>decimals?|decimal places?|places?|significant (?:figures?|digits?)|d\.?p\.?|s\.?f\.?)|the nearest (?P<near>hundredth|tenth|thousandth|#o\d+#|integer|whole number|whole|unit|ten|hundred|thousand|million|cent|penny|half|quarter|#[nu]\d+#|[a-z]+))"
)
_NEAREST = {
    "tenth": Fraction(1, 10), "hundredth": Fraction(1, 100), "thousandth": Fraction(1, 1000), "integer": Fraction(1), "whole number": Fraction(1), "whole": Fraction(1),
    "unit": Fraction(1), "ten": Fraction(10), "hundred": Fraction(100), "thousand": Fraction(1000), "million": Fraction(10**6), "cent": Fraction(1, 100),
    "penny": Fraction(1, 100), "half": Fraction(1, 2), "quarter": Fraction(1, 4), "euro": Fraction(1), "dollar": Fraction(1), "pound": Fraction(1),
}  # fmt: skip
_CONSTANTS = {"pi": exact.PI, "π": exact.PI}
_EULER = Real(
    Fraction(27182818284590452353602874713526624977572, 10**40),
    Fraction(27182818284590452353602874713526624977573, 10**40),
)
_EXPRESSION = re.compile(
    r"(?P<minus>-)?(?:(?P<root>sqrt|√|the square root of|square root of) ?\(?)?(?:#[npu](?P<a>\d+)#|(?P<constant>pi|π|euler's number|e))\)?(?: ?(?P<by>/|divided by|over|×|times|\*|x) ?#n(?P<b>\d+)#)?(?: squared)?"
)


def rounded(told: Told) -> Found | None:
    """`two thirds, to three decimals, is 0.667`; `rounded to the nearest hundred, 2,449 becomes 2,400`."""
    place = told.search(_PLACES)
    if (
        not place
        or told.of("dtlr")
        or not re.search(
            r"\b(?:is|=|≈|becomes?|gives?|round\w*|makes?|equals|comes to|yields|it's|was|reads?)\b|[=≈]", told.shape
        )
    ):
        return None
    count = told.at(place, "count") if place["count"] else None
    nearest = _unit(told, place["near"]) if place["near"] else None
    values = [
        v
        for v in told.values
        if v is not count and v.kind in "npu" and not place.start() <= told.place(v) < place.end()
    ]
    source = _source(told, place, values)
    if source is None:
        return None
    number, stated, used = source
    unit = find_unit(place["near"]) if place["near"] and nearest is None else None
    if unit and stated.kind == "u" and unit.dimensions == stated.amount.dimensions:
        nearest = unit.sizes[0] / stated.amount.scale
    steps = _step(place, count, nearest, number)
    if steps is None or not stated.amount.value.exact or (stated.kind == "n" and stated.amount.fraction):
        return None
    scale = stated.amount.scale if stated.kind != "n" else Fraction(1)
    low, high = (_nearest(end / scale, steps) for end in (number.lo, number.hi))
    if low != high:
        return None
    value = stated.amount.value.lo / scale
    extra = [v for v in (count,) if v]
    return decided(
        told,
        value == low,
        exact.show(Real(low, low)),
        "it was rounded",
        stated,
        *used,
        *extra,
        *told.of("o"),
        expected=stated.text,
    )


def _unit(told: Told, name: str) -> Fraction | None:
    slotted = re.fullmatch(r"#[nu](\d+)#", name)
    if slotted:
        value = told.values[int(slotted[1])]
        return value.amount.value.lo if value.kind == "n" else value.amount.value.lo / value.amount.scale
    return _NEAREST.get(name)


def _step(place: re.Match[str], count: Value | None, nearest: Fraction | None, number: Real) -> Fraction | None:
    if nearest is not None:
        return nearest if nearest > 0 else None
    if count is None or count.amount.value.lo.denominator != 1 or not 0 <= count.amount.value.lo <= 30:
        return None
    digits = int(count.amount.value.lo)
    if place["sort"].startswith("s"):
        if not number.lo or not digits:
            return None
        size, power = abs(number.lo), 0
        while size >= 10 and power < 60:
            size, power = size / 10, power + 1
        while size < 1 and power > -60:
            size, power = size * 10, power - 1
        return Fraction(10) ** (power - digits + 1)
    return Fraction(1, 10**digits)


def _nearest(value: Fraction, step: Fraction) -> Fraction:
    """The nearest multiple, halves away from zero."""
    sign = -1 if value < 0 else 1
    return sign * ((abs(value) / step + Fraction(1, 2)).__floor__()) * step


def _source(told: Told, place: re.Match[str], values: list[Value]) -> tuple[Real, Value, list[Value]] | None:
    """What is rounded, and the value stated for it (the last one)."""
    if not values:
        return None
    stated, *others = values[::-1]
    text = told.shape[: told.place(stated)]
    found = [
        m
        for m in _EXPRESSION.finditer(text)
        if m.start() >= 0 and not place.start() <= m.start() < place.end() and _whole_word(text, m)
    ]
    if len(found) != 1:
        return None
    match = found[0]
    used = [told.values[int(match[name])] for name in ("a", "b") if match[name]]
    if set(map(id, used)) != set(map(id, others)):
        return None
    value = _CONSTANTS.get(match["constant"] or "", _EULER) if match["constant"] else used[0].amount.value
    try:
        if match["root"]:
            value = exact.root(value, 2)
        if match["b"]:
            other = used[-1].amount.value
            value = (
                exact.divide(value, other)
                if match["by"] in ("/", "divided by", "over")
                else exact.multiply(value, other)
            )
        if match.group().endswith(" squared"):
            value = exact.multiply(value, value)
        return (exact.negate(value) if match["minus"] else value), stated, used
    except exact.Undecidable:
        return None


def _whole_word(text: str, match: re.Match[str]) -> bool:
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    return not (before.isalnum() or after.isalnum() or before in ("'", "’"))

"""Quantities: a number with its unit, and how it was stated. Arithmetic on them refuses what has two readings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction

from podium.core.mathematics import exact
from podium.core.mathematics.exact import Real, Undecidable, whole
from podium.core.units import Dimensions, combined

MIXED = "*"
MOST_POWER = 200
PERCENT = Fraction(1, 100)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value as it stands in a sentence.

    `value` is in base units. For a literal, `scale` and `zero` are the stated unit (1/100 for a percentage) and
    `places` its stated decimals (None for an integer). `label` is the counted thing, `unit` the unit as written.
    `share` and `total` are the parts of "15% of 200". `loose` is 1 for a phrase with "of" and 2 for a worded
    function: what an operator after it applies to cannot be known. `problem` is why the value cannot be known.
    """

    value: Real
    dimensions: Dimensions = ()
    label: str = ""
    unit: str = ""
    scale: Fraction = Fraction(1)
    zero: Fraction = Fraction(0)
    places: int | None = None
    literal: bool = False
    percent: bool = False
    fraction: bool = False
    share: Quantity | None = None
    total: Quantity | None = None
    loose: int = 0
    problem: str = ""

    @property
    def rounded(self) -> bool:
        """Whether it is a literal that is stated to a number of digits."""
        return self.literal and (self.places is not None or self.percent)

    @property
    def half_unit(self) -> Fraction:
        """Half a unit in the last stated place, in base units."""
        return self.scale / Fraction(10) ** (self.places or 0) / 2

    def shown(self, value: Real | None = None) -> str:
        """A value (its own by default) in its unit, for a reader."""
        stated = exact.divide(exact.add(value or self.value, whole(-self.zero)), whole(self.scale))
        unit = (
            "%"
            if self.percent
            else f" {self.unit or self.label}"
            if (self.unit or self.label) not in ("", MIXED)
            else ""
        )
        return exact.show(stated) + unit


def literal(value: Fraction, places: int | None = None) -> Quantity:
    """A number as written."""
    return Quantity(whole(value), places=places, literal=True)


def unknown(reason: str) -> Quantity:
    """A value that cannot be known, and why."""
    return Quantity(whole(0), problem=reason)


def as_percent(number: Quantity, size: Fraction = PERCENT, unit: str = "") -> Quantity:
    """The number as a percentage, or as so many parts of a thousand or a million with that unit."""
    value = exact.multiply(number.value, whole(size))
    return replace(number, value=value, scale=number.scale * size, percent=size == PERCENT, unit=unit)


def negated(a: Quantity) -> Quantity:
    """The quantity with its sign turned; a literal stays one."""
    if a.zero and not a.literal:
        return unknown("arithmetic on a temperature scale can be read two ways")
    if a.zero:
        return replace(a, value=exact.add(whole(2 * a.zero), exact.negate(a.value)))
    return replace(a, value=exact.negate(a.value), share=None, total=None)


def calculated(a: Quantity, operator: str, b: Quantity) -> Quantity:
    """The result of a binary operator; `problem` says why where there is none."""
    problem = a.problem or b.problem or _two_readings(a, operator, b)
    if problem:
        return unknown(problem)
    try:
        return _OPERATIONS[operator](a, b)
    except Undecidable as reason:
        return unknown(str(reason))


def _two_readings(a: Quantity, operator: str, b: Quantity) -> str:
    if a.zero or b.zero:
        return "arithmetic on a temperature scale can be read two ways"
    if a.loose == 2 or (a.loose == 1 and b.loose != 1 and operator in "+-"):
        return "what the operator after the phrase with 'of' applies to can be read two ways"
    if b.loose == 2 and operator not in "+-":
        return "what the operator before the phrase with 'of' applies to can be read two ways"
    if operator in "+-" and b.percent and not a.percent and a.value != whole(1):
        return "a percentage added to or taken from a number can be read two ways"
    return ""


def _added(a: Quantity, b: Quantity) -> Quantity:
    if a.dimensions != b.dimensions:
        raise Undecidable("it adds quantities of different units")
    if a.label and b.label and a.label != b.label:
        raise Undecidable(f"it adds {a.label} and {b.label}")
    total = _derived(a, exact.add(a.value, b.value), a.dimensions, a.label or b.label, b)
    return replace(total, percent=True, scale=PERCENT) if a.percent and b.percent else total


def _subtracted(a: Quantity, b: Quantity) -> Quantity:
    return _added(a, replace(b, value=exact.negate(b.value)))


def _multiplied(a: Quantity, b: Quantity) -> Quantity:
    dimensions = combined(a.dimensions, b.dimensions)
    return _derived(a, exact.multiply(a.value, b.value), dimensions, _label(a, b), b)


def _divided(a: Quantity, b: Quantity) -> Quantity:
    dimensions = combined(a.dimensions, b.dimensions, -1)
    result = _derived(a, exact.divide(a.value, b.value), dimensions, _label(a, b), b)
    plain = all(x.literal and x.places is None and not (x.percent or x.unit) for x in (a, b))
    return replace(result, fraction=plain)


def _raised(a: Quantity, b: Quantity) -> Quantity:
    if a.dimensions or b.dimensions:
        raise Undecidable("a power of a quantity with a unit is not recomputed")
    return Quantity(exact.power(a.value, b.value), label=a.label)


def _remainder(a: Quantity, b: Quantity) -> Quantity:
    if a.dimensions or b.dimensions:
        raise Undecidable("a remainder of quantities with units is not recomputed")
    return Quantity(exact.remainder(a.value, b.value))


_OPERATIONS: dict[str, Callable[[Quantity, Quantity], Quantity]] = {
    "+": _added,
    "-": _subtracted,
    "*": _multiplied,
    "/": _divided,
    "^": _raised,
    "mod": _remainder,
}


def _label(a: Quantity, b: Quantity) -> str:
    return MIXED if a.label and b.label else a.label or b.label


def _derived(a: Quantity, value: Real, dimensions: Dimensions, label: str, b: Quantity) -> Quantity:
    return Quantity(value, dimensions, label, loose=max(a.loose, b.loose) if a.loose and b.loose else 0)


def logarithm(a: Quantity, base: Quantity) -> Quantity:
    """The power of the base that the value is, where it is a whole one up to 200."""
    if a.problem or base.problem or a.dimensions or base.dimensions or not base.value.exact or base.value.lo <= 1:
        return unknown(a.problem or base.problem or "a logarithm of this kind is not recomputed")
    found = next((n for n in range(-MOST_POWER, MOST_POWER + 1) if base.value.lo**n == a.value.lo), None)
    return unknown("the logarithm is no whole number") if found is None else Quantity(whole(found))


def part_of(share: Quantity, total: Quantity) -> Quantity:
    """A percentage or fraction of something."""
    if share.problem or total.problem:
        return unknown(share.problem or total.problem)
    value = exact.multiply(share.value, total.value)
    return Quantity(value, total.dimensions, total.label, share=share, total=total, loose=1)

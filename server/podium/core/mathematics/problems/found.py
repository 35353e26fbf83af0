"""What a reader found at one place of a text."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from podium.core.mathematics import exact, quantity
from podium.core.mathematics.exact import whole
from podium.core.mathematics.quantity import PERCENT, Quantity
from podium.core.units import Unit, combined

Kind = Literal["plain", "percent", "points", "fraction", "factor", "ratio", "clock", "ordinal"]


@dataclass(slots=True)
class Found:
    """A number with its kind and place; `per` is a noun it is counted for, `optional` says that it may go unused."""

    read: Quantity
    kind: Kind
    start: int
    end: int
    per: str = ""
    parts: tuple[Fraction, ...] = ()
    optional: bool = False


def over(number: Quantity, unit: Unit) -> Quantity:
    """The number for each unit."""
    size = unit.sizes[0]
    return replace(
        number,
        value=exact.divide(number.value, whole(size)),
        scale=number.scale / size,
        dimensions=combined(number.dimensions, unit.dimensions, -1),
        unit=f"{number.unit or number.label} per {unit.name}".strip(),
    )


def points(each: Found, size: Fraction, at: int) -> int:
    """Turns a number into percentage points of that size; returns the place after it."""
    number = replace(each.read, percent=False, value=whole(each.read.value.lo / (PERCENT if each.read.percent else 1)))
    each.read, each.kind = quantity.as_percent(number, size), "points"
    return at

"""What a named list comes to: its sum, mean, median and the like."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction

from podium.core.mathematics import quantity
from podium.core.mathematics.quantity import Quantity, calculated, unknown


def total(values: Sequence[Quantity]) -> Quantity:
    """The sum of a list."""
    result = values[0]
    for value in values[1:]:
        result = calculated(result, "+", value)
    return result


def _product(values: Sequence[Quantity]) -> Quantity:
    result = values[0]
    for value in values[1:]:
        result = calculated(result, "*", value)
    return result


def _average(values: Sequence[Quantity]) -> Quantity:
    return calculated(total(values), "/", quantity.literal(Fraction(len(values))))


def _ordered(values: Sequence[Quantity]) -> list[Quantity] | None:
    alike = {(v.dimensions, v.label) for v in values}
    known = all(v.value.exact and not v.problem and not v.zero for v in values)
    return sorted(values, key=lambda v: v.value.lo) if known and len(alike) == 1 else None


def _largest(values: Sequence[Quantity]) -> Quantity:
    return _picked(values, -1)


def _smallest(values: Sequence[Quantity]) -> Quantity:
    return _picked(values, 0)


def _picked(values: Sequence[Quantity], place: int) -> Quantity:
    ordered = _ordered(values)
    return replace(ordered[place], literal=False) if ordered else unknown("its values cannot be put in order")


def _median(values: Sequence[Quantity]) -> Quantity:
    ordered = _ordered(values)
    if not ordered:
        return unknown("its values cannot be put in order")
    middle = len(ordered) // 2
    return replace(ordered[middle], literal=False) if len(ordered) % 2 else _average(ordered[middle - 1 : middle + 1])


def _difference(values: Sequence[Quantity]) -> Quantity:
    if len(values) != 2:
        return unknown("a difference has two sides")
    result = calculated(values[0], "-", values[1])
    return quantity.negated(result) if not result.problem and result.value.hi < 0 else result


LIST_RESULTS: dict[str, Callable[[Sequence[Quantity]], Quantity]] = {
    "sum": total,
    "total": total,
    "product": _product,
    "average": _average,
    "mean": _average,
    "median": _median,
    "difference": _difference,
    **dict.fromkeys(("maximum", "max", "largest", "highest", "biggest", "greatest"), _largest),
    **dict.fromkeys(("minimum", "min", "smallest", "lowest"), _smallest),
}

"""Polynomials in several variables with exact coefficients, and the sets of numbers that linear conditions leave."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from podium.core.mathematics.exact import Undecidable

MAX_TERMS = 200
MAX_DEGREE = 12
MAX_COEFFICIENT_BITS = 2048

Monomial = tuple[tuple[str, int], ...]
Polynomial = Mapping[Monomial, Fraction]


def constant(value: Fraction | int) -> Polynomial:
    """A number."""
    return {(): Fraction(value)} if value else {}


def variable(name: str) -> Polynomial:
    """A variable."""
    return {((name, 1),): Fraction(1)}


def added(a: Polynomial, b: Polynomial, sign: int = 1) -> Polynomial:
    """The sum (`sign` 1) or difference (-1)."""
    result = dict(a)
    for monomial, coefficient in b.items():
        result[monomial] = result.get(monomial, Fraction(0)) + sign * coefficient
    return _bounded({monomial: coefficient for monomial, coefficient in result.items() if coefficient})


def multiplied(a: Polynomial, b: Polynomial) -> Polynomial:
    """The product."""
    if len(a) * len(b) > MAX_TERMS**2:
        raise Undecidable("an expression in it is too long to expand")
    result: dict[Monomial, Fraction] = {}
    for left, x in a.items():
        for right, y in b.items():
            powers = dict(left)
            for name, power in right:
                powers[name] = powers.get(name, 0) + power
            monomial = tuple(sorted(powers.items()))
            result[monomial] = result.get(monomial, Fraction(0)) + x * y
    return _bounded({monomial: coefficient for monomial, coefficient in result.items() if coefficient})


def raised(base: Polynomial, exponent: Polynomial) -> Polynomial:
    """The power, for a whole exponent that is not negative."""
    power = value_of(exponent)
    if power is None or power.denominator != 1 or not 0 <= power <= MAX_DEGREE:
        raise Undecidable("a power with this exponent is not expanded")
    result = constant(1)
    for _ in range(int(power)):
        result = multiplied(result, base)
    return result


def divided(a: Polynomial, b: Polynomial) -> Polynomial:
    """The quotient by a number; by a variable it is not recomputed."""
    value = value_of(b)
    if not value:
        raise Undecidable("a division by a variable or by zero is not recomputed")
    return multiplied(a, constant(1 / value))


def _bounded(a: dict[Monomial, Fraction]) -> Polynomial:
    too_large = any(
        max(c.numerator.bit_length(), c.denominator.bit_length()) > MAX_COEFFICIENT_BITS for c in a.values()
    )
    if len(a) > MAX_TERMS or too_large:
        raise Undecidable("an expression in it is too long to expand")
    return a


def value_of(a: Polynomial) -> Fraction | None:
    """Its value where it is a number."""
    return None if any(a) else a.get((), Fraction(0))


def names(a: Polynomial) -> frozenset[str]:
    """The variables it has."""
    return frozenset(name for monomial in a for name, _ in monomial)


def degree(a: Polynomial) -> int:
    """The highest sum of powers of a term."""
    return max((sum(power for _, power in monomial) for monomial in a), default=0)


def substituted(a: Polynomial, values: Mapping[str, Fraction]) -> Polynomial:
    """The polynomial with numbers in the place of some variables."""
    result: Polynomial = {}
    for monomial, coefficient in a.items():
        term = constant(coefficient)
        for name, power in monomial:
            factor = constant(values[name]) if name in values else variable(name)
            term = multiplied(term, raised(factor, constant(power)))
        result = added(result, term)
    return result


def coefficients(a: Polynomial) -> tuple[Fraction, Fraction, Fraction] | None:
    """Those of 1, x and x² where it has one variable and at most that degree."""
    if len(names(a)) != 1 or degree(a) > 2:
        return None
    by_power = {sum(power for _, power in monomial): coefficient for monomial, coefficient in a.items()}
    return by_power.get(0, Fraction(0)), by_power.get(1, Fraction(0)), by_power.get(2, Fraction(0))


def roots(a: Polynomial) -> list[Fraction] | None:
    """All real roots of a polynomial of one variable up to the second degree, where they are rational; else None."""
    found = coefficients(a)
    if found is None:
        return None
    c, b, square = found
    if not square:
        return [-c / b]
    inside = b * b - 4 * square * c
    if inside < 0:
        return []
    top, bottom = math.isqrt(inside.numerator), math.isqrt(inside.denominator)
    if top * top != inside.numerator or bottom * bottom != inside.denominator:
        return None
    root = Fraction(top, bottom)
    return sorted({(-b - root) / (2 * square), (-b + root) / (2 * square)})


def always(a: Polynomial, relation: str) -> bool | None:
    """Whether `a relation 0` is true for every real value (True), for none (False), or for some (None).

    Raises:
        Undecidable: of a higher degree, or of several variables.
    """
    value = value_of(a)
    if value is not None:
        return compare(value, relation)
    if relation in ("=", "!="):
        return None  # it may have solutions, if only among the complex numbers
    found = coefficients(a)
    if found is None:
        raise Undecidable("an inequality of this kind is not recomputed")
    return _sign_everywhere(*found, relation)


def _sign_everywhere(c: Fraction, b: Fraction, square: Fraction, relation: str) -> bool | None:
    inside = b * b - 4 * square * c
    if not square or inside > 0:
        return None
    positive = square > 0
    if inside == 0 and relation in (">=", "<="):  # it touches zero once
        return True if positive == (relation == ">=") else None
    if inside == 0:
        return False if positive == (relation == "<") else None
    return positive == (relation in (">", ">="))


def compare(value: Fraction, relation: str) -> bool:
    """Whether a number stands in that relation to zero."""
    return {
        "=": value == 0,
        "!=": value != 0,
        "<": value < 0,
        "<=": value <= 0,
        ">": value > 0,
        ">=": value >= 0,
    }[relation]


@dataclass(frozen=True, slots=True)
class Ray:
    """All numbers on one side of a bound; `closed` takes the bound in."""

    bound: Fraction
    above: bool
    closed: bool

    def within(self, other: Ray) -> bool:
        """Whether every number of this one is in the other."""
        if self.above != other.above:
            return False
        inner = self.bound > other.bound if self.above else self.bound < other.bound
        return inner or (self.bound == other.bound and (other.closed or not self.closed))


def ray(a: Polynomial, relation: str) -> Ray | None:
    """The numbers for which `a relation 0`, where it is linear in one variable."""
    found = coefficients(a)
    if found is None or found[2] or not found[1] or relation in ("=", "!="):
        return None
    above = (relation in (">", ">=")) == (found[1] > 0)
    return Ray(-found[0] / found[1], above, relation in (">=", "<="))


def on_ray(a: Polynomial, relation: str, given: Ray | None) -> bool | None:
    """Whether `a relation 0` is true of every number of a ray; None where it is no polynomial up to the second degree."""
    found = coefficients(a)
    if found is None or given is None or relation in ("=", "!="):
        return None
    c, b, square = found if relation in (">", ">=") else (-part for part in found)
    start, b = (given.bound, b) if given.above else (-given.bound, -b)
    if square < 0 or (not square and b < 0):
        return False
    lowest_at = max(start, -b / (2 * square)) if square else start
    lowest = square * lowest_at**2 + b * lowest_at + c
    reached = given.closed or lowest_at > start
    return lowest > 0 or (lowest == 0 and (relation in (">=", "<=") or not reached))


def solved_together(equations: Sequence[Polynomial]) -> dict[str, Fraction]:
    """The one solution of linear equations (`a = 0` each) by elimination; empty where there is not exactly one."""
    unknown = sorted(frozenset().union(*map(names, equations)))
    if len(unknown) < 2 or len(equations) != len(unknown) or any(degree(a) > 1 for a in equations):
        return {}
    rows = [[a.get(((name, 1),), Fraction(0)) for name in unknown] + [-a.get((), Fraction(0))] for a in equations]
    for at in range(len(unknown)):
        pivot = next((row for row in range(at, len(rows)) if rows[row][at]), None)
        if pivot is None:
            return {}
        rows[at], rows[pivot] = rows[pivot], rows[at]
        rows[at] = [x / rows[at][at] for x in rows[at]]
        for other in range(len(rows)):
            if other != at:
                rows[other] = [x - rows[other][at] * y for x, y in zip(rows[other], rows[at], strict=True)]
    return {name: rows[at][-1] for at, name in enumerate(unknown)}

"""Polynomials of one variable: their coefficients, how many real roots they have, and which are rational."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from fractions import Fraction

from podium.core.mathematics import exact, polynomials
from podium.core.mathematics.exact import Real, Undecidable, whole
from podium.core.mathematics.polynomials import Polynomial

LARGEST_ROOT = 10**6
MOST_DIVISORS = 400

Coefficients = tuple[Fraction, ...]
"""Those of 1, x, x² and so on; the last one is not zero."""


def univariate(a: Polynomial) -> Coefficients | None:
    """The coefficients of a polynomial that has exactly one variable."""
    if len(polynomials.names(a)) != 1:
        return None
    found = [Fraction(0)] * (polynomials.degree(a) + 1)
    for monomial, coefficient in a.items():
        found[sum(power for _, power in monomial)] = coefficient
    return tuple(found)


def at(a: Sequence[Fraction], value: Real) -> Real:
    """The value of a polynomial, by Horner's rule."""
    total = whole(0)
    for coefficient in reversed(a):
        total = exact.add(exact.multiply(total, value), whole(coefficient))
    return total


def number_of_roots(a: Coefficients) -> int:
    """How many different real roots it has (Sturm's theorem)."""
    chain = [a, _derivative(a)]
    while len(chain[-1]) > 1:
        rest = _remainder(chain[-2], chain[-1])
        if not rest:
            break
        chain.append(tuple(-c for c in rest))
    low = [each[-1] * (-1) ** (len(each) - 1) for each in chain]
    high = [each[-1] for each in chain]
    return _changes(low) - _changes(high)


def _derivative(a: Coefficients) -> Coefficients:
    return tuple(c * power for power, c in enumerate(a))[1:]


def _remainder(a: Coefficients, b: Coefficients) -> Coefficients:
    rest = list(a)
    while len(rest) >= len(b):
        factor = rest[-1] / b[-1]
        for place in range(1, len(b) + 1):
            rest[-place] -= factor * b[-place]
        rest.pop()
    while rest and not rest[-1]:
        rest.pop()
    return tuple(rest)


def _changes(signs: Sequence[Fraction]) -> int:
    found = [sign for sign in signs if sign]
    return sum(a * b < 0 for a, b in itertools.pairwise(found))


def rational_roots(a: Coefficients) -> list[Fraction]:
    """Its rational roots, each once: quotients of divisors of the last and the first coefficient.

    Raises:
        Undecidable: its coefficients are too large to try.
    """
    scale = math.lcm(*(c.denominator for c in a))
    integers = [int(c * scale) for c in a]
    found = {Fraction(0)} if not integers[0] else set()
    while not integers[0]:
        integers.pop(0)
    tops, bottoms = _divisors(abs(integers[0])), _divisors(abs(integers[-1]))
    if len(tops) * len(bottoms) > MOST_DIVISORS:
        raise Undecidable("its coefficients are too large")
    for top in tops:
        for bottom in bottoms:
            found |= {
                root for root in (Fraction(top, bottom), Fraction(-top, bottom)) if at(a, whole(root)) == whole(0)
            }
    return sorted(found)


def _divisors(value: int) -> list[int]:
    if value > LARGEST_ROOT**2:
        raise Undecidable("its coefficients are too large")
    small = [d for d in range(1, math.isqrt(value) + 1) if value % d == 0]
    return sorted({*small, *(value // d for d in small)})

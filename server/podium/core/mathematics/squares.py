"""Whether a polynomial of the second degree is never negative."""

from __future__ import annotations

from fractions import Fraction

from podium.core.mathematics import polynomials
from podium.core.mathematics.polynomials import Polynomial


def never_negative(difference: Polynomial) -> bool:
    """Whether a polynomial up to the second degree is a sum of squares, and so never negative."""
    if polynomials.degree(difference) > 2:
        return False
    names = ["", *sorted(polynomials.names(difference))]
    return _semidefinite([[_entry(difference, a, b) for b in names] for a in names])


def _entry(a: Polynomial, one: str, other: str) -> Fraction:
    powers: dict[str, int] = {}
    for name in (one, other):
        if name:
            powers[name] = powers.get(name, 0) + 1
    found = a.get(tuple(sorted(powers.items())), Fraction(0))
    return found if one == other else found / 2


def _semidefinite(matrix: list[list[Fraction]]) -> bool:
    """By symmetric elimination: no pivot is negative, and beside a zero one stands nothing."""
    size = len(matrix)
    rest = set(range(size))
    while rest:
        pivot = next((at for at in rest if matrix[at][at] > 0), None)
        if pivot is None:
            return all(matrix[a][b] == 0 for a in rest for b in rest)
        rest.remove(pivot)
        for a in rest:
            factor = matrix[a][pivot] / matrix[pivot][pivot]
            for b in rest:
                matrix[a][b] -= factor * matrix[pivot][b]
    return True

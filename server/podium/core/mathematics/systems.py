"""Systems of linear inequalities: whether any numbers meet all of them (Fourier-Motzkin elimination, exact)."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from podium.core.mathematics import polynomials
from podium.core.mathematics.exact import Undecidable
from podium.core.mathematics.polynomials import Polynomial

MOST_ROWS = 400

Row = tuple[Polynomial, bool]
"""A linear polynomial that is to be > 0 (True) or >= 0 (False)."""


def rows(difference: Polynomial, sign: str) -> list[Row]:
    """`difference sign 0` as rows; of a relation `!=` there are none, so it may not be among them."""
    turned = polynomials.multiplied(polynomials.constant(-1), difference)
    return {
        ">": [(difference, True)],
        ">=": [(difference, False)],
        "<": [(turned, True)],
        "<=": [(turned, False)],
        "=": [(difference, False), (turned, False)],
    }[sign]


def opposite(difference: Polynomial, sign: str) -> list[list[Row]]:
    """The ways in which `difference sign 0` can be false, each a set of rows."""
    if sign == "=":
        return [rows(difference, ">"), rows(difference, "<")]
    if sign == "!=":
        return [rows(difference, "=")]
    return [rows(difference, {">": "<=", ">=": "<", "<": ">=", "<=": ">"}[sign])]


def solvable(equations: Sequence[Polynomial], system: Sequence[Row]) -> bool:
    """Whether some real numbers meet all equations (`a = 0` each) and all rows."""
    rest, current = list(equations), list(system)
    while rest:
        equation = rest.pop()
        name = next(iter(sorted(polynomials.names(equation))), None)
        if name is None:
            if equation:
                return False
            continue
        key = ((name, 1),)
        rest = [_cleared(each, equation, key) for each in rest]
        current = [(_cleared(row, equation, key), strict) for row, strict in current]
    return feasible(current)


def _cleared(a: Polynomial, equation: Polynomial, key: polynomials.Monomial) -> Polynomial:
    """The polynomial without a variable, by an equation that has it."""
    factor = a.get(key, Fraction(0)) / equation[key]
    return polynomials.added(a, polynomials.multiplied(polynomials.constant(factor), equation), -1) if factor else a


def feasible(system: Sequence[Row]) -> bool:
    """Whether some real numbers meet all rows.

    Raises:
        Undecidable: a row is not linear, or the elimination grows too large.
    """
    if any(polynomials.degree(row) > 1 for row, _ in system):
        raise Undecidable("an inequality of this kind is not recomputed")
    current = list(system)
    for name in sorted(frozenset().union(*(polynomials.names(row) for row, _ in system))):
        current = _without(current, ((name, 1),))
    values = [(row.get((), Fraction(0)), strict) for row, strict in current]
    return all(value > 0 or (value == 0 and not strict) for value, strict in values)


def _without(system: Sequence[Row], name: polynomials.Monomial) -> list[Row]:
    kept = [row for row in system if not row[0].get(name)]
    above = [row for row in system if row[0].get(name, Fraction(0)) > 0]
    below = [row for row in system if row[0].get(name, Fraction(0)) < 0]
    if len(kept) + len(above) * len(below) > MOST_ROWS:
        raise Undecidable("it has too many inequalities")
    for up, up_strict in above:
        for down, down_strict in below:
            joined = polynomials.added(
                polynomials.multiplied(polynomials.constant(1 / up[name]), up),
                polynomials.multiplied(polynomials.constant(-1 / down[name]), down),
            )
            kept.append((joined, up_strict or down_strict))
    return kept

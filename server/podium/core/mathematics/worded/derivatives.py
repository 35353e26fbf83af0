"""Derivatives of formulas, and integrals of polynomials."""

from __future__ import annotations

from fractions import Fraction

from podium.core.mathematics import polynomials
from podium.core.mathematics.exact import Undecidable
from podium.core.mathematics.formulas import Formula, variables
from podium.core.mathematics.polynomials import Polynomial


def _number(value: Fraction | int) -> Formula:
    return Formula("number", value=Fraction(value))


def _times(a: Formula, b: Formula) -> Formula:
    return Formula("*", (a, b))


def _call(name: str, inner: Formula) -> Formula:
    return Formula("call", (inner,), name)


def derivative(formula: Formula, name: str) -> Formula:
    """The derivative with respect to a variable, by the rules for sums, products, quotients, powers and chains.

    Raises:
        Undecidable: it has a function that is not differentiated here.
    """
    if name not in variables(formula):
        return _number(0)
    if formula.kind == "variable":
        return _number(1)
    if formula.kind == "call":
        return _times(_of_call(formula), derivative(formula.parts[0], name))
    if formula.kind not in ("+", "-", "*", "/", "^"):
        raise Undecidable("it is not differentiated")
    a, b = formula.parts
    if formula.kind in "+-":
        return Formula(formula.kind, (derivative(a, name), derivative(b, name)))
    if formula.kind == "*":
        return Formula("+", (_times(derivative(a, name), b), _times(a, derivative(b, name))))
    if formula.kind == "/":
        top = Formula("-", (_times(derivative(a, name), b), _times(a, derivative(b, name))))
        return Formula("/", (top, _times(b, b)))
    return _of_power(formula, name)


def _of_power(formula: Formula, name: str) -> Formula:
    base, exponent = formula.parts
    if name not in variables(exponent):
        lower = Formula("^", (base, Formula("-", (exponent, _number(1)))))
        return _times(_times(exponent, lower), derivative(base, name))
    if name in variables(base):
        raise Undecidable("it is not differentiated")
    return _times(_times(formula, _call("ln", base)), derivative(exponent, name))


def _of_call(formula: Formula) -> Formula:
    """The derivative of a function at its argument."""
    inner = formula.parts[0]
    one = _number(1)
    rules = {
        "sin": lambda: _call("cos", inner),
        "cos": lambda: Formula("-", (_number(0), _call("sin", inner))),
        "tan": lambda: Formula("/", (one, _times(_call("cos", inner), _call("cos", inner)))),
        "ln": lambda: Formula("/", (one, inner)),
        "exp": lambda: formula,
        "sqrt": lambda: Formula("/", (one, _times(_number(2), formula))),
        "log10": lambda: Formula("/", (one, _times(inner, _call("ln", _number(10))))),
    }
    if formula.name not in rules or len(formula.parts) != 1:
        raise Undecidable("it is not differentiated")
    return rules[formula.name]()


def integral(a: Polynomial, low: Fraction, high: Fraction) -> Fraction | None:
    """The integral of a polynomial of one variable between two bounds."""
    names = polynomials.names(a)
    if len(names) > 1:
        return None
    total = Fraction(0)
    for monomial, coefficient in a.items():
        power = sum(power for _, power in monomial) + 1
        total += coefficient * (high**power - low**power) / power
    return total

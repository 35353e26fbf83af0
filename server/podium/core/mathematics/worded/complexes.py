"""Complex numbers with rational parts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from podium.core.mathematics.exact import Undecidable
from podium.core.mathematics.formulas import Formula

MAX_POWER = 64
WRITTEN = re.compile(
    r"[\d)]\s?[-+−]\s?\d*i(?![A-Za-z])|(?<![A-Za-z])i(?:[²³⁴⁵⁶⁷⁸⁹]|\^)|\b(?:complex|imaginary|conjugate)\b"
)
"""What says that `i` is the imaginary unit."""


@dataclass(frozen=True, slots=True)
class Complex:
    """`real + imaginary i`."""

    real: Fraction
    imaginary: Fraction = Fraction(0)

    def plus(self, other: Complex, sign: int = 1) -> Complex:
        """The sum, or the difference with `sign` -1."""
        return Complex(self.real + sign * other.real, self.imaginary + sign * other.imaginary)

    def times(self, other: Complex) -> Complex:
        """The product."""
        return Complex(
            self.real * other.real - self.imaginary * other.imaginary,
            self.real * other.imaginary + self.imaginary * other.real,
        )

    def over(self, other: Complex) -> Complex:
        """The quotient."""
        size = other.real**2 + other.imaginary**2
        if not size:
            raise Undecidable("it divides by zero")
        product = self.times(Complex(other.real, -other.imaginary))
        return Complex(product.real / size, product.imaginary / size)

    def shown(self) -> str:
        """For a reader."""
        return f"{self.real} + {self.imaginary}i" if self.imaginary else str(self.real)


def complex_value(formula: Formula) -> Complex:
    """The value of a formula whose only letter is the imaginary unit.

    Raises:
        Undecidable: it has another letter or a function.
    """
    if formula.kind == "number":
        return Complex(formula.value)
    if formula.kind == "variable" and formula.name == "i":
        return Complex(Fraction(0), Fraction(1))
    if formula.kind not in ("+", "-", "*", "/", "^"):
        raise Undecidable("it is no sum, product or power of complex numbers")
    a, b = map(complex_value, formula.parts)
    if formula.kind in "+-":
        return a.plus(b, 1 if formula.kind == "+" else -1)
    if formula.kind == "*":
        return a.times(b)
    return a.over(b) if formula.kind == "/" else _raised(a, b)


def _raised(base: Complex, exponent: Complex) -> Complex:
    if exponent.imaginary or exponent.real.denominator != 1 or not 0 <= exponent.real <= MAX_POWER:
        raise Undecidable("a power of this kind is not recomputed")
    result = Complex(Fraction(1))
    for _ in range(int(exponent.real)):
        result = result.times(base)
    return result

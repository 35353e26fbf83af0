"""Exact numbers: fractions, and for what is irrational an enclosing pair of fractions.

Nothing here rounds, and nothing here can grow without bound: every operation that would pass the caps raises
`Undecidable` with the reason.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction

MAX_BITS = 8192
MAX_EXPONENT = 1000
MAX_FACTORIAL = 200
ROOT_SCALE = 10**40


class Undecidable(Exception):
    """The value cannot be known; the text is the reason shown to the reader."""


@dataclass(frozen=True, slots=True)
class Real:
    """A real number between `lo` and `hi`; exact when they are equal."""

    lo: Fraction
    hi: Fraction

    @property
    def exact(self) -> bool:
        """Whether the number is known exactly."""
        return self.lo is self.hi or self.lo == self.hi

    def __add__(self, other: Real | Fraction | int) -> Real:
        return add(self, _as_real(other))

    def __sub__(self, other: Real | Fraction | int) -> Real:
        return add(self, negate(_as_real(other)))

    def __mul__(self, other: Real | Fraction | int) -> Real:
        return multiply(self, _as_real(other))

    def __truediv__(self, other: Real | Fraction | int) -> Real:
        return divide(self, _as_real(other))

    def __pow__(self, exponent: Fraction | int) -> Real:
        return power(self, whole(exponent))


PI = Real(
    Fraction(31415926535897932384626433832795028841971, 10**40),
    Fraction(31415926535897932384626433832795028841972, 10**40),
)


def whole(value: Fraction | int) -> Real:
    """An exact number."""
    number = value if isinstance(value, Fraction) else Fraction(value)
    return Real(number, number)


def _as_real(value: Real | Fraction | int) -> Real:
    return value if isinstance(value, Real) else whole(value)


def _bits(value: Fraction) -> int:
    return max(value.numerator.bit_length(), value.denominator.bit_length())


def _real(lo: Fraction, hi: Fraction) -> Real:
    if _bits(lo) > MAX_BITS or (hi is not lo and _bits(hi) > MAX_BITS):
        raise Undecidable("a value in it is too large to compute")
    return Real(lo, hi)


def add(a: Real, b: Real) -> Real:
    """The sum."""
    if a.exact and b.exact:
        total = a.lo + b.lo
        return _real(total, total)
    return _real(a.lo + b.lo, a.hi + b.hi)


def negate(a: Real) -> Real:
    """The number with its sign turned."""
    return Real(-a.hi, -a.lo)


def multiply(a: Real, b: Real) -> Real:
    """The product."""
    if a.exact and b.exact:
        product = a.lo * b.lo
        return _real(product, product)
    ends = (a.lo * b.lo, a.lo * b.hi, a.hi * b.lo, a.hi * b.hi)
    return _real(min(ends), max(ends))


def divide(a: Real, b: Real) -> Real:
    """The quotient; by zero it is undecidable."""
    if b.lo <= 0 <= b.hi:
        raise Undecidable("it divides by zero")
    if a.exact and b.exact:
        quotient = a.lo / b.lo
        return _real(quotient, quotient)
    return multiply(a, Real(1 / b.hi, 1 / b.lo))


def remainder(a: Real, b: Real) -> Real:
    """The remainder of two non-negative integers; languages disagree about the rest."""
    whole_numbers = a.exact and b.exact and a.lo.denominator == 1 and b.lo.denominator == 1
    if not whole_numbers or a.lo < 0 or b.lo <= 0:
        raise Undecidable("a remainder is only recomputed for whole numbers that are not negative")
    return whole(a.lo % b.lo)


def power(base: Real, exponent: Real) -> Real:
    """A power with a rational exponent of small denominator, within the caps."""
    if not exponent.exact:
        raise Undecidable("an irrational exponent is not recomputed")
    rational = exponent.lo
    if abs(rational) > MAX_EXPONENT:
        raise Undecidable(f"an exponent beyond {MAX_EXPONENT} is not computed")
    if rational.denominator > 6:
        raise Undecidable("a fractional exponent of this kind is not recomputed")
    rooted = base if rational.denominator == 1 else root(base, rational.denominator)
    return _integer_power(rooted, rational.numerator)


def _integer_power(base: Real, exponent: int) -> Real:
    if base.lo == base.hi == 0 and exponent <= 0:
        raise Undecidable("zero to that power is not defined")
    if max(_bits(base.lo), _bits(base.hi)) * abs(exponent) > MAX_BITS:
        raise Undecidable("the power is too large to compute")
    if not base.exact and base.lo < 0:
        raise Undecidable("a power of a negative irrational number is not recomputed")
    result = Real(base.lo ** abs(exponent), base.hi ** abs(exponent))
    return result if exponent >= 0 else divide(whole(1), result)


def root(value: Real, degree: int) -> Real:
    """The real root of a number that is not negative."""
    if value.lo < 0:
        raise Undecidable("the root of a negative number is not real")
    return _real(_root_below(value.lo, degree)[0], _root_below(value.hi, degree)[1])


def _root_below(value: Fraction, degree: int) -> tuple[Fraction, Fraction]:
    """Two fractions around the root, equal when the root is rational."""
    top, bottom = _integer_root(value.numerator, degree), _integer_root(value.denominator, degree)
    if top**degree == value.numerator and bottom**degree == value.denominator:
        return Fraction(top, bottom), Fraction(top, bottom)
    scaled = _integer_root(int(value * ROOT_SCALE**degree), degree)
    return Fraction(scaled, ROOT_SCALE), Fraction(scaled + 1, ROOT_SCALE)


def _integer_root(value: int, degree: int) -> int:
    """The largest integer whose power does not exceed the value (Newton's method)."""
    if degree == 2:
        return math.isqrt(value)
    if value < 2:
        return value
    guess = 1 << (value.bit_length() // degree + 1)
    while True:
        better = ((degree - 1) * guess + value // guess ** (degree - 1)) // degree
        if better >= guess:
            return guess
        guess = better


def factorial(value: Real) -> Real:
    """The factorial of a small whole number."""
    if not value.exact or value.lo.denominator != 1 or value.lo < 0:
        raise Undecidable("a factorial is only defined for whole numbers that are not negative")
    if value.lo > MAX_FACTORIAL:
        raise Undecidable(f"a factorial beyond {MAX_FACTORIAL}! is not computed")
    return whole(math.factorial(int(value.lo)))


def show(value: Real) -> str:
    """The number for a reader: exact where it is short, else `≈` with ten digits."""
    if value.exact:
        short = _short(value.lo)
        if short:
            return short
    return "≈ " + _rounded(value.lo)


def _short(value: Fraction) -> str:
    if value.denominator == 1:
        return str(value.numerator) if value.numerator.bit_length() <= 100 else ""
    for places in range(1, 11):
        scaled = value * 10**places
        if scaled.denominator == 1 and scaled.numerator.bit_length() <= 100:
            return _point(scaled.numerator, places)
    if _bits(value) <= 20:
        return f"{value.numerator}/{value.denominator} (≈ {_rounded(value)})"
    return ""


def _point(digits: int, places: int) -> str:
    sign, text = "-" if digits < 0 else "", str(abs(digits)).rjust(places + 1, "0")
    return f"{sign}{text[:-places]}.{text[-places:]}"


def _rounded(value: Fraction) -> str:
    size = abs(value)
    if size >= 10**15:
        exponent = _decimal_exponent(int(size))
        return f"{_rounded(value / 10**exponent)}e{exponent}"
    if size and size < Fraction(1, 10**6):
        exponent = _decimal_exponent(int(1 / size)) + 1
        return f"{_rounded(value * 10**exponent)}e-{exponent}"
    return _point(round(value * 10**6), 6).rstrip("0").rstrip(".")


def _decimal_exponent(value: int) -> int:
    """The floor of the decimal logarithm, without turning a huge integer into text."""
    exponent = max(0, int((value.bit_length() - 1) * math.log10(2)) - 1)
    while 10 ** (exponent + 1) <= value:
        exponent += 1
    return exponent

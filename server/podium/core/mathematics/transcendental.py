"""Enclosures of exponentials, logarithms and angle functions: a pair of fractions around the value.

Exponentials and logarithms are those of `decimal`, which rounds them correctly; sine and cosine are their power series
after the angle is brought near zero. All are widened by far more than their error, and are about 40 digits narrow.
"""

from __future__ import annotations

import math
from decimal import Context, Decimal
from fractions import Fraction

from podium.core.mathematics import exact
from podium.core.mathematics.exact import PI, Real, Undecidable, whole

DIGITS = 60
GRAIN = Fraction(1, 10**45)
SCALE = 10**50
MARGIN = Fraction(1, 10**30)
LARGEST_POWER = 2000
LARGEST_ANGLE = 10**6
_CONTEXT = Context(prec=DIGITS)


def _decimal(value: Fraction) -> Decimal:
    return _CONTEXT.divide(Decimal(value.numerator), Decimal(value.denominator))


def _widened(low: Fraction, high: Fraction) -> Real:
    return Real(low - abs(low) * GRAIN - GRAIN / 10**10, high + abs(high) * GRAIN + GRAIN / 10**10)


def exponential(value: Real) -> Real:
    """The power of Euler's number."""
    if max(abs(value.lo), abs(value.hi)) > LARGEST_POWER:
        raise Undecidable(f"an exponent beyond {LARGEST_POWER} is not computed")
    if value == whole(0):
        return whole(1)
    low, high = (Fraction(_CONTEXT.exp(_decimal(end))) for end in (value.lo, value.hi))
    return _widened(low, high)


def logarithm(value: Real) -> Real:
    """The natural logarithm of a positive number."""
    if value.lo <= 0:
        raise Undecidable("the logarithm of a number that is not positive is not real")
    if value == whole(1):
        return whole(0)
    low, high = (Fraction(_CONTEXT.ln(_decimal(end))) for end in (value.lo, value.hi))
    return _widened(low, high)


def power(base: Real, exponent: Real) -> Real:
    """A power with any real exponent of a positive base; exact where that is possible."""
    try:
        return exact.power(base, exponent)
    except Undecidable:
        if base.lo <= 0 or abs(exponent.lo) > LARGEST_POWER:
            raise
        return exponential(exact.multiply(exponent, logarithm(base)))


def turns(value: Real) -> Fraction | None:
    """The angle as a fraction of a full turn, where it is one with a small denominator (`π/6` is 1/12)."""
    found = exact.divide(value, exact.multiply(PI, whole(2)))
    near = found.lo.limit_denominator(720)
    return near if abs(near - found.lo) < Fraction(1, 10**36) else None


def sine(angle: Real) -> Real:
    """The sine of an angle in radians; exact or a root for multiples of 30° and 45°."""
    part = turns(angle)
    known = _SINES.get((part % 1 * 24).numerator) if part is not None and (part * 24).denominator == 1 else None
    if known is not None:
        sign, square = known
        return exact.multiply(whole(sign), exact.root(whole(square), 2))
    return _series(angle)


def cosine(angle: Real) -> Real:
    """The cosine of an angle in radians."""
    return sine(exact.add(angle, exact.divide(PI, whole(2))))


def tangent(angle: Real) -> Real:
    """The tangent of an angle in radians, where it has one."""
    part = turns(angle)
    if part is not None and (part * 4) % 2 == 1:
        raise Undecidable("the tangent of a right angle is not defined")
    if part is not None and (part * 8).denominator == 1:
        return whole([0, 1, 0, -1][int(part * 8) % 4])
    return exact.divide(sine(angle), cosine(angle))


_SINES: dict[int, tuple[int, Fraction]] = {
    0: (0, Fraction(0)), 2: (1, Fraction(1, 4)), 3: (1, Fraction(1, 2)), 4: (1, Fraction(3, 4)), 6: (1, Fraction(1)),
    8: (1, Fraction(3, 4)), 9: (1, Fraction(1, 2)), 10: (1, Fraction(1, 4)), 12: (0, Fraction(0)),
    14: (-1, Fraction(1, 4)), 15: (-1, Fraction(1, 2)), 16: (-1, Fraction(3, 4)), 18: (-1, Fraction(1)),
    20: (-1, Fraction(3, 4)), 21: (-1, Fraction(1, 2)), 22: (-1, Fraction(1, 4)),
}  # fmt: skip
"""24ths of a turn to the sign and the square of the sine."""


def _series(angle: Real) -> Real:
    if abs(angle.lo) > LARGEST_ANGLE:
        raise Undecidable("an angle of this size is not recomputed")
    full = exact.multiply(PI, whole(2))
    rest = exact.add(angle, exact.negate(exact.multiply(full, whole(round(angle.lo / full.lo)))))
    start = round(rest.lo * SCALE)
    term = total = start
    for n in range(1, 60):
        term = -term * start // SCALE * start // SCALE // (2 * n * (2 * n + 1))
        total += term
    error = Fraction(200, SCALE) + rest.hi - rest.lo
    found = Fraction(total, SCALE)
    return Real(max(found - error, Fraction(-1)), min(found + error, Fraction(1)))


_QUARTER = exact.divide(PI, whole(2))


def arc_sine(value: Real) -> Real:
    """The angle between -90° and 90° with that sine."""
    if value.lo < -1 or value.hi > 1:
        raise Undecidable("no angle has that sine")
    if abs(value.lo) == 1:
        return exact.multiply(_QUARTER, value)
    angle = Fraction(math.asin(float(value.lo)))
    for _ in range(2):  # Newton's method: each step doubles the digits
        step = (sine(whole(angle)).lo - value.lo) / cosine(whole(angle)).lo
        angle = Fraction(round((angle - step) * SCALE), SCALE)
    below, above = angle - MARGIN, angle + MARGIN
    if sine(whole(below)).hi > value.lo or sine(whole(above)).lo < value.hi:
        raise Undecidable("the angle is too near a right one to compute")
    return Real(below, above)


def arc_cosine(value: Real) -> Real:
    """The angle between 0° and 180° with that cosine."""
    return exact.add(_QUARTER, exact.negate(arc_sine(value)))


def arc_tangent(value: Real) -> Real:
    """The angle between -90° and 90° with that tangent."""
    return arc_sine(exact.divide(value, exact.root(exact.add(whole(1), exact.multiply(value, value)), 2)))

"""The functions that a formula may call, on exact numbers."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from fractions import Fraction

from podium.core.mathematics import exact, quantity, transcendental
from podium.core.mathematics.exact import Real, Undecidable, whole

LARGEST_CHOICE = 2000


def call(name: str, values: Sequence[Real]) -> Real:
    """The value of a function.

    Raises:
        Undecidable: it is not defined there, not real, or takes another number of values.
    """
    if name in _OF_ONE and len(values) == 1:
        return _OF_ONE[name](values[0])
    if name in _OF_TWO and len(values) == 2:
        return _OF_TWO[name](*values)
    if name in _OF_MANY and len(values) > 1:
        return _OF_MANY[name](values)
    if re.fullmatch(r"log\d+|ln|lg", name) and len(values) == 1:
        return _log(name, values[0])
    raise Undecidable("a function in it is not read, or has too few values")


def _absolute(value: Real) -> Real:
    if value.lo >= 0:
        return value
    return exact.negate(value) if value.hi <= 0 else Real(Fraction(0), max(value.hi, -value.lo))


def _log(name: str, value: Real) -> Real:
    """A logarithm with a named base; exact where it is a whole number."""
    if value == whole(1):
        return whole(0)
    base = {"ln": "", "lg": "10"}.get(name, name.removeprefix("log"))
    if not base:
        return transcendental.logarithm(value)
    if int(base) < 2 or value.lo <= 0:
        raise Undecidable("a logarithm of this kind is not recomputed")
    return _log_to(value, whole(int(base)))


def _log_to(value: Real, base: Real) -> Real:
    if value.exact and base.exact and base.lo > 1:
        found = quantity.logarithm(quantity.literal(value.lo), quantity.literal(base.lo))
        if not found.problem:
            return found.value
    return exact.divide(transcendental.logarithm(value), transcendental.logarithm(base))


def _integer(value: Real) -> int:
    if not value.exact or value.lo.denominator != 1:
        raise Undecidable("it is only defined for whole numbers")
    return int(value.lo)


def _chosen(n: Real, k: Real) -> Real:
    many, few = _integer(n), _integer(k)
    if not 0 <= few <= many <= LARGEST_CHOICE:
        raise Undecidable("so many cannot be chosen from so few")
    return whole(math.comb(many, few))


def _ordered(n: Real, k: Real) -> Real:
    many, few = _integer(n), _integer(k)
    if not 0 <= few <= many <= LARGEST_CHOICE or few > 200:
        raise Undecidable("so many cannot be chosen from so few")
    return whole(math.perm(many, few))


def _floor(value: Real) -> Real:
    if math.floor(value.lo) != math.floor(value.hi):
        raise Undecidable("which whole number lies below it is not known")
    return whole(math.floor(value.lo))


def _cube_root(value: Real) -> Real:
    return exact.root(value, 3) if value.lo >= 0 else exact.negate(exact.root(exact.negate(value), 3))


def _digits(value: Real) -> list[int]:
    return [int(digit) for digit in str(abs(_integer(value)))]


def _extreme(pick: Callable[[Sequence[Fraction]], Fraction]) -> Callable[[Sequence[Real]], Real]:
    return lambda values: Real(pick([v.lo for v in values]), pick([v.hi for v in values]))


_OF_ONE: dict[str, Callable[[Real], Real]] = {
    "sqrt": lambda value: exact.root(value, 2),
    "cbrt": _cube_root,
    "abs": _absolute,
    "exp": transcendental.exponential,
    "sin": transcendental.sine,
    "cos": transcendental.cosine,
    "tan": transcendental.tangent,
    "asin": transcendental.arc_sine,
    "acos": transcendental.arc_cosine,
    "atan": transcendental.arc_tangent,
    "floor": _floor,
    "ceil": lambda value: exact.negate(_floor(exact.negate(value))),
    "digitsum": lambda value: whole(sum(_digits(value))),
    "digits": lambda value: whole(len(_digits(value))),
}
_OF_TWO: dict[str, Callable[[Real, Real], Real]] = {
    "choose": _chosen,
    "perm": _ordered,
    "mod": exact.remainder,
    "quot": lambda a, b: _floor(exact.divide(a, b)),
    "logto": lambda base, value: _log_to(value, base),
    "root": lambda degree, value: exact.root(value, _integer(degree)),
}
_OF_MANY: dict[str, Callable[[Sequence[Real]], Real]] = {
    "gcd": lambda values: whole(math.gcd(*map(_integer, values))),
    "lcm": lambda values: whole(math.lcm(*map(_integer, values))),
    "max": _extreme(max),
    "min": _extreme(min),
}
NAMES = (*_OF_ONE, *_OF_TWO, *_OF_MANY)

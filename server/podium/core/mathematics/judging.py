"""Says whether one quantity stands in a stated relation to another."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from podium.core.mathematics import exact
from podium.core.mathematics.exact import Real, whole
from podium.core.mathematics.quantity import MIXED, Quantity
from podium.core.units import CALENDAR, TIME

Verdict = Literal["holds", "fails", "undecided"]
Opinion = tuple[Verdict, str]

FAR = Fraction(1, 10)
TELLING_PLACES = 2
"""Who states so many decimals after `about` claims them."""
TWO_DIGITS = 10
ROUND = 5
"""Numbers of two digits or more that this does not divide are not chosen for their roundness."""
SECONDS_A_DAY = 86400


@dataclass(frozen=True, slots=True)
class Judgement:
    """One claim, what it states, what recomputing it gave, and why the verdict is what it is."""

    claim: str
    verdict: Verdict
    expected: str | None
    computed: str | None
    reason: str


def undecided(claim: str, reason: str) -> Judgement:
    """A claim that cannot be judged."""
    return Judgement(claim, "undecided", None, None, reason)


def judge(claim: str, left: Quantity, relation: str, right: Quantity) -> Judgement:
    """Judges `left relation right`, with relation one of `= ~ != < <= > >=`."""
    problem = left.problem or right.problem or _incomparable(left, right)
    if problem:
        return undecided(claim, problem)
    stated, other = (right, left) if right.literal or not left.literal else (left, right)
    expected = stated.shown() if relation in "=" else f"{relation} {right.shown()}"
    computed = _in_unit_of(stated if relation in "=~" else right, other if relation in "=~" else left)
    if {left.dimensions, right.dimensions} == {CALENDAR, TIME}:
        verdict, reason = _by_calendar(left, relation, right)
        return Judgement(claim, verdict, expected, None, reason)
    verdict, reason = _opinion(stated, relation, other) if relation in "=~" else _compared(left, relation, right)
    if verdict == "holds" and relation == "=" and stated is left and right.fraction and left.value != right.value:
        verdict, reason = "undecided", "a fraction is exact, and the two agree after rounding only"
    return Judgement(claim, verdict, expected, computed, reason)


def _in_unit_of(stated: Quantity, other: Quantity) -> str:
    return stated.shown(other.value) if stated.literal and stated.dimensions == other.dimensions else other.shown()


def _incomparable(left: Quantity, right: Quantity) -> str:
    if {left.dimensions, right.dimensions} == {CALENDAR, TIME}:
        return ""
    if left.dimensions != right.dimensions:
        annotated = right.literal and not left.dimensions and not left.literal and not left.label
        return "" if annotated and not right.zero else "its two sides have different units"
    labels = {left.label, right.label} - {"", MIXED}
    return f"it compares {left.label} with {right.label}" if len(labels) > 1 else ""


def _opinion(stated: Quantity, relation: str, other: Quantity) -> Opinion:
    wanted, found = stated.value, other.value
    if stated.dimensions != other.dimensions:
        wanted = exact.divide(wanted, whole(stated.scale))
        stated = Quantity(wanted, places=stated.places, literal=True)
    if relation == "~":
        return _approximate(stated, found)
    if wanted == found and wanted.exact:
        return "holds", "the exact value is the one stated"
    if stated.rounded:
        return _by_rounding(stated, other)
    if wanted.hi < found.lo or found.hi < wanted.lo:
        return "fails", "the exact value differs"
    return "undecided", "the two sides are too close to tell apart"


def _by_rounding(stated: Quantity, other: Quantity) -> Opinion:
    half = stated.half_unit
    low, high = stated.value.lo - half, stated.value.hi + half
    if low <= other.value.lo and other.value.hi <= high:
        return "holds", "the exact value rounds to it at its stated digits"
    if other.value.hi < low or high < other.value.lo:
        percentless = stated.percent and other.value.exact and other.value.lo * 100 == stated.value.lo * 10000
        if percentless and not other.percent:
            return "undecided", "the number is right and the percent sign is not"
        return "fails", "the exact value does not round to it"
    return "undecided", "the exact value lies on the edge of rounding"


def _approximate(stated: Quantity, found: Real) -> Opinion:
    half = stated.half_unit if stated.literal else Fraction(0)
    distance = max(abs(found.lo - stated.value.lo), abs(found.hi - stated.value.hi))
    if distance <= half:
        return "holds", "the exact value rounds to it"
    if stated.literal and stated.rounded and _tells_its_digits(stated):
        return "fails", "the exact value does not round to it"
    size = max(abs(found.hi), abs(stated.value.hi))
    if distance > FAR * size:
        return "fails", "it is more than 10% away from the exact value"
    return "undecided", "how near is near enough is not stated"


def _tells_its_digits(stated: Quantity) -> bool:
    """Whether a number after `about` is stated to its last digit, and not a round one such as 60% or 0.5."""
    digits = stated.value.lo / stated.scale * Fraction(10) ** (stated.places or 0)
    places = stated.places or 0
    written_out = digits % ROUND != 0 or (places > 0 and digits % TWO_DIGITS == 0)
    return places >= TELLING_PLACES or (abs(digits) >= TWO_DIGITS and written_out)


def _compared(left: Quantity, relation: str, right: Quantity) -> Opinion:
    a, b = left.value, right.value
    if left.dimensions != right.dimensions:
        b = exact.divide(b, whole(right.scale))
    below, above, same = a.hi < b.lo, a.lo > b.hi, a == b and a.exact
    if not (below or above or same):
        return "undecided", "the two sides are too close to tell apart"
    truth = {"<": below, "<=": below or same, ">": above, ">=": above or same, "!=": below or above}[relation]
    return ("holds", "the exact values compare as stated") if truth else ("fails", "the exact values do not compare so")


def _by_calendar(left: Quantity, relation: str, right: Quantity) -> Opinion:
    """Months and years against days: how many days are meant is not known, only between which numbers."""
    calendar, time = (left, right) if left.dimensions == CALENDAR else (right, left)
    if relation not in ("=", "~") or calendar.value.lo <= 0:
        return "undecided", "how long a month or a year is depends on which one is meant"
    months = calendar.value.lo
    low, high = (
        (months / 12 * 365, months / 12 * 366)
        if months.denominator == 1 and months % 12 == 0
        else (months * 28, months * 31)
    )
    days = time.value.lo / SECONDS_A_DAY
    if low - 1 <= days <= high + 1:
        return "undecided", "how long a month or a year is depends on which one is meant"
    return "fails", f"it lies between {float(low):g} and {float(high):g} days"

"""Interest: an amount, a rate, a number of years, and what it becomes or earns."""

from __future__ import annotations

import re
from fractions import Fraction

from podium.core.mathematics.exact import whole
from podium.core.mathematics.prose.found import Found, stated, unsure
from podium.core.mathematics.prose.values import Told, Value
from podium.core.mathematics.quantity import Quantity
from podium.core.units import CALENDAR

MONTHS_A_YEAR = 12
MOST_PERIODS = 600
CUE = re.compile(
    r"\b(?:interest|compound\w*|annually|per annum|p\.a\.|a year|per year|yearly|each year|deposit\w*|invest\w*|savings?|loan)\b"
)
_COMPOUND = re.compile(r"\bcompound\w*\b")
_SIMPLE = re.compile(r"\b(?:simple|not compounded|flat) ?(?:interest)?\b")
_PERIODS = {
    "annual": 1,
    "yearly": 1,
    "a year": 1,
    "half-year": 2,
    "semi-annual": 2,
    "semiannual": 2,
    "quarterly": 4,
    "monthly": 12,
}
_EARNED = re.compile(
    r"\b(?:interest(?: of| is| comes to| amounts to| earned| over [a-z0-9 #]+| in all)*|earns?|earned|yields?|brings?(?: in)?|pays?|charges?|gains?)(?: in total| altogether| about| exactly| interest of| you| us| the owner)* $"
)
_BECOMES = re.compile(
    r"\b(?:grows?|grew|becomes?|became|is worth|worth|amounts?|comes?|reach\w*|leaves?|total\w*|balance|ends? up|ends?|turns? into|makes?|to|at|is|are|gives?|be)\b[^#]{0,25}$"
)
_UNSURE = re.compile(
    r"\b(?:if|unless|might|may|could|not (?!compounded)|never|inflation|fees?|withdraw\w*|added each|every month|per month|monthly payments?|instal\w+)\b|n't\b"
)


def interest(told: Told) -> Found | None:
    """`€5,000 at 3% compounded annually for two years grows to €5,304.50`; simple interest and what it earns."""
    if not CUE.search(told.shape) or told.of("dtlrn") or _UNSURE.search(told.shape):
        return None
    money = [
        v
        for v in told.of("u")
        if (len(v.amount.dimensions) == 1 and v.amount.dimensions[0][0].isupper())
        or v.amount.dimensions == (("kr", 1),)
    ]
    years = [v for v in told.of("u") if v.amount.dimensions == CALENDAR]
    rates = told.of("p")
    if len(money) != 2 or len(years) != 1 or len(rates) != 1 or rates[0].points:
        return None
    first, last = money
    compound, simple = bool(_COMPOUND.search(told.shape)), bool(_SIMPLE.search(told.shape))
    before = told.shape[: told.place(last)]
    subject = re.match(r"\W*(?:the )?(?:total |simple |compound )*interest\b", told.shape)
    earned = bool(subject or _EARNED.search(before)) or bool(
        re.match(r" (?:of|in) interest\b", told.shape[told.place(last) + 4 :])
    )
    becomes = bool(_BECOMES.search(before)) and not earned
    if earned == becomes or not re.search(r"interest|compound|annum|p\.a\.|invest|deposit|saving|loan", told.shape):
        return None
    used = (first, years[0], rates[0])
    ways = [
        _computed(told, first, rates[0], years[0], compound=way, earned=earned)
        for way in ((True, False) if compound == simple else (compound,))
    ]
    if any(way is None for way in ways):
        return None
    found = [stated(told, way, last, *used) for way in ways if way]
    if len({each.judgement.verdict for each in found}) > 1:
        return unsure(told, "whether interest is compounded is not stated", last, *used)
    return found[0]


def _computed(told: Told, first: Value, rate: Value, years: Value, *, compound: bool, earned: bool) -> Quantity | None:
    span = years.amount.value.lo / MONTHS_A_YEAR
    start, share = first.amount.value.lo, rate.amount.value.lo
    if compound:
        periods = next((n for word, n in _PERIODS.items() if word in told.shape and n > 1), 1)
        many = span * periods
        if many.denominator != 1 or many > MOST_PERIODS:
            return None
        end = start * (1 + share / periods) ** int(many)
    else:
        end = start * (1 + share * span)
    return Quantity(whole(Fraction(end - start if earned else end)), first.amount.dimensions)

"""Lengths of months, quarters and years in prose, leap years, and years apart."""

from __future__ import annotations

import calendar
import re
from datetime import date
from fractions import Fraction

from podium.core.mathematics.prose.dates import DAY, WEEKDAY_NAME, WEEKDAYS
from podium.core.mathematics.prose.found import Found, decided, unsure
from podium.core.mathematics.prose.values import MONTHS, Told, Value, slot
from podium.core.units import CALENDAR, TIME

_MONTH = r"(?:" + "|".join(MONTHS) + r")"


_RANGE = re.compile(
    rf"(?P<first>{_MONTH})(?: #n\d+#)?(?:,? (?:to|through|until|till|up to|-|and|plus) |, |-)(?P<last>{_MONTH})"
)

_QUARTER = re.compile(r"(?:(?P<place>#o\d+#) quarter|\bq(?P<number>[1-4]))\b")

_HALF_YEAR = re.compile(r"(?:(?P<place>#o\d+#) half|\bh(?P<number>[12]))\b")


def month_lengths(told: Told) -> Found | None:
    """`April has 30 days`, `the third quarter, July through September, has 91 days`, `2023 had 366 days`."""
    counts = [value for value in told.of("u") if value.amount.dimensions == TIME and value.amount.scale == DAY]
    if (
        len(counts) != 1
        or told.of("dtlpr")
        or not re.search(
            r"\b(?:has|have|had|contains?|counts?|is|are|was|were|lasts?|makes?|totals?|comes? to|spans?|with|together|days?)\b",
            told.shape,
        )
    ):
        return None
    years = [
        v
        for v in told.of("n")
        if v.amount.value.lo.denominator == 1 and 1583 <= v.amount.value.lo <= 9999 and "," not in v.text
    ]
    if len(years) != len(told.of("n")) or len({v.amount.value for v in years}) > 1 or not _leap_reasons(told, years):
        return None
    months = _months(told)
    if not months or re.search(r"\b(?:not(?! an? leap)|never|no)\b|n't\b", told.shape):
        return None
    year = [int(years[0].amount.value.lo)] if years else [2023, 2024]
    if re.search(r"\b(?:common|ordinary|non-leap) year\b", told.shape):
        year = [2023]
    elif "leap year" in told.shape and not years:
        year = [2024]
    found = {sum(calendar.monthrange(each, month)[1] for month in months) for each in year}
    stated = counts[0].amount.value.lo / DAY
    used = (*counts, *years, *told.of("o"))
    if len(found) > 1 and stated in found:
        return unsure(told, "it depends on whether the year is a leap year", *used)
    truth = stated in found
    return decided(told, truth, f"{max(found)} days", "the days were counted", *used, expected=counts[0].text)


def _leap_reasons(told: Told, years: list[Value]) -> bool:
    """Whether what is said of the years by the way (`since 2023 is not a leap year`) is right."""
    reason = _LEAP.search(told.shape)
    if not reason or not reason["year"]:
        return len(years) < 2
    year = int(told.at(reason, "year").amount.value.lo)
    return calendar.isleap(year) != bool(reason["no"])


def _months(told: Told) -> list[int]:
    shape = told.shape
    quarter, half = _QUARTER.search(shape), _HALF_YEAR.search(shape)
    if "month" in shape and not re.search(_MONTH, shape):
        return []
    found = _RANGE.search(shape)
    if found:
        first, last = MONTHS.index(found["first"]) + 1, MONTHS.index(found["last"]) + 1
        joined = re.search(r"(?:to|through|until|till|-) ?" + found["last"], found.group())
        return (
            list(range(first, last + 1))
            if joined and first < last
            else [MONTHS.index(name) + 1 for name in re.findall(_MONTH, shape)]
        )
    if quarter or half:
        match, size = (quarter, 3) if quarter else (half, 6)
        assert match is not None
        number = int(match["number"] or 0) or int(told.values[int(re.sub(r"\D", "", match["place"]))].numbers[0])
        months = list(range((number - 1) * size + 1, number * size + 1)) if number * size <= 12 else []
        return months if "year" in shape or "quarter" in shape or match["number"] or told.of("n") else []
    names = [MONTHS.index(name) + 1 for name in re.findall(_MONTH, shape)]
    if names:
        return names
    whole = re.match(
        r"(?:the )?(?:year )?#n\d+#[^#]*#u\d+#\W*$|(?:an?|every|each) (?:leap |common |non-leap )year\b", shape
    )
    return list(range(1, 13)) if whole else []


_LEAP = re.compile(
    rf"(?:{slot('n', 'year')}[^#]{{0,25}}?\b(?P<verb>is|was|will be|being|were|are|counts as|be)\b(?P<no>[^#]{{0,12}}\b(?:not?|never)\b|n't)? ?(?:also )?an? leap year|leap year,? {slot('n', 'later')})"
)


def leap_years(told: Told) -> Found | None:
    """`2100 will be a leap year`; with a reason (`divisible by 4`) the reason is no claim of its own."""
    match = told.search(_LEAP)
    if not match or not match["year"] or told.of("dtup"):
        return None
    year = told.at(match, "year").amount.value.lo
    if year.denominator != 1 or not 1583 <= year <= 9999:
        return None
    leap = calendar.isleap(int(year))
    divisors = [v for v in told.of("n") if v is not told.at(match, "year")]
    if any(v.amount.value.lo < 1 or v.amount.value.lo.denominator > 1 for v in divisors) or (
        divisors and "divisible" not in told.shape
    ):
        return None
    truth = leap != bool(match["no"]) and all((year % v.amount.value.lo == 0) != _undivided(told, v) for v in divisors)
    return decided(
        told,
        truth,
        "a leap year" if leap else "no leap year",
        "the rule of the Gregorian calendar was applied",
        *told.of("n"),
    )


def _undivided(told: Told, value: Value) -> bool:
    return bool(re.search(r"\bnot (?:divisible )?(?:by )?$", told.shape[: told.place(value)]))


_YEAR_START = re.compile(
    rf"\b(?:the year )?{slot('n', 'year')} (?P<verb>started|begins|began|starts|opened|ended|ends|finished|closed) on an? {WEEKDAY_NAME}"
)


def year_start(told: Told) -> Found | None:
    """`the year 2000 started on a Saturday and had 366 days`."""
    match = told.search(_YEAR_START)
    if not match:
        return None
    value = told.at(match, "year")
    year = int(value.amount.value.lo)
    if not 1583 <= year <= 9999:
        return None
    day = date(year, 12, 31) if match["verb"][:3] in ("end", "fin", "clo") else date(year, 1, 1)
    lengths = [v for v in told.of("u") if v.amount.dimensions == TIME and v.amount.scale == DAY]
    divisors = [v for v in told.of("n") if v is not value and "divisible" in told.shape]
    truth = WEEKDAYS[day.weekday()] == match["weekday"]
    truth = truth and all(v.amount.value.lo / DAY == 365 + calendar.isleap(year) for v in lengths)
    truth = truth and all(year % int(v.amount.value.lo) == 0 for v in divisors if v.amount.value.lo >= 1)
    return decided(told, truth, WEEKDAYS[day.weekday()], "the calendar was counted", value, *lengths, *divisors)


def years_between(told: Told) -> Found | None:
    """`founded in 1987, the firm was 25 years old in 2012`; a person's age may be one less."""
    years = [v for v in told.of("n") if re.fullmatch(r"1[5-9]\d\d|20\d\d|2100", v.text)]
    spans = [v for v in told.of("u") if v.amount.dimensions == CALENDAR and v.amount.value.lo % 12 == 0]
    ages = [
        v
        for v in told.of("n")
        if v not in years and re.search(rf"\b(?:aged?|at|turned|was|old) #n{told.values.index(v)}#", told.shape)
    ]
    if len(years) != 2 or len(spans) + len(ages) != 1 or told.of("dtpl"):
        return None
    stated = spans[0].amount.value.lo / 12 if spans else ages[0].amount.value.lo
    apart = abs(years[1].amount.value.lo - years[0].amount.value.lo)
    used = (*years, *spans, *ages)
    if re.search(r"\b(?:inclusive|both (?:years )?(?:included|counted)|seasons?)\b", told.shape):
        apart += 1
    if stated == apart and not re.search(r"\b(?:born|aged?|died|birth)\b", told.shape):
        return decided(told, True, f"{apart} years", "the years were counted", *used)
    if stated in (apart, apart - 1):
        return unsure(told, "it depends on the days of the year", *used)
    return decided(told, False, f"{apart} years", "the years were counted", *used, expected=f"{Fraction(stated)} years")

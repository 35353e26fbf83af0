"""Dates in prose: weekdays, days between two dates, dates after a number of days, lengths of months, leap years."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from fractions import Fraction

from podium.core.mathematics.prose.found import Found, decided, unsure
from podium.core.mathematics.prose.values import Told, Value, slot
from podium.core.units import CALENDAR, TIME

DAY = 86400

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

WEEKDAY_NAME = r"(?P<weekday>" + "|".join(WEEKDAYS) + r")\b"

_NAMED_BEFORE = re.compile(rf"\b{WEEKDAY_NAME},? (?:the )?(?:on )?{slot('d', 'day')}")

_NAMED_AFTER = re.compile(
    rf"{slot('d', 'day')}(?:[ ,]+(?:is|was|were|fell|falls|fall|will|be|on|an?|the|came|happens|happened|that|which|day|landed|lands|one|in|year))*[ ,(]+{WEEKDAY_NAME}"
)

_APART = re.compile(
    r"\b(?:after|later|since|following|before|earlier|apart|between|nights?|prior|ahead|elapsed|passed|ago|separate\w*|until|to go|gap)\b"
)

_BOTH = re.compile(
    r"\b(?:inclusive(?:ly)?|through|up to and including|both (?:days |dates |ends )?(?:are )?(?:included|counted|inclusive)|counting both|including both"
    r"|(?:first and (?:the )?last|start and end)(?: days?)? (?:are )?(?:included|counted)|both included|includes both|both days)\b"
)

_WORKING = re.compile(
    r"\b(?:weekdays?|working days?|business days?|workdays?|monday to friday|monday-friday|monday through friday|school days?)\b"
)


_SHIFTED = re.compile(
    rf"{slot('u', 'by')}[ ,]*(?:exactly |to the day )?(?P<way>after|following|from|later than|before|prior to|ahead of|earlier than|past)\b[^#]{{0,40}}?{slot('d', 'base')}"
)


def weekday_named(told: Told) -> Found | None:
    """Any weekday beside a date must be that of the date; a claim by itself where nothing else is stated."""
    used: list[Value] = []
    for pattern in (_NAMED_BEFORE, _NAMED_AFTER):
        for match in pattern.finditer(told.shape):
            value = told.at(match, "day")
            if value.day is None or value.day.year < 1583:
                continue
            used.append(value)
            found = WEEKDAYS[value.day.weekday()]
            denied = bool(re.search(r"\b(?:not|never)\b|n't\b", match.group()))
            if (found == match["weekday"]) == denied:
                return decided(
                    told, False, found, "the weekday was counted", value, expected=match["weekday"], firm=True
                )
    if used and len(used) == len(told.of("dtnupl")):
        return decided(told, True, "the weekday stated", "the weekday was counted", *used)
    return None


def days_between(told: Told) -> Found | None:
    """Two dates and a number of days, weeks, months or years between them, or the one counted from the other."""
    days, counts = told.of("d"), [v for v in told.of("nu") if _is_count(told, v)]
    if len(days) != 2 or not counts:
        return None
    count = counts[-1] if not all(_same(v, counts[-1]) for v in counts) else counts[0]
    first, second = (value.day for value in days)
    if first is None or second is None:
        return None
    shifted = told.search(_SHIFTED)
    if shifted and told.at(shifted, "by") in counts:
        base = told.at(shifted, "base")
        count = told.at(shifted, "by")
        other = days[0] if base is days[1] else days[1]
        first, second = (
            (base.day, other.day)
            if shifted["way"] not in ("before", "prior to", "ahead of", "earlier than")
            else (other.day, base.day)
        )
    elif second < first:
        first, second = second, first
    assert first is not None
    assert second is not None
    used = [
        *days,
        *(v for v in counts if _same(v, count)),
        *_numbered_days(told, count),
        *_leap_reason(told, first, second),
    ]
    if first.year != second.year and 1 in (first.year, second.year):
        return None
    found = {_difference(told, count, *pair) for pair in _in_years(first, second)}
    if _whole_weeks(count, first, second):
        return decided(told, True, count.text, "the weeks were counted", *used, expected=count.text)
    if len(found) != 1 or None in found:
        return unsure(told, "whether a leap day lies between is not stated", *used)
    return _judged_count(told, count, next(iter(found)) or 0, used)


def _whole_weeks(count: Value, first: date, second: date) -> bool:
    """Weeks from a Monday to the Friday or Sunday of the last one."""
    days = (second - first).days
    rest = {4: 3, 6: 1}.get(second.weekday())
    in_weeks = count.kind == "u" and "week" in count.text and first.weekday() == 0 and first.year > 1 and rest
    return bool(in_weeks) and (days + (rest or 0)) * DAY == count.amount.value.lo


_LEAP_REASON = re.compile(
    rf"\b(?:because|since|as|for),? {slot('n', 'year')} (?:is|was|being) (?P<no>not )?an? leap year"
)


def _leap_reason(told: Told, first: date, second: date) -> list[Value]:
    """The year in `because 2024 is a leap year`, where that is right and is one of the dates'."""
    match = told.search(_LEAP_REASON)
    if not match:
        return []
    year = told.at(match, "year")
    number = year.amount.value.lo
    right = number in (first.year, second.year) and calendar.isleap(int(number)) != bool(match["no"])
    return [year] if right else []


def _numbered_days(told: Told, count: Value) -> list[Value]:
    """`day 90`, where so many days are counted."""
    return [
        v
        for v in told.of("n")
        if told.shape[: told.place(v)].endswith("day ") and v.amount.value.lo * DAY == count.amount.value.lo
    ]


def _in_years(first: date, second: date) -> list[tuple[date, date]]:
    """Both kinds of year, where the dates name none."""
    if first.year > 1:
        return [(first, second)]
    return [(first.replace(year=year), second.replace(year=year)) for year in (2023, 2024)]


def _is_count(told: Told, value: Value) -> bool:
    found = value.amount
    if found.dimensions == TIME:
        return found.value.exact and (found.value.lo / DAY).denominator == 1
    after = told.shape[told.place(value) :].partition(" ")[2]
    return found.dimensions == CALENDAR or (
        value.kind == "n" and bool(_WORKING.match(after) or re.match(r"(?:nights?|weekends?)\b", after))
    )


def _same(one: Value, other: Value) -> bool:
    return one.amount.value == other.amount.value and one.amount.dimensions == other.amount.dimensions


_LAST_DAY = re.compile(r"\b(?:last day|inclusive|through #d\d+#|up to and including)\b")


def _difference(told: Told, count: Value, first: date, second: date) -> Fraction | int | None:
    """The days or months that lie between, the first day not counted; up to a last day, that one as well."""
    if count.amount.dimensions == CALENDAR:
        after = second + timedelta(days=1)
        last = bool(_LAST_DAY.search(told.shape)) or (
            after.day == first.day != second.day and not _APART.search(told.shape)
        )
        return _months(first, after if last else second)
    if _WORKING.search(told.shape):
        return (
            sum((first + timedelta(days=n)).weekday() < 5 for n in range(1, (second - first).days + 1))
            if (second - first).days < 4000
            else None
        )
    return (second - first).days


def _months(first: date, second: date) -> Fraction | int:
    """Whole months between two days, else with a part of one; -1 where the days are too late in the month to tell."""
    months = (second.year - first.year) * 12 + second.month - first.month
    if second.day == first.day:
        return months
    return -1 if first.day > 28 or second.day > 28 else months + Fraction(second.day - first.day, 31)


def _judged_count(told: Told, count: Value, computed: Fraction | int, used: list[Value]) -> Found:
    stated = (
        count.amount.value.lo
        if count.amount.dimensions == CALENDAR or not count.amount.dimensions
        else count.amount.value.lo / DAY
    )
    shape = told.shape
    if count.amount.dimensions == CALENDAR and computed == -1:
        return unsure(told, "a month from its last days can end on two days", *used)
    unit = "months" if count.amount.dimensions == CALENDAR else "days"
    both = bool(_BOTH.search(shape))
    working = bool(_WORKING.search(shape))
    if unit == "days" and (both or (working and not _APART.search(shape))):
        computed += 1 if not working else _starts_on_weekday(told)
    shown = f"{int(computed)} {unit}{'' if computed == int(computed) else ' and some days'}"
    if stated == computed:
        return decided(told, True, shown, "the days were counted", *used, expected=count.text)
    near = computed + 1
    if not both and unit == "days" and stated == near and not _APART.search(shape):
        return unsure(told, "it holds only if both ends are counted", *used)
    if working and not both and _APART.search(shape) and stated == near:
        return unsure(told, "it holds only if both ends are counted", *used)
    return decided(told, False, shown, "the days were counted", *used, expected=count.text)


def _starts_on_weekday(told: Told) -> int:
    days = [value.day for value in told.of("d") if value.day]
    return int(min(days).weekday() < 5)


_WEEKDAY_SHIFT = re.compile(
    rf"{slot('u', 'by')} (?P<way>after|from|before|on from|later than) (?:an? |the |this |last |next )?(?P<base>{'|'.join(WEEKDAYS)})\b[^#]{{0,30}}?\b{WEEKDAY_NAME}"
)


def weekday_shift(told: Told) -> Found | None:
    """`100 days after a Monday comes a Wednesday`."""
    match = told.search(_WEEKDAY_SHIFT)
    by = told.at(match, "by") if match else None
    if not match or by is None or by.amount.dimensions != TIME:
        return None
    days = by.amount.value.lo / DAY
    if days.denominator != 1:
        return None
    sign = -1 if match["way"] == "before" else 1
    found = WEEKDAYS[(WEEKDAYS.index(match["base"]) + sign * int(days)) % 7]
    return decided(told, found == match["weekday"], found, "the weekday was counted", by, expected=match["weekday"])


_LATER_ON = re.compile(
    rf"{slot('d', 'day')}[^#]{{0,40}}?{slot('u', 'by')} (?P<way>later|afterwards|earlier|before that),? (?:which is |which was |that is |i\.e\. )?(?:on )?(?:an? |the )?{WEEKDAY_NAME}"
)


def later_weekday(told: Told) -> Found | None:
    """`opened Tuesday 9 April 2024; closed nine days later, on a Thursday`."""
    match = told.search(_LATER_ON)
    if not match:
        return None
    begun, by = told.at(match, "day"), told.at(match, "by")
    days = by.amount.value.lo / DAY
    if (
        begun.day is None
        or begun.day.year == 1
        or by.amount.dimensions != TIME
        or days.denominator != 1
        or days > 10**6
    ):
        return None
    sign = 1 if match["way"] in ("later", "afterwards") else -1
    found = WEEKDAYS[(begun.day.weekday() + sign * int(days)) % 7]
    first = re.search(rf"\b({'|'.join(WEEKDAYS)}),? #d", told.shape)
    right = found == match["weekday"] and (not first or first[1] == WEEKDAYS[begun.day.weekday()])
    return decided(told, right, found, "the weekday was counted", begun, by, expected=match["weekday"])


_FROM_TODAY = re.compile(
    rf"\b(?:today|it|this|now) is (?:an? )?(?P<base>{'|'.join(WEEKDAYS)})\b[^#]*?\bin {slot('u', 'by')}(?: time)?[^#]*?\b{WEEKDAY_NAME}"
)


def weekday_from_today(told: Told) -> Found | None:
    """`today is Wednesday, so in 10 days it will be a Saturday`."""
    match = told.search(_FROM_TODAY)
    by = told.at(match, "by") if match else None
    if not match or by is None or by.amount.dimensions != TIME or (by.amount.value.lo / DAY).denominator != 1:
        return None
    found = WEEKDAYS[(WEEKDAYS.index(match["base"]) + int(by.amount.value.lo / DAY)) % 7]
    return decided(told, found == match["weekday"], found, "the weekday was counted", by, expected=match["weekday"])

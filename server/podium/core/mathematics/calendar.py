"""Claims about dates and times of day. Dates come as ISO 8601, so that no day is taken for a month."""

from __future__ import annotations

from calendar import isleap
from datetime import date, timedelta
from fractions import Fraction

from podium.core.mathematics.exact import Undecidable, whole
from podium.core.mathematics.judging import Judgement
from podium.core.mathematics.matching import Match, Rule
from podium.core.mathematics.quantity import Quantity
from podium.core.units import TIME

DAY = 86400
MINUTES_A_DAY = 1440
AFTERNOON = 13 * 60
FIRST_YEAR, LAST_YEAR = 1583, 9999
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def _date(match: Match, group: int) -> date:
    found = _stated_date(match, group)
    if found is None:
        raise Undecidable(f"{match.text(group)} is no date")
    return found


def _stated_date(match: Match, group: int) -> date | None:
    try:
        return date.fromisoformat(match.text(group))
    except ValueError:
        return None


def _time(seconds: Fraction | int, size: Fraction | int, unit: str) -> Quantity:
    return Quantity(whole(seconds), TIME, unit=unit, scale=Fraction(size))


def date_span(start: int, end: int, days_stated: int) -> Rule:
    """`from 2024-01-01 to 2024-01-31 is 30 days`; whether both ends count is not always clear."""

    def rule(match: Match) -> Judgement | None:
        stated = match.quantity(days_stated)
        if stated.dimensions != TIME:
            return None
        return _counted(match, (_date(match, end) - _date(match, start)).days, stated)

    return rule


def _counted(match: Match, days: int, stated: Quantity) -> Judgement:
    judgement = match.judge(_time(days * DAY, DAY, "days"), stated)
    if judgement.verdict == "fails" and stated.value == whole((days + 1) * DAY):
        return Judgement(
            match.claim, "undecided", judgement.expected, judgement.computed, "it holds only if both ends are counted"
        )
    return judgement


def _shift(match: Match, start: date, by: Quantity, sign: int, result: int) -> Judgement | None:
    stated = _stated_date(match, result)
    if by.dimensions != TIME or (by.value.lo / DAY).denominator != 1:
        raise Undecidable("only whole days and weeks are added to a date")
    try:
        found = start + timedelta(days=sign * int(by.value.lo / DAY))
    except OverflowError:
        raise Undecidable("the date is out of range") from None
    reason = "the date was counted"
    return Judgement(
        match.claim, "holds" if found == stated else "fails", match.text(result), found.isoformat(), reason
    )


def date_shift(match: Match) -> Judgement | None:
    """`2024-02-28 + 2 days = 2024-03-01`."""
    sign = 1 if match.groups[1] in ("+", "plus") else -1
    return _shift(match, _date(match, 0), match.quantity(2), sign, 3)


def shifted_date(match: Match) -> Judgement | None:
    """`30 days after 2024-01-01 is 2024-01-31`."""
    sign = 1 if match.groups[1] == "after" else -1
    return _shift(match, _date(match, 2), match.quantity(0), sign, 3)


def date_apart(match: Match) -> Judgement | None:
    """`2024-01-31 is 30 days after 2024-01-01`."""
    sign = 1 if match.groups[2] == "after" else -1
    return _shift(match, _date(match, 3), match.quantity(1), sign, 0)


def weekday(match: Match) -> Judgement | None:
    """`2024-01-01 is a Monday`."""
    found, stated = WEEKDAYS[_date(match, 0).weekday()], match.groups[1]
    return Judgement(match.claim, "holds" if found == stated else "fails", stated, found, "the weekday was counted")


def clock_span(match: Match) -> Judgement | None:
    """`from 09:30 to 11:00 is 90 minutes`; from 13:00 on, an earlier end is the next day's."""
    if match.quantity(2).dimensions != TIME:
        return None
    start, end = _minutes(match.text(0)), _minutes(match.text(1))
    if end <= start:
        if start < AFTERNOON or end == start:
            raise Undecidable("whether it runs over midnight or noon is not stated")
        end += MINUTES_A_DAY
    return match.judge(_time((end - start) * 60, 60, "min"), match.quantity(2))


def _minutes(text: str) -> int:
    parts = text.split(":")
    if len(parts) != 2 or not all(part.isdigit() and len(part) <= 2 for part in parts):
        raise Undecidable(f"{text} is no time of day in hours and minutes")
    hours, minutes = int(parts[0]), int(parts[1])
    if hours > 24 or minutes > 59:
        raise Undecidable(f"{text} is no time of day")
    return hours * 60 + minutes


def leap_year(match: Match) -> Judgement | None:
    """`2024 is a leap year`, by the Gregorian rule."""
    stated, denied = match.quantity(0), match.groups[1] == "!="
    year = stated.value.lo
    plain = stated.value.exact and year.denominator == 1 and not (stated.dimensions or stated.label or stated.percent)
    if not plain or not FIRST_YEAR <= year <= LAST_YEAR:
        raise Undecidable("it names no year of the Gregorian calendar")
    leap = isleap(int(year))
    computed = f"{int(year)} is {'a' if leap else 'no'} leap year"
    return Judgement(
        match.claim,
        "holds" if leap != denied else "fails",
        "no leap year" if denied else "a leap year",
        computed,
        "the rule of the Gregorian calendar was applied",
    )

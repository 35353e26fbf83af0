"""Claims about dates and times of day. Dates are ISO 8601, so that no day is taken for a month."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from podium.core.mathematics.exact import Undecidable, whole
from podium.core.mathematics.judging import Judgement
from podium.core.mathematics.matching import Match
from podium.core.mathematics.quantity import Quantity
from podium.core.mathematics.units import TIME

DAY = 86400
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def _date(match: Match, group: int) -> date:
    try:
        return date.fromisoformat(match.text(group))
    except ValueError:
        raise Undecidable(f"{match.text(group)} is no date") from None


def _time(seconds: Fraction | int, size: Fraction | int, unit: str) -> Quantity:
    return Quantity(whole(seconds), TIME, unit=unit, scale=Fraction(size))


def date_span(match: Match) -> Judgement | None:
    """`from 2024-01-01 to 2024-01-31 is 30 days`; whether both ends count is not always clear."""
    stated = match.quantity(2)
    if stated.dimensions != TIME:
        return None
    days = (_date(match, 1) - _date(match, 0)).days
    judgement = match.judge(_time(days * DAY, DAY, "days"), stated)
    if judgement.verdict == "fails" and stated.value == whole((days + 1) * DAY):
        return Judgement(
            match.claim, "undecided", judgement.expected, judgement.computed, "it holds only if both ends are counted"
        )
    return judgement


def _shift(match: Match, start: date, by: Quantity, sign: int, stated: date) -> Judgement | None:
    if by.dimensions != TIME or (by.value.lo / DAY).denominator != 1:
        raise Undecidable("only whole days and weeks are added to a date")
    try:
        found = start + timedelta(days=sign * int(by.value.lo / DAY))
    except OverflowError:
        raise Undecidable("the date is out of range") from None
    reason = "the date was counted"
    return Judgement(
        match.claim, "holds" if found == stated else "fails", stated.isoformat(), found.isoformat(), reason
    )


def date_shift(match: Match) -> Judgement | None:
    """`2024-02-28 + 2 days = 2024-03-01`."""
    sign = 1 if match.groups[1] == "+" else -1
    return _shift(match, _date(match, 0), match.quantity(2), sign, _date(match, 3))


def shifted_date(match: Match) -> Judgement | None:
    """`30 days after 2024-01-01 is 2024-01-31`."""
    sign = 1 if match.groups[1] == "after" else -1
    return _shift(match, _date(match, 2), match.quantity(0), sign, _date(match, 3))


def weekday(match: Match) -> Judgement | None:
    """`2024-01-01 is a Monday`."""
    found, stated = WEEKDAYS[_date(match, 0).weekday()], match.groups[1]
    return Judgement(match.claim, "holds" if found == stated else "fails", stated, found, "the weekday was counted")


def clock_span(match: Match) -> Judgement | None:
    """`from 09:30 to 11:00 is 90 minutes`; over midnight it is undecided."""
    if match.quantity(2).dimensions != TIME:
        return None
    start, end = _minutes(match.text(0)), _minutes(match.text(1))
    if end <= start:
        raise Undecidable("whether it runs over midnight or noon is not stated")
    return match.judge(_time((end - start) * 60, 60, "min"), match.quantity(2))


def _minutes(text: str) -> int:
    parts = text.split(":")
    if len(parts) != 2 or not all(part.isdigit() and len(part) <= 2 for part in parts):
        raise Undecidable(f"{text} is no time of day in hours and minutes")
    hours, minutes = int(parts[0]), int(parts[1])
    if hours > 24 or minutes > 59:
        raise Undecidable(f"{text} is no time of day")
    return hours * 60 + minutes

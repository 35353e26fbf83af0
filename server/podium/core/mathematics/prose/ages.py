"""Ages and anniversaries, days that do not exist, quarters and ISO weeks."""

from __future__ import annotations

import calendar
import re
from datetime import date

from podium.core.mathematics.judging import Judgement
from podium.core.mathematics.prose.found import Found, decided, unsure
from podium.core.mathematics.prose.values import MONTHS, Told, Value, slot
from podium.core.units import CALENDAR

_MONTH = "|".join(MONTHS)
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
LARGEST_DAY = 39
"""A number above it before the name of a month is no day of it."""
_DENIED = re.compile(r"\b(?:no|not|never|impossible|invalid|wrong)\b|n't\b", re.IGNORECASE)
_BEGAN = re.compile(
    rf"\b(?:founded|established|set up|opened|started|began|built|launched|formed|created|incorporated|married|wed|first held|first published|born|dates? (?:from|back to)|since)\b[^#]{{0,40}}?\b(?:in|from|to|since|back to)? ?{slot('n', 'from')}"
)
_MARKS = re.compile(
    rf"(?P<lead>\b(?:in|year) {slot('n', 'early')}[^#]*?)?{slot('o', 'nth')} (?P<what>anniversary|birthday|jubilee|year|edition|annual)\b(?:[^#]*?\bin {slot('n', 'year')})?"
)


def anniversary(told: Told) -> Found | None:
    """`founded in 1974 and will mark its 60th anniversary in 2024`."""
    start, marks = told.search(_BEGAN), told.search(_MARKS)
    if not start or not marks or told.of("dtlrpu") or marks["what"] not in ("anniversary", "birthday", "jubilee"):
        return None
    name = "year" if marks["year"] else "early" if marks["early"] else ""
    years = [told.at(start, "from"), *([told.at(marks, name)] if name else [])]
    nth = told.at(marks, "nth")
    if len(years) != 2 or len(told.of("n")) != 2 or not all(_is_year(year) for year in years):
        return None
    apart = int(years[1].amount.value.lo - years[0].amount.value.lo)
    return decided(told, nth.numbers[0] == apart, f"the {apart}th", "the years were subtracted", nth, *years)


def _is_year(value: Value) -> bool:
    size = value.amount.value.lo
    return size.denominator == 1 and 1000 <= size <= 2999 and "," not in value.text


def age(told: Told) -> Found | None:
    """`born on 12 May 1990, she turned 34 on 12 May 2024`."""
    days = [v for v in told.of("d") if v.day]
    if len(days) != 2 or "born" not in told.shape or not all(v.day and v.day.year > 1 for v in days):
        return None
    numbers = [v for v in told.of("nuo") if v.kind == "o" or v.kind == "n" or v.amount.dimensions == CALENDAR]
    if len(numbers) != 1 or len(told.of("npudtlro")) != 3:
        return None
    said = (
        numbers[0].numbers[0]
        if numbers[0].kind == "o"
        else numbers[0].amount.value.lo / (12 if numbers[0].kind == "u" else 1)
    )
    first, second = sorted(v.day for v in days if v.day)
    years = second.year - first.year - ((second.month, second.day) < (first.month, first.day))
    turned = re.search(r"\bturn(?:s|ed|ing)?\b|birthday", told.shape)
    right = said == years and (not turned or (second.month, second.day) == (first.month, first.day))
    return decided(told, right, f"{years} years", "the years were counted", numbers[0], *days)


_NO_DAY = re.compile(
    rf"(?:(?:\b(?:on|dated|until|till|by|from|since|due|for|before|after|of|is|was|no|to|called|the|through|{'|'.join(_DAYS)})|[,:(;|]|^)\W*(?:the )?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<month>{_MONTH})\b|\b(?P<other>{_MONTH}) (?P<after>\d{{1,2}})(?:st|nd|rd|th)?\b(?![.,:]?\d|%))"
    r"(?:,? (?P<year>[12]\d{3})\b)?(?= ?(?:[.,;:)!|]|$|at\b|is\b|was\b|and\b|in\b|until\b|to\b|does\b|exists?\b|as\b|for\b|by\b|with\b|because\b|so\b|when\b|after\b|has\b))",
    re.IGNORECASE,
)


def judge_impossible_day(text: str) -> Judgement | None:
    """The judgement of a statement with a day that no month has: `the meeting is on 31 June`; None where there is none."""
    for match in _NO_DAY.finditer(text):
        number = int(match["day"] or match["after"])
        month = MONTHS.index((match["month"] or match["other"]).lower()) + 1
        last = calendar.monthrange(int(match["year"] or 2024), month)[1]
        if last < number <= LARGEST_DAY and (match["month"] or match["other"])[0].isupper():
            denied = bool(_DENIED.search(text))
            reason = "the days of the month were counted"
            return Judgement(
                text.strip(),
                "holds" if denied else "fails",
                None,
                f"{MONTHS[month - 1].title()} has {last} days",
                reason,
            )
    return None


_QUARTER = re.compile(
    rf"\b(?P<month>{_MONTH})\b[^#]*?\b(?:is|falls?|lies|belongs|counts|comes)\b[^#]*?(?:(?:the )?{slot('o', 'nth')} quarter|\bq(?P<q>[1-4])\b)"
)
_SPANS = re.compile(
    rf"(?:{slot('o', 'nth')} (?:calendar )?quarter|\bq(?P<q>[1-4]))\b[^#]*?\b(?:runs?|is|are|covers?|comprises|consists of|goes|spans|means|starts?|begins?|ends?|includes)\b(?P<link>[^#]*?)\b(?P<first>{_MONTH})\b(?:[^#]*?\b(?P<last>{_MONTH}))?[^#]*$"
)


def quarter(told: Told) -> Found | None:
    """`August falls in the third quarter`, `Q3 runs from July to September`."""
    if "quarter" not in told.shape and not re.search(r"\bq[1-4]\b", told.shape):
        return None
    if re.search(r"\b(?:fiscal|financial|tax|school|not|never|if)\b|n't\b", told.shape) or told.of("nupdtlr"):
        return None
    match, spans = told.search(_QUARTER), told.search(_SPANS)
    found = spans or match
    if not found:
        return None
    number = int(told.at(found, "nth").numbers[0]) if found["nth"] else int(found["q"])
    if spans and spans["last"]:
        right = (MONTHS.index(spans["first"]) + 1, MONTHS.index(spans["last"]) + 1) == (3 * number - 2, 3 * number)
        shown = f"{MONTHS[3 * number - 3].title()} to {MONTHS[3 * number - 1].title()}" if number <= 4 else "none"
    elif match and not spans:
        month = MONTHS.index(match["month"]) + 1
        right, shown = (month + 2) // 3 == number, f"quarter {(month + 2) // 3}"
    else:
        return None
    return decided(told, right, shown, "the months were counted", *told.of("o"))


_ISO_WEEK = re.compile(rf"\b(?:iso|calendar) week {slot('ni', 'week')}(?: of {slot('n', 'year')})?")
_FIFTY_THREE = re.compile(
    rf"(?:{slot('n', 'year')} (?:has|had|will have|counts) {slot('n', 'many')} (?:iso |calendar )weeks)"
)
_BEGINS = re.compile(r"\b(?:begins?|began|starts?|started)\b")
_ENDS = re.compile(r"\b(?:ends?|ended)\b")


def iso_week(told: Told) -> Found | None:
    """`ISO week 1 of 2025 begins on Monday 30 December 2024`, `2020 has 53 ISO weeks`."""
    if "week" not in told.shape or not re.search(r"\biso\b|\bcalendar week", told.shape):
        return None
    count = told.search(_FIFTY_THREE)
    if count and len(told.of("npudtlr")) == 2 and _is_year(told.at(count, "year")):
        year = int(told.at(count, "year").amount.value.lo)
        weeks = date(year, 12, 28).isocalendar()[1]
        many = told.at(count, "many")
        return decided(told, many.amount.value.lo == weeks, f"{weeks} weeks", "the weeks were counted", *told.of("n"))
    match, days = told.search(_ISO_WEEK), [v for v in told.of("d") if v.day and v.day.year > 1]
    if not match or len(days) != 1:
        return None
    day = days[0].day
    week = told.at(match, "week")
    assert day is not None
    if week.kind != "n":
        return None
    iso = day.isocalendar()
    years = [told.at(match, "year")] if match["year"] else []
    right = iso[1] == week.amount.value.lo and all(iso[0] == year.amount.value.lo for year in years)
    if _BEGINS.search(told.shape):
        right = right and iso[2] == 1
    elif _ENDS.search(told.shape):
        right = right and iso[2] == 7
    used = (week, *days, *years)
    if len(used) != len(told.of("npudtlr")):
        return unsure(told, "what its other figures have to do with the week is not known", *used)
    return decided(told, right, f"week {iso[1]} of {iso[0]}", "the ISO week was counted", *used)


_LEAP = re.compile(
    rf"{slot('n', 'year')}(?P<is> (?:is|was|will be|being)(?: not)? (?:an? )?(?:leap|common) year)(?P<why>[^#]*?(?:divisible by|multiple of) {slot('n', 'by')}[^#]*?)?,? ?(?:\)|so|hence|and|thus|therefore|which (?:gives|means|is why))[^#]*\bfebruary\b[^#]*?{slot('u', 'days')}\W*$"
)


def leap_february(told: Told) -> Found | None:
    """`2000 was a leap year (divisible by 400), hence its February had 29 days`."""
    match = told.search(_LEAP)
    if not match or not _is_year(told.at(match, "year")):
        return None
    year, days = told.at(match, "year"), told.at(match, "days")
    number = int(year.amount.value.lo)
    leap = calendar.isleap(number)
    said = ("not" in match["is"]) != ("leap" in match["is"])
    used = [year, days]
    right = said == leap and days.amount.value.lo == 86400 * (29 if leap else 28)
    if match["by"]:
        used.append(told.at(match, "by"))
        by = used[-1].amount.value.lo
        right = right and by > 0 and (number % by == 0) != bool(re.search(r"\bnot\b|n't\b", match["why"]))
    return decided(
        told, right, f"February {number} has {29 if leap else 28} days", "the rule of the calendar was applied", *used
    )


_TURNING = re.compile(
    rf"\bborn in {slot('n', 'from')}[^#]*?\b(?:turn(?:s|ed)?|celebrates? (?:his|her|their)|will turn|(?:has|have|had) (?:his|her|their)) (?:{slot('n', 'age')}|{slot('o', 'nth')} birthday)[^#]*?\bin {slot('n', 'year')}\W*$"
)


def turning(told: Told) -> Found | None:
    """`a person born in 1984 turns 40 in 2024`."""
    match = told.search(_TURNING)
    if not match or not _is_year(told.at(match, "from")) or not _is_year(told.at(match, "year")):
        return None
    start, end = told.at(match, "from"), told.at(match, "year")
    value = told.at(match, "age" if match["age"] else "nth")
    said = value.amount.value.lo if match["age"] else value.numbers[0]
    years = end.amount.value.lo - start.amount.value.lo
    return decided(told, said == years, f"{years} years", "the years were subtracted", value, start, end)


_LEAP_COUNT = re.compile(
    rf"(?:\b(?:between|from) {slot('n', 'a')} (?:and|to|through) {slot('n', 'b')}[^#]*?{slot('n', 'many')} leap years|{slot('n', 'count')} leap years (?:between|from) {slot('n', 'c')} (?:and|to|through) {slot('n', 'd')})"
)


def leap_count(told: Told) -> Found | None:
    """`between 2000 and 2024 inclusive there were seven leap years`."""
    match = told.search(_LEAP_COUNT)
    if not match or len(told.of("npudtlr")) != 3:
        return None
    first, last = (told.at(match, name) for name in (("a", "b") if match["a"] else ("c", "d")))
    many = told.at(match, "many" if match["many"] else "count")
    if not _is_year(first) or not _is_year(last):
        return None
    low, high = int(first.amount.value.lo), int(last.amount.value.lo)
    both = bool(re.search(r"\binclusive\b|\bfrom\b|\bthrough\b|\bboth\b", told.shape))
    ranges = [range(low, high + 1)] if both else [range(low, high + 1), range(low + 1, high)]
    found = {sum(map(calendar.isleap, years)) for years in ranges}
    if len(found) > 1 and many.amount.value.lo in found:
        return unsure(told, "whether both years are counted is not stated", many, first, last)
    right = many.amount.value.lo in found
    return decided(told, right, f"{max(found)} leap years", "they were counted", many, first, last)


_DAY_OF_YEAR = re.compile(
    rf"(?:{slot('o', 'nth')} day (?:of|in) (?:the year )?{slot('n', 'year')}[^#]*?\b(?:is|was|falls? on|fell on|=) {slot('d', 'day')}|{slot('d', 'date')} (?:is|was) (?:the )?{slot('o', 'th')} day of (?:the|that|its) year)"
)


_NUMBERED = re.compile(rf"{slot('d', 'date')} (?:is|was) (?:the )?day (?:number |no\.? )?{slot('ni', 'nth')}")
_COMMON_YEAR = re.compile(r"\b(?:without a leap day|common year|non-leap year|not a leap year|ordinary year)\b")


def numbered_day(told: Told) -> Found | None:
    """`in a common year 10 April is day number 100`."""
    match = told.search(_NUMBERED)
    value = told.at(match, "date") if match else None
    if not match or value is None or value.day is None:
        return None
    common, leap = bool(_COMMON_YEAR.search(told.shape)), bool(re.search(r"\bleap year\b", told.shape))
    year = value.day.year if value.day.year > 1 else 2023 if common else 2024 if leap else 0
    nth = told.at(match, "nth")
    if not year:
        return None
    found = date(year, value.day.month, value.day.day).timetuple().tm_yday
    said = int(re.sub(r"\D", "", nth.text) or 0)
    years = [v for v in told.of("u") if v.text == "1 year"]
    return decided(told, found == said, f"day {found}", "the days were counted", nth, value, *years)


def day_of_year(told: Told) -> Found | None:
    """`the 100th day of 2023 was 10 April`, `1 March 2024 is the 61st day of the year`."""
    match = told.search(_DAY_OF_YEAR)
    if not match:
        return None
    value, nth = told.at(match, "day" if match["day"] else "date"), told.at(match, "nth" if match["nth"] else "th")
    year = told.at(match, "year") if match["year"] else None
    if value.day is None or (year is not None and not _is_year(year)) or (year is None and value.day.year == 1):
        return None
    try:
        day = value.day.replace(year=int(year.amount.value.lo)) if year else value.day
    except ValueError:
        return None
    found = day.timetuple().tm_yday
    used = (nth, value, *((year,) if year else ()))
    return decided(told, found == nth.numbers[0], f"day {found}", "the days were counted", *used)

"""Dates, times of day and days of the week that a text names, and whether two texts can mean the same ones."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from podium.core.patterns import Lazy

_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_ORDINALS = {"first": "1", "second": "2", "third": "3", "fourth": "4"}
_MONTH = "|".join(
    [*(m for m in _MONTHS if m != "may"), "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept?", "oct", "nov", "dec"]
)
_YEAR = r"(?:1[5-9]|20)\d\d"
_PATTERN = Lazy(
    rf"(?P<iso>\b{_YEAR}-\d\d-\d\d\b)"
    rf"|(?P<span>\b{_YEAR}\s?(?:[-–]|to|and)\s?{_YEAR}\b)"
    rf"|(?<![\d.,])\d{{1,2}}\s?(?:to|[-–]|until|and)\s?\d{{1,2}}\s(?P<m4>(?i:{_MONTH})|May)\b(?:\s(?P<y7>{_YEAR})\b)?"
    rf"|(?<![\d.,])(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?(?P<m1>(?i:{_MONTH})|May)\b\.?(?:,?\s(?P<y1>{_YEAR})\b)?"
    rf"|\b(?P<m2>(?i:{_MONTH})|May)\s(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\s?[%\w])(?:,?\s(?P<y2>{_YEAR})\b)?"
    rf"|\b(?P<m3>(?i:{'|'.join(m for m in _MONTHS if m not in ('may', 'march'))})|(?<=\w\s)March|(?<=\w\s)May)\b(?:,?\s(?P<y3>{_YEAR})\b)?"
    rf"|\bfrom\sthe\s(?P<origin>{_YEAR})(?=\s(?:harvest|vintage|crop|season|edition|series|batch)\b)"
    rf"|\b(?i:in|since|by|until|till|from|of|before|after|during|for|year|around|about|the|gives|states|reads)\s(?P<y4>{_YEAR}|(?<=in )1[0-4]\d\d|(?<=since )1[0-4]\d\d)\b(?!\s(?!(?:is|was|has|as)\b)[a-z]+s\b|[.,]\d)"
    rf"|(?:^|,\s|\s)(?P<y5>{_YEAR})$|^(?P<y6>{_YEAR})(?=,)"
    r"|\b(?P<hour12>\d{1,2})(?:[:.](?P<minute12>\d\d))?\s?(?P<half>(?i:[ap]\.?m\b\.?))"
    r"|(?<![\d:.])(?P<hour>\d{1,2}):(?P<minute>\d\d)\b(?!:)"
    r"|\b(?P<century>\d{1,2})(?:st|nd|rd|th)[\s-]century\b"
    rf"|\b(?P<weekday>(?i:{'|'.join(_DAYS)}))(?P<each>s?)\b"
    r"|\b(?:(?P<q1>[Qq][1-4])|(?P<q2>(?i:first|second|third|fourth))[\s-]quarter)\b"
)

_LIKELY = Lazy(rf"\d|(?i:day|quarter)|\b(?i:{_MONTH})|May\b")
"""What no text without a moment has."""
_TAKEN = Lazy(r"\b(?:in|was|is|of|took|takes|to)\s$")
"""Words before `4:12` that make it a time taken and no time of day."""


@dataclass(frozen=True, slots=True)
class Moment:
    """One moment: `kind` date, origin (`from the 2021 harvest`), century, clock, lap (a time taken), weekday or quarter.

    A date's unknown parts are 0, and fit any.
    """

    kind: str
    value: tuple[int, ...]

    @property
    def exact(self) -> bool:
        """Whether it is a date to the day."""
        return self.kind == "date" and bool(self.value[1] and self.value[2])

    def fits(self, other: Moment) -> bool:
        """Whether both can be the same."""
        return self.kind == other.kind and all(
            not (a and b) or a == b for a, b in zip(self.value, other.value, strict=True)
        )


def read_moments(text: str) -> tuple[frozenset[Moment], str]:
    """The moments of a text as written, and the text with blanks in their place."""
    if not _LIKELY.compiled.search(text):
        return frozenset(), text
    found: set[Moment] = set()

    def take(match: re.Match[str]) -> str:
        moment = _moment(match)
        if moment:
            found.add(moment)
        return " " * len(match[0])

    timeless = _PATTERN.compiled.sub(take, text)
    return frozenset(found), timeless


def apart(a: Iterable[Moment], b: Iterable[Moment]) -> bool:
    """Whether both name moments of one kind, and none of the one fits one of the other."""
    b = list(b)
    kinds = {one.kind for one in b}
    by_kind = {kind: [one for one in a if one.kind == kind] for kind in kinds}
    return any(
        mine and not any(one.fits(other) for one in mine for other in b if other.kind == kind)
        for kind, mine in by_kind.items()
    )


def _moment(match: re.Match[str]) -> Moment | None:
    got = {name: value for name, value in match.groupdict().items() if value}
    if "iso" in got:
        return Moment("date", tuple(int(part) for part in got["iso"].split("-")))
    if "origin" in got:
        return Moment("origin", (int(got["origin"]),))
    if "hour" in got:
        kind = "lap" if _TAKEN.compiled.search(match.string, 0, match.start()) else "clock"
        return Moment(kind, (int(got["hour"]) + 1, int(got["minute"]) + 1))
    if "half" in got:
        hour = int(got["hour12"]) % 12 + 12 * (got["half"][0] in "pP")
        return Moment("clock", (hour + 1, int(got.get("minute12", "0")) + 1))
    if "century" in got:
        return Moment("century", (int(got["century"]),))
    if "weekday" in got:
        return Moment("weekday", (_DAYS.index(got["weekday"].lower()) + 1,))
    if "q1" in got or "q2" in got:
        return Moment("quarter", (int(got["q1"][1] if "q1" in got else _ORDINALS[got["q2"].lower()]),))
    return _date(got)


def _date(got: dict[str, str]) -> Moment | None:
    year = next((int(got[key]) for key in ("y1", "y2", "y3", "y4", "y5", "y6", "y7") if key in got), 0)
    month = next((_month(got[key]) for key in ("m1", "m2", "m3", "m4") if key in got), 0)
    day = next((int(got[key]) for key in ("d1", "d2") if key in got), 0)
    return Moment("date", (year, month, day)) if year or month else None


def _month(name: str) -> int:
    return next(at for at, month in enumerate(_MONTHS, 1) if month.startswith(name.lower()[:3]))

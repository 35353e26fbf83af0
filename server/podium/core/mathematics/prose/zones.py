"""Times of day in two time zones, or on two kinds of clock."""

from __future__ import annotations

import re
from fractions import Fraction

from podium.core.mathematics.prose.found import Found, decided
from podium.core.mathematics.prose.values import Told, Value, minutes, slot
from podium.core.units import TIME

MINUTES_A_DAY = 1440
CUE = re.compile(
    r"\b(?:utc|gmt|cet|cest|eet|eest|wet|west|est|edt|mst|mdt|pst|pdt|jst|aest|aedt|ahead|behind|time difference|clocks?|morning|afternoon|evening|[ap]\.?m)\b"
)
_HOURS = {
    "utc": 0, "gmt": 0, "wet": 0, "west": 1, "cet": 1, "cest": 2, "eet": 2, "eest": 3, "est": -5, "edt": -4, "mst": -7,
    "mdt": -6, "pst": -8, "pdt": -7, "jst": 9, "aest": 10, "aedt": 11, "z": 0,
}  # fmt: skip
"""Zones whose letters mean one thing only, to their hours ahead of UTC."""
_ZONE = rf"(?:(?:utc|gmt) ?(?:[+−-]#[ni](?P<N>\d+)#|[+−-](?P<D>\d+))|(?P<Z>{'|'.join(_HOURS)})\b(?! ?[+−-]))"


def _zone(name: str) -> str:
    return re.sub(r"\?P<([NDZ])>", rf"?P<{name}\1>", _ZONE)


_SAME = re.compile(
    rf"{slot('t', 'a')} ?(?:in [a-z ]{{2,25}}? ?)?(?:in |\()?{_zone('a')}\)?(?:,? (?:it is|it's|is|equals|corresponds to|means|translates to|becomes|converts to|that is|i\.e\.|which is|in other words|the same as|would be|will be)|,| ?=| ?\(| ?→)+ ?(?:at )?{slot('t', 'b')} ?(?:in [a-z ]{{2,25}}? ?)?(?:in |\()?{_zone('b')}"
)
_FLOWN = re.compile(rf"{slot('t', 'a')} ?(?:in )?\(?{_zone('a')}.*?{slot('t', 'b')} ?(?:in )?\(?{_zone('b')}")
_AHEAD = re.compile(
    rf"(?:{slot('u', 'by')} (?P<way>ahead|behind)(?: of)?|\b(?P<before>ahead|behind)(?: of [a-z ]+)? by {slot('u', 'after')})"
)
_PAIR = re.compile(
    rf"\b(?P<x>[a-z]+(?: [a-z]+)?) (?:is|are|lies|runs) {slot('u')} (?:ahead of|behind) (?P<y>[a-z]+(?: [a-z]+)?)\b"
)
_AT = re.compile(rf"{slot('t', 't')} in (?P<place>[a-z]+(?: [a-z]+)?)")
_ON_CLOCKS = re.compile(
    rf"^\W*(?:the time )?{slot('t', 'a')}(?P<on>[a-z' ]{{0,40}}?) (?:is|equals|=|means|corresponds to|reads|shows as|becomes) {slot('t', 'b')}[^#]*(?:#[un]\d+#[- ]clock[^#]*)?$"
)
_CLOCKS = re.compile(
    r"(?:12|24|twelve|twenty-four)[- ]?hour|^\W*[\d:]+ (?:is|equals|=|means) [\d:]+\W*$", re.IGNORECASE
)


def zoned(told: Told) -> Found | None:
    """`14:00 in UTC+2 is 12:00 UTC`, `leaves at 09:00 GMT, lands at 13:00 CET after 3 hours`, clocks that are ahead."""
    if not (CUE.search(told.shape) or _ON_CLOCKS.match(told.shape)) or not 2 <= len(told.of("t")) <= 3:
        return None
    return _same(told) or _flown(told) or _in_two_places(told) or _offset(told) or _half_days(told)


def _hours(told: Told, match: re.Match[str], name: str) -> tuple[Fraction, list[Value]] | None:
    """How far ahead of UTC a zone is, with the value that tells it."""
    if match[f"{name}Z"]:
        return Fraction(_HOURS[match[f"{name}Z"]]), []
    sign = -1 if re.search(r"(?:utc|gmt) ?[−-]", match.group()[match.start(f"{name}") - match.start() :]) else 1
    if match[f"{name}N"]:
        value = told.values[int(match[f"{name}N"])]
        if value.kind != "n":
            return None
        return sign * abs(value.amount.value.lo), [value]
    return sign * Fraction(match[f"{name}D"]), []


def _same(told: Told) -> Found | None:
    match = told.search(_SAME)
    if not match:
        return None
    one, other = _hours(told, match, "a"), _hours(told, match, "b")
    if one is None or other is None:
        return None
    first, second = told.at(match, "a"), told.at(match, "b")
    found = (minutes(first) + 60 * (other[0] - one[0])) % MINUTES_A_DAY
    return _judged(told, found, second, first, *one[1], *other[1])


def _judged(told: Told, found: Fraction, said: Value, *used: Value) -> Found:
    shown = f"{int(found) // 60:02d}:{int(found) % 60:02d}"
    return decided(
        told, found == minutes(said) % MINUTES_A_DAY, shown, "the zones were compared", said, *used, expected=said.text
    )


def _flown(told: Told) -> Found | None:
    match, spans = told.search(_FLOWN), [v for v in told.of("u") if v.amount.dimensions == TIME]
    if not match or len(spans) != 1 or len(told.of("t")) != 2:
        return None
    one, other = _hours(told, match, "a"), _hours(told, match, "b")
    if one is None or other is None:
        return None
    first, second = told.at(match, "a"), told.at(match, "b")
    found = (minutes(first) + spans[0].amount.value.lo / 60 + 60 * (other[0] - one[0])) % MINUTES_A_DAY
    return _judged(told, found, second, first, spans[0], *one[1], *other[1])


def _ahead(told: Told) -> tuple[Fraction, Value] | None:
    match = told.search(_AHEAD)
    if not match or len(_AHEAD.findall(told.shape)) != 1:
        return None
    value = told.at(match, "by" if match["by"] else "after")
    if value.amount.dimensions != TIME:
        return None
    sign = -1 if (match["way"] or match["before"]) == "behind" else 1
    return sign * value.amount.value.lo / 60, value


def _in_two_places(told: Told) -> Found | None:
    """`Tokyo is 9 hours ahead of London, so 10:00 in London is 19:00 in Tokyo`."""
    pair, ahead = told.search(_PAIR), _ahead(told)
    at = {match["place"]: told.at(match, "t") for match in _AT.finditer(told.shape)}
    if not pair or not ahead or len(told.of("t")) != 2:
        return None
    there = next((value for place, value in at.items() if place.split()[0] in pair["x"].split()), None)
    here = next((value for place, value in at.items() if place.split()[0] in pair["y"].split()), None)
    if there is None or here is None or there is here:
        return None
    found = (minutes(here) + ahead[0]) % MINUTES_A_DAY
    return _judged(told, found, there, here, ahead[1])


def _offset(told: Told) -> Found | None:
    """A departure, a duration, how far the clocks there are ahead, and the local time of arrival."""
    ahead, times = _ahead(told), told.of("t")
    if (
        not ahead
        or len(times) != 2
        or not re.search(r"\b(?:destination|there|local|arriv\w*|land\w*|touch)\b", told.shape)
    ):
        return None
    spans = [v for v in told.of("u") if v.amount.dimensions == TIME and v is not ahead[1]]
    if len(spans) != 1 or told.place(times[0]) > told.place(spans[0]) or told.place(times[1]) < told.place(spans[0]):
        return None
    found = (minutes(times[0]) + spans[0].amount.value.lo / 60 + ahead[0]) % MINUTES_A_DAY
    return _judged(told, found, times[1], times[0], spans[0], ahead[1])


def _half_days(told: Told) -> Found | None:
    """`17:40 is 5:40 pm`, whose second time is read as one of a whole day before."""
    match = told.search(_ON_CLOCKS)
    if not match or len(told.of("t")) != 2 or not _CLOCKS.search(told.text):
        return None
    first, second = told.at(match, "a"), told.at(match, "b")
    clock = [v for v in told.of("un") if re.match(r"[ -]clock|[- ]hour", told.shape[told.place(v) + 4 :])]
    same = minutes(first) == minutes(second)
    return decided(told, same, first.text, "the two kinds of clock were compared", first, second, *clock)

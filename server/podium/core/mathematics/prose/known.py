"""What is known of a thing by its name: the angles of a polygon, the hours of a year, the numbers a type holds."""

from __future__ import annotations

import re
from fractions import Fraction

from podium.core.mathematics.exact import whole
from podium.core.mathematics.prose.found import Found, decided, stated
from podium.core.mathematics.prose.values import Told, Value, slot
from podium.core.mathematics.quantity import Quantity
from podium.core.units import TIME

_CORNERS = {"triangle": 3, "quadrilateral": 4, "rectangle": 4, "square": 4, "pentagon": 5, "hexagon": 6, "heptagon": 7, "octagon": 8, "nonagon": 9, "decagon": 10, "dodecagon": 12}  # fmt: skip
_ANGLES = re.compile(
    rf"\b(?:interior |inner |internal )?angles (?:of|in|inside) (?:an?|any|every|the|each) (?:regular |convex )?(?P<name>{'|'.join(_CORNERS)})s?\b[^#]{{0,30}}?(?:add up to|adds? to|sum to|come to|total|are|is|make) (?:exactly )?{slot('nu', 'sum')}"
)
_DAYS = {"leap year": 366, "common year": 365, "non-leap year": 365, "ordinary year": 365, "week": 7, "fortnight": 14, "day": 1}  # fmt: skip
_LASTS = re.compile(
    rf"^\W*(?:an?|the|one|every|each) (?P<name>{'|'.join(_DAYS)}) (?:lasts|has|is|contains|counts|consists of|comes to|runs to|makes) (?:exactly )?{slot('u', 'span')}\W*$"
)
_TYPE = re.compile(
    rf"\b(?:(?P<unsigned>u)?int(?P<bits>8|16|32|64)\b|(?P<sign>unsigned|signed) #u(?P<size>\d+)# (?:integers?|ints?|words?|numbers?|values?|counters?))[^#]*?\b(?:tops out at|goes up to|holds at most|reaches|has a maximum of|maximum is|ends at|max(?:es out at)? ?) ?{slot('n', 'most')}(?P<rest>[^#]*)(?:{slot('n', 'value')}(?P<said>[^#]*))?$"
)
_FITS = re.compile(
    r"\b(?:does not|doesn't|will not|won't|cannot|can't)\b[^#]*\b(?:fit|stored?|held|hold)\b|\boverflows?\b|\btoo (?:big|large)\b"
)
_FIRST = re.compile(
    rf"(?:\bfirst|#o\d+#) {slot('n', 'many')} (?P<kind>odd|even|natural|positive|square|whole)? ?(?:numbers|integers|squares)\b[^#]{{0,40}}?(?:add up to|adds? to|sum to|sum is|come to|total|is|make|gives?) (?:exactly )?{slot('n', 'sum')}"
)


_REGULAR = re.compile(
    rf"\b(?:(?:each|every|an?|the) (?P<kind>interior|internal|inner|exterior|outer|external) angles? (?:of|in) (?:an?|any|every|the) regular (?P<name>{'|'.join(_CORNERS)})(?: is| are| measures?| has| comes to| equals)*|regular (?P<other>{'|'.join(_CORNERS)})s? (?:has|have|with) (?P<sort>interior|internal|inner|exterior|outer|external) angles(?: of| measuring)?) (?:exactly )?{slot('n', 'angle')} ?(?:°|degrees?)"
)
_WEEKS = re.compile(
    rf"\bthere are {slot('u', 'span')}(?:,? and {slot('u', 'more')})? in (?:an?|one|every|each|the) (?P<name>{'|'.join(_DAYS)})\W*$|^\W*(?:an?|one|every|each) (?P<other>{'|'.join(_DAYS)}) (?:has|is|lasts|contains) {slot('u', 'first')} and {slot('u', 'second')}\W*$"
)


def _regular(told: Told) -> Found | None:
    """`each interior angle of a regular octagon is 135 degrees`."""
    match = told.search(_REGULAR)
    if not match:
        return None
    corners, value = _CORNERS[match["name"] or match["other"]], told.at(match, "angle")
    outside = (match["kind"] or match["sort"]) in ("exterior", "outer", "external")
    computed = Fraction(360, corners) if outside else 180 - Fraction(360, corners)
    return stated(told, Quantity(whole(computed)), value)


def _weeks(told: Told) -> Found | None:
    """`there are 52 weeks and 1 day in a common year`."""
    match = told.search(_WEEKS)
    if not match:
        return None
    parts = [told.at(match, name) for name in ("span", "more", "first", "second") if match[name]]
    if any(part.amount.dimensions != TIME for part in parts):
        return None
    total, days = sum(part.amount.value.lo for part in parts), _DAYS[match["name"] or match["other"]]
    return decided(told, total == days * 86400, f"{days} days", "the days were counted", *parts)


_NINES = re.compile(
    rf"{slot('n', 'many')} nines\b[^#]*?(?:is|are|means?|=|:|\(|correspond\w* to|equals?)[^#]*?{slot('p', 'share')}[^#]*$"
)


def _nines(told: Told) -> Found | None:
    """`five nines of availability is 99.999%`."""
    match = told.search(_NINES)
    many = told.at(match, "many").amount.value.lo if match else Fraction(0)
    if not match or many.denominator != 1 or not 0 < many < 12:
        return None
    share = told.at(match, "share")
    return decided(
        told,
        share.amount.value.lo == 1 - Fraction(1, 10 ** int(many)),
        f"{int(many)} nines",
        "the digits were counted",
        *told.of("np"),
    )


def known(told: Told) -> Found | None:
    """A value that follows from the name of a thing alone."""
    return _angles(told) or _regular(told) or _weeks(told) or _nines(told) or _time(told) or _type(told) or _first(told)


def _angles(told: Told) -> Found | None:
    """`the interior angles of a pentagon add up to 540 degrees`."""
    match = told.search(_ANGLES)
    if not match or "exterior" in told.shape:
        return None
    total, value = 180 * (_CORNERS[match["name"]] - 2), told.at(match, "sum")
    degrees = re.match(r" ?(?:degrees?|°)", told.shape[match.end() :])
    if value.kind == "n" and not degrees:
        return None
    said = Fraction(re.sub(r"[^\d.]", "", value.text) or "0")
    return decided(told, said == total, f"{total} degrees", "(n - 2) times 180 degrees", value)


def _time(told: Told) -> Found | None:
    """`a leap year lasts 8,784 hours`."""
    match = told.search(_LASTS)
    if not match or told.at(match, "span").amount.dimensions != TIME:
        return None
    return stated(told, Quantity(whole(_DAYS[match["name"]] * 86400), TIME), told.at(match, "span"))


def _type(told: Told) -> Found | None:
    """`a uint16 column tops out at 65,535, so 70,000 does not fit`."""
    match = told.search(_TYPE)
    if not match:
        return None
    size = told.at(match, "size") if match["size"] else None
    bits = int(size.amount.value.lo) if size else int(match["bits"])
    if bits not in (8, 16, 32, 64):
        return None
    most = 2 ** (bits - (0 if match["unsigned"] or match["sign"] == "unsigned" else 1)) - 1
    used: list[Value] = [told.at(match, "most"), *([size] if size else [])]
    right = used[0].amount.value.lo == most
    if match["value"]:
        value = told.at(match, "value")
        denied, fits = bool(_FITS.search(match["said"])), bool(re.search(r"\bfits?\b|\bstored?\b", match["said"]))
        if not denied and not fits:
            return None
        used.append(value)
        right = right and denied == (value.amount.value.lo > most)
    return decided(told, right, str(most), "the largest number of that type", *used)


def _first(told: Told) -> Found | None:
    """`the first 20 odd numbers add up to 400`."""
    match = told.search(_FIRST)
    if not match:
        return None
    many, value = told.at(match, "many"), told.at(match, "sum")
    n = many.amount.value.lo
    if n.denominator != 1 or not 0 < n < 10**9 or match["kind"] == "whole":
        return None
    square = match["kind"] == "square" or "squares" in match.group()
    total = {"odd": n * n, "even": n * (n + 1)}.get(match["kind"] or "", n * (n + 1) / 2)
    if square:
        total = n * (n + 1) * (2 * n + 1) / 6
    return decided(told, value.amount.value.lo == total, str(total), "the numbers were added", many, value)

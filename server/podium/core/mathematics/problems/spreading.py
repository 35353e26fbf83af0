"""What amounts tell about each other: a unit for a whole list, a count of a list, a number that only names."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from podium.core.mathematics import exact, quantity
from podium.core.mathematics.exact import whole
from podium.core.mathematics.problems.cues import NAMES_A_NUMBER
from podium.core.mathematics.problems.found import Found, points
from podium.core.mathematics.quantity import PERCENT
from podium.core.units import CALENDAR, NONE, TIME, combined

_LIST = re.compile(r"^(?: ?[,/&]| and| or| ?[,;] and| to| by| ?[×x]| ?[–-]) ?$")
_FORWARD = re.compile(
    r"^ ?(?:to|→|->|down to|up to|,? ?(?:and|but|is|it)? ?(?:\w+ )?now(?: \w+)?|instead of|and then|[,;]? ?(?:so |and )?(?:leaving|leaves)(?: only| just)?|[:;,]? ?(?:the |an |a |their )?(?:average|mean|median)(?: is| of| was)?|[a-z ]{0,24}\b(?:better|worse|more|less|faster|slower|longer|shorter|higher|lower) than (?:the |last |[\w']+ ){0,4}|[,;]? ?(?:and |but )?(?:\w+ ){0,4}every) ?$"
)
_YEAR_BEFORE = re.compile(r"(?:\b(?:in|since|by|of|from|until|till|to|than|year|during|before|after|late|early)|\() ?$")


_ALIKE = re.compile(r"^ (on|in|for|at|from|by|to) [a-z' ]{2,24},? (?:and |then |, )$")
"""`3 hours on Saturday and 2 on Sunday`."""
_COMES_TO = re.compile(
    r"\b(?:leaves?|leaving|left with|makes?|making|totals?|comes? to|total of|gives?|giving|down to|ends? up (?:at|with)|stands at)(?: us| me| them| you)?(?: just| only| exactly| about)? $"
)


def distribute(text: str, found: list[Found]) -> None:
    """`250, 500 and 1000 ms`, `from 50 minutes to 35`: bare numbers take the unit of their neighbour."""
    spread = False
    for at in range(len(found) - 1, 0, -1):
        link = text[found[at - 1].end : found[at].start].rstrip("$€£¥")
        longer = at > 1 and _bare(found[at - 2]) and bool(_LIST.match(text[found[at - 2].end : found[at - 1].start]))
        times = link.strip() in ("×", "x", "*") and text[found[at].start] in "$€£¥"
        spread = (
            _bare(found[at - 1]) and not times and bool(_LIST.match(link)) and (link.strip() != "," or spread or longer)
        )
        if spread:
            _take_unit(found[at - 1], found[at])
    if len(found) > 2 and _bare(found[-1]) and _COMES_TO.search(text[found[-2].end : found[-1].start].lower()):
        units = {(each.read.dimensions, each.read.unit) for each in found[:-1] if each.kind == "plain"}
        if len(units) == 1:
            _take_unit(found[-1], found[-2])
    for at in range(1, len(found)):
        link, after = text[found[at - 1].end : found[at].start].lower(), text[found[at].end :].lower()
        again = _ALIKE.match(link)
        if _bare(found[at]) and (_FORWARD.match(link) or (again and after.startswith(f" {again[1]} "))):
            _take_unit(found[at], found[at - 1])


def _bare(each: Found) -> bool:
    read = each.read
    return each.kind == "plain" and not (read.dimensions or read.label or read.unit or each.per or each.optional)


def _take_unit(each: Found, other: Found) -> None:
    if other.kind == "percent" and other.read.scale == PERCENT:
        each.read, each.kind = quantity.as_percent(each.read), "percent"
    elif other.kind == "plain" and other.read.dimensions and not other.read.zero and other.read.unit:
        read, size = other.read, other.read.scale
        value, scale = whole(each.read.value.lo * size), each.read.scale * size
        each.read = replace(each.read, value=value, scale=scale, dimensions=read.dimensions, unit=read.unit)


def merge(text: str, found: list[Found]) -> list[Found]:
    """`an hour and ten minutes` as one amount."""
    merged: list[Found] = []
    for each in found:
        last = merged[-1] if merged else None
        joined = last and last.optional and last.read.dimensions == each.read.dimensions == TIME
        if last and joined and each.read.scale < last.read.scale and text[last.end : each.start] == " and ":
            value = exact.add(last.read.value, each.read.value)
            last.read, last.end, last.optional = replace(each.read, value=value), each.end, False
        else:
            merged.append(each)
    return merged


_FROM_TO = re.compile(r"\bfrom [\d.]+ ?(?:%|percent) to [\d.]+ ?(?:%|percent)")


_WITH_CENTS = ("$", "€", "£", "USD", "EUR", "GBP", "dollar", "euro", "pound")


def settle(text: str, found: list[Found]) -> None:
    """What only the others tell: points of a percentage, a count of a list, what is said twice, money a month among money."""
    for at, each in enumerate(found):
        if (
            each.kind == "plain"
            and re.match(r" points?\b", text[each.end :])
            and (
                re.search(r"\b(?:up|down|by|rose|fell|gain\w*|lost|dropped) $", text[: each.start])
                or (re.match(r" points?(?:[,;.]| or\b|$)", text[each.end :]) and _FROM_TO.search(text))
                or re.match(r" points? (?:to|lower|higher|more|less|up|down|apart)\b", text[each.end :])
            )
            and any(other.kind == "percent" for other in found)
        ):
            points(each, PERCENT, at)
        if re.search(r"\bper $", text[: each.start]) or re.match(
            r"(?: times)? in (?:a row|succession)\b| nines\b", text[each.end :]
        ):
            each.optional = True
        if each.kind == "factor" and re.match(r" (?:in|out of) \d", text[each.end :]):
            each.kind = "plain"
        each.optional = (
            each.optional
            or _time_of_day(text, each)
            or _counts_a_list(text, found, at)
            or _counts_what_follows(text, found, at)
            or _counts_those_before(text, found, at)
            or _labels(text, each)
            or (at < len(found) - 1 and _said(found, at))
        )
    counted = [each for each in found if each.kind == "factor" and text[: each.end].endswith("times")]
    for each in counted if len(counted) > 1 else ():
        each.kind, each.read = "plain", replace(each.read, label="time")  # `ran 48 times and failed 6 times`
    for each, other in itertools.pairwise(found):
        if (
            each.read.dimensions == other.read.dimensions == TIME
            and each.read.scale > other.read.scale
            and re.match(r" (?:of|at) $", text[each.end : other.start])
        ):
            each.read = replace(quantity.literal(each.read.value.lo / each.read.scale), label=each.read.unit)
    currencies = {each.read.dimensions for each in found if each.read.unit in _WITH_CENTS}
    for each in found if len(currencies) == 1 else ():
        pence = not each.read.label and re.match(r"p\b| ?pence\b| ?pennies\b", text[each.end :])
        if (each.read.label.rstrip("s") in ("cent", "pence") or pence) and not each.read.dimensions:
            value, hundredth = each.read.value.lo, Fraction(1, 100)
            each.read = replace(
                each.read,
                value=whole(value / 100),
                scale=hundredth,
                dimensions=next(iter(currencies)),
                label="",
                unit="cents",
            )
    plain = {each.read.dimensions for each in found if len(each.read.dimensions) == 1}
    timed = any(each.read.dimensions in (TIME, CALENDAR) for each in found)
    for each in found:
        below = dict(each.read.dimensions)
        unit = next((name for name in ("time", "calendar") if below.get(name) == -1), "")
        above = combined(each.read.dimensions, ((unit, 1),)) if unit else NONE
        bare = unit and not above and not each.read.label and any(_bare(other) for other in found if other is not each)
        if bare and not timed:
            each.read = replace(
                each.read,
                value=exact.divide(each.read.value, whole(each.read.scale)),
                scale=Fraction(1),
                dimensions=NONE,
            )
        if above and above[0][0].isupper() and above in plain and not timed:
            number = exact.divide(each.read.value, whole(each.read.scale))
            each.read = replace(each.read, value=number, scale=Fraction(1), dimensions=above)


def _counts_a_list(text: str, found: Sequence[Found], at: int) -> bool:
    """`three partners hold 45, 30 and 25 percent`: a count of what stands next to each other."""
    each = found[at]
    number = each.read.value.lo / each.read.scale if each.read.dimensions in (TIME, CALENDAR) else each.read.value.lo
    many = (
        int(number)
        if each.kind == "plain" and each.read.dimensions in (NONE, TIME, CALENDAR) and number.denominator == 1
        else 0
    )
    if not 2 <= many <= 12 or len(found) < many + 2:
        return False
    alike = [(other.kind, other.read.dimensions, other.read.unit) for other in found]
    if each.read.dimensions and (found[at].read.dimensions == found[(at + 1) % len(found)].read.dimensions):
        return False
    if many + 1 <= len(found) - at and all(text[a.end : a.end + 1] == "°" for a in found[at + 1 : at + 1 + many]):
        return True
    runs = (alike[first : first + many] for first in (at + 1, at - many) if first >= 0)
    return any(len(run) == many and len(set(run)) == 1 and (run[0][1] or run[0][0] != "plain") for run in runs)


_THOSE = re.compile(r"\b(?:over|across|for|in|on|of) (?:the|these|those|all|its|our|both|all the) $")
_DURING = re.compile(r"\b(?:over|across|in) $")


def _counts_those_before(text: str, found: Sequence[Found], at: int) -> bool:
    """`... That is 341 over the three days`: a count of what was listed."""
    read = found[at].read
    many = read.value.lo / read.scale
    before = text[: found[at].start].lower()
    days = read.unit.lower().rstrip("s") in ("day", "week", "month", "year")
    return at > 2 and many in (at, at - 1) and bool(_THOSE.search(before) or (days and _DURING.search(before)))


def _counts_what_follows(text: str, found: Sequence[Found], at: int) -> bool:
    """`the three siblings own 120 hectares: Ada 50, Ben 40 and Cleo 30`: as many as stand after the colon."""
    many = found[at].read.value.lo
    colon = text.find(":", found[at].end)
    after = [each for each in found if each.start > colon > 0]
    return at < len(found) - 3 and len(after) > 1 and many == len(after) and not found[at].read.dimensions


def _time_of_day(text: str, each: Found) -> bool:
    """`before nine, leaving 36`: a number that tells when."""
    told = re.search(r"\b(?:before|until|till|by|at|after|since) $", text[: each.start])
    spelt = text[each.start : each.end].isalpha() and not each.read.dimensions and each.kind == "plain"
    return bool(told and spelt and re.match(r"[,.;]|$| o'clock", text[each.end :]))


def _labels(text: str, each: Found) -> bool:
    """`Motion 6: 412 for`: a number that names what is told."""
    plain = each.kind == "plain" and not each.read.dimensions and each.read.places is None
    named = re.fullmatch(r"\s*(?:[A-Za-z-]+ ){1,3}#?", text[: each.start])
    return bool(plain and named and text[each.end :].startswith(": "))


def _said(found: Sequence[Found], at: int) -> bool:
    """Whether an amount was told before, with the same unit and noun."""
    each = found[at].read
    return any(
        (other.read.value, other.read.dimensions, other.kind) == (each.value, each.dimensions, found[at].kind)
        and (other.read.label == each.label)
        and each.dimensions
        for other in found[:at]
    )


def names_only(text: str, each: Found) -> bool:
    """Whether a bare number only names something: a year, `line 7`, `invoice 2291`, `#4`."""
    read = each.read
    if text[: each.start].endswith(("No ", "no ")) and re.search(r"\byes\b", text, re.IGNORECASE):
        return False
    class_name = re.fullmatch(r"\d{1,2}[A-Z]", text[each.start : each.end])
    if class_name and re.search(
        r"\b(?:in|class|room|form|year|group|block|flat|gate|seat) $", text[: each.start].lower()
    ):
        return True
    if each.kind != "plain" or read.dimensions or read.places is not None or read.percent:
        return False
    before = text[max(0, each.start - 24) : each.start].lower()
    raw = text[each.start : each.end].split()[0]
    if re.fullmatch(r"(?:19|20)\d\d", raw) and (
        _YEAR_BEFORE.search(before) if not read.label else re.search(r"\b(?:in|since) $", before)
    ):
        return True
    word = re.search(r"([a-z]+)\.?\s*(?:#|no\.? ?)?$", before)
    plain = not read.label and not re.match(r"\s*(?:to|of|and|,|out|×|x)\s", text[each.end : each.end + 6])
    counted = word and word[1] in ("order", "trial", "sample", "case", "test", "pull", "commit") and not raw.isdigit()
    return before.endswith("#") or bool(
        word
        and word[1] in NAMES_A_NUMBER
        and (plain or raw.isdigit())
        and not counted
        and not text[each.end :].startswith("%")
    )

"""Comparisons in words: more than, at least, twice as long, longer than."""

from __future__ import annotations

import re
from fractions import Fraction

from podium.core.mathematics import exact
from podium.core.mathematics.exact import Undecidable, divide, whole
from podium.core.mathematics.judging import judge
from podium.core.mathematics.prose.found import Found
from podium.core.mathematics.prose.values import Told, Value, slot
from podium.core.mathematics.quantity import Quantity

_SIGNS = {
    "more than": ">", "greater than": ">", "larger than": ">", "bigger than": ">", "higher than": ">", "longer than": ">", "heavier than": ">", "taller than": ">", "wider than": ">",
    "over": ">", "above": ">", "exceeding": ">", "exceeds": ">", "older than": ">", "deeper than": ">", "upwards of": ">", "further than": ">", "farther than": ">", "dearer than": ">", "warmer than": ">", "hotter than": ">", "in excess of": ">", "better than": ">",
    "less than": "<", "fewer than": "<", "smaller than": "<", "lower than": "<", "shorter than": "<", "lighter than": "<", "under": "<", "below": "<", "short of": "<", "cheaper than": "<", "cooler than": "<", "colder than": "<", "younger than": "<", "narrower than": "<",
    "at least": ">=", "no less than": ">=", "no fewer than": ">=", "not less than": ">=", "a minimum of": ">=", "not more than": "<=",
    "at most": "<=", "no more than": "<=", "up to": "<=", "not exceeding": "<=", "as long as": "=", "as heavy as": "=", "as much as": "=", "the same as": "=", "equal to": "=", "exactly": "=", "as far as": "=", "as many as": "=",
}  # fmt: skip
_SIGN = r"(?P<sign>" + "|".join(sorted(_SIGNS, key=len, reverse=True)) + r")"
_ADVERB = r"(?:strictly |clearly |well |slightly |a little |a bit |just |comfortably |still |far |much |already |only |significantly |considerably |precisely )*"
_PART = rf"{slot('n', 'part')}(?: [a-z'-]+){{0,3}}? (?:out of|of|in|from) (?:the |its |our |all |a |their |every |total of )*{slot('n', 'whole')}"
_SHARE = r"(?:#[np](?P<share>\d+)#|(?P<half>half)|a (?P<fraction>third|quarter|fifth|tenth|majority))"
_OF_SHARE = re.compile(
    rf"{_PART}(?P<between>[^#.;]{{0,60}}?(?:[.;,]|\bso\b|\bis\b|\bare\b|\bthat\b|\bwhich\b|\bhence\b|\bmeaning\b)[^#.;]{{0,40}}?){_ADVERB}{_SIGN} {_SHARE}(?P<rest>[^#]*)$"
)
_VOTES = re.compile(
    rf"^\W*(?:with|of|out of|from|among|in)? ?(?:the |a |an |all )*(?:total of )?{slot('n', 'whole')}(?P<between>[^#.;]{{1,50}}?),? (?:and |of which |of whom |of them )?{slot('n', 'part')}(?P<mid>[^#.;]{{0,40}}?)\b(?:is|are|was|were|makes?|means?|amounts? to|represents?|constitutes?|being|or|i\.e\.|(?:is|are|was|were) [a-z]+,|[a-z]+,) (?:that is |still |therefore )?{_ADVERB}{_SIGN} {_SHARE}(?P<rest>[^#]*)$"
)
_MORE_OF = re.compile(
    rf"^\W*{_ADVERB}{_SIGN} {_SHARE} of (?:the |its |our |all |a |their )*{slot('n', 'whole')}(?P<between>[^#.;,(]{{0,40}}?)[,(:] ?(?:namely |that is |i\.e\. |in fact |to be exact,? )?{slot('n', 'part')}(?P<rest>[^#]*)$|^\W*{_ADVERB}(?P<sign2>{'|'.join(_SIGNS)}) {_SHARE.replace('share', 'share2').replace('half>', 'half2>').replace('fraction', 'fraction2')} of (?:the |its |our |all |a |their )*{slot('n', 'whole2')}(?P<between2>[^#.;,(]{{0,40}}?)[,(:] ?{slot('n', 'part2')}(?P<rest2>[^#]*)$"
)
_TWO = re.compile(
    rf"^[^#]{{0,60}}?{slot('nup', 'left')}(?P<mid>[^#.;]{{0,40}}?)\b(?P<verb>is|are|was|were|weighs?|lasts?|takes?|costs?|runs?|measures?|makes?|being|reaches|goes|ran|stays?|lies|comes to)(?P<no> not|n't)? {_ADVERB}{_SIGN} (?:the |a |an )?{slot('nup', 'right')}(?P<rest>[^#]*)$"
)
_TIMES = re.compile(
    rf"^[^#]{{0,60}}?{slot('nu', 'left')}(?P<mid>[^#.;]{{0,50}}?)\b(?:is|are|was|were|makes?|weighs?|lasts?|takes?|costs?|being|means)(?P<no> not|n't)? (?:exactly |precisely |just )?(?P<how>twice|double|half|three times|#n\d+# times|thrice|triple|one third|a third|a quarter|#n\d+#)(?: as (?:much|many|long|high|large|big|heavy|far|fast|old|wide|tall|expensive|deep)(?: as)?| of)?(?: the| a| an)?(?: [a-z]+){{0,3}}? ?{slot('nu', 'right')}(?P<rest>[^#]*)$"
)
_NAMES = {
    "half": Fraction(1, 2),
    "third": Fraction(1, 3),
    "quarter": Fraction(1, 4),
    "fifth": Fraction(1, 5),
    "tenth": Fraction(1, 10),
    "majority": Fraction(1, 2),
}
_MULTIPLES: dict[str, Fraction | int] = {
    "twice": 2,
    "double": 2,
    "thrice": 3,
    "triple": 3,
    "half": Fraction(1, 2),
    "a third": Fraction(1, 3),
    "one third": Fraction(1, 3),
    "a quarter": Fraction(1, 4),
}


def compared(told: Told) -> Found | None:
    """`nine of ten nodes are healthy, so more than 90% are`, `a 5 km run is longer than 3 miles`."""
    if told.of("dtlro"):
        return None
    return _of_share(told) or _times(told) or _two(told) or _same_count(told)


_SAME_COUNT = re.compile(
    rf"^\W*{slot('n', 'left')} (?P<noun>[a-z]+) (?:is|are|makes?|equals?|comes? to|means?) (?:exactly )?{slot('n', 'right')}(?: (?P=noun))?\W*$"
)


def _same_count(told: Told) -> Found | None:
    """`a dozen dozen eggs is 144 eggs`, where one of the two is a multiple that was spelt out."""
    match = told.search(_SAME_COUNT)
    if not match or "dozen dozen" not in told.said.lower():
        return None
    left, right = told.at(match, "left"), told.at(match, "right")
    return _judged(told, left.amount, "=", right.amount, left, right)


def _of_share(told: Told) -> Found | None:
    for pattern in (_OF_SHARE, _VOTES, _MORE_OF):
        match = told.search(pattern)
        if not match:
            continue
        end = "" if match["part"] else "2"
        part, total = told.at(match, "part" + end), told.at(match, "whole" + end)
        if not 0 <= part.amount.value.lo <= total.amount.value.lo != 0 or not match["sign" + end]:
            return None
        share = told.at(match, "share" + end) if match["share" + end] else None
        name = match["half" + end] or match["fraction" + end]
        limit = share.amount if share else Quantity(whole(_NAMES[name]))
        if share and share.kind == "n" and not share.amount.fraction:
            return None
        left = Quantity(divide(part.amount.value, total.amount.value))
        if "not" in match.group().split() or "n't" in match.group():
            return None
        judgement = judge(told.said.strip(), left, _SIGNS[match["sign" + end]], limit)
        return Found(judgement, (part, total, *([share] if share else [])))
    return None


def _two(told: Told) -> Found | None:
    match = told.search(_TWO)
    if (
        not match
        or len(told.of("nupdtlr")) != 2
        or re.search(
            r"[a-z]{4}", re.sub(r"\b(?:in|long|of|the|total|together|distance|altogether)\b", "", match["rest"])
        )
    ):
        return None
    left, right = told.at(match, "left"), told.at(match, "right")
    if left.kind != right.kind or left.kind == "p" or left.amount.dimensions != right.amount.dimensions:
        return None
    if left.kind == "n" and (match["mid"].strip() or match["rest"].strip(" .")):
        return None
    sign = _SIGNS[match["sign"]]
    if match["no"]:
        sign = {">": "<=", "<": ">=", ">=": "<", "<=": ">", "=": "!="}[sign]
    return _judged(told, left.amount, sign, right.amount, left, right)


def _times(told: Told) -> Found | None:
    match = told.search(_TIMES)
    if not match or re.search(r"[a-z]{4}", match["rest"]) or re.search(r"\bevery $", told.shape[: match.start()]):
        return None
    left, right = told.at(match, "left"), told.at(match, "right")
    how = re.search(r"#n(\d+)#", match["how"])
    number = told.values[int(how[1])] if how else None
    if number and "times" not in match["how"] and not number.amount.fraction:
        return None
    factor = number.amount.value.lo if number else Fraction(_MULTIPLES.get(match["how"], 3))
    if left.amount.dimensions != right.amount.dimensions or left.kind != right.kind or left.amount.zero:
        return None
    if left.kind == "n" and not re.search(r"\bas (?:much|many)\b|times|twice|double|half|#n\d+# of", match.group()):
        return None
    computed = Quantity(exact.multiply(right.amount.value, whole(factor)), right.amount.dimensions)
    used: list[Value] = [left, right, *([number] if number else [])]
    return _judged(told, left.amount, "!=" if match["no"] else "=", computed, *used)


def _judged(told: Told, left: Quantity, sign: str, right: Quantity, *used: Value) -> Found | None:
    try:
        return Found(judge(told.said.strip(), left, sign, right), used)
    except Undecidable:
        return None

"""The amounts a sentence states: each as a range of what may be meant, with its unit or the thing it counts."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from podium.core.contradictions.lexicon import FILLERS, SCOPES, word_set
from podium.core.contradictions.numerals import NUMERAL, numeral
from podium.core.decision.words import stem

_NUMBER = re.compile(
    r"(?P<money>[$€£¥]\s?|\b(?:usd|eur|gbp|jpy)\s)?(?<![\w.,:/#@-])(?<![A-Za-z_][-_.:])(?P<sign>(?:(?<=\s)|(?<=^))[-−])?"
    r"(?P<digits>\d{1,3}(?:,\d{3})+|\d{1,15})(?P<decimals>\.\d{1,12})?"
    r"(?P<glued>[a-zA-Zµ%]{1,6})?(?![\w:/]|[.,-]\d|-[A-Za-z])"
)
_DIGIT = re.compile(r"\d")
_MULTIPLIERS = {"k": 1e3, "thousand": 1e3, "m": 1e6, "million": 1e6, "bn": 1e9, "billion": 1e9}
_NEXT = re.compile(r"\s?(%|°?[^\W\d_]+)")
_PER = re.compile(r"(?:\sof\s[a-z]+)?\s(?:per|a|an|each|every)\s([a-z]+)|\s?/\s?([a-z]+)")
_SPELLED = {
    "t": "tonne",
    "ha": "hectare",
    "h": "hour",
    "hr": "hour",
    "s": "second",
    "min": "minute",
    "d": "day",
    "yr": "year",
}
_RANGE = re.compile(r"\s?(?:[-–]|to|and)\s?$")
_BEFORE = re.compile(r"([a-z]+|[<>~≈≤≥]=?)\W*$")
_NEAR = word_set("about around approximately roughly nearly almost circa some ~ ≈")
_FROM = re.compile(r"(?:at least|more than|over|above|exceed(?:s|ed|ing)?|no less than|minimum of|[>≥]=?)\s*$")
_UPTO = re.compile(r"(?:at most|less than|fewer than|under|below|up to|no more than|within|maximum of|[<≤]=?)\s*$")

_NEVER = re.compile(r"\b(?:never|not|n't|no|nothing|none|without)(?: [a-z]+){0,3} $")
"""A negation that turns a bound round: `never went above 4`."""
_LIMIT = re.compile(r"(?:at least|at most|no less than|no more than|up to|within|(?:mini|maxi)mum of)\s*$")

NEARLY = 0.15
"""Share of an amount by which one stated as `about` may be off: a convention."""
MEASURED = 0.05
"""Share by which two measurements of the same thing may differ without contradicting: a convention."""
_OF_THEM = re.compile(r"\s(?:of (?:them|these|those|which)|are|were|of whom)\b")
_NAMED = re.compile(
    r"\W*(?:the |our )?(?!after |about |over |under |only |within |around |some |just |nearly |almost |below |above |until |before |from |with |for |exactly |roughly )[a-z-]{3,} "
)
"""`Plot 4 needs`: a number behind the first noun of a sentence tells which one it is."""
_JOINING = word_set("may might can could would if when while because than that which who as so but where until not")
_SHORT, _PARTICIPLES = 3, ("ed", "ing")
_MOST = 12
_MONTH = 30.44 * 86_400
"""A month's mean length in seconds, so that `90 days` and `three months` are near enough."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One amount between `low` and `high`, in base units; `unit` is a dimension or the stem of what is counted.

    An open end is infinite; `limit` tells that the other one is set (`at most 5`) and not merely true (`less than 5`).
    """

    low: float
    high: float
    unit: str
    limit: bool = False

    def apart(self, other: Figure) -> bool:
        """Whether no amount fits both, or they are different limits."""
        if self.unit != other.unit:
            return False
        if self.limit and other.limit and self.open_end == other.open_end:
            mine, theirs = sorted((self._limit, other._limit))
            return theirs - mine > MEASURED * abs(theirs)
        return self.high < other.low or other.high < self.low

    @property
    def open_end(self) -> int:
        """Which end is open: -1 the lower, 1 the upper, 0 none."""
        return -1 if self.low == float("-inf") else int(self.high == float("inf"))

    @property
    def counts(self) -> bool:
        """Whether it says how many of something there are."""
        return self.unit.isalpha()

    @property
    def _limit(self) -> float:
        return self.high if self.open_end < 0 else self.low


@dataclass(frozen=True, slots=True)
class Found:
    """A figure and the range of text it takes, its unit included."""

    figure: Figure
    start: int
    end: int


def read_figures(text: str) -> list[Found]:
    """The amounts of a sentence in lower case, from left to right."""
    found: list[Found] = []
    for match in _NUMBER.finditer(text) if _DIGIT.search(text) else ():
        one = _figure(text, match)
        if one and found and _RANGE.fullmatch(text[found[-1].end : one.start]) and _open(found[-1], one, text):
            before = found.pop()
            one = Found(_joined(before.figure, one.figure, text, before, match), before.start, one.end)
        if one:
            found.append(one)
    found += [_worded(text, match) for match in NUMERAL.finditer(text)]
    if len(found) > 1:
        found = [one for one in found if not _is_year(one.figure)]
    return _of_them(text, _summed(text, sorted(found, key=lambda one: one.start)[:_MOST]))


def _summed(text: str, found: list[Found]) -> list[Found]:
    """`2 hours and 10 minutes` is one time."""
    made: list[Found] = []
    for one in found:
        longer = made[-1] if made else None
        if (
            longer
            and longer.figure.unit == one.figure.unit == "time1"
            and one.figure.high < longer.figure.low
            and text[longer.end : one.start].strip() in ("", "and", ",")
        ):
            low, high = longer.figure.low + one.figure.low, longer.figure.high + one.figure.high
            made[-1] = Found(replace(longer.figure, low=low, high=high), longer.start, one.end)
        else:
            made.append(one)
    return made


def _of_them(text: str, found: list[Found]) -> list[Found]:
    """`24 beds, 17 of them with a monitor`: a part counts the same as the figure before it."""
    made: list[Found] = []
    for one in found:
        part = made and not one.figure.unit and _OF_THEM.match(text, one.end)
        made.append(replace(one, figure=replace(one.figure, unit=made[-1].figure.unit)) if part else one)
    return made


def _is_year(figure: Figure) -> bool:
    """Beside another figure, a bare 2024 says when."""
    return not figure.unit and figure.low == figure.high and 1900 <= figure.low <= 2100


def _open(before: Found, one: Found, text: str) -> bool:
    """Whether two figures may be the ends of one range: the first has no unit, or the same one."""
    ends = text[before.end : one.start].strip()
    if ends == "and" and not text[: before.start].rstrip().endswith("between"):
        return False
    if text[: before.start].rstrip().endswith("from"):
        return False
    return before.figure.unit in ("", one.figure.unit)


def _joined(low: Figure, high: Figure, text: str, before: Found, match: re.Match[str]) -> Figure:
    plain = float(text[before.start : before.end].replace(",", "").replace("−", "-")) if low.unit != high.unit else None
    number = float(match["digits"].replace(",", "") + (match["decimals"] or ""))
    start = plain * (high.low + high.high) / 2 / number if plain is not None and number else low.low
    return Figure(min(start, low.low) if plain is None else start, max(high.high, start), high.unit)


def _figure(text: str, match: re.Match[str]) -> Found | None:
    before = _BEFORE.search(text, max(0, match.start() - 24), match.start())
    word = before[1] if before else ""
    glued = match["glued"] or ""
    if (
        not glued
        and not match["money"]
        and _NAMED.fullmatch(text, 0, match.start())
        and text[match.end() :].strip(" .")
        and not _measures(text, match.end())
    ):
        return None
    scale, unit, end, width = _unit(text, match, glued)
    if glued and not unit and glued not in _MULTIPLIERS:
        return None
    decimals = match["decimals"] or ""
    value = float((match["sign"] or "").replace("−", "-") + match["digits"].replace(",", "") + decimals) * scale
    if unit == "°f":
        value, unit = (value - 32) / 1.8, "°c"
    half = scale * 10.0 ** -max(0, len(decimals) - 1) / 2 if (width or decimals) else 0.0
    return Found(_bounded(value, max(half, abs(value) * width), unit, text[: match.start()], word), match.start(), end)


def _measures(text: str, at: int) -> bool:
    """Whether a unit follows a number."""
    following = _NEXT.match(text, at)
    return following is not None and (following[1] in ("%", "percent") or _known(following[1]) is not None)


def _unit(text: str, match: re.Match[str], glued: str) -> tuple[float, str, int, float]:
    """Scale to base units, name, end of the unit, and the share by which two of its amounts may differ."""
    scale, end = 1.0, match.end()
    if glued in _MULTIPLIERS:
        scale, glued = _MULTIPLIERS[glued], ""
    following = None if glued else _NEXT.match(text, end)
    while following and following[1] in _MULTIPLIERS and len(following[1]) > 2:
        scale, end = scale * _MULTIPLIERS[following[1]], following.end()
        following = _NEXT.match(text, end)
    word = glued or (following[1] if following else "")
    if match["money"]:
        return scale, _currency(match["money"].strip()) + _per(text, end)[0], end, MEASURED
    if word in ("%", "percent"):
        return scale, "%", following.end() if following else end, 0.01
    if word in ("°c", "°f"):
        after = following.end() if following else end
        return scale, word + _per(text, after)[0], after, MEASURED
    if word in ("x", "times", "fold"):
        return scale, "ratio", following.end() if following else end, MEASURED
    known = _known(word)
    if known:
        after = following.end() if following else end
        per, after = _per(text, after)
        return scale * known[0], known[1] + per, after, MEASURED
    beyond = _NEXT.match(text, following.end()) if following and not glued else None
    measured = _known(beyond[1]) if beyond and len(beyond[1]) > _SHORT and not known else None
    if measured and beyond and following and following[1] not in SCOPES:  # `168 overtime hours`
        return scale * measured[0], measured[1], beyond.end(), MEASURED
    if beyond and word.endswith(_PARTICIPLES) and _counted(beyond[1]):
        word = beyond[1]
    label = _counted(word)
    return scale, label + (_per(text, following.end())[0] if label and following else ""), end, 0.0


def _counted(word: str) -> str:
    """The stem of what is counted; a preposition, a conjunction or the like behind a number is nothing that is."""
    return (
        stem(word)
        if len(word) > 2 and stem(word) not in FILLERS and word not in SCOPES and word not in _JOINING
        else ""
    )


def _per(text: str, at: int) -> tuple[str, int]:
    """What an amount is told for one of, and where that ends; of `180 kg of seed per hectare` the seed is left to be read."""
    found = _PER.match(text, at)
    if not found:
        return "", at
    per = found[1] or found[2]
    return f"/{stem(_SPELLED.get(per, per))}", at if found[0].startswith(" of ") else found.end()


def _known(word: str) -> tuple[float, str] | None:
    from podium.core.units import CALENDAR, find_unit  # here, because its tables would slow every start

    unit = find_unit(_SPELLED.get(word, word)) or find_unit(_as_written().get(word, "")) if word else None
    if unit is None or not unit.dimensions:
        return None
    if unit.dimensions == CALENDAR:
        return float(unit.sizes[0]) * _MONTH, "time1"
    return float(unit.sizes[0]), "*".join(f"{name}{power}" for name, power in unit.dimensions)


def _currency(mark: str) -> str:
    """The unit of a sum of money whose mark or code stands before it."""
    known = _known(mark)
    return known[1] if known else mark


@cache
def _as_written() -> dict[str, str]:
    """Units by their name in lower case; of two that differ in case only (`mW`, `MW`) the larger one."""
    from podium.core.units import UNITS  # here, because its tables would slow every start

    by_size = sorted(UNITS, key=lambda name: UNITS[name].sizes[0])
    return {name.lower(): name for name in by_size}


def _bounded(value: float, half: float, unit: str, before: str, word: str) -> Figure:
    """The range that is meant: `at least` and `up to` leave one end open, `about` widens both."""
    if word in _NEAR:
        half = max(half, abs(value) * NEARLY)
    bound = _FROM.search(before) or _UPTO.search(before)
    turned = bound is not None and _NEVER.search(before, 0, bound.start()) is not None
    if turned and bound:
        low = _UPTO.search(before) is not None
        return Figure(value, float("inf"), unit, True) if low else Figure(float("-inf"), value, unit, True)
    if _FROM.search(before):
        return Figure(value, float("inf"), unit, _LIMIT.search(before) is not None)
    if _UPTO.search(before):
        return Figure(float("-inf"), value, unit, _LIMIT.search(before) is not None)
    return Figure(value - half, value + half, unit)


def _worded(text: str, match: re.Match[str]) -> Found:
    value = numeral(match)
    following = _NEXT.match(text, match.end())
    known = _known(following[1]) if following else None
    if known and following:
        value, unit = value * known[0], known[1]
        return Found(Figure(value * (1 - MEASURED), value * (1 + MEASURED), unit), match.start(), following.end())
    label = _counted(following[1] if following else "")
    return Found(Figure(value, value, label), match.start(), match.end())

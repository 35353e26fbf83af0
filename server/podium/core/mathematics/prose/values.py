"""The typed values of a statement, and the words between them as one string."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from podium.core.mathematics import exact, quantity
from podium.core.mathematics.exact import whole
from podium.core.mathematics.literals import Reading, match_words, read_literal
from podium.core.mathematics.prose.figures import in_figures
from podium.core.mathematics.quantity import Quantity
from podium.core.mathematics.tokens import Token, tokenize
from podium.core.mathematics.words import ORDINALS
from podium.core.units import TIME, find_unit

MOST_VALUES = 14
MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")  # fmt: skip
_MONTH = r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
_SPECIAL = re.compile(
    rf"""
    (?P<iso>\b\d{{4}}-\d{{2}}-\d{{2}}(?![\d-]))
  | (?P<day>\b\d{{1,2}}(?:st|nd|rd|th)?(?:\ of)?\ {_MONTH}(?:,?\ \d{{4}}\b)?|\b{_MONTH}\ \d{{1,2}}(?:st|nd|rd|th)?\b(?:,?\ \d{{4}}\b)?)
  | (?P<lap>(?<![\d:.,])\d{{1,3}}:[0-5]\d(?::[0-5]\d(?:\.\d+)?|\.\d+)(?!\d|:\d))
  | (?P<clock>(?<![\d:.,])\d{{1,2}}:[0-5]\d(?!\d|:\d|,\d|\.\d))
  | (?P<ratio>(?<![\d:.,])\d(?:[\d,]*\d)?(?:\.\d+)?(?:(?::|\ :\ )\d(?:[\d,]*\d)?(?:\.\d+)?)+(?!\d|:\d))
  | (?P<ordinal>\b\d{{1,4}}(?:st|nd|rd|th)\b|(?<!\d\ )\b(?:{"|".join(ORDINALS)})\b)
  | (?P<midnight>\bmidnight\b)
  | (?P<named>(?:\b(?:test|run|lap|silo|plant|line|batch|version|no\.|number|room|level|round|sample|invoice|page|figure|table
        |chapter|question|attempt|build|sprint|ticket|issue|leg|heat|stage|gate|route|unit|machine|tank|site)\ |\#)\#?\d+\b(?![\d.,:/%]*\d|%)|\b(?-i:(?!UTC|GMT)[A-Z](?:[A-Z]{{0,4}}|[a-z]{{2,11}}))-\d{{1,4}}\b(?![.,:/%-]*\d|%))
    """,
    re.VERBOSE | re.IGNORECASE,
)
_PARTIAL = re.compile(rf"\b(\d{{1,2}}) (to|and|until|through|till|-) (?=\d{{1,2}}(?: of)? ({_MONTH})(?:,? (\d{{4}}))?)")
_IN_YEAR = re.compile(
    rf"\bin (\d{{4}}),? (?:the )?(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? ({_MONTH})(?!,? \d{{4}})", re.IGNORECASE
)
_FRACTION = re.compile(r"(?<![\w./])(\d{1,4})/(\d{1,4})(?![\w/]|\.\d)")


@dataclass(frozen=True, slots=True)
class Value:
    """One value with its place in the figured text.

    `kind` is n (number), p (percentage), u (with a unit), d (date), t (time of day, minutes), l (lap, seconds),
    r (ratio), o (ordinal) or i (a number that is part of a name). `points` marks percentage points; `numbers` holds what
    a time, a lap, a ratio or an ordinal is made of; a date without a year has the year 1.
    """

    kind: str
    text: str
    start: int
    end: int
    quantity: Quantity | None = None
    day: date | None = None
    numbers: tuple[Fraction, ...] = ()
    points: bool = False

    @property
    def amount(self) -> Quantity:
        """Its quantity, without the thing it counts."""
        assert self.quantity is not None
        return replace(self.quantity, label="")


@dataclass(frozen=True, slots=True)
class Told:
    """A statement: its values, and its words in lower case with `#u0#` in the place of the first value, a measured one.

    `said` is the statement as it was told, `text` the one with its numbers in figures.
    """

    said: str
    text: str
    values: tuple[Value, ...]
    shape: str

    def of(self, kinds: str) -> list[Value]:
        """The values of these kinds, in order."""
        return [value for value in self.values if value.kind in kinds]

    def search(self, pattern: re.Pattern[str], at: int = 0) -> re.Match[str] | None:
        """The first place a pattern fits the shape."""
        return pattern.search(self.shape, at)

    def at(self, match: re.Match[str], name: str) -> Value:
        """The value that a named group names."""
        return self.values[int(match[name])]

    def place(self, value: Value) -> int:
        """Where a value stands in the shape."""
        return self.shape.index(f"#{value.kind}{self.values.index(value)}#")


def slot(kinds: str, name: str = "") -> str:
    """The pattern of a value of one of these kinds."""
    return rf"#[{kinds}](?P<{name}>\d+)#" if name else rf"#[{kinds}]\d+#"


def read_values(text: str, reading: Reading) -> Told | None:
    """The values of a statement; None where it has none, or more than are read this way."""
    said = text
    text = _PARTIAL.sub(lambda m: f"{m[1]} {m[3]}{' ' + m[4] if m[4] else ''} {m[2]} ", in_figures(text))
    text = _IN_YEAR.sub(r"\2 \3 \1", text)
    values = sorted(_values(text, reading), key=lambda value: value.start)
    if not 0 < len(values) <= MOST_VALUES:
        return None
    values = _with_years(values)
    shape, at = "", 0
    for index, value in enumerate(values):
        shape += f"{text[at : value.start]}#{value.kind}{index}#"
        at = value.end
    shape = " ".join((shape + text[at:]).lower().split())
    return Told(said, text, tuple(values), shape)


def _values(text: str, reading: Reading) -> Iterator[Value]:
    taken: list[tuple[int, int]] = []
    for found in _SPECIAL.finditer(text):
        special = _special(found)
        if special:
            taken.append(found.span())
            yield special
    tokens = tokenize(text)
    at = 0
    while at < len(tokens):
        token = tokens[at]
        inside = any(start <= token.start < end for start, end in taken)
        value = None if inside else _number(text, tokens, at, reading)
        if value is None:
            at += 1
            continue
        yield value
        while at < len(tokens) and tokens[at].start < value.end:
            at += 1


def _special(found: re.Match[str]) -> Value | None:
    kind, text = str(found.lastgroup), found.group()
    after = re.match(r" ?([a-zµ°]+)", found.string[found.end() :])
    if kind == "named" and after and find_unit(after[1]):
        return None
    start, end = found.span()
    if kind in ("iso", "day"):
        day = _day(text)
        return Value("d", text, start, end, day=day) if day else None
    if kind in ("clock", "lap", "ratio"):
        numbers = tuple(Fraction(part.replace(",", "").strip()) for part in text.split(":"))
        if kind == "clock" and numbers[0] <= 24:
            return Value("t", text, start, end, numbers=numbers)
        return Value("r" if kind == "ratio" else "l", text, start, end, numbers=numbers)
    if kind == "ordinal":
        place = re.match(r"\d+", text)
        number = int(place[0]) if place else ORDINALS.index(text.lower()) + 1
        return Value("o", text, start, end, numbers=(Fraction(number),))
    if kind == "midnight":
        return Value("t", text, start, end, numbers=(Fraction(0), Fraction(0)))
    return Value("i", text, start, end)


def _day(text: str) -> date | None:
    try:
        if re.match(r"\d{4}-", text):
            return date.fromisoformat(text)
        name = re.search(r"[A-Za-z]{3,}", re.sub(r"\d(?:st|nd|rd|th)|\bof\b", "", text))
        numbers = [int(number) for number in re.findall(r"\d+", text)]
        month = next(at for at, each in enumerate(MONTHS, 1) if name and each.startswith(name[0].lower()[:3]))
        year = next((number for number in numbers if number > 31), 1)
        return date(year, month, next(number for number in numbers if number <= 31))
    except (ValueError, StopIteration):
        return None


def _with_years(values: list[Value]) -> list[Value]:
    """A date without a year has the one of the next date, or of the one before it, if they do not pass a new year."""
    dated = [value.day for value in values if value.day]
    years = {day.year for day in dated if day.year > 1}
    if len(years) != 1:
        return values
    year = years.pop()
    found = []
    for value in values:
        if value.day and value.day.year == 1:
            try:
                value = replace(value, day=value.day.replace(year=year))
            except ValueError:
                return values
        found.append(value)
    days = [value.day for value in found if value.day]
    return found if days == sorted(days) or all(day.year > 1 for day in dated) else values


def _number(text: str, tokens: Sequence[Token], at: int, reading: Reading) -> Value | None:
    token = tokens[at]
    if token.kind == "number" and (part := _FRACTION.match(text, token.start)):
        return _fraction(text, tokens, at, part, reading)
    if token.kind not in ("number", "word") or (
        at and token.glued and tokens[at - 1].kind in ("word", "vague", "number")
    ):
        return None
    if token.kind == "word" and not (token.text in "$€£¥" or token.text in ("USD", "EUR", "GBP", "JPY")):
        return None
    read = read_literal(tokens, at, reading)
    if read is None:
        return None
    found, end = read.quantity, read.next
    if found.label:
        end = next(i for i in range(at, read.next) if tokens[i].start >= tokens[at].end and tokens[i].kind == "word")
        found = _unlabelled(tokens, at, found, reading)
    return _typed(text, tokens, at, end, found)


def _unlabelled(tokens: Sequence[Token], at: int, found: Quantity, reading: Reading) -> Quantity:
    if not found.dimensions:
        return found
    plain = read_literal(tokens[at : at + 1], 0, reading)
    return plain.quantity if plain else found


def _typed(text: str, tokens: Sequence[Token], at: int, end: int, found: Quantity) -> Value:
    points = False
    if not (found.percent or found.dimensions or found.unit) and end < len(tokens):
        for words, size in ((("percentage", "point"), 100), (("percentage", "points"), 100), (("pp",), 100), (("basis", "points"), 10000), (("basis", "point"), 10000)):  # fmt: skip
            if match_words(tokens, end, words):
                found, end, points = quantity.as_percent(found, Fraction(1, size)), end + len(words), True
                found = replace(found, percent=True, label="")
    elif found.percent and end < len(tokens) and tokens[end].is_word("points", "point"):
        points, end = True, end + 1
    elif found.unit in ("bps", "bp"):
        found, points = replace(found, percent=True), True
    kind = "p" if found.percent else "u" if found.dimensions else "n"
    start = tokens[at].start
    sign = text[start - 1 : start]
    if sign in ("-", "−") and not text[start - 2 : start - 1].strip():
        found, start = quantity.negated(found), start - 1
    return Value(kind, text[start : tokens[end - 1].end], start, tokens[end - 1].end, quantity=found, points=points)


def _fraction(text: str, tokens: Sequence[Token], at: int, part: re.Match[str], reading: Reading) -> Value | None:
    top, bottom = int(part[1]), int(part[2])
    if not bottom or top > bottom * 20:
        return None
    value = Quantity(whole(Fraction(top, bottom)), fraction=True)
    after = next((i for i in range(at, len(tokens)) if tokens[i].start >= part.end()), len(tokens))
    unit = read_literal(
        [replace(tokens[at], text="1", value=Fraction(1), places=None), *tokens[after : after + 4]], 0, reading
    )
    if unit and unit.quantity.dimensions and not unit.quantity.label and not unit.quantity.zero:
        size = unit.quantity
        value = replace(size, value=exact.multiply(size.value, value.value), fraction=True, places=None)
        end = tokens[after + unit.next - 2].end
        return Value("u", text[part.start() : end], part.start(), end, quantity=value)
    rest = re.match(r" (?:percentage point|percent|%)s?", text[part.end() :])
    if rest:
        value = replace(
            value,
            value=exact.multiply(value.value, whole(Fraction(1, 100))),
            percent=True,
            scale=Fraction(1, 100),
            fraction=True,
        )
        return Value(
            "p",
            part.group() + rest.group(),
            part.start(),
            part.end() + rest.end(),
            quantity=value,
            points="point" in rest.group(),
        )
    return Value("n", part.group(), part.start(), part.end(), quantity=value)


def minutes(value: Value) -> Fraction:
    """A time of day in minutes after midnight."""
    return value.numbers[0] * 60 + value.numbers[1]


def seconds(value: Value) -> Fraction:
    """A lap (`2:14.8`, `1:02:03`), or a time of day read as minutes and seconds, in seconds."""
    total = Fraction(0)
    for number in value.numbers:
        total = total * 60 + number
    return total


def span(seconds: Fraction | int, unit: str = "min") -> Quantity:
    """A duration."""
    size = {"s": 1, "min": 60, "h": 3600, "days": 86400}[unit]
    return Quantity(whole(seconds), TIME, unit=unit, scale=Fraction(size))

"""Numbers in running text, with their units, rates and points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from podium.core.mathematics import quantity
from podium.core.mathematics.exact import whole
from podium.core.mathematics.literals import CURRENCIES, Read, Reading, half_unit, match_words, read_literal
from podium.core.mathematics.problems.found import Found, over, points
from podium.core.mathematics.problems.nouns import singular
from podium.core.mathematics.problems.portions import fraction, ordinal
from podium.core.mathematics.quantity import PERCENT
from podium.core.mathematics.tokens import Token, tokenize
from podium.core.mathematics.words import AGO, ARTICLES, NUMBER_STARTS, ORDINALS, PARTS, SMALL_NUMBERS, STOP_WORDS, TENS
from podium.core.units import TIME, UNITS, Unit, find_unit


def numbers(text: str, reading: Reading) -> list[Found]:
    """Every number of a text in figures or words."""
    tokens = tokenize(text)
    found: list[Found] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token.kind == "date":
            at += 1
            continue
        each, after = _one(tokens, at, reading) if not _inside_a_name(tokens, at) else (None, at + 1)
        if each:
            found.append(each)
        at = max(after, at + 1)
    return found


def _inside_a_name(tokens: Sequence[Token], at: int) -> bool:
    """A figure inside a longer piece of text (`p95`, `v1.2.3`, `#12`) is no amount."""
    if not at or not tokens[at].glued or tokens[at].kind != "number":
        return False
    before = tokens[at - 1]
    return (
        (before.kind == "word" and before.text not in "$€£¥")
        or before.kind in ("vague", "number")
        or before.text in ".:#_"
    )


_STARTING = NUMBER_STARTS | frozenset(ORDINALS)


_FOLD = {
    f"{word}fold": value
    for word, value in (*SMALL_NUMBERS.items(), *TENS.items(), ("hundred", 100), ("thousand", 1000))
}


def _starts(token: Token) -> bool:
    if token.kind == "word":
        return token.lower in _STARTING or token.text in CURRENCIES
    return token.kind == "number"


def _one(tokens: Sequence[Token], at: int, reading: Reading) -> tuple[Found | None, int]:
    times = _FOLD.get(tokens[at].lower)
    if times:
        several = at + 1 < len(tokens) and tokens[at + 1].lower.endswith("s")
        factor = quantity.literal(Fraction(times))
        return Found(factor, "factor", tokens[at].start, tokens[at].end, optional=several), at + 1
    if not _starts(tokens[at]):
        return None, at + 1
    special = fraction(tokens, at) or ordinal(tokens, at)
    if special:
        return special
    half = half_unit(tokens, at, reading)
    read = half or _and_a_half(tokens, at, reading) or _by_letter(tokens, at) or read_literal(tokens, at, reading)
    if not read or read.quantity.problem:
        return None, at + 1
    if (
        read.quantity.value.lo
        and at
        and tokens[at - 1].text in ("-", "−")
        and tokens[at].glued
        and not (at > 1 and tokens[at - 1].glued)
        and not read.quantity.percent
    ):
        read = Read(quantity.negated(read.quantity), read.next)
    if read.quantity.label and not read.quantity.dimensions:
        dropped = read.quantity.label in ("basis", "percentage")
        read = Read(replace(read.quantity, label="" if dropped else read.quantity.label), read.next - 1)
    article = tokens[at].is_word(*ARTICLES)
    one = tokens[at].is_word("one") and not read.quantity.dimensions
    each = Found(
        read.quantity, "percent" if read.quantity.percent else "plain", tokens[at].start, tokens[read.next - 1].end
    )
    each.optional = (
        article and read.quantity.value.lo == read.quantity.scale and read.quantity.unit not in ("dozen",)
    ) or one
    after = read.next
    if not article:
        after = _rated(tokens, each, after)
    each.end = tokens[after - 1].end
    return each, after


def _and_a_half(tokens: Sequence[Token], at: int, reading: Reading) -> Read | None:
    """`two and a half hours`, `one and three quarter...` only with a half or a quarter."""
    number = (
        SMALL_NUMBERS.get(tokens[at].text.lower())
        if tokens[at].kind == "word"
        else tokens[at].value
        if tokens[at].kind == "number"
        else None
    )
    if number is None or not match_words(tokens, at + 1, ("and", "a")) or at + 3 >= len(tokens):
        return None
    part = {"half": Fraction(1, 2), "quarter": Fraction(1, 4), "third": Fraction(1, 3)}.get(tokens[at + 3].text.lower())
    if part is None:
        return None
    spelt = replace(tokens[at], kind="number", value=Fraction(number) + part, places=None)
    read = read_literal([*tokens[:at], spelt, *tokens[at + 4 :]], at, reading)
    return Read(read.quantity, read.next + 3) if read else None


_LETTERS = {"t": "tonne", "A": "ampere"}


def _by_letter(tokens: Sequence[Token], at: int) -> Read | None:
    """`7.8 t/ha` and `10 A`: letters that are units only after a number."""
    if tokens[at].kind != "number" or at + 1 >= len(tokens) or tokens[at + 1].text not in _LETTERS:
        return None
    unit = UNITS[_LETTERS[tokens[at + 1].text]]
    number = quantity.literal(tokens[at].value, tokens[at].places)
    size = unit.sizes[0]
    return Read(
        replace(number, value=whole(number.value.lo * size), scale=size, dimensions=unit.dimensions, unit=unit.name),
        at + 2,
    )


def _rated(tokens: Sequence[Token], each: Found, at: int) -> int:
    """What follows a number: points, `x`, `per X`; the index of the token after it."""
    words = [token.text.lower() for token in tokens[at : at + 3]] + ["", "", ""]
    if words[0] in ("percentage", "percent") and words[1] in ("point", "points"):
        return points(each, PERCENT, at + 2)
    if words[0] == "per" and words[1] in ("mille", "thousand", "million") and not each.read.dimensions:
        each.kind, each.read = "percent", quantity.as_percent(each.read, _PARTS_PER[words[1]], f"per {words[1]}")
        return at + 2
    if words[0] in ("mrr", "arr"):
        each.read = over(each.read, UNITS["month" if words[0] == "mrr" else "year"])
        return at + 1
    if words[0] == "pp" or (words[0] in ("points", "point") and each.read.percent):
        return points(each, PERCENT, at + 1)
    if words[0] == "basis" and words[1].startswith("point"):
        each.kind, each.read = "percent", quantity.as_percent(each.read, Fraction(1, 10000), "basis points")
        return at + 2
    if each.read.unit in ("bps", "bp"):
        each.kind = "percent"
        return at
    joined = words[0] in ("-", "–") and words[1] == "fold"
    if not each.read.dimensions and not each.read.label and (words[0] in ("x", "times", "fold", "×", "*") or joined):
        spaced = (
            words[0] in ("x", "×", "*")
            and at + 1 < len(tokens)
            and (tokens[at + 1].kind == "number" or tokens[at + 1].text in CURRENCIES)
        )
        rated = words[1] in ("a", "an", "per", "each", "every") and find_unit(words[2])
        if rated:
            return _divided(tokens, each, at + 1)
        if not spaced:
            each.kind = "factor"
            return at + 1 + joined
    if each.read.dimensions == TIME and each.read.unit.startswith("hour") and words[0] in ("week", "day"):
        each.read = over(each.read, UNITS[words[0]])
        return at + 1
    if " per " in each.read.unit and words[0] == "-" and words[1] in ("month", "year", "hour", "day"):
        each.read = over(each.read, UNITS[words[1]])
        return at + 2
    return _divided(tokens, each, at)


_PARTS_PER = {"mille": Fraction(1, 1000), "thousand": Fraction(1, 1000), "million": Fraction(1, 10**6)}


def _divided(tokens: Sequence[Token], each: Found, at: int) -> int:
    """`per kWh`, `an hour`, `/month`, `a litre`: divides by a unit, or notes the noun."""
    last = at
    skipped = at
    while (
        skipped < len(tokens)
        and skipped < at + 1
        and tokens[skipped].kind == "word"
        and tokens[skipped].text.lower() not in STOP_WORDS
        and not find_unit(tokens[skipped].text)
    ):
        skipped += 1
    if (
        at + 2 < len(tokens)
        and (tokens[at].is_word("per", "every") or tokens[at].is_operator("/"))
        and tokens[at + 1].kind == "number"
        and each.read.dimensions
    ):
        every = read_literal(tokens, at + 1, Reading())
        if every and every.quantity.dimensions and not every.quantity.zero and every.quantity.value.lo:
            size = every.quantity.value.lo
            each.read = over(each.read, Unit(tokens[at + 1].text, (size,), every.quantity.dimensions))
            return every.next
    for place in (at, skipped):
        if place + 1 >= len(tokens) or tokens[place + 1].kind != "word" or tokens[place + 1].text in CURRENCIES:
            continue
        divider = tokens[place]
        strong = divider.is_word("per") or divider.is_operator("/")
        if place + 2 < len(tokens) and tokens[place + 2].lower in AGO:
            continue
        if not strong and not divider.is_word("a", "an", "each", "every"):
            continue
        unit = find_unit(tokens[place + 1].text)
        if unit and each.kind == "percent":
            each.per = unit.name
            return last
        if strong and tokens[place + 1].text == "t":
            unit = UNITS["tonne"]
        if unit and unit.dimensions and (strong or len(tokens[place + 1].text) > 1) and not each.read.zero:
            each.read = over(each.read, unit)
            return place + 2
        if not unit and tokens[place + 1].text.lower() not in PARTS and (strong or divider.is_word("a", "an")):
            each.per = singular(tokens[place + 1].text.lower())
            return last
    return last

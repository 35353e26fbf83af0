"""A recursive-descent reader of arithmetic in prose.

It reads the longest expression from a token on. Nothing is evaluated except by the operations of `quantity`, and its
depth is bounded.

    expression := term (("+" | "-") term)*
    term       := sign (("*" | "/" | "mod" | "of") sign)*
    sign       := "-" sign | power
    power      := suffixed ("^" sign)?
    suffixed   := primary ("!" | superscript | "squared" | "cubed")*
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from podium.core.mathematics import exact, literals, quantity
from podium.core.mathematics.aggregates import LIST_RESULTS
from podium.core.mathematics.exact import Undecidable, whole
from podium.core.mathematics.literals import Read, Reading
from podium.core.mathematics.quantity import Quantity, calculated, unknown
from podium.core.mathematics.tokens import Token
from podium.core.mathematics.words import (
    FEES,
    LIST_FILLERS,
    LISTS,
    NEARLY,
    NUMBER_STARTS,
    PARTS,
    SMALL_NUMBERS,
    TIMES,
    WORDED_OPERATORS,
)

MAX_DEPTH = 40
_ROOTS = {("square", "root", "of"): 2, ("cube", "root", "of"): 3}
_DIVIDED = ("divided", "by")
_OF_POWERS = _ROOTS | {("square", "of"): 2, ("cube", "of"): 3}

_STARTING = NUMBER_STARTS | LISTS | {*TIMES, "sqrt", "log", "remainder", *(words[0] for words in _OF_POWERS)}


def read_expression(tokens: Sequence[Token], at: int, reading: Reading, depth: int = 0) -> Read | None:
    """The longest expression that starts at a token, with the index after it; None where none starts."""
    read = _term(tokens, at, reading, depth)
    while read:
        operator = _operator(tokens, read.next, ("+", "-"))
        right = _term(tokens, operator[1], reading, depth) if operator else None
        if not operator or not right:
            break
        read = _with_fee(tokens, read, operator[0], right)
    return read


def _with_fee(tokens: Sequence[Token], left: Read, operator: str, right: Read) -> Read:
    """`€200 plus 19% VAT`: a percentage that names what it is for is one of the amount before it."""
    named = right.quantity.percent and right.next < len(tokens) and tokens[right.next].is_word(*FEES)
    if not named or left.quantity.percent:
        return Read(calculated(left.quantity, operator, right.quantity), right.next)
    factor = calculated(quantity.literal(Fraction(1)), operator, right.quantity)
    return Read(calculated(left.quantity, "*", replace(factor, percent=False)), right.next + 1)


def _term(tokens: Sequence[Token], at: int, reading: Reading, depth: int) -> Read | None:
    read = _sign(tokens, at, reading, depth)
    while read:
        shared = _shared(tokens, read, reading, depth)
        if shared:
            read = shared
            continue
        operator = _operator(tokens, read.next, ("*", "/", "mod"))
        right = _sign(tokens, operator[1], reading, depth) if operator else None
        if not operator or not right:
            break
        read = Read(calculated(read.quantity, operator[0], right.quantity), right.next)
    return read


def _operator(tokens: Sequence[Token], at: int, wanted: tuple[str, ...]) -> tuple[str, int] | None:
    """The operator at a token, if it is one of those wanted, and the index after it."""
    if at >= len(tokens):
        return None
    token = tokens[at]
    if token.kind == "operator":
        return (token.text, at + 1) if token.text in wanted else _modulo(tokens, at, wanted)
    if token.is_word("x") and "*" in wanted and _number_follows(tokens, at + 1):
        return "*", at + 1
    for words, operator in WORDED_OPERATORS.items():
        if operator in wanted and literals.match_words(tokens, at, words):
            return operator, at + len(words)
    return None


def _modulo(tokens: Sequence[Token], at: int, wanted: tuple[str, ...]) -> tuple[str, int] | None:
    found = tokens[at].text == "%" and "mod" in wanted and _number_follows(tokens, at + 1)
    return ("mod", at + 1) if found else None


def _number_follows(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and (tokens[at].kind == "number" or tokens[at].is_operator("("))


def _shared(tokens: Sequence[Token], read: Read, reading: Reading, depth: int) -> Read | None:
    """`15% of 200`, `a third of 90`, `3/4 of 8`."""
    share = read.quantity
    if not (share.literal and (share.percent or share.unit in literals.PARTS_OF)) and not share.fraction:
        return None
    if not literals.match_words(tokens, read.next, ("of",)):
        return None
    start = read.next + 1 + literals.match_words(tokens, read.next + 1, ("the",))
    total = _sign(tokens, start, reading, depth + 1)
    return Read(quantity.part_of(share, total.quantity), total.next) if total else None


def _sign(tokens: Sequence[Token], at: int, reading: Reading, depth: int) -> Read | None:
    if depth > MAX_DEPTH:
        return Read(unknown(f"it is nested deeper than {MAX_DEPTH} levels"), at + 1)
    if at < len(tokens) and (tokens[at].is_operator("-", "+") or tokens[at].is_word("minus", "negative")):
        inner = _sign(tokens, at + 1, reading, depth + 1)
        if not inner or tokens[at].text == "+":
            return inner
        return Read(quantity.negated(inner.quantity), inner.next)
    return _power(tokens, at, reading, depth)


def _power(tokens: Sequence[Token], at: int, reading: Reading, depth: int) -> Read | None:
    base = _suffixed(tokens, at, reading, depth)
    operator = _operator(tokens, base.next, ("^",)) if base else None
    if not base or not operator:
        return base
    exponent = _sign(tokens, operator[1], reading, depth + 1)
    return Read(calculated(base.quantity, "^", exponent.quantity), exponent.next) if exponent else base


def _suffixed(tokens: Sequence[Token], at: int, reading: Reading, depth: int) -> Read | None:
    read = _primary(tokens, at, reading, depth)
    while read and read.next < len(tokens):
        token = tokens[read.next]
        exponent = {"squared": 2, "cubed": 3}.get(token.text.lower()) if token.kind == "word" else None
        if token.kind == "power" and token.glued and token.text.lstrip("-").isdigit() and len(token.text) < 5:
            exponent = int(token.text)
        if token.is_operator("!") and token.glued:
            exclaimed = read.next + 1 == len(tokens)
            doubt = unknown("whether the exclamation mark means a factorial is not stated")
            read = Read(doubt if exclaimed else _factorial(read.quantity), read.next + 1)
        elif exponent is not None:
            read = Read(calculated(read.quantity, "^", quantity.literal(Fraction(exponent))), read.next + 1)
        else:
            break
    return read


def _factorial(value: Quantity) -> Quantity:
    if value.problem or value.dimensions:
        return unknown(value.problem or "a factorial of a quantity with a unit is not defined")
    try:
        return Quantity(exact.factorial(value.value))
    except Undecidable as reason:
        return unknown(str(reason))


def _primary(tokens: Sequence[Token], at: int, reading: Reading, depth: int) -> Read | None:
    if at >= len(tokens):
        return None
    if tokens[at].kind == "word" and tokens[at].lower not in _STARTING and tokens[at].text not in literals.CURRENCIES:
        return None
    if tokens[at].is_operator("("):
        inner = read_expression(tokens, at + 1, reading, depth + 1)
        closed = inner and inner.next < len(tokens) and tokens[inner.next].is_operator(")")
        return Read(_enclosed(inner.quantity), inner.next + 1) if inner and closed else None
    return (
        _rooted(tokens, at, reading, depth)
        or _list(tokens, at, reading, depth)
        or _remainder(tokens, at, reading, depth)
        or _fraction_words(tokens, at)
        or literals.half_unit(tokens, at, reading)
        or _multiple(tokens, at, reading, depth)
        or literals.read_literal(tokens, at, reading)
    )


def _enclosed(inner: Quantity) -> Quantity:
    """Parentheses end every doubt about what a phrase with `of` takes in."""
    return inner if inner.problem else replace(inner, loose=0)


def _rooted(tokens: Sequence[Token], at: int, reading: Reading, depth: int) -> Read | None:
    if tokens[at].is_operator("√") or (tokens[at].is_word("sqrt") and _opens(tokens, at + 1)):
        inner = _primary(tokens, at + 1, reading, depth + 1) if depth <= MAX_DEPTH else None
        return Read(calculated(inner.quantity, "^", quantity.literal(Fraction(1, 2))), inner.next) if inner else None
    if literals.match_words(tokens, at, ("log", "base")):
        return _logarithm(tokens, at + 2, reading, depth)
    for words, degree in _OF_POWERS.items():
        if literals.match_words(tokens, at, words):
            inner = _sign(tokens, at + len(words), reading, depth + 1)
            exponent = Fraction(1, degree) if words in _ROOTS else Fraction(degree)
            return (
                Read(_worded(calculated(inner.quantity, "^", quantity.literal(exponent))), inner.next)
                if inner
                else None
            )
    return None


def _logarithm(tokens: Sequence[Token], at: int, reading: Reading, depth: int) -> Read | None:
    """`log base 2 of 1,024`, where the result is a whole number."""
    base = literals.read_literal(tokens, at, reading) if at < len(tokens) else None
    if not base or not literals.match_words(tokens, base.next, ("of",)):
        return None
    inner = _sign(tokens, base.next + 1, reading, depth + 1)
    return Read(_worded(quantity.logarithm(inner.quantity, base.quantity)), inner.next) if inner else None


def _opens(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].is_operator("(")


def _worded(result: Quantity) -> Quantity:
    return result if result.problem else replace(result, loose=2)


def _remainder(tokens: Sequence[Token], at: int, reading: Reading, depth: int) -> Read | None:
    """`the remainder of 17 divided by 5`, `the remainder when 17 is divided by 5`."""
    if not tokens[at].is_word("remainder") or at + 1 >= len(tokens) or not tokens[at + 1].is_word("of", "when"):
        return None
    divided = _sign(tokens, at + 2, reading, depth + 1)
    if not divided:
        return None
    start = divided.next + (divided.next < len(tokens) and tokens[divided.next].is_word("is"))
    divisor = _sign(tokens, start + 2, reading, depth + 1) if literals.match_words(tokens, start, _DIVIDED) else None
    return Read(_worded(calculated(divided.quantity, "mod", divisor.quantity)), divisor.next) if divisor else None


def _fraction_words(tokens: Sequence[Token], at: int) -> Read | None:
    """`half of`, `a third of`; without `of` only counted parts (`two thirds`) and changes (`by a quarter`)."""
    first = tokens[at].text.lower() if tokens[at].kind == "word" else ""
    count, start = 1, at
    if first in ("a", "one"):
        start = at + 1
    elif first in SMALL_NUMBERS:
        count, start = SMALL_NUMBERS[first], at + 1
    start += start > at and start + 1 < len(tokens) and tokens[start].text == "-" and tokens[start].glued
    name = tokens[start].text.lower() if start < len(tokens) else ""
    part = PARTS.get(name)
    counted = count > 1 and name.endswith("s")
    halved = name == "half" and start + 1 < len(tokens) and tokens[start + 1].is_word("the", "our", "all")
    changed = at > 0 and tokens[at - 1].is_word("by", *NEARLY)
    if not part or not (counted or changed or halved or literals.match_words(tokens, start + 1, ("of",))):
        return None
    return Read(Quantity(whole(Fraction(count, part)), fraction=True), start + 1)


def _multiple(tokens: Sequence[Token], at: int, reading: Reading, depth: int) -> Read | None:
    """`twice 4`, `double 30 ms`."""
    times = TIMES.get(tokens[at].text.lower()) if tokens[at].kind == "word" else None
    if not times or depth > MAX_DEPTH:
        return None
    inner = _power(tokens, at + 1, reading, depth + 1)
    return (
        Read(_worded(calculated(quantity.literal(Fraction(times)), "*", inner.quantity)), inner.next) if inner else None
    )


def _list(tokens: Sequence[Token], at: int, reading: Reading, depth: int) -> Read | None:
    """`the sum of 2, 3 and 4`, `mean(2, 4)`, `the difference between 9 and 4`."""
    name = tokens[at].text.lower() if tokens[at].kind == "word" else ""
    if name not in LISTS or depth > MAX_DEPTH:
        return None
    start = at + 1
    called = _opens(tokens, start)
    if not called and not any(literals.match_words(tokens, start, (word,)) for word in ("of", "between", "from")):
        return None
    start += 1
    while start < len(tokens) and (tokens[start].is_word(*LIST_FILLERS) or tokens[start].text == ":"):
        start += 1
    enclosed = called or _opens(tokens, start)
    found = read_list(tokens, start + (enclosed and not called), reading, depth + 1)
    if not found or (enclosed and not (found[1] < len(tokens) and tokens[found[1]].is_operator(")"))):
        return None
    if name == "total" and len(found[0]) == 1 and not called:
        return None
    result = LIST_RESULTS[name](found[0]) if len(found[0]) > 1 else unknown(f"a {name} of one value says nothing")
    return Read(result if called else _worded(result), found[1] + enclosed)


def read_list(tokens: Sequence[Token], at: int, reading: Reading, depth: int = 0) -> tuple[list[Quantity], int] | None:
    """Values divided by commas and `and`, with the index after them."""
    values: list[Quantity] = []
    read = _sign(tokens, at, reading, depth)
    while read:
        values.append(read.quantity)
        after = read.next
        comma = after < len(tokens) and tokens[after].text == ","
        joined = literals.match_words(tokens, after + comma, ("and",))
        read = _sign(tokens, after + comma + joined, reading, depth) if comma or joined else None
        if read is None:
            return values, after
    return None

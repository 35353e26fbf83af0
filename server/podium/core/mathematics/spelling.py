"""Numbers that are spelt out, or written in several figures."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from podium.core.mathematics.tokens import Token
from podium.core.mathematics.words import MULTIPLIERS, SMALL_NUMBERS, TENS


def read_number_words(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """The value of `forty-two` or `three hundred and five`, and the index of the token after it."""
    value, group, position, found = 0, 0, at, False
    while position < len(tokens) and tokens[position].kind == "word":
        word = tokens[position].text.lower()
        if word in TENS and not group % 100:
            group += TENS[word]
        elif (
            word in SMALL_NUMBERS
            and (not group % 10 if SMALL_NUMBERS[word] < 10 else not group % 100)
            and (word != "zero" or not found)
        ):
            group += SMALL_NUMBERS[word]
        elif word == "hundred" and 0 < group < 10:
            group *= 100
        elif word == "and" and found and _hundred_and(tokens, position):
            position += 1
            continue
        elif word in MULTIPLIERS and word not in ("hundred", "dozen") and 0 < group < 1000:
            value, group = value + group * MULTIPLIERS[word], 0
        else:
            break
        found, position = True, position + 1
        position += _hyphen_in_number(tokens, position)
    return (value + group, position) if found else None


def _hundred_and(tokens: Sequence[Token], at: int) -> bool:
    """The `and` of `one hundred and five`."""
    after = tokens[at + 1].text.lower() if at + 1 < len(tokens) else ""
    return tokens[at - 1].text.lower() in ("hundred", "thousand", "million") and (
        after in SMALL_NUMBERS or after in TENS
    )


def _hyphen_in_number(tokens: Sequence[Token], at: int) -> bool:
    joined = at + 1 < len(tokens) and tokens[at].text == "-" and tokens[at].kind == "punctuation" and tokens[at].glued
    return joined and tokens[at - 1].text.lower() in TENS and tokens[at + 1].text.lower() in SMALL_NUMBERS


def read_mixed(tokens: Sequence[Token], at: int) -> tuple[Fraction, int] | None:
    """The value of `2 1/2` and `2½`, and the index of the token after it."""
    first = tokens[at]
    if first.places is not None or at + 1 >= len(tokens) or tokens[at + 1].kind != "number":
        return None
    part = tokens[at + 1]
    if part.glued and part.value.denominator > 1:
        return first.value + part.value, at + 2
    if at + 3 >= len(tokens) or not tokens[at + 2].is_operator("/") or tokens[at + 3].kind != "number":
        return None
    below = tokens[at + 3]
    if not (0 < part.value < below.value <= 100) or part.places is not None or below.places is not None:
        return None
    return first.value + part.value / below.value, at + 4

"""A sentence as a row of items: quantities, relations, and the words and signs between them."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from podium.core.mathematics.grammar import read_expression
from podium.core.mathematics.literals import Reading, match_words
from podium.core.mathematics.quantity import Quantity
from podium.core.mathematics.tokens import Token, tokenize
from podium.core.mathematics.words import FUNCTIONS, NEARLY, PRECISELY, RELATIONS, STOP_WORDS, SUMMING

ItemKind = Literal["quantity", "relation", "summing", "word", "operator", "date", "colon", "vague", "break"]

_BY_LENGTH = sorted(RELATIONS, key=len, reverse=True)
_BY_FIRST: dict[str, list[tuple[str, ...]]] = {}
for _phrase in _BY_LENGTH:
    _BY_FIRST.setdefault(_phrase[0], []).append(_phrase)


@dataclass(frozen=True, slots=True)
class Item:
    """One item, with the range of text it covers. `worded` marks a relation that is written in words."""

    kind: ItemKind
    text: str
    start: int
    end: int
    glued: bool
    quantity: Quantity | None = None
    worded: bool = False


def read_items(sentence: str, reading: Reading) -> list[Item]:
    """The items of a sentence, every quantity as long as it can be."""
    tokens = tokenize(sentence)
    items: list[Item] = []
    at = 0
    while at < len(tokens):
        item, at = (
            _quantity(tokens, at, reading)
            or _relation(tokens, at)
            or (_other(tokens[at], tokens[at + 1] if at + 1 < len(tokens) else None), at + 1)
        )
        items.append(item)
    return items


def _quantity(tokens: Sequence[Token], at: int, reading: Reading) -> tuple[Item, int] | None:
    before, after = (tokens[at - 1] if at else None), (tokens[at + 1] if at + 1 < len(tokens) else None)
    if before and (_runs_on(before, tokens[at]) or _is_binary(before, tokens[at], after)):
        return None
    read = read_expression(tokens, at, reading)
    if not read:
        return None
    text = "(" if tokens[at].is_operator("(") and read.quantity.literal else ""
    return Item(
        "quantity", text, tokens[at].start, tokens[read.next - 1].end, tokens[at].glued, read.quantity
    ), read.next


def _runs_on(before: Token, token: Token) -> bool:
    """A figure inside a longer piece of text (`p95`, `v1.2.3`, `f(2)`) is no quantity."""
    return token.glued and (before.kind in ("word", "vague", "number") or before.text in ".:")


def _is_binary(before: Token, token: Token, after: Token | None) -> bool:
    """A sign after something that may have a value of its own takes from it or adds to it."""
    if not token.is_operator("+", "-") or before.kind == "relation":
        return False
    if before.kind == "word":
        return len(before.text) == 1 or before.text.lower() not in STOP_WORDS
    unary = (before.text in ",;:" or before.is_operator("(")) and after is not None and after.glued
    return not unary


def _relation(tokens: Sequence[Token], at: int) -> tuple[Item, int] | None:
    token = tokens[at]
    if token.kind == "relation":
        after = tokens[at + 1] if at + 1 < len(tokens) else None
        if token.text == "!=" and token.glued and after and after.glued and tokens[at - 1].kind == "number":
            return Item("relation", "?", token.start, token.end, token.glued), at + 1  # a factorial, or not equal
        return _after_adverbs(tokens, at, at + 1, token.text, worded=False)
    if token.kind != "word":
        return None
    for phrase in _BY_FIRST.get(token.text.lower(), ()):
        if match_words(tokens, at, phrase):
            kind = "summing" if phrase in SUMMING else ""
            return _after_adverbs(tokens, at, at + len(phrase), RELATIONS[phrase], worded=True, kind=kind)
    return None


def _after_adverbs(
    tokens: Sequence[Token], at: int, end: int, sign: str, *, worded: bool, kind: str = ""
) -> tuple[Item, int]:
    while end < len(tokens):
        if sign in "=~" and (
            tokens[end].is_word(*NEARLY) or tokens[end].text == "~" or match_words(tokens, end, ("close", "to"))
        ):
            sign, end = "~", end + 1 + tokens[end].is_word("close")
        elif tokens[end].is_word(*PRECISELY) or (worded and _names_a_function(tokens, end)):
            end += 1
        else:
            break
    span = (tokens[at].start, tokens[end - 1].end, tokens[at].glued)
    return Item("summing" if kind else "relation", sign, *span, worded=worded), end


def _names_a_function(tokens: Sequence[Token], at: int) -> bool:
    """The article of `is the sum of`, which is no part of the expression."""
    return match_words(tokens, at, ("the",)) and at + 1 < len(tokens) and tokens[at + 1].is_word(*FUNCTIONS)


def _other(token: Token, after: Token | None) -> Item:
    kinds: dict[str, ItemKind] = {"word": "word", "date": "date", "colon": "colon", "vague": "vague"}
    kind = kinds.get(token.kind, "operator")
    if token.kind == "punctuation":
        kind = _punctuation(token, after)
    return Item(kind, token.text, token.start, token.end, token.glued)


def _punctuation(token: Token, after: Token | None) -> ItemKind:
    """What a sign may mean: a mathematical symbol, a hyphen or a bar that touches something joins; the rest divides."""
    touches = token.glued or (after is not None and after.glued)
    if token.text in "-–|" and touches:
        return "operator"
    return (
        "operator"
        if (unicodedata.category(token.text[0]) == "Sm" and token.text not in "|~") or token.text == "+-"
        else "break"
    )

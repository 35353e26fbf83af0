"""What a sentence must have for a pattern to fit: so many values, and certain words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

Words = frozenset[str]


class Values(NamedTuple):
    """How many values of each kind stand somewhere."""

    quantities: int
    dates: int
    colons: int


_VALUE = re.compile(r"[QDC](?:\((?:\?P<\w+>)?)?\\d\+")
_PIECE = re.compile(r"\\.|\[(?:\\.|[^\]])+\]|\(\?P<\w+>|\(\?:|\(\?<?[=!]|[()|]|[?*+]|\{\d*,?\d*\}|[^\\\[()|?*+{]")
_REPEATS = re.compile(r"[?*+]|\{\d*,?\d*\}")
_WORD = re.compile(r"(?:^| )([^ \\QDC]+)$")
_OPEN = "\\"
"""What stands for anything: a class, a repetition, a group."""


def values_needed(pattern: str) -> Values:
    """The values that a pattern cannot do without: those outside of optional groups and alternatives."""
    opened: list[int] = []
    loose: list[tuple[int, int]] = []
    for at, sign in enumerate(pattern):
        if sign == "(" and pattern[at - 1 : at] != "\\":
            opened.append(at)
        elif sign == ")" and pattern[at - 1 : at] != "\\" and opened:
            start = opened.pop()
            if pattern[at + 1 : at + 2] in ("?", "*") or "|" in pattern[start:at]:
                loose.append((start, at))
    firm = [f[0][0] for f in _VALUE.finditer(pattern) if not any(start < f.start() < end for start, end in loose)]
    return Values(*map(firm.count, "QDC"))


def words_needed(pattern: str) -> list[Words]:
    """Sets of words, of each of which a sentence must have one: those in every part of a pattern that must fit.

    A word is what stands between blanks, as in a row of items written as a string.
    """
    return list(_sequence([found.group() for found in _PIECE.finditer(pattern)], whole=(True, True)))


def _sequence(pieces: Sequence[str], *, whole: tuple[bool, bool]) -> Iterator[Words]:
    """The needs of pieces in a row; `whole` says whether a word may begin where they begin, and end where they end."""
    written = "" if whole[0] else _OPEN
    at = 0
    while at < len(pieces):
        end = _closing(pieces, at)
        after = pieces[end + 1] if end + 1 < len(pieces) else ""
        optional = after in ("?", "*") or after.startswith("{0")
        if end > at:
            ends = after == " " or (not after and whole[1])
            if not optional and not pieces[at].endswith(("=", "!")):
                yield from _group(pieces[at + 1 : end], whole=(written[-1:] in ("", " "), ends))
            written = " " if pieces[end - 1] == " " and written[-1:] in ("", " ") else _OPEN
        elif _REPEATS.fullmatch(pieces[at]):
            pass
        elif pieces[at] == " " and not optional:
            yield from _words(written)
            written = " "
        else:
            written += _OPEN if optional else _literal(pieces[at])
        at = end + 1
    if whole[1]:
        yield from _words(written)


def _group(pieces: Sequence[str], *, whole: tuple[bool, bool]) -> Iterator[Words]:
    """The needs of a group: where each of its alternatives has one, any of these."""
    alternatives: list[list[str]] = [[]]
    at = 0
    while at < len(pieces):
        end = _closing(pieces, at)
        if pieces[at] == "|":
            alternatives.append([])
        else:
            alternatives[-1] += pieces[at : end + 1]
        at = end + 1
    needs = [list(_sequence(each, whole=whole)) for each in alternatives]
    if len(needs) == 1:
        yield from needs[0]
    elif all(needs):
        yield frozenset().union(*(min(need, key=len) for need in needs))


def _closing(pieces: Sequence[str], at: int) -> int:
    """The place of the bracket that closes the one at a place; that place itself where none opens there."""
    depth = 0
    for place in range(at, len(pieces)):
        depth += pieces[place].startswith("(") - (pieces[place] == ")")
        if not depth:
            return place
    return at


def _literal(piece: str) -> str:
    if piece.startswith("\\"):
        return _OPEN if piece[1].isalnum() else piece[1]
    return _OPEN if len(piece) > 1 or piece == "." else piece


def _words(written: str) -> Iterator[Words]:
    found = _WORD.search(written)
    if found:
        yield frozenset({found[1]})

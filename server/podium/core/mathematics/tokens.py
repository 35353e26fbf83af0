"""Cuts a sentence into tokens: numbers with their stated digits, words, operators, dates, ratios."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Literal

TokenKind = Literal["number", "vague", "word", "operator", "relation", "power", "date", "colon", "punctuation"]

MAX_DIGITS = 120
MAX_SCIENTIFIC = 300

VULGAR = {
    "½": "1/2",
    "⅓": "1/3",
    "⅔": "2/3",
    "¼": "1/4",
    "¾": "3/4",
    "⅕": "1/5",
    "⅖": "2/5",
    "⅗": "3/5",
    "⅘": "4/5",
    "⅛": "1/8",
}
SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
OPERATORS = {
    "−": "-",
    "×": "*",
    "·": "*",
    "⋅": "*",
    "∙": "*",
    "÷": "/",
    "∕": "/",
    "⁄": "/",
    "**": "^",
    "[": "(",
    "]": ")",
}
RELATIONS = {
    "=": "=",
    "==": "=",
    "===": "=",
    "≤": "<=",
    "<=": "<=",
    "=<": "<=",
    "≥": ">=",
    ">=": ">=",
    "<": "<",
    ">": ">",
    "≠": "!=",
    "!=": "!=",
    "≈": "~",
    "~": "~",
    "~=": "~",
    "→": "?",
    "=>": "?",
    "->": "?",
    "≡": "?",
    ":=": "?",
    "∝": "?",
}

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_LETTER = r"[^\W\d_⁰¹²³⁴⁵⁶⁷⁸⁹½⅓⅔¼¾⅕⅖⅗⅘⅛]"
_TOKEN = re.compile(
    r"""
    (?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9-]))
  | (?P<written>(?i:(?<![0-9.,])[0-3]?[0-9](?:st|nd|rd|th)?\ (?:of\ )?MONTH,?\ [0-9]{4}(?![0-9])
      |\bMONTH\ [0-3]?[0-9](?:st|nd|rd|th)?,?\ [0-9]{4}(?![0-9])))
  | (?P<junk>[0-9]+(?:\.[0-9]+){2,}|[0-9]{1,2}(?P<slash>[/.-])[0-9]{1,2}(?P=slash)[0-9]{4}(?![0-9]))
  | (?P<colon>[0-9]+(?:\.[0-9]+)?(?::|\ :\ )[0-9]+(?:\.[0-9]+)?(?::[0-9]+)*(?![0-9]))
  | (?P<based>0[xX][0-9a-fA-F]+\b|0[bB][01]+\b)
  | (?P<number>
        (?:[0-9]{1,3}(?P<sep>[,'’_\u00a0\u202f\u2009])[0-9]{3}(?:(?P=sep)[0-9]{3})*(?![,'’_\u00a0\u202f\u2009]?[0-9])
          |[0-9]+(?![,'’_]?[0-9]))
        (?:\.[0-9]+(?!,?[0-9]))?(?!\.?[0-9])(?:[eE][+-]?[0-9]+(?!\w))?
      | (?<![\w.])\.[0-9]+(?:[eE][+-]?[0-9]+(?!\w))?)
  | (?P<vague>[0-9]+(?:[.,'’_][0-9]+)*)
  | (?P<vulgar>[½⅓⅔¼¾⅕⅖⅗⅘⅛])
  | (?P<power>[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+)
  | (?P<relation>===|==|!=|<=|>=|=<|=>|->|:=|~=|[=<>≤≥≠≈~→≡∝])
  | (?P<spread>±|\+/-|\+-)
  | (?P<operator>\*\*|[+\-−–*/^×·⋅∙÷∕⁄%‰!√()\[\]])
  | (?P<word>(?<=[0-9])[a-zA-Z]{1,3}(?=[0-9])|°[CF]\b|°|[$€£¥]
      |LETTER(?:LETTER|[0-9_])*(?:['’](?:t|s|re|ve|ll|d|m)\b)?|_\w*)
  | (?P<punctuation>\S)
    """.replace("LETTER", _LETTER).replace("MONTH", _MONTH),
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Token:
    """One token.

    `glued` means that no blank stands before it; `places` counts the stated decimals of a number, and `lower` is the
    text of a word in lower case.
    """

    kind: TokenKind
    text: str
    start: int
    end: int
    glued: bool
    value: Fraction = Fraction(0)
    places: int | None = None
    lower: str = ""

    def is_word(self, *words: str) -> bool:
        """Whether this is one of the words, in any case."""
        return self.kind == "word" and self.lower in words

    def is_operator(self, *operators: str) -> bool:
        """Whether this is one of the operators."""
        return self.kind == "operator" and self.text in operators


@lru_cache(maxsize=64)  # every reader of a sentence asks for them
def tokenize(text: str) -> Sequence[Token]:
    """The tokens of one sentence."""
    tokens: list[Token] = []
    position, end = 0, 0
    while match := _TOKEN.search(text, position):
        start, stop = match.span()
        tokens.append(_token(match.lastgroup or "punctuation", text, start, stop, glued=bool(tokens) and start == end))
        position = end = stop
    return tuple(tokens)


def _token(kind: str, text: str, start: int, end: int, *, glued: bool) -> Token:
    piece = text[start:end]
    if kind == "number":
        return _number(piece, start, end, glued)
    if kind == "based":
        return Token("number", piece, start, end, glued, Fraction(int(piece, 0)))
    if kind == "vulgar":
        return Token("number", VULGAR[piece], start, end, glued, Fraction(VULGAR[piece]))
    if kind in ("vague", "junk"):
        return Token("vague", piece, start, end, glued)
    if kind == "power":
        return Token("power", piece.translate(SUPERSCRIPTS), start, end, glued)
    if kind == "relation":
        return Token("relation", RELATIONS[piece], start, end, glued)
    if kind == "operator":
        return _operator(text, start, end, glued)
    if kind == "written":
        return Token("date", _iso(piece), start, end, glued)
    if kind == "word":
        return Token("word", piece, start, end, glued, lower=piece.lower())
    if kind in ("date", "colon"):
        return Token(kind, piece, start, end, glued)  # type: ignore[arg-type]
    return Token("punctuation", piece, start, end, glued)


def _iso(piece: str) -> str:
    """`1 March 2024` and `March 1st, 2024` as 2024-03-01."""
    day, year = re.findall(r"[0-9]+", piece)
    month = next(number for number, name in enumerate(_MONTHS, 1) if name in piece.lower())
    return f"{year}-{month:02d}-{int(day):02d}"


def _number(piece: str, start: int, end: int, glued: bool) -> Token:
    plain = re.sub(r"[,'’_\u00a0\u202f\u2009]", "", piece).lower()
    mantissa, _, exponent = plain.partition("e")
    if len(mantissa) > MAX_DIGITS or len(exponent) > 4 or abs(int(exponent or 0)) > MAX_SCIENTIFIC:
        return Token("vague", piece, start, end, glued)
    _, point, decimals = mantissa.partition(".")
    places = len(decimals) - int(exponent or 0) if point else None
    return Token("number", piece, start, end, glued, Fraction(plain), places)


def _operator(text: str, start: int, end: int, glued: bool) -> Token:
    piece = text[start:end]
    before, after = text[start - 1 : start], text[end : end + 1]
    if piece in "-–" and _joins(piece, before, after):
        return Token("punctuation", piece, start, end, glued)
    if piece == "–":
        piece = "-"
    if piece in ("**", "*") and _emphasis(before, after):
        return Token("punctuation", piece, start, end, glued)
    return Token("operator", OPERATORS.get(piece, piece), start, end, glued)


def _joins(piece: str, before: str, after: str) -> bool:
    """A hyphen that joins a word to something, or an en dash between numbers (a range), is no minus."""
    if piece == "–":
        return bool(before.strip() and after.strip())
    return after.isalpha() and (before.isalnum() or before == "%")


def _emphasis(before: str, after: str) -> bool:
    """Asterisks that touch text on one side only are Markdown."""
    left, right = bool(before.strip()), bool(after.strip())
    return left != right or not (left or right or before)

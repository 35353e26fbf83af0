"""Reads the equations and inequalities of a text into polynomials.

equation   := sum (relation sum)+
sum        := product (("+" | "-") product)*
product    := signed (("*" | "/" | "") signed)*        side by side means times: 2x, 3(x + 1), 2ab
signed     := "-" signed | power
power      := atom ("^" signed | "²" | "³")*
atom       := number | variable | "(" sum ")"
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from podium.core.mathematics import polynomials
from podium.core.mathematics.exact import Undecidable
from podium.core.mathematics.polynomials import Polynomial
from podium.core.mathematics.tokens import OPERATORS, RELATIONS
from podium.core.units import UNITS

MAX_DEPTH = 30
MAX_DIGITS = 40

_VARIABLE = r"(?<![A-Za-z_'’.-])[A-Za-z](?![A-Za-z_'’]|\d\d|-[A-Za-z])"
_PIECE = rf"(?:\d+(?:\.\d+)?|{_VARIABLE}|(?<=\d)[a-z]{{1,3}}(?![A-Za-z_])|(?<![A-Za-z])(?:ab|xy|xz|yz|bc|ac|abc|xyz|pq|mn)(?![A-Za-z])|[-+*/^()×·÷−²³])"
_SIGN = r"(?:<=|>=|==|!=|[=<>≤≥≠])"
_RELATION = re.compile(rf"(?<![\w.])(?>{_PIECE}\s*)++(?:{_SIGN}\s*(?>{_PIECE}\s*)++)+")
_TOKEN = re.compile(r"(\d+(?:\.\d+)?)|([A-Za-z])|(\*\*|[-+*/^()×·÷−²³])|(<=|>=|==|!=|[=<>≤≥≠])")

_STEPS = re.compile(
    r"(?:\b(?:and|by|after|then|on) |(?<=, ))?\b(?:adding|subtracting|dividing|multiplying|taking|cancelling)(?: both sides| through| it)? ?(?:by |off )?[-−]?\d+(?:\.\d+)?(?: (?:to|from|on) both sides)?",
    re.IGNORECASE,
)
"""How an equation was solved: `adding 7 and dividing by 3`."""


def without_steps(text: str) -> str:
    """The text without what tells how an equation was solved."""
    return _STEPS.sub(" ", text)


@dataclass(frozen=True, slots=True)
class Relation:
    """One equation or inequality, with all on its left side: `difference relation 0`."""

    text: str
    start: int
    end: int
    sign: str
    left: Polynomial
    right: Polynomial
    difference: Polynomial
    expanded: bool


def read_relations(text: str) -> list[Relation]:
    """Every equation and inequality of a text; of a chain, each link."""
    found: list[Relation] = []
    for match in _RELATION.finditer(text):
        if _has_unit(match.group()):
            raise Undecidable("a letter in it may be a unit")
        found += _read(match)
    return found


def _has_unit(text: str) -> bool:
    """Whether a letter after a number may be a unit of measure (`5m`, `2h`), or stand for thousands (`12.3k`)."""
    if re.search(r"\d\.\d+k\b|\d{2,}k\b", text) and not _alone_too("k", text):
        return True
    return any(name in UNITS and not _alone_too(name, text) for name in re.findall(r"\d([A-Za-z])\b", text))


def _alone_too(name: str, text: str) -> bool:
    """Whether the letter also stands without a number, as a variable does."""
    return bool(re.search(rf"(?<![\w.])(?<!\d ){name}(?!\w)", text))


def _read(match: re.Match[str]) -> list[Relation]:
    tokens = _TOKEN.findall(match.group())
    reader = _Reader([next(part for part in token if part) for token in tokens])
    sides, signs = [reader.sum(0)], []
    while not reader.done:
        signs.append(reader.relation())
        sides.append(reader.sum(0))
    text = match.group().strip()
    return [
        Relation(
            text, match.start(), match.end(), sign, left, right, polynomials.added(left, right, -1), reader.expanded
        )
        for sign, (left, right) in zip(signs, pairwise(sides), strict=True)
    ]


class _Reader:
    """Reads the tokens of one relation from left to right."""

    def __init__(self, tokens: Sequence[str]) -> None:
        self._tokens = [OPERATORS.get(token, token) for token in tokens]
        self._at = 0
        self.expanded = False

    @property
    def done(self) -> bool:
        """Whether all tokens were read."""
        return self._at >= len(self._tokens)

    @property
    def _next(self) -> str:
        return "" if self.done else self._tokens[self._at]

    def take(self) -> str:
        """The next token."""
        if self.done:
            raise Undecidable("it ends too early")
        self._at += 1
        return self._tokens[self._at - 1]

    def relation(self) -> str:
        """The next token, which must be a relation."""
        sign = RELATIONS.get(self.take())
        if not sign:
            raise Undecidable("it is not written as an expression")
        return sign

    def sum(self, depth: int) -> Polynomial:
        """A sum, up to a relation or a closing parenthesis."""
        result = self._product(depth)
        while self._next in ("+", "-") and self._next:
            sign = 1 if self.take() == "+" else -1
            result = polynomials.added(result, self._product(depth), sign)
        return result

    def _product(self, depth: int) -> Polynomial:
        result = self._signed(depth)
        while self._next and (self._next in "*/(" or self._next[0].isdecimal() or self._next.isalpha()):
            operator = self.take() if self._next in "*/" else "*"
            factor = self._signed(depth)
            result = polynomials.multiplied(result, factor) if operator == "*" else polynomials.divided(result, factor)
            self.expanded = self.expanded or (len(result) > 1 and len(factor) > 1)
        return result

    def _signed(self, depth: int) -> Polynomial:
        if self._next == "-":
            self.take()
            return polynomials.multiplied(polynomials.constant(-1), self._signed(self._deeper(depth)))
        return self._power(depth)

    def _power(self, depth: int) -> Polynomial:
        base = self._atom(depth)
        while self._next in ("^", "²", "³"):
            sign = self.take()
            exponent = (
                self._signed(self._deeper(depth)) if sign == "^" else polynomials.constant(2 if sign == "²" else 3)
            )
            self.expanded = self.expanded or len(base) > 1
            base = polynomials.raised(base, exponent)
        return base

    def _atom(self, depth: int) -> Polynomial:
        token = self.take()
        if token == "(":
            inner = self.sum(self._deeper(depth))
            if self.take() != ")":
                raise Undecidable("a parenthesis is not closed")
            return inner
        if token[0].isdecimal() and len(token) <= MAX_DIGITS:
            return polynomials.constant(Fraction(token))
        if token.isalpha():
            return polynomials.variable(token)
        raise Undecidable("it is not written as an expression")

    @staticmethod
    def _deeper(depth: int) -> int:
        if depth >= MAX_DEPTH:
            raise Undecidable(f"it is nested deeper than {MAX_DEPTH} levels")
        return depth + 1

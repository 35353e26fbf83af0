"""Formulas with functions: read into a tree, turned into polynomials where they are such, or evaluated at a point.

sum     := product (("+" | "-") product)*
product := signed (("*" | "/" | "") signed)*
signed  := "-" signed | power
power   := atom ("^" signed | superscript | "!")*
atom    := number | variable | "(" sum ")" | "|" sum "|" | function atom
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from podium.core.mathematics import exact, polynomials, transcendental
from podium.core.mathematics.exact import PI, Real, Undecidable, whole
from podium.core.mathematics.functions import NAMES, call
from podium.core.mathematics.polynomials import Polynomial
from podium.core.mathematics.tokens import OPERATORS, SUPERSCRIPTS

MAX_DEPTH = 30
MAX_TOKENS = 120
_SUBSCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
NAME = r"sqrt|abs|log_?\d{1,2}(?=\s?\()|log[₀-₉]+|log|lg|ln|√"
TOKEN = re.compile(
    rf"(?P<number>(?:\d{{1,3}}(?:,\d{{3}})+(?!\d)|\d+)(?:\.\d+)?)|(?P<name>√|(?<![A-Za-z])(?:{NAME}|arc(?:sin|cos|tan)|{'|'.join(NAMES)})(?![a-z]))"
    r"|(?P<letter>pi\b|π|[A-Za-z])|(?P<power>[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+)|(?P<sign>\*\*|[-+*/^()|,×·⋅÷−!°])|(?P<blank>\s+)"
)
ANGLES = frozenset({"sin", "cos", "tan"})


@dataclass(frozen=True, slots=True)
class Formula:
    """One node: `kind` is number, variable, call or an operator sign; `parts` its operands, `name` a letter or function."""

    kind: str
    parts: tuple[Formula, ...] = ()
    name: str = ""
    value: Fraction = Fraction(0)


def read_formula(text: str) -> Formula:
    """The formula that a text is.

    Raises:
        Undecidable: it is none, or too long or nested too deep.
    """
    tokens: list[tuple[str, str]] = []
    at = 0
    while at < len(text):
        found = TOKEN.match(text, at)
        if not found or len(tokens) > MAX_TOKENS:
            raise Undecidable("it is not written as a formula")
        if found.lastgroup != "blank":
            tokens.append((str(found.lastgroup), found.group()))
        at = found.end()
    reader = _Reader(tokens)
    formula = reader.sum(0)
    if reader.next:
        raise Undecidable("it is not written as a formula")
    return formula


class _Reader:
    """Reads tokens from left to right."""

    def __init__(self, tokens: Sequence[tuple[str, str]]) -> None:
        self._tokens = [(kind, OPERATORS.get(text, text)) for kind, text in tokens]
        self._at = 0
        self._bars = 0

    @property
    def next(self) -> str:
        return self._tokens[self._at][1] if self._at < len(self._tokens) else ""

    @property
    def _kind(self) -> str:
        return self._tokens[self._at][0] if self._at < len(self._tokens) else ""

    def _take(self) -> str:
        if not self.next:
            raise Undecidable("it ends too early")
        self._at += 1
        return self._tokens[self._at - 1][1]

    def sum(self, depth: int) -> Formula:
        result = self._product(depth)
        while self.next in ("+", "-") and self.next:
            result = Formula(self._take(), (result, self._product(depth)))
        return result

    def _product(self, depth: int) -> Formula:
        result = self._signed(depth)
        while self.next and (
            self.next in "*/(" or self._kind in ("number", "name", "letter") or (self.next == "|" and not self._bars)
        ):
            operator = self._take() if self.next in "*/" else "*"
            result = Formula(operator, (result, self._signed(depth)))
        return result

    def _signed(self, depth: int) -> Formula:
        if depth > MAX_DEPTH:
            raise Undecidable(f"it is nested deeper than {MAX_DEPTH} levels")
        if self.next == "-":
            self._take()
            return Formula("-", (Formula("number"), self._signed(depth + 1)))
        return self._power(depth)

    def _power(self, depth: int) -> Formula:
        base = self._atom(depth)
        while self.next in ("^", "!", "°") or self._kind == "power":
            kind, sign = self._kind, self._take()
            if sign in "!°":
                base = Formula(sign, (base,))
            elif kind == "power":
                digits = sign.translate(SUPERSCRIPTS)
                if not re.fullmatch(r"-?\d{1,3}", digits):
                    raise Undecidable("a power in it is not read")
                base = Formula("^", (base, Formula("number", value=Fraction(digits))))
            else:
                base = Formula("^", (base, self._signed(depth + 1)))
        return base

    def _atom(self, depth: int) -> Formula:
        kind, text = self._kind, self._take()
        if text == "(":
            bars, self._bars = self._bars, 0
            inner = self.sum(depth + 1)
            self._bars = bars
            self._close(")")
            return inner
        if text == "|":
            self._bars += 1
            inner = self.sum(depth + 1)
            self._close("|")
            self._bars -= 1
            return Formula("call", (inner,), "abs")
        if kind == "number":
            return Formula("number", value=Fraction(text.replace(",", "")))
        if kind == "letter":
            return Formula("variable", name="π" if text in ("pi", "π") else text)
        if kind == "name":
            return self._call(text, depth)
        raise Undecidable("it is not written as a formula")

    def _call(self, text: str, depth: int) -> Formula:
        name = text.replace("√", "sqrt").translate(_SUBSCRIPTS).replace("_", "").replace("arc", "a")
        if depth > MAX_DEPTH:
            raise Undecidable(f"it is nested deeper than {MAX_DEPTH} levels")
        exponent = self._own_power() if name in ANGLES else None
        if self.next == "(":
            arguments = self._arguments(depth)
            if name == "sqrt" or not exponent:
                return Formula("call", arguments, name)
        else:
            arguments = (self._power(depth + 1) if name == "sqrt" else self._bare(depth),)
        found = Formula("call", arguments, name)
        return found if exponent is None else Formula("^", (found, exponent))

    def _own_power(self) -> Formula | None:
        """The power in `sin²x`."""
        if self._kind != "power" and self.next != "^":
            return None
        digits = self._take().translate(SUPERSCRIPTS)
        digits = self._take() if digits == "^" else digits
        if not re.fullmatch(r"\d", digits):
            raise Undecidable("a power in it is not read")
        return Formula("number", value=Fraction(digits))

    def _arguments(self, depth: int) -> tuple[Formula, ...]:
        self._take()
        bars, self._bars = self._bars, 0
        found = [self.sum(depth + 1)]
        while self.next == ",":
            self._take()
            found.append(self.sum(depth + 1))
        self._bars = bars
        self._close(")")
        return tuple(found)

    def _bare(self, depth: int) -> Formula:
        """The argument of `sin 2x`: factors without a sign between them."""
        found = self._signed(depth + 1)
        while self._kind == "letter":
            found = Formula("*", (found, self._power(depth + 1)))
        return found

    def _close(self, sign: str) -> None:
        if self._take() != sign:
            raise Undecidable("a parenthesis is not closed")


def variables(formula: Formula) -> frozenset[str]:
    """The letters without a value of their own."""
    own = frozenset({formula.name}) if formula.kind == "variable" and formula.name != "π" else frozenset()
    return own.union(*map(variables, formula.parts)) if formula.parts else own


def polynomial(formula: Formula) -> Polynomial | None:
    """The polynomial it is; None where it has a function or a quotient by a variable."""
    if formula.kind == "number":
        return polynomials.constant(formula.value)
    if formula.kind == "variable":
        return None if formula.name == "π" else polynomials.variable(formula.name)
    parts = [polynomial(part) for part in formula.parts]
    if formula.kind in ("call", "!", "°") or any(part is None for part in parts):
        return None
    a, b = (part for part in parts if part is not None)
    try:
        if formula.kind in "+-":
            return polynomials.added(a, b, 1 if formula.kind == "+" else -1)
        return {"*": polynomials.multiplied, "/": polynomials.divided, "^": polynomials.raised}[formula.kind](a, b)
    except Undecidable:
        return None


def evaluated(formula: Formula, values: Mapping[str, Fraction]) -> Real:
    """Its value at a point.

    Raises:
        Undecidable: a letter has no value, or the value is not real or not computed.
    """
    if formula.kind == "number":
        return whole(formula.value)
    if formula.kind == "variable":
        if formula.name == "π":
            return PI
        if formula.name not in values:
            raise Undecidable(f"'{formula.name}' has no given value")
        return whole(values[formula.name])
    parts = [evaluated(part, values) for part in formula.parts]
    if formula.kind == "call":
        return call(formula.name, parts)
    if formula.kind == "!":
        return exact.factorial(parts[0])
    if formula.kind == "°":
        return exact.multiply(parts[0], exact.divide(PI, whole(180)))
    if formula.kind == "-":
        return exact.add(parts[0], exact.negate(parts[1]))
    operations = {"+": exact.add, "*": exact.multiply, "/": exact.divide, "^": transcendental.power}
    return operations[formula.kind](*parts)

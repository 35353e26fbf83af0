"""Which numbers an inequality of one variable is true of: `x² - 5x + 6 < 0 exactly when 2 < x < 3`."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from podium.core.mathematics import polynomials
from podium.core.mathematics.exact import Undecidable
from podium.core.mathematics.formulas import Formula, evaluated, polynomial, read_formula, variables
from podium.core.mathematics.judging import Judgement
from podium.core.mathematics.tokens import RELATIONS
from podium.core.mathematics.worded.univariate import number_of_roots, rational_roots, univariate

LONGEST = 240
_SIGN = r"(?:<=|>=|!=|[<>≤≥≠=])"
_SAME = (
    r"(?:exactly when|precisely when|if and only if|iff|is equivalent to|is the same as|just when|only when and whenever|has (?:exactly )?the solutions?(?: set)?|has solution(?: set)?"
    r"|is (?:true|satisfied) (?:exactly |precisely |only )?(?:for|when|if)|holds (?:exactly |precisely |only )(?:for|when|if)|means(?: that)?|simplifies to|solves to|⇔|<=>|⟺)"
)
_FOLLOWS = r"(?:implies(?: that)?|so|then|hence|therefore|⇒|=>|gives|leads to|yields)"
_TWO = re.compile(
    rf"^(?:if |the inequality )?(?P<a>[^,;:]*?{_SIGN}[^,;:]*?),? (?:(?P<same>{_SAME})|(?P<follows>{_FOLLOWS})),? (?P<b>[^,;]*[<>≤≥≠][^,;]*?)(?P<rest>, which (?:is why|explains)[^=<>\d]*)?$",
    re.IGNORECASE,
)
_SET = re.compile(
    rf"^(?:the )?solutions?(?: set)? (?:of|to) (?:the inequality )?(?P<a>[^,;:]*{_SIGN}[^,;:]*?) (?:is|are|consists? of)(?: all [a-z] with| the (?:open |closed )?interval| all numbers? (?:with)?| given by)? (?P<b>[^;:]*?)$",
    re.IGNORECASE,
)
_INTERVAL = re.compile(r"^(?P<open>[(\[]) ?(?P<low>[-−]?[\d./]+), ?(?P<high>[-−]?[\d./]+) ?(?P<close>[)\]])$")


@dataclass(frozen=True, slots=True)
class _Link:
    left: Formula
    sign: str
    right: Formula

    def true_at(self, name: str, value: Fraction) -> bool:
        a, b = (evaluated(side, {name: value}) for side in (self.left, self.right))
        if not (a.exact and b.exact):
            raise Undecidable("it is not computed exactly")
        return polynomials.compare(a.lo - b.lo, self.sign)


_Condition = Sequence[Sequence[_Link]]
"""Chains of which all links must be true, joined by `or`."""


def judge_equivalence(sentence: str, text: str) -> Judgement | None:
    """The judgement of a claim about the solutions of an inequality; None where it is none."""
    if len(text) > LONGEST or not re.search(r"[<>≤≥]", text):
        return None
    match = _TWO.match(text) or _SET.match(text)
    try:
        return _judged(sentence, match) if match else None
    except (Undecidable, ValueError, ZeroDivisionError):
        return None


def _judged(sentence: str, match: re.Match[str]) -> Judgement | None:
    a, b = _condition(match["a"], ""), None
    names = frozenset().union(*(variables(side) for chain in a for link in chain for side in (link.left, link.right)))
    if len(names) != 1:
        return None
    name = next(iter(names))
    b = _condition(match["b"], name)
    others = frozenset().union(*(variables(s) for chain in b for link in chain for s in (link.left, link.right)))
    if others != names:
        return None
    points = sorted({root for link in itertools.chain(*a, *b) for root in _critical(link)})
    same = match.groupdict().get("follows") is None
    for value in _between(points):
        one, other = _true(a, name, value), _true(b, name, value)
        if (one and not other) or (same and other and not one):
            shown = f"{name} = {value} meets only {'the first' if one else 'the second'}"
            return Judgement(sentence.strip(), "fails", None, shown, "both were tested between all their bounds")
    return Judgement(sentence.strip(), "holds", None, None, "both were tested between all their bounds")


def _condition(text: str, name: str) -> _Condition:
    interval = _INTERVAL.match(text.strip()) if name else None
    if interval:
        text = f"{interval['low']} {'<' if interval['open'] == '(' else '≤'} {name} {'<' if interval['close'] == ')' else '≤'} {interval['high']}"
    return [
        [link for part in re.split(r"\band\b", way) for link in _links(part)] for way in re.split(r"\bor\b|∪", text)
    ]


def _links(text: str) -> list[_Link]:
    parts = re.split(rf"\s*({_SIGN})\s*", text.strip())
    sides = [read_formula(part.strip()) for part in parts[::2]]
    if len(sides) < 2:
        raise Undecidable("it is no inequality")
    return [_Link(a, RELATIONS[sign], b) for a, sign, b in zip(sides, parts[1::2], sides[1:], strict=False)]


def _critical(link: _Link) -> Iterator[Fraction]:
    """Where a link may change from true to false: the roots of its difference, with every sign of its absolute values."""
    for formula in (*_unfolded(Formula("-", (link.left, link.right))), *_inner(link.left), *_inner(link.right)):
        a = polynomial(formula)
        coefficients = univariate(a) if a else None
        if a is None:
            raise Undecidable("it is no polynomial")
        if coefficients is None:
            continue
        roots = rational_roots(coefficients)
        if len(roots) != number_of_roots(coefficients):
            raise Undecidable("a bound of it is irrational")
        yield from roots


def _unfolded(formula: Formula) -> list[Formula]:
    if formula.kind == "call" and formula.name == "abs":
        inner = _unfolded(formula.parts[0])
        return [*inner, *(Formula("-", (Formula("number"), each)) for each in inner)]
    if not formula.parts:
        return [formula]
    return [replace(formula, parts=parts) for parts in itertools.product(*map(_unfolded, formula.parts))]


def _inner(formula: Formula) -> list[Formula]:
    own = [formula.parts[0]] if formula.kind == "call" and formula.name == "abs" else []
    return own + [each for part in formula.parts for each in _inner(part)]


def _between(points: Sequence[Fraction]) -> Iterator[Fraction]:
    if not points:
        yield Fraction(0)
        return
    yield points[0] - 1
    for low, high in itertools.pairwise(points):
        yield low
        yield (low + high) / 2
    yield points[-1]
    yield points[-1] + 1


def _true(condition: _Condition, name: str, value: Fraction) -> bool:
    return any(all(link.true_at(name, value) for link in chain) for chain in condition)

"""What is said of a formula for every whole number: that it is divisible, even, odd or prime."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from podium.core.mathematics import polynomials
from podium.core.mathematics.exact import Undecidable
from podium.core.mathematics.formulas import Formula, evaluated, polynomial, read_formula, variables
from podium.core.mathematics.judging import Judgement
from podium.core.mathematics.prose.integers import is_prime
from podium.core.mathematics.tokens import RELATIONS

LARGEST_DIVISOR = 200
TRIED = 60
LARGEST_PRIME = 10**10
CUE = re.compile(r"\b(?:divisible|multiple|even|odd|prime|divides|integer)\b", re.IGNORECASE)
_EVERY = r"(?:for (?:every|all|any|each) (?P<domain>(?:positive |non-negative )?(?:integers?|natural numbers?|whole numbers?|positive integers?|odd|even|n\b)(?: (?:integers?|numbers?))?)(?: value of)?(?: [a-z])?(?: ?(?:≥|>=|>) ?(?P<from>\d+))?|for integer [a-z])"
_ALWAYS = re.compile(
    rf"^(?:(?:for (?:every|all|any|each) (?P<first>(?:positive )?(?:integers?|natural numbers?|whole numbers?))(?: [a-z])?,? )|(?:the (?:product|sum|number|expression|term)[a-z ]*? ))?(?P<f>[^=<>,;:]+?) (?:is|are)(?P<no> not| never)? ?(?P<always>always )?(?:exactly )?(?P<what>divisible by (?P<by>\d+)|an? multiple of (?P<of>\d+)|even|odd|an even number|an odd number|prime|a prime(?: number)?|composite)(?:,? {_EVERY})?$",
    re.IGNORECASE,
)
_DIVIDES = re.compile(rf"^(?P<by>\d+) (?:always )?divides (?P<f>[^=<>,;:]+?),? {_EVERY}$", re.IGNORECASE)
_EQUAL_FIRST = re.compile(
    rf"^(?P<f>[^=<>,;:]+?) = (?P<g>[^=<>,;:]+?), (?:and )?(?:as|since|because|so)\b.*?\b(?:it|this|which|that|the (?:product|number|result)) (?:is|must be) (?:always )?(?P<what>divisible by (?P<by>\d+)|an? multiple of (?P<of>\d+)|even|odd),? {_EVERY}$",
    re.IGNORECASE,
)


def judge_divisibility(sentence: str, text: str) -> Judgement | None:
    """The judgement of a claim about all whole numbers; None where it is none, or cannot be told."""
    if len(text) > 240 or not CUE.search(text):
        return None
    try:
        return _judged(sentence, text)
    except (Undecidable, ValueError, ZeroDivisionError):
        return None


_COMPARED = re.compile(
    rf"^(?P<f>[^=<>≤≥,;:]+?) ?(?P<sign>[<>≤≥]|<=|>=) ?(?P<g>[^=<>≤≥,;:]+?)(?: holds| is true)?,? (?:whenever (?P<letter>[a-z]) (?:is an integer )?(?:≥|>=|is at least) ?(?P<least>\d+)|{_EVERY})$",
    re.IGNORECASE,
)


def _compared(sentence: str, text: str) -> Judgement | None:
    """`2^n > n² holds for every integer n ≥ 5`: tried with many whole numbers, where one side is no polynomial."""
    match = _COMPARED.match(text)
    if not match:
        return None
    left, right = read_formula(match["f"].strip()), read_formula(match["g"].strip())
    names = variables(left) | variables(right)
    groups = match.groupdict() | {"from": match["from"] or match["least"]}
    if len(names) != 1 or (polynomial(left) is not None and polynomial(right) is not None):
        return None
    name, sign = next(iter(names)), RELATIONS[match["sign"]]
    for n in range(int(groups["from"] or 1), int(groups["from"] or 1) + TRIED):
        a, b = (evaluated(side, {name: Fraction(n)}) for side in (left, right))
        if not (a.exact and b.exact):
            return None
        if not polynomials.compare(a.lo - b.lo, sign):
            return Judgement(sentence.strip(), "fails", None, f"{name} = {n}", "whole numbers were put in")
    return Judgement(sentence.strip(), "holds", None, None, f"the first {TRIED} whole numbers were put in")


def _judged(sentence: str, text: str) -> Judgement | None:
    compared = _compared(sentence, text)
    if compared:
        return compared
    match = _EQUAL_FIRST.match(text) or _ALWAYS.match(text) or _DIVIDES.match(text)
    if not match:
        return None
    groups = match.groupdict()
    formula = read_formula(match["f"].strip())
    names = variables(formula)
    if len(names) != 1 or formula.kind == "variable":
        return None
    if not (groups.get("always") or groups.get("domain") or groups.get("first") or "for integer" in text):
        return None
    if groups.get("g"):
        a, b = polynomial(formula), polynomial(read_formula(match["g"].strip()))
        if a is None or b is None:
            return None
        if polynomials.added(a, b, -1):
            return Judgement(sentence.strip(), "fails", None, None, "the two sides differ")
    found = _told(formula, next(iter(names)), groups)
    if found is None:
        return None
    truth, shown = found
    return Judgement(sentence.strip(), "holds" if truth else "fails", None, shown, "whole numbers were put in")


def _told(formula: Formula, name: str, groups: dict[str, str | None]) -> tuple[bool, str] | None:
    what, denied = str(groups.get("what") or "divisible").lower(), bool(groups.get("no"))
    domain = str(groups.get("domain") or groups.get("first") or "").lower()
    if "prime" in what or what == "composite":
        wanted = ("prime" in what) != denied
        for n, value in _values(formula, name, domain, groups, TRIED):
            if abs(value) <= LARGEST_PRIME and is_prime(value) != wanted:
                return False, f"{value} for {name} = {n}"
        return None
    by = int(groups.get("by") or groups.get("of") or 2)
    if not 1 < by <= LARGEST_DIVISOR:
        return None
    rest = 1 if "odd" in what else 0
    many = by if polynomial(formula) is not None else 3 * by + 10
    for n, value in _values(formula, name, domain, groups, many * (2 if "odd" in domain or "even" in domain else 1)):
        if (value % by == rest) == denied:
            return False, f"{value} for {name} = {n}"
    return True, f"true for the first {many}"


def _values(
    formula: Formula, name: str, domain: str, groups: dict[str, str | None], many: int
) -> Iterator[tuple[int, int]]:
    """The whole numbers of the domain with the value of the formula.

    Raises:
        Undecidable: a value is no whole number.
    """
    start = int(groups.get("from") or 1)
    for n in range(start, start + many + 1):
        if (domain.startswith("odd") and n % 2 == 0) or (domain.startswith("even") and n % 2):
            continue
        value = evaluated(formula, {name: Fraction(n)})
        if not value.exact or value.lo.denominator != 1:
            raise Undecidable("it is no whole number")
        yield n, int(value.lo)

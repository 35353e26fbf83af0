"""Claims about all values of some variables: what follows from conditions, identities, and counterexamples to them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from podium.core.mathematics import polynomials, systems
from podium.core.mathematics.exact import Real, Undecidable
from podium.core.mathematics.formulas import NAME, Formula, evaluated, polynomial, read_formula, variables
from podium.core.mathematics.judging import Judgement
from podium.core.mathematics.squares import never_negative
from podium.core.mathematics.tokens import RELATIONS
from podium.core.mathematics.words import word_set

LONGEST = 300

MOST_POINTS = 1500

_GRID = (
    *tuple(Fraction(n) for n in (1, 2, 0, -1, 3, -2, 4, 9, -3, 16, 5, 10, -10, 100)),
    Fraction(1, 2),
    Fraction(-1, 2),
    Fraction(1, 4),
    Fraction(3, 2),
)

_PIECE = rf"(?:{NAME}|\d+(?:,\d{{3}})*(?:\.\d+)?|pi\b|π|(?<![A-Za-z'’])[A-Za-z](?![A-Za-z'’])|(?<=\d)[a-z](?![A-Za-z])|(?<=[a-z0-9²³])[a-z](?![A-Za-z'’])|(?<![A-Za-z])[a-z](?=[a-z](?![A-Za-z'’]))|[-+*/^()|×·⋅÷−²³⁴⁵⁶⁷⁸⁹⁰¹⁻√!])"

_SIGN = r"(?:<=|>=|==|!=|[=<>≤≥≠])"

_RELATION = re.compile(rf"(?<![\w.])(?>{_PIECE}\s*)++(?:{_SIGN}\s*(?>{_PIECE}\s*)++)+")

_CALLED = re.compile(r"(?<![A-Za-z])[A-Za-z]\([a-z0-9]\)\s*=")
_SPLIT = re.compile(rf"\s*({_SIGN})\s*")

_LEADS = re.compile(
    r"\b(?:impl(?:y|ies)|then|so|hence|therefore|thus|it follows that|follows|means?|we (?:get|have)|yields?|gives?|ensures?|guarantees?)\b|[⇒→]|=>",
    re.IGNORECASE,
)

_EVERY = re.compile(r"\b(?:for (?:all|every|any|each)|always|whatever|regardless|every|any|all|each)\b", re.IGNORECASE)

_WHERE = re.compile(
    r"\b(?:for|if|when|whenever|where|with|provided(?: that)?|given(?: that)?|as long as)\b", re.IGNORECASE
)

_WORDS = word_set(
    "if then and or so hence therefore thus for all every any each real reals number numbers positive negative non "
    "nonnegative non-negative nonzero non-zero integer integers natural whole values value of the with when whenever "
    "where provided given that implies imply together it follows follow always holds true is are both also means mean "
    "we have get by at least x y z a b c n m k as long suppose let whatever from this identity in general rational "
    "rationals gives give yields yield not necessarily does ensures guarantees pair pairs two"
)

_DOMAINS = {
    "positive": lambda value: value > 0,
    "negative": lambda value: value < 0,
    "nonnegative": lambda value: value >= 0,
    "non-negative": lambda value: value >= 0,
    "nonzero": lambda value: value != 0,
    "non-zero": lambda value: value != 0,
    "integer": lambda value: value.denominator == 1,
    "integers": lambda value: value.denominator == 1,
    "natural": lambda value: value.denominator == 1 and value > 0,
    "whole": lambda value: value.denominator == 1 and value >= 0,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Link:
    """`left sign right`, with the place of its chain in the text."""

    left: Formula
    sign: str
    right: Formula
    start: int
    end: int

    def true_at(self, values: Mapping[str, Fraction]) -> bool | None:
        """Whether it is true at a point; None where that is not computed."""
        try:
            a, b = evaluated(self.left, values), evaluated(self.right, values)
        except (Undecidable, ZeroDivisionError):
            return None
        return _compared(a, self.sign, b)

    def difference(self) -> polynomials.Polynomial | None:
        """Left minus right as a polynomial."""
        a, b = polynomial(self.left), polynomial(self.right)
        try:
            return None if a is None or b is None else polynomials.added(a, b, -1)
        except Undecidable:
            return None


def _compared(a: Real, sign: str, b: Real) -> bool | None:
    below, above, same = a.hi < b.lo, a.lo > b.hi, a == b and a.exact
    if not (below or above or same):
        return None
    return {"=": same, "!=": not same, "<": below, "<=": below or same, ">": above, ">=": above or same}[sign]


def judge_theorem(sentence: str) -> Judgement | None:
    """The judgement of a sentence that claims something of all values of its variables, or of its numbers alone."""
    text = re.sub(r"\s*\.\s*$", "", sentence.strip())
    if len(text) > LONGEST or text.endswith("?") or _CALLED.search(text) or not re.search(_SIGN, text):
        return None
    text = _listed_domain(_ellipsis(text))
    try:
        chains = [_links(found) for found in _RELATION.finditer(text)]
    except Undecidable:
        return None
    links = [link for chain in chains for link in chain]
    if not links or not _only_words(text, links):
        return None
    found = _numeric(links, text) if not any(map(_names, links)) else _general(text, chains)
    if found is None:
        return None
    truth, reason, computed = found
    return Judgement(sentence.strip(), "holds" if truth else "fails", None, computed, reason)


def _links(found: re.Match[str]) -> list[Link]:
    parts = _SPLIT.split(found.group().strip())
    sides = [read_formula(part) for part in parts[::2]]
    signs = [RELATIONS.get(sign, "=") for sign in parts[1::2]]
    return [Link(a, sign, b, found.start(), found.end()) for a, sign, b in zip(sides, signs, sides[1:], strict=False)]


def _names(link: Link) -> frozenset[str]:
    return variables(link.left) | variables(link.right)


_LIST = re.compile(rf"(?<![\w])((?:[a-z],\s*|[a-z]\s+and\s+)+)([a-z])\s*({_SIGN})\s*(-?\d+(?:\.\d+)?)(?![\w.])")


def _listed_domain(text: str) -> str:
    """`a, b > 0` as `a > 0 and b > 0`."""

    def each(match: re.Match[str]) -> str:
        names = [*re.findall(r"[a-z](?![a-z])", match[1].replace("and", "")), match[2]]
        return " and ".join(f"{name} {match[3]} {match[4]}" for name in names)

    return _LIST.sub(each, text) if _EVERY.search(text) or _WHERE.search(text) else text


_SERIES = re.compile(r"(?<![\w.+*-])(\d+(?:\s*\+\s*\d+){1,5})\s*\+\s*(?:\.\.\.|…|⋯)\s*\+\s*(\d+)(?=\s*=)")


def _ellipsis(text: str) -> str:
    """`1 + 2 + ... + 100` as its sum, where the terms go on by equal steps."""

    def summed(match: re.Match[str]) -> str:
        terms, last = [int(term) for term in match[1].split("+")], int(match[2])
        steps = {b - a for a, b in itertools.pairwise(terms)}
        step = steps.pop() if len(steps) == 1 else 0
        if step <= 0 or (last - terms[0]) % step or last < terms[-1] or last > 10**9:
            return match.group()
        count = (last - terms[0]) // step + 1
        return f"({(terms[0] + last) * count}/2)"

    return _SERIES.sub(summed, text)


def _only_words(text: str, links: Sequence[Link]) -> bool:
    """Whether nothing but the words of such claims stands beside the relations."""
    rest = text
    for start, end in sorted({(link.start, link.end) for link in links}, reverse=True):
        rest = rest[:start] + " " + rest[end:]
    return not {word for word in re.findall(r"[^\W_]+(?:-[a-z]+)?", rest.lower()) if len(word) > 1} - _WORDS


def _numeric(links: Sequence[Link], text: str) -> tuple[bool, str, str | None] | None:
    """Numbers alone, with a function or a series, which plain arithmetic does not read."""
    if not re.search(rf"{NAME}|\||/2\)|!.*\d!", text) or len({link.start for link in links}) != 1:
        return None
    if any("." in text and not _is_exact(link) for link in links):
        return None  # how many of its digits are meant is a matter of rounding
    truths = [link.true_at({}) for link in links]
    return None if None in truths else (all(truths), "both sides were computed", None)


def _is_exact(link: Link) -> bool:
    try:
        return evaluated(link.left, {}).exact and evaluated(link.right, {}).exact
    except Undecidable:
        return False


def _general(text: str, chains: Sequence[Sequence[Link]]) -> tuple[bool, str, str | None] | None:
    split = _split(text, chains)
    if split is None:
        return None
    given = [link for chain in split[0] for link in chain]
    claims = [link for chain in split[1] for link in chain]
    words = set(re.findall(r"[a-z-]+", text.lower()))
    if not all(_names(claim) <= frozenset().union(*map(_names, given)) for claim in claims) and not _EVERY.search(text):
        return None
    linear = (
        _linear(given, claims)
        if not words & (set(_DOMAINS) - {"positive", "negative", "nonnegative", "non-negative"})
        else None
    )
    if linear is not None and not words & set(_DOMAINS):
        return linear, "the inequalities were solved together", None
    tests = [_DOMAINS[word] for word in words & set(_DOMAINS)]
    equations = all(link.sign == "=" for link in (*given, *claims))
    if given and equations and len(frozenset().union(*map(_names, (*given, *claims)))) == 1:
        return None  # which of several solutions is meant is not told
    point = _counterexample(given, claims, tests)
    if point is not None:
        return (
            False,
            "it is false of the values computed",
            ", ".join(f"{name} = {value}" for name, value in point.items()),
        )
    return (True, "it was shown to be a sum of squares", None) if not given and all(map(_never_below, claims)) else None


def _split(
    text: str, chains: Sequence[Sequence[Link]]
) -> tuple[Sequence[Sequence[Link]], Sequence[Sequence[Link]]] | None:
    """The chains that are given and those that are claimed."""
    gaps = [text[a[-1].end : b[0].start] for a, b in itertools.pairwise(chains)]
    for at, gap in enumerate(gaps, 1):
        if _LEADS.search(gap):
            return chains[:at], chains[at:]
    before = text[: chains[0][0].start]
    for at, gap in enumerate(gaps, 1):
        if _WHERE.search(gap):
            return chains[at:], chains[:at]
    if len(chains) > 1 and _WHERE.search(before):
        return chains[:-1], chains[-1:]
    return ([], chains) if len(chains) == 1 and _EVERY.search(text) else None


def _linear(given: Sequence[Link], claims: Sequence[Link]) -> bool | None:
    """Whether linear claims follow from linear conditions; None where some are not linear, or nothing meets them."""
    differences = [(link.difference(), link.sign) for link in (*given, *claims)]
    if any(d is None or polynomials.degree(d) > 1 for d, _ in differences) or any(link.sign == "!=" for link in given):
        return None
    known = [(d, sign) for d, sign in differences if d is not None]
    try:
        base = [row for d, sign in known[: len(given)] for row in systems.rows(d, sign)]
        if not given or not systems.feasible(base):
            return None
        return not any(
            systems.feasible([*base, *way]) for d, sign in known[len(given) :] for way in systems.opposite(d, sign)
        )
    except Undecidable:
        return None


def _counterexample(
    given: Sequence[Link], claims: Sequence[Link], tests: Sequence[object]
) -> dict[str, Fraction] | None:
    """Values that meet the conditions and not the claim."""
    for values in _points(sorted(frozenset().union(*map(_names, (*given, *claims))))):
        if not all(test(value) for test in tests for value in values.values()):  # type: ignore[operator]
            continue
        if all(link.true_at(values) for link in given) and any(link.true_at(values) is False for link in claims):
            return values
    return None


def _points(names: Sequence[str]) -> Iterator[dict[str, Fraction]]:
    if not 0 < len(names) <= 4:
        return
    size = next(n for n in range(len(_GRID), 1, -1) if n ** len(names) <= MOST_POINTS)
    for point in itertools.product(_GRID[:size], repeat=len(names)):
        yield dict(zip(names, point, strict=True))


def _never_below(claim: Link) -> bool:
    """Whether `left >= right` is true of all numbers because the difference is a sum of squares."""
    difference = claim.difference()
    if difference is None or claim.sign not in (">=", "<="):
        return False
    sign = polynomials.constant(1 if claim.sign == ">=" else -1)
    return never_negative(polynomials.multiplied(sign, difference))

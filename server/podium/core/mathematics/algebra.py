"""Equations and inequalities with variables: what holds for every value, for none, or follows from a condition."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache

from podium.core.mathematics import polynomials
from podium.core.mathematics.exact import Undecidable
from podium.core.mathematics.expressions import Relation, read_relations, without_steps
from podium.core.mathematics.judging import Judgement, Verdict, undecided
from podium.core.mathematics.polynomials import Polynomial

MAX_LENGTH = 400

_WORDED = re.compile(
    r"(?P<left>(?<![\w.])(?:\d+(?:\.\d+)?\s?)?[b-zB-HJ-Z](?:\s?\^\s?\d|[²³])?(?:\s?[-+*]\s?(?:\d+(?:\.\d+)?|[b-z](?![a-z])))*)"
    r"\s+(?:must be|has to be|must equal|is equal to|equals|is)\s+(?=-?\d+(?:\.\d+)?(?![\w.%]|\s*(?:%|[a-z]{2,}))|-?\d+(?:\.\d+)?\s*(?:[.,;]|$|for\b|and\b))"
)
_RELATES = re.compile(r"[=<>≤≥≠]|\b(?:is|equals|be)\b")
_TRAILING = re.compile(r"^[\s,]*(?:for|when|if|with|at|where|whenever)\s*$", re.IGNORECASE)
_EVERY = re.compile(r"\b(?:every|all|any|each|always|whatever)\b", re.IGNORECASE)
_SUPPOSED = re.compile(
    r"\b(?:if|when|whenever|suppose|assume|assuming|given|with|for|since|as|from|where|because)\b", re.I
)
_LEADING = re.compile(
    r"\b(?:gives?|impl(?:y|ies)|satisf(?:y|ies)|solves?|yields?|means?|leads? to|(?:solution|root|zero) of|solution is|has (?:the |a |one )?(?:solution|root)|so"
    r"|then|therefore|hence|thus|follows(?: that)?|leaves?)\b|[⇒→]|=>",
    re.IGNORECASE,
)
_COMMA = re.compile(",")
_DENIED = re.compile(
    r"\b(?:not|never|no|cannot|wrong|false|unless|without|mod|modulo|integer|prime)\b|n't", re.IGNORECASE
)
_CALL = re.compile(r"(?<![A-Za-z])[A-Za-z]\(")
_FACTOR = re.compile(r"(?<![A-Za-z])([a-eh-z])(?=\()")
_FUNCTION = re.compile(r"[A-Za-z]{2,}\s?\(|√")
_ASSIGNED = re.compile(
    r"(?<![\w.)^*/+-])(?<![-+*/^] )([A-Za-z])\s*(?:=|is|equals)\s*([-−]?\d+(?:\.\d+)?)(?![\w%]|\.\d|\s*[-+*/^(×·])"
)
_OTHER = re.compile(
    r"\d[eE][+-]?\d|\w\s?:\s?[<>=≤≥]*\s?\d|\d\s?[%‰°$€£]|(?<![A-Za-z])[ie](?![A-Za-z])|\d\s+[A-Za-z](?![A-Za-z])"
)
"""What may be no algebra: an exponent, a target, a percentage, a constant of its own, a unit of measure."""
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


@lru_cache(maxsize=64)  # a text of one sentence is judged as a text and as a sentence
def judge_algebra(sentence: str) -> Judgement | None:
    """The judgement of one sentence that is about variables; None where it is not, or nothing can be told from it."""
    if len(sentence) > MAX_LENGTH or not _RELATES.search(sentence):
        return None
    text = _times_before_parentheses(_WORDED.sub(lambda m: m["left"] + " = ", without_steps(sentence)))
    if (
        _FUNCTION.search(text)
        or any(pattern.search(text) for pattern in (_CALL, _DENIED, _OTHER))
        or text.rstrip().endswith("?")
    ):
        return None
    try:
        relations = read_relations(text)
    except Undecidable:
        return None
    if not relations or not any(polynomials.names(r.left) | polynomials.names(r.right) for r in relations):
        return None
    claim = sentence.strip()
    try:
        found = _judged(text, relations)
    except ZeroDivisionError:
        return undecided(claim, "it divides by zero")
    except Undecidable as reason:
        return undecided(claim, str(reason))
    return Judgement(claim, found[0], found[1], None, found[2]) if found else None


def with_values(sentence: str) -> str | None:
    """The last relation of a sentence with the values that the sentence gives its variables put in, as plain arithmetic.

    None where it has none, or one of its variables has no value.
    """
    if len(sentence) > MAX_LENGTH or not _ROOTED.search(sentence) or not _FUNCTION.search(sentence):
        return None
    values = {found[1]: found[2].replace("−", "-") for found in _ASSIGNED.finditer(sentence)}
    relation = _CALCULATION.search(sentence)
    if not values or not relation or _DENIED.search(sentence):
        return None
    wanted = set(re.findall(r"(?<![A-Za-z])[A-Za-z](?![A-Za-z])", relation[1]))
    if not wanted or not wanted <= set(values):
        return None
    put_in = re.sub(r"(?<![A-Za-z])([A-Za-z])(?![A-Za-z])", lambda m: f"({values[m[1]]})", relation[1])
    return re.sub(r"(?<=[\d)])(?=\()", "*", put_in) + relation[2]


_ROOTED = re.compile("sqrt|√")
_CALCULATION = re.compile(
    r"(?<![\w.])((?:\d+(?:\.\d+)?|sqrt|(?<![A-Za-z])[A-Za-z](?![A-Za-z])|[-+*/^()×·÷−²³√]|\s)*(?:sqrt|√)[^=<>≤≥A-Z]*?)"
    r"(\s*(?:=|is|equals)\s*[-−]?\d[\d,.]*)\s*\.?$"
)


def _times_before_parentheses(text: str) -> str:
    """`n(n - 1)` as a product where the letter has a value or stands alone as well."""

    def times(match: re.Match[str]) -> str:
        alone = re.search(rf"(?<![A-Za-z]){match[1]}(?![A-Za-z(])", text)
        return match[1] + ("*" if alone else "")

    return _FACTOR.sub(times, text)


_Opinion = tuple[Verdict, str | None, str]


def _judged(text: str, relations: Sequence[Relation]) -> _Opinion | None:
    if len(relations) == 1:
        only = relations[0]
        rest = text[: only.start] + " " + text[only.end :]
        if _ROOTS.match(text[: only.start]):
            return None  # which numbers solve it is read elsewhere
        return _alone(only, every=bool(_EVERY.search(rest))) if _plain(rest) else None
    if _TRAILING.search(text[relations[-2].end : relations[-1].start]):
        *others, asked = relations[:-1]
        given = [relations[-1], *others]
        return _follows(given, asked) if not any(map(_NUMBER.search, _gaps(text, relations))) else None
    gaps = _gaps(text, relations)
    split = _where_claims_begin(gaps, supposed=bool(_SUPPOSED.search(gaps[0])))
    if not split or any(_NUMBER.search(gap) for gap in gaps):
        return None
    same = bool(_SAME.search(gaps[split]))
    found = [_follows(relations[:split], claim, same=same) for claim in relations[split:]]
    return min((each for each in found if each), key=lambda each: _WORST_FIRST.index(each[0]), default=None)


_SAME = re.compile(r"\b(?:means?|equivalent|simplif\w+|solutions?|same as|iff|if and only if)\b|⇔|<=>", re.IGNORECASE)
"""What says that two inequalities have the same solutions, and not only that one follows from the other."""
_WORST_FIRST = ("fails", "undecided", "holds")


def _where_claims_begin(gaps: Sequence[str], *, supposed: bool) -> int:
    """The index of the first relation that is claimed, by the last word that leads over; 0 where none does."""
    inner = range(len(gaps) - 2, 0, -1)
    if _ROOTS.match(gaps[0]) and len(gaps) > 2 and _IS.match(gaps[-2]):
        return len(gaps) - 2
    for leading in (_LEADING, _COMMA):
        for at in inner:
            if leading.search(gaps[at]):
                return at
    return len(gaps) - 2 if supposed else 0


_ROOTS = re.compile(
    r"(?:^|.*\b)(the|a|one|both|its|all|two)?\s*(?:real )?(?:roots?|solutions?|zeros?|zeroes)\s+(?:of|to)\s+(?:the equation\s+)?$",
    re.IGNORECASE,
)
_IS = re.compile(r"\s*(?:is|are)\b")


def _gaps(text: str, relations: Sequence[Relation]) -> list[str]:
    ends = [0, *(r.end for r in relations)]
    starts = [*(r.start for r in relations), len(text)]
    return [text[end:start] for end, start in zip(ends, starts, strict=True)]


def _plain(rest: str) -> bool:
    """Whether nothing beside a relation could narrow it down."""
    words = set(re.findall(r"[A-Za-z]+", rest.lower()))
    return not words - _ABOUT_ALL


_ABOUT_ALL = frozenset(
    {"for", "every", "all", "any", "each", "real", "number", "numbers", "value", "values", "of", "always", "x", "y"}
    | {
        "a",
        "b",
        "n",
        "the",
        "identity",
        "equation",
        "and",
        "holds",
        "true",
        "is",
        "we",
        "have",
        "that",
        "so",
        "whatever",
        "are",
    }
)


def _alone(relation: Relation, *, every: bool) -> _Opinion | None:
    """One relation without a condition: it holds where it does for every value, and fails where it does for none."""
    if (
        relation.sign == "="
        and len(relation.left) == 1
        and polynomials.value_of(relation.right) is not None
        and not every
    ):
        return None if polynomials.degree(relation.left) == 1 else _open(relation)
    value = polynomials.value_of(relation.difference)
    if value is not None:
        truth: bool | None = polynomials.compare(value, relation.sign)
    else:
        truth = polynomials.always(relation.difference, relation.sign)
    if truth is None and (every or _states_an_identity(relation)):
        return "fails", relation.text, "it does not hold for every value"
    if truth is None:
        return _open(relation)
    reason = "both sides were expanded: it holds for every value" if truth else "it holds for no value"
    return ("holds" if truth else "fails"), relation.text, reason


def _open(relation: Relation) -> _Opinion:
    return "undecided", relation.text, "whether it holds depends on the values of its variables"


def _states_an_identity(relation: Relation) -> bool:
    """Whether one side is the other multiplied out, as in `(a + b)² = a² + b²`, and no value is asked for."""
    left, right = relation.left, relation.right
    alike = polynomials.names(left) == polynomials.names(right) and polynomials.degree(left) == polynomials.degree(
        right
    )
    return relation.sign == "=" and relation.expanded and alike and polynomials.degree(left) > 1


def _follows(conditions: Sequence[Relation], claim: Relation, *, same: bool = False) -> _Opinion | None:
    """Whether a relation follows from those before it."""
    values: dict[str, Fraction] = polynomials.solved_together([c.difference for c in conditions if c.sign == "="])
    if values and all(condition.sign == "=" for condition in conditions):
        return _decided(polynomials.substituted(claim.difference, values), claim)
    for condition in conditions:
        solved = _solutions(polynomials.substituted(condition.difference, values), condition.sign)
        if solved is None:
            return _by_rays(conditions, claim, equivalent=same)
        name, found = solved
        if len(found) != 1:
            return _by_cases(name, found, claim) if len(conditions) == 1 else None
        values[name] = found[0]
    return _decided(polynomials.substituted(claim.difference, values), claim)


def _decided(difference: Polynomial, claim: Relation) -> _Opinion | None:
    value = polynomials.value_of(difference)
    if value is None:
        return "undecided", claim.text, "it has a variable whose value does not follow from the rest"
    truth = polynomials.compare(value, claim.sign)
    return ("holds" if truth else "fails"), claim.text, "the condition was solved and put in"


def _solutions(difference: Polynomial, sign: str) -> tuple[str, list[Fraction]] | None:
    found = polynomials.names(difference)
    if sign != "=" or len(found) != 1:
        return None
    solved = polynomials.roots(difference)
    return None if solved is None else (next(iter(found)), solved)


def _by_cases(name: str, found: Sequence[Fraction], claim: Relation) -> _Opinion | None:
    """Several solutions: the claim must be true or false of all of them."""
    differences = [polynomials.value_of(polynomials.substituted(claim.difference, {name: value})) for value in found]
    truths = {polynomials.compare(value, claim.sign) for value in differences if value is not None}
    if len(truths) == 1 and None not in differences:
        return ("holds" if truths == {True} else "fails"), claim.text, "it was tested with every solution"
    return "undecided", claim.text, "it is true of some solutions only" if found else "its condition has no solution"


def _by_rays(conditions: Sequence[Relation], claim: Relation, *, equivalent: bool) -> _Opinion | None:
    """`for x > 2, 3x > 6`: whether every value that meets the condition meets the claim."""
    if len(conditions) != 1:
        return None
    given, wanted = (polynomials.ray(r.difference, r.sign) for r in (conditions[0], claim))
    same = polynomials.names(conditions[0].difference) == polynomials.names(claim.difference)
    inside = given.within(wanted) if given and wanted else polynomials.on_ray(claim.difference, claim.sign, given)
    if not same or inside is None:
        return "undecided", claim.text, "whether it follows from the condition is not recomputed"
    if equivalent and given and wanted:
        inside = given == wanted
    reason = (
        "every value that meets the condition meets it" if inside else "not every value that meets the condition does"
    )
    return ("holds" if inside else "fails"), claim.text, reason

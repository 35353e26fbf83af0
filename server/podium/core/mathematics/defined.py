"""Claims about what a sentence defines: `f(x) = 3x - 2, so f(4) = 10`, `n = 1,000, n² = 1,000,000`, sequences."""

from __future__ import annotations

import itertools
import re
from fractions import Fraction

from podium.core.mathematics.exact import Undecidable, show
from podium.core.mathematics.formulas import TOKEN, Formula, evaluated, read_formula, variables
from podium.core.mathematics.judging import Judgement
from podium.core.mathematics.words import ORDINALS

LONGEST = 300
_DEFINED = re.compile(r"(?<![A-Za-z])(?P<name>[A-Za-z])\((?P<letter>[a-z])\)\s*(?:=|is)\s*")
_VALUE = r"(?P<value>[-−]?\d[\d,]*(?:\.\d+)?(?:/\d+)?)(?![\w%]|\.\d)"
_DENIED = re.compile(r"\b(?:not|never|no|cannot|approximately|about|roughly)\b|n't|[≠≈~?]", re.IGNORECASE)


def judge_defined(sentence: str) -> Judgement | None:
    """The judgement of a sentence that defines a function, a variable or a sequence and states a value of it."""
    text = sentence.strip().rstrip(".")
    if len(text) > LONGEST or _DENIED.search(text):
        return None
    try:
        return (
            _endless(sentence, text)
            or _line(sentence, text)
            or _function(sentence, text)
            or _power(sentence, text)
            or _sequence(sentence, text)
        )
    except (Undecidable, ValueError, ZeroDivisionError):
        return None


def _function(sentence: str, text: str) -> Judgement | None:
    defined = _DEFINED.search(text)
    if not defined:
        return None
    formula = _longest(text[defined.end() :])
    if formula is None or not variables(formula) <= {defined["letter"]}:
        return None
    stated = list(
        re.finditer(
            rf"(?<![A-Za-z]){defined['name']}\((?P<at>[-−]?\d+(?:\.\d+)?(?:/\d+)?)\)\s*(?:=|is|equals|must be|gives|will be)\s*{_VALUE}",
            text,
        )
    )
    figures = len(re.findall(r"\(\s*[-−]?\d[\d./]*\s*\)\s*(?:=|is|equals|gives)", text))
    if not stated or figures != len(stated):
        return None
    values = [(evaluated(formula, {defined["letter"]: _number(m["at"])}), _number(m["value"])) for m in stated]
    return _verdict(sentence, all(found.exact and found.lo == value for found, value in values), show(values[-1][0]))


_POINT = r"\(\s*(?P<x>[-−]?\d+(?:\.\d+)?)\s*[,;]\s*(?P<y>[-−]?\d+(?:\.\d+)?)\s*\)"
_CURVE = r"(?:the )?(?:line|curve|parabola|graph|graph of|function|straight line)?\s*y\s*=\s*(?P<formula>[^=<>]+?)"
_ON_LINE = (
    re.compile(rf"^{_CURVE}\s+(?:passes|goes|runs|cuts) through (?:the point )?{_POINT}$", re.IGNORECASE),
    re.compile(
        rf"^(?:the point )?{_POINT} (?:lies|is|sits) on (?:the )?(?:line|curve|parabola|graph)?(?: of)?\s*{_CURVE}$",
        re.IGNORECASE,
    ),
)


def _line(sentence: str, text: str) -> Judgement | None:
    """`the line y = 3x - 4 passes through (2, 2)`: the point is put into the equation."""
    match = next(filter(None, (pattern.match(text) for pattern in _ON_LINE)), None)
    if not match:
        return None
    formula = read_formula(match["formula"].strip())
    if not variables(formula) <= {"x"}:
        return None
    found = evaluated(formula, {"x": _number(match["x"])})
    return _verdict(sentence, found.exact and found.lo == _number(match["y"]), show(found))


def _longest(text: str) -> Formula | None:
    """The longest formula a text begins with."""
    ends, at = [], 0
    while found := TOKEN.match(text, at):
        if found.lastgroup == "letter" and re.match(r"[A-Za-z]", text[found.end() : found.end() + 1]):
            break
        at = found.end()
        ends.append(at)
    for end in reversed(ends[-8:]):
        try:
            return read_formula(text[:end].strip())
        except Undecidable:
            continue
    return None


_ASSIGNED = re.compile(rf"(?<![\w^*/+-])(?P<name>[a-z])\s*=\s*{_VALUE}")
_RESULT = re.compile(
    rf"(?<![\w.])(?P<formula>(?:\d+(?:\.\d+)?|(?<![A-Za-z])[a-z](?![A-Za-z])|[-+*/^()×·²³!−]|\s)+?)\s*(?:=|is|equals)\s*{_VALUE}"
)


def _power(sentence: str, text: str) -> Judgement | None:
    """`n = 1,000 items, n² = 1,000,000 comparisons`: one letter with a value, and a formula of it."""
    given = _ASSIGNED.search(text)
    if not given:
        return None
    results = [
        m
        for m in _RESULT.finditer(text)
        if m.start() >= given.end() and re.search(rf"(?<![A-Za-z]){given['name']}(?![A-Za-z])", m["formula"])
    ]
    others = [m for m in _ASSIGNED.finditer(text) if m.start() != given.start() and m["name"] != given["name"]]
    if len(results) != 1 or others or len(re.findall(r"=", text)) != 2:
        return None
    formula = read_formula(results[0]["formula"].strip())
    if formula.kind == "variable" or variables(formula) != {given["name"]}:
        return None
    found, value = evaluated(formula, {given["name"]: _number(given["value"])}), _number(results[0]["value"])
    return _verdict(sentence, found.exact and found.lo == value, show(found))


_PLACES = {name: at for at, name in enumerate(ORDINALS, 1)} | {"next": 0}
_LISTED = re.compile(r"(?<![\w.])(?P<terms>-?\d+(?:\.\d+)?(?:, -?\d+(?:\.\d+)?){2,})(?:,? ?(?:\.\.\.|…|and so on)| )")
_TERM_FIRST = re.compile(
    rf"\b(?:the )?(?P<place>{'|'.join(_PLACES)}|\d+(?:st|nd|rd|th)) (?:term|number|member|element|entry) (?:of|in) (?:the |this |an? )?[^=]*?\s(?:is|=|equals|comes to|must be|will be)\s*{_VALUE}$"
)
_TERM = re.compile(
    rf"\b(?:the )?(?P<place>{'|'.join(_PLACES)}|\d+(?:st|nd|rd|th)) (?:term|number|member|element|entry|value)?(?: of (?:it|the sequence|the series|this sequence))?\s*(?:is|=|equals|comes to|must be|will be)\s*{_VALUE}"
)


def _sequence(sentence: str, text: str) -> Judgement | None:
    """`in the arithmetic sequence 2, 5, 8, 11, ... the tenth term is 29`; only where its kind is named."""
    kind = re.search(r"\b(arithmetic|geometric|fibonacci)\b", text, re.IGNORECASE)
    listed, term = _LISTED.search(text), _TERM.search(text)
    if kind and listed and not term:
        term = _TERM_FIRST.search(text)
    elif not kind or not term or not listed or term.start() < listed.end() - 1:
        return None
    if not term:
        return None
    terms = [Fraction(each) for each in listed["terms"].split(", ")]
    place = _PLACES.get(term["place"]) if not term["place"][0].isdigit() else int(re.sub(r"\D", "", term["place"]))
    place = place or len(terms) + 1
    found = _term(kind[1].lower(), terms, place)
    if found is None:
        return None
    return _verdict(sentence, found == _number(term["value"]), str(found))


_ENDLESS = re.compile(
    rf"(?P<terms>\d[\d./]*(?:\s*\+\s*\d[\d./]*){{2,}})\s*\+\s*(?:\.\.\.|…|⋯)\s*(?:converges to|sums? to|adds? up to|is|=|equals|has the sum|approaches|tends to)\s*(?:exactly )?{_VALUE}"
)


def _endless(sentence: str, text: str) -> Judgement | None:
    """`1 + 1/2 + 1/4 + ... converges to 2`: the sum of a geometric series whose ratio is below one."""
    match = _ENDLESS.search(text)
    if not match:
        return None
    terms = [Fraction(term.strip()) for term in match["terms"].split("+")]
    ratios = {b / a for a, b in itertools.pairwise(terms)}
    ratio = ratios.pop()
    if ratios or not 0 < ratio < 1:
        return None
    total = terms[0] / (1 - ratio)
    return _verdict(sentence, total == _number(match["value"]), str(total))


def _term(kind: str, terms: list[Fraction], place: int) -> Fraction | None:
    if kind == "fibonacci":
        while len(terms) < min(place, 200):
            terms = [*terms, terms[-1] + terms[-2]]
        regular = all(c == a + b for a, b, c in zip(terms, terms[1:], terms[2:], strict=False))
        return terms[place - 1] if regular and place <= len(terms) else None
    pairs = list(itertools.pairwise(terms))
    if kind == "arithmetic":
        steps = {b - a for a, b in pairs}
        return terms[0] + steps.pop() * (place - 1) if len(steps) == 1 else None
    ratios = {b / a for a, b in pairs if a}
    return terms[0] * ratios.pop() ** (place - 1) if len(ratios) == 1 and all(terms) and place <= 200 else None


def _number(text: str) -> Fraction:
    return Fraction(text.replace("−", "-").replace(",", ""))


def _verdict(sentence: str, truth: bool, computed: str) -> Judgement:
    return Judgement(
        sentence.strip(), "holds" if truth else "fails", None, computed, "what is defined was put in and computed"
    )

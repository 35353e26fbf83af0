"""Statements that are a comparison of two formulas once their phrases are rewritten: `the sine of 30° is 0.5`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from podium.core.mathematics import exact
from podium.core.mathematics.exact import PI, Real, Undecidable, whole
from podium.core.mathematics.formulas import Formula, evaluated, read_formula, variables
from podium.core.mathematics.judging import Judgement, Verdict, judge, undecided
from podium.core.mathematics.prose.figures import in_figures
from podium.core.mathematics.prose.reading import read_statement
from podium.core.mathematics.quantity import Quantity, literal
from podium.core.mathematics.worded.conditions import judge_condition
from podium.core.mathematics.worded.divisibility import judge_divisibility
from podium.core.mathematics.worded.equivalences import judge_equivalence
from podium.core.mathematics.worded.identities import judge_identity
from podium.core.mathematics.worded.rewriting import as_formulas, leadless, raised_letters
from podium.core.mathematics.worded.solving import judge_solving

LONGEST = 240
NARROW = Fraction(1, 10**25)
"""Two values that agree to so many digits are taken for equal: what is written down is never nearer without being so."""
CUE = re.compile(
    r"\b(?:sin|cos|tan)[²³]|\b(?:(?:arc|a)?(?:sin|cos|tan)(?:e|ine|gent)?|log\w*|ln|exp|natural|(?:square|cube|[a-z]+th|third) root|roots?|absolute|modulus|mod|modulo|power|squared?|cubed?|reciprocal|floor"
    r"|ceil\w*|factorial|choose|nCr|nPr|binom\w*|comb|combinations?|permutations?|ways|arrangements|orderings|digits?|remainder|gcd|hcf|gcf|lcm|common|distance|slope|gradient|product|vector|norm|length"
    r"|det|determinant|rad|radians?|pi|derivative|differentiating|integral|antiderivative|primitive|factor(?:s|ed|i[sz]es|i[sz]ed)|expands?|multiplies|simplif\w+|equivalent|rewritten|complex|imaginary)\b|[√π°⌊⌈∫≡]|^P ?\(|d/d[a-z]|[a-z]'\([a-z]\)|(?<![a-z])e\^|(?<![a-z])i(?:[²³]|\^)|\di\b|[-+] i\)|\d[CP]\d|\b[CP]\(|log[₀-₉_]|\|.+\|",
    re.IGNORECASE,
)
_SIGNS: tuple[tuple[str, str], ...] = (
    (r"(?:is|are) (?:about|approximately|approx\.?|roughly|around|nearly|almost|close to)|≈|~|comes to about|equals about", "~"),
    (r"(?:is|does) ?(?:not|n't) (?:equal(?: to)?)|is not|isn't|≠|!=|differs from", "!="),
    (r"(?:is )?(?:strictly )?(?:greater|larger|bigger|more|higher) than|exceeds|is above|>(?!=)", ">"),
    (r"(?:is )?(?:strictly )?(?:less|smaller|lower) than|is below|<(?!=)", "<"),
    (r"is at least|is no less than|≥|>=", ">="),
    (r"is at most|is no more than|≤|<=", "<="),
    (
        r"(?:(?:is|are|must be|has to be)(?: therefore| thus| just| simply| also| indeed)?(?: exactly| precisely)?(?: equal to| the same as)?|equals?(?: exactly)?|gives?|makes|yields|comes (?:out )?(?:to|at|as)"
        r"|works out (?:at|as|to)(?: be)?|evaluates to|amounts to|simplifies to|reduces to|has (?:the|a) value(?: of)?|leaves)(?! not\b)|==?",
        "=",
    ),
)  # fmt: skip
_SIGN = re.compile(
    r"\s*(?:(?<=[\d)!°²³π\]a-z ])(?:"
    + "|".join(f"(?P<s{at}>{words})" for at, (words, _) in enumerate(_SIGNS))
    + r"))(?=[\s\d(√π|-])\s*"
)
_LEAD = re.compile(
    r"^(?:(?:so|thus|hence|therefore|then|and|also|since|because|note that|clearly|indeed|here|we (?:get|have|find|know)|it follows that|recall that|in fact|for example|e\.g\.|that is|i\.e\.|in radians|in degrees"
    r"|the (?:exact )?(?:value|result|number|angle) (?:of )?|an angle of )[\s,:]*)+(?=[\s\S])",
    re.IGNORECASE,
)
_TRAIL = re.compile(
    r"(?:,? (?:exactly|precisely|by definition|in total|so|too|as well| units?(?: long| apart)?)|,? (?:rounded |correct )?to (?P<places>\d) (?:decimal places?|decimals|d\.?p\.?))\s*$"
)
_CLAUSE = re.compile(
    r",? (?:and|so|hence|thus|therefore|while|whereas|because|since|which means(?: that)?) |; |, (?=(?:so|hence|thus|therefore)\b)"
)
SYMBOLIC = re.compile(
    r"(?<![A-Za-z'’])[a-z](?![A-Za-z'’])[^.;]*(?:[=<>≤≥]|\b(?:divisible|even|odd|prime|multiple|divides|minimum|maximum|vertex|discriminant|evaluates|zeros?|zeroes|roots?)\b)|\b(?:divisible|even|odd|prime|multiple|divides|minimum|maximum|vertex|discriminant|evaluates|zeros?|zeroes|roots?)\b.*(?<![A-Za-z'’])[a-z](?![A-Za-z'’])",
    re.IGNORECASE,
)
_HARMLESS = re.compile(
    r"\bif and only if\b|^if\b|\b(?:is|are|does) not (?:equal|divisible|prime|even|odd|a multiple)?|\bisn't\b|\bnever (?:crosses|touches|even|odd|cuts|meets)|(?:\bnot|n't) prime",
    re.IGNORECASE,
)
_UNSURE = re.compile(
    r"\b(?:might|could|perhaps|maybe|probably|unless|suppose|would|not|never|if|false|wrong)\b|n't|\?", re.IGNORECASE
)


_TWO_READINGS = re.compile(
    r"\b(?:of|base \d+ of) [-−]?[\d.]+ ?(?:[-+*/×÷·] ?|(?:plus|minus|times|divided by) )(?=[-−]?\d)|\bchoose \d+ ?[-+*/×÷]|[-+*/×÷] ?\d+ choose"
    r"|\b(?:log|ln|sin|cos|tan) [\d.]+ ?[-+*/×÷] ?\d",
    re.IGNORECASE,
)
"""What an operator behind a function without parentheses applies to: `the square of 2 + 2`."""


def judge_worded(sentence: str) -> Judgement | None:
    """The judgement of a statement about formulas, told in words or signs; None where it is none."""
    plain = sentence.strip().rstrip(". ")
    if len(plain) > LONGEST or plain.endswith("?") or not (CUE.search(plain) or SYMBOLIC.search(plain)):
        return None
    figures = leadless(raised_letters(in_figures(plain)))
    if _UNSURE.search(_HARMLESS.sub(" ", figures)) or _TWO_READINGS.search(figures):
        return None
    for reader in (judge_solving, judge_divisibility, judge_equivalence, judge_condition):
        found = reader(sentence, figures)
        if found:
            return found
    if not CUE.search(figures):
        return None
    text = as_formulas(figures)
    found = judge_identity(sentence, text)
    if found:
        return found
    try:
        return _whole(sentence, text, told=text != figures) or _clauses(sentence, text) or _described(sentence, plain)
    except Undecidable:
        return None


_DESCRIBED = re.compile(
    r"^(?P<what>P ?\([^()]*[a-z]{3}[^()]*\)) ?= ?(?P<formula>[^=≈~]+?) ?(?P<sign>[=≈]) ?(?P<value>\d[\d.,]*%?)$",
    re.IGNORECASE,
)


def _described(sentence: str, plain: str) -> Judgement | None:
    """`P(at least one six in four throws of a die) = 1 - (5/6)^4 ≈ 0.518`: the formula, and what it is of."""
    match = _DESCRIBED.match(plain)
    if not match:
        return None
    sign = "~" if match["sign"] == "≈" else "="
    formula = _judged(sentence, match["formula"], sign, match["value"], None, told=True)
    chance = read_statement(f"The probability of {match['what'][2:-1].strip('(')} is {match['value']}.")
    if formula is None or chance is None:
        return None
    return replace(chance, claim=sentence.strip()) if formula.verdict == "holds" else formula


def _whole(sentence: str, text: str, *, told: bool) -> Judgement | None:
    """The judgement of one statement; plain arithmetic, which is read elsewhere, only where it was `told` in words."""
    links = list(_links(text))
    if not links:
        return None
    judgements = [_judged(sentence, *link, told=told) for link in links]
    if any(judgement is None for judgement in judgements):
        return None
    return min((j for j in judgements if j), key=lambda j: ("fails", "undecided", "holds").index(j.verdict))


def _clauses(sentence: str, text: str) -> Judgement | None:
    """Several statements joined by `and` or `so`, all of which must be read."""
    parts = [part for part in _CLAUSE.split(text) if part.strip()]
    if not 1 < len(parts) < 6:
        return None
    judgements = [_whole(sentence, part, told=True) for part in parts]
    if any(judgement is None for judgement in judgements):
        return None
    return min((j for j in judgements if j), key=lambda j: ("fails", "undecided", "holds").index(j.verdict))


def _links(text: str) -> Iterator[tuple[str, str, str, int | None]]:
    """Each comparison of a statement: its sides as text, the sign between, and how many decimals are said to be told."""
    text = _LEAD.sub("", text.strip().rstrip("."))
    trail = _TRAIL.search(text)
    places = int(trail["places"]) if trail and trail["places"] else None
    text = text[: trail.start()] if trail else text
    signs = list(_SIGN.finditer(text))
    if not 0 < len(signs) < 4 or _UNSURE.search(_SIGN.sub(" ", text)):
        return
    ends = [0, *(sign.end() for sign in signs)]
    starts = [*(sign.start() for sign in signs), len(text)]
    sides = [_LEAD.sub("", text[a:b].strip()).strip() for a, b in zip(ends, starts, strict=True)]
    for left, sign, right in zip(sides, signs, sides[1:], strict=False):
        yield left, _SIGNS[int(str(sign.lastgroup)[1:])][1], right, places


_LITERAL = re.compile(r"[-−]?(?P<digits>\d{1,3}(?:,\d{3})+|\d+)(?:\.(?P<places>\d+))?(?P<unit>°|\s?%)?")


def _judged(sentence: str, left: str, sign: str, right: str, places: int | None, *, told: bool) -> Judgement | None:
    stated = _stated(right)
    computed, value = read_formula(left), None if stated else read_formula(right)
    if variables(computed) or (value and variables(value)):
        return None
    if not told and _is_plain(computed):
        return None
    found = _over_bases(sentence, computed, sign, stated, value, right)
    if places is not None and (stated is None or (stated.places or 0) != places):
        return undecided(sentence.strip(), "it is not stated to so many decimals")
    return found


def _over_bases(
    sentence: str, computed: Formula, sign: str, stated: Quantity | None, value: Formula | None, right: str
) -> Judgement:
    """The judgement; where a logarithm names no base, the one for base ten unless only another one makes it true."""
    if not _has_log(computed) and not (value and _has_log(value)):
        return _opinion(sentence, computed, sign, stated, value, right)
    found = [
        _opinion(sentence, _based(computed, base), sign, stated, _based(value, base) if value else None, right)
        for base in ("log10", "ln", "log2")
    ]
    if found[0].verdict == "fails" and any(each.verdict != "fails" for each in found):
        return undecided(sentence.strip(), "it depends on the base of the logarithm")
    return found[0]


def _has_log(formula: Formula) -> bool:
    return formula.name == "log" or any(map(_has_log, formula.parts))


def _based(formula: Formula, name: str) -> Formula:
    parts = tuple(_based(part, name) for part in formula.parts)
    return replace(formula, parts=parts, name=name if formula.name == "log" else formula.name)


def _is_plain(formula: Formula) -> bool:
    """Whether it is plain arithmetic."""
    return formula.kind not in ("call", "°", "!") and formula.name != "π" and all(map(_is_plain, formula.parts))


def _opinion(
    sentence: str, formula: Formula, sign: str, stated: Quantity | None, value: Formula | None, right: str
) -> Judgement:
    computed = evaluated(formula, {})
    if stated is not None:
        if stated.unit == "°":
            computed, stated = (
                exact.divide(computed, exact.divide(PI, whole(180))),
                literal(stated.value.lo, stated.places),
            )
        computed = _settled(computed)
        return judge(sentence.strip(), Quantity(computed, percent=stated.percent), sign, stated)
    assert value is not None
    other = evaluated(value, {})
    same = _near(computed, other)
    if same is not None and sign in ("=", "!="):
        verdict: Verdict = "holds" if same == (sign == "=") else "fails"
        return Judgement(sentence.strip(), verdict, right, exact.show(_settled(computed)), "both sides were computed")
    return judge(sentence.strip(), Quantity(computed), sign, Quantity(other))


def _near(a: Real, b: Real) -> bool | None:
    """Whether two values are the same; None where they are too close to tell."""
    if a.hi < b.lo or b.hi < a.lo:
        return False
    size = max(abs(a.hi), abs(b.hi), Fraction(1))
    return True if max(a.hi - b.lo, b.hi - a.lo) < NARROW * size else None


def _settled(value: Real) -> Real:
    """A value that is a short fraction to all its digits as that fraction."""
    if value.exact:
        return value
    near = value.lo.limit_denominator(10**6)
    return whole(near) if value.hi - value.lo < NARROW and abs(near - value.lo) < NARROW else value


def _stated(text: str) -> Quantity | None:
    """The number that a side is, with its digits; None where it is a formula."""
    found = _LITERAL.fullmatch(text)
    if not found:
        return None
    places = len(found["places"]) if found["places"] else None
    value = Fraction(re.sub(r"[,°%\s]", "", text).replace("−", "-"))
    if found["unit"] and found["unit"].strip() == "%":
        return Quantity(whole(value / 100), places=places, literal=True, percent=True, scale=Fraction(1, 100))
    return Quantity(whole(value), places=places, literal=True, unit=found["unit"] or "")

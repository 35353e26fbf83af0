"""What is said of functions of a variable: identities, derivatives, integrals, factors, complex numbers."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from podium.core.mathematics import polynomials
from podium.core.mathematics.exact import Real, Undecidable, show, whole
from podium.core.mathematics.formulas import Formula, evaluated, polynomial, read_formula, variables
from podium.core.mathematics.judging import Judgement
from podium.core.mathematics.worded.complexes import WRITTEN, complex_value
from podium.core.mathematics.worded.derivatives import derivative, integral

NARROW = Fraction(1, 10**20)
LEAST_POINTS = 3
_LETTERS = str.maketrans("θαβφωλ", "tabfwl")
_POINTS = tuple(map(Fraction, ("37/41", "-29/23", "83/31", "-5/17", "113/19", "17/43", "-211/37", "61/29")))
_F = r"(?P<f>[^=<>≤≥≠,;:]+?)"
_G = r"(?P<g>[^=<>≤≥≠,;:]+)"
_IS = r"(?:is equal to|is|equals|=|gives|yields)"
_RESPECT = r"(?: with respect to [a-z])?"
_EVERY = r"(?:for (?:all|every|any|each)(?: real| angles?| values? of| numbers?| positive)*(?: [a-z](?:,? (?:and )?[a-z])*)?(?: ?> ?0)?|for (?:positive )?[a-z](?:,? (?:and )?[a-z])*(?: ?> ?0)?)"
_IDENTITY = re.compile(
    rf"^(?:the identity |the formula )?(?P<before>{_EVERY},? (?:it holds that |we have )?)?{_F}\s*(?:=|equals|is equal to|is always(?: equal to)?|is identically)\s*(?P<g>[^=<>≤≥≠,;:]+?)(?P<after>,? (?:{_EVERY}|always|holds|is an identity|whatever [a-z ]+|identically))*$",
    re.IGNORECASE,
)
_REWRITTEN = re.compile(
    rf"^(?:the (?:expression|polynomial|quadratic|term|product|fraction) )?{_F} (?:can be (?:written|factored|factorised|factorized|simplified|expanded|rewritten) (?:as|to|into)|factors(?: completely)? (?:as|into|to)|factori[sz]es (?:as|into|to)|expands to|multiplies out to|simplifies to|reduces to|is (?:the same as|equivalent to|identical to))(?: the product)? {_G}$",
    re.IGNORECASE,
)
_DERIVED = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"^(?:the )?(?:first )?derivative of (?:[fgy](?:\([a-z]\))? ?= ?)?{_F}{_RESPECT} {_IS} (?:[fgy]'(?:\([a-z]\))? ?= ?)?{_G}$",
        rf"^(?:d/d[a-z]|\(d/d[a-z]\)) ?[\[(]?{_F}[\])]? ?(?:is|=|equals) ?{_G}$",
        rf"^differentiating {_F}{_RESPECT} (?:gives|yields|results in|leads to) {_G}$",
        rf"^(?:if |for |with )?[fgy](?:\([a-z]\))? ?= ?{_F},? (?:then |so |and |has (?:the )?derivative |we (?:get|have) )*(?:[fgy]'(?:\([a-z]\))?|y'|dy/dx) ?(?:=|is) ?{_G}$",
    )
)
_AT = re.compile(
    rf"^(?:the )?(?:derivative|slope|gradient) of (?:the (?:curve|function|graph|parabola) )?(?:[fgy](?:\([a-z]\))? ?= ?)?{_F} (?:at|in) (?:the point )?(?:[a-z] ?= ?)?(?P<at>[-−]?[\d./]+) {_IS} (?P<value>[-−]?[\d./]+)$",
    re.IGNORECASE,
)
_INTEGRAL = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"^(?:the )?(?:definite )?integral of {_F}(?: ?d[a-z])? (?:from|between) (?:[a-z] ?= ?)?(?P<low>[-−]?[\d./]+) (?:to|and) (?:[a-z] ?= ?)?(?P<high>[-−]?[\d./]+)(?: ?d[a-z])? {_IS} (?P<value>[-−]?[\d./]+)$",
        rf"^∫_?(?P<low>[-−]?[\d./]+)\^(?P<high>[-−]?[\d./]+) {_F} ?d[a-z] {_IS} (?P<value>[-−]?[\d./]+)$",
    )
)
_PRIMITIVE = re.compile(
    rf"^(?:(?:the |an )?(?:indefinite integral|integral|antiderivative|primitive) of |∫ ?){_F}(?: ?d[a-z])? {_IS} (?P<g>[^=<>≤≥≠,;:]+?)(?: ?\+ ?c)?$",
    re.IGNORECASE,
)


def judge_identity(sentence: str, text: str) -> Judgement | None:
    """The judgement of a statement about functions of variables; None where it is none.

    Two formulas count as the same where they agree to 20 digits at every point tried, which formulas of analytic
    functions with short coefficients do only if they are the same.

    Args:
        sentence: as it was told.
        text: the same with its phrases as formulas.
    """
    text = re.sub(
        r"^(?:(?:so|thus|hence|therefore|clearly|note that|we have|recall that),? )+",
        "",
        text.translate(_LETTERS).strip().rstrip("."),
        flags=re.I,
    )
    for reader in (_integral, _derived, _primitive, _at_a_point, _complex, _rewritten, _identity):
        try:
            found = reader(text)
        except (Undecidable, ValueError, ZeroDivisionError):
            continue
        if found:
            truth, shown, reason = found
            return Judgement(sentence.strip(), "holds" if truth else "fails", None, shown or None, reason)
    return None


_Found = tuple[bool, str, str] | None


def _first(patterns: Sequence[re.Pattern[str]], text: str) -> re.Match[str] | None:
    return next((match for pattern in patterns if (match := pattern.match(text))), None)


def _derived(text: str) -> _Found:
    match = _first(_DERIVED, text)
    if not match:
        return None
    formula, said = read_formula(match["f"].strip()), read_formula(match["g"].strip())
    name = _only_name(formula)
    if name is None or not variables(said) <= {name}:
        return None
    same = _agree(derivative(formula, name), said)
    return None if same is None else (same, "", "it was differentiated")


def _only_name(formula: Formula) -> str | None:
    names = variables(formula) - {"c", "C"}
    return next(iter(names)) if len(names) == 1 else None


def _at_a_point(text: str) -> _Found:
    match = _AT.match(text)
    formula = read_formula(match["f"].strip()) if match else None
    name = _only_name(formula) if formula else None
    if not match or not formula or not name:
        return None
    found = evaluated(derivative(formula, name), {name: _fraction(match["at"])})
    return found == whole(_fraction(match["value"])), show(found), "it was differentiated"


def _integral(text: str) -> _Found:
    match = _first(_INTEGRAL, text)
    a = polynomial(read_formula(match["f"].strip())) if match else None
    found = integral(a, _fraction(match["low"]), _fraction(match["high"])) if match and a is not None else None
    if not match or found is None:
        return None
    value = _fraction(match["value"])
    places = len(match["value"].partition(".")[2])
    right = found == value or (bool(places) and abs(found - value) * 10**places <= Fraction(1, 2))
    return right, str(found), "it was integrated"


def _primitive(text: str) -> _Found:
    match = _PRIMITIVE.match(text)
    if not match:
        return None
    formula, said = read_formula(match["f"].strip()), read_formula(match["g"].strip())
    name = _only_name(formula)
    if name is None or variables(said) != {name}:
        return None
    same = _agree(formula, derivative(said, name))
    return None if same is None else (same, "", "it was differentiated")


def _complex(text: str) -> _Found:
    if not WRITTEN.search(text) or text.count("=") != 1:
        return None
    left, right = (read_formula(side.strip()) for side in text.split("="))
    if variables(left) | variables(right) != {"i"} or left.kind == "variable":
        return None
    a, b = complex_value(left), complex_value(right)
    return a == b, a.shown(), "both sides were computed as complex numbers"


def _rewritten(text: str) -> _Found:
    match = _REWRITTEN.match(text)
    if not match:
        return None
    left, right = read_formula(match["f"].strip()), read_formula(match["g"].strip())
    if not variables(left) or variables(left) != variables(right):
        return None
    same = _agree(left, right)
    return None if same is None else (same, "", "both were computed at several values")


def _identity(text: str) -> _Found:
    match = _IDENTITY.match(text)
    if not match:
        return None
    left, right = (read_formula(match[side].strip().replace("log", "ln")) for side in "fg")
    names = variables(left) | variables(right)
    if not names or not (_calls(left) or _calls(right)):
        return None
    positive = bool(re.search(r"positive|> ?0", text))
    same = _agree(left, right, positive=positive)
    told = bool(match["before"] or match["after"])
    if same or (same is False and (told or (_of_sums(left) and variables(left) == variables(right)))):
        return bool(same), "", "both sides were computed at several values"
    return None


def _calls(formula: Formula) -> bool:
    return formula.kind == "call" or any(map(_calls, formula.parts))


def _of_sums(formula: Formula) -> bool:
    """Whether it is a function of a sum or product, as the left side of an identity is."""
    return formula.kind == "call" and formula.parts[0].kind in ("+", "-", "*", "/", "^")


def _agree(left: Formula, right: Formula, *, positive: bool = False) -> bool | None:
    """Whether two formulas have the same value wherever both are defined; None where too few points tell."""
    a, b = polynomial(left), polynomial(right)
    if a is not None and b is not None:
        return polynomials.value_of(polynomials.added(a, b, -1)) == 0
    names = sorted(variables(left) | variables(right))
    pairs = list(_values(left, right, names, positive=positive))
    if any(abs(a.lo - b.lo) > NARROW * (1 + abs(a.lo)) for a, b in pairs):
        return False
    return True if len(pairs) >= LEAST_POINTS else None


def _values(left: Formula, right: Formula, names: Sequence[str], *, positive: bool) -> Iterator[tuple[Real, Real]]:
    for at in range(len(_POINTS)):
        chosen = itertools.islice(itertools.cycle(_POINTS), at, at + len(names))
        point: Mapping[str, Fraction] = {
            name: abs(value) if positive else value for name, value in zip(names, chosen, strict=True)
        }
        try:
            yield evaluated(left, point), evaluated(right, point)
        except (Undecidable, ZeroDivisionError):
            continue


def _fraction(text: str) -> Fraction:
    return Fraction(text.replace("−", "-"))

"""What is said to solve an equation, and how many solutions it has."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from podium.core.mathematics import polynomials
from podium.core.mathematics.exact import Real, Undecidable, show, whole
from podium.core.mathematics.formulas import evaluated, polynomial, read_formula, variables
from podium.core.mathematics.judging import Judgement
from podium.core.mathematics.polynomials import Polynomial
from podium.core.mathematics.worded.univariate import Coefficients, at, number_of_roots, univariate

LONGEST = 240
NARROW = Fraction(1, 10**20)
CUE = re.compile(
    r"\b(?:solutions?|solved?|solves|solving|roots?|zeros?|zeroes|factoring|factori[sz]ing|satisf\w+|discriminant|vertex|minimum|maximum|symmetry|plug\w*|substitut\w+|putting|setting|evaluates?|intersects?|crosses|cuts)\b",
    re.IGNORECASE,
)
_EQ = r"(?:the )?(?:quadratic |cubic |linear |polynomial )?(?:equation |polynomial |function |parabola |curve )?(?:[fpy](?:\([a-z]\))? ?= ?(?=[^=]*(?:$|[a-z]{2})))?(?P<eq>[^<>≤≥≠,;:]*?[^<>≤≥≠,;:\s])"
_LIST = r"(?P<list>(?:(?:either|both|the) )?(?:{0})(?:(?:,? and |,? or |, )(?:{0}))*)".replace(
    "{0}", r"(?:[a-z][₁₂12]? ?= ?)?[-−±+]?\s?(?:[\d.]+(?:/\d+)?|√\d+|\([^()]*\))(?: ?[-+−±/*]? ?(?:√?\d+|√\(\d+\)))*"
)
_KINDS = r"(?:real |rational |integer |distinct |different |exact |only |whole )*"
_NOUN = r"(?:solutions?|roots?|zeros?|zeroes)"
_STATED = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"^(?P<det>the|a|one|both|all|its|two)?\s?(?:two |three |2 |3 )?{_KINDS}{_NOUN} (?:of|to|for) {_EQ} (?:is|are|=) {_LIST}$",
        rf"^{_EQ} has (?P<det>the|a|one|as|exactly|two|three)? ?(?:the |two |three |one |2 |3 )?{_KINDS}{_NOUN},?(?: namely| at|:)? {_LIST}$",
        rf"^(?:by )?(?:factoring|factori[sz]ing|solving|from|completing the square in|when we solve) {_EQ},? (?:we (?:find|get|obtain|have)|you get|one (?:gets|finds)|gives|yields|leads to|shows?|the)(?: us)?(?: that)?(?: the)?(?: {_KINDS}{_NOUN})?(?: are| is| of)? {_LIST}$",
        rf"^{_EQ} has {_LIST} as (?P<det>its only|only|the only|its|solutions?|the|an?|one)? ?(?:real |rational |only )*(?:{_NOUN})?$",
        rf"^{_LIST} (?:is|are) (?P<det>the|a|one|both|all)?\s?(?:of the |two )?{_KINDS}{_NOUN} (?:of|to) {_EQ}$",
        rf"^{_LIST} (?P<one>(?:both )?(?:solves?|satisf(?:y|ies))) {_EQ}$",
        rf"^{_EQ} is (?:solved|satisfied) by {_LIST}$",
    )
)
_COUNTED = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"^{_EQ} (?:has|have|possesses) (?P<many>no|(?:exactly |only )?(?:one|1|two|2|three|3)|a single|a double|a repeated) (?P<real>real )?(?:distinct |different )?(?:solutions?|roots?|zeros?)(?: at all)?(?: (?:at|in|:)? ?[a-z] ?= ?(?P<at>[-−]?[\d./]+))?$",
        rf"^there (?:is|are) (?P<many>no|(?:exactly |only )?(?:one|1|two|2|three|3)) (?P<real>real )?(?:solutions?|roots?|zeros?) (?:of|to|for) {_EQ}(?P<at>)$",
        rf"^{_EQ} (?P<many>never|twice|once) (?P<real>)(?:crosses|cuts|touches|intersects|meets) the x-axis(?P<at>)$",
    )
)
_MANY = {
    "no": 0,
    "never": 0,
    "one": 1,
    "single": 1,
    "double": 1,
    "repeated": 1,
    "once": 1,
    "two": 2,
    "twice": 2,
    "three": 3,
    "1": 1,
    "2": 2,
    "3": 3,
}
_PUT_IN = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"^(?:plugging|putting|substituting|setting|inserting|when we plug|if we put) (?:in )?(?:[a-z] ?= ?)?(?P<at>[-−]?[\d./]+)(?: for [a-z])?(?: into [a-z ]*)?,?(?: into| in)? (?:the (?:polynomial|expression|formula|function) )?(?:we (?:get|have) |shows that )?(?P<f>[^=,]+?) (?:evaluates to|becomes|equals|is|gives|yields|=) (?P<v>[-−]?[\d./]+)$",
        r"^(?:the (?:value of )?)?(?:the )?(?:polynomial|expression|formula|function)? ?(?P<f>[^=,]+?) (?:evaluates to|takes the value|has the value) (?P<v>[-−]?[\d./]+) (?:at|for|when|if) [a-z] ?(?:=|is) ?(?P<at>[-−]?[\d./]+)$",
        r"^(?:the (?:value of )?)?(?:the )?(?:polynomial|expression|formula|function)? ?(?P<f>[^=,]+?) (?:at|for|when) [a-z] ?(?:=|is) ?(?P<at>[-−]?[\d./]+) (?:evaluates to|is|equals|gives) (?P<v>[-−]?[\d./]+)$",
    )
)
_INTERCEPT = re.compile(
    r"^(?:the )?(?:line|graph|curve|parabola|graph of|straight line)? ?y ?= ?(?P<f>[^=,;]+?) (?:crosses|cuts|meets|intersects|hits) the y-axis (?:at|in) (?:y ?= ?|\(0, ?)?(?P<v>[-−]?[\d./]+)\)?$",
    re.IGNORECASE,
)
_DISCRIMINANT = re.compile(
    rf"^(?:the )?discriminant of {_EQ} (?:is|=|equals|comes to) (?P<v>[-−]?[\d./]+)$", re.IGNORECASE
)
_VERTEX = re.compile(
    rf"^(?:the )?(?:vertex|turning point|lowest point|highest point|minimum|maximum) of {_EQ} (?:is|lies|sits)(?: at)?(?: the point)? \((?P<x>[-−]?[\d./]+), ?(?P<y>[-−]?[\d./]+)\)$",
    re.IGNORECASE,
)
_EXTREME = re.compile(
    rf"^{_EQ} (?:has|takes|reaches|attains) (?:its |a )?(?P<kind>minimum|maximum|smallest value|largest value|vertex)(?: value)?(?: of (?P<y>[-−]?[\d./]+))?(?: (?:at|when|for) [a-z] ?= ?(?P<x>[-−]?[\d./]+))?$",
    re.IGNORECASE,
)
_EXTREME_OF = re.compile(
    rf"^(?:the )?(?P<kind>minimum|maximum|smallest value|largest value)(?: value)? of {_EQ} is (?P<y>[-−]?[\d./]+)(?:,? (?:at|reached at|attained at) [a-z] ?= ?(?P<x>[-−]?[\d./]+))?$",
    re.IGNORECASE,
)


_STEPWISE = re.compile(
    rf"^(?:(?:factoring|factori[sz]ing|expanding|rearranging|simplifying|rewriting) )?(?P<a>[^=,;]+ ?= ?[^=,;a-z]+?),? (?:gives|becomes|factors (?:as|into)|yields|is equivalent to|leads to) (?P<b>[^=,;]+ ?= ?[^=,;a-z]+?),? (?:so|hence|thus|and) (?:the )?(?:real )?(?:roots|solutions|zeros|[a-z])(?: are| is|(?= ?=)) ?{_LIST}$",
    re.IGNORECASE,
)


def _stepwise(text: str) -> _Found:
    """`factoring x² - 5x + 6 = 0 gives (x - 2)(x - 3) = 0, so the roots are 2 and 3`."""
    match = _STEPWISE.match(text)
    one, other = (_coefficients(match[name]) for name in "ab") if match else (None, None)
    if not match or one is None or other is None:
        return None
    values = _values(re.sub(r"^= ?", "", match["list"]))
    solved = all(_is_zero(at(one, value)) for value in values) and len(values) == number_of_roots(one)
    same = len(one) == len(other) and all(a * other[-1] == b * one[-1] for a, b in zip(one, other, strict=True))
    return same and solved, f"{number_of_roots(one)} real solutions"


def judge_solving(sentence: str, text: str) -> Judgement | None:
    """The judgement of a statement about the solutions of an equation; None where it is none.

    Args:
        sentence: as it was told.
        text: the same without what leads up to it.
    """
    if len(text) > LONGEST or not CUE.search(text):
        return None
    for reader in (_stepwise, _counted, _stated, _put_in, _discriminant, _vertex):
        try:
            found = reader(text)
        except (Undecidable, ValueError, ZeroDivisionError):
            continue
        if found:
            truth, shown = found
            return Judgement(
                sentence.strip(), "holds" if truth else "fails", None, shown or None, "the equation was solved"
            )
    return None


_Found = tuple[bool, str] | None


def _first(patterns: Sequence[re.Pattern[str]], text: str) -> re.Match[str] | None:
    return next((match for pattern in patterns if (match := pattern.match(text))), None)


def _difference(text: str) -> Polynomial | None:
    """Left minus right of an equation, or a polynomial that is to be zero."""
    left, equals, right = text.partition("=")
    a = polynomial(read_formula(left.strip()))
    b = polynomial(read_formula(right.strip())) if equals else {}
    return None if a is None or b is None else polynomials.added(a, b, -1)


def _coefficients(text: str) -> Coefficients | None:
    found = _difference(text)
    return univariate(found) if found else None


def _counted(text: str) -> _Found:
    match = _first(_COUNTED, text)
    a = _coefficients(match["eq"]) if match else None
    if not match or a is None:
        return None
    word = next(each for each in match["many"].lower().split()[::-1] if each in _MANY)
    found = number_of_roots(a)
    if len(a) - 1 != 2 and not match["real"] and word not in ("no", "never"):
        return None
    if not match["real"] and word == "no" and "axis" not in text and not found:
        return None  # it has complex ones
    truth = found == _MANY[word]
    if word in ("double", "repeated"):
        truth = truth and len(a) == 3
    if match["at"]:
        truth = truth and at(a, whole(_fraction(match["at"]))) == whole(0)
    return truth, f"{found} real solutions"


def _stated(text: str) -> _Found:
    match = _first(_STATED, text)
    a = _coefficients(match["eq"]) if match else None
    if not match or a is None:
        return None
    values = _values(match["list"])
    if not values:
        return None
    right = all(_is_zero(at(a, value)) for value in values)
    groups = match.groupdict()
    some = bool(groups.get("one")) or ((groups.get("det") or "").lower() in ("a", "one") and len(values) == 1)
    return right and (some or len(values) == number_of_roots(a)), f"{number_of_roots(a)} real solutions"


def _values(text: str) -> list[Real]:
    found: list[Real] = []
    for part in re.split(r",? and |,? or |, ", re.sub(r"^(?:either|both|the) ", "", text)):
        plain = re.sub(r"^[a-z][₁₂12]? ?= ?", "", part.strip(), flags=re.IGNORECASE)
        ways = [plain.replace("±", sign) for sign in ("+ ", "-")] if "±" in plain else [plain]
        for way in ways:
            formula = read_formula(way.lstrip("+ "))
            if variables(formula):
                raise Undecidable("it has another letter")
            found.append(evaluated(formula, {}))
    return found if len({value.lo for value in found}) == len(found) else []


def _is_zero(value: Real) -> bool:
    return value.lo <= 0 <= value.hi and value.hi - value.lo < NARROW


def _put_in(text: str) -> _Found:
    match = _first((*_PUT_IN, _INTERCEPT), text)
    formula = read_formula(match["f"].strip()) if match else None
    names = variables(formula) if formula else frozenset()
    if not match or not formula or len(names) != 1:
        return None
    found = evaluated(formula, {next(iter(names)): _fraction(match.groupdict().get("at") or "0")})
    return found == whole(_fraction(match["v"])), show(found)


def _discriminant(text: str) -> _Found:
    match = _DISCRIMINANT.match(text)
    a = _coefficients(match["eq"]) if match else None
    if not match or a is None or len(a) != 3:
        return None
    found = a[1] ** 2 - 4 * a[0] * a[2]
    return found == _fraction(match["v"]), str(found)


def _vertex(text: str) -> _Found:
    match = _first((_VERTEX, _EXTREME, _EXTREME_OF), text)
    left, equals, right = match["eq"].partition("=") if match else ("", "", "")
    a = _coefficients(right if equals and left.strip() in ("y", "f(x)") else left if not equals else "x = x")
    if not match or a is None or len(a) != 3:
        return None
    x = -a[1] / (2 * a[2])
    y = at(a, whole(x)).lo
    kind = match.groupdict().get("kind", "").lower()
    if (kind.startswith(("min", "small")) and a[2] < 0) or (kind.startswith(("max", "larg")) and a[2] > 0):
        return False, "it has none"
    said = [(match[name], value) for name, value in (("x", x), ("y", y)) if match[name]]
    return (all(_fraction(text) == value for text, value in said), f"({x}, {y})") if said else None


def _fraction(text: str) -> Fraction:
    return Fraction(text.replace("−", "-"))

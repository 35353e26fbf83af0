"""What follows from an equation that is no polynomial (`2ˣ = 64`), and how many solutions a linear system has."""

from __future__ import annotations

import re
from fractions import Fraction

from podium.core.mathematics import polynomials
from podium.core.mathematics.exact import Real, Undecidable, show
from podium.core.mathematics.formulas import Formula, evaluated, polynomial, read_formula, variables
from podium.core.mathematics.judging import Judgement
from podium.core.mathematics.polynomials import Polynomial

LONGEST = 200
NARROW = Fraction(1, 10**20)
_GIVEN = re.compile(
    r"^(?:if|given(?: that)?|when|since|as|suppose|from)? ?(?P<f>[^=<>,;:]+?) ?(?:=|is|equals) ?(?P<g>[^=<>,;:]+?)(?:,? (?:then|so|we get|it follows that|implies(?: that)?|means(?: that)?|gives|hence|thus|therefore)|,|⇒|=>) ?(?P<rest>[a-z] ?= ?[^<>]+)$",
    re.IGNORECASE,
)
_CLAIM = re.compile(r"^(?P<f>[^=]+?) ?(?:=|is|equals) ?(?P<g>[^=]+)$")
_SYSTEM = re.compile(
    r"^(?:the )?(?:linear )?(?:system|equations|lines|simultaneous equations)(?: of equations)?:? (?P<all>[^;:]*=[^;:]*=[^;:]*?),? (?:has|have|intersect in) (?P<many>no|exactly one|one|a unique|a single|infinitely many) (?:common )?(?:solutions?|points?)$",
    re.IGNORECASE,
)
_INJECTIVE = frozenset({"sqrt", "cbrt", "ln", "lg", "exp", "log10", "log2", "logto"})


_ANGLE = re.compile(
    r"\b(?P<f>sin|cos|tan)\(?\s?(?P<name>[θαβφγa-z])\)?\s?(?:=|is)\s?(?P<value>-?\d+(?:\.\d+)?(?:/\d+)?)"
)
_ACUTE = re.compile(r"\bacute\b|\bfirst quadrant\b|\bbetween 0 ?°? and 90 ?°|0 ?°? ?< ?[θαβφγa-z] ?< ?(?:90|π/2)")


def _from_one(text: str) -> tuple[bool, str] | None:
    """`θ is acute and sin θ = 0.6, therefore cos θ = 0.8 and tan θ = 0.75`."""
    found = list(_ANGLE.finditer(text))
    if len(found) < 2 or len({match["name"] for match in found}) != 1 or not _ACUTE.search(text):
        return None
    first, *claims = ((match["f"].lower(), Fraction(match["value"])) for match in found)
    name, size = first
    if size <= 0 or (name != "tan" and size >= 1):
        return None
    tangent = size**2 if name == "tan" else size**2 / (1 - size**2) if name == "sin" else (1 - size**2) / size**2
    squares = {"tan": tangent, "sin": tangent / (1 + tangent), "cos": 1 / (1 + tangent)}
    return all(value > 0 and value**2 == squares[each] for each, value in claims), f"tan² = {tangent}"


def judge_condition(sentence: str, text: str) -> Judgement | None:
    """The judgement of `if 2^x = 64, then x = 6`, or of `the system ... has no solution`; None where it is neither."""
    if len(text) > LONGEST or "=" not in text:
        return None
    try:
        found = _system(text) or _from_one(text) or _solved(text)
    except (Undecidable, ValueError, ZeroDivisionError):
        return None
    if found is None:
        return None
    truth, shown = found
    return Judgement(sentence.strip(), "holds" if truth else "fails", None, shown, "it was put into the equation")


def _solved(text: str) -> tuple[bool, str] | None:
    match = _GIVEN.match(text)
    if not match:
        return None
    left, right = read_formula(match["f"].strip()), read_formula(match["g"].strip())
    names = variables(left) | variables(right)
    if len(names) != 1 or variables(right) or not _one_to_one(left) or polynomial(left) is not None:
        return None
    name = next(iter(names))
    claims = [_CLAIM.match(part.strip()) for part in re.split(r",? and |,? so |, ", match["rest"])]
    pairs = [(read_formula(c["f"].strip()), read_formula(c["g"].strip())) for c in claims if c]
    if len(pairs) != len(claims) or pairs[0][0] != Formula("variable", name=name) or variables(pairs[0][1]):
        return None
    value = evaluated(pairs[0][1], {})
    if not value.exact:
        return None
    point = {name: value.lo}
    truths = [_same(evaluated(a, point), evaluated(b, point)) for a, b in [(left, right), *pairs[1:]]]
    return all(truths), show(evaluated(left, point))


def _same(a: Real, b: Real) -> bool:
    return abs(a.lo - b.lo) < NARROW * (1 + abs(a.lo))


def _one_to_one(formula: Formula) -> bool:
    """Whether it has its variable once, and takes no value twice."""
    if formula.kind == "variable":
        return True
    having = [at for at, part in enumerate(formula.parts) if variables(part)]
    if len(having) != 1:
        return False
    if formula.kind == "call" and formula.name not in _INJECTIVE:
        return False
    if formula.kind == "^" and having == [0]:
        exponent = formula.parts[1]
        if exponent.kind != "number" or exponent.value.denominator != 1 or exponent.value % 2 == 0:
            return False
    return formula.kind not in ("!", "°") and _one_to_one(formula.parts[having[0]])


def _system(text: str) -> tuple[bool, str] | None:
    match = _SYSTEM.match(text)
    if not match:
        return None
    equations = [_difference(part) for part in re.split(r",? and |, ", match["all"])]
    if any(each is None or polynomials.degree(each) > 1 for each in equations):
        return None
    rows = [each for each in equations if each is not None]
    found = _number_of_solutions(rows)
    word = match["many"].lower()
    wanted = "none" if word == "no" else "many" if word.startswith("inf") else "one"
    return found == wanted, f"solutions: {found}"


def _difference(text: str) -> Polynomial | None:
    left, _, right = text.partition("=")
    a, b = polynomial(read_formula(left.strip())), polynomial(read_formula(right.strip()))
    return None if a is None or b is None else polynomials.added(a, b, -1)


def _number_of_solutions(rows: list[Polynomial]) -> str:
    """`none`, `one` or `many`, by elimination."""
    names = sorted(frozenset().union(*map(polynomials.names, rows)))
    rest, solved = list(rows), 0
    for name in names:
        key = ((name, 1),)
        pivot = next((row for row in rest if row.get(key)), None)
        if pivot is None:
            continue
        rest.remove(pivot)
        rest = [
            polynomials.added(
                row, polynomials.multiplied(polynomials.constant(row.get(key, Fraction(0)) / pivot[key]), pivot), -1
            )
            for row in rest
        ]
        solved += 1
    if any(polynomials.value_of(row) for row in rest):
        return "none"
    return "one" if solved == len(names) else "many"

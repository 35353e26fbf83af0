"""Two events or two groups that overlap: `P(A or B)`, `either`, `both`, `neither`, conditional chances, independence.

All that is told is written as equations between the four cases (both, only the first, only the second, neither); a
stated figure holds where they force it, and fails where they rule it out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from podium.core.mathematics import polynomials, systems
from podium.core.mathematics.exact import Undecidable
from podium.core.mathematics.polynomials import Polynomial
from podium.core.mathematics.prose.found import Found, decided, unsure
from podium.core.mathematics.prose.values import Told, Value, slot

_CALL = re.compile(
    rf"\bp(?:r|rob)?\((?P<what>[^()#]*(?:\([^()]*\))?[^()#]*)\)(?: ?(?:=|is|equals|:|must be|therefore|thus|comes to|would be|being|at|of)+)* ?{slot('np', 'value')}"
)
_CASES = ("m", "n", "o", "q")
"""Both, only the first, only the second, neither."""
_SUMS = {"": "mnoq", "a": "mn", "b": "mo", "and": "m", "or": "mno", "neither": "q", "not a": "oq", "not b": "nq", "a only": "n", "b only": "o", "one": "no"}  # fmt: skip
_INDEPENDENT = re.compile(r"(?<!in)(?<!not )\bindependen\w+\b(?! of whether)")
_EXCLUSIVE = re.compile(
    r"\b(?:mutually exclusive|disjoint|exclude each other|cannot (?:both )?(?:happen|occur) (?:together|at once))\b"
)
_DENIED = re.compile(r"\b(?:not independent|dependent|not (?:mutually )?exclusive|if|unless|might|may|could)\b")


def _sum(name: str) -> Polynomial:
    total: Polynomial = {}
    for case in _SUMS[name]:
        total = polynomials.added(total, polynomials.variable(case))
    return total


@dataclass(frozen=True, slots=True)
class _Stated:
    """One figure: the cases it is the sum of (or the share of one sum in another)."""

    value: Value
    top: Polynomial
    bottom: Polynomial | None = None

    @property
    def size(self) -> Fraction:
        return self.value.amount.value.lo

    def equation(self) -> Polynomial:
        """`top - size × bottom`, or `top - size`."""
        return polynomials.added(
            self.top,
            polynomials.multiplied(polynomials.constant(self.size), self.bottom or polynomials.constant(1)),
            -1,
        )


def events(told: Told) -> Found | None:
    """`P(A) = 0.5, P(B) = 0.4 and P(A and B) = 0.2, so P(A or B) = 0.7`."""
    if "p(" not in told.shape and "pr(" not in told.shape and "prob(" not in told.shape:
        return None
    if told.of("dtlru") or _DENIED.search(told.shape):
        return None
    found = list(_CALL.finditer(told.shape))
    values = [told.at(match, "value") for match in found]
    if not 2 <= len(found) <= 5 or len(values) != len(told.of("np")):
        return None
    names = _names([match["what"] for match in found])
    if names is None:
        return None
    figures = [_figure(match["what"], told.at(match, "value"), names) for match in found]
    if any(each is None for each in figures) or not all(value.amount.value.lo >= 0 for value in values):
        return None
    known = [each for each in figures if each]
    rules = [polynomials.added(_sum(""), polynomials.constant(1), -1)]
    product = _product(known) if _INDEPENDENT.search(told.shape) else None
    if _INDEPENDENT.search(told.shape) and product is None:
        return None
    if product is not None:
        rules.append(polynomials.added(_sum("and"), polynomials.constant(product), -1))
    if _EXCLUSIVE.search(told.shape):
        rules.append(_sum("and"))
    return _judged(told, known, rules)


def _names(calls: Sequence[str]) -> tuple[str, ...] | None:
    """The one or two events that are spoken of, in order."""
    found: list[str] = []
    for call in calls:
        plain = re.sub(r"\b(?:not|no|neither|nor|both|either)\b|[¬'’ᶜ]", " ", call)
        for part in re.split(r"\band\b|\bor\b|[∩∪|,&]|\bgiven\b", plain):
            name = " ".join(part.split())
            if name and name not in found:
                found.append(name)
    return tuple(found) if 1 <= len(found) <= 2 else None


def _figure(call: str, value: Value, names: tuple[str, ...]) -> _Stated | None:
    given = re.split(r"\||\bgiven\b", call)
    if len(given) == 2:
        top, bottom = _set(f"{given[0]} and {given[1]}", names), _set(given[1], names)
        return _Stated(value, top, bottom) if top is not None and bottom is not None else None
    found = _set(call, names)
    return None if found is None else _Stated(value, found)


def _set(call: str, names: tuple[str, ...]) -> Polynomial | None:
    """The cases of an event: a letter, `not A`, `A and B`, `neither A nor B`."""
    text = " ".join(re.sub(r"∩|&", " and ", re.sub("∪", " or ", call)).split())
    if re.search(r"\bneither\b|\bnot \(.* or", text):
        return _sum("neither")
    parts = re.split(r" (and|or) ", re.sub(r"\b(?:both|either)\b|[()]", " ", text).strip())
    sides = [_side(part, names) for part in parts[::2]]
    if any(side is None for side in sides) or len(sides) > 2:
        return None
    cases = [set(side) for side in sides if side]
    chosen = (cases[0] & cases[1] if parts[1] == "and" else cases[0] | cases[1]) if len(cases) == 2 else cases[0]
    total: Polynomial = {}
    for case in sorted(chosen):
        total = polynomials.added(total, polynomials.variable(case))
    return total


def _side(text: str, names: tuple[str, ...]) -> str | None:
    denied = bool(re.search(r"\b(?:not|no)\b|¬|['’ᶜ]", text))
    name = " ".join(re.sub(r"\b(?:not|no)\b|[¬'’ᶜ]", " ", text).split())
    if name not in names:
        return None
    letter = "ab"[names.index(name)]
    return _SUMS[f"not {letter}" if denied else letter]


def _product(figures: Sequence[_Stated]) -> Fraction | None:
    """The chance of both of two independent events, where each is told."""
    sizes: dict[str, Fraction] = {}
    for each in figures:
        for letter in "ab":
            if each.bottom is None and each.top == _sum(letter):
                sizes.setdefault(letter, each.size)
            if each.bottom is None and each.top == _sum(f"not {letter}"):
                sizes.setdefault(letter, 1 - each.size)
    return sizes["a"] * sizes["b"] if len(sizes) == 2 else None


def _judged(told: Told, figures: Sequence[_Stated], rules: Sequence[Polynomial]) -> Found | None:
    """The last figure against all others."""
    *given, last = figures
    cases = [row for case in _CASES for row in systems.rows(polynomials.variable(case), ">=")]
    equations = [*rules, *(each.equation() for each in given)]
    wanted = last.equation()
    try:
        if not systems.solvable(equations, cases):
            return decided(told, False, "none", "the chances contradict each other", *told.of("np"))
        possible = systems.solvable([*equations, wanted], cases)
        forced = possible and not any(
            systems.solvable(equations, [*cases, *way]) for way in systems.opposite(wanted, "=")
        )
        rounds = not possible and _rounds(last, equations, cases)
    except Undecidable:
        return None
    if forced or rounds:
        return decided(told, True, last.value.text, "it follows from the others", *told.of("np"))
    if possible:
        return unsure(told, "whether the two exclude each other or are independent is not stated", *told.of("np"))
    return decided(told, False, f"not {last.value.text}", "the others rule it out", *told.of("np"))


def _rounds(last: _Stated, equations: Sequence[Polynomial], cases: Sequence[systems.Row]) -> bool:
    """Whether a figure that is not the exact one is that one rounded to its digits."""
    half = last.value.amount.half_unit if last.value.amount.rounded else Fraction(0)
    whole = last.bottom or polynomials.constant(1)
    low, high = (
        polynomials.added(last.top, polynomials.multiplied(polynomials.constant(last.size + side), whole), -1)
        for side in (-half, half)
    )
    outside = [systems.rows(low, "<"), systems.rows(high, ">")]
    return bool(half) and not any(systems.solvable(equations, [*cases, *way]) for way in outside)


_OVERLAP = re.compile(r"\b(?:both|neither|either|at least 1|at least one|#n\d+# of the #n\d+#|only|overlap)\b")
_TOTAL = re.compile(
    rf"^\W*(?:of|among|out of|in (?:a|the) (?:class|group|team|survey|sample) of) (?:the |our |its |all |a (?:class|group|sample) of )?{slot('n', 'total')}|\b{slot('n', 'asked')} [a-z]+ (?:were asked|answered|replied)"
)
_BOTH = r"(?: of (?:them|these))?(?: [a-z']+){0,3}? (?:both|do both|took both|of each)\b"
_PARTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("neither", re.compile(r"^(?: of them| people| students)?(?: [a-z']+){0,3}? (?:neither|none|nothing)\b")),
    (
        "or",
        re.compile(
            r"^(?: of them)?(?: [a-z']+){0,3}? (?:at least (?:#n\d+#|1|one)|either|one or the other|one or both)(?![a-z])"
        ),
    ),
    (
        "one",
        re.compile(
            r"^(?: of them)?(?: [a-z']+){0,3}? (?:exactly (?:#n\d+#|1|one)|only (?:#n\d+#|1|one)|just (?:#n\d+#|1|one))(?![a-z])"
        ),
    ),
    ("and", re.compile(rf"^{_BOTH}")),
)


def overlapping(told: Told) -> Found | None:
    """`of 40 people 25 drink tea, 20 coffee and 10 both, so 5 drink neither`."""
    if (
        not _OVERLAP.search(told.shape)
        or told.of("dtlru")
        or re.search(r"\b(?:if|unless|might|may|could|three|all three)\b", told.shape)
    ):
        return None
    first = told.search(_TOTAL)
    if not first:
        return None
    total = told.at(first, "total" if first["total"] else "asked")
    roles = {total: ""}
    rest: list[Value] = []
    for value in told.of("np"):
        if value is total or _is_one(told, value):
            continue
        after = told.shape[told.shape.index("#", told.place(value) + 1) + 1 :]
        name = next(
            (
                name
                for name, pattern in _PARTS
                if pattern.match(re.split(r"#[np]\d+#(?! ?of\b)", after)[0] if name not in ("or", "one") else after)
            ),
            "",
        )
        if name:
            if name in roles.values():
                return None
            roles[value] = name
        else:
            rest.append(value)
    if len(rest) != 2 or len(roles) not in (2, 3, 4) or not {"and", "or", "neither", "one"} & set(roles.values()):
        return None
    roles |= {rest[0]: "a", rest[1]: "b"}
    return _counted(told, roles, total)


def _is_one(told: Told, value: Value) -> bool:
    return value.text in ("1", "2") and bool(
        re.search(r"(?:at least|exactly|only|just|the) $", told.shape[: told.place(value)])
    )


def _counted(told: Told, roles: Mapping[Value, str], total: Value) -> Found | None:
    values = sorted(roles, key=lambda value: value.start)
    size = total.amount.value.lo
    if size <= 0:
        return None
    figures = [
        _Stated(
            value,
            polynomials.multiplied(
                polynomials.constant(1 / size if value.kind == "p" else Fraction(1)), _sum(roles[value])
            ),
        )
        for value in values
        if value is not total
    ]
    rules = [polynomials.added(_sum(""), polynomials.constant(size), -1)]
    found = _judged(told, figures, rules)
    used = (*values, *(v for v in told.of("np") if _is_one(told, v)))
    return Found(found.judgement, used) if found else None

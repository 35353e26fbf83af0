"""Figures that are named (`TP 72`, `a half-life of 8 days`, `a radius of 3 m`) and the laws that tie them together."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from podium.core.mathematics.exact import Real, Undecidable
from podium.core.mathematics.prose.found import Found, stated
from podium.core.mathematics.prose.values import Told, Value
from podium.core.mathematics.quantity import Quantity

Compute = Callable[[Mapping[str, Real]], Real]
_LINK = r"(?:[ =:(]|\b(?:of|is|was|were|are|at|to|exactly|only|about|roughly|around|approximately|nearly|comes? to|equals?|works? out (?:at|as|to)|must be|would be|be|a|an|the|therefore|thus|then|hence|gives|has|have|had|measuring|stands at|set to|takes|both)\b)*$"


AGAIN = "'"
"""Behind the role of a value that is told a second time: `an eighth, or 12.5%`."""
BESIDE = "beside"
"""The role of what has no part in any law: the threshold at which a model was measured."""


@dataclass(frozen=True, slots=True)
class Role:
    """A named quantity: the words before its value, those right behind it, and those it is asked for with."""

    name: str
    before: re.Pattern[str]
    behind: re.Pattern[str]
    asked: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Law:
    """`result` computed from `given`; `cue` is what the statement must say besides."""

    result: str
    given: tuple[str, ...]
    compute: Compute
    cue: re.Pattern[str] | None = None


def role(name: str, before: str, behind: str = "") -> Role:
    """A role by patterns of its words; without `behind` the same words stand on either side."""
    return Role(
        name,
        re.compile(rf"(?<![a-z-])(?:{before}){_LINK}"),
        re.compile(rf"^,?[ -]?(?:{behind or before})(?![a-z])"),
        re.compile(
            rf"^\W*(?:so |hence |thus )?(?:the |its |their |our |an? )?(?:total |exact )?(?:{before})\b(?= (?:of|for|in) )"
        ),
    )


def named(told: Told, roles: Sequence[Role], fixed: Mapping[int, str] | None = None) -> dict[str, Value] | None:
    """Every value of the statement by its role; None where one has none or two have the same.

    Args:
        told: the statement.
        roles: what a value may be called; the first that fits the words nearest to it counts.
        fixed: roles that are known already, by the index of the value.
    """
    found: dict[str, Value] = {}
    nameless: list[Value] = []
    for at, value in enumerate(told.values):
        if value.kind in "io":
            continue
        name = (fixed or {}).get(at) or _name(told, value, roles)
        last = next(reversed(found), "")
        if last and told.values[at - 1] is found[last] and _AGAIN.fullmatch(_gap(told, told.values[at - 1], value)):
            name = last + AGAIN
        if name in found:
            return None
        if not name:
            nameless.append(value)
        else:
            found[name] = value
    for value in list(nameless):
        at = told.values.index(value)
        after = told.values[at + 1] if at + 1 < len(told.values) else None
        name = next((name for name, each in found.items() if each is after), "")
        if name and after and name + AGAIN not in found and _AGAIN.fullmatch(_gap(told, value, after)):
            nameless.remove(value)
            found[name + AGAIN] = value
    asked = [each.name for each in roles if each.asked.search(told.shape) and each.name not in found]
    if len(nameless) == len(asked) == 1 and nameless[0] is told.values[-1]:
        found[asked[0]] = nameless.pop()
    return None if nameless else found


_AGAIN = re.compile(r" ?(?:[a-z]+ )?(?:,? or|,? i\.e\.|,? that is|\(|=|,? in other words)(?: about| just)?,? ?")


def _gap(told: Told, one: Value, other: Value) -> str:
    return told.shape[told.shape.index("#", told.place(one) + 1) + 1 : told.place(other)]


def _name(told: Told, value: Value, roles: Sequence[Role]) -> str:
    place = told.place(value)
    before = re.split(r"#[a-z]\d+#", told.shape[:place])[-1]
    behind = re.split(r"#[a-z]\d+#", told.shape[told.shape.index("#", place + 1) + 1 :])[0]
    ahead = [(found.start(), each.name) for each in roles if (found := each.before.search(before))]
    if ahead:
        return min(ahead)[1]
    return next((each.name for each in roles if each.behind.match(behind)), "")


def _fitting(told: Told, values: Mapping[str, Value], laws: Sequence[Law]) -> list[Law]:
    """The laws that the values fill, the fullest ones; of those that tie the same together, the one whose result is last."""
    found: dict[frozenset[str], Law] = {}
    for law in laws:
        roles = frozenset({law.result, *law.given})
        if not roles <= set(values) or (law.cue and not law.cue.search(told.shape)):
            continue
        other = found.get(roles)
        if other is None or told.place(values[law.result]) > told.place(values[other.result]):
            found[roles] = law
    return [law for roles, law in found.items() if not any(roles < other for other in found)]


def judged_laws(
    told: Told, values: Mapping[str, Value], laws: Sequence[Law], amounts: Mapping[str, Real] | None = None
) -> Found | None:
    """The judgement of all laws that the named values fill; None where they leave a value out.

    Args:
        told: the statement.
        values: its values by role.
        laws: what may be computed.
        amounts: the sizes of the values, where they are not those in base units.
    """
    sizes = amounts or {name: value.amount.value for name, value in values.items()}
    found: list[Found] = []
    covered = {BESIDE}
    for law in _fitting(told, values, laws):
        try:
            computed = law.compute(sizes)
        except (Undecidable, ZeroDivisionError):
            return None
        for name in (law.result, law.result + AGAIN):
            if name in values:
                value = values[name]
                amount = Quantity(computed, value.amount.dimensions, percent=value.amount.percent)
                found.append(stated(told, amount, value, *(values[each] for each in law.given)))
        covered |= {law.result, law.result + AGAIN, *law.given}
    if not found or not set(values) <= covered:
        return None
    worst = min(found, key=lambda each: ("fails", "undecided", "holds").index(each.judgement.verdict))
    return Found(worst.judgement, tuple(values.values()))

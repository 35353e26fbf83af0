"""A target, what was measured, whether it was kept, and by how much: `187 ms against a ceiling of 200 ms, 13 ms to spare`."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction

from podium.core.mathematics.exact import divide, whole
from podium.core.mathematics.judging import judge
from podium.core.mathematics.prose.bounds import BROKEN, KEPT, find_bound, is_hedged
from podium.core.mathematics.prose.found import NEARLY, Found, decided, stated
from podium.core.mathematics.prose.metrics import Bound, names_nothing, same_metric
from podium.core.mathematics.prose.values import Told, Value, slot
from podium.core.mathematics.quantity import Quantity

_BEHIND = re.compile(
    r"^ ?(?:of |points? |percentage points? |-)?(?:[a-z]+ ){0,2}?(?P<word>to spare|headroom|margin|in hand|clear|spare|short|shy|under|over|below|above|too (?:much|many|long|high|hot|cold|heavy|low|few|little|light|slow|fast|wide|thick|thin|short|tall)|beyond|more than|less than|inside|outside|ahead|better|worse)\b"
)
_BEFORE = re.compile(
    r"\b(?P<word>margin|headroom|overshoot|overshot|shortfall|excess|exceed\w*|miss\w*|overr[au]n\w*|undershot|beat\w*|short|over|under|above|below|buffer|deviation|off|gap)(?: of| by| it| the| its| that| target| limit| budget| only| just| about| is| was)* $"
)
_CLEARS = re.compile(
    r"\b(?P<word>clear\w*|beat\w*|exceed\w*|miss\w*|pass\w*) (?:the |our |its )?#[npu]\d+# [a-z]+ by (?:about |only |just )?$"
)
_MORE = re.compile(
    r"over|above|too (?:much|many|long|high|hot|warm|heavy|slow|fast|wide|thick|tall)|beyond|more|excess|exceed|overr|overshot?"
)
_LESS = re.compile(r"under|below|short|shy|less|too (?:cold|cool|low|few|little|light|thin)|undershot")
_UNDER_BUDGET = re.compile(r"\b(?:under|within|inside|on) (?:the )?budget\b|\bpass(?:ed|es)?\b|→ ?(?:ok|pass)|✓|✔")
_OVER_BUDGET = re.compile(r"\bover (?:the )?budget\b|\b(?:fail(?:s|ed)?|violation|alarm|red)\b|✗|✘")


@dataclass(frozen=True, slots=True)
class _Margin:
    value: Value
    word: str


def judged_bound(told: Told) -> Found | None:
    """One target, one measurement of it, and the verdict or the distance that is stated."""
    bound = find_bound(told) or _plain_target(told)
    if bound is None or told.of("dtlr"):
        return None
    margin = _margin(told, bound.value)
    rest = [
        v
        for v in told.of("npu")
        if v is not bound.value and not (margin and v is margin.value) and not _all_of(told, v, bound.value)
    ]
    limit = bound.value.amount
    alike = _told_again(told, rest)
    if alike:
        if alike.judgement.verdict == "fails":
            return alike
        rest = [v for v in rest if v.amount.dimensions == limit.dimensions and v.amount.percent == limit.percent][:1]
    if len(rest) != 1 or rest[0].amount.dimensions != limit.dimensions or rest[0].amount.percent != limit.percent:
        return None
    measured = rest[0]
    if not (measured.amount.value.exact and limit.value.exact) or not (
        (same := _is_same(told, bound, measured)) or margin
    ):
        return None
    said = told.shape[max(told.place(measured), bound.start) :]
    if is_hedged(told.shape[min(told.place(measured), bound.end) :]):
        return None
    difference = measured.amount.value.lo - limit.value.lo
    kept = {"<": difference < 0, "<=": difference <= 0, ">": difference > 0, ">=": difference >= 0}[bound.sign]
    verdict = True if _ASSERTED.search(_around(told, bound.value)) else _verdict(said, margin)
    if margin is None and verdict is None:
        return None
    if re.search(
        r"\b(?:not|n't|never|no)\b", re.sub(r"\bno (?:more|less|later|fewer)\b|\bnot (?:to )?exceed\b", " ", said)
    ):
        return None
    right = verdict is None or verdict == kept
    if margin and right:
        checked = _fits(margin, difference, measured.amount.value.lo, limit.value.lo, kept=kept, told=told)
        if checked is None:
            return None
        right = checked
    if not same and not right:
        return None  # that the distance fits tells that the two belong together
    counts = [v for v in told.of("n") if _all_of(told, v, bound.value)]
    used = (
        bound.value,
        measured,
        *counts,
        *(alike.used if alike else ()),
        *((margin.value,) if margin else ()),
        *told.of("io"),
    )
    shown = f"{measured.text} {'keeps' if kept else 'breaks'} it"
    return decided(told, right, shown, "what was measured was compared with the target", *used, firm=False)


_SHARE = re.compile(
    rf"{slot('n', 'part')}(?: [a-z-]+){{0,3}}? (?:out of|of) (?:the |our |all )?{slot('n', 'whole')}[^#]*?{slot('p', 'share')}"
)


def _told_again(told: Told, rest: list[Value]) -> Found | None:
    """One measurement told in two ways: `4.4 lb (2 kg)`, `318 of 500, 63.6%`."""
    if len(rest) == 2 and rest[0].kind == rest[1].kind == "u":
        one, other = rest
        gap = told.shape[told.shape.index("#", told.place(one) + 1) + 1 : told.place(other)]
        if one.amount.dimensions == other.amount.dimensions and re.fullmatch(
            r" ?\((?:about |roughly |approx\.? |~ ?)?", gap
        ):
            return stated(told, replace(one.amount, literal=False), other, one)
    match = told.search(_SHARE) if len(rest) == 3 else None
    if match and {told.at(match, name) for name in ("part", "whole", "share")} == set(rest):
        part, whole_value, share = (told.at(match, name) for name in ("part", "whole", "share"))
        if whole_value.amount.value.lo:
            computed = Quantity(divide(part.amount.value, whole_value.amount.value), percent=True)
            return stated(told, computed, share, part, whole_value)
    return None


_ASSERTED = re.compile(
    r"\b(?:under|below|within|inside|over|above|exceed(?:s|ed|ing)) (?:the |our |its |their )?#[npu]\d+# (?:[a-z]+ )?(?:limit|ceiling|maximum|budget|cap|allowance|threshold|target|minimum|mark)\b"
)
"""That what was measured keeps it, said with the limit itself: `2 kg, under the 5 kg limit`."""


def _around(told: Told, value: Value) -> str:
    place = told.place(value)
    return told.shape[max(0, place - 24) : place + 44]


_PLAN = r"(?:planned|expected|target|nominal|set ?point|reference|budget(?:ed)?|estimated?|forecast|theoretical|rated|scheduled|predicted)"
_REAL = r"(?:booked|actual(?:ly)?|measured|reading|observed|spent|got|real|came|used|recorded|was|taken|took|delivered|reached|achieved)"
_DEVIATED = re.compile(
    rf"\b{_PLAN}\b[^#]{{0,30}}?{slot('nu', 'plan')}[^#]*?\b{_REAL}\b[^#]{{0,20}}?{slot('nu', 'real')}[^#]*?(?P<before>\b(?:deviation|difference|error|variance|off|overrun|i\.e\.|so|that is|which is)\b[^#]*?){slot('nup', 'by')}(?P<behind>[^#]*)$"
)


def deviated(told: Told) -> Found | None:
    """`planned 40 hours, booked 46: a deviation of 15%`, `set point 21.0 °C, reading 21.4 °C, so 0.4 °C too warm`."""
    match = told.search(_DEVIATED)
    if not match or len(told.of("npudtlr")) != 3 or is_hedged(told.shape):
        return None
    plan, real, by = (told.at(match, name) for name in ("plan", "real", "by"))
    size = real.amount.value.lo * (plan.amount.scale if real.kind == "n" and plan.kind == "u" else 1)
    if real.kind == "u" and real.amount.dimensions != plan.amount.dimensions:
        return None
    apart, unit = size - plan.amount.value.lo, by.amount
    if by.kind == "p" and not by.points and plan.amount.value.lo > 0 and not plan.amount.zero:
        computed = Quantity(whole(apart / plan.amount.value.lo), percent=True)
    elif unit.dimensions == plan.amount.dimensions:
        computed = Quantity(whole(apart), unit.dimensions)
        unit = replace(unit, value=whole(unit.value.lo - unit.zero), zero=Fraction(0))
    else:
        return None
    said = match["before"] + match["behind"]
    signed = unit.value.lo < 0
    less, more = bool(_LESS.search(said)), bool(_MORE.search(said))
    if not signed:
        if less == more and not re.search(r"deviation|difference|error|variance|off", said):
            return None
        wanted = -1 if less and not more else 1 if more and not less else (1 if apart > 0 else -1)
        computed = replace(computed, value=whole(computed.value.lo * wanted))
    near = "~" if told.shape[: told.place(by)].rstrip().endswith(NEARLY) else "="
    return Found(judge(told.said.strip(), computed, near, unit), (plan, real, by))


def _is_same(told: Told, bound: Bound, measured: Value) -> bool:
    return same_metric(told, bound, told.place(measured)) or (
        names_nothing(told, bound) and not _CHANGED.search(told.shape)
    )


_CHANGED = re.compile(
    r"\b(?:increas\w+|rais\w+|reduc\w+|lower\w+|cut|rose|fell|gr[eo]w|chang\w+|dropp\w+|another|other)\b"
)


def _all_of(told: Told, value: Value, limit: Value) -> bool:
    """Whether a number only says how many there are: `all 12 samples`."""
    counts = value.kind == "n" and limit.kind != "n"
    return counts and bool(
        re.search(r"\b(?:all|each of the|every one of the|of the) $", told.shape[: told.place(value)])
    )


_TARGET = re.compile(
    r"\b(?:(?:target|goal|aim)\b(?: [a-z]+){0,3}?(?: (?:is|was|of|at)|:)?|(?:aimed|aiming|hoped|planned|budgeted) (?:for|at)) $"
)


def _plain_target(told: Told) -> Bound | None:
    """A target without a sign, where what is said of it tells that more is better."""
    found = [v for v in told.of("npu") if _TARGET.search(told.shape[: told.place(v)])]
    if len(found) != 1 or not re.search(r"\b(?:short|below|missed|exceeded|above|beat\w*|over)\b", told.shape):
        return None
    place = told.place(found[0])
    return Bound(found[0], ">=", place, told.shape.index("#", place + 1) + 1)


def _margin(told: Told, limit: Value) -> _Margin | None:
    for value in told.of("npu"):
        if value is limit:
            continue
        place = told.place(value)
        behind = _BEHIND.match(told.shape[told.shape.index("#", place + 1) + 1 :])
        before = _BEFORE.search(told.shape[:place]) or _CLEARS.search(told.shape[:place])
        if behind and not re.match(
            r"(?:[a-z']+ ){0,3}#", told.shape[told.shape.index("#", place + 1) + 1 :][behind.end() + 1 :]
        ):
            return _Margin(value, behind["word"])
        if before and place > told.place(limit):
            return _Margin(value, before["word"])
    return None


def _verdict(said: str, margin: _Margin | None) -> bool | None:
    """Whether it is said to be kept; None where nothing is said of it."""
    kept = bool(KEPT.search(said) or _UNDER_BUDGET.search(said))
    broken = bool(BROKEN.search(said) or _OVER_BUDGET.search(said))
    return kept if kept != broken else None


def _fits(
    margin: _Margin, difference: Fraction, measured: Fraction, limit: Fraction, *, kept: bool, told: Told
) -> bool | None:
    """Whether the distance and its direction are those stated; None where it is told in another unit."""
    value = margin.value
    if (_MORE.match(margin.word) and difference <= 0) or (_LESS.match(margin.word) and difference >= 0):
        return False
    if re.match(r"to spare|headroom|in hand|clear|spare|buffer|beat|better", margin.word) and not kept:
        return False
    size = value.amount.value.lo
    percent = told.values[0].amount.percent if told.values[0].quantity else False
    after = told.shape[told.shape.index("#", told.place(value) + 1) + 1 :]
    if value.kind == "n" and (percent or "p" in {v.kind for v in told.values if v is not value}):
        if not re.match(r" ?(?:percentage )?points?\b|pp\b", after):
            return None
        size /= 100
    elif value.kind == "p" and not value.points and all(v.kind != "p" for v in told.values if v is not value):
        if not limit:
            return None
        half = value.amount.half_unit
        return abs(abs(difference / limit) - size) <= half
    elif value.kind == "n" and all(v.kind == "u" for v in told.of("npu") if v is not value):
        size *= told.of("u")[0].amount.scale
    half = value.amount.half_unit if value.amount.places is not None else Fraction(0)
    return abs(abs(difference) - size) <= half

"""Conversions in prose: one quantity said in two units."""

from __future__ import annotations

import re
from dataclasses import replace

from podium.core.mathematics.prose.found import Found, stated
from podium.core.mathematics.prose.values import Told, Value, seconds, span
from podium.core.mathematics.quantity import Quantity
from podium.core.units import NONE, TIME

_SAME = re.compile(
    r"(?:[\s,;:(=≈~-]|i\.e\.|\b(?:is|are|was|were|be|equals?|equal|makes?|make|gives?|or|that|which|it|this|means|meaning|corresponds?|to|comes?"
    r"|converts?|converted|amounts?|the same as|the|same|as|equivalent|exactly|precisely|about|approximately|roughly|around|nearly|almost|some|in other words|in metric|in imperial"
    r"|works out at|just|only|so|thus|hence|therefore|translates|into|contains?|holds?|has|have|weighs?|measures?|lasts?"
    r"|reads?|in celsius|in fahrenheit|scale|units?|put another way|in full|say|called|known|written|expressed|stated|turns?|up)\b)*"
)
_ORDINARY = re.compile(r"\b(?:below|above|under|over|more|less|than|from|between|before|after|both|while|but)\b")
_MOVES = re.compile(
    r"(?:can |could )?(?:do|does|go|goes|makes?|runs?|travels?|moves?|sails?|blows?|flies|drives?|carry|carries|transfers?|delivers?|handles?|manages?)"
)
_ITSELF = re.compile(r" (?:measures?|weighs?|lasts?) ")
_VESSEL = re.compile(r" [a-z]+ (?:holds|contains|takes) ")
_CONCLUDED = re.compile(r"\b(?:so|thus|hence|therefore)\b")
_CHANGED = re.compile(
    r"\b(?:halv|doubl|tripl|treb|quadrupl|cut|shr[aiu]nk|gr[eo]w|rose|ris|fell|fall|drop|reduc|increas|trimm|slim|brought|went|down|compress|squeez)\w*\b[^#.;]*\bfrom $"
)
_HOLDER = re.compile(r"\b(?:contains?|holds?|has|have|weighs?|measures?|lasts?|takes?|reads?)\b")


def conversion(told: Told) -> Found | None:
    """`wind at 25 knots is 46.3 km/h`, `half an inch of rain corresponds to 12.7 mm`, `1.5 h (105 minutes)`.

    Every pair of values that are told in one breath as the same quantity in two units must agree; all values of the
    statement must be in such pairs for the claim to hold.
    """
    values = told.of("upnl")
    if len(values) > 2 and any(value.kind == "n" and value.amount.unit for value in values):
        return None  # `15 mg/kg, 22 kg: 330 mg` is a product
    pairs = [(a, b) for a, b in zip(told.values, told.values[1:], strict=False) if _is_pair(told, a, b)]
    if not pairs or told.of("dtr"):
        return None
    found = [
        stated(told, replace(_amount(a), literal=False), b, a, firm=_opens(told, a) and ":" not in _between(told, a, b))
        for a, b in pairs
    ]
    worst = min(found, key=lambda each: ("fails", "undecided", "holds").index(each.judgement.verdict))
    used = tuple(value for each in found for value in each.used if value in told.values)
    if worst.judgement.verdict == "holds" and any(value not in used for value in values):
        return None
    return Found(worst.judgement, used, firm=worst.firm)


def _amount(value: Value) -> Quantity:
    """A value as a quantity; a running time in seconds."""
    return value.amount if value.quantity else span(seconds(value), "s")


def _opens(told: Told, value: Value) -> bool:
    """Whether no other value stands before it in its clause, so that it is told by itself."""
    return "#" not in re.split(r"[,.;:] |\b(?:so|hence|thus|therefore|and)\b", told.shape[: told.place(value)])[-1]


def _is_pair(told: Told, a: Value, b: Value) -> bool:
    if a.kind == b.kind == "p" and a.points and b.points:
        return a.amount.scale != b.amount.scale and _linked(told, a, b)
    if a.kind == "l" and b.kind == "u" and b.amount.dimensions == TIME:
        return _linked(told, a, b)
    if not (a.kind == b.kind == "u") or a.amount.dimensions == NONE or _unit(a) == _unit(b):
        return False
    return a.amount.dimensions == b.amount.dimensions and _linked(told, a, b)


def _unit(value: Value) -> str:
    return " ".join(re.findall(r"[^\W\d]+|[°²³/%]", value.text)).lower().rstrip("s")


def _linked(told: Told, a: Value, b: Value) -> bool:
    """Whether only words that say `the same as` stand between two values, with what the first is of."""
    between = _between(told, a, b)
    if re.match(r" (?:out )?of (?:the|our|its|their|his|her|a|an)\b", between):
        return False
    if _ORDINARY.search(between) or (between.strip() == "to" and _CHANGED.search(told.shape[: told.place(a)])):
        return False
    full = ("length", 3) in a.amount.dimensions if a.quantity else False
    of_it = re.match(r"#u\d+# of\b", told.shape[told.place(b) :])
    if (
        full
        and not of_it
        and _VESSEL.fullmatch(between)
        and re.search(r"(?:^|\b)(?:an?|the|one) $", told.shape[: told.place(a)])
    ):
        return True  # `a 750 ml bottle holds 0.75 litres`
    for length in range(4):
        of = re.match(rf"(?: of)?(?:[ -][a-z]+){{{length}}}", between)
        if of is None:
            break
        rest = between[of.end() :]
        if a.quantity and ("time", -1) in a.amount.dimensions and _MOVES.fullmatch(rest.strip()):
            return True
        words = _SAME.fullmatch(rest)
        if length and _CONCLUDED.search(rest):
            return False
        if words and rest.strip() and (length == 0 or not re.fullmatch(r"[\s,]*", rest)):
            signs = ("(", "=", ":") if "=" in told.text else ("(", ":", "-")  # a minus, where something is equated
            bracketed = rest.strip() in signs or re.search(r"[a-z=(≈~]", rest)
            return bool(bracketed) and not (
                length and not _ITSELF.match(rest) and re.search(rf"{_HOLDER.pattern}|=", rest)
            )
    return False


def _between(told: Told, a: Value, b: Value) -> str:
    start = told.shape.index("#", told.place(a) + 1) + 1
    return told.shape[start : told.place(b)]

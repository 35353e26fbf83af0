"""Right triangles with an angle: ladders, ramps, parts of a force, heights from an angle of elevation."""

from __future__ import annotations

import re

from podium.core.mathematics import exact, transcendental
from podium.core.mathematics.exact import PI, Real, whole
from podium.core.mathematics.prose.found import Found, stated
from podium.core.mathematics.prose.values import Told, Value, slot
from podium.core.mathematics.quantity import Quantity

_DEGREES = re.compile(r" ?(?:°|degrees?\b)")
_STEEP = re.compile(r"\b(?:to|from|with|off) (?:the )?(?:vertical|wall|mast|plumb)\b")
_OPPOSITE = re.compile(
    r"\b(?:vertical(?:ly)?|height|high|tall|up (?:the|a) (?:wall|mast|tree|side)|rises?|rise of|climbs?|reaches|opposite|above the ground|lifts?|upwards?)\b"
)
_ADJACENT = re.compile(
    r"\b(?:horizontal(?:ly)?|base|foot|away|along the ground|from the wall|from the (?:foot|base)|adjacent|run|shadow|level ground|across)\b"
)
_LONG = re.compile(
    r"\b(?:ladder|rope|pull|force|ramp|slope|string|wire|cable|hypotenuse|plank|beam|rafter|kite|stay|guy|tension|rafter|push|long|velocity|speed|launch\w*)\b"
)
_UNSURE = re.compile(r"\b(?:if|unless|might|may|could|not|never|isosceles)\b|n't\b")
_STATED = re.compile(
    rf"\b(?P<name>sin|cos|tan)(?:e|ine|gent)?(?: of)? ?\(?{slot('n', 'angle')} ?(?:°|degrees?)\)? ?(?:=|is|≈|equals)(?: about)? ?{slot('n', 'value')},? (?:so|hence|and|therefore|thus) "
)


def inclined(told: Told) -> Found | None:
    """`a 5 m ladder at 60° to the ground reaches 4.33 m up the wall`, `the horizontal part of an 80 N pull at 60° is 40 N`."""
    if told.of("dtlrp") or not _CUE.search(told.shape) or _UNSURE.search(told.shape):
        return None
    lead = _lead(told)
    values = [v for v in told.of("nu") if told.place(v) >= lead]
    angles = [v for v in values if v.kind == "n" and _DEGREES.match(_behind(told, v))]
    sides = [v for v in values if v not in angles]
    if not angles and len(sides) == 3:
        return _pythagoras(told, sides)
    if len(angles) != 1 or len(sides) != 2 or sides[0].amount.dimensions != sides[1].amount.dimensions:
        return None
    size = angles[0].amount.value.lo
    kinds = [_kind(told, side) for side in sides]
    if not 0 < size < 90 or "" in kinds or len(set(kinds)) != 2 or not all(side.amount.value.lo > 0 for side in sides):
        return None
    angle = PI * (90 - size if _STEEP.search(told.shape) else size) / 180
    parts = {"long": whole(1), "up": transcendental.sine(angle), "along": transcendental.cosine(angle)}
    computed: Real = sides[0].amount.value * parts[kinds[1]] / parts[kinds[0]]
    others = tuple(v for v in told.of("nu") if v not in values)
    return stated(told, Quantity(computed, sides[1].amount.dimensions), sides[1], sides[0], angles[0], *others)


_CUE = re.compile(
    r"°|\bdegrees?\b|\b(?:ladder|rope|ramp|wire|cable|plank|kite|guy|stay|hypotenuse|rafter|roof|rises|run)\b"
)


def _pythagoras(told: Told, sides: list[Value]) -> Found | None:
    """`the ladder is 5 m long and its foot is 3 m from the wall, so it reaches 4 m up`."""
    kinds = [_kind(told, side) for side in sides]
    if sorted(kinds) != ["along", "long", "up"] or len({side.amount.dimensions for side in sides}) != 1:
        return None
    *given, last = sides
    squares = {kind: side.amount.value**2 for kind, side in zip(kinds, given, strict=False)}
    rest = (
        squares["along"] + squares["up"]
        if kinds[2] == "long"
        else squares["long"] - (squares.get("up") or squares["along"])
    )
    if rest.lo <= 0:
        return None
    return stated(told, Quantity(exact.root(rest, 2), last.amount.dimensions), last, *given)


def _lead(told: Told) -> int:
    """Where what follows from a stated sine or cosine begins, once that one is right."""
    match = _STATED.search(told.shape)
    if not match:
        return 0
    angle, value = told.at(match, "angle"), told.at(match, "value").amount
    function = {"sin": transcendental.sine, "cos": transcendental.cosine, "tan": transcendental.tangent}[match["name"]]
    found = function(PI * angle.amount.value / 180)
    half = value.half_unit if value.places else 0
    return match.end() if abs(found.lo - value.value.lo) <= half else 0


def _behind(told: Told, value: Value) -> str:
    return told.shape[told.shape.index("#", told.place(value) + 1) + 1 :]


_VERB = re.compile(r"\b(?:rises?|rise of|climbs?|reaches|lifts?) (?:about |exactly )?$")


def _kind(told: Told, value: Value) -> str:
    """Whether a value is the long side, goes up, or along; empty where its words tell none or several."""
    before = re.split(r"#[a-z]\d+#|[,;] ", told.shape[: told.place(value)])[-1]
    behind = re.split(r"#[a-z]\d+#|[,;] ", _behind(told, value))[0]
    if _VERB.search(before):
        return "up"
    for near in (behind, before):
        found = {
            name for name, pattern in (("up", _OPPOSITE), ("along", _ADJACENT), ("long", _LONG)) if pattern.search(near)
        }
        if len(found) == 1:
            return found.pop()
        if found:
            first = re.search(rf"{_OPPOSITE.pattern}|{_ADJACENT.pattern}|{_LONG.pattern}", near)
            assert first is not None
            return next(
                n for n, p in (("up", _OPPOSITE), ("along", _ADJACENT), ("long", _LONG)) if p.search(first.group())
            )
    subject = _SUBJECT.search(told.shape) if value is told.values[-1] else None
    return {"horizontal": "along", "vertical": "up", "height": "up"}[subject["what"]] if subject else ""


_SUBJECT = re.compile(r"\bthe (?P<what>horizontal|vertical|height)\b")

_GRADIENT = re.compile(
    rf"\b(?:rises?|climbs?|drops?|falls?|height gain of|gains?|descends?)\b[^#]{{0,20}}?{slot('nu', 'up')}[^#]{{0,40}}?\b(?:over|in|on|along|across|for every|per)\b[^#]{{0,30}}?{slot('nu', 'along')}[^#]*?\b(?:gradient|slope|grade|incline)\b[^#]*?{slot('p', 'share')}[^#]*$"
)


def gradient(told: Told) -> Found | None:
    """`the road rises 12 m over 150 m, a gradient of 8%`."""
    match = told.search(_GRADIENT)
    if not match or len(told.of("npudtlr")) != 3:
        return None
    up, along, share = (told.at(match, name) for name in ("up", "along", "share"))
    if up.amount.dimensions != along.amount.dimensions or not along.amount.value.lo:
        return None
    return stated(told, Quantity(up.amount.value / along.amount.value, percent=True), share, up, along)

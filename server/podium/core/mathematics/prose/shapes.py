"""Areas, perimeters, volumes and diagonals of shapes whose measures are named."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction

from podium.core.mathematics import exact
from podium.core.mathematics.exact import PI, Real, whole
from podium.core.mathematics.prose.found import Found, decided
from podium.core.mathematics.prose.laws import Law, judged_laws, named, role
from podium.core.mathematics.prose.values import Told, Value, slot
from podium.core.units import AREA, LENGTH, VOLUME

CUE = re.compile(
    r"\b(?:areas?|perimeter|circumference|volumes?|surface|diagonals?|hypotenuse|radius|radii|diameter|circles?|circular|round|spheres?|spherical|balls?|cylind\w+|cones?|conical|cubes?|triang\w+|rectang\w+|squares?"
    r"|corner to corner|covers?|floor|across|trapezi\w+|ellipse|legs?)\b|[²³]"
)
_ROLES = (
    role("radius", r"radius|radii|r", r"(?:in )?radius"),
    role("diameter", r"diameter|d", r"(?:in )?(?:diameter|across)|(?:round )?(?:pizza|plate|dis[ck]|wheel|cake|pan)"),
    role("circumference", r"circumference", r"(?:in )?circumference|(?:a)?round(?: it| the (?:edge|outside|rim))?"),
    role("surface", r"surface(?: area)?"),
    role("area", r"area|covers?(?: an area)?|floor(?: space| area)?|footprint", r"(?:in )?area|of (?:floor|grass|land|wall|fabric|glass|lawn|ground|carpet|turf|water surface)"),
    role("perimeter", r"perimeter|fence|border|edging", r"(?:in )?perimeter|of (?:fence|fencing|edging|border)|all (?:the way )?round"),
    role("volume", r"volume|holds?|capacity|contains?", r"(?:in )?volume"),
    role("diagonal", r"diagonals?|corner to corner", r"(?:diagonally|from corner to corner|corner to corner|across the diagonal)"),
    role("hypotenuse", r"hypotenuse|longest side"),
    role("height", r"height|h|depth|altitude", r"(?:high|tall|deep|in height|height)"),
    role("base", r"base(?: of)?", r"(?:base|at the base)"),
    role("edge", r"edges?(?: length)?|sides?(?: length)?|edge of length", r"(?:edges?|sides?|on a side|per side|a side|along each edge)"),
    role("width", r"width|w|breadth", r"(?:wide|in width|broad)"),
    role("length", r"length|l", r"(?:long|in length)"),
)  # fmt: skip


def _root(value: Real) -> Real:
    return exact.root(value, 2)


_ROUND = re.compile(r"\b(?:circles?|circular|round|dis[ck]s?|pond|wheel|pizza|plate|ring|track|pipe|disc)\b")
_SPHERE = re.compile(r"\b(?:spheres?|spherical|balls?|globes?)\b")
_CYLINDER = re.compile(
    r"\b(?:cylind\w+|tanks?|tins?|cans?|drums?|pipes?|silos?|wells?|barrels?|round|circular|vats?)\b"
)
_CONE = re.compile(r"\b(?:cones?|conical)\b")
_CUBE = re.compile(r"\b(?:cubes?|cubic)\b")
_SQUARE = re.compile(r"\bsquares?\b")
_TRIANGLE = re.compile(r"\btriang\w+\b")
_RIGHT = re.compile(r"\bright\b|\blegs?\b|hypotenuse")
_EQUILATERAL = re.compile(r"\bequilateral\b")


def _heron(v: Mapping[str, Real]) -> Real:
    """The area of a triangle by its three sides (Heron)."""
    a, b, c = v["side a"], v["side b"], v["side c"]
    half = (a + b + c) / 2
    return _root(half * (half - a) * (half - b) * (half - c))


_LAWS = (
    Law("area", ("side a", "side b", "side c"), _heron, _TRIANGLE),
    Law("perimeter", ("side a", "side b", "side c"), lambda v: v["side a"] + v["side b"] + v["side c"], _TRIANGLE),
    Law("perimeter", ("edge",), lambda v: v["edge"] * 3, _EQUILATERAL),
    Law("area", ("edge",), lambda v: v["edge"] ** 2 * _root(whole(3)) / 4, _EQUILATERAL),
    Law("perimeter", ("edge",), lambda v: v["edge"] * 6, re.compile(r"\bhexagon\w*\b")),
    Law("area", ("radius",), lambda v: PI * v["radius"] ** 2, _ROUND),
    Law("area", ("diameter",), lambda v: PI * v["diameter"] ** 2 / 4),
    Law("circumference", ("radius",), lambda v: PI * v["radius"] * 2),
    Law("circumference", ("diameter",), lambda v: PI * v["diameter"]),
    Law("perimeter", ("radius",), lambda v: PI * v["radius"] * 2, _ROUND),
    Law("perimeter", ("diameter",), lambda v: PI * v["diameter"], _ROUND),
    Law("diameter", ("radius",), lambda v: v["radius"] * 2),
    Law("radius", ("diameter",), lambda v: v["diameter"] / 2),
    Law("diameter", ("circumference",), lambda v: v["circumference"] / PI),
    Law("volume", ("radius",), lambda v: PI * v["radius"] ** 3 * 4 / 3, _SPHERE),
    Law("volume", ("diameter",), lambda v: PI * v["diameter"] ** 3 / 6, _SPHERE),
    Law("surface", ("radius",), lambda v: PI * v["radius"] ** 2 * 4, _SPHERE),
    Law("area", ("radius",), lambda v: PI * v["radius"] ** 2 * 4, re.compile(r"surface.*\b(?:sphere|ball)|\b(?:sphere|ball).*surface")),
    Law("volume", ("radius", "height"), lambda v: PI * v["radius"] ** 2 * v["height"], _CYLINDER),
    Law("volume", ("diameter", "height"), lambda v: PI * v["diameter"] ** 2 * v["height"] / 4, _CYLINDER),
    Law("volume", ("radius", "length"), lambda v: PI * v["radius"] ** 2 * v["length"], _CYLINDER),
    Law("volume", ("diameter", "length"), lambda v: PI * v["diameter"] ** 2 * v["length"] / 4, _CYLINDER),
    Law("volume", ("radius", "height"), lambda v: PI * v["radius"] ** 2 * v["height"] / 3, _CONE),
    Law("volume", ("edge",), lambda v: v["edge"] ** 3, _CUBE),
    Law("surface", ("edge",), lambda v: v["edge"] ** 2 * 6, _CUBE),
    Law("area", ("edge",), lambda v: v["edge"] ** 2, _SQUARE),
    Law("perimeter", ("edge",), lambda v: v["edge"] * 4, _SQUARE),
    Law("diagonal", ("edge",), lambda v: _root(v["edge"] ** 2 * 2), _SQUARE),
    Law("area", ("base", "height"), lambda v: v["base"] * v["height"] / 2, _TRIANGLE),
    Law("area", ("width", "length"), lambda v: v["width"] * v["length"]),
    Law("area", ("width", "height"), lambda v: v["width"] * v["height"]),
    Law("perimeter", ("width", "length"), lambda v: (v["width"] + v["length"]) * 2),
    Law("diagonal", ("width", "length"), lambda v: _root(v["width"] ** 2 + v["length"] ** 2)),
    Law("diagonal", ("width", "height"), lambda v: _root(v["width"] ** 2 + v["height"] ** 2)),
    Law("hypotenuse", ("width", "length"), lambda v: _root(v["width"] ** 2 + v["length"] ** 2), _RIGHT),
    Law("volume", ("width", "length", "height"), lambda v: v["width"] * v["length"] * v["height"]),
)  # fmt: skip
_THREE = re.compile(
    rf"\bsides?(?: lengths?)?(?: of| measuring| are| is)* {slot('nu', 'a')}, {slot('nu', 'b')},? and {slot('nu', 'c')}"
)
_BY = re.compile(
    rf"{slot('nu', 'a')}[ -]?(?:by|x|×|and)[ -]?{slot('nu', 'b')}(?:[ -]?(?:by|x|×)[ -]?{slot('nu', 'c')})?"
)
_LEGS = re.compile(
    r"\b(?:legs|shorter sides|perpendicular sides|sides|rectangle|room|field|hall|floor|plot|garden|lawn|panel|screen|sheet|measur\w+|box|tank|crate|room)\b"
)
_UNSURE = re.compile(r"\b(?:if|unless|would not|might|could|may|not|never)\b|n't\b")


def measured_shape(told: Told) -> Found | None:
    """`a round pond 6 m across covers about 28 m²`, `legs of 3 and 4 give a hypotenuse of 5`."""
    if not CUE.search(told.shape) or told.of("dtlrp") or not 2 <= len(told.of("nu")) <= 5 or _UNSURE.search(told.shape):
        return None
    values = named(told, _ROLES, _fixed(told))
    if not values or _ONE_SHAPE.search(told.shape):
        return None
    sizes = _sizes(values)
    if sizes is None:
        return None
    laws = [law for law in _LAWS if not (_SPHERE.search(told.shape) and law.cue is _ROUND)]
    if _CONE.search(told.shape):
        laws = [law for law in laws if law.cue is not _CYLINDER]
    if _TRIANGLE.search(told.shape):
        laws = [law for law in laws if law.cue in (_TRIANGLE, _RIGHT, _EQUILATERAL)]
    if _SURFACE.search(told.shape):
        values = {("surface" if name == "area" else name): value for name, value in values.items()}
        sizes = {("surface" if name == "area" else name): value for name, value in sizes.items()}
    return judged_laws(told, values, laws, sizes)


_ONE_SHAPE = re.compile(r"\b(?:each|two|three|both|half|quarter|semi\w*|together|total|per)\b")
_SURFACE = re.compile(r"\bsurface(?: area)?\b.*\b(?:sphere|ball|cube)\b|\b(?:sphere|ball|cube)\b.*\bsurface\b")


def _fixed(told: Told) -> dict[int, str]:
    """The roles that units and `9 by 12 m` tell."""
    found = {
        at: {AREA: "area", VOLUME: "volume"}[value.amount.dimensions]
        for at, value in enumerate(told.values)
        if value.kind == "u" and value.amount.dimensions in (AREA, VOLUME)
    }
    three = told.search(_THREE) if "triang" in told.shape else None
    if three:
        return found | {int(three[part]): f"side {part}" for part in "abc"}
    pair = told.search(_BY)
    if pair and (" and " not in pair.group().replace("-", " ") or _LEGS.search(told.shape[: pair.start()])):
        for name, part in zip(("width", "length", "height"), "abc", strict=True):
            if pair[part]:
                found.setdefault(int(pair[part]), name)
    return found


def _sizes(values: Mapping[str, Value]) -> dict[str, Real] | None:
    """The sizes in base units; a bare number beside lengths has the unit of the next value."""
    units = [v.amount for v in values.values() if v.kind == "u"]
    if any(unit.dimensions not in (LENGTH, AREA, VOLUME) for unit in units):
        return None
    lengths = [unit for unit in units if unit.dimensions == LENGTH]
    if units and not lengths:
        return None
    found: dict[str, Real] = {}
    for name, value in values.items():
        if value.kind == "n" and units:
            if name not in ("width", "length", "height", "side a", "side b", "side c"):
                return None
            found[name] = value.amount.value * lengths[0].scale
        else:
            found[name] = value.amount.value
    return found if all(size.lo > 0 for size in found.values()) else None


_CORNERS = {"triangle": 3, "quadrilateral": 4, "pentagon": 5, "hexagon": 6}
_COUNTED = re.compile(r" (?:[a-z]+ )?(?:angles|corners)\b")
_SIDES = re.compile(
    rf"\btriangle\b[^#]*?\b(?:rods?|sides?|sticks?|lengths?|edges?|of|with|from|measuring)[^#]*? {slot('nu', 'a')}, {slot('nu', 'b')},? and {slot('nu', 'c')}|\b(?:rods?|sides?|sticks?|lengths?)(?: [a-z]+){{0,2}} {slot('nu', 'd')}, {slot('nu', 'e')},? and {slot('nu', 'f')}[^#]*\btriangle\b"
)


def angles(told: Told) -> Found | None:
    """`angles of 38°, 64° and 78° do close the triangle`; `two angles are 50° and 60°, so the third is 70°`."""
    name = next((each for each in _CORNERS if re.search(rf"\b{each}\b", told.shape)), None)
    values = [v for v in told.of("n") if not _COUNTED.match(told.shape[told.shape.index("#", told.place(v) + 1) + 1 :])]
    counts = [v for v in told.of("n") if v not in values]
    if name is None or told.of("updtlr") or _UNSURE.search(told.shape):
        return None
    if not all(
        re.match(r" ?(?:°|degrees?\b)", told.shape[told.shape.index("#", told.place(v) + 1) + 1 :]) for v in values
    ):
        return None
    if len(values) != _CORNERS[name] or re.search(r"\b(?:exterior|outer|outside|isosceles|each|about)\b", told.shape):
        return None
    total = sum((v.amount.value.lo for v in values), Fraction(0))
    right = total == 180 * (_CORNERS[name] - 2)
    return decided(told, right, f"{total} degrees in all", "its angles were added", *values, *counts)


def sides(told: Told) -> Found | None:
    """`rods of 2 cm, 3 cm and 6 cm make a triangle`; `sides 3, 4 and 5 make a right triangle`."""
    match = told.search(_SIDES)
    if not match or len(told.of("npudtlr")) != 3 or re.search(r"\b(?:area|perimeter|if)\b", told.shape):
        return None
    values = [told.values[int(at)] for at in match.groups() if at]
    last = values[-1].amount
    sizes = sorted(v.amount.value.lo * (last.scale if v.kind == "n" and last.dimensions else 1) for v in values)
    closes = sizes[0] + sizes[1] > sizes[2]
    truth = closes
    if re.search(r"\bright(?:-angled)?\b", told.shape):
        truth = sizes[0] ** 2 + sizes[1] ** 2 == sizes[2] ** 2
    elif not re.search(
        r"\b(?:can|make|form|close|possible|weld|build|do|could|cannot|can't|impossible|exist)\w*\b", told.shape
    ):
        return None
    denied = bool(re.search(r"\b(?:cannot|not|no|never|impossible)\b|n't\b", told.shape))
    return decided(
        told, truth != denied, "it closes" if closes else "it does not close", "its sides were compared", *values
    )

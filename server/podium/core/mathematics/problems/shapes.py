"""Shapes: areas, perimeters and volumes, the sides of pictures and the teeth of gears."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from fractions import Fraction

from podium.core.mathematics import exact
from podium.core.mathematics.exact import PI, whole
from podium.core.mathematics.problems.amounts import Amount
from podium.core.mathematics.problems.cues import cue
from podium.core.mathematics.problems.story import Finding, Schema, Story, Value, alike, decisive, follows, strong
from podium.core.units import AREA, LENGTH, VOLUME, Dimensions


def shape(story: Story, given: Sequence[Amount], result: Amount) -> Finding | None:
    """Areas, perimeters and volumes of squares, rectangles, circles, triangles, cubes and boxes."""
    if re.search(r"\b(?:leav\w+|left|remain\w*)\b", result.before):
        return None
    if not 1 <= len(given) <= 3 or not all(a.kind == "plain" and a.dimensions == LENGTH for a in given):
        return None
    lengths = [a.value for a in given]
    rule = next(
        (
            rule
            for pattern, many, wanted, rule in _RULES
            if len(lengths) == many and result.dimensions == wanted and re.search(pattern, story.lower)
        ),
        None,
    )
    if rule is None:
        return None
    if len(lengths) == 1 and result.dimensions == LENGTH and re.match(r" (?:deep|high|tall|thick)\b", result.after):
        return None  # `a round pond 6 m across is 2 m deep`
    told = len(lengths) != 2 or result.dimensions != LENGTH or _MEANT.search(story.lower)
    return strong(rule(lengths)) if told else None


_MEANT = re.compile(
    r"\b(?:perimeter|fenc\w+|edging|skirting|a?round it|hypotenuse|diagonal|all (?:the way )?(?:a?round)|(?:goes|go|runs?) (?:a?round))\b"
)
"""With one of these words two lengths give a third."""


_Rule = Callable[[Sequence[Fraction]], Value]


def _circle(share: Fraction, *, area: bool) -> _Rule:
    """The rule for a circle whose radius is that share of the length told."""

    def rule(lengths: Sequence[Fraction]) -> Value:
        radius = lengths[0] * share
        return exact.multiply(PI, whole(radius**2 if area else 2 * radius))

    return rule


def _cylinder(share: Fraction) -> _Rule:
    """The rule for a cylinder: its radius, as that share of the length told first, then its height."""

    def rule(lengths: Sequence[Fraction]) -> Value:
        return exact.multiply(PI, whole((lengths[0] * share) ** 2 * lengths[1]))

    return rule


def _hypotenuse(lengths: Sequence[Fraction]) -> Value:
    return exact.power(whole(lengths[0] ** 2 + lengths[1] ** 2), whole(Fraction(1, 2)))


_CYLINDER = r"(?:cylind|circular|\bround\b|\btins?\b|\bcans?\b|\bdrum|\bpipe|\btank)"
_RULES: tuple[tuple[str, int, Dimensions, _Rule], ...] = (
    (r"\bhypotenuse\b|\bdiagonal\b", 2, LENGTH, _hypotenuse),
    (r"^(?!.*diamet).*\bradius", 1, LENGTH, _circle(Fraction(1), area=False)),
    (r"^(?!.*diamet).*\bradius", 1, AREA, _circle(Fraction(1), area=True)),
    (
        r"\bdiamet|\bacross\b.*\b(?:round|circ)|\b(?:round|circular)\b.*\bacross\b",
        1,
        LENGTH,
        _circle(Fraction(1, 2), area=False),
    ),
    (
        r"\bdiamet|\bacross\b.*\b(?:round|circ)|\b(?:round|circular)\b.*\bacross\b",
        1,
        AREA,
        _circle(Fraction(1, 2), area=True),
    ),
    (r"^(?!.*\bsurface).*\bcub(?:e|ic)", 1, VOLUME, lambda a: a[0] ** 3),
    (r"\bcube\b.*\bsurface|\bsurface\b.*\bcube", 1, AREA, lambda a: 6 * a[0] ** 2),
    (r"\bsquare\b|\bsquared\b", 1, AREA, lambda a: a[0] ** 2),
    (r"\bsquare\b", 1, LENGTH, lambda a: 4 * a[0]),
    (
        r"^(?!.*triang).*(?:\bperimeter|\bfenc|\bround\b|\bframe|\baround\b|\bedging|\bborder)",
        2,
        LENGTH,
        lambda a: 2 * (a[0] + a[1]),
    ),
    (
        rf"^(?!.*diamet)(?=.*\bradius)(?=.*\b(?:high|height|tall|deep|depth|long|length)\b).*{_CYLINDER}",
        2,
        VOLUME,
        _cylinder(Fraction(1)),
    ),
    (
        rf"(?=.*\bdiamet)(?=.*\b(?:high|height|tall|deep|depth|long|length)\b).*{_CYLINDER}",
        2,
        VOLUME,
        _cylinder(Fraction(1, 2)),
    ),
    (r"\btriang", 2, AREA, lambda a: a[0] * a[1] / 2),
    (r"\btriang.*\bperimeter|\bperimeter.*\btriang", 3, LENGTH, lambda a: sum(a, Fraction(0))),
    (r"", 3, VOLUME, lambda a: a[0] * a[1] * a[2]),
)


_WIDE = re.compile(r"\b(?:wide|width|across|horizontal\w*|broad)\b")
_TALL = re.compile(r"\b(?:tall|high|height|vertical\w*|deep)\b")


def aspect(story: Story, given: Sequence[Amount], result: Amount) -> Finding | None:
    """`a 16:9 panel that is 1,920 pixels wide is 1,080 pixels tall`."""
    ratios = [a for a in given if a.kind == "ratio" and len(a.parts) == 2 and all(a.parts)]
    sides = [a for a in given if a.kind == "plain"]
    if len(given) != 2 or len(ratios) != 1 or len(sides) != 1 or not alike(sides[0], result):
        return None
    wide, tall = ratios[0].parts
    if _WIDE.search(sides[0].own) and _TALL.search(result.own):
        return decisive(sides[0].value * tall / wide)
    return decisive(sides[0].value * wide / tall) if _TALL.search(sides[0].own) and _WIDE.search(result.own) else None


def geared(story: Story, given: Sequence[Amount], result: Amount) -> Finding | None:
    """`a 52-tooth chainring driving a 13-tooth sprocket turns it four times`: the teeth of the one over those of the other."""
    if len(given) != 2 or result.kind != "factor" or not follows(result, given):
        return None
    if not all(a.counts and a.value and re.match(r"[- ](?:tooth|teeth)\b", a.after) for a in given):
        teeth = all(a.counts and a.value for a in given) and re.search(r"[- ](?:tooth|teeth)\b", given[0].after)
        if not teeth:
            return None
    driver, driven = given
    if re.search(r"\bdriven by\b", story.between(*given)):
        driver, driven = driven, driver
    return decisive(driver.value / driven.value)


SCHEMAS: tuple[tuple[re.Pattern[str] | None, Schema], ...] = (
    (
        cue(
            r"radius|diamet\w*|across|cub\w+|square[ds]?|perimeter|fenc\w+|round|frame|around|edging|border|triang\w+|m³|by|×|x|long|wide|high|deep|volume|hypotenuse|diagonal"
        ),
        shape,
    ),
    (_TALL, aspect),
    (re.compile("teeth|tooth"), geared),
)

"""Mixtures by their strength: what is in them, and what diluting or mixing them gives."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from podium.core.mathematics.problems.amounts import Amount
from podium.core.mathematics.problems.cues import LEFT, cue
from podium.core.mathematics.problems.story import (
    Finding,
    Schema,
    Story,
    alike,
    decisive,
)


def mixed(story: Story, given: Sequence[Amount], result: Amount) -> Finding | None:
    """`35 g of salt in 965 g of water: 3.5%`: the part of the mixture, not of the other part."""
    if len(given) != 2 or not result.part or not alike(*given) or not given[0].dimensions:
        return None
    into = re.search(
        r"\bdissolv\w+|\bmix\w*|\bblend\w*|\bstirr\w+|\badd(?:ed|ing)?\b|\bplus\b|\band\b",
        story.lower[: given[1].start],
    )
    named = re.search(
        r"\b(?:solution|brine|syrup|alloy|mixture|blend|concentration|by weight|by mass|by volume|mix|strength)\b",
        story.lower,
    )
    if not into or not named or re.search(r"\bof the $|topped|made up|\bin (?:all|total)\b", given[1].before):
        return None
    return decisive(given[0].value / (given[0].value + given[1].value))


_MOLAR = re.compile(r"\s?(?:m|mm|µm|molar|mol/l)(?![\w/])")
"""After an amount: moles in a litre."""


def diluted(story: Story, given: Sequence[Amount], result: Amount) -> Finding | None:
    """`20 ml of the 50% stock topped up to 100 ml leaves 10%`: what is dissolved stays the same."""
    molar = bool(_MOLAR.match(result.after))
    shares = [a for a in given if a.kind == "percent" or (molar and a.counts and _MOLAR.match(a.after))]
    volumes = [a for a in given if a.kind == "plain" and a not in shares]
    if (
        len(given) != 3
        or len(shares) != 1
        or len(volumes) != 2
        or not alike(*volumes)
        or not (result.part or molar)
        or not volumes[0].dimensions
    ):
        return None
    final = volumes[1].value
    if re.search(
        r"\badd(?:s|ed|ing)?\b|\bwith\b|\bplus\b|\band\b", volumes[1].before + volumes[0].before
    ) and not re.search(
        r"\b(?:to|up to|up with [a-z ]+ to|total of)(?: a| the| an)? (?:total of )?$", volumes[1].before
    ):
        final = volumes[0].value + volumes[1].value
    return decisive(shares[0].value * volumes[0].value / final) if final else None


def mixed_strengths(story: Story, given: Sequence[Amount], result: Amount) -> Finding | None:
    """`2 l at 10% and 3 l at 20% mix to 16%`."""
    shares = [a for a in given if a.kind == "percent"]
    volumes = [a for a in given if a.kind == "plain"]
    if (
        len(given) != 4
        or len(shares) != 2
        or len(volumes) != 2
        or not alike(*volumes)
        or not result.part
        or LEFT.search(result.own)
    ):
        return None
    total = sum(a.value for a in volumes)
    return (
        decisive(sum((v.value * s.value for v, s in zip(volumes, shares, strict=True)), Fraction(0)) / total)
        if total
        else None
    )


SCHEMAS: tuple[tuple[re.Pattern[str] | None, Schema], ...] = (
    (None, mixed),
    (
        cue(
            r"dilut\w+|topp\w+ up|top up|made up|mak\w+ up|water|solution|stock|concentrat\w+|strength|added|adding|litres?|ml|proof|brine|syrup|acid"
        ),
        diluted,
    ),
    (cue(r"mix\w*|blend\w*|combin\w+|together|pour\w*"), mixed_strengths),
)

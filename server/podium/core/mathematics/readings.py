"""Judges a text under every meaning of its ambiguous units."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import replace

from podium.core.mathematics.judging import Judgement
from podium.core.mathematics.literals import Reading
from podium.core.units import FAMILIES

MOST_READINGS = 12


def over_readings(judge: Callable[[Reading], list[Judgement]]) -> list[Judgement]:
    """The judgements on which all meanings of the units agree; where a standard fixes the meaning, its "holds" stands."""
    reading = Reading()
    first = judge(reading)
    if not reading.met or not first:
        return first
    families = sorted(reading.met)
    choices = itertools.product(*(range(FAMILIES[family][0]) for family in families))
    others = [
        judge(Reading(dict(zip(families, choice, strict=True))))
        for choice in itertools.islice(choices, 1, MOST_READINGS)
    ]
    standard = all(FAMILIES[family][1] for family in families)
    return [_agreed(same, families, standard=standard) for same in zip(first, *others, strict=True)]


def _agreed(readings: Sequence[Judgement], families: Sequence[str], *, standard: bool) -> Judgement:
    first = readings[0]
    if len({reading.verdict for reading in readings}) == 1 or (standard and first.verdict == "holds"):
        return first
    return replace(first, verdict="undecided", reason=f"it depends on which {' and '.join(families)} are meant")

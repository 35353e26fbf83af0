"""Judges a text under every meaning of its units, where they have several."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import replace

from podium.core.mathematics.judging import Judgement
from podium.core.mathematics.literals import Reading
from podium.core.units import FAMILIES

MOST_READINGS = 12


def over_readings(judged: Callable[[Reading], list[Judgement]]) -> list[Judgement]:
    """The judgements of a text, undecided where they depend on which unit is meant."""
    reading = Reading()
    first = judged(reading)
    if not reading.met or not first:
        return first
    families = sorted(reading.met)
    choices = itertools.product(*(range(FAMILIES[family][0]) for family in families))
    others = [
        judged(Reading(dict(zip(families, choice, strict=True))))
        for choice in itertools.islice(choices, 1, MOST_READINGS)
    ]
    standard = all(FAMILIES[family][1] for family in families)
    return [
        _agreed([judgement, *(other[at] if at < len(other) else None for other in others)], families, standard=standard)
        for at, judgement in enumerate(first)
    ]


def _agreed(readings: Sequence[Judgement | None], families: Sequence[str], *, standard: bool) -> Judgement:
    """One verdict over all meanings of the units; where a standard fixes the meaning, its verdict stands unless another one holds."""
    first = readings[0]
    assert first is not None
    verdicts = {reading.verdict if reading else "" for reading in readings}
    if len(verdicts) == 1 or (standard and (first.verdict == "holds" or verdicts <= {"fails", ""})):
        return first
    return replace(first, verdict="undecided", reason=f"it depends on which {' and '.join(families)} are meant")

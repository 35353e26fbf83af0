"""Whether the amounts of two sentences differ, and whether they only go with what is said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from podium.core.contradictions.sentences import Sentence

if TYPE_CHECKING:
    from podium.core.contradictions.figures import Figure


def amounts_apart(a: Sentence, b: Sentence, on_topic: bool = False) -> bool:
    """Whether figures of one unit, as many on both sides, cannot be the same amounts; if more differ, so does the case.

    Args:
        a: one sentence.
        b: another.
        on_topic: whether both answer one topic, so that a bare number counts what the other counts.
    """
    if not a.figures or not b.figures:
        return False
    if len(a.figures) == len(b.figures) == 1:
        mine, theirs = a.figures[0], b.figures[0]
        bare = not (mine.unit and theirs.unit) and (mine.counts or theirs.counts)
        if bare and (on_topic or mine.unit in b.content or theirs.unit in a.content):
            mine, theirs = replace(mine, unit=""), replace(theirs, unit="")
        return mine.apart(theirs)
    ours, others = _by_unit(a.figures), _by_unit(b.figures)
    differing = sum(
        len(figures) == len(others.get(unit, ()))
        and any(x.apart(y) for x, y in zip(figures, others[unit], strict=True))
        and not _same_elsewhere(figures, others[unit])
        for unit, figures in ours.items()
    )
    return differing == 1


def amounts_agree(a: Sentence, b: Sentence) -> bool:
    """A negation of other figures denies nothing; `no errors` denies any number of them."""
    if a.figures == b.figures:
        return True
    if a.figures and b.figures and {f.open_end for f in a.figures} != {f.open_end for f in b.figures}:
        return False
    none, some = (a, b) if a.zero and not a.figures else (b, a)
    if none.zero and not none.figures:
        return all(figure.high > 0 for figure in some.figures)
    of_all, case = (a, b) if a.universal else (b, a)
    if of_all.universal and not of_all.figures and not case.universal:
        return True
    return bool(a.figures) == bool(b.figures) and not amounts_apart(a, b)


def same_unit(a: Sequence[Figure], b: Sequence[Figure]) -> bool:
    """Whether both state an amount of the same unit, which is something in common too."""
    return any(one.unit and one.unit == other.unit for one in a for other in b)


def _same_elsewhere(a: Sequence[Figure], b: Sequence[Figure]) -> bool:
    """Whether one amount stands in both lists, at another place."""
    return any(at != to and not x.apart(y) for at, x in enumerate(a) for to, y in enumerate(b))


def _by_unit(figures: Sequence[Figure]) -> dict[str, list[Figure]]:
    ordered = sorted(figures, key=lambda f: f.unit)  # stable: within a unit the order of the sentence stays
    return {unit: list(group) for unit, group in groupby(ordered, key=lambda f: f.unit)}

"""Whether the amounts of two sentences differ, and whether they only go with what is said."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from podium.core.contradictions.sentences import Sentence

if TYPE_CHECKING:
    from podium.core.contradictions.figures import Figure


def amounts_apart(a: Sequence[Figure], b: Sequence[Figure]) -> bool:
    """Whether figures of one unit, as many on both sides, cannot be the same amounts; if more differ, so does the case."""
    if not a or not b:
        return False
    if len(a) == len(b) == 1:
        return a[0].apart(b[0])
    ours, theirs = _by_unit(a), _by_unit(b)
    differing = sum(
        len(figures) == len(theirs.get(unit, ()))
        and any(x.apart(y) for x, y in zip(figures, theirs[unit], strict=True))
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
    return bool(a.figures) == bool(b.figures) and not amounts_apart(a.figures, b.figures)


def same_unit(a: Sequence[Figure], b: Sequence[Figure]) -> bool:
    """Whether both state an amount of the same unit, which is something in common too."""
    return any(one.unit and one.unit == other.unit for one in a for other in b)


def _by_unit(figures: Sequence[Figure]) -> dict[str, list[Figure]]:
    ordered = sorted(figures, key=lambda f: f.unit)  # stable: within a unit the order of the sentence stays
    return {unit: list(group) for unit, group in groupby(ordered, key=lambda f: f.unit)}

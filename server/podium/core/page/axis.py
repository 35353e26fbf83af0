"""The axis of a timeline: where a moment stands, in percent, with long silences folded."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

FOLDED_FROM = 3.0
"""A silence is folded where it is longer than this many times the work on both sides of it together would be."""
LEAST_FOLDED = 60.0
"""Seconds below which no silence is folded."""
FOLD_SHARE = 0.06
"""What a folded silence takes of the work's length."""
TICKS = 5
STEPS = (0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 21_600, 86_400)


@dataclass(frozen=True, slots=True)
class Fold:
    """A silence that is drawn short: where it stands (percent) and how long it was (seconds)."""

    at: float
    seconds: float


@dataclass(frozen=True, slots=True)
class Axis:
    """Moments in seconds since the start, as places in percent. `knots` are (moment, place), both growing."""

    knots: tuple[tuple[float, float], ...]
    folds: tuple[Fold, ...]

    def place(self, moment: float) -> float:
        """Where a moment stands; before the start at 0, after the end at 100."""
        for (t1, x1), (t2, x2) in zip(self.knots, self.knots[1:], strict=False):
            if moment <= t2:
                part = (moment - t1) / (t2 - t1) if t2 > t1 else 1.0
                return x1 + (x2 - x1) * min(1.0, max(0.0, part))
        return 100.0

    def ticks(self) -> list[tuple[float, float]]:
        """Round moments (seconds) and their places, few enough to be labelled; none inside a fold."""
        end = self.knots[-1][0] - sum(fold.seconds for fold in self.folds)
        step = next((s for s in STEPS if end / s <= TICKS), STEPS[-1])
        moments = [0.0] if self.folds else [step * n for n in range(int(end // step) + 1)]
        return [(moment, self.place(moment)) for moment in moments if self.place(moment) <= 96]


def axis(busy: Iterable[tuple[float, float]]) -> Axis:
    """The axis over intervals of work (seconds since the start); silences that dwarf the work are folded."""
    merged = _merged(busy)
    end = merged[-1][1] if merged else 0.0
    work = sum(b - a for a, b in merged)
    longest = max(LEAST_FOLDED, FOLDED_FROM * work)
    silences = [(b, a) for (_, b), (a, _) in itertools.pairwise(merged) if a - b > longest]
    fold = max(work * FOLD_SHARE, 1e-3)
    length = max(end - sum(b - a - fold for a, b in silences), 1e-3)
    knots, folds, x = [(0.0, 0.0)], [], 0.0
    for a, b in silences:
        x += (a - knots[-1][0]) / length * 100
        knots.append((a, x))
        folds.append(Fold(x + fold / length * 50, b - a))
        x += fold / length * 100
        knots.append((b, x))
    return Axis((*knots, (max(end, knots[-1][0] + 1e-3), 100.0)), tuple(folds))


def _merged(intervals: Iterable[tuple[float, float]]) -> Sequence[tuple[float, float]]:
    merged: list[tuple[float, float]] = []
    for a, b in sorted(intervals):
        if merged and a <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(b, merged[-1][1]))
        else:
            merged.append((a, b))
    return merged

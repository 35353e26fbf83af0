"""What is in no pack, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from podium.core.pruning.billing import Bill
from podium.core.pruning.packing import Measured, joined, runs
from podium.core.pruning.values import Dropped
from podium.core.values import ContextItem

_TOLD = 0.02


@dataclass(slots=True)
class Fate:
    """What became of one piece over all roles."""

    kept: bool = False
    best: float = 0.0
    near: bool = False
    no_room: bool = False

    def note(self, kept: bool, score: float, *, near: bool, no_room: bool) -> None:
        """Add what became of the piece in one role's pack."""
        self.kept |= kept
        self.near |= near
        self.no_room |= no_room
        self.best = max(self.best, score)

    @property
    def reason(self) -> str:
        """Why a piece that is in no pack was left out."""
        if self.near:
            return "says nearly the same as text that was kept"
        if self.no_room and self.best >= _TOLD:
            return f"relevant ({self.best:.2f}), but the budget was full"
        return f"too little to do with the objective and the roles ({self.best:.2f})"


_Left = tuple[float, ContextItem, str, int]
"""Its best score, the item, why it was left out, and its tokens (0 where nobody counted)."""


def _missing(measured: Measured, group: range, fates: Sequence[Fate]) -> Iterator[_Left]:
    """Runs of pieces that are in no pack, of an item of which others are."""
    reasons = {at: fates[at].reason for at in group if not fates[at].kept}
    for run in runs(tuple(reasons), lambda a, b: reasons[a] == reasons[b] and measured.follows(a, b)):
        best = max(run, key=lambda at: fates[at].best)
        yield fates[best].best, joined(measured.pieces, run), reasons[best], measured.counted(run)


def _of_item(whole: ContextItem | None, measured: Measured, group: range, fates: Sequence[Fate]) -> Iterator[_Left]:
    if whole is None or any(fates[at].kept for at in group):
        yield from _missing(measured, group, fates)
    elif group:
        best = fates[max(group, key=lambda at: fates[at].best)]
        yield best.best, whole, best.reason, 0


def dropped_items(
    wholes: Sequence[ContextItem | None],
    measured: Measured,
    groups: Sequence[range],
    fates: Sequence[Fate],
    bill: Bill,
) -> list[Dropped]:
    """Whole items of which nothing was kept, and the missing pieces of the others; the most relevant first.

    `wholes` holds the item of each group, or None where only some of its pieces are at hand.
    """
    found: list[_Left] = []
    for whole, group in zip(wholes, groups, strict=True):
        found.extend(_of_item(whole, measured, group, fates))
    found.sort(key=lambda entry: -entry[0])
    return [Dropped(item, tokens or bill.tokens(item.text), reason) for _, item, reason, tokens in found]

"""What is in no pack, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from podium.core.pruning.pieces import Piece
from podium.core.pruning.values import Dropped
from podium.core.values import ContextItem


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
        if self.no_room:
            return f"relevant ({self.best:.2f}), but the budget was full"
        return f"too little to do with the objective and the roles ({self.best:.2f})"


def _of_item(item: ContextItem, pieces: Sequence[Piece], fates: Sequence[Fate]) -> Iterator[tuple[float, Dropped]]:
    if any(fate.kept for fate in fates):
        for piece, fate in zip(pieces, fates, strict=True):
            if not fate.kept:
                yield fate.best, Dropped(piece.item, piece.tokens, fate.reason)
    elif fates:
        best = max(fates, key=lambda fate: fate.best)
        yield best.best, Dropped(item, sum(piece.tokens for piece in pieces), best.reason)


def dropped_items(
    items: Sequence[ContextItem], groups: Sequence[Sequence[Piece]], fates: Sequence[Fate]
) -> list[Dropped]:
    """Whole items of which nothing was kept, and the missing pieces of the others; the most relevant first."""
    found: list[tuple[float, Dropped]] = []
    at = 0
    for item, pieces in zip(items, groups, strict=True):
        found.extend(_of_item(item, pieces, fates[at : at + len(pieces)]))
        at += len(pieces)
    found.sort(key=lambda entry: -entry[0])
    return [entry for _, entry in found]

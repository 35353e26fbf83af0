"""What an index hands to pruning: the promising pieces of a collection that is too large to hand in whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from podium.core.pruning.pieces import Piece


@dataclass(frozen=True, slots=True)
class Statistics:
    """What a larger collection says of its pieces, where only some of them are at hand.

    `holding` says how many of its `pieces` hold a term; `words` is their mean length.
    """

    pieces: int = 0
    words: float = 0.0
    holding: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Found:
    """Promising pieces, those of one file in their order; `tokens_beyond` is what all others would cost together."""

    pieces: tuple[Piece, ...] = ()
    statistics: Statistics = field(default_factory=Statistics)
    tokens_beyond: int = 0


NOTHING_FOUND = Found()

"""What pruning takes and gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from podium.core.values import ContextItem

Part = Literal["essential", "specialized", "hand_off"]


@dataclass(frozen=True, slots=True)
class Role:
    """An agent's role: its name and further words it answers to, most telling first.

    `learned` are factors on the relevance of items, see `leaning`.
    """

    name: str
    words: tuple[str, ...] = ()
    learned: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Packed:
    """One item of a pack. `score` is its relevance in [0, 1]; preserved and hand-off items score 1."""

    item: ContextItem
    tokens: int
    score: float
    reason: str
    part: Part


@dataclass(frozen=True, slots=True)
class Pack:
    """What one role is given. `tokens` counts the whole `text`, labels included."""

    role: str
    items: tuple[Packed, ...]
    text: str
    tokens: int


@dataclass(frozen=True, slots=True)
class Dropped:
    """An item, or a piece of one, that is in no pack."""

    item: ContextItem
    tokens: int
    reason: str


@dataclass(frozen=True, slots=True)
class Pruned:
    """The packs of all roles, and what they leave out.

    `baseline_tokens` is the cost of loading everything for every role, `kept_tokens` that of all packs; `overlap` is
    the mean Jaccard similarity of the packs' item names over all pairs (0 for a single pack). `dropped` starts with
    the most relevant.
    """

    packs: tuple[Pack, ...]
    dropped: tuple[Dropped, ...]
    baseline_tokens: int
    kept_tokens: int
    preserved_ok: bool
    overlap: float

    @property
    def reduction(self) -> float:
        """Share of the baseline that was saved, in [0, 1]."""
        return max(0.0, 1.0 - self.kept_tokens / self.baseline_tokens) if self.baseline_tokens else 0.0

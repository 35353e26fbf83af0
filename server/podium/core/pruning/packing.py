"""Fills one pack: the most relevant pieces first, redundant ones put back, never past the budget."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from podium.core.pruning.pieces import Piece
from podium.core.pruning.values import Pack, Packed
from podium.core.pruning.words import raw_words
from podium.core.tokens import estimate
from podium.core.values import ContextItem

_BYTE_LEEWAY = 1.15
_REDUNDANCY = 0.7
_NEAR = 0.9
_RELEVANT = 0.08
_MISFITS = 40

Shingles = frozenset[tuple[str, ...]]


def section(item: ContextItem) -> str:
    """An item as it stands in a pack: its whole text inside a labelled section."""
    name = item.name.replace('"', "'").replace("\n", " ")
    return f'<item name="{name}">\n{item.text}{"" if item.text.endswith(chr(10)) else chr(10)}</item>\n'


def byte_length(text: str) -> int:
    """Length of a text in bytes of UTF-8."""
    return len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))


def fits(text: str, budget: int) -> bool:
    """Whether a text keeps a budget, both by estimated tokens and by bytes / 4 <= 1.15 x budget."""
    return byte_length(text) / 4 <= _BYTE_LEEWAY * budget and estimate(text) <= budget


class Measured:
    """Sections of pieces with their cost, measured once for all packs."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self.pieces = pieces
        self._costs: dict[int, tuple[int, int]] = {}
        self._shingles: dict[int, tuple[Shingles, frozenset[str]]] = {}

    def cost(self, at: int) -> tuple[int, int]:
        """Tokens and bytes of a piece's section."""
        found = self._costs.get(at)
        if found is None:
            piece = self.pieces[at]
            label = section(replace(piece.item, text=""))
            size = byte_length(label) + byte_length(piece.item.text)
            found = self._costs[at] = (piece.tokens + estimate(label), size)
        return found

    def shingles(self, at: int) -> tuple[Shingles, frozenset[str]]:
        """Word triples of a piece, and its words."""
        found = self._shingles.get(at)
        if found is None:
            words = raw_words(self.pieces[at].item.text.lower())
            triples: Shingles = frozenset(zip(words, words[1:], words[2:], strict=False))
            found = self._shingles[at] = (triples or frozenset([tuple(words)]), frozenset(words))
        return found


class Filler:
    """One pack being filled. `chosen` maps positions of pieces to their scores."""

    def __init__(self, measured: Measured, budget: int, fixed: Sequence[Packed]) -> None:
        self._measured = measured
        self._budget = budget
        self._fixed = fixed
        fixed_text = "".join(section(packed.item) for packed in fixed)
        self.tokens = estimate(fixed_text)
        self._bytes = byte_length(fixed_text)
        self._covered: set[tuple[str, ...]] = set()
        self._words: set[str] = set()
        self.chosen: dict[int, float] = {}
        self.near: set[int] = set()
        self.no_room: set[int] = set()

    def _redundancy(self, at: int) -> float:
        triples, words = self._measured.shingles(at)
        share = len(triples & self._covered) / len(triples)
        if share >= _NEAR and words <= self._words:
            return 1.0
        return _REDUNDANCY * share

    def add(self, at: int, score: float, limit: int) -> bool:
        """Put a piece in if the pack then holds at most `limit` tokens."""
        tokens, size = self._measured.cost(at)
        if self.tokens + tokens > limit or (self._bytes + size) / 4 > _BYTE_LEEWAY * limit:
            return False
        triples, words = self._measured.shingles(at)
        self._covered |= triples
        self._words |= words
        self.tokens += tokens
        self._bytes += size
        self.chosen[at] = score
        return True

    def fill(self, scores: Sequence[float], limit: int, cutoff: float = _RELEVANT) -> None:
        """Take pieces by score, less what the pack already says, while they score above `cutoff` of the best.

        Maximal marginal relevance (Carbonell and Goldstein, 1998), with the share of a piece's word triples that the
        pack already holds as similarity; redundancy only grows, so a lazy queue finds the same pieces as a full scan.
        """
        least = cutoff * max(scores, default=0.0)
        queue = [(-score, at) for at, score in enumerate(scores) if score >= least and score and at not in self.chosen]
        heapq.heapify(queue)
        misfits = 0
        while queue and misfits < _MISFITS:
            value, at = heapq.heappop(queue)
            redundancy = self._redundancy(at)
            if redundancy == 1.0:
                self.near.add(at)
                continue
            worth = -scores[at] * (1 - redundancy)
            if worth > value and queue and worth > queue[0][0]:
                heapq.heappush(queue, (worth, at))
            elif not self.add(at, scores[at], limit):
                self.no_room.add(at)
                misfits += 1
        self.no_room.update(at for _, at in queue)

    def top_up(self, order: Iterable[int], limit: int) -> None:
        """Add pieces in the order given up to a limit, so that a pack that matched little is not empty."""
        misfits = 0
        for at in order:
            if misfits >= _MISFITS or self.tokens >= limit:
                return
            if at not in self.chosen and at not in self.near and not self.add(at, 0.0, limit):
                misfits += 1

    def pack(self, role: str, describe: Callable[[int], Packed]) -> Pack:
        """The finished pack, in the order of the sources; the least relevant piece goes while the whole is too long."""
        kept = sorted(self.chosen)
        text = self._text(kept)
        while (tokens := estimate(text)) > self._budget or byte_length(text) / 4 > _BYTE_LEEWAY * self._budget:
            kept.remove(min(kept, key=lambda at: self.chosen[at]))
            text = self._text(kept)
        self.chosen = {at: self.chosen[at] for at in kept}
        return Pack(role, (*self._fixed, *map(describe, kept)), text, tokens)

    def _text(self, kept: Sequence[int]) -> str:
        items = [packed.item for packed in self._fixed] + [self._measured.pieces[at].item for at in kept]
        return "".join(map(section, items))

"""Fills one pack: the most relevant pieces first, redundant ones put back, never past the budget."""

from __future__ import annotations

import heapq
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, count

from podium.core.pruning.kinds import is_code
from podium.core.pruning.pieces import Piece
from podium.core.pruning.values import Pack, Packed
from podium.core.pruning.words import raw_words
from podium.core.tokens import estimate
from podium.core.values import ContextItem

_BYTE_LEEWAY = 1.15
_REDUNDANCY = 0.7
_NEAR = 0.9
_SLIGHT = 0.1
"""Less than that does not change the order, which saves measuring most pieces twice."""
_RELEVANT = 0.08
_MISFITS = 40

_LABEL = re.compile(r"<\s*/?\s*(item(?:-\d+)?)", re.IGNORECASE)
_LABEL_BREAKS = re.compile(r"[\r\n<>\x00-\x1f]+")

Shingles = frozenset[tuple[str, ...]]


def section(item: ContextItem) -> str:
    """An item as it stands in a pack: its whole text inside a labelled section.

    Where the text speaks of such labels itself, its section gets one that the text does not hold, so that no text can
    end its own section and begin another.
    """
    name = _LABEL_BREAKS.sub(" ", item.name).replace('"', "'")
    label = _label(item.text)
    return f'<{label} name="{name}">\n{item.text}{"" if item.text.endswith(chr(10)) else chr(10)}</{label}>\n'


def _label(text: str) -> str:
    taken = set(map(str.lower, _LABEL.findall(text)))
    return next(label for label in chain(("item",), map("item-{}".format, count(2))) if label not in taken)


def byte_length(text: str) -> int:
    """Length of a text in bytes of UTF-8."""
    return len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))


def fits(text: str, budget: int) -> bool:
    """Whether a text keeps a budget, both by estimated tokens and by bytes / 4 <= 1.15 x budget."""
    return byte_length(text) / 4 <= _BYTE_LEEWAY * budget and estimate(text) <= budget


class Measured:
    """Pieces with their cost and their word triples, measured once for all packs."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self.pieces = pieces
        self._tokens: dict[int, int] = {}
        self._labels: dict[str, tuple[int, int]] = {}
        self._shingles: dict[int, tuple[Shingles, frozenset[str]]] = {}

    def tokens(self, at: int) -> int:
        """Tokens of a piece's bare text."""
        found = self._tokens.get(at)
        if found is None:
            found = self._tokens[at] = self.pieces[at].tokens or estimate(self.pieces[at].item.text)
        return found

    def counted(self, run: Sequence[int]) -> int:
        """Tokens of a run of pieces; 0 where those of one are not known without counting."""
        known = [self.pieces[at].tokens or self._tokens.get(at, 0) for at in run]
        return sum(known) if all(known) else 0

    def label(self, at: int) -> tuple[int, int]:
        """Tokens and bytes of what a section adds to a piece's text, about the same for all pieces of an item."""
        origin = self.pieces[at].origin
        found = self._labels.get(origin)
        if found is None:
            text = section(replace(self.pieces[at].item, text=""))
            found = self._labels[origin] = (estimate(text), byte_length(text))
        return found

    def shingles(self, at: int) -> tuple[Shingles, frozenset[str]]:
        """Word triples of a piece, and its words."""
        found = self._shingles.get(at)
        if found is None:
            words = raw_words(self.pieces[at].item.text.lower())
            triples: Shingles = frozenset(zip(words, words[1:], words[2:], strict=False))
            found = self._shingles[at] = (triples or frozenset([tuple(words)]), frozenset(words))
        return found

    def follows(self, before: int, at: int) -> bool:
        """Whether a piece goes on where the one before it ends."""
        if not 0 <= before < at < len(self.pieces):
            return False
        first, second = self.pieces[before], self.pieces[at]
        return first.origin == second.origin and first.end == second.start and second.start > 0


class Filler:
    """One pack being filled. `chosen` maps positions of pieces to their scores."""

    def __init__(self, measured: Measured, budget: int, fixed: Sequence[Packed], lengths: Sequence[float]) -> None:
        self._measured = measured
        self._budget = budget
        self._fixed = fixed
        self._lengths = lengths
        fixed_text = "".join(section(packed.item) for packed in fixed)
        self.tokens = estimate(fixed_text)
        self._bytes = byte_length(fixed_text)
        self._covered: set[tuple[str, ...]] = set()
        self._words: set[str] = set()
        self.chosen: dict[int, float] = {}
        self.near: set[int] = set()
        self.no_room: set[int] = set()

    def _redundancy(self, at: int) -> float:
        if is_code(self._measured.pieces[at].item):
            return 0.0
        triples, words = self._measured.shingles(at)
        share = len(triples & self._covered) / len(triples)
        if share >= _NEAR and words <= self._words:
            return 1.0
        return _REDUNDANCY * share

    def _cost(self, at: int) -> tuple[int, int]:
        """Tokens and bytes that a piece adds; one that goes on from a chosen one needs no label."""
        text, tokens = self._measured.pieces[at].item.text, self._measured.tokens(at)
        beside = (at - 1, at), (at, at + 1)
        if any((a in self.chosen or b in self.chosen) and self._measured.follows(a, b) for a, b in beside):
            return tokens, byte_length(text)
        label_tokens, label_bytes = self._measured.label(at)
        return tokens + label_tokens, byte_length(text) + label_bytes

    def _has_room(self, cost: tuple[int, int], limit: int) -> bool:
        tokens, size = cost
        return self.tokens + tokens <= limit and (self._bytes + size) / 4 <= _BYTE_LEEWAY * limit

    def add(self, at: int, score: float, limit: int) -> bool:
        """Put a piece in if the pack then holds at most `limit` tokens."""
        tokens, size = self._cost(at)
        if not self._has_room((tokens, size), limit):
            return False
        if not is_code(self._measured.pieces[at].item):
            triples, words = self._measured.shingles(at)
            self._covered |= triples
            self._words |= words
        self.tokens += tokens
        self._bytes += size
        self.chosen[at] = score
        return True

    def fill(self, scores: Sequence[float], limit: int, cutoff: float = _RELEVANT) -> None:
        """Take pieces by score for their length, less what the pack already says, above `cutoff` of the best.

        Maximal marginal relevance (Carbonell and Goldstein, 1998), with the share of a piece's word triples that the
        pack already holds as similarity; redundancy only grows, so a lazy queue finds the same pieces as a full scan.
        Code is never redundant: what changes in one of two similar functions mostly changes in both.
        """
        least = cutoff * max(scores, default=0.0)
        queue = [
            (-score * self._lengths[at], at)
            for at, score in enumerate(scores)
            if score and score >= least and at not in self.chosen
        ]
        heapq.heapify(queue)
        misfits = 0
        while queue and misfits < _MISFITS:
            value, at = heapq.heappop(queue)
            if not self._has_room(self._cost(at), limit):
                self.no_room.add(at)
                misfits += 1
                continue
            redundancy = self._redundancy(at)
            if redundancy == 1.0:
                self.near.add(at)
                continue
            worth = -scores[at] * self._lengths[at] * (1 - redundancy)
            if redundancy > _SLIGHT and worth > value and queue and worth > queue[0][0]:
                heapq.heappush(queue, (worth, at))
            else:
                self.add(at, scores[at], limit)
        self.no_room.update(at for _, at in queue)

    def top_up(self, order: Iterable[int], limit: int) -> None:
        """Add pieces in the order given up to a limit, so that a pack that matched little is not empty."""
        misfits = 0
        for at in order:
            if misfits >= _MISFITS or self.tokens >= limit:
                return
            if at not in self.chosen and at not in self.near and not self.add(at, 0.0, limit):
                misfits += 1

    def pack(self, role: str, describe: Callable[[Sequence[int], ContextItem], Packed]) -> Pack:
        """The finished pack, in the order of the sources; the least relevant piece goes while the whole is too long."""
        kept = sorted(self.chosen)
        text = self._text(kept)
        while (tokens := estimate(text)) > self._budget or byte_length(text) / 4 > _BYTE_LEEWAY * self._budget:
            kept.remove(min(kept, key=lambda at: self.chosen[at]))
            text = self._text(kept)
        self.chosen = {at: self.chosen[at] for at in kept}
        described = [describe(run, joined(self._measured.pieces, run)) for run in self._runs(kept)]
        return Pack(role, (*self._fixed, *described), text, tokens)

    def _text(self, kept: Sequence[int]) -> str:
        items = [packed.item for packed in self._fixed]
        items += [joined(self._measured.pieces, run) for run in self._runs(kept)]
        return "".join(map(section, items))

    def _runs(self, kept: Sequence[int]) -> Iterator[list[int]]:
        yield from runs(kept, self._measured.follows)


def runs(positions: Sequence[int], follows: Callable[[int, int], bool]) -> Iterator[list[int]]:
    """Positions in groups of pieces that go on from one to the next."""
    run: list[int] = []
    for at in positions:
        if run and not (at == run[-1] + 1 and follows(run[-1], at)):
            yield run
            run = []
        run.append(at)
    if run:
        yield run


def joined(pieces: Sequence[Piece], run: Sequence[int]) -> ContextItem:
    """The pieces of a run as one item, named by its first and last line."""
    first, last = pieces[run[0]], pieces[run[-1]]
    if len(run) == 1:
        return first.item
    name = f"{first.origin}:{first.item.first}-{last.item.last}"
    text = "".join(pieces[at].item.text for at in run)
    return replace(first.item, name=name, text=text, last=last.item.last)

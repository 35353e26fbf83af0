"""Pieces of items with the terms that ranking looks for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from podium.core.pruning.cutting import Span, cut
from podium.core.pruning.definitions import suffix_of
from podium.core.pruning.words import count_terms
from podium.core.values import ContextItem

_SYMBOL_WEIGHT = 2.0
_SCOPE_WEIGHT = 0.7
_MEMO_CHARACTERS = 16_000_000


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """A piece of an item with its term counts.

    `labels` are the weighted terms of the names that the piece defines and stands in; `named` those of the item's name
    or path; `words` its length for ranking. `start` and `end` are its characters in the text of the item `origin`.
    `tokens` is the estimate for its text, or 0 where nobody counted yet.
    """

    item: ContextItem
    origin: str
    counts: Mapping[str, int]
    labels: Mapping[str, float]
    named: Mapping[str, int]
    words: int
    start: int = 0
    end: int = 0
    tokens: int = 0


def label_terms(symbols: Sequence[str], scope: Sequence[str]) -> dict[str, float]:
    """The weighted terms of what a piece defines, and of what it stands in."""
    if not symbols and not scope:
        return {}
    labels = {term: _SCOPE_WEIGHT * times for term, times in count_terms(" ".join(scope)).items()}
    for term, times in count_terms(" ".join(symbols)).items():
        labels[term] = labels.get(term, 0.0) + _SYMBOL_WEIGHT * times
    return labels


def name_terms(item: ContextItem) -> Mapping[str, int]:
    """The terms of an item's path, without the suffix, or of its name."""
    return count_terms(item.path.rsplit(".", 1)[0] if "." in item.path.rsplit("/", 1)[-1] else item.path or item.name)


def _named(item: ContextItem, text: str, first: int, seen: Counter[str]) -> ContextItem:
    last = first + text.rstrip("\r\n").count("\n")
    name = f"{item.name}:{first}-{last}"
    seen[name] += 1
    if seen[name] > 1:
        name = f"{name}/{seen[name]}"
    return replace(item, name=name, text=text, first=first, last=last)


def _piece(item: ContextItem, origin: str, span: Span, named: Mapping[str, int]) -> Piece:
    counts = count_terms(item.text)
    labels = label_terms(span.symbols, span.scope)
    return Piece(item, origin, counts, labels, named, sum(counts.values()), span.start, span.end)


def _cut(item: ContextItem, cap: int) -> Iterator[Piece]:
    named = name_terms(item)
    line, at = max(item.first, 1), 0
    seen: Counter[str] = Counter()
    for span in cut(item.text, suffix_of(item.path or item.name), cap):
        line += item.text.count("\n", at, span.start)
        at = span.start
        text = item.text[span.start : span.end]
        if text.strip():
            yield _piece(_named(item, text, line, seen), item.name, span, named)


def split(item: ContextItem, cap: int) -> tuple[Piece, ...]:
    """The pieces of an item in their order; a short one stays whole."""
    if len(item.text) > cap:
        return tuple(_cut(item, cap))
    return (_piece(item, item.name, Span(0, len(item.text)), name_terms(item)),) if item.text.strip() else ()


class _Memo:
    """Pieces of the items seen last, so that a second look at a workspace costs little. Bounded by characters."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._size = 0
        self._kept: dict[tuple[ContextItem, int], tuple[Piece, ...]] = {}

    def pieces(self, item: ContextItem, cap: int) -> tuple[Piece, ...]:
        key = (item, cap)
        found = self._kept.get(key)
        if found is None:
            found = split(item, cap)
            self._keep(key, found)
        return found

    def _keep(self, key: tuple[ContextItem, int], found: tuple[Piece, ...]) -> None:
        self._size += len(key[0].text)
        self._kept[key] = found
        if self._size > self._limit:
            self._kept = {}
            self._size = 0


pieces_of = _Memo(_MEMO_CHARACTERS).pieces

"""Cuts long items into pieces: by heading, top-level definition, paragraph, and at last by line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from podium.core.pruning.words import count_terms
from podium.core.tokens import estimate
from podium.core.values import ContextItem

_BLANK = re.compile(r"\n(?:[ \t]*\r?\n)+")
_STRONG = re.compile(
    r"#{1,6} |@\w|(?:(?:export|default|pub|public|private|protected|static|abstract|async|final) )*"
    r"(?:def|class|function|func|fn|impl|struct|enum|interface|trait|type|module|namespace|package)\b"
)
_MEMO_CHARACTERS = 16_000_000


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """A piece of an item with its term counts. `words` is its length for ranking, `tokens` that of the bare text."""

    item: ContextItem
    counts: Mapping[str, int]
    name_counts: Mapping[str, int]
    words: int
    tokens: int


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for gap in _BLANK.finditer(text):
        yield start, gap.start() + 1
        start = gap.end()
    if start < len(text):
        yield start, len(text)


def _lines_within(text: str, start: int, end: int, cap: int) -> Iterator[tuple[int, int]]:
    while end - start > cap:
        cut = text.rfind("\n", start, start + cap) + 1
        if cut <= start:
            cut = text.rfind(" ", start + cap // 2, start + cap) + 1 or start + cap
        yield start, cut
        start = cut
    yield start, end


def _opens(text: str, at: int, size: int, cap: int) -> bool:
    """Whether the block at `at` starts a new piece after one of `size` characters."""
    if text[at].isspace():
        return False
    return size >= cap // 2 or (size >= cap // 6 and _STRONG.match(text, at) is not None)


def spans(text: str, cap: int) -> list[tuple[int, int]]:
    """Cut a text into spans of at most `cap` characters at its natural seams; blank lines between are left out."""
    found: list[tuple[int, int]] = []
    first, last = 0, 0
    for start, end in _blocks(text):
        if last and (end - first > cap or _opens(text, start, last - first, cap)):
            found.append((first, last))
            last = 0
        if not last:
            first = start
        if end - start > cap:
            *whole, (first, end) = _lines_within(text, start, end, cap)
            found.extend(whole)
        last = end
    if last:
        found.append((first, last))
    return found


def _named(item: ContextItem, text: str, first: int, seen: dict[str, int]) -> ContextItem:
    last = first + text.rstrip("\r\n").count("\n")
    name = f"{item.name}:{first}-{last}"
    seen[name] = seen.get(name, 0) + 1
    if seen[name] > 1:
        name = f"{name}/{seen[name]}"
    return replace(item, name=name, text=text, first=first, last=last)


def _cut(item: ContextItem, cap: int) -> Iterator[ContextItem]:
    line, at = max(item.first, 1), 0
    seen: dict[str, int] = {}
    for start, end in spans(item.text, cap):
        line += item.text.count("\n", at, start)
        at = start
        yield _named(item, item.text[start:end], line, seen)


def _piece(item: ContextItem, name_counts: Mapping[str, int]) -> Piece:
    counts = count_terms(item.text)
    return Piece(item, counts, name_counts, sum(counts.values()), estimate(item.text))


def _split(item: ContextItem, cap: int) -> tuple[Piece, ...]:
    names = count_terms(item.path or item.name)
    if len(item.text) <= cap:
        return (_piece(item, names),) if item.text.strip() else ()
    return tuple(_piece(part, names) for part in _cut(item, cap) if part.text.strip())


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
            found = _split(item, cap)
            self._keep(key, found)
        return found

    def _keep(self, key: tuple[ContextItem, int], found: tuple[Piece, ...]) -> None:
        self._size += len(key[0].text)
        self._kept[key] = found
        if self._size > self._limit:
            self._kept = {}
            self._size = 0


pieces_of = _Memo(_MEMO_CHARACTERS).pieces

"""What an index holds: files and pieces as rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from podium.core.pruning.kinds import Kind, kind_of
from podium.core.pruning.pieces import Piece
from podium.core.values import ContextItem

Stamp = tuple[int, int, int]

KINDS: tuple[Kind, ...] = ("source", "test", "document", "data")
PIECES = 4_096
PER_FILE = PIECES * len(KINDS)
"""A piece's id tells its file, its place in it and what the file is for, so that searches need look up neither."""


@dataclass(frozen=True, slots=True)
class Known:
    """A file as the index has it. `reason` says why it was left out by its content, else it is empty."""

    id: int
    stamp: Stamp
    digest: bytes
    tokens: int
    reason: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A file to be put into the index."""

    path: str
    stamp: Stamp
    digest: bytes
    tokens: int
    reason: str
    pieces: Sequence[Piece]


@dataclass(frozen=True, slots=True)
class Hit:
    """A piece as the index has it: all but its text."""

    file: int
    number: int
    first: int
    last: int
    start: int
    stop: int
    words: int
    tokens: int
    terms: str
    labels: str
    named: str

    def piece(self, path: str, text: str, named: Mapping[str, int]) -> Piece:
        """The piece, with the path and the text of its file, and the terms of the path."""
        name = f"{path}:{self.first}-{self.last}" if self.first else path
        item = ContextItem(name, text[self.start : self.stop], ("file",), path, self.first, self.last)
        labels = Counter(self.labels.split()) if self.labels else {}
        counts = Counter(self.terms.split())
        return Piece(item, path, counts, labels, named, self.words, self.start, self.stop, self.tokens)


def file_of(piece: int) -> int:
    """The file that a piece belongs to, by their ids."""
    return piece // PER_FILE


def _row(piece: Piece) -> tuple[int | str, ...]:
    place = piece.item.first, piece.item.last, piece.start, piece.end
    return *place, piece.words, piece.tokens, " ".join(Counter(piece.counts).elements()), _weighed(piece.labels)


def _weighed(labels: Mapping[str, float]) -> str:
    return " ".join(Counter({term: max(1, round(weight)) for term, weight in labels.items()}).elements())


def rows_of(entry: Entry, file: int) -> list[tuple[int | str, ...]]:
    """The rows of an entry's pieces, in the order of the table's columns."""
    first, kind = file * PER_FILE, KINDS.index(kind_of(entry.path))
    named = " ".join(entry.pieces[0].named) if entry.pieces else ""
    return [(first + at * len(KINDS) + kind, *_row(piece), named) for at, piece in enumerate(entry.pieces[:PIECES])]


def span_of(file: int) -> tuple[int, int]:
    """The first id of a file's pieces, and the one after its last."""
    return file * PER_FILE, (file + 1) * PER_FILE

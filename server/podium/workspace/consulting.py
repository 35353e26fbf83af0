"""Answers a question about many files from their index: which pieces may matter, and how far the index has got."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from podium.core.pruning import NOTHING_FOUND, Found, Search, Statistics
from podium.core.pruning.kinds import asked_kinds
from podium.core.values import ContextItem
from podium.workspace.index_file import IndexFile
from podium.workspace.index_values import KINDS, Hit, Known, file_of
from podium.workspace.indexing import Indexer, digest_of
from podium.workspace.listing import Listed, Listing, unchanged
from podium.workspace.telling import Tell, untold

_WHOLE_FILES = 30
_FULL_FILES_PIECES = 40
"""Of a file with very many pieces only those that were found are looked at."""
_ASIDE = 0.4
"""Prior: what is no source counts this much when candidates are chosen; their ranking weighs them again."""


@dataclass(frozen=True, slots=True)
class Consulted:
    """What the index found, the files that it left out by their content, and how many of `total` files it has.

    `current` is false where a file that was found is no longer as it was listed.
    """

    found: Found
    skipped: tuple[tuple[str, str], ...]
    done: int
    total: int
    current: bool = True


@dataclass(frozen=True, slots=True)
class _View:
    """The files of one listing as their index has them. It holds as long as both stay the same."""

    named: Sequence[Listed]
    known: Mapping[str, Known]
    listed: Mapping[int, Listed]
    skipped: tuple[tuple[str, str], ...]
    tokens: int

    @classmethod
    def of(cls, named: Sequence[Listed], known: Mapping[str, Known]) -> _View:
        """Look every file up."""
        pairs = [(file, known[file.relative]) for file in named if file.relative in known]
        skipped = tuple((file.relative, entry.reason) for file, entry in pairs if entry.reason)
        return cls(named, known, {e.id: f for f, e in pairs}, skipped, sum(e.tokens for _, e in pairs))


@contextmanager
def _told_as_os_error() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise OSError(str(error)) from error


class Index:
    """The indexes of all workspace folders.

    Args:
        folder: Where their files lie.
        look_into: Gives a file's text, or the reason to leave it out.
        load: Gives a file as an item, kept from an earlier look where it can be, and the reason to leave it out.
    """

    def __init__(
        self,
        folder: Path,
        look_into: Callable[[Listed], tuple[str, str]],
        load: Callable[[Listed], tuple[ContextItem, str]],
    ) -> None:
        self._folder = folder
        self._look_into = look_into
        self._load = load
        self._lock = threading.Lock()
        self._indexers: dict[Path, Indexer] = {}
        self._by_folder: tuple[Listing | None, dict[Path, list[Listed]]] = (None, {})
        self._views: dict[Path, _View] = {}

    @_told_as_os_error()
    def consult(
        self,
        listing: Listing,
        roots: Sequence[Path],
        objective: str,
        searches: Sequence[Search],
        seconds: float | None,
        tell: Tell = untold,
    ) -> Consulted:
        """Bring the index up to date with the files listed, as far as the time goes, and search it.

        Args:
            listing: The files that the call names.
            roots: Those workspace folders of which the listing is the whole.
            objective: What for; if it asks for tests or documents more of them are found.
            searches: What to look for.
            seconds: How long to wait for the index.
            tell: Hears of how many of the files the index has, as long as it is waited for.

        Raises:
            OSError: the index cannot be used.
        """
        end = None if seconds is None else time.monotonic() + seconds
        by_folder = self._folders_of(listing)
        for folder, files in by_folder.items():
            if not self._is_current(folder, files):
                self._start(folder, files, whole=folder in roots)
        parts = []
        for folder, files in by_folder.items():
            left = 0
            if not self._is_current(folder, files):
                remaining = None if end is None else end - time.monotonic()
                left = self._indexer(folder).wait((file.relative for file in files), remaining, tell)
            parts.append(self._ask(folder, files, objective, searches, left, alone=folder in roots))
        return _together(parts)

    def _folders_of(self, listing: Listing) -> dict[Path, list[Listed]]:
        latest, by_folder = self._by_folder
        if latest is not listing:
            by_folder = {}
            for folder, files in groupby(listing.files, key=attrgetter("folder")):
                by_folder.setdefault(folder, []).extend(files)
            self._by_folder = (listing, by_folder)
        return by_folder

    def _is_current(self, folder: Path, files: Sequence[Listed]) -> bool:
        """Whether the index was complete for this very listing, and has not changed since."""
        view = self._views.get(folder)
        known = self._indexer(folder).index.known()
        return view is not None and view.named is files and view.known is known

    def close(self) -> None:
        """Stop indexing and close the files."""
        with self._lock:
            for indexer in self._indexers.values():
                indexer.close()
            self._indexers.clear()

    def _indexer(self, folder: Path) -> Indexer:
        with self._lock:
            if folder not in self._indexers:
                name = sha256(str(folder).encode("utf-8", "surrogatepass")).hexdigest()[:16]
                self._indexers[folder] = Indexer(IndexFile(self._folder / f"{name}.sqlite"), self._look_into)
            return self._indexers[folder]

    def _start(self, folder: Path, files: Sequence[Listed], *, whole: bool) -> None:
        indexer = self._indexer(folder)
        if whole:
            present = {file.relative for file in files}
            indexer.forget([path for path in indexer.index.known() if path not in present])
        indexer.submit(files)

    def _ask(
        self,
        folder: Path,
        named: Sequence[Listed],
        objective: str,
        searches: Sequence[Search],
        left: int,
        *,
        alone: bool,
    ) -> Consulted:
        index = self._indexer(folder).index
        known = index.known()
        view = self._views.get(folder)
        if view is None or view.named is not named or view.known is not known:
            view = _View.of(named, known)
        if not left:
            self._views[folder] = view
        listed = view.listed
        files = None if alone else frozenset(listed)
        asked = asked_kinds(objective)
        priors = [1.0 if kind == "source" else max(_ASIDE, asked.get(kind, 0.0)) for kind in KINDS]
        terms = tuple(dict.fromkeys(term for search in searches for term in search.terms))
        holding = index.holding(terms)
        scores: dict[int, float] = {}
        for search in searches:
            best = index.best(search.terms, holding, search.most, priors=priors, files=files, prose=search.prose)
            for piece, score in best:
                scores[piece] = max(score, scores.get(piece, 0.0))
        hits = [hit for hit in _with_neighbours(index, scores) if hit.file in listed]
        texts = {file: self._text(listed[file], known) for file in dict.fromkeys(hit.file for hit in hits)}
        of_paths = {hit.file: hit.named for hit in hits}
        in_paths = {file: Counter(terms.split()) for file, terms in of_paths.items()}
        pieces = [
            hit.piece(listed[hit.file].relative, text, in_paths[hit.file])
            for hit in hits
            if (text := texts[hit.file]) is not None
        ]
        number, words = index.totals()
        beyond = max(0, view.tokens - sum(piece.tokens for piece in pieces))
        found = Found(tuple(pieces), Statistics(number, words, holding), beyond)
        return Consulted(found, view.skipped, len(named) - left, len(named), None not in texts.values())

    def _text(self, file: Listed, known: Mapping[str, Known]) -> str | None:
        """The text of a file, if it is still the one that was indexed."""
        if not unchanged(file):
            return None
        item, reason = self._load(file)
        return item.text if not reason and digest_of(item.text) == known[file.relative].digest else None


def _with_neighbours(index: IndexFile, scores: Mapping[int, float]) -> list[Hit]:
    """The pieces found, with the rest of the files that they speak for most."""
    strength: dict[int, float] = {}
    for piece, score in scores.items():
        strength[file_of(piece)] = strength.get(file_of(piece), 0.0) + score**2
    best = sorted(strength, key=lambda file: -strength[file])[:_WHOLE_FILES]
    whole = {file: hits for file in best if len(hits := index.of_files([file])) <= _FULL_FILES_PIECES}
    others = index.hits([piece for piece in scores if file_of(piece) not in whole])
    return sorted([*others, *(hit for hits in whole.values() for hit in hits)], key=lambda hit: (hit.file, hit.number))


def _together(parts: Iterable[Consulted]) -> Consulted:
    """The answers of several folders as one; their terms are counted together."""
    result = Consulted(NOTHING_FOUND, (), 0, 0)
    for part in parts:
        mine, other = result.found, part.found
        number = mine.statistics.pieces + other.statistics.pieces
        length = mine.statistics.pieces * mine.statistics.words + other.statistics.pieces * other.statistics.words
        terms = {*mine.statistics.holding, *other.statistics.holding}
        holding = {t: mine.statistics.holding.get(t, 0) + other.statistics.holding.get(t, 0) for t in terms}
        found = Found(
            (*mine.pieces, *other.pieces),
            Statistics(number, length / number if number else 0.0, holding),
            mine.tokens_beyond + other.tokens_beyond,
        )
        result = Consulted(
            found,
            (*result.skipped, *part.skipped),
            result.done + part.done,
            result.total + part.total,
            result.current and part.current,
        )
    return result

"""One workspace folder's index: SQLite FTS5 in a file of its own, which may be thrown away at any time."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterable, Mapping, Sequence, Set
from contextlib import closing, suppress
from functools import cache
from itertools import accumulate
from pathlib import Path

from podium.workspace.index_values import KINDS, PER_FILE, Entry, Hit, Known, Stamp, file_of, rows_of, span_of
from podium.workspace.matching import any_of, promising

_VERSION = 2
_WORK = 12_000
_WORK_IN_PROSE = _WORK // 3
"""Places of terms that one search looks at; the rarest terms come first, so that a long question takes no longer."""
_COMMON = 16
"""Counting the pieces of a term means reading all its places, so that the counts of terms with more pieces are kept."""
_CHANGED = 0.01
"""They are kept until this share of the files has changed."""
_AT_ONCE = 500
_ALIKE = (1.0,) * len(KINDS)

_SCHEMA = """
CREATE TABLE files (
    id INTEGER PRIMARY KEY AUTOINCREMENT, path TEXT NOT NULL UNIQUE, size INTEGER NOT NULL, changed INTEGER NOT NULL,
    node INTEGER NOT NULL, digest BLOB NOT NULL, tokens INTEGER NOT NULL, reason TEXT NOT NULL
);
CREATE TABLE pieces (
    id INTEGER PRIMARY KEY, first INTEGER NOT NULL, last INTEGER NOT NULL, start INTEGER NOT NULL, stop INTEGER NOT NULL,
    words INTEGER NOT NULL, tokens INTEGER NOT NULL, terms TEXT NOT NULL, labels TEXT NOT NULL, named TEXT NOT NULL
);
CREATE VIRTUAL TABLE search USING fts5(
    terms, labels, named, content = 'pieces', content_rowid = 'id', tokenize = "ascii tokenchars '_'"
);
CREATE VIRTUAL TABLE vocabulary USING fts5vocab(search, 'row');
"""
_ADD = "INSERT INTO search (rowid, terms, labels, named) SELECT id, terms, labels, named FROM pieces WHERE id >= ? AND id < ?"
_FORGET = (
    "INSERT INTO search (search, rowid, terms, labels, named)"
    " SELECT 'delete', id, terms, labels, named FROM pieces WHERE id >= ? AND id < ?"
)
_BEST = """
SELECT rowid, -bm25(search, 1.0, 1.0, 1.5) * CASE rowid % 4 WHEN 0 THEN ? WHEN 1 THEN ? WHEN 2 THEN ? ELSE ? END AS score
FROM search WHERE search MATCH ? {only} ORDER BY score DESC LIMIT ?
"""
_ONLY = f"AND rowid / {PER_FILE} IN (SELECT id FROM wanted)"
_PROMISING = " AND +rowid IN (SELECT rowid FROM search WHERE search MATCH ?)"
"""Scoring a piece costs ten times as much as matching it. The sign keeps SQLite from looking up each of them by itself."""
_PROSE = f" AND rowid % {len(KINDS)} >= {KINDS.index('document')}"


@cache
def available() -> bool:
    """Whether this interpreter's SQLite has full text search."""
    with closing(sqlite3.connect(":memory:")) as connection:
        try:
            connection.execute("CREATE VIRTUAL TABLE probe USING fts5(text)")
            connection.execute("CREATE VIRTUAL TABLE words USING fts5vocab(probe, 'row')")
        except sqlite3.Error:
            return False
        return True


class IndexFile:
    """Pieces of one folder's files. Every method may be called from any thread; a damaged file is begun anew."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._known: dict[str, Known] | None = None
        self._totals: tuple[int, float] | None = None
        self._common: Mapping[str, int] | None = None
        self._changed = 0
        self._wanted: Set[int] = frozenset()
        try:
            self._connection = self._open()
        except sqlite3.DatabaseError:
            self._discard()
            self._connection = self._open()

    def _open(self) -> sqlite3.Connection:
        self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(self._path, os.O_CREAT | os.O_RDWR, 0o600))
        connection = sqlite3.connect(self._path, timeout=5, isolation_level=None, check_same_thread=False)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute("BEGIN IMMEDIATE")
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version not in (0, _VERSION):
            connection.close()
            raise sqlite3.DatabaseError("another version")
        if not version:
            for statement in _SCHEMA.split(";\n"):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {_VERSION}")
        connection.execute("COMMIT")
        connection.execute("CREATE TEMP TABLE wanted (id INTEGER PRIMARY KEY)")
        return connection

    def _discard(self) -> None:
        for suffix in ("", "-wal", "-shm"):
            with suppress(FileNotFoundError):
                os.unlink(f"{self._path}{suffix}")

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._connection.close()

    def known(self) -> Mapping[str, Known]:
        """The files of the index by path."""
        with self._lock:
            if self._known is None:
                rows = self._connection.execute(
                    "SELECT path, id, size, changed, node, digest, tokens, reason FROM files"
                )
                self._known = {row[0]: Known(row[1], (row[2], row[3], row[4]), *row[5:]) for row in rows}
            return self._known

    def put(self, entries: Sequence[Entry], gone: Iterable[str] = ()) -> None:
        """Put files in, in place of what was known of them, and take files out, in one transaction."""
        known = dict(self.known())
        touched = [*(entry.path for entry in entries), *gone]
        with self._lock:
            self._known = self._totals = None
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                for path in touched:
                    self._take_out(path)
                    known.pop(path, None)
                for entry in entries:
                    file = self._put_in(entry)
                    known[entry.path] = Known(file, entry.stamp, entry.digest, entry.tokens, entry.reason)
                self._connection.execute("COMMIT")
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._known = known
            self._changed += len(touched)
            if self._changed > _CHANGED * len(known):
                self._common = None

    def restamp(self, stamps: Mapping[str, Stamp]) -> None:
        """Note that files were touched but hold the same text."""
        rows = [(*stamp, path) for path, stamp in stamps.items()]
        with self._lock:
            self._connection.executemany("UPDATE files SET size = ?, changed = ?, node = ? WHERE path = ?", rows)
            self._known = None

    def settle(self) -> None:
        """Make one segment of the many that puts have left, since a search has to look into each."""
        with self._lock:
            self._connection.execute("INSERT INTO search (search) VALUES ('optimize')")

    def _take_out(self, path: str) -> None:
        found = self._connection.execute("SELECT id FROM files WHERE path = ?", (path,)).fetchone()
        if found:
            span = span_of(found[0])
            self._connection.execute(_FORGET, span)
            self._connection.execute("DELETE FROM pieces WHERE id >= ? AND id < ?", span)
            self._connection.execute("DELETE FROM files WHERE id = ?", found)

    def _put_in(self, entry: Entry) -> int:
        row = (entry.path, *entry.stamp, entry.digest, entry.tokens, entry.reason)
        columns = "path, size, changed, node, digest, tokens, reason"
        statement = f"INSERT INTO files ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?)"
        file = int(self._connection.execute(statement, row).lastrowid or 0)
        self._connection.executemany("INSERT INTO pieces VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows_of(entry, file))
        self._connection.execute(_ADD, span_of(file))
        return file

    def totals(self) -> tuple[int, float]:
        """The number of pieces, and their mean length in words."""
        with self._lock:
            if self._totals is None:
                row = self._connection.execute("SELECT count(*), coalesce(avg(words), 0) FROM pieces").fetchone()
                self._totals = (row[0], row[1])
            return self._totals

    def holding(self, terms: Iterable[str]) -> dict[str, int]:
        """How many pieces hold each term; of common ones, about how many."""
        with self._lock:
            if self._common is None:
                rows = self._connection.execute("SELECT term, doc FROM vocabulary WHERE doc > ?", (_COMMON,))
                self._common, self._changed = dict(rows), 0
            found = {}
            for term in terms:
                if count := self._common.get(term) or self._counted(term):
                    found[term] = count
            return found

    def _counted(self, term: str) -> int:
        row = self._connection.execute("SELECT doc FROM vocabulary WHERE term = ?", (term,)).fetchone()
        return row[0] if row else 0

    def best(
        self,
        terms: Iterable[str],
        holding: Mapping[str, int],
        most: int,
        *,
        priors: Sequence[float] = _ALIKE,
        files: Set[int] | None = None,
        prose: bool = False,
    ) -> list[tuple[int, float]]:
        """The best pieces by BM25, each as its id and score.

        Args:
            terms: Any of them; only the most telling are looked for.
            holding: How many pieces hold each term.
            most: How many pieces.
            priors: Factors on the scores, for each of the kinds of files.
            files: Ids of the files to search; None for all.
            prose: Whether to look past code.
        """
        telling = sorted((term for term in terms if term in holding), key=holding.__getitem__)
        work = accumulate(holding[term] for term in telling)
        most_work = _WORK_IN_PROSE if prose else _WORK
        kept = [t for at, (t, so_far) in enumerate(zip(telling, work, strict=True)) if at < 4 or so_far <= most_work]
        if not kept:
            return []
        rare = 1 + sum(held < most for held in accumulate(holding[term] for term in kept))
        narrowed = promising(kept[:rare], kept[rare:])
        only = ("" if files is None else _ONLY) + (_PROSE if prose else "") + (_PROMISING if narrowed else "")
        values = [*priors, any_of(kept), *([narrowed] if narrowed else []), most]
        with self._lock:
            self._want(files)
            return self._connection.execute(_BEST.format(only=only), values).fetchall()

    def _want(self, files: Set[int] | None) -> None:
        if files is not None and files != self._wanted:
            self._connection.execute("DELETE FROM wanted")
            self._connection.executemany("INSERT INTO wanted VALUES (?)", ((file,) for file in files))
            self._wanted = files

    def hits(self, ids: Sequence[int]) -> list[Hit]:
        """The pieces with these ids, in the order of files and lines."""
        return self._hits("id IN ({})", sorted(ids))

    def of_files(self, files: Sequence[int]) -> list[Hit]:
        """All pieces of some files."""
        found: list[Hit] = []
        for file in files:
            found += self._select("id >= ? AND id < ?", span_of(file))
        return found

    def _hits(self, condition: str, ids: Sequence[int]) -> list[Hit]:
        found: list[Hit] = []
        for at in range(0, len(ids), _AT_ONCE):
            part = ids[at : at + _AT_ONCE]
            found += self._select(condition.format(", ".join("?" * len(part))), part)
        return found

    def _select(self, condition: str, values: Sequence[int]) -> list[Hit]:
        columns = "id, first, last, start, stop, words, tokens, terms, labels, named"
        with self._lock:
            rows = self._connection.execute(f"SELECT {columns} FROM pieces WHERE {condition} ORDER BY id", values)
            return [Hit(file_of(row[0]), row[0] % PER_FILE, *row[1:]) for row in rows]

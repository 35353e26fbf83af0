"""SQL, read from the `.sql` files beside this module."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from itertools import chain
from typing import Any

MOST_ROWS = 64
"""Rows that one statement inserts."""

_ROW = re.compile(r"VALUES (\([?, 0-9]*\))")


def script(name: str) -> Iterator[str]:
    """The statements of `sql/<name>.sql`, one by one."""
    statement = ""
    for line in _text(name).splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement.strip()
            statement = ""


def named(name: str) -> Mapping[str, str]:
    """The statements of `sql/<name>.sql` by the names in its `-- name:` lines."""
    sections = _text(name).split("-- name: ")[1:]
    pairs = (section.split("\n", 1) for section in sections)
    return {title.strip(): statement.strip() for title, statement in pairs}


def insert(connection: sqlite3.Connection, statement: str, rows: Sequence[Sequence[Any]]) -> None:
    """Insert rows by the statement that inserts one, as many at a time as fit.

    Every statement lets go of the interpreter and waits to have it back, which costs more than the row.
    """
    for start in range(0, len(rows), MOST_ROWS):
        some = rows[start : start + MOST_ROWS]
        connection.execute(_repeated(statement, len(some)), [*chain.from_iterable(some)])


@lru_cache(maxsize=256)
def _repeated(statement: str, times: int) -> str:
    row = _ROW.search(statement)
    if row is None:
        raise ValueError(f"There is no row of question marks in {statement!r}.")
    return statement.replace(row[0], row[0] + f", {row[1]}" * (times - 1), 1)


def _text(name: str) -> str:
    return files(__package__).joinpath("sql", f"{name}.sql").read_text(encoding="utf-8")

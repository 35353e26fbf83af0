"""SQL, read from the `.sql` files beside this module."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from importlib.resources import files


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


def _text(name: str) -> str:
    return files(__package__).joinpath("sql", f"{name}.sql").read_text(encoding="utf-8")

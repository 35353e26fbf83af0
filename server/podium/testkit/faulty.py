"""A connection to SQLite of which one statement fails, for sweeping a fault over every statement there is."""

from __future__ import annotations

import sqlite3
from typing import Any


class Faulty(sqlite3.Connection):
    """Counts the statements of all connections; the one that brings `left` to 0 fails before anything of it is done.

    Given to a store as its `factory`. `left` and `code`, the error code of SQLite, are set on the class.
    """

    left: float = float("inf")
    code = sqlite3.SQLITE_ERROR

    def _count(self) -> None:
        Faulty.left -= 1
        if Faulty.left == 0:
            error = sqlite3.OperationalError("injected")
            error.sqlite_errorcode = Faulty.code
            raise error

    def execute(self, *arguments: Any) -> sqlite3.Cursor:
        """Do it, unless its turn to fail has come (`sqlite3.OperationalError`)."""
        self._count()
        return super().execute(*arguments)

    def executemany(self, *arguments: Any) -> sqlite3.Cursor:
        """As `execute`."""
        self._count()
        return super().executemany(*arguments)

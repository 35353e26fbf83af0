"""A command that ends before its time, and not by a mistake."""

from __future__ import annotations

from podium.cli.exits import STOPPED


class Stopped(Exception):
    """Somebody pressed Ctrl-C, or has no more to say. The text says what is kept and how to go on."""

    def __init__(self, message: str, code: int = STOPPED) -> None:
        """Leave with the exit code `code`."""
        super().__init__(message)
        self.code = code

"""What the server says on stderr: no secret, no hidden character, and no line that a text from outside could forge."""

from __future__ import annotations

import logging
import sys

from podium.core.secrets import presentable


class Careful(logging.Formatter):
    """Formats a record on one line, or on several of which only the first stands at the margin."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as it is written, its traceback included."""
        return presentable(super().format(record)).replace("\n", "\n    ")


def log_to_stderr() -> None:
    """Let warnings and errors of every library leave through one careful formatter."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Careful("podium: %(levelname)s %(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler])

"""Log lines on stderr, as text or as JSON: no secret, no hidden character, nothing of what people wrote or agents answered."""

from __future__ import annotations

import json
import logging
import sys
import traceback
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from podium.core.secrets import presentable

if TYPE_CHECKING:
    from podium.core.spans import Span

logger = logging.getLogger(__name__)
LEVELS = ("debug", "info", "warning", "error")
FORMS = ("text", "json")
OURS = "podium"
FIELDS = "podium_fields"


def narrate(run_id: str, span: Span) -> None:
    """A sink: one line for everything that ended."""
    told = f"{span.name} of {run_id}: {span.error or 'done'} after {span.end - span.start:.1f} s"
    logger.info(told, extra={FIELDS: {"run_id": run_id, "seconds": round(span.end - span.start, 3), **span.attributes}})


def wants_narration() -> bool:
    """Whether anybody reads such lines."""
    return logger.isEnabledFor(logging.INFO)


def configure(level: str, form: str) -> None:
    """Send log lines to stderr.

    Args:
        level: one of `LEVELS`, for our own lines; those of libraries begin at `warning`, since below
            it they print whole messages.
        form: one of `FORMS`.
    """
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines() if form == "json" else TextLines())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.getLogger(OURS).setLevel(level.upper())


class TextLines(logging.Formatter):
    """`podium: WARNING what happened`, then the kind of an error and where it arose."""

    def format(self, record: logging.LogRecord) -> str:
        """One record."""
        where = "".join(f"\n{place}" for place in _places(record))
        told = f"podium: {record.levelname} {record.getMessage()}{_kind(record)}{where}"
        # No line that a text from outside could forge: only the first stands at the margin.
        return presentable(told).replace("\n", "\n    ")


class JsonLines(logging.Formatter):
    """One JSON object a line: `time`, `level`, `logger`, `message`, for errors `error` and `at`, and what a span measured."""

    def format(self, record: logging.LogRecord) -> str:
        """One record."""
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": presentable(record.getMessage()),
            **getattr(record, FIELDS, {}),
        }
        if places := _places(record):
            line |= {"error": _kind(record).strip(" :"), "at": places}
        return json.dumps(line, ensure_ascii=False)


def _kind(record: logging.LogRecord) -> str:
    """The kind of a record's error; its text may hold what a client sent, so it is left out."""
    return f": {record.exc_info[0].__name__}" if record.exc_info and record.exc_info[0] else ""


def _places(record: logging.LogRecord) -> list[str]:
    """The places an error passed through, the innermost last."""
    if not record.exc_info or record.exc_info[2] is None:
        return []
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(record.exc_info[2])]

"""Texts on their way to a terminal or a pipe."""

from __future__ import annotations

import json
import sys

from podium.core.texts import escaped, visible


def json_text(value: object, *, indent: int | None = 1) -> str:
    """A value as JSON in which no character is hidden: what a terminal would obey or not show is escaped."""
    return escaped(json.dumps(value, ensure_ascii=False, indent=indent))


def say(message: str) -> None:
    """A message to the person, past a result on stdout."""
    print(visible(message), file=sys.stderr, flush=True)

"""Text as it comes from files."""

from __future__ import annotations

import codecs
from typing import Any

from podium.core.texts import visible


def decode(data: bytes) -> str:
    """Bytes of a file as text: UTF-8, or UTF-16 where a byte order mark says so; bad bytes become U+FFFD."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace")
    return data.decode("utf-8-sig", errors="replace")


def cleaned(value: Any) -> Any:
    """A value of front matter with every text in it made visible, keys included."""
    if isinstance(value, str):
        return visible(value)
    if isinstance(value, list):
        return [cleaned(item) for item in value]
    if isinstance(value, dict):
        return {cleaned(key): cleaned(item) for key, item in value.items()}
    return value

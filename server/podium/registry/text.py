"""Text as it comes from files: decoding, line ends, and characters nobody sees."""

from __future__ import annotations

import codecs
import re
from typing import Any

# Control characters except tab and line feed, then Unicode's default-ignorable code points (zero-width, bidirectional
# controls, fillers, tags, selectors) and lone surrogates: all can carry text that a reviewer never sees.
# One emoji or text selector after a visible character stays, since ordinary emoji are written with it.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\ud800-\udfff\ufe00-\ufe0d"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_SELECTORS = re.compile("([\ufe0e\ufe0f])[\ufe0e\ufe0f]+")
_LINE_END = re.compile("\r\n|[\r\x85\u2028\u2029]")


def decode(data: bytes) -> str:
    """Bytes of a file as text: UTF-8, or UTF-16 where a byte order mark says so; bad bytes become U+FFFD."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace")
    return data.decode("utf-8-sig", errors="replace")


def even_lines(text: str) -> str:
    """The text with every line end written as one line feed."""
    return _LINE_END.sub("\n", text)


def without_hidden(text: str) -> str:
    """The text without control, bidirectional, zero-width and other invisible characters; tab and line feed stay."""
    # Apart, because a lone character class is searched ten times faster than an alternative.
    return _SELECTORS.sub(r"\1", _HIDDEN.sub("", text))


def one_line(text: str, limit: int) -> str:
    """The text on one line, without hidden characters, cut to `limit` characters."""
    visible = text if text.isascii() and text.isprintable() else without_hidden(even_lines(text))
    line = " ".join(visible.split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def cleaned(value: Any) -> Any:
    """A value of front matter with every text in it cleaned, keys included."""
    if isinstance(value, str):
        return without_hidden(value)
    if isinstance(value, list):
        return [cleaned(item) for item in value]
    if isinstance(value, dict):
        return {cleaned(key): cleaned(item) for key, item in value.items()}
    return value

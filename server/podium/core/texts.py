"""Text from outside, made safe to show: no control, bidirectional, zero-width or surrogate character survives."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from hashlib import sha256
from typing import Any

MARK_LENGTH = 16
# Control characters except tab and line feed, then Unicode's default-ignorable code points (zero-width, bidirectional
# controls, fillers, tags, selectors) and lone surrogates: all can carry text that a reviewer never sees.
# One emoji or text selector after a character that is not ASCII stays, since ordinary emoji are written with it.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\ud800-\udfff\ufe00-\ufe0d"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_SELECTORS = re.compile("(?<![^\x00-\x7f])[\ufe0e\ufe0f]+|(?<=[\ufe0e\ufe0f])[\ufe0e\ufe0f]+")
_UNSEEN = re.compile(f"{_HIDDEN.pattern}|[\u2028\u2029]")
_LINE_END = re.compile("\r\n|[\r\x85\u2028\u2029]")
_CONTROLS = bytes(n for n in (*range(0x20), 0x7F) if n not in (0x09, 0x0A))
_LINE_ENDS = ("\r", "\x85", "\u2028", "\u2029")
_HALVES = re.compile("[\ud800-\udfff]")
_ANSI = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_])")


def between_marks(material: Sequence[tuple[str, str]]) -> str:
    """Labelled texts from outside, each between marks that none of them can hold. Equal material gives equal marks."""
    # Nobody can write a text that contains the digest of itself, so the mark needs no secret.
    mark = sha256(repr(material).encode("utf-8", "replace")).hexdigest()[:MARK_LENGTH]
    return "\n".join(f"<<<{label} {mark}\n{text}\n{label} {mark}>>>" for label, text in material)


def visible(text: str) -> str:
    """The text without characters that a reader cannot see; line ends become line feeds."""
    if text.isascii() and text.isprintable():
        return text
    # Looking for single characters costs next to nothing; most texts need no more than the one search for hidden ones.
    if any(end in text for end in _LINE_ENDS):
        text = _LINE_END.sub("\n", text)
    if "\x1b" in text:
        text = _ANSI.sub("", text)
    if text.isascii():  # twenty times as fast as the search, and most long texts are
        return text.encode("ascii").translate(None, _CONTROLS).decode("ascii")
    text = _HIDDEN.sub("", text)
    return _SELECTORS.sub("", text) if "\ufe0e" in text or "\ufe0f" in text else text


def writable(value: Any) -> Any:
    """The value with U+FFFD for every lone half of a surrogate pair, which no file and no answer can hold."""
    if isinstance(value, str):
        return value if value.isascii() else _whole(value)
    if isinstance(value, list):
        return [writable(v) for v in value]
    return {writable(k): writable(v) for k, v in value.items()} if isinstance(value, dict) else value


def _whole(text: str) -> str:
    try:
        text.encode()  # ten times as fast as the search, and most texts have no half
    except UnicodeEncodeError:
        return _HALVES.sub("\ufffd", text)
    return text


def escaped(text: str) -> str:
    """A JSON text with every hidden character as its escape: the same value, and nothing in it that acts unseen."""
    return _UNSEEN.sub(lambda found: json.dumps(found[0])[1:-1], text)


def clean(text: str, limit: int) -> str:
    """The visible text, stripped, at most `limit` characters with an ellipsis where it was cut."""
    return _cut(visible(text[: limit * 2]).strip(), limit)


def one_line(text: str, limit: int) -> str:
    """`clean` with white space folded to single blanks."""
    return _cut(" ".join(visible(text[: limit * 4]).split()), limit)


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"

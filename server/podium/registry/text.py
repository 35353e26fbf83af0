"""Text as it comes from files."""

from __future__ import annotations

import codecs
import re
from typing import Any

from podium.core.errors import UserError
from podium.core.texts import visible

_UTF16_SHARE = 0.3
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MOST_CONTROLS = 0.02


def decode(data: bytes) -> str:
    """Bytes of a file as text: UTF-8, UTF-16 with or without a byte order mark, else a Western code page.

    Damaged UTF-8 keeps U+FFFD where it is damaged.

    Raises:
        UserError: the bytes are no text.
    """
    text = _decoded(data)
    if len(_CONTROLS.findall(text)) > _MOST_CONTROLS * len(text):
        raise UserError("holds bytes that are no text; save it as a UTF-8 text file")
    return text


def _decoded(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace")
    for encoding, zeros in (("utf-16-le", data[1::2]), ("utf-16-be", data[::2])):
        if zeros.count(0) > _UTF16_SHARE * len(zeros) and data.count(0) < len(data) * 0.6:
            return data.decode(encoding, errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("utf-8-sig", errors="replace")
    damaged = any(ord(sign) > 127 and sign != "\ufffd" for sign in text)
    return text if damaged else data.decode("cp1252", errors="replace")


def cleaned(value: Any) -> Any:
    """A value of front matter with every text in it made visible, keys included."""
    if isinstance(value, str):
        return visible(value)
    if isinstance(value, list):
        return [cleaned(item) for item in value]
    if isinstance(value, dict):
        return {cleaned(key): cleaned(item) for key, item in value.items()}
    return value

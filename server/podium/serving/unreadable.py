"""Lines of a pipe that the SDK cannot read: mended where they can be, else answered wherever they say who waits.

The SDK drops such a line in silence, and whoever sent it waits until its own patience ends.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, Literal

from mcp.shared.message import SessionMessage
from mcp_types import INVALID_REQUEST, PARSE_ERROR, ErrorData, JSONRPCError, jsonrpc_message_adapter
from pydantic import ValidationError
from pydantic_core import from_json

from podium.core.texts import writable

MENDED_CHARACTERS = 1024 * 1024
"""A longer line is refused at once."""
READ_BYTES = 4 * (MENDED_CHARACTERS + 1)
"""Of a line, so many are enough to tell that it is longer."""
MOST_OF_A_BATCH = 1_000

_BYTE_ORDER_MARK = "\ufeff"
_BLANKS = re.compile(r"[ \t\n\r]*")
_DECODER = json.JSONDecoder()

Mended = tuple[Literal["arrived", "answer"], SessionMessage]
"""A message as if it had arrived, or one to send back."""


def mended(line: str) -> list[Mended]:
    """What a line that the SDK refuses comes to; nothing where it says neither what it wants nor who waits."""
    line = line.removeprefix(_BYTE_ORDER_MARK)
    values = _parsed(line) if len(line) <= MENDED_CHARACTERS else None
    if values is None:
        return _refused(_beginning(line), PARSE_ERROR, "the line is no JSON")
    entries = [entry for value in values for entry in (value if isinstance(value, list) else [value])]
    return [found for entry in entries[:MOST_OF_A_BATCH] for found in _of(entry)]


def _parsed(line: str) -> list[Any] | None:
    """The line's values, with halves of characters replaced, as a host leaves them that cuts texts; None: it has others.

    Several stand in a line of a host that forgot to end one.
    """
    values, at = [], _after_blanks(line, 0)
    try:
        while at < len(line):
            value, at = _DECODER.raw_decode(line, at)
            values.append(from_json(json.dumps(writable(value), allow_nan=False)))
            at = _after_blanks(line, at)
    except (ValueError, RecursionError):
        return None
    return values


def _of(value: Any) -> list[Mended]:
    """What one value comes to: a message, or an answer to whoever sent it."""
    try:
        return [("arrived", SessionMessage(jsonrpc_message_adapter.validate_python(value, by_name=False)))]
    except ValidationError:
        return _refused(value, INVALID_REQUEST, "it is no JSON-RPC 2.0 request") if isinstance(value, dict) else []


def _refused(value: Mapping[str, Any], code: int, reason: str) -> list[Mended]:
    number = value.get("id")
    if isinstance(number, bool) or not isinstance(number, str | int):
        return []
    # An answer to a question of ours: whoever asked hears at once that it cannot be read.
    ours = "method" not in value and ("result" in value or "error" in value)
    message = "the client's answer cannot be read" if ours else f"Nothing was done: {reason}. Send it again as one."
    data = ErrorData(code=PARSE_ERROR if ours else code, message=message)
    sent = SessionMessage(JSONRPCError(jsonrpc="2.0", id=writable(number), error=data))
    return [("arrived" if ours else "answer", sent)]


def _beginning(line: str) -> dict[str, Any]:
    """The members of an object up to its id and its kind, or as far as they can be read before it breaks."""
    found: dict[str, Any] = {}
    at = _after_blanks(line, 0)
    opened = "{"
    try:
        while line[at : at + 1] == opened and not ("id" in found and found.keys() & {"method", "result", "error"}):
            key, at = _DECODER.raw_decode(line, _after_blanks(line, at + 1))
            at = _after_blanks(line, at)
            if line[at : at + 1] != ":" or not isinstance(key, str):
                break
            found[key] = True
            found[key], at = _DECODER.raw_decode(line, _after_blanks(line, at + 1))
            at, opened = _after_blanks(line, at), ","
    except (ValueError, RecursionError):
        pass
    return found


def _after_blanks(line: str, at: int) -> int:
    match = _BLANKS.match(line, at)
    return match.end() if match else at

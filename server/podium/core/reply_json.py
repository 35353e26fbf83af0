"""Where a reply's JSON stands: bare, fenced or in prose, whole, sloppy or cut. All searches are linear in the text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

FIELDS = ("summary", "findings", "recommendation", "confidence", "risks", "needs", "spawn")
MOST_OBJECTS = 24
"""Places of a text at which an object is looked for."""

_SAME_FIELD = {
    "summary": (
        "answer analysis conclusion content description details message output report response result text verdict"
    ),
    "findings": "issues observations problems results",
    "recommendation": "recommendations suggestion suggestions",
}
_NAMES = {other: name for name, others in _SAME_FIELD.items() for other in others.split()}
_WRAPPERS = frozenset({"answer", "output", "reply", "report", "response", "result"})

_CALLS = frozenset(
    [
        "name",
        "arguments",
        "tool",
        "tools",
        "tool_calls",
        "function",
        "parameters",
        "method",
        "jsonrpc",
        "id",
        "params",
        "input",
        "type",
    ]
)
"""Fields of a tool call, which is no answer."""
_FRAME = frozenset((*FIELDS, "topic", "stance", "role", "objective", "agent_id", "complete"))

_FENCE_LINE = re.compile(r"^[ \t]*```[ \t]*([\w+-]*)", re.MULTILINE)
_ONE_FENCE = re.compile(r"```[ \t]*(?:json)?[ \t]*\n((?:(?!```).)*)```", re.DOTALL | re.IGNORECASE)
_STATEMENTS = ("statement", "description", "finding", "issue", "claim", "text", "topic", "evidence")
_OBJECT_START = re.compile(r'\{\s*+"')
_LIST_START = re.compile(r'\[\s*+\{\s*+"')
_OPENED = re.compile(r"[{\[]")
_CUT_START = re.compile(r'(?:^|[^\w\s]\s{0,9}|\w\s{1,9}|```\w{0,9}\s{0,9})(\{\s*+"(?:' + "|".join(FIELDS) + r')"\s*+:)')
# A string that is never closed runs to the end, so that no later quote starts the search again.
_SLOPPY = re.compile(
    r'("(?:[^"\\]|\\.)*+(?:"|\\?\Z))|,(?=\s*+[}\]])|^\s*+//[^\n]*+|(?<=[,\[{}\]"\d])[ \t]*+//[^\n]*+|/\*(?:[^*]|\*(?!/))*+\*/',
    re.DOTALL | re.MULTILINE,
)
_STRING_OR_BRACKET = re.compile(r'"(?:[^"\\]|\\.)*+("|\\?\Z)|[{}\[\]]', re.DOTALL)


def reply_object(text: str) -> dict[str, Any] | None:
    """The reply object in a text under our field names; None where the text is prose.

    A bare object or list of findings counts whatever its fields; among objects in fences or prose that one counts which
    has most of the known fields with something in them.
    """
    bare = text.strip()
    fenced = _ONE_FENCE.fullmatch(bare)
    found = _whole(fenced[1].strip() if fenced else bare)
    if found is not None:
        return found
    best, most = None, 0
    for candidate in _candidates(text):
        said = sum(bool(candidate.get(field)) for field in FIELDS)
        if said > most:
            best, most = candidate, said
    return best


def looks_cut(text: str) -> bool:
    """Whether a text without a readable object opens as one, or ends inside one."""
    bare = text.lstrip()
    if bare[:7].lower() == "```json":
        return not any(isinstance(_loads(block), list) for block in _fenced(text))
    if bare.startswith("{") and any(f'"{field}"' in bare[:2_000] for field in FIELDS):
        return True
    if _LIST_START.match(bare) and _never_closed(bare, 0):
        return True
    started = _CUT_START.search(text)
    return started is not None and _never_closed(text, started.start(1))


def ends_open(text: str) -> bool:
    """Whether a text that looks cut is sound to its end and only not closed, rather than broken before it."""
    opened = _OPENED.search(text)
    if opened is None:
        return True
    rest = text[opened.start() :].rstrip()
    try:
        _DECODER.raw_decode(rest)
    except json.JSONDecodeError as error:
        in_string = error.msg.startswith("Unterminated string") and rest[-1] not in "}]`"
        return in_string or error.pos >= len(rest) - 1
    except RecursionError:
        return False
    return False


def _never_closed(text: str, start: int) -> bool:
    """Whether the brackets that open at a place stay open to the end of the text."""
    depth = 0
    for found in _STRING_OR_BRACKET.finditer(text, start):
        if found.group(1) is not None:
            if found.group(1) != '"':
                return True
        else:
            depth += 1 if found.group() in "{[" else -1
            if depth <= 0:
                return False
    return True


def _whole(text: str) -> dict[str, Any] | None:
    if text.startswith('{\\"'):
        text = text.replace('\\"', '"')
    if text[:1] not in ("{", "["):
        return None
    data = _loads(text)
    if isinstance(data, list):
        objects = [entry for entry in data if isinstance(entry, dict)]
        found = any(entry.get(name) for entry in objects for name in _STATEMENTS)
        return {"findings": data} if found else {"summary": data} if any(map(bool, objects)) else None
    return _named(data, whole=True) if isinstance(data, dict) else None


def _candidates(text: str) -> Iterator[dict[str, Any]]:
    """Objects that stand in fences, then those in the prose."""
    for fenced in _fenced(text):
        data = _loads(fenced) if fenced[:1] == "{" else None
        if isinstance(data, dict):
            yield _named(data)
    at = 0
    for _ in range(MOST_OBJECTS):
        start = _OBJECT_START.search(text, at)
        if start is None:
            return
        try:
            data, at = _DECODER.raw_decode(text, start.start())
        except (ValueError, RecursionError):
            at = start.end()
        else:
            yield _named(data)


def _fenced(text: str) -> list[str]:
    """What stands between lines of three backticks; a fence that names a language always opens."""
    blocks: list[str] = []
    opened: int | None = None
    for fence in _FENCE_LINE.finditer(text):
        if opened is not None and not fence.group(1):
            blocks.append(text[opened : fence.start()].strip())
            opened = None
        else:
            opened = fence.end()
        if len(blocks) >= MOST_OBJECTS:
            break
    return blocks


_DECODER = json.JSONDecoder(strict=False)


def _loads(text: str) -> Any:
    """The JSON of a text, forgiving line breaks in strings, commas before a bracket and lines of comment."""
    try:
        return _DECODER.decode(text)
    except RecursionError:
        return None
    except ValueError:
        pass
    if text[-1:] not in ("}", "]"):
        return None
    try:
        return _DECODER.decode(_SLOPPY.sub(lambda found: found.group(1) or "", text))
    except (ValueError, RecursionError):
        return None


def _named(data: dict[str, Any], *, whole: bool = False) -> dict[str, Any]:
    """The object under our names: unwrapped where it only wraps another, fields of the same meaning renamed.

    One that is the whole text is an answer whatever its fields are called.
    """
    inner = next(iter(data.values())) if len(data) == 1 else None
    if isinstance(inner, dict) and next(iter(data)) in _WRAPPERS:
        data = inner
    if any(data.get(field) for field in FIELDS[:3]):
        return data
    plain = {key.strip().lower(): value for key, value in data.items()}
    renamed = {_NAMES[key]: value for key, value in plain.items() if key in _NAMES}
    named = data | {key: value for key, value in plain.items() if key in FIELDS} | renamed
    told = any(named.get(field) for field in FIELDS[:3])
    return named | _in_other_words(data) if whole and not told and not _CALLS.issuperset(plain) else named


def _hollow(value: Any) -> bool:
    return value is None or value in ("", [], {})


def _in_other_words(data: dict[str, Any]) -> dict[str, Any]:
    """An answer under names of its own as the summary: its sentences where it holds nothing else, else the object."""
    own = {key: value for key, value in data.items() if key.strip().lower() not in _FRAME and not _hollow(value)}
    if not own:
        return {}
    texts = [value for value in own.values() if isinstance(value, str) and " " in value.strip()]
    return {"summary": " ".join(texts) if len(texts) == len(own) else own}

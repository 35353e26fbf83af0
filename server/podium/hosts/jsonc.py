"""JSON as people keep it: comments, trailing commas, their own layout. One entry is changed, nothing else moves."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from podium.core.errors import UserError

DEEPEST = 100
_BLANK = re.compile(r"(?:[ \t\r\n\ufeff]|//[^\r\n]*|/\*.*?\*/)*", re.DOTALL)
_STRING = re.compile(r'"(?:[^"\\\x00-\x1f]|\\.)*"')
_PLAIN = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null")
_REST_OF_LINE = re.compile(r"(?:[ \t]*(?://[^\r\n]*|/\*[^\r\n]*?\*/))*")
_INDENTED = re.compile(r'^([ \t]+)"', re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Member:
    """One `key: value` of an object; `comma` is where the comma after it stands, or None."""

    key: str
    start: int
    node: Node
    comma: int | None


@dataclass(frozen=True, slots=True)
class Node:
    """A value and its place in the text; `members` is None for everything but objects."""

    start: int
    end: int
    value: Any
    members: tuple[Member, ...] | None = None

    def member(self, key: str) -> Member | None:
        """The member that counts under a key: readers of JSON take the last."""
        return next((m for m in reversed(self.members or ()) if m.key == key), None)


def read(text: str) -> dict[str, Any]:
    """What the text says; an empty text is an empty object.

    Raises:
        UserError: the text is no JSON object, with line and column.
    """
    return dict(_root(text).value) if text.strip("\ufeff \t\r\n") else {}


def put(text: str, path: tuple[str, ...], value: Any) -> str:
    """The text with `value` at `path`; missing objects on the way are made.

    Raises:
        UserError: the text is unreadable, or something else than an object stands on the way.
    """
    if not text.strip("\ufeff \t\r\n"):
        text = "{}\n"
    node = _root(text)
    for depth, key in enumerate(path):
        if node.members is None:
            raise UserError(f"{'.'.join(path[:depth])!r} is no object")
        found = node.member(key)
        if found is None or (found.node.value is None and depth < len(path) - 1):
            for inner in reversed(path[depth + 1 :]):
                value = {inner: value}
            return _insert(text, node, key, value) if found is None else _replace(text, found.node, value)
        node = found.node
    return _replace(text, node, value)


def drop(text: str, path: tuple[str, ...]) -> str:
    """The text without what stands at `path`; comments and everything else stay."""
    node = _root(text)
    for key in path[:-1]:
        found = node.member(key)
        if found is None:
            return text
        node = found.node
    member = node.member(path[-1])
    return text if member is None else drop(_without(text, node, member), path)


def _root(text: str) -> Node:
    node, end = _value(text, _blank(text, 0), 0)
    if _blank(text, end) != len(text):
        raise _unreadable(text, _blank(text, end), "something follows the end")
    if node.members is None:
        raise _unreadable(text, node.start, "an object is expected")
    return node


def _unreadable(text: str, at: int, why: str) -> UserError:
    line = text.count("\n", 0, at) + 1
    return UserError(f"line {line}, column {at - text.rfind(chr(10), 0, at)}: {why}")


def _blank(text: str, at: int) -> int:
    found = _BLANK.match(text, at)
    return found.end() if found else at


def _value(text: str, at: int, depth: int) -> tuple[Node, int]:
    if depth > DEEPEST:
        raise _unreadable(text, at, "nested too deeply")
    start = text[at : at + 1]
    if start == "{":
        return _object(text, at, depth)
    if start == "[":
        return _array(text, at, depth)
    found = (_STRING if start == '"' else _PLAIN).match(text, at)
    if found is None:
        raise _unreadable(text, at, "a value is expected")
    return Node(at, found.end(), _plain(text, at, found.group())), found.end()


def _plain(text: str, at: int, token: str) -> Any:
    try:
        return json.loads(token)
    except ValueError:
        raise _unreadable(text, at, "this value cannot be read") from None


def _object(text: str, start: int, depth: int) -> tuple[Node, int]:
    members: list[Member] = []
    at = _blank(text, start + 1)
    while text[at : at + 1] != "}":
        if members and members[-1].comma is None:
            raise _unreadable(text, at, "a comma or } is expected")
        found = _STRING.match(text, at)
        if found is None:
            raise _unreadable(text, at, "a key in quotes is expected")
        colon = _blank(text, found.end())
        if text[colon : colon + 1] != ":":
            raise _unreadable(text, colon, "a colon is expected")
        node, end = _value(text, _blank(text, colon + 1), depth + 1)
        after = _blank(text, end)
        comma = after if text[after : after + 1] == "," else None
        members.append(Member(_plain(text, at, found.group()), at, node, comma))
        at = after if comma is None else _blank(text, comma + 1)
    value = {member.key: member.node.value for member in members}
    return Node(start, at + 1, value, tuple(members)), at + 1


def _array(text: str, start: int, depth: int) -> tuple[Node, int]:
    values: list[Any] = []
    at, parted = _blank(text, start + 1), True
    while text[at : at + 1] != "]":
        if not parted:
            raise _unreadable(text, at, "a comma or ] is expected")
        node, end = _value(text, at, depth + 1)
        values.append(node.value)
        after = _blank(text, end)
        parted = text[after : after + 1] == ","
        at = _blank(text, after + 1) if parted else after
    return Node(start, at + 1, values), at + 1


def _replace(text: str, node: Node, value: Any) -> str:
    return text[: node.start] + _dumped(text, node.start, value) + text[node.end :]


def _insert(text: str, node: Node, key: str, value: Any) -> str:
    members = node.members or ()
    entry = f"{json.dumps(key, ensure_ascii=False)}: "
    if not members:
        return _first(text, node, entry, value)
    last = members[-1]
    if _flat(text, node):
        at = last.node.end if last.comma is None else last.comma + 1
        entry += json.dumps(value, ensure_ascii=False)
        return text[:at] + (f", {entry}" if last.comma is None else f" {entry},") + text[at:]
    newline, indent = _newline(text), _indent(text, last.start)
    entry = f"{newline}{indent}{entry}{_dumped(text, last.start, value)}"
    if last.comma is not None:
        at = _rest_of_line(text, last.comma + 1)
        return f"{text[:at]}{entry},{text[at:]}"
    at = _rest_of_line(text, last.node.end)
    return f"{text[: last.node.end]},{text[last.node.end : at]}{entry}{text[at:]}"


def _first(text: str, node: Node, entry: str, value: Any) -> str:
    """The text with the first member of an empty object; comments in it stay in front."""
    inside = text[node.start + 1 : node.end - 1].rstrip()
    if node.start > 0 and "\n" not in text.strip():
        return f"{text[: node.start + 1]}{inside}{entry}{json.dumps(value, ensure_ascii=False)}{text[node.end - 1 :]}"
    newline, base = _newline(text), _indent(text, node.start)
    inner = base + _unit(text)
    body = f"{newline}{inner}{entry}{_dumped(text, node.start, value, inner)}{newline}{base}"
    return f"{text[: node.start + 1]}{inside}{body}{text[node.end - 1 :]}"


def _without(text: str, node: Node, member: Member) -> str:
    members = node.members or ()
    place = members.index(member)
    end = member.node.end if member.comma is None else member.comma + 1
    start = _line_before(text, member.start)
    if len(members) == 1 and not _BLANK.sub("", text[node.start + 1 : member.start] + text[end : node.end - 1]):
        inside = text[node.start + 1 : start] + text[end : node.end - 1]
        return text[: node.start + 1] + (inside if inside.strip() else "") + text[node.end - 1 :]
    comma = members[place - 1].comma if place and place == len(members) - 1 and member.comma is None else None
    before = text[:start] if comma is None else text[:comma] + text[comma + 1 : start]
    return before + text[end:]


def _line_before(text: str, at: int) -> int:
    """Where the blanks and the line break in front of a place begin."""
    start = len(text[:at].rstrip(" \t"))
    if text[:start].endswith("\n"):
        start -= 2 if text[:start].endswith("\r\n") else 1
        return start
    return start


def _flat(text: str, node: Node) -> bool:
    return "\n" not in text[node.start : node.end]


def _newline(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _unit(text: str) -> str:
    found = _INDENTED.search(text)
    return found.group(1) if found else "  "


def _indent(text: str, at: int) -> str:
    """The blanks that the line of a place begins with."""
    line = text[text.rfind("\n", 0, at) + 1 : at]
    return line[: len(line) - len(line.lstrip(" \t"))]


def _rest_of_line(text: str, at: int) -> int:
    found = _REST_OF_LINE.match(text, at)
    return found.end() if found else at


def _dumped(text: str, at: int, value: Any, base: str | None = None) -> str:
    """A value as JSON, laid out like its surroundings."""
    lines = json.dumps(value, ensure_ascii=False, indent=_unit(text)).split("\n")
    return f"{_newline(text)}{_indent(text, at) if base is None else base}".join(lines)

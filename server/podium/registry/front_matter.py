"""Front matter: split from the text and read as YAML, or line by line where people wrote it loosely."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from textwrap import dedent
from typing import Any

import yaml

from podium.core.errors import UserError

FRONT_MATTER_BYTES = 32 * 1024
_NESTING = 8
_TOO_DEEP = f"values are nested deeper than {_NESTING} levels; write them flatter"
_BLOCK = re.compile(r"\A\s*---[ \t]*\n(?P<front>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
# A block whose end was forgotten: the lines that look like front matter, up to the first that does not.
_OPEN_BLOCK = re.compile(
    r"\A\s*---[ \t]*\n(?P<front>(?:[A-Za-z][\w .-]{0,63}:(?:[ \t][^\n]*)?\n|[ \t]+[^\s][^\n]*\n|- [^\n]*\n)+)"
)
_PAIR = re.compile(r"(?P<key>[A-Za-z][\w .-]{0,63}?)[ \t]*:(?:[ \t]+(?P<value>.*))?$")
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Header:
    """The keys of a command file, in lower case with underscores, with the line each stands on (from 1)."""

    values: dict[str, Any] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Parts:
    """A command file taken apart. `front` is None where there is none; `first_line` is the line `front` begins on."""

    front: str | None
    body: str
    first_line: int = 1


def split(text: str, *, forgiving: bool = False) -> Parts:
    """Takes the front matter off a text whose lines end in line feeds; forgiving, also where its end was forgotten."""
    match = _BLOCK.match(text) or (_OPEN_BLOCK.match(text) if forgiving else None)
    if match is None:
        return Parts(None, text)
    return Parts(match["front"], text[match.end() :], text.count("\n", 0, match.start("front")) + 1)


def read_strictly(parts: Parts, file: str) -> Header:
    """Front matter as YAML.

    Raises:
        UserError: where it is missing, too long, no YAML mapping, or holds tags, anchors or deep nesting; the message
            begins with the file and the line.
    """
    if parts.front is None:
        raise UserError(f"{file}:1: front matter is missing: begin the file with --- , its keys and a closing --- .")
    try:
        return _read_yaml(parts.front, file, parts.first_line)
    except yaml.YAMLError as error:
        raise UserError(_located(error, file, parts.first_line)) from None


def read_tolerantly(parts: Parts, file: str) -> tuple[Header, str]:
    """Front matter as YAML where it is YAML, else as lines of `key: value`.

    Returns:
        The header, and a note that is empty unless the YAML was loose.

    Raises:
        UserError: only where it must not be read: too long, tags, anchors, deep nesting.
    """
    if parts.front is None:
        return Header(), ""
    try:
        return _read_yaml(parts.front, file, parts.first_line), ""
    except yaml.YAMLError as error:
        problem = _located(error, file, parts.first_line)
        return read_lines(dedent(parts.front), parts.first_line), f"front matter read line by line ({problem})"


def read_lines(front: str, first_line: int = 1) -> Header:
    """Reads `key: value` lines; indented lines and list items below a key belong to it."""
    values: dict[str, Any] = {}
    lines: dict[str, int] = {}
    key = ""
    for number, line in enumerate(front.split("\n"), first_line):
        pair = _PAIR.match(line)
        if pair:
            key = normal_key(pair["key"])
            values[key], lines[key] = _unquoted(pair["value"] or ""), number
        elif key and line.strip():
            values[key] = _continued(values[key], line.strip())
    return Header(values, lines)


def normal_key(key: str) -> str:
    """A key in lower case with underscores."""
    return key.strip().lower().replace("-", "_").replace(" ", "_")


def _unquoted(value: str) -> str:
    value = value.strip()
    if re.fullmatch(r"[|>][+-]?\d?", value):
        return ""
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if quoted else value


def _continued(value: Any, line: str) -> Any:
    if line == "-" or line.startswith("- "):
        item = _unquoted(line[1:])
        return [*value, item] if isinstance(value, list) else [item]
    return value if isinstance(value, list) else f"{value} {line}".strip()


def _read_yaml(front: str, file: str, first_line: int) -> Header:
    # Values are built from the parser's events: no tag is ever resolved, no alias ever expanded, and every plain
    # scalar stays the text its author wrote (`no`, `1.10`, `2026-01-01`).
    if len(front.encode(errors="replace")) > FRONT_MATTER_BYTES:
        raise UserError(f"{file}:{first_line}: front matter passes {FRONT_MATTER_BYTES} bytes; move text below it.")
    reader = _Events(_parsed(front, file, first_line), file, first_line)
    root = next((event for event in reader.events if isinstance(event, yaml.NodeEvent)), None)
    if root is None:
        return Header()
    if not isinstance(root, yaml.MappingStartEvent):
        raise _loose(root, "front matter must be lines of `key: value`")
    pairs = list(reader.pairs(root, 0))
    _require_end(reader.events)
    return Header(
        {normal_key(key.value): value for key, value in pairs},
        {normal_key(key.value): key.start_mark.line + first_line for key, _ in pairs},
    )


def _parsed(front: str, file: str, first_line: int) -> Iterator[Any]:
    try:
        yield from yaml.parse(front, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        if "nesting depth" in (error.problem or ""):  # the parser's own limit, which some of its versions meet first
            line = first_line + (error.problem_mark.line if error.problem_mark else 0)
            raise UserError(f"{file}:{line}: {_TOO_DEEP}.") from None
        raise


def _require_end(events: Iterator[Any]) -> None:
    for event in events:
        if isinstance(event, yaml.NodeEvent):
            raise _loose(event, "front matter must be one document")


@dataclass(slots=True)
class _Events:
    events: Iterator[Any]
    file: str
    first_line: int

    def value(self, event: Any, depth: int) -> Any:
        self.check(event, depth)
        if isinstance(event, yaml.ScalarEvent):
            return event.value
        if isinstance(event, yaml.SequenceStartEvent):
            return [self.value(item, depth + 1) for item in self.until(yaml.SequenceEndEvent)]
        return {key.value: value for key, value in self.pairs(event, depth)}

    def pairs(self, mapping: Any, depth: int) -> Iterator[tuple[Any, Any]]:
        self.check(mapping, depth)
        seen: set[str] = set()
        for key in self.until(yaml.MappingEndEvent):
            self.check(key, depth)
            if not isinstance(key, yaml.ScalarEvent):
                raise _loose(key, "a key must be a plain word")
            if normal_key(key.value) in seen:
                raise _loose(key, f"the key `{key.value}` stands twice")
            seen.add(normal_key(key.value))
            yield key, self.value(next(self.events), depth + 1)

    def until(self, end: type) -> Iterator[Any]:
        while not isinstance(event := next(self.events), end):
            yield event

    def check(self, event: Any, depth: int) -> None:
        if isinstance(event, yaml.AliasEvent):
            # No anchor was accepted before, so this can only be an unquoted `*`.
            raise _loose(event, f"`*{event.anchor}` must stand in quotes")
        if event.anchor is not None:
            self.refuse(event, f"anchors (`&{event.anchor}`) and aliases are not read; write the value out or quote it")
        if event.tag is not None:
            self.refuse(event, "YAML tags (`!name`) are not read; quote the value")
        if depth > _NESTING:
            self.refuse(event, _TOO_DEEP)

    def refuse(self, event: Any, reason: str) -> None:
        raise UserError(f"{self.file}:{event.start_mark.line + self.first_line}: {reason}.")


def _loose(event: Any, problem: str) -> yaml.MarkedYAMLError:
    return yaml.MarkedYAMLError(problem=problem, problem_mark=event.start_mark)


def _located(error: yaml.YAMLError, file: str, first_line: int) -> str:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line = first_line + (mark.line if mark else 0)
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "no YAML"
    grammar = isinstance(error, yaml.scanner.ScannerError | yaml.parser.ParserError)
    hint = "; put quotes around a text that holds a colon or begins with a sign of YAML" if grammar else ""
    return f"{file}:{line}: {problem}{hint}."

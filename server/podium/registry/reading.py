"""One command file's text, read into a `Command`."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from podium.core.errors import UserError
from podium.core.texts import one_line, visible
from podium.core.values import EDGE_KINDS, Command, Kind
from podium.registry.front_matter import Header, Parts, read_lines, read_strictly, read_tolerantly, split
from podium.registry.headings import told
from podium.registry.naming import clean_name
from podium.registry.text import cleaned

_DESCRIPTION = 1024
_SHORT_TEXT = 400
_ENTRIES = 100
_WILDCARDS = ("*", "*atomic", "*orchestrator")
_INPUT = re.compile(r"\$\{input:([A-Za-z0-9_.-]{1,64})(?::[^}\n]{0,400})?\}")
_COMPLEXITY = {
    "trivial": 0.2, "low": 0.4, "basic": 0.4, "simple": 0.4, "medium": 0.7, "moderate": 0.7, "standard": 0.7,
    "high": 1.0, "advanced": 1.0, "complex": 1.0, "enhanced": 1.0, "very high": 1.3, "expert": 1.3,
}  # fmt: skip
"""Where others' words for complexity lie on our scale: ordinal judgements."""
_KINDS: dict[str, Kind] = {"atomic": "atomic", "orchestrator": "orchestrator"}
_KNOWN = {
    "description", "argument_hint", "aliases", "kind", "resources", "complexity", "context_required",
    "execution_time", "steps", "roles", "computes", *EDGE_KINDS,
}  # fmt: skip


def read_builtin(text: str, name: str, file: str) -> Command:
    """A shipped command file.

    Raises:
        UserError: for any mistake in its front matter, with the file and the line.
    """
    parts = split(visible(text))
    fields = _Fields(read_strictly(parts, file), parts, file, strict=True)
    if not fields.text("description", _DESCRIPTION):
        fields.complain("description", "a description is missing")
    return _command(fields, name, "builtin", parts.body.strip() + "\n")


class UsersFile(NamedTuple):
    """A user's file as read: notes say what was read loosely, `keys` are those of its front matter."""

    command: Command
    notes: str
    keys: frozenset[str]


def read_users(text: str, name: str, source: str, file: str) -> UsersFile:
    """A user's command file, in whatever shape it is.

    Where there is no front matter, the purpose and lines such as `Complexity: 1.2` of the text speak; a title that opens
    the text names the command in any case.

    Raises:
        UserError: where the file must not be read; the message begins with the file and the line.
    """
    parts = split(visible(text), forgiving=True)
    header, note = read_tolerantly(parts, file)
    if parts.front is not None and not header.values:
        parts, note = Parts(None, visible(text)), ""
    keys = frozenset(header.values)
    fields = _Fields(_completed(header, parts.body), parts, file, strict=False, notes=[note] if note else [])
    command = _command(fields, name, source, parts.body.strip() + "\n")
    return UsersFile(command, "; ".join(fields.notes), keys)


def _completed(header: Header, body: str) -> Header:
    """The header with what the text's headings say of the command, its other names among the aliases.

    Front matter is what its author declares. Beside one the text is a prompt, in which anybody's words may stand.
    """
    found = told(body)
    own = str(header.values.get("name") or "")
    names = (*([own] if own and clean_name(own) == own else []), *found.names)
    more: dict[str, Any] = {}
    if not header.values:
        more.update(found.fields)
        if found.purpose:
            more["description"] = found.purpose
        if found.kind:
            more["kind"] = found.kind
    if names and "aliases" not in header.values:
        more["aliases"] = list(names)
    inputs = dict.fromkeys(_INPUT.findall(body))
    if inputs:
        more["argument_hint"] = " ".join(f"[{name}]" for name in inputs)
    said = {key: value for key, value in header.values.items() if value not in (None, "")}
    return Header({**more, **said}, header.lines)


@dataclass(slots=True)
class _Fields:
    header: Header
    parts: Parts
    file: str
    strict: bool
    notes: list[str] = field(default_factory=list)

    def complain(self, key: str, problem: str) -> None:
        message = f"{self.file}:{self.header.lines.get(key, 1)}: {problem}"
        if self.strict:
            raise UserError(message + ".")
        self.notes.append(message)

    def text(self, key: str, limit: int = _SHORT_TEXT) -> str:
        value = self.header.values.get(key)
        if not value:
            return ""
        if not isinstance(value, str):
            # `argument-hint: [path]` is a list to YAML and a text to its author.
            value = read_lines(self.parts.front or "").values.get(key, "")
        return one_line(value if isinstance(value, str) else ", ".join(value), limit)

    def entries(self, key: str, separators: str) -> tuple[str, ...]:
        value = self.header.values.get(key)
        if not value:
            return ()
        if isinstance(value, str):
            value = re.split(separators, value.strip().removeprefix("[").removesuffix("]"))
        if isinstance(value, dict) or any(not isinstance(entry, str) for entry in value):
            self.complain(key, f"`{key}` must be a list of words")
            return ()
        words = [one_line(entry, _SHORT_TEXT).strip("\"'`, ") for entry in value[:_ENTRIES]]
        return tuple(dict.fromkeys(word for word in words if word))

    def words(self, key: str) -> tuple[str, ...]:
        return tuple(word.lower() for word in self.entries(key, ","))

    def names(self, key: str, wildcards: tuple[str, ...] = ()) -> tuple[str, ...]:
        names = (self.name(key, entry, wildcards) for entry in self.entries(key, r"[,\s]+"))
        return tuple(dict.fromkeys(name for name in names if name))

    def name(self, key: str, entry: str, wildcards: tuple[str, ...]) -> str:
        entry = entry.removeprefix("/")
        if entry in wildcards:
            return entry
        name = clean_name(entry)
        if name != entry:
            self.complain(key, f"`{entry}` in `{key}` is no command name")
        return name if re.search(r"\w", entry) else ""

    def kind(self) -> Kind:
        word = self.text("kind").lower()
        default: Kind = "orchestrator" if self.text("steps") else "atomic"
        if word and word not in _KINDS:
            self.complain("kind", f"`kind` is atomic or orchestrator, not `{word}`")
        return _KINDS.get(word, default)

    def complexity(self) -> float | None:
        text = self.text("complexity").split("/")[0].strip()
        if not text:
            return None
        if not self.strict and text.lower() in _COMPLEXITY:
            return _COMPLEXITY[text.lower()]
        try:
            number = float(text)
        except ValueError:
            number = math.nan
        if 0 <= number <= 1.5:
            return number
        self.complain("complexity", f"`complexity` is a number from 0 to 1.5, not `{text}`")
        return None

    def computes(self) -> bool:
        return self.strict and self.text("computes").lower() == "true"

    def extra(self) -> dict[str, Any]:
        return {key: cleaned(value) for key, value in self.header.values.items() if key not in _KNOWN}


def _command(fields: _Fields, name: str, source: str, body: str) -> Command:
    edges = {kind: fields.names(kind, _WILDCARDS) for kind in EDGE_KINDS}
    return Command(
        name=name,
        description=fields.text("description", _DESCRIPTION) or first_words(body) or name,
        body=body,
        kind=fields.kind(),
        aliases=tuple(alias for alias in fields.names("aliases") if alias != name),
        argument_hint=fields.text("argument_hint"),
        resources=fields.words("resources"),
        complexity=fields.complexity(),
        context_required=fields.text("context_required"),
        execution_time=fields.text("execution_time"),
        steps=fields.text("steps", _DESCRIPTION),
        roles=fields.words("roles"),
        computes=fields.computes(),
        source=source,
        extra=fields.extra(),
        **edges,
    )


def first_words(body: str) -> str:
    """The first heading of a text, or its first sentence where that comes earlier."""
    for line in body.split("\n"):
        heading = line.lstrip().startswith("#")
        words = re.sub(r"[*`]+", "", line.strip().lstrip("#>-").strip())
        if re.search(r"\w", words):
            return one_line(words if heading else re.split(r"(?<=[.!?。])\s", words)[0], 200)
    return ""

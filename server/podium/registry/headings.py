"""What the headings of a command file say about it, where front matter says nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass

from podium.core.values import Kind

_READ = 20_000
_TITLE = re.compile(r"\s*#[ \t]+([^\n]+)")
_COMMAND = re.compile(r"(?<![\w/.])/([A-Za-z0-9][A-Za-z0-9_.:-]{0,63})(?![\w/])")
_KIND = re.compile(r"\b(orchestrator|atomic)\s+command\b", re.IGNORECASE)
_LINE = re.compile(
    r"^[ \t]{0,3}(?:#{1,6}[ \t]+)?(?:[-*+][ \t]+)?\**(?P<key>complexity|context required|execution time)\**[ \t]*:\**"
    r"[ \t]*(?P<value>[^\n]{1,400})$",
    re.IGNORECASE | re.MULTILINE,
)
_PURPOSE = re.compile(
    r"^#{1,6}[ \t]+\**purpose\**:?[ \t]*\n+(?P<text>(?!#)[^\n]{1,2000})", re.IGNORECASE | re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Told:
    """What a text says of itself. `names` are the slash commands in the title that opens it; `fields` lines such as
    `Complexity: 1`, the first of each.
    """

    names: tuple[str, ...] = ()
    kind: Kind | None = None
    purpose: str = ""
    fields: tuple[tuple[str, str], ...] = ()


def told(body: str) -> Told:
    """Reads the title, the purpose and the lines of properties of a command's text."""
    head = body[:_READ]
    title = _TITLE.match(head)
    words = title[1] if title else ""
    kind = _KIND.search(words)
    purpose = _PURPOSE.search(head)
    pairs: dict[str, str] = {}
    for match in _LINE.finditer(head):
        pairs.setdefault(match["key"].lower().replace(" ", "_"), match["value"].strip(" *"))
    return Told(
        names=tuple(dict.fromkeys(name.rstrip(".:-") for name in _COMMAND.findall(words))),
        kind=None if kind is None else ("orchestrator" if kind[1].lower() == "orchestrator" else "atomic"),
        purpose=purpose["text"].strip() if purpose else "",
        fields=tuple(pairs.items()),
    )

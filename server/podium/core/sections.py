"""What a command's text says about other commands: sections such as "Compatible With", and `/name` mentions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from podium.core.values import EdgeKind

EVERY = "*"
EVERY_ATOMIC = "*atomic"
EVERY_ORCHESTRATOR = "*orchestrator"

Find = Callable[[str], str | None]
"""The full name of the command that a word names, or None."""

_TITLES: dict[str, EdgeKind] = {
    "requires": "requires",
    "depends on": "requires",
    "chains to": "chains_to",
    "triggers": "chains_to",
    "feeds into": "feeds_into",
    "compatible with": "compatible_with",
    "substitutes": "substitutes",
    "alternatives": "substitutes",
}
_NAMED = "(?:automatically )?(" + "|".join(_TITLES) + ")"
# Possessive throughout: a line of blanks or stars must not cost more than its length.
_TITLE = re.compile(
    r"^[ \t]{0,3}+(?:[-*+][ \t]++)?+(?P<hashes>#{1,6}[ \t]*+)?+[*_ \t]*+"
    + f"(?P<title>{_NAMED})(?: ?(?:/|&|or|and) ?{_NAMED})?".replace(" ", r"[ \t]").replace("]?", "]*+")
    + r"[ \t]*+(?P<mark>:?[*_]*+:?)[ \t]*+(?P<rest>[^\n]*)$",
    re.IGNORECASE | re.MULTILINE,
)
_SECTION_END = re.compile(r"^[ \t]{0,3}(?:#{1,6}[ \t]|-{3,}[ \t]*$|\*\*[^*\n]+\*\*:?[ \t]*$)", re.MULTILINE)
_MENTION = re.compile(r"(?<![\w./:~\\<>}-])/([A-Za-z0-9][A-Za-z0-9_.:-]{0,63})(?![A-Za-z0-9_/])")
_TICKED = re.compile(r"`([A-Za-z0-9_.:-]{1,64})`")
_BULLET = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s+")
_EXPLAINED = re.compile(r"\s[-–—]\s|[:(\[]|\s→\s")
_LISTED = re.compile(r",|;|\band\b|\bor\b|\+")
_ALL = re.compile(r"\b(?:any|all|every)\b(?P<what>[^.\n(]{0,60})", re.IGNORECASE)


def stated_relations(body: str, find: Find) -> dict[EdgeKind, list[str]]:
    """The relations that the sections of a text state: names of commands, and wildcards for "all atomic commands"."""
    if not _may_have_sections(body.casefold()):
        return {}
    found: dict[EdgeKind, dict[str, None]] = {}
    for kind, lines, vague in _sections(body):
        names = found.setdefault(kind, {})
        for line in lines:
            names.update(dict.fromkeys(_written(line, find) if vague else _targets(line, find)))
    return {kind: list(names) for kind, names in found.items() if names}


def _may_have_sections(folded: str) -> bool:
    # A plain loop: most texts have none of the titles, and large libraries have thousands of texts.
    for title in _TITLES:  # noqa: SIM110
        if title in folded:
            return True
    return False


def mentions(body: str, find: Find) -> list[str]:
    """The commands that a text names as `/name`, in order. A step of a path or of an address is no mention."""
    if "/" not in body:
        return []
    return list(dict.fromkeys(name for name in _mentioned(body, find) if name))


def _mentioned(text: str, find: Find) -> Iterator[str | None]:
    for name in dict.fromkeys(_MENTION.findall(text)):
        yield find(name.rstrip(".:-"))


def _sections(body: str) -> Iterator[tuple[EdgeKind, list[str], bool]]:
    """Each relation with the lines under its title, and whether only names written as such count in them.

    "Triggers" alone is also what others call the occasions on which an agent is used.
    """
    titles = [match for match in _TITLE.finditer(body) if _is_title(match)]
    ends = [*(match.start() for match in titles[1:]), len(body)]
    for match, end in zip(titles, ends, strict=False):
        rest = match["rest"].strip()
        stop = _SECTION_END.search(body, match.end(), end)
        below = body[match.end() : stop.start() if stop else end].splitlines()
        kind = _TITLES[" ".join(match[3].casefold().split())]
        vague = " ".join(match["title"].casefold().split()) == "triggers"
        yield kind, [rest] if rest and not match["hashes"] else [rest, *below], vague


def _is_title(match: re.Match[str]) -> bool:
    """Whether it is a heading, or a label with a colon or bold signs; otherwise it begins a sentence."""
    return bool(match["mark"]) or bool(match["hashes"] and not match["rest"].strip())


def _written(line: str, find: Find) -> Iterator[str]:
    """Names in one line that are written as names: `/name`, or in backticks."""
    yield from (name for name in _mentioned(line, find) if name)
    yield from (name for match in _TICKED.finditer(line) if (name := find(match[1])))


def _targets(line: str, find: Find) -> Iterator[str]:
    """Names in one line: `/name`, a name in backticks, and names that stand alone before an explanation."""
    wildcard = _wildcard(line)
    if wildcard:
        yield wildcard
    yield from _written(line, find)
    head = _EXPLAINED.split(_BULLET.sub("", line), maxsplit=1)[0]
    for part in _LISTED.split(head):
        name = find(part.strip(" \t`*_."))
        if name:
            yield name


def _wildcard(line: str) -> str | None:
    match = _ALL.search(line)
    if not match:
        return None
    what = match["what"].casefold()
    atomic = "atomic" in what
    orchestrator = "orchestrator" in what or "workflow" in what
    if atomic != orchestrator and not ("command or" in what or "commands and" in what):
        return EVERY_ATOMIC if atomic else EVERY_ORCHESTRATOR
    return EVERY if "command" in what or (atomic and orchestrator) else None

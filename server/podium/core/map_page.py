"""The map of commands for people: as text in a terminal, as an SVG picture, and as a page of its own.

All take the result of `command-relationships`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from podium.core.drawing import svg, xml
from podium.core.page import document
from podium.core.pictures import Edge, Node, Stroke
from podium.core.texts import one_line
from podium.core.values import JSON, EdgeKind

MOST_DRAWN = 300
"""Boxes of one picture; the best connected are drawn."""
MOST_WITH_EVERY_KIND = 40
"""Up to so many boxes, relations that say nothing about an order are drawn as well."""
MOST_LISTED = 2_000
INDENT = 4
WIDTH = 100

_STROKES: dict[EdgeKind, Stroke] = {
    "requires": "thick",
    "chains_to": "solid",
    "feeds_into": "dotted",
    "compatible_with": "open",
    "substitutes": "open",
}
_WORDS: dict[EdgeKind, str] = {
    "requires": "requires",
    "chains_to": "chains to",
    "feeds_into": "feeds into",
    "compatible_with": "goes with",
    "substitutes": "can stand in for",
}
_LEGEND = "thick: must run first; solid: chains to; dotted: feeds into; pale: goes with, or can stand in"


def map_text(result: JSON) -> str:
    """The map as lines for a terminal: waves, critical path, what blocks, conflicts, cycles, and why."""
    parts = [_summary(result), *filter(None, [result["shown"]])]
    for number, wave in enumerate(result["waves"], 1):
        parts.append(f"\nWave {number}\n" + "\n".join(_wrapped(wave)))
    if len(result["critical_path"]) > 1:
        minutes = f"{result['critical_minutes']:g}"
        parts.append(f"\nCritical path ({minutes} min): " + " → ".join(result["critical_path"]))
    for title, lines in _sections(result):
        parts.append(f"\n{title}\n" + "\n".join(f"{' ' * INDENT}{line}" for line in lines))
    return "\n".join(parts)


def map_svg(result: JSON, *, styled: bool = True) -> str:
    """The map as one SVG file, or (not `styled`) as a picture for a page."""
    nodes, edges, left_out = _drawn(result)
    words = f"{_summary(result)} {_LEGEND}. {left_out}".strip()
    return svg(nodes, edges, title=_title(result), description=words, styled=styled)


def map_html(result: JSON) -> str:
    """The map as one HTML file: the picture, and everything it shows as text."""
    title, summary = _title(result), f"{_summary(result)} {result['shown']}"
    head = f'<h1>{xml(title)}</h1>\n<p class="meta">{xml(summary, 600)}</p>'
    return document(title, f"{head}\n{map_part(result)}\n{map_words(result)}")


def map_words(result: JSON) -> str:
    """Everything that the map says, as lists."""
    waves = [(f"Wave {number}", list(wave)) for number, wave in enumerate(result["waves"], 1)]
    return "\n".join(_section(title, lines) for title, lines in [*waves, *_sections(result)])


def map_part(result: JSON) -> str:
    """The picture for a page, and its legend."""
    picture, legend = map_svg(result, styled=False), f"{_LEGEND}. {_drawn(result)[2]}"
    return (
        f'<div class="picture" role="region" aria-label="{xml(_title(result))}" tabindex="0">\n{picture}</div>\n'
        f'<p class="quiet">{xml(legend)}</p>'
    )


def _title(result: JSON) -> str:
    return "Map for an objective" if result["route"] else "Command map"


def _summary(result: JSON) -> str:
    route = f" Route: {result['route']['strategy'].replace('_', ' ')}." if result["route"] else ""
    return (
        f"{result['commands_total']} commands, {result['edges_total']} relations, {len(result['waves'])} waves, "
        f"{result['conflicts_total']} conflicts, {len(result['cycles'])} cycles.{route}"
    )


def _sections(result: JSON) -> Iterator[tuple[str, list[str]]]:
    """Titled lists of what the map says besides its waves; none of them empty."""
    stated = [e for e in result["edges"] if not e.get("wildcard")]
    found = {
        "A run would go": [f"{n}. {', '.join(w)}" for n, w in enumerate((result["route"] or {}).get("waves", ()), 1)],
        "Cycles, refused when run": [" → ".join(group) for group in result["cycles"]],
        "Never together": [f"{c['a']} and {c['b']} ({c['resource']})" for c in result["conflicts"]],
        "Why": [f"{', '.join(c['commands'][:6])}: {c['why']}" for c in result["coordination"]],
        "Relations": [_relation(edge) for edge in stated],
    }
    for title, lines in found.items():
        if lines:
            yield title, [one_line(line, 300) for line in lines[:MOST_LISTED]]


def _relation(edge: JSON) -> str:
    inferred = " (inferred from a mention)" if edge["inferred"] else ""
    return f"{edge['source']} {_WORDS[edge['kind']]} {edge['target']}{inferred}"


def _section(title: str, lines: Sequence[str]) -> str:
    items = "\n".join(f"<li>{xml(line)}</li>" for line in lines)
    return f"<details{' open' if len(lines) <= MOST_WITH_EVERY_KIND else ''}><summary>{xml(title)}</summary>\n<ul>\n{items}\n</ul></details>"


def _drawn(result: JSON) -> tuple[list[Node], list[Edge], str]:
    """The boxes, the arrows, and one sentence about what is not drawn."""
    stated = [edge for edge in result["edges"] if not edge.get("wildcard")]
    degree = dict.fromkeys((command["name"] for command in result["commands"]), 0)
    for name in (end for edge in stated for end in (edge["source"], edge["target"])):
        degree[name] = degree.get(name, 0) + 1
    names = sorted(degree, key=lambda name: -degree[name])[:MOST_DRAWN]
    every_kind = len(names) <= MOST_WITH_EVERY_KIND
    shown = [e for e in stated if every_kind or _STROKES[e["kind"]] != "open"]
    kinds = {command["name"]: command["kind"] for command in result["commands"]}
    states = dict.fromkeys((name for group in result["cycles"] for name in group), "cycle")
    if len(result["critical_path"]) > 1:
        states |= dict.fromkeys(result["critical_path"], "critical")
    nodes = [Node(name, f"/{name}", states.get(name, kinds.get(name, "atomic"))) for name in names]
    return nodes, [_arrow(edge) for edge in shown], " ".join(_left_out(result, len(names), len(shown)))


def _left_out(result: JSON, names: int, arrows: int) -> Iterator[str]:
    if names < result["commands_total"]:
        yield f"{result['commands_total'] - names} more commands are not drawn."
    if arrows < result["edges_total"]:
        yield f"{result['edges_total'] - arrows} more relations are not drawn."


def _arrow(edge: JSON) -> Edge:
    """From what comes first to what comes after it: a requirement points at the command that states it."""
    ends = (edge["source"], edge["target"])
    source, target = reversed(ends) if edge["blocking"] else ends
    return Edge(source, target, _relation(edge), _STROKES[edge["kind"]])


def _wrapped(names: Iterable[str]) -> Iterator[str]:
    """Names in lines of a terminal's width."""
    line = ""
    for name in names:
        if line and len(line) + len(name) + 2 > WIDTH - INDENT:
            yield f"{' ' * INDENT}{line}"
            line = ""
        line += f"{', ' if line else ''}{name}"
    if line:
        yield f"{' ' * INDENT}{line}"

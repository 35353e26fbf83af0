"""Mermaid flowcharts. No text of a user can break them: node ids are ours, and labels are escaped to entity codes."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Literal

from podium.core.texts import one_line

MOST_NODES = 40
MOST_EDGES = 120
MOST_LABEL = 60

Stroke = Literal["solid", "dotted", "thick", "open"]

_ARROWS: dict[Stroke, str] = {"solid": "-->", "dotted": "-.->", "thick": "==>", "open": "---"}
_PLAIN = frozenset(" -_.,/:?!=()'+")
# A label that begins like a list item is drawn as an error message by Mermaid.
_LIST_SIGNS = frozenset("-+.)")

# Fill, border and letters are all given, so that the classes read on a light and on a dark page.
_STYLES = {
    "atomic": "fill:#e8f0fe,stroke:#1a56b0,color:#10243f",
    "orchestrator": "fill:#f1e8fd,stroke:#6b2fb3,color:#2a1247",
    "critical": "fill:#fff1d6,stroke:#a65b00,color:#3d2200,stroke-width:3px",
    "planned": "fill:#f2f2f2,stroke:#666666,color:#222222",
    "asked": "fill:#fff8cc,stroke:#8a6d00,color:#332900",
    "answered": "fill:#def5e3,stroke:#1c7a38,color:#0c3418",
    "failed": "fill:#fde4e4,stroke:#b3261e,color:#450d0a",
    "skipped": "fill:#ececec,stroke:#8a8a8a,color:#444444,stroke-dasharray:4 3",
    "cycle": "fill:#fde4e4,stroke:#b3261e,color:#450d0a,stroke-dasharray:4 3",
}


@dataclass(frozen=True, slots=True)
class Node:
    """One box. `state` is a known class (`answered`, `critical`, ...) or empty."""

    id: str
    label: str
    state: str = ""


@dataclass(frozen=True, slots=True)
class Edge:
    """One arrow between two nodes, by their ids."""

    source: str
    target: str
    label: str = ""
    stroke: Stroke = "solid"


def flowchart(
    nodes: Sequence[Node],
    edges: Iterable[Edge],
    *,
    direction: Literal["LR", "TD"] = "LR",
    most_nodes: int = MOST_NODES,
    most_edges: int = MOST_EDGES,
) -> str:
    """A Mermaid flowchart of the first `most_nodes` nodes; the rest stand in one node "... n more".

    Edges to or from what is not drawn are left out, and so are edges after the first `most_edges`.
    """
    drawn = nodes if len(nodes) <= most_nodes else nodes[: most_nodes - 1]
    ids = {node.id: f"n{index}" for index, node in enumerate(drawn)}
    lines = [f"flowchart {direction}"]
    lines += [_box(ids[node.id], node) for node in drawn]
    if len(drawn) < len(nodes):
        lines.append(f'  more["... {len(nodes) - len(drawn)} more"]')
    arrows = (_arrow(ids, edge) for edge in edges if edge.source in ids and edge.target in ids)
    lines += islice(arrows, most_edges)
    lines += [f"  classDef {s} {_STYLES[s]}" for s in sorted({node.state for node in drawn} & _STYLES.keys())]
    return "\n".join(lines)


@lru_cache(maxsize=512)  # the roles of agents recur from run to run
def escaped(text: str, most: int = MOST_LABEL) -> str:
    """A text for a quoted Mermaid label: one line, cut at `most`, all but letters and plain signs as entity codes."""
    text = one_line(text, most)
    signs = [sign if _is_plain(sign) else f"#{ord(sign)};" for sign in text]
    for index, sign in enumerate(text):
        if sign in _LIST_SIGNS:
            signs[index] = f"#{ord(sign)};"
        if not sign.isdigit():
            break
    return "".join(signs)


def _is_plain(sign: str) -> bool:
    return sign.isalnum() or sign in _PLAIN or unicodedata.category(sign).startswith("M")


def _box(key: str, node: Node) -> str:
    state = f":::{node.state}" if node.state in _STYLES else ""
    return f'  {key}["{escaped(node.label) or escaped("-")}"]{state}'


def _arrow(ids: dict[str, str], edge: Edge) -> str:
    label = escaped(edge.label)
    label = f'|"{label}"|' if label else ""
    return f"  {ids[edge.source]} {_ARROWS[edge.stroke]}{label} {ids[edge.target]}"

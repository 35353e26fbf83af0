"""SVG pictures: one self-contained file for light and dark pages, nothing fetched, every text of a user escaped."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from podium.core.layout import layered
from podium.core.pictures import Edge, Node, Stroke
from podium.core.texts import one_line

BOX_WIDTH, BOX_HEIGHT = 190, 30
GAP_ACROSS, GAP_DOWN = 90, 16
MARGIN = 24
MOST_LABEL = 26
MOST_TITLE = 300
FEW = 40
"""Up to so many boxes, dotted arrows decide about columns as well; among many they would make it endlessly wide."""

_FOLLOWED: tuple[Stroke, ...] = ("thick", "solid", "dotted")

# What no XML file may hold, even as an entity.
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

STYLE = """
svg { font: 13px system-ui, sans-serif; background: #ffffff; color-scheme: light dark }
rect { fill: #eef2f7; stroke: #5b6b7f }
text { fill: #16202c }
path { fill: none; stroke: #7a8796; stroke-width: 1.2 }
marker path { fill: #7a8796; stroke: none }
.orchestrator rect { fill: #f1e8fd; stroke: #6b2fb3 }
.critical rect { fill: #fff1d6; stroke: #a65b00; stroke-width: 2.5 }
.cycle rect { fill: #fde4e4; stroke: #b3261e; stroke-dasharray: 4 3 }
.thick { stroke: #a65b00; stroke-width: 2.6 }
.dotted { stroke-dasharray: 2 4 }
.open { stroke: #b9c1cb; stroke-width: 1 }
g:hover rect { stroke-width: 3 }
@media (prefers-color-scheme: dark) {
  svg { background: #12161c }
  rect { fill: #1d2733; stroke: #7f93ab }
  text { fill: #e6edf5 }
  path { stroke: #8494a6 }
  marker path { fill: #8494a6 }
  .orchestrator rect { fill: #2a1d3d; stroke: #b58df0 }
  .critical rect { fill: #3a2a0e; stroke: #f0a63a }
  .cycle rect { fill: #3d1a1a; stroke: #f28b82 }
  .thick { stroke: #f0a63a }
  .open { stroke: #46525f }
}
"""


def svg(nodes: Sequence[Node], edges: Sequence[Edge], *, title: str, description: str) -> str:
    """The picture of a graph as SVG text; a box tells its whole label, an arrow what it means, when pointed at.

    Args:
        nodes: Boxes; `state` is their class.
        edges: Arrows between them; those to or from something else are left out.
        title: What a screen reader says first.
        description: What it says then.
    """
    followed = _FOLLOWED if len(nodes) <= FEW else _FOLLOWED[:2]
    layout = layered([n.id for n in nodes], [(e.source, e.target) for e in edges if e.stroke in followed])
    corners = {
        name: (MARGIN + x * (BOX_WIDTH + GAP_ACROSS), MARGIN + y * (BOX_HEIGHT + GAP_DOWN))
        for name, (x, y) in layout.places.items()
    }
    width = 2 * MARGIN + layout.columns * (BOX_WIDTH + GAP_ACROSS) - GAP_ACROSS * bool(layout.columns)
    height = 2 * MARGIN + layout.rows * (BOX_HEIGHT + GAP_DOWN) + GAP_DOWN
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        'role="img" aria-labelledby="picture-title picture-description">',
        f'<title id="picture-title">{xml(title)}</title>',
        f'<desc id="picture-description">{xml(description)}</desc>',
        f"<style>{STYLE}</style>",
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
        '<path d="M0 0L8 4L0 8z"/></marker></defs>',
        *(_arrow(edge, corners, height) for edge in edges if edge.source in corners and edge.target in corners),
        *(_box(node, *corners[node.id]) for node in nodes),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def xml(text: str, most: int = MOST_TITLE) -> str:
    """A text for XML and HTML, as content or in a quoted attribute: one line, cut, escaped."""
    return escape(_NO_XML.sub("", one_line(text, most)))


def _box(node: Node, x: int, y: int) -> str:
    return (
        f'<g class="{xml(node.state)}"><title>{xml(node.label)}</title>'
        f'<rect x="{x}" y="{y}" width="{BOX_WIDTH}" height="{BOX_HEIGHT}" rx="6"/>'
        f'<text x="{x + 10}" y="{y + 20}">{xml(node.label, MOST_LABEL)}</text></g>'
    )


def _arrow(edge: Edge, corners: dict[str, tuple[int, int]], height: int) -> str:
    (x1, y1), (x2, y2) = corners[edge.source], corners[edge.target]
    x1, y1, y2 = x1 + BOX_WIDTH, y1 + BOX_HEIGHT // 2, y2 + BOX_HEIGHT // 2
    if x2 > x1:
        bend = (x2 - x1) // 2
        course = f"M{x1} {y1}C{x1 + bend} {y1} {x2 - bend} {y2} {x2} {y2}"
    else:
        # What leads back leaves on the right and comes in from the left, in an arc below both.
        low = min(height - 4, max(y1, y2) + BOX_HEIGHT + GAP_DOWN)
        course = f"M{x1} {y1}C{x1 + GAP_ACROSS} {low} {x2 - GAP_ACROSS} {low} {x2} {y2}"
    tip = "" if edge.stroke == "open" else ' marker-end="url(#tip)"'
    label = f"<title>{xml(edge.label)}</title>" if edge.label else ""
    return f'<path class="{edge.stroke}" d="{course}"{tip}>{label}</path>'

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

_LIGHT = """
  --back: #ffffff; --box: #eef2f7; --edge: #5b6b7f; --word: #16202c; --way: #7a8796; --pale: #b9c1cb;
  --leads: #f1e8fd; --leads-edge: #6b2fb3; --path: #fff1d6; --path-edge: #a65b00; --ring: #fde4e4; --ring-edge: #b3261e;
"""
_DARK = """
  --back: #161a20; --box: #1d2733; --edge: #7f93ab; --word: #e6edf5; --way: #8494a6; --pale: #46525f;
  --leads: #2a1d3d; --leads-edge: #b58df0; --path: #3a2a0e; --path-edge: #f0a63a; --ring: #3d1a1a; --ring-edge: #f28b82;
"""
MAP_STYLE = f"""
.map {{ font: 13px system-ui, sans-serif; background: var(--back); color-scheme: light dark; {_LIGHT} }}
@media (prefers-color-scheme: dark) {{ .map {{ {_DARK} }} }}
[data-theme="light"] .map {{ {_LIGHT} }}
[data-theme="dark"] .map {{ {_DARK} }}
.map rect {{ fill: var(--box); stroke: var(--edge) }}
.map text {{ fill: var(--word) }}
.map path {{ fill: none; stroke: var(--way); stroke-width: 1.2 }}
.map marker path {{ fill: var(--way); stroke: none }}
.map .orchestrator rect {{ fill: var(--leads); stroke: var(--leads-edge) }}
.map .critical rect {{ fill: var(--path); stroke: var(--path-edge); stroke-width: 2.5 }}
.map .cycle rect {{ fill: var(--ring); stroke: var(--ring-edge); stroke-dasharray: 4 3 }}
.map .thick {{ stroke: var(--path-edge); stroke-width: 2.6 }}
.map .dotted {{ stroke-dasharray: 2 4 }}
.map .open {{ stroke: var(--pale); stroke-width: 1 }}
.map g:hover rect {{ stroke-width: 3 }}
"""
"""Everything is under one class, so that a picture may stand in a page."""


def svg(nodes: Sequence[Node], edges: Sequence[Edge], *, title: str, description: str, styled: bool = True) -> str:
    """The picture of a graph as SVG text; a box tells its whole label, an arrow what it means, when pointed at.

    Args:
        nodes: Boxes; `state` is their class.
        edges: Arrows between them; those to or from something else are left out.
        title: What a screen reader says first.
        description: What it says then.
        styled: Whether it brings its style, as a file of its own must; a page has `MAP_STYLE` in its own.
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
        f'<svg class="map" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        'role="img" aria-labelledby="picture-title picture-description">',
        f'<title id="picture-title">{xml(title)}</title>',
        f'<desc id="picture-description">{xml(description)}</desc>',
        *([f"<style>{MAP_STYLE}</style>"] if styled else []),
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

"""Small charts as SVG. Each stands beside a table that says the same; colours and strokes are classes of the style."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from podium.core.calibration import Bin
from podium.core.page.markup import Html, percent, text

SIDE, EDGE = 300, 44
"""Side of the reliability diagram's square and the room for its labels, in pixels."""
HEIGHT, TOP, BOTTOM = 200, 10, 24
LEFT, RIGHT = 10.0, 97.0
"""Where a chart over time begins and ends, in percent of its width."""
QUARTERS = (0.0, 0.25, 0.5, 0.75, 1.0)


@dataclass(frozen=True, slots=True)
class Steps:
    """One line that holds its value until the next point: (moment, value in [0, 1]), moments growing."""

    name: str
    kind: str
    points: tuple[tuple[float, float], ...]


def share_bar(value: float, interval: tuple[float, float] | None = None) -> Html:
    """A share as a bar with its interval; the numbers stand beside it."""
    whisker = ""
    if interval is not None:
        low, high = (f"{end * 100:.1f}%" for end in interval)
        whisker = f'<line class="whisker" x1="{low}" x2="{high}" y1="10" y2="10"/>'
    return (
        '<svg class="share" width="100%" height="20" aria-hidden="true" focusable="false">'
        '<rect class="rail" width="100%" y="7" height="6" rx="3"/>'
        f'<rect class="filled" width="{value * 100:.1f}%" y="7" height="6" rx="3"/>{whisker}</svg>'
    )


def reliability(bins: Sequence[Bin]) -> Html:
    """Stated against achieved success; the diagonal is perfect calibration, a point's size its number of cases."""
    size = SIDE + 2 * EDGE
    most = max((b.n for b in bins), default=1)
    grid = "".join(_grid(q) for q in QUARTERS)
    points = "".join(_point(b, most) for b in bins)
    return (
        f'<svg class="chart square" viewBox="0 0 {size} {size}" role="img" aria-labelledby="reliability-words">'
        f'<title id="reliability-words">Reliability diagram: stated against achieved success in {len(bins)} groups; '
        "the table beside it has the numbers</title>"
        f'{grid}<line class="ideal" x1="{EDGE}" y1="{EDGE + SIDE}" x2="{EDGE + SIDE}" y2="{EDGE}"/>{points}'
        f'<text x="{EDGE + SIDE / 2}" y="{size - 6}" text-anchor="middle">stated probability</text>'
        f'<text x="12" y="{EDGE + SIDE / 2}" text-anchor="middle" transform="rotate(-90 12 {EDGE + SIDE / 2})">'
        "achieved success</text></svg>"
    )


def _grid(share: float) -> Html:
    x, y = EDGE + SIDE * share, EDGE + SIDE * (1 - share)
    return (
        f'<line class="grid" x1="{EDGE}" x2="{EDGE + SIDE}" y1="{y}" y2="{y}"/>'
        f'<line class="grid" x1="{x}" x2="{x}" y1="{EDGE}" y2="{EDGE + SIDE}"/>'
        f'<text x="{EDGE - 7}" y="{y + 4}" text-anchor="end">{share * 100:.0f}</text>'
        f'<text x="{x}" y="{EDGE + SIDE + 17}" text-anchor="middle">{share * 100:.0f}</text>'
    )


def _point(one: Bin, most: int) -> Html:
    x = EDGE + SIDE * one.stated
    y, low, high = (EDGE + SIDE * (1 - v) for v in (one.achieved, *one.interval))
    radius = 4 + 6 * (one.n / most) ** 0.5
    return (
        f"<g><title>stated {percent(one.stated)}, achieved {percent(one.achieved)}, n = {one.n}</title>"
        f'<line class="whisker" x1="{x:.1f}" x2="{x:.1f}" y1="{low:.1f}" y2="{high:.1f}"/>'
        f'<circle class="point" cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}"/></g>'
    )


def over_time(lines: Sequence[Steps], *, name: str, words: str, ends: tuple[str, str]) -> Html:
    """Values in [0, 1] over time as steps, at any width.

    Args:
        lines: what to draw; at least one has a point.
        name: the id of its title.
        words: what the picture shows, for whoever does not see it.
        ends: labels of the first and the last moment.
    """
    moments = [moment for line in lines for moment, _ in line.points]
    first, last = min(moments), max(moments)
    grid = "".join(
        f'<line class="grid" x1="{LEFT}%" x2="{RIGHT}%" y1="{_high(q):.0f}" y2="{_high(q):.0f}"/>'
        f'<text x="{LEFT - 1.5}%" y="{_high(q) + 4:.0f}" text-anchor="end">{q * 100:.0f}</text>'
        for q in QUARTERS
    )
    drawn = "".join(_stepped(line, first, last) for line in lines)
    return (
        f'<svg class="chart" width="100%" height="{HEIGHT}" role="img" aria-labelledby="{name}">'
        f'<title id="{name}">{text(words)}</title>{grid}{drawn}'
        f'<text x="{LEFT}%" y="{HEIGHT - 5}">{text(ends[0])}</text>'
        f'<text x="{RIGHT}%" y="{HEIGHT - 5}" text-anchor="end">{text(ends[1])}</text></svg>'
    )


def _stepped(line: Steps, first: float, last: float) -> Html:
    spread = last - first or 1.0
    places = [(LEFT + (RIGHT - LEFT) * (moment - first) / spread, _high(value)) for moment, value in line.points]
    places.append((RIGHT, places[-1][1]))
    parts = []
    for (x1, y1), (x2, y2) in itertools.pairwise(places):
        parts.append(f'<line x1="{x1:.2f}%" x2="{x2:.2f}%" y1="{y1:.1f}" y2="{y1:.1f}"/>')
        if y1 != y2:
            parts.append(f'<line x1="{x2:.2f}%" x2="{x2:.2f}%" y1="{y1:.1f}" y2="{y2:.1f}"/>')
    return f'<g class="line {line.kind}"><title>{text(line.name)}</title>{"".join(parts)}</g>'


def _high(value: float) -> float:
    return TOP + (HEIGHT - TOP - BOTTOM) * (1 - value)

"""Thresholds over time: where each stands, and every move with the evidence for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from podium.core.learning.domains import EVERYWHERE
from podium.core.page.charts import Steps, over_time
from podium.core.page.markup import Column, Html, count, day, section, table, text
from podium.core.values import JSON

BOUNDARIES = ("direct", "workflow", "multi")
MOST_CHARTS = 3
MOST_MOVES = 30
LEAD = 0.06
"""Share of a chart's time that is shown before the first move."""


@dataclass(frozen=True, slots=True)
class Change:
    """One move of a domain's threshold, at `at` (unix seconds): `successes` of `trials` where `required` pays."""

    at: float
    domain: str
    boundary: str
    former: float
    target: float
    successes: float
    trials: float
    required: float


def thresholds(now: Sequence[JSON], changes: Sequence[Change], until: float) -> Html:
    """Where the thresholds stand, a chart for each domain whose thresholds moved most, and the moves, newest first."""
    stands = [
        (
            text("all others" if row["domain"] == EVERYWHERE else row["domain"]),
            *(f"{row[boundary]:.2f}" for boundary in BOUNDARIES),
            "certified" if row["certified"] else "not certified yet",
        )
        for row in now
    ]
    columns = (Column("Domain"), *(Column(b.capitalize(), "number") for b in BOUNDARIES), Column("Evidence"))
    moves = [_move(change) for change in reversed(changes[-MOST_MOVES:])]
    heads = (Column("Day"), Column("Domain"), Column("Threshold"), Column("Move", "number"), Column("Why"))
    still = '<p class="none">No threshold has moved yet: they move on certified evidence only.</p>'
    return section(
        "thresholds",
        "Thresholds over time",
        *(_chart(n, domain, changes, now, until) for n, domain in enumerate(_busiest(changes))),
        table("Thresholds now", columns, stands),
        table("Moves", heads, moves) or still,
    )


def _busiest(changes: Sequence[Change]) -> list[str]:
    domains = [change.domain for change in changes]
    return sorted(dict.fromkeys(domains), key=lambda name: (-domains.count(name), name))[:MOST_CHARTS]


def _chart(number: int, domain: str, changes: Sequence[Change], now: Sequence[JSON], until: float) -> Html:
    own = [change for change in changes if change.domain == domain]
    row = next((r for r in now if r["domain"] == domain), now[0])
    last = max(until, own[-1].at)
    # What held before the first move is seen for a while.
    first = own[0].at - max(LEAD * (last - own[0].at), 3_600.0)
    lines = []
    for boundary in BOUNDARIES:
        moved = [c for c in own if c.boundary == boundary]
        start = moved[0].former if moved else row[boundary]
        points = ((first, start), *((c.at, c.target) for c in moved), (last, moved[-1].target if moved else start))
        lines.append(Steps(boundary, boundary, points))
    said = "; ".join(f"{line.name} {line.points[0][1]:.2f} to {line.points[-1][1]:.2f}" for line in lines)
    words = f"Where the thresholds of {domain} were sent, in percent: {said}"
    chart = over_time(lines, name=f"thresholds-words-{number}", words=words, ends=(day(first), day(last)))
    keys = "".join(f'<li><span class="key {b}" aria-hidden="true"></span> {b}</li>' for b in BOUNDARIES)
    return (
        f'<figure>{chart}<ul class="legend">{keys}</ul><figcaption class="quiet">{text(words)}.</figcaption></figure>'
    )


def _move(change: Change) -> tuple[Html, ...]:
    why = f"{count(change.successes)} of {count(change.trials)} succeeded where {change.required:.2f} pays"
    move = f"{change.former:.2f} → {change.target:.2f}"
    return (day(change.at), text(change.domain), change.boundary, move, why)

"""Recent runs as a part of a page."""

from __future__ import annotations

from collections.abc import Sequence

from podium.core.page.markup import Column, Html, moment, section, table, text
from podium.core.page.run_part import STATUS
from podium.core.values import JSON

_COLUMNS = (Column("Objective", "free"), Column("Status"), Column("Agents", "number"), Column("Started", "wide"))


def runs_part(rows: Sequence[JSON]) -> Html:
    """The runs in a table, as they come."""
    shown = [
        (
            text(row["objective"], 200),
            f'<span class="status {text(row["status"])}">{STATUS.get(row["status"], text(row["status"]))}</span>',
            f"{row['agents_done']} of {row['agents_total']}",
            moment(row["started_at"]),
        )
        for row in rows
    ]
    nothing = '<p class="none">No run was started yet.</p>'
    return section("runs", "Recent runs", table("The latest first", _COLUMNS, shown) or nothing)

"""Pieces of Markdown that several pages are made of."""

from __future__ import annotations

from collections.abc import Sequence

from podium.core.texts import one_line


def table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """A Markdown table; bars inside cells are escaped."""
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    lines += ["| " + " | ".join(_cell(c) for c in row) + " |" for row in rows]
    return "\n".join(lines)


def _cell(value: object) -> str:
    if value is None:
        return "not enough data"
    if isinstance(value, float):
        return f"{value:.2f}"
    text = str(value)
    return one_line(text.replace("|", "\\|"), 160)

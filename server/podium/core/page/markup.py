"""HTML from values. Every text of a user goes through `text`: one line, cut, without hidden characters, escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from podium.core.drawing import xml
from podium.core.texts import clean

Html = str
"""Text that is HTML already: made by the functions of this package from escaped parts."""

MOST_TEXT = 600
MOST_PROSE = 6_000
NOT_ENOUGH = '<span class="none">not enough data</span>'


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table. `kind` is its class: `number`, `free` (text of any length), `wide` (hidden where room is short)."""

    title: str
    kind: str = ""


def text(value: object, most: int = MOST_TEXT) -> Html:
    """A text as HTML."""
    return xml(str(value), most)


def prose(value: str, most: int = MOST_PROSE) -> Html:
    """Several paragraphs, split where the text has an empty line or a line's end."""
    lines = (line.strip() for line in clean(value, most).split("\n"))
    return "".join(f"<p>{xml(line, most)}</p>" for line in lines if line)


def section(name: str, title: str, *parts: Html) -> Html:
    """A titled part of the page; nothing where it would be empty."""
    body = "\n".join(part for part in parts if part)
    if not body:
        return ""
    return f'<section id="{name}" aria-labelledby="{name}-title">\n<h2 id="{name}-title">{text(title)}</h2>\n{body}\n</section>'


def table(caption: str, columns: Sequence[Column], rows: Iterable[Sequence[Html]], *, kind: str = "") -> Html:
    """A table whose first column heads its rows; nothing where there are no rows. Cells are HTML."""
    body = "\n".join(_row(columns, row) for row in rows)
    if not body:
        return ""
    heads = "".join(f'<th scope="col"{_class(c.kind)}>{text(c.title)}</th>' for c in columns)
    label = text(caption)
    return (
        f'<div class="scroll" role="region" aria-label="{label}" tabindex="0"><table{_class(kind)}>\n'
        f"<caption>{label}</caption>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{body}\n</tbody></table></div>"
    )


def _row(columns: Sequence[Column], cells: Sequence[Html]) -> Html:
    first = f'<th scope="row"{_class(columns[0].kind)}>{cells[0]}</th>'
    rest = (f"<td{_class(c.kind)}>{cell}</td>" for c, cell in zip(columns[1:], cells[1:], strict=True))
    return f"<tr>{first}{''.join(rest)}</tr>"


def _class(kind: str) -> str:
    return f' class="{kind}"' if kind else ""


def listed(items: Iterable[Html], *, kind: str = "") -> Html:
    """A list; nothing where it would be empty. Items are HTML."""
    found = "\n".join(f"<li>{item}</li>" for item in items)
    return f"<ul{_class(kind)}>\n{found}\n</ul>" if found else ""


def figures(pairs: Iterable[tuple[str, Html, Html]]) -> Html:
    """Figures in a row: each its name, its value, and what it rests on."""
    rows = "\n".join(
        f'<div><dt>{text(name)}</dt><dd class="value">{value}</dd><dd class="note">{note}</dd></div>'
        for name, value, note in pairs
    )
    return f'<dl class="figures">\n{rows}\n</dl>'


def number(value: float | None, digits: int = 2) -> Html:
    """A figure with its digits, or that there is not enough data."""
    return NOT_ENOUGH if value is None else f"{value:.{digits}f}"


def percent(value: float | None) -> Html:
    """A share as a whole percentage, or that there is not enough data."""
    return NOT_ENOUGH if value is None else f"{value:.0%}"


def count(value: float) -> Html:
    """A number of things, thousands apart; evidence that has aged counts in tenths."""
    return f"{value:,.1f}".removesuffix(".0").replace(",", "\u2009")


def many(number: int, word: str) -> str:
    """A number of things with their word."""
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def span(seconds: float) -> str:
    """A duration as people say it."""
    if seconds < 0.095:
        return f"{seconds * 1_000:.0f} ms"
    if seconds < 10:
        return f"{seconds:.1f} s"
    if seconds < 120:
        return f"{seconds:.0f} s"
    if seconds < 7_200:
        return f"{seconds / 60:.0f} min"
    return f"{seconds / 3_600:.1f} h" if seconds < 172_800 else f"{seconds / 86_400:.0f} days"


def moment(at: float) -> Html:
    """A time in UTC."""
    when = datetime.fromtimestamp(at, UTC)
    return f'<time datetime="{when:%Y-%m-%dT%H:%M:%SZ}">{when:%Y-%m-%d %H:%M} UTC</time>'


def day(at: float) -> str:
    """A day in UTC."""
    return f"{datetime.fromtimestamp(at, UTC):%Y-%m-%d}"

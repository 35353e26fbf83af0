"""Cuts a text into spans at its definitions, headings, paragraphs and at last lines; together they are the whole text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from podium.core.pruning.definitions import marks

CAP = 1_000
"""Most characters of a span. Prior: caps of 1,000 to 2,400 found changed lines equally well, small ones more files."""


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a text: its characters, the names that begin in it, and the definitions it stands in."""

    start: int
    end: int
    symbols: tuple[str, ...] = ()
    scope: tuple[str, ...] = ()


def _sections(text: str, suffix: str) -> Iterator[Span]:
    """From each definition or heading to the next."""
    start, symbols, scope = 0, (), ()  # type: int, tuple[str, ...], tuple[str, ...]
    open_: list[tuple[int, str]] = []
    for mark in marks(text, suffix):
        if mark.start > start:
            yield Span(start, mark.start, symbols, scope)
            start = mark.start
        while open_ and open_[-1][0] >= mark.indent:
            open_.pop()
        scope = tuple(name for _, name in open_ if name)
        symbols = (mark.name,) if mark.name else ()
        open_.append((mark.indent, mark.name))
    yield Span(start, len(text), symbols, scope)


def _joined(sections: Iterator[Span], cap: int) -> Iterator[Span]:
    """Join small neighbours, so that a piece has something to say."""
    little = cap // 4
    held: Span | None = None
    for span in sections:
        if held is None:
            held = span
        elif span.end - held.start <= cap and min(held.end - held.start, 2 * (span.end - span.start)) < little:
            scope = min(held.scope, span.scope, key=len)
            held = Span(held.start, span.end, held.symbols + span.symbols, scope)
        else:
            yield held
            held = span
    if held:
        yield held


def _seam(text: str, start: int, cap: int) -> int:
    """Where to cut after `start`: at the last blank line of the second half, else a line, else a blank."""
    half, end = start + cap // 2, start + cap
    blank = text.rfind("\n\n", half, end)
    if blank >= 0:
        return blank + 2 if blank + 2 <= end else blank + 1
    line = text.rfind("\n", start + 1, end)
    if line >= 0:
        return line + 1
    word = text.rfind(" ", half, end)
    return word + 1 if word >= 0 else end


def _halves(text: str, span: Span, cap: int) -> Iterator[Span]:
    """A span as it is, or cut into parts of at most `cap` characters; the later parts stand in its definition."""
    start, symbols, scope = span.start, span.symbols, span.scope
    while span.end - start > cap:
        cut = _seam(text, start, cap)
        yield Span(start, cut, symbols, scope)
        start, symbols, scope = cut, (), span.scope + span.symbols[-1:]
    yield Span(start, span.end, symbols, scope)


def cut(text: str, suffix: str = "", cap: int = CAP) -> Sequence[Span]:
    """Cut a text into spans of at most `cap` characters; one follows the other without a gap."""
    return [part for span in _joined(_sections(text, suffix), cap) for part in _halves(text, span, cap)]

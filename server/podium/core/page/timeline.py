"""A run over time: a table whose rows are the agents by wave, each with its bars on one common scale."""

from __future__ import annotations

from collections.abc import Sequence

from podium.core.page.axis import Axis, axis
from podium.core.page.markup import Column, Html, count, section, span, table, text
from podium.core.page.spans import Span
from podium.core.run import CallState, Run

BAR, FAILED, LANE = 12, 6, 20
"""Heights in pixels of a bar, of one that failed (told apart without its colour), and of the lane they lie in."""
LEAST = 0.6
"""Width in percent below which a bar could not be seen."""
WORDS = {
    "answered": "answered",
    "failed": "failed",
    "dropped": "cut off",
    "open": "at work",
    "asked": "at work",
    "planned": "waits",
    "skipped": "left out",
}
MARKS = {"answered": "✓", "failed": "✗", "skipped": "–", "asked": "…", "planned": "·"}
_COLUMNS = (
    Column("Agent"),
    Column("When", "lane"),
    Column("State", "wide"),
    Column("Time", "number"),
    Column("Tokens", "number wide"),
)


def timeline(run: Run, found: Sequence[Span]) -> Html:
    """Every call of the run with what was asked of it when."""
    if not run.calls:
        return ""
    start = run.started_at
    scale = axis((s.start - start, s.end - start) for s in found)
    by_agent: dict[str, list[Span]] = {}
    for one in found:
        by_agent.setdefault(one.agent_id, []).append(one)
    rows = [_scale(scale, run, found)] if found else []
    wave = None
    for state in sorted(run.calls.values(), key=lambda c: c.call.wave):
        first = state.call.wave != wave
        wave = state.call.wave
        rows.append(_row(state, by_agent.get(state.call.id, []), scale, start, first=first))
    return section(
        "timeline",
        "Timeline",
        table("When each agent was at work, by wave", _COLUMNS, rows, kind="timeline"),
        _legend(scale),
    )


def _row(state: CallState, found: Sequence[Span], scale: Axis, start: float, *, first: bool) -> tuple[Html, ...]:
    wave = f'<span class="wave">Wave {state.call.wave + 1}</span>' if first else ""
    mark = f'<span class="mark {state.state}" aria-hidden="true">{MARKS[state.state]}</span>'
    head = f'{wave}<span class="who">{mark}<span>{text(state.call.role, 120)}</span></span>'
    seconds = sum(s.seconds for s in found)
    tokens = state.tokens_asked + state.tokens_out
    bars = "".join(_bar(s, scale, start) for s in found)
    lane = f'<svg class="track" width="100%" height="{LANE}" aria-hidden="true" focusable="false">{bars}</svg>'
    return (head, f"{lane}{_said(found, start)}", WORDS[state.state], span(seconds) if found else "", count(tokens))


def badge(state: str) -> Html:
    """A state as a sign and a word; never by its colour alone."""
    return f'<span class="state {state}"><span aria-hidden="true">{MARKS[state]}</span> {WORDS[state]}</span>'


def _bar(one: Span, scale: Axis, start: float) -> Html:
    left = scale.place(one.start - start)
    width = max(LEAST, scale.place(one.end - start) - left)
    left = min(left, 100 - width)
    words = f"{WORDS[one.outcome]} after {span(one.seconds)}, asked {span(one.start - start)} into the run"
    height = FAILED if one.outcome == "failed" else BAR
    return (
        f'<rect class="bar {one.outcome}" x="{left:.2f}%" width="{width:.2f}%" y="{(LANE - height) // 2}" height="{height}" '
        f'rx="3"><title>{words}</title></rect>'
    )


def _said(found: Sequence[Span], start: float) -> Html:
    """The bars in words, for whoever does not see them."""
    parts = [f"from {span(s.start - start)} to {span(s.end - start)}: {WORDS[s.outcome]}" for s in found]
    return f'<span class="unseen">{"; ".join(parts) or "not asked"}</span>'


def _scale(scale: Axis, run: Run, found: Sequence[Span]) -> tuple[Html, ...]:
    marks = "".join(_tick(n, *tick) for n, tick in enumerate(scale.ticks()))
    folds = "".join(
        f'<text class="fold" x="{fold.at:.2f}%" y="13" text-anchor="middle">//</text>' for fold in scale.folds
    )
    lane = f'<svg class="track axis" width="100%" height="{LANE}" aria-hidden="true" focusable="false">{marks}{folds}</svg>'
    whole = span(max(s.end for s in found) - run.started_at)
    return ('<span class="quiet">since the start</span>', lane, "", whole, count(run.tokens))


def _tick(number: int, moment: float, place: float) -> Html:
    """One label of the scale; every second one may be left out where room is short."""
    anchor = "start" if place < 4 else "middle"
    kind = ' class="half"' if number % 2 else ""
    return f'<text{kind} x="{place:.2f}%" y="13" text-anchor="{anchor}">{span(moment) if moment else "0"}</text>'


def _legend(scale: Axis) -> Html:
    folded = [f"// stands for {span(fold.seconds)} in which nothing was asked." for fold in scale.folds]
    shown = (
        ("answered", "answered", BAR),
        ("failed", "failed", FAILED),
        ("dropped", "cut off", BAR),
        ("open", "at work", BAR),
    )
    keys = "".join(
        f'<li><svg width="22" height="{BAR}" aria-hidden="true" focusable="false">'
        f'<rect class="bar {kind}" width="22" y="{(BAR - height) // 2}" height="{height}" rx="3"/></svg> {word}</li>'
        for kind, word, height in shown
    )
    return f'<ul class="legend">{keys}</ul>' + "".join(f'<p class="quiet">{text(line)}</p>' for line in folded)

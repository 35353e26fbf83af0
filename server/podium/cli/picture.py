"""A run as lines for a terminal: waves, their agents, sub-agents below their parents. Nothing is shown that is not known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from podium.core.texts import one_line
from podium.core.values import JSON

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.table import Table
    from rich.text import Text

AT_WORK = ("running", "awaiting_host")
"""Statuses in which somebody may be at work; in all others the clocks stand."""
NARROW, VERY_NARROW = 72, 46
"""Columns of a terminal below which tokens and confidence, then the words for states, are left out."""
FRAMES, PLAIN_FRAMES = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏", "|/-\\"
FRAMES_A_SECOND = 8
BAR = 48
"""Columns of the bar at most."""
_STYLES = {"answered": "green", "failed": "red", "asked": "cyan", "planned": "dim", "skipped": "yellow"}
_MARKS = {"answered": "✓", "failed": "✗", "planned": "·", "skipped": "–"}
_PLAIN_MARKS = {"answered": "+", "failed": "x", "planned": ".", "skipped": "-"}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the tree. `depth` counts from 0 for a wave; `seconds`, `tokens` and `rated` are None where unknown."""

    depth: int
    name: str
    state: str = ""
    words: str = ""
    seconds: float | None = None
    tokens: tuple[int, int] | None = None
    rated: float | None = None


def lines(result: JSON, now: float) -> list[Line]:
    """The lines of a run's tree.

    Args:
        result: what `orchestrate-status` tells of the run.
        now: unix seconds, to tell how long an agent has been at work.
    """
    agents = {agent["id"]: _stopped(agent, result["status"]) for agent in result["agents"]}
    waits = {entry["agent_id"]: entry["on"] for entry in result["graph"]["waiting"]}
    found = []
    for number, wave in enumerate(result["waves"], 1):
        found.append(Line(0, f"wave {number}"))
        top = [i for i in wave if agents[i]["parent"] not in wave]
        found += [line for i in top for line in _branch(i, wave, agents, waits, now, 1)]
    return found + _synthesis(result, waits)


def _stopped(agent: JSON, status: str) -> JSON:
    """The agent as it is once nobody is at work: what was asked and not answered has no clock any more."""
    return agent if status in AT_WORK or agent["state"] != "asked" else {**agent, "state": "open", "asked_at": None}


def _branch(
    agent_id: str, wave: Sequence[str], agents: Mapping[str, JSON], waits: Mapping[str, Any], now: float, depth: int
) -> Iterator[Line]:
    yield _agent(agents[agent_id], waits.get(agent_id, ()), now, depth)
    for other in wave:
        if agents[other]["parent"] == agent_id:
            yield from _branch(other, wave, agents, waits, now, depth + 1)


def _agent(agent: JSON, waits: Sequence[str], now: float, depth: int) -> Line:
    state, asked_at = agent["state"], agent.get("asked_at")
    seconds = max(0.0, now - asked_at) if state == "asked" and asked_at else agent["seconds"] or None
    tokens = (agent["tokens_in"], agent["tokens_out"]) if agent["attempts"] else None
    return Line(
        depth, one_line(agent["role"], 60), state, _words(agent, waits), seconds, tokens, agent.get("self_rated")
    )


def _words(agent: JSON, waits: Sequence[str]) -> str:
    state = agent["state"]
    words = {
        "asked": "with the host" if agent["carrier"] == "handoff" else "at work",
        "failed": f"failed: {agent['failure']}",
        "open": "asked, no reply",
        "planned": f"waits on {one_line(waits[0], 30)}" if waits else "planned",
    }.get(state, str(state))
    if len(waits) > 1 and state == "planned":
        words += f" and {len(waits) - 1} more"
    return f"{words}, try {agent['attempts']}" if agent["attempts"] > 1 and state == "asked" else words


def _synthesis(result: JSON, waits: Mapping[str, Any]) -> list[Line]:
    """The coordinator's line: it is no agent of the run, and not every run has one."""
    graph = result["graph"]
    if "coordinator" in graph["running"]:
        return [Line(0, "synthesis", "asked", "at work")]
    if "coordinator" in waits or "coordinator" in graph["ready"]:
        return [Line(0, "synthesis", "planned", "after them")]
    return [Line(0, "synthesis", "answered", "done")] if result["synthesis"]["summary"] else []


def headline(result: JSON, now: float) -> str:
    """Route, confidence, how far it is, tokens and seconds, in one line."""
    trace, spent, agents = result["confidence_trace"], result["spent"], result["agents"]
    chance = ""
    if len(trace) > 1 and "confidence_trace_total" not in result:
        chance = f" (chance of success {trace[0]['value']:.2f} -> {trace[-1]['value']:.2f})"
    begun = trace[0]["at"] if trace else now
    seconds = now - begun if result["status"] in AT_WORK else spent["seconds"]
    answered = sum(agent["state"] == "answered" for agent in agents)
    return (
        f"{result['strategy'].replace('_', ' ')}, confidence {result['confidence']:.2f}{chance}, "
        f"{answered} of {len(agents)} agents, {spent['tokens']:,} tokens, {max(0.0, seconds):.1f} s"
    )


def waiting(reading: tuple[float, str] | None, *, console: Console, seconds: float) -> RenderableType:
    """What is shown before a run has begun: a spinner, below it a bar where something is known.

    Args:
        reading: what was told of the reading of files: its share that is done, and words for it.
        console: where it goes.
        seconds: since the command began.
    """
    from rich.console import Group
    from rich.progress_bar import ProgressBar
    from rich.text import Text

    share, words = reading or (0.0, "starting, reading the project, deciding")
    said = f"{_frame(console, seconds)} {words}: {seconds:.0f} s"
    line = Text(said, style="cyan", no_wrap=True, overflow="ellipsis")
    return Group(line, ProgressBar(total=1.0, completed=share, width=min(BAR, console.width))) if reading else line


def _frame(console: Console, seconds: float) -> str:
    frames = PLAIN_FRAMES if console.options.ascii_only else FRAMES
    return frames[int(seconds * FRAMES_A_SECOND) % len(frames)]


def drawn(result: JSON, *, console: Console, now: float) -> RenderableType:
    """The tree of a run for a console, with its spinner as it stands `now` (unix seconds).

    The console's width and whether it knows more than ASCII decide what is drawn.
    """
    from rich.console import Group
    from rich.text import Text

    head = Text(one_line(result["objective"], 200), style="bold", no_wrap=True, overflow="ellipsis")
    route = Text(f"{result['status'].replace('_', ' ')}: {headline(result, now)}", style="dim", overflow="fold")
    frame, plain = _frame(console, now), console.options.ascii_only
    return Group(head, route, _table(lines(result, now), console.width, frame, plain=plain))


def _table(found: Sequence[Line], width: int, frame: str, *, plain: bool) -> Table:
    from rich.table import Table

    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim")
    table.add_column("", no_wrap=True, overflow="ellipsis", ratio=None if width >= NARROW else 1)
    columns = ["state"] * (width >= VERY_NARROW) + ["seconds"] + ["tokens in/out", "own confidence"] * (width >= NARROW)
    for name in columns:
        table.add_column(name, no_wrap=True, overflow="ellipsis", justify="left" if name == "state" else "right")
    for line in found:
        cells = {
            "state": line.words,
            "seconds": "" if line.seconds is None else f"{line.seconds:.1f}",
            "tokens in/out": "" if line.tokens is None else f"{line.tokens[0]:,}/{line.tokens[1]:,}",
            "own confidence": "" if line.rated is None else f"{line.rated:.2f}",
        }
        table.add_row(_name(line, frame, plain=plain), *(cells[name] for name in columns))
    return table


def _name(line: Line, frame: str, *, plain: bool) -> Text:
    from rich.text import Text

    marks = _PLAIN_MARKS if plain else _MARKS
    mark = frame if line.state == "asked" else marks.get(line.state, "")
    text = Text("  " * line.depth)
    text.append(f"{mark} " if mark else "", style=_STYLES.get(line.state, ""))
    return text.append(line.name, style="" if line.state else "bold")

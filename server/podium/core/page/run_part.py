"""One run as parts of a page: what was asked, what came of it, when, by whom, and what happened on the way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from podium.core.page.charts import Steps, over_time
from podium.core.page.markup import (
    Column,
    Html,
    count,
    figures,
    listed,
    many,
    moment,
    number,
    percent,
    prose,
    section,
    span,
    table,
    text,
)
from podium.core.page.spans import Span
from podium.core.page.timeline import timeline
from podium.core.page.tree import tree
from podium.core.results import run_result
from podium.core.run import Run
from podium.core.values import JSON

MOST_ROWS, MOST_NAMES = 40, 3
STATUS = {
    "planned": "planned, nothing was run",
    "running": "running",
    "awaiting_host": "waiting for its host",
    "interrupted": "interrupted",
    "completed": "completed",
    "partial": "partly completed",
    "failed": "failed",
    "cancelled": "cancelled",
}
_ENDED = {True: "recovered", False: "not recovered", None: "open"}


def run_part(run: Run, found: Sequence[Span]) -> Html:
    """A whole run.

    Args:
        run: the run.
        found: when its agents were at work.
    """
    result = run_result(run)
    return "\n".join(
        part
        for part in (
            _head(run, result),
            _result(result["synthesis"], result["missing"]),
            timeline(run, found),
            tree(run),
            _way(run, result),
            _confidence(run),
            _phases(result["phases"]),
        )
        if part
    )


def _head(run: Run, result: JSON) -> Html:
    rehearsal = ' <span class="tag">rehearsal</span>' if run.rehearsal else ""
    route = result["strategy"].replace("_", " ")
    return (
        f'<header class="run">\n<p class="over">Run <code>{text(run.run_id, 80)}</code>{rehearsal}</p>\n'
        f"<h1>{text(run.objective or 'Run', 240)}</h1>\n"
        f'<p class="meta"><span class="status {text(run.status)}">{STATUS[run.status]}</span> '
        f"{text(route)} · {moment(run.started_at)}</p>\n{_numbers(run, result)}\n</header>"
    )


def _numbers(run: Run, result: JSON) -> Html:
    decision, quality = result["decision"], result["quality"]
    low, high = decision.get("interval") or (0.0, 1.0)
    basis = "given" if run.overridden else f"{percent(low)} to {percent(high)}, {text(decision.get('basis') or '')}"
    agents = result["agents"]
    done = sum(a["state"] == "answered" for a in agents)
    spent = result["spent"]
    return figures(
        [
            ("Confidence", number(run.confidence), basis),
            ("Agents", f"{done} of {len(agents)}", f"answered, in {many(len(result['waves']), 'wave')}"),
            ("Time", span(spent["seconds"]), "without pauses"),
            ("Tokens", count(spent["tokens"]), f"estimated, {many(spent['requests'], 'request')}"),
            ("Context saved", *_saved(run.context)),
            ("Quality", _quality(quality["overall"], run.ended), "passed" if quality["passed"] else "passes at 0.85"),
        ]
    )


def _quality(value: float | None, ended: bool) -> Html:
    return number(value) if value is not None or ended else '<span class="none">not yet</span>'


def _saved(context: Mapping[str, Any]) -> tuple[Html, Html]:
    whole, kept = context.get("baseline_tokens", 0), context.get("kept_tokens", 0)
    if not whole:
        return '<span class="none">no context</span>', "nothing was to be read"
    return percent(max(0.0, 1 - kept / whole)), f"{count(kept)} of {count(whole)} tokens kept"


def _result(synthesis: JSON, missing: Sequence[str]) -> Html:
    recommendation = synthesis.get("recommendation")
    found = synthesis["findings"]
    rows = [
        (text(f["statement"]), text(f["evidence"]) or '<span class="none">none</span>', text(_some(f["agents"])))
        for f in found[:MOST_ROWS]
    ]
    columns = (Column("Finding", "free"), Column("Evidence", "free"), Column("Said by", "wide"))
    conflicts = [
        f"<strong>{text(c['topic'], 120)}:</strong> {text(c['resolution'])}" for c in synthesis["conflicts"][:MOST_ROWS]
    ]
    return section(
        "result",
        "Result",
        prose(synthesis.get("summary") or ""),
        f'<div class="recommended"><h3>Recommended</h3>{prose(recommendation)}</div>' if recommendation else "",
        table(f"Findings ({len(found)})", columns, rows),
        f"<h3>Conflicts</h3>{listed(conflicts)}" if conflicts else "",
        f'<p class="trouble">Missing: {text(", ".join(missing))}</p>' if missing else "",
    )


def _some(names: Sequence[str]) -> str:
    """The first few names, and how many more there are."""
    shown = ", ".join(names[:MOST_NAMES])
    return f"{shown} and {len(names) - MOST_NAMES} more" if len(names) > MOST_NAMES else shown


def _way(run: Run, result: JSON) -> Html:
    recoveries = [
        (
            text(r["agent_id"], 80),
            text(r["failure"]),
            text(
                (r.get("way") or r["strategy"]).replace("_", " ") + (f" with {r['to']}" if r["to"] != r["from"] else "")
            ),
            _ENDED[r["succeeded"]],
        )
        for r in result["recoveries"][:MOST_ROWS]
    ]
    columns = (Column("Agent"), Column("Failure"), Column("What was done"), Column("Outcome"))
    changes = [
        f"{text(a['from'])} → {text(a['to'])}: {text(a['reason'])}"
        for a in run.adjustments
        if "from" in a and "to" in a
    ]
    refused = [f"{text(s['parent'])} asked for {text(s['role'])}: {text(s['reason'])}" for s in run.spawned_refused]
    said: dict[tuple[str, str], list[str]] = {}
    for note in run.deviations:
        said.setdefault((note["kind"], note.get("detail") or ""), []).append(note["agent_id"])
    notes = [
        (text(_some(agents), 300), text(kind.replace("_", " ")), text(detail))
        for (kind, detail), agents in list(said.items())[:MOST_ROWS]
    ]
    return section(
        "way",
        "What happened on the way",
        table("Recoveries in this run", columns, recoveries),
        table("Deviations", (Column("Agents"), Column("Kind"), Column("Detail", "free")), notes),
        listed(changes[:MOST_ROWS]),
        listed(refused[:MOST_ROWS]),
    )


def _confidence(run: Run) -> Html:
    if len(run.trace) < 2:
        return ""
    told = [(float(p["at"]) - float(run.trace[0]["at"]), float(p["value"])) for p in run.trace]
    steps = many(len(told) - 1, "step")
    words = f"Confidence in percent, reply by reply: from {told[0][1]:.0%} to {told[-1][1]:.0%} in {steps}"
    # By the replies and not by the time: a run may rest for a night.
    line = Steps("confidence", "one", tuple((float(n), value) for n, (_, value) in enumerate(told)))
    chart = over_time([line], name="confidence-words", words=words, ends=("start", steps))
    shown = told if len(told) <= MOST_ROWS else [*told[: MOST_ROWS - 1], told[-1]]
    rows = [(span(after), f"{value:.2f}") for after, value in shown]
    listing = table("Confidence after each reply", (Column("Into the run"), Column("Confidence", "number")), rows)
    return section(
        "confidence",
        "Confidence over the run",
        f'<figure>{chart}<figcaption class="quiet">{text(words)}.</figcaption></figure>',
        f"<details><summary>As a table</summary>{listing}</details>",
    )


def _phases(found: Sequence[JSON]) -> Html:
    rows = [
        (
            f"{text(phase['name'])}",
            f'<span class="state {"answered" if phase["verified"] else "failed"}">'
            f'<span aria-hidden="true">{"✓" if phase["verified"] else "✗"}</span> '
            f"{'verified' if phase['verified'] else 'not verified'}</span>",
            "; ".join(f"{text(c['check'])}: {text(c['evidence'], 160)}" for c in phase["checks"]),
            span(phase["seconds"]),
        )
        for phase in found
    ]
    columns = (Column("Phase"), Column("State"), Column("Checks", "free"), Column("Time", "number wide"))
    return section("phases", "Phases", table("The five phases and what verified them", columns, rows))

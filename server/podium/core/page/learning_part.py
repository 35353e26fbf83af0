"""What was learned as parts of a page: figures with what they rest on, calibration, recovery, thresholds, trend."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from podium.core.calibration import ENOUGH, Bin
from podium.core.learning.intervals import share_interval
from podium.core.page.charts import reliability, share_bar
from podium.core.page.markup import (
    NOT_ENOUGH,
    Column,
    Html,
    count,
    figures,
    listed,
    number,
    percent,
    section,
    span,
    table,
    text,
)
from podium.core.page.thresholds import Change, thresholds
from podium.core.values import JSON

MOST_ROWS = 60
_FIGURES = (
    ("Routing accuracy", "routing_accuracy"),
    ("Routing score", "routing_score"),
    ("Deployment success", "deployment_success_rate"),
    ("Coordination quality", "coordination_quality"),
    ("Recovery success", "recovery_success_rate"),
    ("Agent success", "agent_success_rate"),
)
_SHARE = (
    Column("Success", "number"),
    Column("As a bar", "bar"),
    Column("90 % interval", "number"),
    Column("n", "number"),
)


@dataclass(frozen=True, slots=True)
class Learned:
    """What the page shows: the learning report, the bins of its calibration, and the moves of thresholds, oldest first.

    `until` is the time of the latest outcome.
    """

    report: JSON
    bins: tuple[Bin, ...]
    changes: tuple[Change, ...]
    until: float = 0.0


def learning_part(learned: Learned, *, level: int = 2) -> Html:
    """Everything that was learned; `level` 1 where this is the whole page and has its title."""
    report = learned.report
    domain = f" in {report['domain']}" if report["domain"] else ""
    title = f"<h1>What was learned{text(domain)}</h1>" if level == 1 else ""
    parts = (
        f'<header class="run">{title}{_counts(report)}</header>' if level == 1 else "",
        section(
            "learning",
            "Figures" if level == 1 else "What was learned",
            "" if level == 1 else _counts(report),
            _figures(report),
            _notes(report),
        ),
        _calibration(report["calibration"], learned.bins),
        section("recovery", "Recovery by kind of failure", _recovery(report["recovery_by_failure"])),
        section("projects", "Outcomes by project", _projects(report["patterns"]["projects"])),
        thresholds(report["thresholds"], learned.changes, learned.until),
        section("strategies", "Strategies", _bands(report["bands"]), _trend(report["trend"])),
    )
    return "\n".join(part for part in parts if part)


def _counts(report: JSON) -> Html:
    sources = report["outcome_sources"]
    return (
        f'<p class="meta">{count(report["decisions"])} runs started, {count(report["outcomes"])} finished; '
        f"judged by {count(sources['feedback'])} verdicts and {count(sources['checks'])} checks.</p>"
    )


def _figures(report: JSON) -> Html:
    return figures((title, percent(report[name]), _rests_on(report["evidence"][name])) for title, name in _FIGURES)


def _rests_on(evidence: JSON) -> Html:
    if evidence["interval"] is None:
        return f"n = {count(evidence['n'])}"
    low, high = evidence["interval"]
    return f'{percent(low)} to {percent(high)}, <span class="cases">n = {count(evidence["n"])}</span>'


def _notes(report: JSON) -> Html:
    return listed((text(note) for note in report["notes"]), kind="notes")


def _calibration(calibration: JSON, bins: Sequence[Bin]) -> Html:
    scores = figures(
        (title, number(calibration[name], 3), note)
        for title, name, note in (
            ("Brier score", "brier", f"n = {calibration['n']}; 0 is perfect"),
            ("Log loss", "log_loss", f"n = {calibration['n']}; 0 is perfect"),
            ("Calibration error", "ece", f"n = {calibration['n']}; 0 is perfect"),
        )
    )
    if not bins:
        said = f"<p>{NOT_ENOUGH}: {calibration['n']} of the {ENOUGH} judged runs that a diagram needs.</p>"
        return section("calibration", "Calibration", said)
    rows = [
        (
            f"{b.low * 100:.0f} to {b.low * 100 + 10:.0f} %",
            percent(b.stated),
            percent(b.achieved),
            f"{percent(b.interval[0])} to {percent(b.interval[1])}",
            str(b.n),
        )
        for b in bins
    ]
    columns = (
        Column("Stated"),
        Column("Mean stated", "number wide"),
        Column("Achieved", "number"),
        Column("90 % interval", "number"),
        Column("n", "number"),
    )
    note = "Points on the diagonal kept what was stated; lines are 90 % intervals, larger points rest on more runs."
    diagram = f'<figure>{reliability(bins)}<figcaption class="quiet">{note}</figcaption></figure>'
    beside = table("Stated and achieved success", columns, rows)
    return section("calibration", "Calibration", scores, f'<div class="beside">{diagram}{beside}</div>')


def _recovery(rows: Sequence[JSON]) -> Html:
    shown = [
        (text(r["failure"]), text(r["strategy"].replace("_", " ")), *_share(r["rate"], r["n"]))
        for r in rows[:MOST_ROWS]
    ]
    columns = (Column("Failure"), Column("What was done"), *_SHARE)
    return table("How often each way out of a failure worked", columns, shown) or _nothing(
        "No failure was recovered yet."
    )


def _projects(rows: Sequence[JSON]) -> Html:
    shown = [
        (
            "this one" if r["here"] else text(r["project"]),
            text(r["strategy"].replace("_", " ")),
            *_share(r["success"], r["n"]),
        )
        for r in rows[:MOST_ROWS]
    ]
    columns = (Column("Project"), Column("Strategy"), *_SHARE)
    return table("How the strategies fare in each project", columns, shown) or _nothing(
        "No run of a project was judged yet."
    )


def _share(rate: float | None, n: float) -> tuple[Html, Html, Html, Html]:
    if rate is None or n <= 0:
        return NOT_ENOUGH, "", "", count(n)
    interval = share_interval(min(rate * n, n), n)
    return percent(rate), share_bar(rate, interval), f"{percent(interval[0])} to {percent(interval[1])}", count(n)


def _bands(rows: Sequence[JSON]) -> Html:
    shown = [
        (text(r["strategy"].replace("_", " ")), percent(r["shown"]), percent(r["achieved"]), count(r["n"]))
        for r in rows
    ]
    columns = (Column("Strategy"), Column("Stated", "number"), Column("Achieved", "number"), Column("n", "number"))
    return table("Stated and achieved success of each strategy", columns, shown)


def _trend(rows: Sequence[JSON]) -> Html:
    shown = [_month(row) for row in rows[-MOST_ROWS:]]
    columns = (
        Column("Month"),
        Column("Strategy"),
        Column("Runs", "number"),
        Column("Routing accuracy", "number"),
        Column("Tokens a run", "number wide"),
        Column("Time a run", "number wide"),
    )
    return table("By month", columns, shown) or _nothing("No run has finished yet.")


def _month(row: JSON) -> tuple[Html, ...]:
    def shown(value: Any, word: Html) -> Html:
        return NOT_ENOUGH if value is None else word

    return (
        text(row["period"]),
        text(row["strategy"].replace("_", " ")),
        count(row["n"]),
        percent(row["routing_accuracy"]),
        shown(row["tokens"], count(row["tokens"] or 0)),
        shown(row["seconds"], span(row["seconds"] or 0.0)),
    )


def _nothing(sentence: str) -> Html:
    return f'<p class="none">{text(sentence)}</p>'

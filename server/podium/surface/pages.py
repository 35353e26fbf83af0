"""Markdown of the computing commands, each complete by itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from podium.core.texts import one_line, visible
from podium.core.values import JSON
from podium.surface.decision_page import decision_page
from podium.surface.fit import LIMIT
from podium.surface.markdown import table


def page(name: str, result: JSON) -> str:
    """The Markdown of one command's result, without its picture or cut at a line where it would be too long."""
    text = visible(_PAGES[name](result))
    if len(text) > LIMIT and result.get("mermaid"):
        text = visible(_PAGES[name]({**result, "mermaid": None}))
    lines = text.split("\n")
    while len(text) > LIMIT and len(lines) > 5:
        lines = lines[: int(len(lines) * 0.9)]
        text = "\n".join([*lines, "", "… cut here; ask for less at once, or read the structured result."])
    return text[:LIMIT]


def _relationships(r: JSON) -> str:
    commands = r["commands"]
    lines = [
        "# Command map",
        f"{r.get('commands_total', len(commands))} commands, {r.get('edges_total', len(r['edges']))} edges, "
        f"{len(r['waves'])} waves, {r.get('conflicts_total', len(r['conflicts']))} conflicts, {len(r['cycles'])} cycles.",
    ]
    if r["shown"]:
        lines.append(r["shown"])
    lines.append("\n## Waves\n" + _waves(r["waves"]))
    if r["route"]:
        lines.append(f"\n## Why these\n{r['route']['strategy']}: {one_line(r['route']['reason'], 300)}")
        lines.append("A run would go:\n" + _waves(r["route"]["waves"]))
    if r["cycles"]:
        lines.append("**Cycles of blocking edges, refused when run:** " + "; ".join(" → ".join(c) for c in r["cycles"]))
    if r["critical_path"]:
        lines.append("Critical path: " + " → ".join(r["critical_path"]))
    if r["conflicts"]:
        rows = [f"- {c['a']} and {c['b']} both hold {c['resource']}" for c in r["conflicts"][:15]]
        lines.append("\n## Never together\n" + "\n".join(rows))
    rows = [f"- {', '.join(c['commands'][:6])}: {one_line(c['why'], 160)}" for c in r["coordination"][:10]]
    if rows:
        lines.append("\n## Coordination\n" + "\n".join(rows))
    lines.append(
        "\n" + table(("command", "kind", "what it does"), [(c["name"], c["kind"], c["summary"]) for c in commands[:40]])
    )
    return "\n".join(lines) + _mermaid(r)


def _waves(waves: Sequence[Sequence[str]]) -> str:
    return "\n".join(f"{n}. {', '.join(wave)}" for n, wave in enumerate(waves, 1))


def _parallel(r: JSON) -> str:
    lines = [
        f"# {r['decision'].capitalize()}",
        one_line(r["reason"], 500),
        "",
        f"- Sequential {r['sequential_minutes']:g} min, parallel {r['parallel_minutes']:g} min, speed-up {r['speedup']:.2f} "
        f"(at most {r['amdahl_limit']:.2f} with any number of agents)",
        f"- Net benefit {r['net_benefit']:.2f} (parallel from .30), overhead {r['overhead']:.2f}",
        "- Critical path: " + " → ".join(r["critical_path"]),
        "",
        "## Waves",
        _waves(r["waves"]),
    ]
    if r["conflicts"]:
        lines.append(
            "\nNever together: " + "; ".join(f"{c['a']} and {c['b']} ({c['resource']})" for c in r["conflicts"][:10])
        )
    return "\n".join(lines) + _mermaid(r)


def _economy(r: JSON) -> str:
    lines = [
        "# Context packs",
        f"Everything for every role: {r['baseline_tokens']} tokens. Kept: {r['kept_tokens']}. "
        f"Reduction {r['reduction']:.0%}. Preserved items whole in every pack: {'yes' if r['preserved_ok'] else 'no'}.",
    ]
    for pack in r["packs"]:
        rows = [(i["name"], i["tokens"], i["score"], i["reason"]) for i in pack["items"][:12]]
        lines.append(f"\n## {pack['role']} ({pack['tokens']} tokens)\nWhole pack: `{pack['resource']}`\n")
        lines.append(table(("item", "tokens", "score", "why"), rows))
    if r["dropped"]:
        rows = [(d["name"], d["tokens"], d["reason"], d["handle"]) for d in r["dropped"][:15]]
        lines.append("\n## Left out, and where to fetch it\n" + table(("item", "tokens", "why", "handle"), rows))
    return "\n".join(lines)


def _mathematics(r: JSON) -> str:
    rows = [
        (c["verdict"], c["claim"], c["computed"] if c["computed"] is not None else "", c["reason"]) for c in r["claims"]
    ]
    counts = f"{r['holds']} hold, {r['fails']} fail, {r['undecided']} undecided."
    found = table(("verdict", "claim", "computed", "reason"), rows)
    return f"# {r['verdict'].capitalize()}\n{counts}\n\n{found}" + (f"\n\n{_SAY_AGAIN}" if r["undecided"] else "")


_SAY_AGAIN = (
    "Where you know what an undecided claim comes to, pass it again with that, wrong figures as they stand: "
    "`36 bales for 4 horses in 6 days of 2021 are 2 a day each := 36 / (4 * 6) = 2; aside 2021`."
)


def _learning(r: JSON) -> str:
    figures = (
        ("routing accuracy", r["routing_accuracy"], "successful of all runs with a verdict of a user or of tests"),
        ("routing score", r["routing_score"], "mean over judged runs"),
        (
            "strategy selection accuracy",
            r["strategy_selection_accuracy"],
            "decisions within 5 % of the best fixed plan",
        ),
        ("deployment success", r["deployment_success_rate"], "runs of specialized agents"),
        ("coordination quality", r["coordination_quality"], "judged runs with several agents"),
        ("recovery success", r["recovery_success_rate"], "recoveries that ended in an accepted reply"),
        ("agent success", r["agent_success_rate"], "agents with an accepted reply"),
        ("Brier score", r["calibration"]["brier"], f"{r['calibration']['n']} judged outcomes"),
        ("calibration error", r["calibration"]["ece"], "ten bins"),
    )
    sources = r["outcome_sources"]
    lines = [
        "# What was learned",
        f"{r['decisions']} decisions, {r['outcomes']} outcomes ({sources['feedback']} judged by a user or tests, "
        f"{sources['checks']} by checks, {sources['none']} by nobody)"
        + (f", domain {r['domain']}" if r["domain"] else ""),
        "",
        table(("figure", "value", "over what"), figures),
        "",
        table(
            ("strategy", "stated", "achieved", "n"),
            [(b["strategy"], b["shown"], b["achieved"], b["n"]) for b in r["bands"]],
        ),
    ]
    if r["recovery_by_failure"]:
        rows = [(x["failure"], x["strategy"], x["rate"], x["n"]) for x in r["recovery_by_failure"]]
        lines += ["", table(("failure", "recovery", "success", "n"), rows)]
    projects = r["patterns"].get("projects")
    if projects:
        rows = [("this one" if x["here"] else x["project"], x["strategy"], x["success"], x["n"]) for x in projects[:8]]
        lines += ["", table(("project", "strategy", "success", "n"), rows)]
    if r["reviews"]:
        rows = [(x["run_id"], x["strategy"], x["confidence"], x["routing_score"]) for x in r["reviews"][:10]]
        lines += [
            "",
            "## For review (routing score below .85)",
            table(("run", "strategy", "confidence", "score"), rows),
        ]
    lines += ["", *(f"- {n}" for n in r["notes"])]
    return "\n".join(lines)


def _runs(r: JSON) -> str:
    notices = "".join(f"\n{notice}" for notice in r.get("notices", ()))
    if not r["runs"]:
        return f"# Runs{notices}\nNo run yet. Start one with `orchestrate`."
    rows = [
        (x["run_id"], x["status"], x["strategy"], f"{x['agents_done']} of {x['agents_total']}", x["objective"])
        for x in r["runs"]
    ]
    return f"# Runs{notices}\n" + table(("run", "status", "strategy", "agents", "objective"), rows)


def _feedback(r: JSON) -> str:
    flagged = " It is flagged for review (below .85)." if r["review_flagged"] else ""
    accuracy = r["routing_accuracy"]
    overall = f" Routing accuracy so far: {accuracy:.2f}." if accuracy is not None else ""
    return f"Recorded for `{r['run_id']}`. Routing score {r['routing_score']:.2f}.{flagged}{overall}"


def _brief(r: JSON) -> str:
    return str(r["prompt"])


def _quiet(r: JSON) -> str:
    recorded = ", ".join(r["recorded"]) or "nothing new"
    return f"Recorded: {recorded}. Status {r['status']}, {r['remaining']} remaining. Stop here."


def _mermaid(r: Mapping[str, Any]) -> str:
    return f"\n\n```mermaid\n{r['mermaid']}\n```" if r.get("mermaid") else ""


_PAGES: dict[str, Callable[[JSON], str]] = {
    "decision-engine": decision_page,
    "command-relationships": _relationships,
    "parallel-over-sequential": _parallel,
    "context-economy": _economy,
    "verify-mathematics": _mathematics,
    "learning-report": _learning,
    "runs": _runs,
    "orchestrate-feedback": _feedback,
    "agent-brief": _brief,
    "quiet": _quiet,
}

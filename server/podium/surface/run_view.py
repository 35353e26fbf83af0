"""A run's result as Markdown that a person likes to read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from podium.core.texts import one_line
from podium.core.values import JSON
from podium.surface.fit import LIMIT

STATUS_WORDS = {
    "planned": "planned, nothing was run",
    "running": "running",
    "awaiting_host": "waiting for you",
    "interrupted": "interrupted",
    "completed": "completed",
    "partial": "partial",
    "failed": "failed",
    "cancelled": "cancelled",
}
_PERSON = {
    "accept": "You were asked, and what you said reached every agent: {}",
    "decline": "You declined to answer, so the plainest reading was taken: {}",
    "cancel": "You were asked and gave no answer, so the plainest reading was taken: {}",
    "none": "Nobody answered, so the plainest reading was taken: {}",
}
_CONFLICTS = {
    "accept": "You were asked about what agents contradict each other on ({}); what you chose prevails.",
    "decline": "You left open what agents contradict each other on ({}).",
    "cancel": "You were asked what holds where agents contradict each other ({}), and gave no answer.",
    "none": "What agents contradict each other on ({}) was put to you and stays open.",
}
_MARKS = {"answered": "✓", "failed": "✗", "skipped": "–", "asked": "…", "planned": "·"}


@dataclass(frozen=True, slots=True)
class Voice:
    """What a page tells its reader to do, in sentences with `{run_id}` in them.

    `briefs` tells that open briefs wait for somebody; None where the reader is the one who runs the agents, and gets
    instructions and briefs. `agents` and `picture` tell whether agents and phases, and the Mermaid text, are shown.
    """

    start: str
    go_on: str
    whole: str
    judge: str
    briefs: str | None = None
    agents: bool = True
    picture: bool = True


HOST = Voice(
    start="Start it with `orchestrate-continue` and run_id `{run_id}`.",
    go_on="call `orchestrate-continue` with run_id `{run_id}` to go on.",
    whole="`podium://runs/{run_id}`",
    judge="Now run the project's own checks on what came of this, then call `orchestrate-feedback` with run_id "
    "`{run_id}` and whether they passed: it is what Podium learns from.",
)
"""To the model of a host."""


def markdown(result: JSON, voice: Voice = HOST) -> str:
    """The Markdown half, complete by itself and short enough for a host."""
    text = ""
    for room in ((4_000, 30, True), (2_500, 14, True), (1_400, 8, False), (700, 4, False), (300, 0, False)):
        text = _page(result, voice, *room)
        if len(text) <= LIMIT:
            return text
    return f"{text[: LIMIT - 80]}\n…\n\nThe whole record: {voice.whole.format(run_id=result['run_id'])}"


def _page(result: JSON, voice: Voice, prose: int, findings: int, picture: bool) -> str:
    parts = [
        _heading(result),
        _next(result, voice),
        _synthesis(result["synthesis"], prose, findings),
        _agents(result["agents"]) if voice.agents else "",
        _phases(result["phases"], brief=not picture) if voice.agents else "",
        _trouble(result),
        _verification(result),
        _quality(result),
        _picture(result) if picture and voice.picture else "",
        _footer(result, voice),
    ]
    return "\n\n".join(part for part in parts if part)


def _heading(result: JSON) -> str:
    decision = result["decision"]
    route = decision.get("route") or {}
    lines = [
        f"# Podium: {STATUS_WORDS[result['status']]}",
        f"**{one_line(result['objective'], 300)}**",
        "",
        f"Run `{result['run_id']}` · {result['strategy'].replace('_', ' ')} · confidence {result['confidence']:.2f}"
        + (" (given)" if result["overridden"] else f" ({decision.get('basis')})")
        + f" · complexity {result['complexity']:.2f} of 1.5",
    ]
    if result["rehearsal"]:
        lines.append(
            "**Rehearsal:** no model answered. Every agent only quoted its own context; nothing here is learned from."
        )
    if result.get("read_as"):
        lines.append(f"Read as: {one_line(result['read_as'], 300)}")
    lines += _person(result.get("person") or {})
    if route.get("reason"):
        lines.append(f"Why this route: {one_line(route['reason'], 300)}")
    lines += [f"Elevated: {one_line(str(raised), 160)}" for raised in route.get("elevated_by") or ()]
    return "\n".join(lines)


def _person(said: JSON) -> list[str]:
    """What the user was asked and what came of it, a line each."""
    lines = [_PERSON[said["answer"]].format("; ".join(said["asked"]))] if said.get("asked") else []
    if agents := said.get("agents"):
        word = "as you said" if said["answer"] == "accept" else "more need your word"
        lines.append(f"{agents['planned']} agents were planned, at most {agents['may']} work: {word}.")
    if conflicts := said.get("conflicts"):
        lines.append(_CONFLICTS[conflicts["answer"]].format(conflicts["asked"]))
    return lines


def _next(result: JSON, voice: Voice) -> str:
    run_id = result["run_id"]
    if "next" in result and voice.briefs is not None:
        return voice.briefs.format(run_id=run_id)
    if "next" in result:
        briefs = result["next"]["briefs"]
        rows = [f"- `{b['agent_id']}` ({b['role']}, about {b['tokens']} tokens, {b['state']})" for b in briefs]
        text = "## Do this now\n" + result["next"]["instructions"] + "\n\nOpen briefs:\n" + "\n".join(rows)
        prompts = [f"### Brief of `{b['agent_id']}`\n{b['prompt']}" for b in briefs if b["prompt"]]
        return "\n\n".join([text, *prompts])
    if result["status"] == "planned":
        return f"Nothing was run. {voice.start.format(run_id=run_id)}"
    if result.get("task"):
        return (
            f"The run goes on in the background as task `{result['task']}`, which your client polls. There is nothing to "
            "do here; `orchestrate-continue` would take it over, and with cancel true ends it."
        )
    if result["status"] in ("interrupted", "running"):
        why = f" ({result['interrupted_by']})" if result.get("interrupted_by") else ""
        return f"The run is not finished{why}. Everything answered is kept: {voice.go_on.format(run_id=run_id)}"
    return ""


def _synthesis(synthesis: Mapping[str, Any], prose: int, most: int) -> str:
    if not synthesis.get("summary") and not synthesis.get("findings"):
        return ""
    parts = ["## Result", _cut(synthesis["summary"], prose)]
    if synthesis.get("recommendation"):
        parts.append("**Recommendation.** " + _cut(synthesis["recommendation"], prose))
    findings = synthesis["findings"]
    if findings and most:
        rows = [_finding(f) for f in findings[:most]]
        rest = synthesis.get("findings_total", len(findings)) - len(rows)
        parts.append("### Findings\n" + "\n".join(rows + ([f"- … and {rest} more"] if rest > 0 else [])))
    parts += [
        f"**Conflict on {one_line(conflict['topic'], 80)}.** {one_line(conflict['resolution'], 200)}"
        for conflict in synthesis["conflicts"][:5]
    ]
    parts += [
        f"**No conflict on {one_line(each['topic'], 80)}**, says the coordinator. {one_line(each['reason'], 200)}"
        for each in synthesis.get("withdrawn", [])[:3]
    ]
    if synthesis.get("untraced"):
        parts.append("Not traced to a reply: " + one_line("; ".join(synthesis["untraced"]), 400))
    return "\n\n".join(part for part in parts if part)


def _finding(finding: Mapping[str, Any]) -> str:
    evidence = f" *Evidence:* {one_line(finding['evidence'], 160)}" if finding["evidence"] else ""
    return f"- **{finding['id']}** {one_line(finding['statement'], 300)}{evidence} ({', '.join(finding['agents'])})"


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def _agents(agents: Sequence[Mapping[str, Any]]) -> str:
    if not agents:
        return ""
    rows = [
        f"| {_MARKS[a['state']]} {a['state']} | {a['id']} | {a['wave'] + 1} | {a['carrier'] or ''} | {a['attempts']} | "
        f"{a['seconds']:.1f} | {a['tokens_in'] + a['tokens_out']} | {a['failure'] or ''} |"
        for a in agents
    ]
    top = "| state | agent | wave | carrier | asked | s | tokens | failure |\n|---|---|---|---|---|---|---|---|"
    return "## Agents\n" + top + "\n" + "\n".join(rows)


def _phases(phases: Sequence[Mapping[str, Any]], *, brief: bool) -> str:
    lines = []
    for phase in phases:
        mark = "✓" if phase["verified"] else "✗"
        checks = "; ".join(
            f"{c['check']}: {one_line(c['evidence'], 90)}" for c in phase["checks"] if not brief or not c["ok"]
        )
        lines.append(f"- {mark} **{phase['name']}** ({phase['seconds']:.2f} s) {checks}".rstrip())
    return "## Phases\n" + "\n".join(lines)


def _trouble(result: JSON) -> str:
    lines = [
        f"- {r['agent_id']}: {r['failure']} → {(r.get('way') or r['strategy']).replace('_', ' ')}"
        + (f" with {r['to']}" if r["to"] != r["from"] else "")
        + {True: ", recovered", False: ", not recovered", None: ", open"}[r["succeeded"]]
        for r in result["recoveries"][:12]
    ]
    lines += [
        f"- {a['from']} → {a['to']}: {one_line(a['reason'], 160)}" for a in result["adjustments"][:5] if "from" in a
    ]
    lines += [
        f"- {s['parent']} asked for {one_line(s['role'], 60)}: {s['reason']}" for s in result["spawned_refused"][:5]
    ]
    if result["missing"]:
        lines.append("- Missing: " + ", ".join(result["missing"]))
    return "## What happened on the way\n" + "\n".join(lines) if lines else ""


def _quality(result: JSON) -> str:
    quality = result["quality"]
    if quality["overall"] is None:
        return ""
    verdict = "passed" if quality["passed"] else "below .85"
    parts = ", ".join(f"{name} {quality[name]:.2f}" for name in ("strategy", "execution", "recovery", "learning"))
    text = f"**Quality {quality['overall']:.2f}** ({verdict}): {parts}."
    raising = quality.get("raise") or ()
    return text + (" To raise it: " + "; ".join(raising) + "." if raising and not quality["passed"] else "")


def _verification(result: JSON) -> str:
    layers = result["verification"]["layers"]
    marks = {True: "✓", False: "✗", None: "–"}
    lines = [f"- {marks[layer['ok']]} {layer['layer']}: {one_line(layer['evidence'], 160)}" for layer in layers]
    return "\n".join([f"**Verified** ({result['verification']['level']}):", *lines]) if lines else ""


def _picture(result: JSON) -> str:
    return f"```mermaid\n{result['mermaid']}\n```" if result.get("mermaid") else ""


def _footer(result: JSON, voice: Voice) -> str:
    spent, run_id = result["spent"], result["run_id"]
    counted = "counted by the model" if spent.get("counted") else "estimated"
    text = f"Spent: {spent['requests']} requests, {spent['tokens']} tokens ({counted}), {spent['seconds']:.1f} s. "
    text += f"Whole record: {voice.whole.format(run_id=run_id)}."
    if result["status"] in ("completed", "partial", "failed") and not result["rehearsal"]:
        text += f"\n\n{voice.judge.format(run_id=run_id)}"
    return text

"""The agents of a run as a tree: waves, the agents of each, and under an agent those that it asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from podium.core.page.markup import Html, count, listed, prose, section, text
from podium.core.page.timeline import badge
from podium.core.run import CallState, Run

MOST_FINDINGS = 12
_CARRIERS = {"push": "asked over push", "round_trip": "asked in rounds", "handoff": "handed off"}


def tree(run: Run) -> Html:
    """Every call of the run with what it was, what came of it, and what it said."""
    below: dict[str | None, list[CallState]] = {}
    for state in run.calls.values():
        parent = state.call.parent if state.call.parent in run.calls else None
        below.setdefault(parent, []).append(state)
    waves: dict[int, list[CallState]] = {}
    for state in below.get(None, ()):
        waves.setdefault(state.call.wave, []).append(state)
    items = (
        f'<span class="wave">Wave {wave + 1}</span>{listed((_agent(run, s, below) for s in waves[wave]), kind="agents")}'
        for wave in sorted(waves)
    )
    return section("agents", "Who worked", listed(items, kind="tree"))


def _agent(run: Run, state: CallState, below: Mapping[str | None, list[CallState]]) -> Html:
    call = state.call
    head = f"<strong>{text(call.role, 120)}</strong> {badge(state.state)}"
    facts = f'<p class="quiet">{text(" · ".join(_facts(run, state)), 900)}</p>'
    inner = listed((_agent(run, s, below) for s in below.get(call.id, ())), kind="agents")
    return f"{head}{facts}{_failure(state)}{_reply(state)}{inner}"


def _facts(run: Run, state: CallState) -> list[str]:
    call, reply = state.call, state.reply
    after = [run.calls[d].call.role for d in call.depends_on if d in run.calls]
    roles = ", ".join(after[:3]) + (f" and {len(after) - 3} more" if len(after) > 3 else "")
    facts = [
        f"/{call.command}" if call.command else "",
        f"after {roles}" if after else "",
        _CARRIERS.get(state.carrier, ""),
        f"by {reply.model}" if reply and reply.model else "",
        f"asked {state.attempts} times" if state.attempts > 1 else "",
        f"in place of {run.calls[call.replaces].call.role}" if call.replaces in run.calls else "",
        f"tokens {count(state.tokens_asked)} in, {count(state.tokens_out)} out" if state.attempts else "",
        f"holds {', '.join(call.resources)}" if call.resources else "",
    ]
    return [fact for fact in facts if fact]


def _failure(state: CallState) -> Html:
    if state.reply is None or state.state not in ("failed", "skipped"):
        return ""
    return f'<p class="trouble">{text(": ".join(filter(None, (state.reply.failure, state.reply.detail))))}</p>'


def _reply(state: CallState) -> Html:
    reply = state.reply
    if reply is None or not state.accepted:
        return ""
    points = [*(_finding(f) for f in reply.findings[:MOST_FINDINGS])]
    left = len(reply.findings) - MOST_FINDINGS
    points += [f"and {left} more findings"] if left > 0 else []
    body = prose(reply.summary, 1_500) + listed(points)
    if reply.recommendation:
        body += f"<p><strong>Recommends:</strong> {text(reply.recommendation, 900)}</p>"
    return f"<details><summary>What {text(state.call.role, 60)} said</summary>\n{body}</details>"


def _finding(finding: Any) -> Html:
    evidence = f' <span class="quiet">{text(finding.evidence, 240)}</span>' if finding.evidence else ""
    return f"{text(finding.statement)}{evidence}"

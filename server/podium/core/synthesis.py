"""The synthesis of a run: findings merged with who said them, conflicts kept visible, one recommendation.

Everything here traces to a recorded reply. The order is the plan's, never the order of arrival, so that the same
replies give the same synthesis over every carrier.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from podium.core.run import COORDINATOR, CallState, Run
from podium.core.values import JSON, Finding

_WORD = re.compile(r"\w+")
_AGAINST = frozenset(
    {"against", "no", "oppose", "opposed", "reject", "negative", "disagree", "con", "contra", "avoid", "unsafe", "fail"}
)
_FOR = frozenset({"for", "yes", "support", "supports", "positive", "agree", "pro", "accept", "safe", "adopt", "pass"})


@dataclass(slots=True)
class Merged:
    """One finding with the agents that stated it."""

    finding: Finding
    agents: list[str] = field(default_factory=list)


def synthesize(run: Run) -> JSON:
    """Synthesis of the accepted replies: summary, recommendation, findings, conflicts.

    Prose is the coordinator's where it answered, else the agents' own words in planned order. `by` says which.
    """
    accepted = [c for c in run.agents if c.accepted]
    coordinator = run.calls.get(COORDINATOR)
    merged = merge_findings(accepted)
    if coordinator is not None and coordinator.accepted and coordinator.reply is not None:
        reply = coordinator.reply
        summary, recommendation, by = reply.summary, reply.recommendation, "coordinator"
    else:
        summary, recommendation, by = _merged_summary(accepted), _merged_recommendation(accepted), "merge"
    findings = [
        {"id": f"f{n}", "statement": m.finding.statement, "evidence": m.finding.evidence, "agents": m.agents}
        for n, m in enumerate(merged, 1)
    ]
    return {
        "summary": summary,
        "recommendation": recommendation,
        "findings": findings,
        "conflicts": conflicts(merged),
        "by": by,
    }


def merge_findings(states: Iterable[CallState]) -> list[Merged]:
    """Findings in planned order; the same statement of several agents is one finding of them all."""
    merged: dict[tuple[str, ...], Merged] = {}
    for state in states:
        for finding in state.reply.findings if state.reply else ():
            key = (finding.stance.lower(), *(w.lower() for w in _WORD.findall(finding.statement)))
            entry = merged.setdefault(key, Merged(finding))
            if finding.evidence and not entry.finding.evidence:
                entry.finding = replace(entry.finding, evidence=finding.evidence)
            if state.call.id not in entry.agents:
                entry.agents.append(state.call.id)
    return list(merged.values())


def conflicts(merged: Iterable[Merged]) -> list[JSON]:
    """Topics on which agents take opposed stances; they stay unresolved here and visible."""
    topics: dict[str, list[Merged]] = defaultdict(list)
    for entry in merged:
        if entry.finding.topic:
            topics[entry.finding.topic.strip().lower()].append(entry)
    found = []
    for entries in topics.values():
        sides = {_side(e.finding.stance) for e in entries}
        if {"for", "against"} <= sides:
            positions = [
                {"agents": e.agents, "stance": e.finding.stance, "statement": e.finding.statement}
                for e in entries
                if _side(e.finding.stance)
            ]
            resolution = _resolution(entries)
            found.append({"topic": entries[0].finding.topic, "positions": positions, "resolution": resolution})
    return found


def _side(stance: str) -> str:
    words = {w.lower() for w in _WORD.findall(stance)}
    if words & _AGAINST:
        return "against"
    return "for" if words & _FOR else ""


def _resolution(entries: list[Merged]) -> str:
    """Evidence decides where only one side gives any; otherwise the conflict stays open."""
    backed = {_side(e.finding.stance) for e in entries if e.finding.evidence and _side(e.finding.stance)}
    if len(backed) == 1:
        return f"The side '{backed.pop()}' alone gives evidence."
    return "Unresolved: decide with the people concerned."


def _merged_summary(states: list[CallState]) -> str:
    if len(states) == 1 and states[0].reply:
        return states[0].reply.summary
    return "\n".join(f"{s.call.role}: {s.reply.summary}" for s in states if s.reply and s.reply.summary)


def _merged_recommendation(states: list[CallState]) -> str:
    given = [(s.call.role, s.reply.recommendation) for s in states if s.reply and s.reply.recommendation]
    if len(given) == 1:
        return given[0][1]
    return "\n".join(f"{role}: {text}" for role, text in given)

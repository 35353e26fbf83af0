"""The synthesis as it is shown. Everything in it traces to a recorded reply.

The order is the plan's, never the order of arrival, so that the same replies give the same synthesis over every carrier.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from podium.core.calls import AgentReply
from podium.core.contradictions import Conflict, contradictions
from podium.core.run import COORDINATOR, CallState, Run
from podium.core.synthesis.merging import Merged, merge_findings, planned
from podium.core.synthesis.noticed import noticed, withdrawn
from podium.core.synthesis.resolving import Resolution, resolved, shown
from podium.core.traceability import untraced
from podium.core.values import JSON


def synthesize(run: Run) -> JSON:
    """Synthesis of the accepted replies: summary, recommendation, findings, conflicts.

    `withdrawn` tells which conflicts the coordinator saw are none. Prose is the coordinator's where it answered, else the agents' own words in planned order; `by` says which, and
    `untraced` holds the coordinator's sentences that no reply bears out. Its own findings are nobody's.
    """
    accepted = planned(c for c in run.contributors if c.accepted and c.reply is not None)
    merged = merge_findings(accepted)
    reply = _coordinators(run)
    found = contradictions(accepted)
    none = withdrawn(reply, found) if reply else {}
    real = [conflict for at, conflict in enumerate(found) if at not in none]
    settled = _settled(accepted, merged, real, reply)
    if reply is None:
        summary, recommendation, by = _merged_summary(accepted), _merged_recommendation(accepted, settled), "merge"
    else:
        summary, recommendation, by = reply.summary, reply.recommendation, "coordinator"
    return {
        "summary": summary,
        "recommendation": recommendation,
        "findings": [_finding(number, entry) for number, entry in enumerate(merged, 1)],
        "conflicts": [shown(conflict, resolution) for conflict, resolution in settled],
        "withdrawn": [{"topic": found[at].topic, "reason": none[at]} for at in sorted(none)],
        "by": by,
        "untraced": [] if reply is None else untraced(_prose(reply), accepted, len(merged), run.objective),
    }


def _settled(
    accepted: Sequence[CallState], merged: Sequence[Merged], found: Sequence[Conflict], reply: AgentReply | None
) -> list[tuple[Conflict, Resolution]]:
    """The conflicts with their resolutions: those found by comparing, then those that the coordinator noticed."""
    more = noticed(reply, merged, accepted, found) if reply else []
    judged = [judgement for _, judgement in more]
    settled = resolved([*found, *(conflict for conflict, _ in more)], accepted)
    return [
        (conflict, own if own.by != "unresolved" else theirs or own)
        for (conflict, own), theirs in zip(settled, [*(None for _ in found), *judged], strict=True)
    ]


def _coordinators(run: Run) -> AgentReply | None:
    coordinator = run.calls.get(COORDINATOR)
    return coordinator.reply if coordinator is not None and coordinator.accepted else None


def _prose(reply: AgentReply) -> list[str]:
    return [reply.summary, reply.recommendation]


def _finding(number: int, entry: Merged) -> JSON:
    statement = entry.finding.statement
    return {"id": f"f{number}", "statement": statement, "evidence": entry.evidence, "agents": entry.agents}


def _merged_summary(states: Sequence[CallState]) -> str:
    return _by_role((s.call.role, s.reply.summary) for s in states if s.reply)


def _merged_recommendation(states: Sequence[CallState], settled: Iterable[tuple[Conflict, Resolution]]) -> str:
    """What the agents recommend, each advice once; advice that a resolved conflict overruled is left to the conflicts."""
    overruled = {
        (agent, position.statement)
        for conflict, resolution in settled
        for position in conflict.positions
        for agent in position.agents
        if position.source == "recommendation" and resolution.side not in (None, position.side)
    }
    return _by_role((s.call.role, _without(s, overruled)) for s in states if s.reply)


def _without(state: CallState, overruled: set[tuple[str, str]]) -> str:
    """An agent's recommendation without the sentences that were overruled."""
    text = state.reply.recommendation if state.reply else ""
    for agent, statement in overruled:
        if agent == state.call.id:
            text = text.replace(statement, "").strip()
    return text


def _by_role(given: Iterable[tuple[str, str]]) -> str:
    """The texts by role; the same text of several roles once, with all of them; a single one without a role."""
    roles: dict[str, list[str]] = {}
    texts: dict[str, str] = {}
    for role, text in given:
        if text:
            key = " ".join(text.lower().split()).rstrip(".!")
            texts.setdefault(key, text)
            roles.setdefault(key, []).append(role)
    if len(texts) == 1:
        return next(iter(texts.values()))
    return "\n".join(f"{', '.join(dict.fromkeys(roles[key]))}: {text}" for key, text in texts.items())

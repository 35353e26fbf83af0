"""A run as the structured result that clients rely on. Whole here; `fit` makes it short enough for a host."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from podium.core.phases import phases
from podium.core.pictures import Edge, Node, flowchart
from podium.core.quality import THRESHOLD
from podium.core.recovery import succeeded
from podium.core.run import CallState, Run
from podium.core.run_graph import run_graph
from podium.core.values import JSON

_EMPTY_SYNTHESIS: JSON = {"summary": "", "recommendation": "", "findings": [], "conflicts": []}
_NO_VERIFICATION: JSON = {"level": None, "layers": [], "critical": []}
_NO_QUALITY: JSON = {
    "strategy": None,
    "execution": None,
    "recovery": None,
    "learning": None,
    "overall": None,
    "passed": False,
}
REVIEW_BELOW = THRESHOLD
FALLBACKS_SHOWN = 1
"""Fallbacks of an agent in a result, whose other fields are of more use to a host; the run's record has all of them."""


def run_result(run: Run) -> JSON:
    """Every field of an orchestrate result except `next`, computed from the recorded events."""
    outcome: Mapping[str, Any] = run.outcome or {}
    quality = outcome.get("quality", _NO_QUALITY)
    return {
        "run_id": run.run_id,
        "status": run.status,
        "objective": run.objective,
        **{name: value for name, value in (("read_as", run.options.get("read_as")), ("person", person(run))) if value},
        "strategy": run.strategy,
        "confidence": round(run.confidence, 4),
        "complexity": run.decision.get("complexity"),
        "overridden": run.overridden,
        "rehearsal": run.rehearsal,
        "decision": decision_part(run.decision),
        "phases": phases(run),
        "waves": waves(run),
        "agents": [agent_row(c) for c in run.agents],
        "graph": run_graph(run),
        "confidence_trace": list(run.trace),
        "deviations": list(run.deviations),
        "adjustments": list(run.adjustments),
        "recoveries": [_recovery_row(run, r) for r in run.recoveries],
        "spawned_refused": spawned_refused(run),
        "synthesis": outcome.get("synthesis", _EMPTY_SYNTHESIS),
        "verification": outcome.get("verification", _NO_VERIFICATION),
        "missing": list(outcome.get("missing", ())),
        "quality": quality,
        "review_flagged": bool(run.ended and run.status != "cancelled" and (quality["overall"] or 0) < REVIEW_BELOW),
        "spent": _spent(run),
        "mermaid": picture(run),
    }


def decision_part(decision: Mapping[str, Any]) -> JSON:
    """The fields of the decision that stand in a run's result."""
    names = ("confidence", "interval", "complexity", "basis", "domains", "route", "approaches", "plan", "resources")
    return {name: decision.get(name) for name in names}


def person(run: Run) -> JSON:
    """What only the user could say, and what came of it: accept, decline, cancel, or none where nobody was asked.

    `agents` tells how many were planned and how many may work, `conflicts` what became of those put to the user.
    """
    said = dict(run.options.get("person") or {})
    asked = list(run.decision.get("questions", ()))
    if asked and not said and not run.overridden:
        said = {"asked": asked, "answer": "none"}
    settled = (run.outcome or {}).get("settled")
    if settled:
        said["conflicts"] = {"asked": len(settled["asked"]), "answer": settled["answer"]}
    return said


def waves(run: Run) -> list[list[str]]:
    """Ids of the agents by planned wave."""
    found: dict[int, list[str]] = {}
    for state in run.agents:
        found.setdefault(state.call.wave, []).append(state.call.id)
    return [found[wave] for wave in sorted(found)]


def agent_row(state: CallState) -> JSON:
    """One agent as a result shows it."""
    call, reply = state.call, state.reply
    return {
        "id": call.id,
        "role": call.role,
        "command": call.command,
        "wave": call.wave,
        "parent": call.parent,
        "depth": call.depth,
        "state": state.state,
        "carrier": state.carrier or None,
        "model": (reply.model or None) if reply else None,
        "attempts": state.attempts,
        "seconds": round(state.seconds, 3),
        "tokens_in": state.tokens_asked,
        "tokens_out": state.tokens_out,
        "failure": reply.failure if reply and state.state in ("failed", "skipped") else None,
        **_head("fallbacks", call.fallbacks, FALLBACKS_SHOWN),
    }


def _head(name: str, entries: Sequence[str], most: int) -> JSON:
    """The first entries of a list, with the number of all where there are more."""
    shown: JSON = {name: list(entries[:most])}
    return shown if len(entries) <= most else {**shown, f"{name}_total": len(entries)}


def _spent(run: Run) -> JSON:
    """What a run used; `counted` stands there where a model counted every token of it, which are estimates otherwise."""
    counted = run.requests > 0 and sum(state.counted for state in run.calls.values()) == run.requests
    return {
        "requests": run.requests,
        "tokens": run.tokens,
        "seconds": round(run.active_seconds, 3),
        **({"counted": True} if counted else {}),
    }


def run_record(run: Run) -> JSON:
    """The result with what a host can do without: when agents were last asked, how sure they are, all their fallbacks."""
    result = run_result(run)
    for row, state in zip(result["agents"], run.agents, strict=True):
        row["asked_at"] = round(state.asked_at, 3) or None
        row["self_rated"] = state.reply.self_rated if state.reply else None
        row["fallbacks"] = list(state.call.fallbacks)
        row.pop("fallbacks_total", None)
    return result


def spawned_refused(run: Run) -> list[JSON]:
    """Sub-agents that replies asked for and that were not granted."""
    return [{name: wish[name] for name in ("parent", "role", "reason")} for wish in run.spawned_refused]


def _recovery_row(run: Run, recovery: Mapping[str, Any]) -> JSON:
    row = {k: v for k, v in recovery.items() if k not in ("role", "at")}
    return {**row, "succeeded": succeeded(run, dict(recovery))}


def picture(run: Run) -> str:
    """Mermaid text of the run: agents by state, edges by dependency."""
    nodes = [Node(c.call.id, c.call.role, c.state) for c in run.calls.values()]
    edges = [Edge(d, c.call.id) for c in run.calls.values() for d in c.call.depends_on if d in run.calls]
    return flowchart(nodes, edges)

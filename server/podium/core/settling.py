"""Conflicts between agents that no rule resolved, and what the person said about them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from podium.core.run import Run
from podium.core.values import JSON

NOBODY = "none"
"""The answer of a person who was asked and has not answered; a later one takes its place."""
MOST_ASKED = 4
"""Conflicts that one question to a person holds."""


def unresolved(run: Run) -> list[tuple[int, JSON]]:
    """The conflicts of a finished run that stand open, by their place in its synthesis; none once a person was asked."""
    outcome = run.outcome or {}
    if run.status not in ("completed", "partial") or "settled" in outcome:
        return []
    conflicts = outcome["synthesis"]["conflicts"]
    return [(place, found) for place, found in enumerate(conflicts) if found.get("by") == "unresolved"][:MOST_ASKED]


def asked_about(run: Run) -> list[tuple[int, JSON]]:
    """The conflicts that a person was asked about, or would be now."""
    outcome = run.outcome or {}
    if "settled" not in outcome:
        return unresolved(run)
    return [(place, outcome["synthesis"]["conflicts"][place]) for place in outcome["settled"]["asked"]]


def settled(run: Run, at: float, data: Mapping[str, Any]) -> JSON:
    """What a `settled` event changes: the chosen positions prevail, what was left open stays so, and both are said.

    Args:
        run: a finished run.
        at: unix seconds.
        data: `answer` as an elicitation ends, or `NOBODY`, `asked` places of conflicts, and `choices` of `[place, position]`.
    """
    outcome = dict(run.outcome or {})
    synthesis = dict(outcome["synthesis"])
    choices = dict(data["choices"])
    heard = data["asked"] if data["answer"] != NOBODY else ()
    conflicts = [
        _settled(found, choices.get(place)) if place in heard else found
        for place, found in enumerate(synthesis["conflicts"])
    ]
    decided = [_said(conflicts[place]) for place in choices]
    synthesis |= {"conflicts": conflicts, "recommendation": " ".join([synthesis["recommendation"], *decided]).strip()}
    return {"outcome": {**outcome, "synthesis": synthesis, "settled": dict(data)}}


def _settled(conflict: JSON, position: int | None) -> JSON:
    if position is None:
        return {**conflict, "resolution": f"{conflict['resolution']} The user left it open."}
    chosen = conflict["positions"][position]
    return {
        **conflict,
        "resolution": f"By the user: {chosen['statement']}",
        "by": "person",
        "prevails": list(chosen["agents"]),
    }


def _said(conflict: JSON) -> str:
    return f"On {conflict['topic']} the user decided. {conflict['resolution']}"

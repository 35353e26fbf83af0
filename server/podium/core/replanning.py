"""Events that change what a run is going to ask: calls are added, dropped, skipped, taken back or moved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from podium.core.calls import AgentCall, AgentReply
from podium.core.run import CallState, Run
from podium.core.values import JSON

Changes = dict[str, Any]
"""Fields of a run that an event changes."""

_CALL_FIELDS = tuple(f.name for f in fields(AgentCall))
_KNOWN_FIELDS = frozenset(_CALL_FIELDS)


def call_to_json(call: AgentCall) -> JSON:
    """The call as it stands in an event."""
    return {name: getattr(call, name) for name in _CALL_FIELDS}


def call_from_json(data: Mapping[str, Any]) -> AgentCall:
    """Inverse of `call_to_json`; tuples come back as tuples, unknown keys of newer versions are dropped."""
    known: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in data.items() if k in _KNOWN_FIELDS}
    return AgentCall(**known)


def with_calls(run: Run, *states: CallState) -> dict[str, CallState]:
    """The run's calls with some of them replaced or added."""
    calls = dict(run.calls)
    calls.update((s.call.id, s) for s in states)
    return calls


def planned(run: Run, at: float, data: Mapping[str, Any]) -> Changes:
    """Calls are added; others wait for them, and one may be answered by them."""
    states = [CallState(call_from_json(c)) for c in data["calls"]]
    states = [s for s in states if s.call.id not in run.calls]
    added = tuple(s.call.id for s in states)
    for state in (run.calls[i] for i in data.get("before", ())):
        call = replace(state.call, depends_on=(*state.call.depends_on, *added))
        states.append(replace(state, call=call))
    if data.get("takes_over"):
        state = run.calls[data["takes_over"]]
        successors = (*state.successors, *data["decisive"])
        states.append(replace(state, successors=successors, jointly=bool(data.get("jointly"))))
    refused = (*run.spawned_refused, *data.get("refused", ()))
    return {"calls": with_calls(run, *states), "spawned_refused": refused}


def adjusted(run: Run, at: float, data: Mapping[str, Any]) -> Changes:
    """The course is changed, and calls that nobody needs any more are dropped."""
    note = {name: value for name, value in data.items() if name != "dropped"}
    states = _dropping(run, frozenset(data.get("dropped", ())))
    return {"calls": with_calls(run, *states), "adjustments": (*run.adjustments, {**note, "at": round(at, 3)})}


def _dropping(run: Run, dropped: frozenset[str]) -> list[CallState]:
    """The dropped calls, skipped, and those that waited for them: they wait for what the dropped ones waited for."""

    def bridged(call: AgentCall) -> tuple[str, ...]:
        each = (i for d in call.depends_on for i in (bridged(run.calls[d].call) if d in dropped else (d,)))
        return tuple(dict.fromkeys(each))

    states = []
    for state in run.calls.values():
        if state.call.id in dropped:
            states.append(replace(state, state="skipped", call=replace(state.call, needed=False)))
        elif dropped.intersection(state.call.depends_on):
            states.append(replace(state, call=replace(state.call, depends_on=bridged(state.call))))
    return states


def skipped(run: Run, at: float, data: Mapping[str, Any]) -> Changes:
    """Calls will not be asked."""
    states = []
    notes = []
    for agent_id in data["ids"]:
        reply = AgentReply(agent_id, failure=data["kind"], detail=data["detail"])
        states.append(replace(run.calls[agent_id], state="skipped", reply=reply))
        notes.append(_note(agent_id, data["kind"], data["detail"], at))
    return {"calls": with_calls(run, *states), "deviations": (*run.deviations, *notes)}


def moved(run: Run, at: float, data: Mapping[str, Any]) -> Changes:
    """The run goes one carrier down: what the carrier refused is asked anew."""
    states = [
        replace(s, state="planned", refused_carrier=False, reply=None, attempts=max(0, s.attempts - 1))
        for s in run.calls.values()
        if s.refused_carrier
    ]
    note = {"from": data["from"], "to": data["to"], "reason": data["reason"], "at": round(at, 3)}
    return {"calls": with_calls(run, *states), "carrier": data["to"], "adjustments": (*run.adjustments, note)}


def released(run: Run, at: float, data: Mapping[str, Any]) -> Changes:
    """Asked calls were never answered, since the client's call ended, and may be asked once more."""
    asked = [run.calls[i] for i in data["ids"] if run.calls[i].state == "asked"]
    states = [
        replace(s, state="planned", cuts=s.cuts + 1, released=True, attempts=max(0, s.attempts - 1)) for s in asked
    ]
    # A round that was lost halves the next, so that the one request a client cannot take is found alone.
    width = max(1, len(asked) // 2) if data.get("round") else run.width
    reason = data.get("reason", "the client's call ended")
    notes = [_note(s.call.id, "cancelled", reason, at) for s in asked if s.carrier != "handoff"]
    return {"calls": with_calls(run, *states), "width": width, "deviations": (*run.deviations, *notes)}


def _note(agent_id: str, kind: str, detail: str, at: float) -> JSON:
    return {"agent_id": agent_id, "kind": kind, "detail": detail, "at": round(at, 3)}

"""A run as a fold over its append-only events.

Event kinds and their data (all JSON):

    started      objective, options, decision, strategy, confidence, overridden, mapping, calls, limits, timings, mark,
                 principal: everything later steps need; `before`: what was spent until then; `foreseen`: commands
                 that gave way to others because they keep failing; `context`: how much was loaded, the places of what
                 each pack holds, what the packs save and must keep whole, and how far the workspace was read
    asked        carrier, owner, patience, round, calls [{id, attempt, tokens, reply}], written before anything is sent;
                 `tokens` are the prompt's, `reply` what the reply may have
    shown        ids: briefs that reached the host's model (hand-off)
    replied      one agent's reply or failure
    noted        deviations that several replies show together
    recovered    what was decided about a failure; `deploys` where other agents take the part over, `care` where the
                 same one is asked otherwise
    planned      calls added while running; `before`: planned calls that wait for them as well; `takes_over`: the call
                 whose part an accepted reply among `decisive` answers, or `jointly` all of theirs together
    skipped      ids, kind, detail: calls that will not be asked
    moved        from, to, reason: the run went one carrier down
    released     ids, round, reason: asked calls that were never answered and may be asked once more
    adjusted     kind, from, to, reason; `dropped`: planned calls that nobody needs any more
    interrupted  reason
    resumed      owner, joined: somebody takes the run up; `joined` where its driver was still at work
    answered     round: the round that was consumed by this step, its last event
    finished     status, synthesis, quality, missing, and the reason where it was cancelled
    settled      answer, asked, choices: what the user said about conflicts that stood open
    feedback     success, note
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from podium.core.adjusting import expected
from podium.core.replanning import (
    Changes,
    adjusted,
    call_from_json,
    moved,
    planned,
    released,
    skipped,
    with_calls,
)
from podium.core.replies import read_reply
from podium.core.run import CallState, Limits, Run
from podium.core.settling import settled
from podium.core.values import JSON

LONGEST_GAP = 600.0
"""Seconds between two events that count as work; a longer silence was a host that was closed or a killed process."""
KEPT_WEIGHT = 0.25
"""What a kept reply that is less than was expected takes from the confidence, where a failed one counts 1."""

_LIMIT_FIELDS = tuple(f.name for f in fields(Limits))


def fold(run_id: str, events: Iterable[tuple[int, float, str, Mapping[str, Any]]]) -> Run:
    """The run that a list of `(seq, at, kind, data)` tells."""
    run = Run(run_id=run_id)
    for seq, at, kind, data in events:
        run = apply(run, seq, at, kind, data)
    return run


def apply(run: Run, seq: int, at: float, kind: str, data: Mapping[str, Any]) -> Run:
    """The run after one more event. An unknown kind (of a newer version) only advances the sequence."""
    # Nobody knows how long a run was still worked on that somebody else has to take up.
    taken_up = kind == "resumed" and not data.get("joined")
    worked = 0.0 if taken_up else _worked(run, at)
    handler = _APPLY.get(kind)
    changes = handler(run, at, data) if handler else {}
    return run.changed(seq=seq, updated_at=at, active_seconds=run.active_seconds + worked, **changes)


def _worked(run: Run, at: float) -> float:
    """Seconds since the last event in which work on the run could go on."""
    if at <= run.updated_at:  # most events are one of several of a step
        return 0.0
    pushed = [c.patience for c in run.asked if c.carrier == "push"]
    if run.ended or run.status == "planned" or (run.status == "interrupted" and not pushed):
        return 0.0
    return min(at - run.updated_at, max([LONGEST_GAP, *pushed]))


@dataclass(slots=True)
class Draft:
    """Events being decided, and the run as it would be after them."""

    run: Run
    at: float
    events: list[tuple[str, JSON]] = field(default_factory=list)

    def add(self, kind: str, data: JSON) -> None:
        """Append one event and fold it in."""
        self.run = apply(self.run, self.run.seq + 1, self.at, kind, data)
        self.events.append((kind, data))


def _started(run: Run, at: float, data: Mapping[str, Any]) -> Changes:
    calls = [call_from_json(c) for c in data["calls"]]
    limits = Limits(**{k: v for k, v in data["limits"].items() if k in _LIMIT_FIELDS})
    confidence = float(data["confidence"])
    before = data.get("before", {})
    return {
        "objective": data["objective"],
        "status": "planned" if data["options"].get("delivery") == "plan" else "running",
        "strategy": data["strategy"],
        "started_at": at,
        "options": data["options"],
        "decision": data["decision"],
        "mapping": data["mapping"],
        "context": data.get("context", {}),
        "timings": data["timings"],
        "limits": limits,
        "confidence": confidence,
        "overridden": data["overridden"],
        "mark": data["mark"],
        "principal": data["principal"],
        "adjustments": tuple({**note, "at": round(at, 3)} for note in data.get("foreseen", ())),
        "requests": before.get("requests", 0),
        "tokens_in": before.get("tokens_in", 0),
        "tokens_out": before.get("tokens_out", 0),
        "calls": {c.id: CallState(c) for c in calls},
        "trace": ({"at": round(at, 3), "value": round(_chance(data), 4)},),
    }


def _chance(data: Mapping[str, Any]) -> float:
    """The routed strategy's own probability; the shown confidence where a decision does not carry one."""
    for approach in data["decision"].get("approaches", ()):
        if approach["strategy"] == data["strategy"]:
            return float(approach["success_probability"])
    return float(data["confidence"])


def _asked(run: Run, at: float, data: Mapping[str, Any]) -> Changes:
    batch = run.batches + 1
    states = []
    for entry in data["calls"]:
        state = run.calls[entry["id"]]
        states.append(
            state.changed(
                state="asked",
                attempts=state.attempts + 1,
                carrier=data["carrier"],
                owner=data.get("owner", ""),
                batch=batch,
                asked_at=at,
                shown=False,
                tokens_asked=state.tokens_asked + entry["tokens"],
                prompt_tokens=entry["tokens"],
                reply_tokens=entry["reply"],
                patience=data["patience"],
                released=False,
                refused_carrier=False,
            )
        )
    return {
        "status": "awaiting_host" if data["carrier"] == "handoff" else "running",
        "calls": with_calls(run, *states),
        "carrier": data["carrier"],
        "batches": batch,
        "round_id": data.get("round", ""),
        "requests": run.requests + len(states),
        "tokens_in": run.tokens_in + sum(e["tokens"] for e in data["calls"]),
    }


def _shown(run: Run, at: float, data: Mapping[str, Any]) -> Changes:
    return {"calls": with_calls(run, *(run.calls[i].changed(shown=True) for i in data["ids"]))}


def _replied(run: Run, at: float, data: Mapping[str, Any]) -> Changes:
    state = run.calls[data["agent_id"]]
    reply = read_reply(data)
    failed = reply.failure is not None
    counted = "tokens_in" in data
    # What the client counted takes the place of the estimate that the request was planned with.
    beyond = reply.tokens_in - state.prompt_tokens if counted else 0
    state = state.changed(
        state="failed" if failed else "answered",
        reply=reply,
        seconds=state.seconds + reply.seconds,
        tokens_asked=state.tokens_asked + beyond,
        counted=state.counted + counted,
        tokens_out=state.tokens_out + reply.tokens_out,
        released=False,
        refused_carrier=bool(data.get("capability")),
    )
    # One answered round lets the next be twice as wide, whatever the number of its replies.
    first = state.batch != run.answered_batch
    calls = with_calls(run, state)
    notes = list(data.get("deviations", ()))
    if failed and not state.refused_carrier:
        notes.append({"kind": reply.failure, "detail": reply.detail})
    noted = ({"agent_id": reply.agent_id, **note, "at": round(at, 3)} for note in notes)
    deviations = (*run.deviations, *noted)
    lost = run.lost + (1.0 if failed and notes else KEPT_WEIGHT * bool(notes))
    value = _posterior(run, sum(c.accepted for c in calls.values()), lost)
    return {
        "width": run.width * 2 if first else run.width,
        "answered_batch": state.batch,
        "calls": calls,
        "tokens_in": run.tokens_in + beyond,
        "tokens_out": run.tokens_out + reply.tokens_out,
        "rehearsal": run.rehearsal or bool(data.get("rehearsal")),
        "deviations": deviations,
        "lost": lost,
        "trace": (*run.trace, {"at": round(at, 3), "value": value}),
    }


def _noted(run: Run, at: float, data: Mapping[str, Any]) -> Changes:
    notes = tuple({**note, "at": round(at, 3)} for note in data["deviations"])
    lost = run.lost + KEPT_WEIGHT * len({note["agent_id"] for note in notes})
    value = _posterior(run, sum(c.accepted for c in run.calls.values()), lost)
    trace = (*run.trace, {"at": round(at, 3), "value": value})
    return {"deviations": (*run.deviations, *notes), "lost": lost, "trace": trace}


def _posterior(run: Run, good: int, bad: float) -> float:
    """The confidence that the chosen strategy's own probability and the replies so far leave."""
    prior = run.trace[0]["value"] if run.trace else run.confidence
    return round(expected(prior, good, bad), 4)


def _recovered(run: Run, at: float, data: Mapping[str, Any]) -> Changes:
    state = run.calls[data["agent_id"]]
    recoveries = (*run.recoveries, {**data, "at": round(at, 3)})
    state = state.changed(refused_carrier=False, released=False)
    if data["strategy"] != "give_up" and not data.get("deploys"):
        call, previous = state.call, state.previous
        if data["to"] != call.command:
            previous = (*previous, call.command)
            call = replace(call, command=data["to"], role=data.get("role") or call.role)
        if data.get("care"):
            call = replace(call, care=tuple(dict.fromkeys((*call.care, *data["care"]))))
        state = state.changed(call=call, state="planned", previous=previous)
    return {"recoveries": recoveries, "calls": with_calls(run, state)}


def _interrupted(run: Run, at: float, data: Mapping[str, Any]) -> Changes:
    return {"status": "interrupted", "interrupted_by": data["reason"]}


def _resumed(run: Run, at: float, data: Mapping[str, Any]) -> Changes:
    waits = any(c.carrier == "handoff" for c in run.asked)
    return {"status": "awaiting_host" if waits else "running", "interrupted_by": ""}


def _answered(run: Run, at: float, data: Mapping[str, Any]) -> Changes:
    return {"rounds": {**run.rounds, data["round"]: run.seq + 1}}


def _finished(run: Run, at: float, data: Mapping[str, Any]) -> Changes:
    return {"status": data["status"], "outcome": data}


def _feedback(run: Run, at: float, data: Mapping[str, Any]) -> Changes:
    return {"feedback": data}


_APPLY: Mapping[str, Callable[[Run, float, Mapping[str, Any]], Changes]] = {
    "started": _started,
    "asked": _asked,
    "shown": _shown,
    "replied": _replied,
    "noted": _noted,
    "recovered": _recovered,
    "planned": planned,
    "skipped": skipped,
    "moved": moved,
    "released": released,
    "adjusted": adjusted,
    "interrupted": _interrupted,
    "resumed": _resumed,
    "answered": _answered,
    "finished": _finished,
    "settled": settled,
    "feedback": _feedback,
}

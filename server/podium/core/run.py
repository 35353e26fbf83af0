"""A run as a fold over its append-only events.

Event kinds and their data (all JSON):

    started      objective, options, decision, map, calls, timings: everything later steps need
    asked        carrier, owner, batch, round, calls [{id, attempt, tokens}], written before anything is sent
    shown        ids: briefs that reached the host's model (hand-off)
    replied      one agent's reply or failure
    recovered    what was decided about a failure
    planned      calls added while running
    skipped      ids, kind, detail: calls that will not be asked
    moved        from, to, reason: the run went one carrier down
    released     ids, reason: asked calls that were never answered and may be asked once more
    adjusted     from, to, reason
    interrupted  reason
    resumed      owner
    cancelled    reason
    answered     round: the round that was consumed by this step, its last event
    finished     status, synthesis, quality
    feedback     success, note
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, Literal

from podium.core.replies import read_reply
from podium.core.values import JSON, AgentCall, AgentReply

State = Literal["planned", "asked", "answered", "failed", "skipped"]
Status = Literal["planned", "running", "awaiting_host", "interrupted", "completed", "partial", "failed", "cancelled"]
CarrierName = Literal["push", "round_trip", "handoff"]
FINAL: frozenset[str] = frozenset({"completed", "partial", "failed", "cancelled"})
COORDINATOR = "coordinator"


@dataclass(frozen=True, slots=True)
class Limits:
    """Hard ceilings of one run. `tokens` None means no ceiling."""

    agents: int = 10
    requests: int = 40
    tokens: int | None = None
    seconds: float = 1800.0


@dataclass(frozen=True, slots=True)
class CallState:
    """One planned call and what became of it.

    `cuts` counts how often it was asked and never answered because the client's call ended; `refused_carrier` marks
    a capability error that waits for its siblings; `previous` are commands already tried.
    """

    call: AgentCall
    state: State = "planned"
    attempts: int = 0
    carrier: str = ""
    owner: str = ""
    batch: int = 0
    asked_at: float = 0.0
    shown: bool = False
    tokens_asked: int = 0
    tokens_out: int = 0
    seconds: float = 0.0
    cuts: int = 0
    reply: AgentReply | None = None
    refused_carrier: bool = False
    previous: tuple[str, ...] = ()

    @property
    def open(self) -> bool:
        """Whether work on this call can still happen."""
        return self.state in ("planned", "asked")

    @property
    def accepted(self) -> bool:
        """Whether it has a recorded, accepted reply."""
        return self.state == "answered"


@dataclass(frozen=True, slots=True)
class Run:
    """One run, as its events tell it."""

    run_id: str = ""
    seq: int = 0
    objective: str = ""
    status: Status = "planned"
    strategy: str = ""
    started_at: float = 0.0
    updated_at: float = 0.0
    active_seconds: float = 0.0
    options: Mapping[str, Any] = field(default_factory=dict)
    decision: Mapping[str, Any] = field(default_factory=dict)
    mapping: Mapping[str, Any] = field(default_factory=dict)
    timings: Mapping[str, float] = field(default_factory=dict)
    limits: Limits = field(default_factory=Limits)
    confidence: float = 0.0
    overridden: bool = False
    mark: str = ""
    principal: str = ""
    calls: Mapping[str, CallState] = field(default_factory=dict)
    carrier: str = ""
    batches: int = 0
    round_id: str = ""
    rounds: Mapping[str, int] = field(default_factory=dict)
    lost_rounds: int = 0
    answered_batch: int = 0
    requests: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    recoveries: tuple[JSON, ...] = ()
    deviations: tuple[JSON, ...] = ()
    adjustments: tuple[JSON, ...] = ()
    trace: tuple[JSON, ...] = ()
    rehearsal: bool = False
    outcome: Mapping[str, Any] | None = None
    feedback: Mapping[str, Any] | None = None
    interrupted_by: str = ""

    @property
    def agents(self) -> list[CallState]:
        """The agents of the run, in planned order; the coordinator is none."""
        return [c for c in self.calls.values() if c.call.kind == "agent"]

    @property
    def asked(self) -> list[CallState]:
        """Calls that are out and not yet answered."""
        return [c for c in self.calls.values() if c.state == "asked"]

    @property
    def ended(self) -> bool:
        """Whether the status is final."""
        return self.status in FINAL

    @property
    def tokens(self) -> int:
        """Tokens spent so far, in and out, as estimated."""
        return self.tokens_in + self.tokens_out


_CALL_FIELDS = tuple(f.name for f in fields(AgentCall))


def call_to_json(call: AgentCall) -> JSON:
    """The call as it stands in an event."""
    return {name: getattr(call, name) for name in _CALL_FIELDS}


def call_from_json(data: Mapping[str, Any]) -> AgentCall:
    """Inverse of `call_to_json`; tuples come back as tuples, unknown keys of newer versions are dropped."""
    known: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in data.items() if k in _CALL_FIELDS}
    return AgentCall(**known)


def fold(run_id: str, events: Iterable[tuple[int, float, str, Mapping[str, Any]]]) -> Run:
    """The run that a list of `(seq, at, kind, data)` tells."""
    run = Run(run_id=run_id)
    for seq, at, kind, data in events:
        run = apply(run, seq, at, kind, data)
    return run


def apply(run: Run, seq: int, at: float, kind: str, data: Mapping[str, Any]) -> Run:
    """The run after one more event. An unknown kind (of a newer version) only advances the sequence."""
    idle = run.status in ("interrupted", "planned") or run.ended
    gap = 0.0 if idle or not run.updated_at else max(0.0, at - run.updated_at)
    run = replace(run, seq=seq, updated_at=at, active_seconds=run.active_seconds + gap)
    handler = _APPLY.get(kind)
    return handler(run, at, data) if handler else run


def _with_calls(run: Run, *states: CallState) -> dict[str, CallState]:
    calls = dict(run.calls)
    calls.update((s.call.id, s) for s in states)
    return calls


def _started(run: Run, at: float, data: Mapping[str, Any]) -> Run:
    calls = [call_from_json(c) for c in data["calls"]]
    limits = Limits(**data["limits"])
    confidence = float(data["confidence"])
    return replace(
        run,
        objective=data["objective"],
        status="planned" if data["options"].get("delivery") == "plan" else "running",
        strategy=data["strategy"],
        started_at=at,
        options=data["options"],
        decision=data["decision"],
        mapping=data["mapping"],
        timings=data["timings"],
        limits=limits,
        confidence=confidence,
        overridden=data["overridden"],
        mark=data["mark"],
        principal=data["principal"],
        calls={c.id: CallState(c) for c in calls},
        trace=({"at": round(at, 3), "value": round(_chance(data), 4)},),
    )


def _chance(data: Mapping[str, Any]) -> float:
    """The routed strategy's own probability; the shown confidence where a decision does not carry one."""
    for approach in data["decision"].get("approaches", ()):
        if approach["strategy"] == data["strategy"]:
            return float(approach["success_probability"])
    return float(data["confidence"])


def _asked(run: Run, at: float, data: Mapping[str, Any]) -> Run:
    batch = run.batches + 1
    states = []
    for entry in data["calls"]:
        state = run.calls[entry["id"]]
        states.append(
            replace(
                state,
                state="asked",
                attempts=state.attempts + 1,
                carrier=data["carrier"],
                owner=data.get("owner", ""),
                batch=batch,
                asked_at=at,
                shown=False,
                tokens_asked=state.tokens_asked + entry["tokens"],
                refused_carrier=False,
            )
        )
    return replace(
        run,
        status="awaiting_host" if data["carrier"] == "handoff" else "running",
        calls=_with_calls(run, *states),
        carrier=data["carrier"],
        batches=batch,
        round_id=data.get("round", ""),
        requests=run.requests + len(states),
        tokens_in=run.tokens_in + sum(e["tokens"] for e in data["calls"]),
    )


def _shown(run: Run, at: float, data: Mapping[str, Any]) -> Run:
    return replace(run, calls=_with_calls(run, *(replace(run.calls[i], shown=True) for i in data["ids"])))


def _replied(run: Run, at: float, data: Mapping[str, Any]) -> Run:
    state = run.calls[data["agent_id"]]
    reply = read_reply(data)
    failed = reply.failure is not None
    state = replace(
        state,
        state="failed" if failed else "answered",
        reply=reply,
        seconds=state.seconds + reply.seconds,
        tokens_out=state.tokens_out + reply.tokens_out,
        refused_carrier=bool(data.get("capability")),
    )
    # One answered round lets the next be wider again, whatever the number of its replies.
    first = state.batch != run.answered_batch
    run = replace(
        run,
        lost_rounds=max(0, run.lost_rounds - 1) if first else run.lost_rounds,
        answered_batch=state.batch,
        calls=_with_calls(run, state),
        tokens_out=run.tokens_out + reply.tokens_out,
        rehearsal=run.rehearsal or bool(data.get("rehearsal")),
    )
    if failed and not state.refused_carrier:
        note = {"agent_id": reply.agent_id, "kind": reply.failure, "detail": reply.detail, "at": round(at, 3)}
        run = replace(run, deviations=(*run.deviations, note))
    return replace(run, trace=(*run.trace, {"at": round(at, 3), "value": _posterior(run)}))


PRIOR_WEIGHT = 4.0


def _posterior(run: Run) -> float:
    """Posterior mean of a Beta whose prior mean is the chosen strategy's probability, worth `PRIOR_WEIGHT` replies."""
    prior = run.trace[0]["value"] if run.trace else run.confidence
    good = sum(1 for c in run.calls.values() if c.accepted)
    bad = len(run.deviations)
    return round((prior * PRIOR_WEIGHT + good) / (PRIOR_WEIGHT + good + bad), 4)


def _recovered(run: Run, at: float, data: Mapping[str, Any]) -> Run:
    state = run.calls[data["agent_id"]]
    record = {**data, "at": round(at, 3)}
    run = replace(run, recoveries=(*run.recoveries, record))
    state = replace(state, refused_carrier=False)
    if data["strategy"] == "give_up":
        return replace(run, calls=_with_calls(run, state))
    call = state.call
    previous = state.previous
    if data["to"] != call.command:
        previous = (*previous, call.command)
        call = replace(call, command=data["to"], role=data.get("role") or call.role)
    return replace(run, calls=_with_calls(run, replace(state, call=call, state="planned", previous=previous)))


def _planned(run: Run, at: float, data: Mapping[str, Any]) -> Run:
    states = [CallState(call_from_json(c)) for c in data["calls"]]
    return replace(run, calls=_with_calls(run, *(s for s in states if s.call.id not in run.calls)))


def _skipped(run: Run, at: float, data: Mapping[str, Any]) -> Run:
    states = []
    notes = []
    for agent_id in data["ids"]:
        reply = AgentReply(agent_id, failure=data["kind"], detail=data["detail"])
        states.append(replace(run.calls[agent_id], state="skipped", reply=reply))
        notes.append({"agent_id": agent_id, "kind": data["kind"], "detail": data["detail"], "at": round(at, 3)})
    return replace(run, calls=_with_calls(run, *states), deviations=(*run.deviations, *notes))


def _moved(run: Run, at: float, data: Mapping[str, Any]) -> Run:
    states = [
        replace(s, state="planned", refused_carrier=False, reply=None, attempts=max(0, s.attempts - 1))
        for s in run.calls.values()
        if s.refused_carrier
    ]
    note = {"from": data["from"], "to": data["to"], "reason": data["reason"], "at": round(at, 3)}
    return replace(run, calls=_with_calls(run, *states), carrier=data["to"], adjustments=(*run.adjustments, note))


def _released(run: Run, at: float, data: Mapping[str, Any]) -> Run:
    states = [
        replace(run.calls[i], state="planned", cuts=run.calls[i].cuts + 1, attempts=max(0, run.calls[i].attempts - 1))
        for i in data["ids"]
        if run.calls[i].state == "asked"
    ]
    lost = run.lost_rounds + (1 if data.get("round") else 0)
    return replace(run, calls=_with_calls(run, *states), lost_rounds=lost)


def _adjusted(run: Run, at: float, data: Mapping[str, Any]) -> Run:
    return replace(run, adjustments=(*run.adjustments, {**data, "at": round(at, 3)}))


def _interrupted(run: Run, at: float, data: Mapping[str, Any]) -> Run:
    return replace(run, status="interrupted", interrupted_by=data["reason"])


def _resumed(run: Run, at: float, data: Mapping[str, Any]) -> Run:
    return replace(run, status="running", interrupted_by="")


def _answered(run: Run, at: float, data: Mapping[str, Any]) -> Run:
    return replace(run, rounds={**run.rounds, data["round"]: run.seq})


def _finished(run: Run, at: float, data: Mapping[str, Any]) -> Run:
    return replace(run, status=data["status"], outcome=data)


def _feedback(run: Run, at: float, data: Mapping[str, Any]) -> Run:
    return replace(run, feedback=data)


_APPLY = {
    "started": _started,
    "asked": _asked,
    "shown": _shown,
    "replied": _replied,
    "recovered": _recovered,
    "planned": _planned,
    "skipped": _skipped,
    "moved": _moved,
    "released": _released,
    "adjusted": _adjusted,
    "interrupted": _interrupted,
    "resumed": _resumed,
    "answered": _answered,
    "finished": _finished,
    "feedback": _feedback,
}

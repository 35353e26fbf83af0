"""A run: what is known of it after some of its events. `podium.core.folding` folds them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Self

from podium.core.calls import AgentCall, AgentReply
from podium.core.values import JSON

State = Literal["planned", "asked", "answered", "failed", "skipped"]
Status = Literal["planned", "running", "awaiting_host", "interrupted", "completed", "partial", "failed", "cancelled"]
CarrierName = Literal["push", "round_trip", "handoff"]
FINAL: frozenset[str] = frozenset({"completed", "partial", "failed", "cancelled"})
COORDINATOR = "coordinator"


class _Changing:
    """A frozen value that says itself what it would be with other fields."""

    def changed(self, **changes: Any) -> Self:
        """The value with some fields changed; what `dataclasses.replace` gives, ten times as fast: every event changes a run."""
        new = object.__new__(type(self))
        new.__dict__.update(self.__dict__, **changes)
        return new


@dataclass(frozen=True, slots=True)
class Limits:
    """Hard ceilings of one run. `tokens` None means no ceiling."""

    agents: int = 10
    requests: int = 40
    tokens: int | None = None
    seconds: float = 1800.0


@dataclass(frozen=True)
class CallState(_Changing):
    """One planned call and what became of it.

    `cuts` counts how often it was asked and never answered because the client's call ended, and `released` says that
    this was the last that happened to it; `tokens_asked` are the prompts' of all its requests, `prompt_tokens` the estimate
    of the last one's; `reply_tokens` and `patience` (seconds) are what its last request was granted; `counted` are the
    replies whose tokens the client itself counted;
    `refused_carrier` marks a capability error that waits for its siblings; `previous` are commands already tried;
    `successors` are the calls that were deployed for its part, one accepted reply of which answers it, or `jointly` all.
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
    prompt_tokens: int = 0
    counted: int = 0
    reply_tokens: int = 0
    patience: float = 0.0
    tokens_out: int = 0
    seconds: float = 0.0
    cuts: int = 0
    released: bool = False
    reply: AgentReply | None = None
    refused_carrier: bool = False
    previous: tuple[str, ...] = ()
    successors: tuple[str, ...] = ()
    jointly: bool = False

    @property
    def open(self) -> bool:
        """Whether work on this call can still happen."""
        return self.state in ("planned", "asked")

    @property
    def speaker(self) -> str:
        """The agent whose words its reply is: a follow-up speaks for the agent it goes to."""
        return self.call.parent or self.call.id if self.call.kind == "followup" else self.call.id

    @property
    def accepted(self) -> bool:
        """Whether it has a recorded, accepted reply."""
        return self.state == "answered"


@dataclass(frozen=True)
class Run(_Changing):
    """One run, as its events tell it.

    `active_seconds` leaves out pauses; `width` bounds the calls of the next round, 0 for no bound; `rounds` are the
    consumed rounds with the event that ended their step; `trace` holds the confidence over time, `lost` what failed and
    deviating replies took from it, in replies. `context` tells how much was loaded, the
    places of what each pack holds, the baseline_tokens and kept_tokens of all packs together, and the characters
    `preserved` at the beginning of each.
    """

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
    context: Mapping[str, Any] = field(default_factory=dict)
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
    width: int = 0
    answered_batch: int = 0
    requests: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    recoveries: tuple[JSON, ...] = ()
    deviations: tuple[JSON, ...] = ()
    lost: float = 0.0
    adjustments: tuple[JSON, ...] = ()
    spawned_refused: tuple[JSON, ...] = ()
    trace: tuple[JSON, ...] = ()
    rehearsal: bool = False
    outcome: Mapping[str, Any] | None = None
    feedback: Mapping[str, Any] | None = None
    interrupted_by: str = ""

    @property
    def agents(self) -> list[CallState]:
        """The agents of the run, in planned order; coordinator and follow-ups are none."""
        return [c for c in self.calls.values() if c.call.kind == "agent"]

    @property
    def contributors(self) -> list[CallState]:
        """Whose replies the synthesis is made of: the agents, and the follow-ups to some of them."""
        return [c for c in self.calls.values() if c.call.kind in ("agent", "followup")]

    @property
    def asked(self) -> list[CallState]:
        """Calls that are out and not yet answered."""
        return [c for c in self.calls.values() if c.state == "asked"]

    def covered(self, call_id: str) -> bool:
        """Whether a part has an accepted reply: its own agent's, or that of those deployed in its place."""
        state = self.calls[call_id]
        if state.accepted or not state.successors:
            return state.accepted
        enough = all if state.jointly else any
        return enough(self.covered(i) for i in state.successors)

    @property
    def ended(self) -> bool:
        """Whether the status is final."""
        return self.status in FINAL

    @property
    def tokens(self) -> int:
        """Tokens spent so far, in and out, as estimated."""
        return self.tokens_in + self.tokens_out

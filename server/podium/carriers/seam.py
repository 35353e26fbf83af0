"""The one seam between the engine and a model: a request goes out, a raw reply comes back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from podium.core.replies import REPLY_LIMIT, classify
from podium.core.texts import clean
from podium.core.tokens import estimate
from podium.core.values import JSON, FailureKind

REHEARSAL_MODEL = "podium-rehearsal"
"""Model name that the built-in rehearsal agents answer under; such runs are never learned from."""


@dataclass(frozen=True, slots=True)
class Request:
    """One prompt for one agent. `max_tokens` bounds the reply, `seconds` the patience, `sub_agents` what it may ask for.

    `run_id` is the run it belongs to; empty where no run has begun. `person` marks a question for the user, not a model.
    """

    agent_id: str
    prompt: str
    max_tokens: int
    seconds: float
    sub_agents: int = 0
    run_id: str = ""
    person: bool = False


@dataclass(frozen=True, slots=True)
class RawReply:
    """What came back, before anything was read into it.

    `capability` marks an error that says the client cannot or may not do this at all, `verbatim` a person's words, which are
    taken as they are. `tokens_in` and `tokens_out` are what the client says its model counted, None where it does not say.
    """

    agent_id: str
    text: str = ""
    failure: FailureKind | None = None
    detail: str = ""
    model: str = ""
    truncated: bool = False
    capability: bool = False
    verbatim: bool = False
    seconds: float = 0.0
    tokens_in: int | None = None
    tokens_out: int | None = None


class LiveCarrier(Protocol):
    """A carrier that hears one reply at a time."""

    name: str

    async def ask(self, request: Request) -> RawReply | None:
        """Send one request and return its reply; None where the connection ended before one came."""
        ...


def reply_data(raw: RawReply, carrier: str) -> JSON:
    """Data of the `replied` event for a raw reply, classified once and for good."""
    failure, detail = raw.failure, raw.detail
    if failure is None and not raw.verbatim:
        failure, detail = classify(raw.text, truncated=raw.truncated)
    counted = estimate(raw.text[:REPLY_LIMIT]) if raw.text and raw.tokens_out is None else 0
    data: JSON = {
        "agent_id": raw.agent_id,
        "text": raw.text[:REPLY_LIMIT],
        "model": clean(raw.model, 80),
        "seconds": round(raw.seconds, 4),
        "tokens_out": raw.tokens_out if raw.tokens_out is not None else counted,
        "carrier": carrier,
    }
    if raw.tokens_in is not None:
        data["tokens_in"] = raw.tokens_in
    if failure is not None:
        data["failure"] = failure
        data["detail"] = clean(detail, 300)
    if raw.capability:
        data["capability"] = True
    if raw.model == REHEARSAL_MODEL:
        data["rehearsal"] = True
    return data

"""What a caller asks of the runner, validated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from podium.core.limits import Delivery
from podium.core.values import JSON, ContextItem


@dataclass(frozen=True, slots=True)
class StartRequest:
    """One `/orchestrate` call. Limits are None where the caller gave none; they never lift the server's own.

    `chain` is the chain of commands that the caller wrote, empty where the engine routes. `person` is what a person was asked before and how they answered; `run_id` and `answers` (a fingerprint) are set
    where that answer came in a round of its own, whose retry must not start another run. `elicits` tells that
    the caller's client can ask its user while the run lasts; `before` is what was spent before the run started: requests, tokens_in, tokens_out.
    """

    objective: str
    read_as: str = ""
    chain: str = ""
    confidence_override: float | None = None
    agent_limit: int | None = None
    items: tuple[ContextItem, ...] = ()
    paths: tuple[str, ...] = ()
    preserve: tuple[str, ...] = ()
    scores: Mapping[str, int] = field(default_factory=dict)
    delivery: Delivery = "auto"
    token_limit: int | None = None
    seconds_limit: float | None = None
    requests_limit: int | None = None
    person: JSON = field(default_factory=dict)
    elicits: bool = False
    run_id: str = ""
    answers: str = ""
    before: Mapping[str, int] = field(default_factory=dict)

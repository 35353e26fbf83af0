"""What a caller asks of the runner, validated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from podium.core.limits import Delivery
from podium.core.values import ContextItem


@dataclass(frozen=True, slots=True)
class StartRequest:
    """One `/orchestrate` call. Limits are None where the caller gave none; they never lift the server's own."""

    objective: str
    read_as: str = ""
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

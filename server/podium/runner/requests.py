"""What a caller asks of the runner, validated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from podium.carriers.choice import Delivery
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


@dataclass(frozen=True, slots=True)
class Ceilings:
    """The server's own limits. Seconds throughout; `tokens` None means no ceiling."""

    agents: int = 10
    requests: int = 40
    tokens: int | None = None
    seconds: float = 1800.0
    agent_seconds: float = 120.0
    call_seconds: float | None = None

    def patience(self, *, progress: bool) -> float:
        """Seconds after which a call starts nothing new: what was set, else 100 with progress and 45 without."""
        if self.call_seconds is not None:
            return self.call_seconds
        return 100.0 if progress else 45.0

"""The server's own limits, and how agents' work may be delivered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Delivery = Literal["auto", "sampling", "handoff", "plan"]


@dataclass(frozen=True, slots=True)
class Ceilings:
    """The server's own limits. Seconds throughout; `tokens` None means no ceiling.

    `agents_unasked` is how many agents a run may have without the user's word; None for as many as `agents`. `exploration` is the share of the decisions close below a threshold that may try the next cheaper route; 0 for none.
    """

    agents: int = 10
    requests: int = 40
    tokens: int | None = None
    seconds: float = 1800.0
    agent_seconds: float = 120.0
    call_seconds: float | None = None
    exploration: float = 0.05
    agents_unasked: int | None = None

    def patience(self, *, progress: bool) -> float:
        """Seconds after which a call starts nothing new: what was set, else 100 with progress and 45 without."""
        if self.call_seconds is not None:
            return self.call_seconds
        return 100.0 if progress else 45.0

"""How a finished run went, as it is stored. Units are those of `protocol`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from podium.core.values import JSON

OutcomeSource = Literal["feedback", "checks", "none"]


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    """How one finished run went. `success` is None as long as nobody and nothing judged it.

    `prior` is the confidence before any outcome (None: not recorded), `rated` whether ratings made it, `after_failure`
    the strategy that failed in the same run before, `model` what the host's replies named, `explored` whether a cheaper
    route was tried to learn, `overhead` the share of the agents' time that each agent at work at once cost on top, `project` the fingerprint of the folder it was about,
    `fingerprint` that of its objective.
    """

    run_id: str
    at: float
    domain: str
    strategy: str
    confidence: float
    chosen_probability: float
    complexity: float
    status: str
    success: float | None = None
    source: OutcomeSource = "none"
    weight: float = 1.0
    routing_score: float | None = None
    overridden: bool = False
    rehearsal: bool = False
    tokens: int = 0
    seconds: float = 0.0
    agents: int = 0
    factors: JSON = field(default_factory=dict)
    prior: float | None = None
    rated: bool = False
    after_failure: str = ""
    model: str = ""
    explored: bool = False
    overhead: float | None = None
    project: str = ""
    fingerprint: str = ""

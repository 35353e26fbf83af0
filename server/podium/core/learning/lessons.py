"""What runs taught about context: which items agents used in runs that went well, and what each way of loading cost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple


class Use(NamedTuple):
    """How an item did: the weight of judged runs whose agents were shown it, and of those that went well and cited it."""

    useful: float = 0.0
    shown: float = 0.0


class Loaded(NamedTuple):
    """Runs with one way of loading: weighted successes of weighted verdicts, tokens of all runs, and their number."""

    successes: float = 0.0
    trials: float = 0.0
    tokens: int = 0
    runs: int = 0


@dataclass(frozen=True, slots=True)
class Lessons:
    """Counts as they were recorded.

    `items` holds uses by place, keyed by (domain, command); `loadings` is keyed by (strategy, way of loading). Domain `*`
    stands for all.
    """

    items: Mapping[tuple[str, str], Mapping[str, Use]] = field(default_factory=dict)
    loadings: Mapping[tuple[str, str], Loaded] = field(default_factory=dict)

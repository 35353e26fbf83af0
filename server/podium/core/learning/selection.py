"""How often the routed strategy was the one to choose, as far as what was learned can tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import combinations
from typing import NamedTuple

from podium.core.learning import prior
from podium.core.learning.model import Model
from podium.core.learning.utility import Objective, chance, plans
from podium.core.values import STRATEGIES, Strategy

FIXED_PLANS: tuple[tuple[Strategy, ...], ...] = tuple(
    plan for size in range(1, len(STRATEGIES) + 1) for plan in combinations(STRATEGIES, size)
)
"""Every order of escalation that climbs."""
NEAR = 0.05
DIGITS = 2
"""Priors that agree to two digits are one objective here."""


class Selection(NamedTuple):
    """Two readings of good selection, over `n` decisions.

    `near_best_plan`: share whose expected utility lies at most 5 % below that of the best fixed plan. `like_oracle`: share
    whose strategy is the one an oracle with today's estimates would begin with.
    """

    near_best_plan: float
    like_oracle: float
    n: int


def selection(model: Model, decided: Iterable[tuple[Objective, Strategy]], costs: Mapping[str, float]) -> Selection:
    """Judges decisions by what is known now. Needs at least one."""
    counted = Counter((at._replace(prior=round(at.prior, DIGITS)), strategy) for at, strategy in decided)
    worths = {at: _worths(model, at, costs) for at, _ in counted}
    best = max(range(len(FIXED_PLANS)), key=lambda i: sum(n * worths[at][i] for (at, _), n in counted.items()))
    near = oracle = 0
    for (at, strategy), count in counted.items():
        found = plans(model, at, costs)
        fixed = worths[at][best]
        near += count * (found[strategy].utility >= fixed - NEAR * abs(fixed))
        oracle += count * (strategy == max(STRATEGIES, key=lambda each: found[each].utility))
    total = counted.total()
    return Selection(near / total, oracle / total, total)


def _worths(model: Model, at: Objective, costs: Mapping[str, float]) -> list[float]:
    """Expected utility of every fixed plan on one objective."""
    chances: dict[tuple[str, str], float] = {}
    for place, strategy in enumerate(STRATEGIES):
        for failed in ("", *STRATEGIES[:place]):
            chances[strategy, failed] = chance(model, at, strategy, failed)
    return [_worth(plan, chances, costs) for plan in FIXED_PLANS]


def _worth(plan: tuple[Strategy, ...], chances: Mapping[tuple[str, str], float], costs: Mapping[str, float]) -> float:
    total, reached, failed = 0.0, 1.0, ""
    for strategy in plan:
        likely = chances[strategy, failed]
        total += reached * (likely * prior.WORTH - costs[strategy])
        reached *= 1 - likely
        failed = strategy
    return total

"""What was measured of recoveries, and what it promises for the next: per failure kind and way, and per domain.

What other domains showed counts for a few trials of a domain's own, and a prior for a few of everybody's (shrinkage), so
that one lucky recovery moves little and thirty move a lot.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from podium.core.learning.domains import EVERYWHERE
from podium.core.run import Run
from podium.core.values import Knowledge, Tally

PRIOR_WEIGHT = 4.0
"""Trials that a prior share of success is worth."""
FOREIGN_WEIGHT = 8.0
"""Trials that everything other domains showed is worth at most, the prior included."""


@dataclass(frozen=True, slots=True)
class Chance:
    """A likelihood of success in [0, 1], the `weight` in trials it rests on (the prior's included), and `n` measured trials."""

    likelihood: float
    weight: float
    n: float

    @property
    def lower_bound(self) -> float:
        """Wilson's lower bound (1927) of the likelihood, one standard deviation below it."""
        share, trials = self.likelihood, self.weight
        spread = math.sqrt(share * (1 - share) / trials + 1 / (4 * trials * trials))
        return (share + 1 / (2 * trials) - spread) / (1 + 1 / trials)


def domain_of(run: Run) -> str:
    """The leading domain of the objective."""
    domains = run.decision.get("domains") or ()
    return str(domains[0]["name"]) if domains else "general"


def chance(way: str, prior: float, kind: str, domain: str, knowledge: Knowledge) -> Chance:
    """How likely a way of recovery succeeds after a kind of failure in a domain.

    Args:
        way: of recovery.
        prior: its share of success before anything was measured, worth `PRIOR_WEIGHT` trials.
        kind: of the failure.
        domain: of the run.
        knowledge: the measured recoveries, by domain and in all.
    """
    everywhere = knowledge.recoveries.get((EVERYWHERE, kind, way), Tally())
    own = knowledge.recoveries.get((domain, kind, way), Tally())
    trials = PRIOR_WEIGHT + max(0.0, everywhere.trials - own.trials)
    share = (prior * PRIOR_WEIGHT + max(0.0, everywhere.successes - own.successes)) / trials
    weight = min(trials, FOREIGN_WEIGHT)
    likelihood = (own.successes + share * weight) / (own.trials + weight)
    return Chance(likelihood, own.trials + weight, max(everywhere.trials, own.trials))

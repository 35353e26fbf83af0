"""How recorded outcomes shift a prior probability: a Beta posterior whose trials count by how near they lie."""

from __future__ import annotations

import math
from typing import NamedTuple

from podium.core.decision import constants
from podium.core.values import Knowledge, Strategy, Tally

EVERYWHERE = "*"
_Z90 = 1.645


class Posterior(NamedTuple):
    """Mean of a Beta posterior, the outcomes it rests on (weighed) and the outcomes the prior counts as."""

    mean: float
    outcomes: float
    pseudo: float

    @property
    def rests_on_history(self) -> bool:
        """Whether recorded outcomes carry a telling share of it."""
        return self.outcomes >= constants.HISTORY_SHARE * (self.outcomes + self.pseudo)

    @property
    def interval(self) -> tuple[float, float]:
        """The central 90 %, by the normal approximation on the logit."""
        total = self.outcomes + self.pseudo
        spread = _Z90 * math.sqrt(1 / (total * self.mean) + 1 / (total * (1 - self.mean)))
        return odds(logit(self.mean) - spread), odds(logit(self.mean) + spread)


def posterior(
    prior: float, pseudo: float, strategy: Strategy, near: float, domain: str, knowledge: Knowledge
) -> Posterior:
    """What a strategy's outcomes make of its prior for an objective.

    Args:
        prior: Probability before any outcome.
        pseudo: Outcomes the prior counts as.
        strategy: Whose outcomes.
        near: The prior confidence of this objective. A strategy is tried near its own band, so its outcomes count by a
            Gaussian kernel of the distance in logits; easy successes say little about hard objectives.
        domain: Outcomes of other domains count little.
        knowledge: The recorded outcomes.
    """
    distance = (logit(near) - logit(constants.REFERENCE[strategy])) / constants.KERNEL
    own, elsewhere = _tallies(knowledge, domain, strategy)
    share = constants.ELSEWHERE_SHARE
    if elsewhere.trials:
        share = min(share, constants.ELSEWHERE_MOST / elsewhere.trials)
    kernel = math.exp(-(distance**2) / 2)
    outcomes = kernel * (own.trials + share * elsewhere.trials)
    successes = kernel * (own.successes + share * elsewhere.successes)
    mean = (pseudo * prior + successes) / (pseudo + outcomes)
    return Posterior(min(0.999, max(0.001, mean)), outcomes, pseudo)


def logit(p: float) -> float:
    """Log odds, with p kept within .001 and .999."""
    p = min(0.999, max(0.001, p))
    return math.log(p / (1 - p))


def odds(x: float) -> float:
    """The inverse of `logit`."""
    return 1 / (1 + math.exp(-x))


def _tallies(knowledge: Knowledge, domain: str, strategy: Strategy) -> tuple[Tally, Tally]:
    own = knowledge.strategies.get((domain, strategy), Tally())
    everywhere = knowledge.strategies.get((EVERYWHERE, strategy), Tally())
    successes = max(0.0, everywhere.successes - own.successes)
    trials = max(successes, everywhere.trials - own.trials)
    return own, Tally(successes, trials)

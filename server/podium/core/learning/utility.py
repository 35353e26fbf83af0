"""What strategies cost on this installation, and which order of escalation is worth most."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

from podium.core.learning import prior
from podium.core.learning.model import Model
from podium.core.values import STRATEGIES, Cost, Strategy


class Objective(NamedTuple):
    """What the estimator needs of an objective; `elsewhere` where it is one of another project than the one that decides."""

    domain: str
    prior: float
    rated: bool
    elsewhere: bool = False


class Prospect(NamedTuple):
    """A strategy to begin with: the best order from it on, its own chance, the order's expected utility.

    `rest` is the utility of what follows once it failed.
    """

    order: tuple[Strategy, ...]
    chance: float
    utility: float
    rest: float


def measured(costs: Mapping[str, Cost]) -> dict[str, float]:
    """The cost of every strategy in direct runs."""
    return {strategy: cost(strategy, costs) for strategy in STRATEGIES}


def cost(strategy: Strategy, costs: Mapping[str, Cost]) -> float:
    """Cost in direct runs: measured tokens, seconds and agents by their shares, the prior counting as a few runs."""
    stated = prior.COST[strategy]
    measured, direct = costs.get(strategy), costs.get("direct_atomic")
    if measured is None or direct is None:
        return stated
    shares: dict[float, float] = {
        share: getattr(measured, part) / getattr(direct, part)
        for part, share in prior.COST_SHARES.items()
        if getattr(measured, part) > 0 and getattr(direct, part) > 0
    }
    runs = min(measured.n, direct.n)
    if not shares or runs <= 0:
        return stated
    ratio = sum(share * ratio for share, ratio in shares.items()) / sum(shares)
    return (prior.COST_RUNS * stated + runs * ratio) / (prior.COST_RUNS + runs)


def plans(
    model: Model,
    at: Objective,
    costs: Mapping[str, float],
    allowed: Collection[str] = STRATEGIES,
    worth: float = prior.WORTH,
) -> dict[Strategy, Prospect]:
    """What each strategy promises as the first one, in the order of support.

    An order of escalation only climbs, and only `allowed` strategies follow a failure. Worked out from the strategy with
    the most support backwards (Bellman).
    """
    found: dict[Strategy, Prospect] = {}
    for place in range(len(STRATEGIES) - 1, -1, -1):
        first = STRATEGIES[place]
        order: tuple[Strategy, ...] = ()
        rest = 0.0
        for later in STRATEGIES[place + 1 :]:
            if later in allowed:
                again = chance(model, at, later, first)
                value = again * worth - costs[later] + (1 - again) * found[later].rest
                if value > rest:
                    order, rest = found[later].order, value
        likely = chance(model, at, first)
        utility = likely * worth - costs[first] + (1 - likely) * rest
        found[first] = Prospect((first, *order), likely, utility, rest)
    return {strategy: found[strategy] for strategy in STRATEGIES}


def chance(model: Model, at: Objective, strategy: str, after: str = "") -> float:
    """The probability that a strategy succeeds on an objective, after another one failed on it if that is named."""
    found = model.estimate(at.domain, strategy, at.prior, rated=at.rated, after=after, elsewhere=at.elsewhere)
    return found.probability

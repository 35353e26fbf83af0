"""What each strategy promises, and in which order to escalate."""

from __future__ import annotations

from podium.core.decision import constants
from podium.core.decision.history import Posterior, logit, odds, posterior
from podium.core.values import STRATEGIES, Approach, Cost, Knowledge, Strategy


def approaches(direct: Posterior, prior: float, domain: str, knowledge: Knowledge) -> tuple[Approach, ...]:
    """All four strategies with their probability of a verified good outcome, cost in direct runs and utility.

    The others' priors are the direct one's plus a transferred gain; each strategy's own outcomes shift its own prior.
    """
    return tuple(_approach(strategy, direct, prior, domain, knowledge) for strategy in STRATEGIES)


def _approach(strategy: Strategy, direct: Posterior, prior: float, domain: str, knowledge: Knowledge) -> Approach:
    if strategy == "direct_atomic":
        probability = direct.mean
    else:
        own = odds(logit(prior) + constants.GAIN[strategy])
        probability = posterior(own, direct.pseudo, strategy, prior, domain, knowledge).mean
    cost = _cost(strategy, knowledge)
    return Approach(strategy, probability, cost, constants.WORTH * probability - cost)


def escalation(routed: Strategy, found: tuple[Approach, ...]) -> tuple[Strategy, ...]:
    """The routed strategy, then those with more support that pay after a failure, the most useful first."""
    later = [
        (constants.WORTH * _after_failure(each.success_probability) - each.cost, each.strategy)
        for each in found[STRATEGIES.index(routed) + 1 :]
    ]
    later.sort(key=lambda pair: -pair[0])
    return (routed, *(strategy for utility, strategy in later if utility > 0))


def _after_failure(probability: float) -> float:
    return odds(logit(probability) - constants.AFTER_FAILURE)


def _cost(strategy: Strategy, knowledge: Knowledge) -> float:
    """Measured tokens in direct runs, the prior counting as a few runs; the prior where nothing was measured."""
    prior = constants.PRIOR_COST[strategy]
    measured, direct = knowledge.costs.get(strategy, _NOTHING), knowledge.costs.get("direct_atomic", _NOTHING)
    runs = min(measured.n, direct.n)
    if runs <= 0 or measured.tokens <= 0 or direct.tokens <= 0:
        return prior
    ratio = measured.tokens / direct.tokens
    return (constants.COST_PSEUDO_RUNS * prior + runs * ratio) / (constants.COST_PSEUDO_RUNS + runs)


_NOTHING = Cost(tokens=0, seconds=0, agents=0, n=0)

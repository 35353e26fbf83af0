"""The analysis of an objective before a route is chosen: what it says, how complex it is, how confident one may be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from podium.core.decision import constants
from podium.core.decision.banding import thresholds_for
from podium.core.decision.belief import Belief, from_words, median, quantile, with_ratings
from podium.core.decision.complexity import complexity, factors
from podium.core.decision.features import Feature, domain_scores, features
from podium.core.decision.history import EVERYWHERE, Posterior, posterior
from podium.core.decision.reading import Reading, read
from podium.core.values import STRATEGIES, Factor, Knowledge, Thresholds

NO_DOMAIN = "general"


@dataclass(frozen=True, slots=True)
class Analysis:
    """What is known of an objective; `domain` is the first of `domains`, by which outcomes and thresholds are kept."""

    reading: Reading
    measures: Mapping[str, Feature]
    domains: tuple[tuple[str, float], ...]
    domain: str
    belief: Belief
    direct: Posterior
    factors: tuple[Factor, ...]
    complexity: float
    thresholds: Thresholds

    @property
    def prior(self) -> float:
        """The confidence before any outcome of this installation."""
        return median(self.belief)

    @property
    def interval(self) -> tuple[float, float]:
        """90 % interval of the confidence: of the posterior where it rests on history, else of what is left open."""
        if self.direct.rests_on_history:
            low, high = self.direct.interval
        else:
            low, high = quantile(self.belief, 0.05), quantile(self.belief, 0.95)
        return min(low, self.direct.mean), max(high, self.direct.mean)


def analyse(objective: str, scores: Mapping[str, int], paths: Sequence[str], knowledge: Knowledge) -> Analysis:
    """Reads an objective and weighs it with the ratings and the recorded outcomes."""
    reading = read(objective)
    measures = features(reading)
    domains = domain_scores(reading)
    domain = domains[0][0] if domains else NO_DOMAIN
    belief = with_ratings(from_words({name: each.value for name, each in measures.items()}), scores)
    found = factors(measures, scores, paths)
    return Analysis(
        reading=reading,
        measures=measures,
        domains=domains,
        domain=domain,
        belief=belief,
        direct=_direct(median(belief), bool(scores), domain, knowledge),
        factors=found,
        complexity=complexity(found),
        thresholds=thresholds_for(domain, knowledge),
    )


def _direct(prior: float, rated: bool, domain: str, knowledge: Knowledge) -> Posterior:
    pseudo = constants.PSEUDO_OUTCOMES_RATINGS if rated else constants.PSEUDO_OUTCOMES_WORDS
    return posterior(prior, pseudo, "direct_atomic", prior, domain, knowledge)


def outcomes_of(domain: str, knowledge: Knowledge) -> int:
    """Recorded outcomes of a domain over all strategies."""
    if domain == EVERYWHERE:
        return knowledge.outcomes
    tallies = (knowledge.strategies.get((domain, strategy)) for strategy in STRATEGIES)
    return round(sum(tally.trials for tally in tallies if tally))

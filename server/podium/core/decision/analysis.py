"""The analysis of an objective before a route is chosen: what it says, how complex it is, how confident one may be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from podium.core.decision.banding import thresholds_for
from podium.core.decision.belief import Belief, from_words, median, quantile, with_ratings
from podium.core.decision.complexity import complexity, factors, language_factor
from podium.core.decision.features import Feature, domain_scores, features, structure
from podium.core.decision.reading import Reading, read
from podium.core.learning.domains import EVERYWHERE
from podium.core.values import STRATEGIES, Factor, Knowledge, Thresholds

NO_DOMAIN = "general"
HEARD_KEPT = 64
"""Objectives whose reading is kept: a run reads its objective several times."""


class Heard(NamedTuple):
    """What the words of an objective say by themselves.

    Args:
        reading: The words and what they mean.
        measures: What confidence rests on.
        structure: What complexity rests on: the same measures, but nothing added makes a request simpler.
        domains: Fields with scores, best first.
        belief: What the words leave open about the chance of success.
    """

    reading: Reading
    measures: Mapping[str, Feature]
    structure: Mapping[str, Feature]
    domains: tuple[tuple[str, float], ...]
    belief: Belief


@dataclass(frozen=True, slots=True)
class Analysis:
    """What is known of an objective; `domain` is the first of `domains`, by which outcomes and thresholds are kept."""

    reading: Reading
    measures: Mapping[str, Feature]
    domains: tuple[tuple[str, float], ...]
    domain: str
    belief: Belief
    factors: tuple[Factor, ...]
    complexity: float
    thresholds: Thresholds

    @property
    def prior(self) -> float:
        """The confidence before any outcome of this installation."""
        return median(self.belief)

    @property
    def interval(self) -> tuple[float, float]:
        """90 % interval of the prior: what words and ratings leave open."""
        return quantile(self.belief, 0.05), quantile(self.belief, 0.95)


@lru_cache(maxsize=HEARD_KEPT)
def heard(objective: str) -> Heard:
    """Reads an objective, without ratings and outcomes."""
    reading = read(objective)
    measures = features(reading)
    belief = from_words({name: each.value for name, each in measures.items()})
    return Heard(reading, measures, structure(reading, measures), domain_scores(reading), belief)


def analyse(objective: str, scores: Mapping[str, int], paths: Sequence[str], knowledge: Knowledge) -> Analysis:
    """Reads an objective and weighs it with the ratings and the recorded outcomes."""
    said = heard(objective)
    domain = said.domains[0][0] if said.domains else NO_DOMAIN
    found = (*factors(said.structure, scores, paths), *language_factor(said.reading.language))
    return Analysis(
        reading=said.reading,
        measures=said.measures,
        domains=said.domains,
        domain=domain,
        belief=with_ratings(said.belief, scores),
        factors=found,
        complexity=complexity(found),
        thresholds=thresholds_for(domain, knowledge),
    )


def outcomes_of(domain: str, knowledge: Knowledge) -> int:
    """Recorded outcomes of a domain over all strategies."""
    if domain == EVERYWHERE:
        return knowledge.outcomes
    tallies = (knowledge.strategies.get((domain, strategy)) for strategy in STRATEGIES)
    return round(sum(tally.trials for tally in tallies if tally))

"""What recorded outcomes make of a prior confidence, for each strategy."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from podium.core.learning.model import Estimate, model_of
from podium.core.learning.patterns import settled
from podium.core.learning.utility import Objective, Prospect, chance, measured, plans
from podium.core.values import STRATEGIES, Approach, Knowledge, Strategy


@dataclass(frozen=True, slots=True)
class Outlook:
    """What each strategy promises on one objective: `direct` in full, of all their prospects and costs.

    `worth` is that of a verified success in the cost of a direct run; `elsewhere` is direct work's probability in another
    project, None where this one cannot be told from the others.
    """

    at: Objective
    direct: Estimate
    prospects: Mapping[Strategy, Prospect]
    costs: Mapping[str, float]
    worth: float
    elsewhere: float | None = None

    def approaches(self) -> tuple[Approach, ...]:
        """All four with their probability of a verified good outcome, cost in direct runs and utility of one run."""
        return tuple(
            Approach(strategy, found.chance, self.costs[strategy], self.worth * found.chance - self.costs[strategy])
            for strategy, found in self.prospects.items()
        )


def outlook(at: Objective, knowledge: Knowledge, allowed: Collection[str], worth: float) -> Outlook:
    """The outlook of an objective under what was learned; only `allowed` strategies may follow a failure."""
    model = model_of(knowledge.cells)
    costs = measured(knowledge.costs)
    direct = model.estimate(at.domain, STRATEGIES[0], at.prior, rated=at.rated)
    elsewhere = chance(model, at._replace(elsewhere=True), STRATEGIES[0]) if model.tells_project else None
    return Outlook(at, direct, plans(model, at, costs, allowed, worth), costs, worth, elsewhere)


def well_supported(routed: Strategy, found: Outlook, knowledge: Knowledge) -> bool:
    """Whether the routed pattern has proved itself here, so that asking the host for ratings would not pay.

    The confidence must be certain enough to route by, and the routed strategy tried often enough in the domain.
    """
    return settled(found.at.domain, routed, found.direct, knowledge.strategies)

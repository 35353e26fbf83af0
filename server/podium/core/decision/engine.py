"""`decide`: one objective in, one explained decision out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from podium.core.decision.analysis import Analysis, analyse, outcomes_of
from podium.core.decision.approaches import approaches, escalation
from podium.core.decision.banding import band_of, elevated, elevations, strategy_for
from podium.core.decision.estimate import plan_of, resources
from podium.core.decision.questions import questions
from podium.core.decision.ratings import checked
from podium.core.decision.routing import Situation, compose
from podium.core.decision.shelf import shelf_of
from podium.core.decision.specialists import FEW, MOST_AGENTS, needed
from podium.core.errors import UserError
from podium.core.values import Catalogue, ContextItem, Decision, Knowledge, Route, Strategy

MOST_DOMAINS = 5
_NOTHING_LEARNED = Knowledge()
_NO_SCORES: Mapping[str, int] = {}


def decide(
    objective: str,
    *,
    catalogue: Catalogue,
    knowledge: Knowledge = _NOTHING_LEARNED,
    items: Sequence[ContextItem] = (),
    paths: Sequence[str] = (),
    scores: Mapping[str, int] = _NO_SCORES,
    agent_limit: int = MOST_AGENTS,
    confidence_override: float | None = None,
) -> Decision:
    """Analyses an objective and routes it.

    Args:
        objective: What the user wants. Only the first 20,000 characters are analysed.
        catalogue: The commands a route may use.
        knowledge: Recorded outcomes, costs and thresholds.
        items: Context that came along; it answers questions, it does not change the route.
        paths: Files and folders the objective is about.
        scores: The host's ratings 1-5, any subset of `RATINGS`.
        agent_limit: Most agents of the route; above ten counts as ten.
        confidence_override: Picks the route by the thresholds alone; `confidence` stays the computed one.

    Raises:
        UserError: An unknown or impossible rating, an override outside [0, 1], or a limit below 1.
    """
    scores = checked(scores)
    _check(agent_limit, confidence_override)
    analysis = analyse(objective, scores, paths, knowledge)
    shelf = shelf_of(catalogue)
    found = needed(shelf, analysis.domains, analysis.reading.stemmed)
    at = Situation(shelf, analysis, found, min(agent_limit, MOST_AGENTS))
    route = _route(at, scores, confidence_override)
    offered = approaches(analysis.direct, analysis.prior, analysis.domain, knowledge)
    plan = plan_of(route, catalogue, shelf, at.agent_limit)
    best = max(each.success_probability for each in offered)
    return Decision(
        objective=objective,
        confidence=analysis.direct.mean,
        interval=analysis.interval,
        complexity=analysis.complexity,
        basis="history" if analysis.direct.rests_on_history else "host_scores" if scores else "prior",
        factors=analysis.factors,
        domains=analysis.domains[:MOST_DOMAINS],
        specializations=route.specializations or tuple(found[:FEW]),
        route=route,
        thresholds=analysis.thresholds,
        approaches=offered,
        plan=escalation(route.strategy, offered),
        resources=resources(route.strategy, plan, knowledge),
        outcomes=knowledge.outcomes,
        domain_outcomes=outcomes_of(analysis.domain, knowledge),
        chain=plan.chain,
        questions=questions(analysis.reading, analysis.measures, scores, bool(items or paths), best),
    )


def _check(agent_limit: int, override: float | None) -> None:
    if agent_limit < 1:
        raise UserError(f"agent_limit is {agent_limit}. Give a number from 1 to {MOST_AGENTS}.")
    if override is not None and not 0 <= override <= 1:
        raise UserError(f"confidence_override is {override}. Give a probability from 0 to 1, or leave it out.")


def _route(at: Situation, scores: Mapping[str, int], override: float | None) -> Route:
    analysis = at.analysis
    confidence, thresholds = analysis.direct.mean, analysis.thresholds
    if override is not None:
        strategy = strategy_for(override, thresholds)
        said = (
            f"The override {override:.2f} {_lies_in(strategy, analysis)}. The computed confidence is {confidence:.2f}."
        )
        return compose(strategy, at, said, ())
    strategy = strategy_for(confidence, thresholds)
    said = f"Confidence {confidence:.2f} {_lies_in(strategy, analysis)}. {_weightiest(analysis)}"
    lifts = elevations(confidence, thresholds, analysis.complexity, scores)
    if not lifts:
        return compose(strategy, at, said, ())
    return compose(elevated(strategy), at, f"{said} One band more support: {'; '.join(lifts)}.", lifts)


def _lies_in(strategy: Strategy, analysis: Analysis) -> str:
    low, high = band_of(strategy, analysis.thresholds)
    return f"lies in the band {low:.2f}-{high:.2f} of {strategy}"


def _weightiest(analysis: Analysis) -> str:
    """What moved complexity most, with its words."""
    if len(analysis.factors) < 2:
        return "Nothing in the words sets it apart from ordinary work."
    factor = analysis.factors[1]
    direction = "Harder" if factor.contribution > 0 else "Easier"
    words = f" ({', '.join(factor.evidence[:3])})" if factor.evidence else ""
    return f"{direction} mostly by {factor.name.replace('_', ' ')}{words}."

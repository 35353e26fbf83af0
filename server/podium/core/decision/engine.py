"""`decide`: one objective in, one explained decision out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from podium.core.decision.analysis import Analysis, analyse, outcomes_of
from podium.core.decision.approaches import Budget, affordable, staffed
from podium.core.decision.banding import above, band_of, cheaper_to_explore, strategy_for, supported
from podium.core.decision.estimate import plan_of, resources
from podium.core.decision.history import Outlook, outlook, well_supported
from podium.core.decision.questions import questions
from podium.core.decision.ratings import checked
from podium.core.decision.routing import Situation, compose
from podium.core.decision.shelf import shelf_of
from podium.core.decision.specialists import FEW, MOST_AGENTS, needed
from podium.core.errors import UserError
from podium.core.learning.exploration import EXPLORE_AFTER
from podium.core.learning.prior import WORTH
from podium.core.learning.utility import Objective
from podium.core.values import STRATEGIES, Catalogue, ContextItem, Decision, Knowledge, Repeat, Strategy

MOST_DOMAINS = 5
_NOTHING_LEARNED = Knowledge()
_NO_SCORES: Mapping[str, int] = {}
DIGITS = 4
"""Confidence is decided on as it is shown, so that every reader can check the route."""


def decide(
    objective: str,
    *,
    catalogue: Catalogue,
    knowledge: Knowledge = _NOTHING_LEARNED,
    items: Sequence[ContextItem] = (),
    paths: Sequence[str] = (),
    scores: Mapping[str, int] = _NO_SCORES,
    agent_limit: int = MOST_AGENTS,
    token_limit: float | None = None,
    seconds_limit: float | None = None,
    confidence_override: float | None = None,
    explore: bool = False,
    worth: float = WORTH,
    seed: str = "",
    repeat: Repeat | None = None,
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
        token_limit: Tokens the run may use; what usually needs more follows no failure.
        seconds_limit: Seconds the run may take, likewise.
        confidence_override: Picks the route by the thresholds alone; `confidence` stays the computed one.
        explore: Whether this decision may try the next cheaper route, drawn by the caller for few of many runs; the
            first decisions of a domain never do.
        worth: Of a verified success, in the cost of a direct run.
        seed: Draws whether other specialists are tried than those the order so far would have; empty for never.
        repeat: The failure of the same objective that this repeats, see `repeated`; an override leaves it aside.

    Raises:
        UserError: An unknown or impossible rating, an override outside [0, 1], or a limit below 1.
    """
    scores = checked(scores)
    _check(agent_limit, confidence_override)
    analysis = analyse(objective, scores, paths, knowledge)
    shelf = shelf_of(catalogue)
    found = needed(shelf, analysis.domains, analysis.reading.stemmed)
    # Nothing is learned from a run whose route was given, so nothing is tried in one.
    trials = seed if confidence_override is None else ""
    at = Situation(shelf, analysis, found, min(agent_limit, MOST_AGENTS), knowledge, trials)
    allowed = staffed(shelf).intersection(affordable(Budget(at.agent_limit, token_limit, seconds_limit), knowledge))
    known = outlook(Objective(analysis.domain, analysis.prior, bool(scores)), knowledge, allowed, worth)
    confidence = round(known.direct.probability, DIGITS)
    explore = explore and outcomes_of(analysis.domain, knowledge) >= EXPLORE_AFTER
    repeat = repeat if confidence_override is None else None
    routed = _routed(confidence, analysis, scores, confidence_override, explore, repeat)
    settled = not scores and well_supported(routed.strategy, known, knowledge)
    reason = f"{routed.reason}{_project(confidence, known, knowledge)}{_SETTLED if settled else ''}"
    route = compose(routed.strategy, at, reason, routed.elevated_by)
    plan = plan_of(route, catalogue, shelf, at.agent_limit)
    offered = known.approaches()
    best = max(each.success_probability for each in offered)
    return Decision(
        objective=objective,
        confidence=confidence,
        interval=_interval(confidence, known, analysis),
        complexity=analysis.complexity,
        basis="history" if known.direct.rests_on_history else "host_scores" if scores else "prior",
        factors=analysis.factors,
        domains=analysis.domains[:MOST_DOMAINS],
        specializations=route.specializations or tuple(found[:FEW]),
        route=route,
        thresholds=analysis.thresholds,
        approaches=offered,
        plan=known.prospects[route.strategy].order,
        resources=resources(route.strategy, plan, knowledge),
        outcomes=knowledge.outcomes,
        domain_outcomes=outcomes_of(analysis.domain, knowledge),
        chain=plan.chain,
        questions=questions(analysis.reading, analysis.measures, scores, bool(items or paths), best),
        prior=known.at.prior,
        rated=known.at.rated,
        settled=settled,
        explored=routed.explored,
        project=knowledge.project,
        project_outcomes=knowledge.project_outcomes,
        elsewhere=known.elsewhere,
        repeat=repeat,
    )


def _check(agent_limit: int, override: float | None) -> None:
    if agent_limit < 1:
        raise UserError(f"agent_limit is {agent_limit}. Give a number from 1 to {MOST_AGENTS}.")
    if override is not None and not 0 <= override <= 1:
        raise UserError(f"confidence_override is {override}. Give a probability from 0 to 1, or leave it out.")


def _interval(confidence: float, known: Outlook, analysis: Analysis) -> tuple[float, float]:
    """90 % interval of the confidence: of what was learned where it rests on history, else of what is left open."""
    low, high = known.direct.interval if known.direct.rests_on_history else analysis.interval
    return min(low, confidence), max(high, confidence)


class _Routed(NamedTuple):
    """The strategy, why, and what moved it off the band of the confidence."""

    strategy: Strategy
    reason: str
    elevated_by: tuple[str, ...] = ()
    explored: str = ""


def _routed(
    confidence: float,
    analysis: Analysis,
    scores: Mapping[str, int],
    override: float | None,
    explore: bool,
    repeat: Repeat | None,
) -> _Routed:
    thresholds = analysis.thresholds
    if override is not None:
        strategy = strategy_for(override, thresholds)
        lies = _lies_in(strategy, analysis)
        return _Routed(strategy, f"The override {override:.2f} {lies}. The computed confidence is {confidence:.2f}.")
    strategy = strategy_for(confidence, thresholds)
    said = f"Confidence {confidence:.2f} {_lies_in(strategy, analysis)}. {_weightiest(analysis)}"
    cheaper = cheaper_to_explore(confidence, thresholds, analysis.complexity, scores) if explore else None
    if cheaper is not None and not above(repeat, cheaper):
        why = f"exploration: {cheaper} is tried instead of {strategy}, to learn whether the threshold is right"
        return _Routed(cheaper, f"{said} This run is an {why}.", (why,), why)
    routed, lifts = supported(confidence, thresholds, analysis.complexity, scores, repeat)
    if not lifts:
        return _Routed(strategy, said)
    bands = STRATEGIES.index(routed) - STRATEGIES.index(strategy)
    more = "One band" if bands == 1 else f"{bands} bands"
    return _Routed(routed, f"{said} {more} more support: {'; '.join(lifts)}.", lifts)


def _project(confidence: float, known: Outlook, knowledge: Knowledge) -> str:
    """What the project's own outcomes do to the confidence, where that is as much as is shown."""
    if known.elsewhere is None or f"{known.elsewhere:.2f}" == f"{confidence:.2f}":
        return ""
    move = "raise" if confidence > known.elsewhere else "lower"
    return f" The {knowledge.project_outcomes} outcomes of this project {move} it from {known.elsewhere:.2f}."


_SETTLED = " The pattern is well supported here, so no ratings are asked for."


def _lies_in(strategy: Strategy, analysis: Analysis) -> str:
    low, high = band_of(strategy, analysis.thresholds)
    return f"lies in the band {low:.2f}-{high:.2f} of {strategy}"


def _weightiest(analysis: Analysis) -> str:
    """What moved complexity most, with its words."""
    factor = next((each for each in analysis.factors[1:] if each.contribution), None)
    if factor is None:
        return "Nothing in the words sets it apart from ordinary work."
    direction = "Harder" if factor.contribution > 0 else "Easier"
    words = f" ({', '.join(factor.evidence[:3])})" if factor.evidence else ""
    return f"{direction} mostly by {factor.name.replace('_', ' ')}{words}."

"""`decision-engine`: the analysis of an objective, without running anything."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from podium.core.decision import decide, to_json
from podium.core.decision.changes import as_json, would_change
from podium.core.decision.repeats import repeated
from podium.core.errors import UserError
from podium.core.values import JSON, World

_NO_SCORES: Mapping[str, int] = {}


def decision_engine(
    world: World, *, objective: str, paths: Sequence[str] = (), scores: Mapping[str, int] = _NO_SCORES
) -> JSON:
    """The decision for an objective: confidence, complexity, domains, route, what they rest on and what would change it.

    Args:
        world: Catalogue, recorded outcomes, context, limit of agents, who asks and when.
        objective: What the user wants.
        paths: Files or folders it is about.
        scores: The host's ratings 1-5, any subset.

    Raises:
        UserError: No objective, or a rating that is unknown or not from 1 to 5.
    """
    if not objective.strip():
        raise UserError("The objective is empty. Say in a sentence what should be done.")
    decision = decide(
        objective,
        catalogue=world.catalogue,
        knowledge=world.knowledge,
        items=world.items,
        paths=paths,
        scores=scores,
        agent_limit=world.agent_limit,
        repeat=repeated(objective, world.principal, world.knowledge, world.at),
    )
    return to_json(decision) | {"would_change": as_json(would_change(decision, scores, paths))}

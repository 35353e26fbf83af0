"""What to ask an index for, before pruning looks closely."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from podium.core.pruning.ranking import objective_query, role_query
from podium.core.pruning.values import Role

_TOKENS_OF_A_PIECE = 100
_FEWEST, _MOST = 150, 600


@dataclass(frozen=True, slots=True)
class Search:
    """Terms, any of which a piece may hold, and how many of the best pieces are wanted.

    `prose` asks for pieces that are no code, since loose terms count in prose only.
    """

    terms: tuple[str, ...]
    most: int
    prose: bool = False


def searches(objective: str, roles: Sequence[Role], budget_tokens: int) -> tuple[Search, ...]:
    """Searches for the objective, for what may stand for its words, and for each role, with some times the pieces that a pack has room for."""
    room = min(_MOST, max(_FEWEST, budget_tokens // _TOKENS_OF_A_PIECE))
    query = objective_query(objective)
    asked = [Search(tuple(query.weights), room), Search(tuple(query.loose), room // 3, prose=True)]
    asked += [Search(tuple(role_query(role).weights), max(50, room // 3)) for role in roles]
    return tuple(search for search in asked if search.terms)

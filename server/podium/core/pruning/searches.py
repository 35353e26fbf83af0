"""What to ask an index for, before pruning looks closely."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from podium.core.pruning.ranking import objective_query, role_query
from podium.core.pruning.values import Role

_TOKENS_OF_A_PIECE = 100
_FEWEST, _MOST = 120, 600
_FEWEST_OF_ROLE = 50


@dataclass(frozen=True, slots=True)
class Search:
    """Terms, any of which a piece may hold, and how many of the best pieces are wanted.

    `prose` asks for pieces that are no code, since loose terms count in prose only.
    """

    terms: tuple[str, ...]
    most: int
    prose: bool = False


def searches(objective: str, roles: Sequence[Role], budget_tokens: int) -> tuple[Search, ...]:
    """Searches with some times the pieces that a pack has room for.

    For the objective and for each role, and in prose for what may stand for their words.
    """
    room = min(_MOST, max(_FEWEST, budget_tokens // _TOKENS_OF_A_PIECE))
    query = objective_query(objective)
    asked = [Search(tuple(query.weights), room), Search(tuple(query.loose), room // 3, prose=True)]
    for query in map(role_query, roles):
        asked.append(Search(tuple(query.weights), max(_FEWEST_OF_ROLE, room // 3)))
        asked.append(Search(tuple(query.loose), max(_FEWEST_OF_ROLE, room // 3), prose=True))
    return tuple(search for search in asked if search.terms)

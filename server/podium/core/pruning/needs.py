"""Answers what agents said they had to do without, from what is at hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from podium.core.pruning.found import Found
from podium.core.pruning.packing import section
from podium.core.pruning.pieces import name_terms
from podium.core.pruning.ranking import objective_query
from podium.core.pruning.selection import HAND_OFF_TAG, prune
from podium.core.pruning.values import Role
from podium.core.pruning.words import count_terms
from podium.core.values import ContextItem

_MOST_NEEDS = 8
_LEAST_TOKENS = 60
_LEAST_SCORE = 0.3
_NOTHING = frozenset(("none", "nothing", "n/a", "na", "no", "-", ""))


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found for one need: a note to hand on, or None where nothing speaks of it."""

    need: str
    note: ContextItem | None


def real_needs(needs: Sequence[str]) -> list[str]:
    """The distinct needs of replies that name something, in their order."""
    cleaned = [" ".join(need.split()) for need in needs]
    return list(dict.fromkeys(need for need in cleaned if need.lower().strip(" .") not in _NOTHING))[:_MOST_NEEDS]


def answer_needs(
    needs: Sequence[str], items: Sequence[ContextItem], budget_tokens: int, found: Found | None = None
) -> tuple[Answer, ...]:
    """Look for each need among items and pieces, each within its part of a budget.

    Args:
        needs: As agents wrote them; repeated and empty ones are left out.
        items: Whole items, as for `prune`.
        budget_tokens: Estimated tokens of all notes together.
        found: What an index found for these needs.

    Returns:
        One answer for each need. Its note is tagged as a hand-off note, and names where each part comes from.
    """
    wanted = real_needs(needs)
    if not wanted:
        return ()
    each = budget_tokens // len(wanted)
    return tuple(_answer(at, need, items, each, found) for at, need in enumerate(wanted, 1))


def _answer(at: int, need: str, items: Sequence[ContextItem], budget: int, found: Found | None) -> Answer:
    if budget < _LEAST_TOKENS:
        return Answer(need, None)
    (pack,) = prune(items, objective=need, roles=[Role("general")], budget_tokens=budget, found=found).packs
    speaking = [packed.item for packed in pack.items if packed.score >= _LEAST_SCORE and packed.part != "hand_off"]
    told = [item for item in speaking if _shares_a_term(item, need)]
    name = f"need-{at}: {need[:120]}"
    return Answer(need, ContextItem(name, "".join(map(section, told)), (HAND_OFF_TAG,)) if told else None)


def _shares_a_term(item: ContextItem, need: str) -> bool:
    query = objective_query(need)
    return not (
        query.words.keys().isdisjoint(count_terms(item.text)) and query.words.keys().isdisjoint(name_terms(item))
    )

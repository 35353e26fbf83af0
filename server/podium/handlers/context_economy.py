"""`/context-economy`: the smallest sufficient context for each role."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from podium.core.errors import UserError
from podium.core.learning.domains import EVERYWHERE
from podium.core.learning.lessons import Lessons
from podium.core.pruning import Found, Pack, Pruned, Role, policy_of, prune, role_words
from podium.core.pruning.leaning import leanings
from podium.core.values import JSON, STRATEGIES, Catalogue, ContextItem, World

DEFAULT_BUDGET = 8_000
_DEFAULT_ROLE = "general"
NO_LESSONS = Lessons()


def economy(
    world: World,
    *,
    objective: str,
    roles: Sequence[str] = (),
    budget_tokens: int = DEFAULT_BUDGET,
    preserve: Sequence[str] = (),
    strategy: str = "",
    found: Found | None = None,
) -> Pruned:
    """Prune the world's items for each role.

    How much of the budget all roles share depends on the strategy.

    Raises:
        UserError: No objective, an unknown strategy, an unknown name in `preserve`, or a budget that cannot be kept.
    """
    if not objective.strip():
        raise UserError("objective is empty. Say in a sentence what the context is needed for.")
    if strategy and strategy not in STRATEGIES:
        raise UserError(f"strategy is {strategy!r}; give one of {', '.join(STRATEGIES)}, or leave it out.")
    return prune(
        world.items,
        objective=objective,
        roles=named_roles(world.catalogue, roles, world.knowledge.lessons),
        budget_tokens=budget_tokens,
        preserve=preserve,
        shared=policy_of(strategy).shared,
        found=found,
    )


def named_roles(catalogue: Catalogue, roles: Sequence[str], lessons: Lessons = NO_LESSONS) -> list[Role]:
    """The roles that a caller names, with the words they answer to and what was learned for them in all domains.

    One general role where none is named.
    """
    named = [role_words(catalogue, name) for name in roles if name.strip()] or [Role(_DEFAULT_ROLE)]
    return [replace(role, learned=leanings(lessons, EVERYWHERE, _command(catalogue, role.name))) for role in named]


def _command(catalogue: Catalogue, role: str) -> str:
    found = catalogue.find(role) or catalogue.find(f"{role}-specialist")
    return found.name if found else role


def _parts(pruned: Pruned) -> JSON:
    """The four parts of the context, over all packs: number of items and their tokens."""
    entries = [packed for pack in pruned.packs for packed in pack.items]
    parts = {
        part: _sum(packed.tokens for packed in entries if packed.part == part)
        for part in ("essential", "specialized", "hand_off")
    }
    return parts | {"pruned": _sum(dropped.tokens for dropped in pruned.dropped)}


def _sum(tokens: Iterable[int]) -> JSON:
    listed = list(tokens)
    return {"items": len(listed), "tokens": sum(listed)}


def _pack_json(pack: Pack) -> JSON:
    items = [
        {
            "name": packed.item.name,
            "tokens": packed.tokens,
            "score": round(packed.score, 3),
            "reason": packed.reason,
            "part": packed.part,
        }
        for packed in pack.items
    ]
    return {"role": pack.role, "tokens": pack.tokens, "items": items, "text": pack.text}


def to_json(pruned: Pruned, handle_of: Callable[[ContextItem], str]) -> JSON:
    """The result's fields, but for `index` and each pack's `resource`, which only the caller knows.

    Args:
        pruned: What `economy` returned.
        handle_of: Gives the URI under which a dropped item can be fetched.
    """
    return {
        "packs": [_pack_json(pack) for pack in pruned.packs],
        "baseline_tokens": pruned.baseline_tokens,
        "kept_tokens": pruned.kept_tokens,
        "reduction": round(pruned.reduction, 4),
        "dropped": [
            {
                "name": dropped.item.name,
                "tokens": dropped.tokens,
                "reason": dropped.reason,
                "handle": handle_of(dropped.item),
            }
            for dropped in pruned.dropped
        ],
        "preserved_ok": pruned.preserved_ok,
        "overlap": round(pruned.overlap, 4),
        "parts": _parts(pruned),
    }


def context_economy(
    world: World,
    *,
    objective: str,
    roles: Sequence[str] = (),
    budget_tokens: int = DEFAULT_BUDGET,
    preserve: Sequence[str] = (),
    strategy: str = "",
    handle_of: Callable[[ContextItem], str] = lambda item: item.name,
) -> JSON:
    """`economy` as the result's fields; without `handle_of` a dropped item's handle is its name."""
    pruned = economy(
        world,
        objective=objective,
        roles=roles,
        budget_tokens=budget_tokens,
        preserve=preserve,
        strategy=strategy,
    )
    return to_json(pruned, handle_of)

"""`/context-economy`: the smallest sufficient context for each role."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from podium.core.errors import UserError
from podium.core.pruning import Pack, Pruned, Role, prune, role_words
from podium.core.values import JSON, STRATEGIES, ContextItem, World

DEFAULT_BUDGET = 8_000
_DEFAULT_ROLES = ("general",)
_SHARED_PORTION: Mapping[str, float] = {
    "": 0.2,
    "direct_atomic": 0.1,
    "orchestrated_workflow": 0.15,
    "multi_workflow": 0.2,
    "specialized_agents": 0.3,
}


def economy(
    world: World,
    *,
    objective: str,
    roles: Sequence[str] = (),
    budget_tokens: int = DEFAULT_BUDGET,
    preserve: Sequence[str] = (),
    strategy: str = "",
) -> Pruned:
    """Prune the world's items for each role.

    The more agents of different kinds a strategy sets to work at once, the larger the portion of the budget that all of
    them share: 10 % for one agent, 15 % for a workflow, 20 % for several, 30 % for specialists.

    Raises:
        UserError: No objective, an unknown strategy, an unknown name in `preserve`, or a budget that cannot be kept.
    """
    if not objective.strip():
        raise UserError("objective is empty. Say in a sentence what the context is needed for.")
    if strategy not in _SHARED_PORTION:
        raise UserError(f"strategy is {strategy!r}; give one of {', '.join(STRATEGIES)}, or leave it out.")
    named = [name for name in roles if name.strip()] or _DEFAULT_ROLES
    wanted: list[Role] = [role_words(world.catalogue, name) for name in named]
    return prune(
        world.items,
        objective=objective,
        roles=wanted,
        budget_tokens=budget_tokens,
        preserve=preserve,
        shared=_SHARED_PORTION[strategy],
    )


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

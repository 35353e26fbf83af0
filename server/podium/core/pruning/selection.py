"""The smallest sufficient context for each role, out of everything that was handed in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from podium.core.errors import UserError
from podium.core.pruning.packing import Filler, Measured, fits, section
from podium.core.pruning.pieces import Piece, pieces_of
from podium.core.pruning.preserving import check_budget, preserved
from podium.core.pruning.ranking import Index, Query, blended, objective_query, priors, role_query
from podium.core.pruning.remainder import Fate, dropped_items
from podium.core.pruning.shortlist import shortlist
from podium.core.pruning.values import Dropped, Pack, Packed, Part, Pruned, Role
from podium.core.tokens import estimate
from podium.core.values import ContextItem

HAND_OFF_TAG = "handoff"
_SHARED = 0.2
_FLOOR = 0.25
_HAND_OFF = 0.4
_LONGEST_PIECE = 2_400
_SHORTEST_CAP = 300


@dataclass(frozen=True, slots=True)
class _Sorted:
    """Items by what happens to them: fixed in every pack, to be ranked, dropped before ranking."""

    fixed: list[Packed]
    ranked: list[ContextItem]
    dropped: list[Dropped]


def _fixed(item: ContextItem, part: Part, reason: str) -> Packed:
    return Packed(item, estimate(item.text), 1.0, reason, part)


def _sort(items: Sequence[ContextItem], preserve: Sequence[str], budget: int) -> _Sorted:
    keep = preserved(items, preserve)
    check_budget([items[at] for at in keep], budget)
    result = _Sorted([_fixed(items[at], "essential", "preserve") for at in keep], [], [])
    seen = {items[at].text: items[at].name for at in keep}
    for at in sorted(set(range(len(items))) - set(keep)):
        item = items[at]
        if not item.text.strip():
            result.dropped.append(Dropped(item, 0, "empty"))
        elif item.text in seen:
            result.dropped.append(Dropped(item, estimate(item.text), f"same text as {seen[item.text]}"))
        else:
            result.ranked.append(item)
        seen.setdefault(item.text, item.name)
    _hand_on(result, budget)
    return result


def _hand_on(result: _Sorted, budget: int) -> None:
    """Fix the notes of earlier agents, as far as they leave most of the budget free."""
    before = "".join(section(packed.item) for packed in result.fixed)
    notes = ""
    for item in [item for item in result.ranked if HAND_OFF_TAG in item.tags]:
        longer = notes + section(item)
        if fits(longer, int(_HAND_OFF * budget)) and fits(before + longer, budget):
            notes = longer
            result.fixed.append(_fixed(item, "hand_off", "handed on by an earlier agent"))
            result.ranked.remove(item)


class _Selection:
    """Ranked pieces and the packs made of them."""

    def __init__(self, pieces: Sequence[Piece], fixed: list[Packed], objective: Query, budget: int) -> None:
        self._pieces = pieces
        self._fixed = fixed
        self._budget = budget
        self._objective = objective
        self._index = Index(pieces)
        self._measured = Measured(pieces)
        self._prior = priors(pieces, objective)
        self._to_objective = self._index.scores(objective)
        self._shared: dict[int, float] = {}
        self.fates = [Fate() for _ in pieces]

    def share(self, portion: float) -> None:
        """Choose the pieces that every role gets: the best for the objective alone, within a portion of the budget."""
        filler = Filler(self._measured, self._budget, self._fixed)
        scores = self._weighed(self._to_objective)
        filler.fill(scores, min(self._budget, filler.tokens + int(portion * self._budget)), cutoff=0.5)
        self._shared = filler.chosen

    def _weighed(self, scores: Sequence[float]) -> list[float]:
        return [score * prior for score, prior in zip(scores, self._prior, strict=True)]

    def pack(self, role: Role) -> Pack:
        """One role's pack."""
        query = role_query(role)
        scores = self._weighed(blended(self._to_objective, self._index.scores(query)))
        filler = Filler(self._measured, self._budget, self._fixed)
        for at, score in self._shared.items():
            filler.add(at, score, self._budget)
        filler.fill(scores, self._budget)
        order = sorted(range(len(scores)), key=lambda at: -scores[at])
        filler.top_up(order, int(_FLOOR * self._budget))
        pack = filler.pack(role.name, lambda at: self._describe(at, scores[at], role, query))
        for at, score in enumerate(scores):
            self.fates[at].note(at in filler.chosen, score, near=at in filler.near, no_room=at in filler.no_room)
        return pack

    def _describe(self, at: int, score: float, role: Role, query: Query) -> Packed:
        piece = self._pieces[at]
        by_objective = ", ".join(self._index.matched(at, self._objective))
        by_role = ", ".join(self._index.matched(at, query))
        if at in self._shared:
            return Packed(piece.item, piece.tokens, score, f"shared by all roles: {by_objective}", "essential")
        told = [f"objective: {by_objective}"] if by_objective else []
        told += [f"{role.name}: {by_role}"] if by_role else []
        reason = "; ".join(told) or "nothing better matched; there was room"
        return Packed(piece.item, piece.tokens, score, reason, "specialized")


def _contains_all(packs: Sequence[Pack], items: Sequence[ContextItem]) -> bool:
    return all(item.text in pack.text for pack in packs for item in items)


def _overlap(packs: Sequence[Pack]) -> float:
    names = [{packed.item.name for packed in pack.items} for pack in packs]
    pairs = [len(a & b) / len(a | b) if a | b else 1.0 for a, b in combinations(names, 2)]
    return sum(pairs) / len(pairs) if pairs else 0.0


def prune(
    items: Sequence[ContextItem],
    *,
    objective: str,
    roles: Sequence[Role],
    budget_tokens: int,
    preserve: Sequence[str] = (),
    shared: float = _SHARED,
) -> Pruned:
    """Choose for each role what it needs of the items, within its budget.

    Items tagged `handoff` come before everything but the preserved ones, as far as they fit.

    Args:
        items: Whole items; long ones are cut into pieces here.
        objective: What the run is for.
        roles: One pack is made for each distinct role name; none stands for one general role.
        budget_tokens: Estimated o200k tokens of a whole pack, labels included; bytes / 4 stay within 1.15 x of it.
        preserve: Names or paths of items that reach every pack whole.
        shared: Portion of the budget in [0, 1] for pieces that all roles get, for their coordination.

    Raises:
        UserError: The budget is below 1, `preserve` names an unknown item, or it alone exceeds the budget.
    """
    if budget_tokens < 1:
        raise UserError(f"budget_tokens is {budget_tokens}; give at least 1, usually 2000 to 20000 for each role.")
    distinct = list({role.name: role for role in roles}.values()) or [Role("general")]
    laid_out = _sort(items, preserve, budget_tokens)
    query = objective_query(objective)
    ranked, left_over = shortlist(
        laid_out.ranked, (*query.weights, *(word for role in distinct for word in role_query(role).weights))
    )
    cap = min(_LONGEST_PIECE, max(_SHORTEST_CAP, budget_tokens))
    groups = [pieces_of(item, cap) for item in ranked]
    selection = _Selection([piece for group in groups for piece in group], laid_out.fixed, query, budget_tokens)
    if len(distinct) > 1:
        selection.share(shared)
    packs = tuple(selection.pack(role) for role in distinct)
    every = sum(packed.tokens for packed in laid_out.fixed) + sum(
        entry.tokens for entry in (*laid_out.dropped, *left_over)
    )
    every += sum(piece.tokens for group in groups for piece in group)
    return Pruned(
        packs=packs,
        dropped=(*dropped_items(ranked, groups, selection.fates), *left_over, *laid_out.dropped),
        baseline_tokens=every * len(distinct),
        kept_tokens=sum(pack.tokens for pack in packs),
        preserved_ok=_contains_all(packs, [packed.item for packed in laid_out.fixed if packed.reason == "preserve"]),
        overlap=_overlap(packs),
    )

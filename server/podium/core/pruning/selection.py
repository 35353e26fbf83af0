"""The smallest sufficient context for each role, out of everything that was handed in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, combinations, pairwise

from podium.core.errors import UserError
from podium.core.pruning.billing import Bill
from podium.core.pruning.cutting import CAP
from podium.core.pruning.found import NOTHING_FOUND, Found, Statistics
from podium.core.pruning.kinds import asked_kinds, is_code
from podium.core.pruning.leaning import factor
from podium.core.pruning.packing import Filler, Measured, fits, section
from podium.core.pruning.pieces import Piece, pieces_of
from podium.core.pruning.preserving import check_budget, preserved
from podium.core.pruning.ranking import Index, Query, blended, objective_query, role_query, weighed
from podium.core.pruning.remainder import Fate, dropped_items
from podium.core.pruning.shortlist import shortlist
from podium.core.pruning.values import Dropped, Pack, Packed, Part, Pruned, Role
from podium.core.tokens import estimate
from podium.core.values import ContextItem

HAND_OFF_TAG = "handoff"
_SHARED = 0.2
_FLOOR = 0.25
_HAND_OFF = 0.4
_OWN = 0.35
_SHORTEST_CAP = 300
_TOLD = 1.1


@dataclass(frozen=True, slots=True)
class _Sorted:
    """Items by what happens to them: fixed in every pack, to be ranked, dropped before ranking."""

    fixed: list[Packed]
    ranked: list[ContextItem]
    dropped: list[Dropped]


def _fixed(item: ContextItem, part: Part, reason: str) -> Packed:
    return Packed(item, estimate(item.text), 1.0, reason, part)


def _sort(items: Sequence[ContextItem], preserve: Sequence[str], budget: int, notes: float) -> _Sorted:
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
    _hand_on(result, budget, notes)
    return result


def _hand_on(result: _Sorted, budget: int, portion: float) -> None:
    """Fix the notes of earlier agents, as far as they leave most of the budget free."""
    before = "".join(section(packed.item) for packed in result.fixed)
    notes = ""
    for item in [item for item in result.ranked if HAND_OFF_TAG in item.tags]:
        longer = notes + section(item)
        if fits(longer, int(portion * budget)) and fits(before + longer, budget):
            notes = longer
            result.fixed.append(_fixed(item, "hand_off", "handed on by an earlier agent"))
            result.ranked.remove(item)


@dataclass(frozen=True, slots=True)
class _Gathered:
    """All pieces that can be chosen, by item. `wholes` holds None for a file of which only pieces are at hand."""

    pieces: Sequence[Piece]
    groups: Sequence[range]
    wholes: Sequence[ContextItem | None]
    statistics: Statistics


def _gather(items: Sequence[ContextItem], found: Found, cap: int) -> _Gathered:
    wholes: list[ContextItem | None] = list(items)
    by_item: list[Sequence[Piece]] = [pieces_of(item, cap) for item in items]
    by_file: dict[str, list[Piece]] = {}
    for piece in found.pieces:
        by_file.setdefault(piece.origin, []).append(piece)
    wholes += [None] * len(by_file)
    by_item += by_file.values()
    ends = list(accumulate(map(len, by_item), initial=0))
    groups = [range(first, end) for first, end in pairwise(ends)]
    return _Gathered([piece for group in by_item for piece in group], groups, wholes, found.statistics)


class _Selection:
    """Ranked pieces and the packs made of them."""

    def __init__(self, gathered: _Gathered, fixed: list[Packed], objective: str, budget: int) -> None:
        self._pieces = gathered.pieces
        self._fixed = fixed
        self._budget = budget
        self._asking = objective
        self._objective = objective_query(objective)
        self._index = Index(gathered.pieces, gathered.groups, gathered.statistics)
        self.measured = Measured(gathered.pieces)
        self._to_objective = self._index.scores(self._objective)
        self._shared: dict[int, float] = {}
        self._code = [is_code(piece.item) for piece in gathered.pieces]
        self._of_files = [at for at, piece in enumerate(gathered.pieces) if piece.item.path]
        self.fates = [Fate() for _ in gathered.pieces]

    def _filler(self) -> Filler:
        return Filler(self.measured, self._budget, self._fixed, self._index.lengths)

    def share(self, portion: float) -> None:
        """Choose the pieces that every role gets: the best for the objective alone, within a portion of the budget."""
        filler = self._filler()
        scores = self._index.relevance(self._to_objective, asked_kinds(self._asking))
        filler.fill(scores, min(self._budget, filler.tokens + int(portion * self._budget)), cutoff=0.5)
        self._shared = filler.chosen

    def pack(self, role: Role) -> Pack:
        """One role's pack: what all share, then what answers the role best, then what answers both."""
        query = role_query(role)
        to_role = self._index.scores(query)
        asked = asked_kinds(self._asking, role.name)
        leaning = self._leaning(role)
        scores = weighed(self._index.relevance(blended(self._to_objective, to_role), asked), leaning)
        filler = self._filler()
        for at, score in self._shared.items():
            filler.add(at, score, self._budget)
        own = weighed([b * (1 + a) for a, b in zip(self._to_objective, to_role, strict=True)], leaning)
        limit = min(self._budget, filler.tokens + int(_OWN * self._budget))
        filler.fill(own, limit, cutoff=0.5)
        filler.fill([0.0 if code else score for score, code in zip(own, self._code, strict=True)], limit)
        filler.fill(scores, self._budget)
        if self._of_files:
            beyond = [0.0] * len(scores)
            for at in self._of_files:
                beyond[at] = scores[at]
            filler.fill(beyond, self._budget, cutoff=0)
        order = sorted(range(len(scores)), key=lambda at: -scores[at])
        filler.top_up(order, int(_FLOOR * self._budget))
        pack = filler.pack(role.name, lambda run, item: self._describe(run, item, scores, role, query))
        for at, score in enumerate(scores):
            self.fates[at].note(at in filler.chosen, score, near=at in filler.near, no_room=at in filler.no_room)
        return pack

    def _leaning(self, role: Role) -> list[float]:
        """Factors on the pieces; empty where nothing was learned for the role."""
        return [factor(role.learned, piece.item) for piece in self._pieces] if role.learned else []

    def _describe(
        self, run: Sequence[int], item: ContextItem, scores: Sequence[float], role: Role, query: Query
    ) -> Packed:
        at = max(run, key=scores.__getitem__)
        tokens = sum(map(self.measured.tokens, run))
        by_objective = ", ".join(self._index.matched(at, self._objective))
        by_role = ", ".join(self._index.matched(at, query))
        if all(at in self._shared for at in run):
            return Packed(item, tokens, scores[at], f"shared by all roles: {by_objective}", "essential")
        told = [f"objective: {by_objective}"] if by_objective else []
        told += [f"{role.name}: {by_role}"] if by_role else []
        told += ["of use in earlier runs"] if factor(role.learned, item) >= _TOLD else []
        reason = "; ".join(told) or "nothing better matched; there was room"
        return Packed(item, tokens, scores[at], reason, "specialized")


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
    notes: float = _HAND_OFF,
    found: Found | None = None,
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
        notes: The most, as a portion of the budget, that items tagged `handoff` may take.

        found: What an index found in files that are too many to hand in whole.

    Raises:
        UserError: The budget is below 1, `preserve` names an unknown item, or it alone exceeds the budget.
    """
    if budget_tokens < 1:
        raise UserError(f"budget_tokens is {budget_tokens}; give at least 1, usually 2000 to 20000 for each role.")
    found = found or NOTHING_FOUND
    distinct = list({role.name: role for role in roles}.values()) or [Role("general")]
    laid_out = _sort(items, preserve, budget_tokens, notes)
    ranked, left_over = shortlist(laid_out.ranked, _terms(objective, distinct))
    gathered = _gather(ranked, found, min(CAP, max(_SHORTEST_CAP, budget_tokens)))
    selection = _Selection(gathered, laid_out.fixed, objective, budget_tokens)
    if len(distinct) > 1:
        selection.share(shared)
    packs = tuple(selection.pack(role) for role in distinct)
    bill = Bill([piece.item.text for piece in gathered.pieces if not piece.tokens])
    dropped = dropped_items(gathered.wholes, selection.measured, gathered.groups, selection.fates, bill)
    every = (
        sum(packed.tokens for packed in laid_out.fixed)
        + bill.everything
        + sum(piece.tokens for piece in found.pieces)
        + found.tokens_beyond
    )
    every += sum(entry.tokens for entry in (*laid_out.dropped, *left_over))
    return Pruned(
        packs=packs,
        dropped=(*dropped, *left_over, *laid_out.dropped),
        baseline_tokens=every * len(distinct),
        kept_tokens=sum(pack.tokens for pack in packs),
        preserved_ok=_contains_all(packs, [packed.item for packed in laid_out.fixed if packed.reason == "preserve"]),
        overlap=_overlap(packs),
    )


def _terms(objective: str, roles: Sequence[Role]) -> tuple[str, ...]:
    return (*objective_query(objective).weights, *(term for role in roles for term in role_query(role).weights))

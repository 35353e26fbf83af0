"""A cheap first look at very much text, so that only the most promising items are read closely."""

from __future__ import annotations

import math
from collections.abc import Sequence

from podium.core.pruning.kinds import prior_of
from podium.core.pruning.values import Dropped
from podium.core.tokens import estimate
from podium.core.values import ContextItem

_CLOSELY_READ = 6_000_000
_TERMS = 24
_SAMPLE = 2_000
_NAME_WEIGHT = 3


def rough_tokens(text: str) -> int:
    """Estimated tokens of a text from its beginning, middle and end."""
    if len(text) <= 3 * _SAMPLE:
        return estimate(text)
    middle = (len(text) - _SAMPLE) // 2
    sample = text[:_SAMPLE] + text[middle : middle + _SAMPLE] + text[-_SAMPLE:]
    return max(1, round(estimate(sample) * len(text) / len(sample)))


def _hits(items: Sequence[ContextItem], terms: Sequence[str]) -> list[list[int]]:
    """How often each term stands in each item, as a plain substring."""
    rows = []
    for item in items:
        text, name = item.text.lower(), item.name.lower()
        rows.append([text.count(term) + _NAME_WEIGHT * name.count(term) for term in terms])
    return rows


def _promise(items: Sequence[ContextItem], terms: Sequence[str]) -> list[float]:
    rows = _hits(items, terms)
    rarity = [math.log(1 + len(rows) / (1 + sum(1 for row in rows if row[at]))) for at in range(len(terms))]
    return [
        prior_of(item.path, {})
        * sum(
            weight * math.log1p(1000 * times / (1000 + len(item.text)))
            for weight, times in zip(rarity, row, strict=True)
        )
        for item, row in zip(items, rows, strict=True)
    ]


def shortlist(items: Sequence[ContextItem], terms: Sequence[str]) -> tuple[list[ContextItem], list[Dropped]]:
    """The items to read closely, in their order, and the rest.

    Up to 6 million characters nothing is left out. Beyond, items go by density of the terms weighted by
    rarity, sources first.
    """
    if sum(len(item.text) for item in items) <= _CLOSELY_READ:
        return list(items), []
    promise = _promise(items, list(dict.fromkeys(terms))[:_TERMS])
    room, chosen = _CLOSELY_READ, set()
    for at in sorted(range(len(items)), key=lambda at: -promise[at]):
        if len(items[at].text) <= room:
            room -= len(items[at].text)
            chosen.add(at)
    rest = [item for at, item in enumerate(items) if at not in chosen]
    reason = "too little to do with the objective and the roles at a first look"
    return [items[at] for at in sorted(chosen)], [Dropped(item, rough_tokens(item.text), reason) for item in rest]

"""Which items of its context an agent's reply cites."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from podium.core.calls import AgentReply
from podium.core.pruning.leaning import place_of
from podium.core.pruning.values import Pack

MOST_PLACES = 24
"""Places of one pack that are remembered."""
_LEAST_NAME = 3


def places(pack: Pack) -> list[str]:
    """The places of what a pack holds, notes of earlier agents aside; the first ones where there are many."""
    own = (place_of(packed.item) for packed in pack.items if packed.part != "hand_off")
    return list(dict.fromkeys(own))[:MOST_PLACES]


def cited(reply: AgentReply, shown: Iterable[str]) -> set[str]:
    """Those of the places shown that a reply names, by path, by a file name that only one of them has, or by item name."""
    told = [reply.summary, reply.recommendation, *(f"{f.evidence}\n{f.statement}" for f in reply.findings)]
    text = "\n".join(told).replace("\\", "/")
    names = {place: place.removeprefix("item ") for place in shown}
    ends = Counter(name.rsplit("/", 1)[-1] for name in names.values())
    return {place for place, name in names.items() if any(_names(text, form) for form in _forms(name, ends))}


def _forms(name: str, ends: Counter[str]) -> list[str]:
    end = name.rsplit("/", 1)[-1]
    return [name, end] if end != name and "." in end and ends[end] == 1 else [name]


def _names(text: str, name: str) -> bool:
    """Whether a text holds a name that is not part of a longer word."""
    if len(name) < _LEAST_NAME or name not in text:
        return False
    return re.search(rf"(?<![\w.-]){re.escape(name)}(?![\w-])", text) is not None

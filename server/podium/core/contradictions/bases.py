"""With what a change is compared: the year before, the quarter before, the month before."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from podium.core.patterns import Lazy

_TO = r"(?:than|with|on|against|to|over|from|vs\.?|versus) (?:in )?(?:the )?"
_KINDS = {
    "year": Lazy(
        rf"\b(?:year[- ]on[- ]year|yoy|year[- ]over[- ]year|{_TO}(?:year before|(?:last|previous) year|same \w+ (?:of )?last year))\b",
        re.I,
    ),
    "quarter": Lazy(
        rf"\b(?:quarter[- ]on[- ]quarter|qoq|{_TO}(?:quarter before|(?:last|previous) quarter|Q[1-4]))\b", re.I
    ),
    "month": Lazy(rf"\b(?:month[- ]on[- ]month|mom|{_TO}(?:month before|(?:last|previous) month))\b", re.I),
}


def compared_otherwise(a: Iterable[str], b: Iterable[str]) -> bool:
    """Whether two agents, by the texts of each, tell of a change beside another time before."""
    mine, theirs = (frozenset[str]().union(*map(_bases, texts)) for texts in (a, b))
    return bool(mine and theirs) and mine.isdisjoint(theirs)


@lru_cache(maxsize=2048)
def _bases(text: str) -> frozenset[str]:
    return frozenset(kind for kind, pattern in _KINDS.items() if pattern.compiled.search(text))

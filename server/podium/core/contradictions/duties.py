"""Whether a sentence says that something must be, need not be, may be or must not be."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from podium.core.patterns import Lazy

Duty = Literal["must", "need not", "may", "must not", ""]

_NEED = r"(?:need(?:s|ed)?|requir\w+|oblig\w+|mandatory|compulsory|necessary|duty|ha(?:s|ve|d) to)"
_NOT_NEEDED = Lazy(
    rf"\b(?:no|not|never|without(?: any)?|neither|nobody|none|n't|don't|doesn't|isn't|aren't)\s(?:\S+\s){{0,3}}?{_NEED}\b"
    r"|\b(?:optional|voluntary|voluntarily|waived|exempt\w*|needn't|need not|unnecessary)\b",
    re.I,
)
_NOT_FORBIDDEN = Lazy(
    r"\b(?:not|no longer|n't|never|nothing \w+) (?:\w+ )?(?:true that [^.;]{2,60}?)?(?:forbid\w*|prohibit\w*|banned)\b",
    re.I,
)
_FORBIDDEN = Lazy(
    r"\b(?:must not|mustn't|may not|cannot be|can't be|not (?:be )?(?:allowed|permitted)|forbidden|prohibited|banned|"
    r"no \S+ (?:is |are )?(?:allowed|permitted))\b",
    re.I,
)
_NEEDED = Lazy(rf"\b(?:must|{_NEED})\b", re.I)
_ALLOWED = Lazy(r"\b(?:may|can|allow(?:s|ed)?|permit(?:s|ted)?|free to|welcome to)\b", re.I)


@lru_cache(maxsize=1024)
def duty(text: str) -> Duty:
    """What a sentence says of a duty, if anything."""
    if _NOT_FORBIDDEN.compiled.search(text):
        return "may"
    if _NOT_NEEDED.compiled.search(text):
        return "need not"
    if _FORBIDDEN.compiled.search(text):
        return "must not"
    if _NEEDED.compiled.search(text):
        return "must"
    return "may" if _ALLOWED.compiled.search(text) else ""

"""Whether a text has one of certain phrases; looked up once, since the same sentences are held against many others."""

from __future__ import annotations

from functools import lru_cache

from podium.core.patterns import Lazy


@lru_cache(maxsize=8_192)
def says(text: str, pattern: Lazy) -> bool:
    """Whether a text has a phrase."""
    return pattern.compiled.search(text) is not None

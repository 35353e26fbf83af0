"""Which of two things came first, as `before` and `after` tell it."""

from __future__ import annotations

import re
from functools import lru_cache

from podium.core.contradictions.forms import shared
from podium.core.contradictions.lexicon import LIGHT
from podium.core.contradictions.sentences import read_sentence
from podium.core.patterns import Lazy

_FIRST = Lazy(r"^(?P<one>.*?)\s?\b(?P<order>before|prior to|ahead of|after|following|once)\b\s(?P<other>.+)$", re.I)
_EARLIER = ("before", "prior to", "ahead of")


@lru_cache(maxsize=512)
def _sequence(text: str) -> tuple[frozenset[str], frozenset[str]] | None:
    """The words of what came first and of what came then; what is not named is empty."""
    found = _FIRST.compiled.match(text)
    if not found or not found["other"]:
        return None
    one, other = (read_sentence(found[part]).content - LIGHT for part in ("one", "other"))
    return (one, other) if found["order"].lower() in _EARLIER else (other, one)


def order_apart(text: str, topic: frozenset[str], other: str, other_topic: frozenset[str]) -> bool:
    """Whether two statements put the same two things in different order; a topic is what a statement does not name."""
    mine, theirs = _sequence(text), _sequence(other)
    if not mine or not theirs:
        return False
    (first, then), (earlier, later) = (_filled(mine, topic), _filled(theirs, other_topic))
    return shared(first, later) and shared(then, earlier) and not (shared(first, earlier) and shared(then, later))


def _filled(
    told: tuple[frozenset[str], frozenset[str]], topic: frozenset[str]
) -> tuple[frozenset[str], frozenset[str]]:
    return told[0] or topic, told[1] or topic

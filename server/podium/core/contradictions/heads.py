"""Whether a word that only one sentence has is part of the name of what both begin with."""

from __future__ import annotations

from itertools import pairwise

from podium.core.contradictions.forms import alike
from podium.core.contradictions.lexicon import VERBS
from podium.core.contradictions.sentences import Sentence
from podium.core.decision.words import stem


def introduced(x: Sentence, y: Sentence, left: frozenset[str], right: frozenset[str]) -> bool:
    """Whether one of two sentences names something else by a word more: a refresh token is not the token."""
    return any(
        _leads(owner, strange, other) or trails(owner, strange, other)
        for owner, strange, other in ((x, left, y), (y, right, x))
    )


def _leads(owner: Sentence, strange: frozenset[str], other: Sentence) -> bool:
    first, *rest = owner.order or ("",)
    if rest and rest[0] in owner.proper:
        return False
    return first in strange and bool(rest and other.order) and alike(rest[0], other.order[0]) and _side_by_side(owner)


def trails(owner: Sentence, strange: frozenset[str], other: Sentence) -> bool:
    """Whether a strange word ends the name of what a sentence is about: the library café is not the library."""
    if len(owner.order) < 2 or not other.order or owner.order[1] not in strange or owner.order[1] in owner.scope:
        return False
    return alike(owner.order[0], other.order[0]) and _side_by_side(owner, before_verb=True)


def _side_by_side(owner: Sentence, before_verb: bool = False) -> bool:
    """Whether the first two content words of a sentence stand beside each other, the first of them being a noun."""
    words = [word.strip(",.;:`'\"()") for word in owner.text.lower().split()]
    if before_verb:
        words = words[: next((at for at, word in enumerate(words) if word in VERBS), 0)]
    pair = (owner.order[0], owner.order[1])
    return any(
        (stem(a), stem(b)) == pair and a.isalpha() and not (a.endswith("ed") or b.endswith("ed"))
        for a, b in pairwise(words)
    )

"""What a word means, as keys: two words may stand for each other where they share one, which is quick to tell."""

from __future__ import annotations

import re
from functools import lru_cache

from podium.core.contradictions.axes import sides
from podium.core.contradictions.synonyms import groups

_ROOTED = re.compile(
    r"(.{4,}?)(?:isation|ization|ation|ition|ment|ness|ance|ence|ancy|ency|able|ible|ical|ship|ial|ing|ion|ity|ive|ant|ent|ous|ful"
    r"|anc|enc|abl|ibl|iv|er|or|ed|al|ic|ly|ty|th|e|s|y|i)?"
)
"""A word of more than three letters without its ending."""
_PREFIX = re.compile(r"^(?:un|in|im|ir|non|dis)-?(?=[a-z]{4})")
"""What may turn a word round."""
_START = 7
"""By how many first letters long words are one."""


@lru_cache(maxsize=4096)
def keys(word: str) -> frozenset[str]:
    """The keys of a stem: itself, its root, its beginning where it is long, and the groups and sides of meaning it is in."""
    found = {word, *groups(word), *sides(word)}
    if word.isalpha():
        found.update((f"{word}~", f"{form(word)}~"))
        if len(word) > _START:
            found.add(f"{word[:_START]}-")
    return frozenset(found)


@lru_cache(maxsize=2048)
def keyset(words: frozenset[str]) -> frozenset[str]:
    """The keys of all of the words."""
    return frozenset().union(*map(keys, words))


@lru_cache(maxsize=4096)
def form(word: str) -> str:
    """The root of a stem: without its ending."""
    found = _ROOTED.fullmatch(word) if word.isalpha() else None
    return found[1] if found else word


def forms(words: frozenset[str]) -> frozenset[str]:
    """The roots of words, their groups and pairs of opposites: fewer than all their keys, to count what two lists share."""
    return frozenset(
        key
        for word in words
        for key in (form(word), form(_PREFIX.sub("", word)), *groups(word), *(side[:-1] for side in sides(word)))
    )


def known(word: str, words: frozenset[str]) -> bool:
    """Whether a word or another of its meaning is among others."""
    return word in words or not keys(word).isdisjoint(keyset(words))

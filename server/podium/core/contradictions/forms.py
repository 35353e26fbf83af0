"""Whether two words mean the same or the opposite, and what two lists of words have in common by that measure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from podium.core.contradictions.axes import opposite_sides, sides
from podium.core.contradictions.lexicon import word_set
from podium.core.contradictions.prefixes import opposed_by_prefix
from podium.core.contradictions.synonyms import groups

_ENDINGS = word_set(
    "e s d ed ing ion tion ation ment nes ness ance ence ancy ency ant ent al ly ship ity ty able ible ive y ic ful th t ise ize "
    "ies i abl ibl iv anc enc at ing"
) | {""}
"""What may follow the common start of two forms of one word."""
_START, _SHORT, _SHARE = 5, 3, 0.7
"""Letters two forms must begin with in common, fewer where one is the whole start, and the share of the longer one."""


@dataclass(frozen=True, slots=True)
class Match:
    """What two lists of words have in common: pairs of the same meaning and of opposed meaning, and what each has alone."""

    same: tuple[tuple[str, str], ...]
    opposed: tuple[tuple[str, str], ...]
    left: frozenset[str]
    right: frozenset[str]


@lru_cache(maxsize=2048)
def _keys(word: str) -> frozenset[str]:
    return frozenset((word,)) | sides(word) | groups(word)


@lru_cache(maxsize=2048)
def forms_of_one(a: str, b: str) -> bool:
    """Whether two stems are forms of one word: `respond`, `response`; `clear`, `clearance`; `fit`, `fitness`."""
    if a[:_SHORT] != b[:_SHORT] or not (a + b).isalpha():
        return False
    length = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    if length >= _START and length >= _SHARE * max(len(a), len(b)):
        return True
    whole = length == min(len(a), len(b)) or length > _SHORT
    return whole and a[length:] in _ENDINGS and b[length:] in _ENDINGS


@lru_cache(maxsize=2048)
def alike(a: str, b: str) -> bool:
    """Whether two stems mean the same."""
    return a == b or not _keys(a).isdisjoint(_keys(b)) or forms_of_one(a, b)


@lru_cache(maxsize=2048)
def opposed(a: str, b: str) -> bool:
    """Whether two stems mean the opposite of each other."""
    return not opposite_sides(a).isdisjoint(sides(b)) or opposed_by_prefix(a, b)


def shared(words: Iterable[str], others: Iterable[str]) -> bool:
    """Whether any word of the one list means the same as one of the other."""
    others = list(others)
    return any(alike(word, other) for word in words for other in others)


@lru_cache(maxsize=2048)
def links(word: str) -> frozenset[str]:
    """What a stem may be tied to another by: its start, its end, its groups and what it is the opposite of."""
    axes = (side[:-1] for side in sides(word))
    return frozenset((word, f"{word[:_SHORT]}-", f"-{word[-_SHORT:]}", *groups(word), *axes))


@lru_cache(maxsize=1024)
def reach(words: frozenset[str]) -> frozenset[str]:
    """What any of the words may be tied to another by: a word none of whose links is among them is a stranger to all."""
    return frozenset().union(*map(links, words))


def has_stranger(words: frozenset[str], others: frozenset[str]) -> bool:
    """Whether one of the words surely means neither the same nor the opposite of any of the others; quick to tell."""
    known = reach(others)
    return any(map(known.isdisjoint, linked(words)))


@lru_cache(maxsize=1024)
def linked(words: frozenset[str]) -> tuple[frozenset[str], ...]:
    """The links of each word."""
    return tuple(map(links, words))


def matched(a: tuple[str, ...], b: tuple[str, ...]) -> Match:
    """Pairs the words of two lists: first those that are the same and forms of one, then opposites, then synonyms."""
    same = [(word, word) for word in a if word in b]
    taken = {word for word, _ in same}
    left, lone = _likely(a, taken, b)
    right, single = _likely(b, taken, a)
    if not (left and right):
        return Match(tuple(same), (), frozenset((*left, *lone)), frozenset((*right, *single)))
    same += _paired(left, right, forms_of_one)
    turned = _paired(left, right, opposed)
    same += _paired(left, right, alike)
    return Match(tuple(same), tuple(turned), frozenset((*left, *lone)), frozenset((*right, *single)))


def _likely(words: tuple[str, ...], taken: set[str], others: tuple[str, ...]) -> tuple[list[str], list[str]]:
    """The words that are not taken: those that another may be paired with, and those that surely no other is."""
    likely: list[str] = []
    alone: list[str] = []
    known = reach(frozenset(others))
    for word in words:
        if word not in taken:
            (alone if known.isdisjoint(links(word)) else likely).append(word)
    return likely, alone


def _paired(left: list[str], right: list[str], fits: Callable[[str, str], bool]) -> list[tuple[str, str]]:
    """Takes out of both lists the words that fit each other, first come first served."""
    pairs = []
    for word in list(left):
        other = next((other for other in right if fits(word, other)), None)
        if other is not None:
            left.remove(word)
            right.remove(other)
            pairs.append((word, other))
    return pairs

"""A sentence as what can be compared: its content words, its polarity, its figures, and what it is limited to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from podium.core.contradictions.lexicon import (
    CONDITIONS,
    CONTRASTING,
    FILLERS,
    NORMS,
    OPPOSITES,
    SCOPES,
    SOME,
    SOURCES,
    word_set,
)
from podium.core.decision.words import stem

if TYPE_CHECKING:
    from podium.core.contradictions.figures import Figure

_END = re.compile(r"(?<=[.!?])[\"'”’)*`]*\s+|[\n;]+|,?\s+(?:because|but|whereas|although|though|so that)\s+|,\s+so\s+")
_WORD = re.compile(r"[^\W_]+(?:[-_./:'’][^\W_]+)*|[,()]")
_AFFIRMING = re.compile(
    r"\bnot (?:only|just|merely|simply)\b|\bno (?:doubt|matter|wonder)\b|\bnothing but\b"
    r"|\b(?:no|not) (?:more|less|fewer|later|earlier) than\b"
)
_DENYING = word_set(
    "not no never none nobody nothing neither nor cannot can't isn't aren't wasn't weren't doesn't don't didn't won't "
    "wouldn't shouldn't mustn't hasn't haven't hadn't couldn't hardly"
)
_DETERMINERS = word_set("the a an this that these those its their our my all every each any no , ( )")
_LONGEST = 600
_CLAIM_WORDS = 4
MOST_SENTENCES = 24
_LONGEST_SCOPE = 2


@dataclass(frozen=True, slots=True)
class Sentence:
    """What one sentence says.

    `order` are its content words' stems as they stand, `content` the same as a set; `scope` those of them that only say
    where or when. `denied` says whether it is negated, words of opposite meaning counted in, `negated` whether in so
    many words; `zero` that it is denied by `no`, as in `no flaky tests`. `partial` speaks of some only, `norm` of what
    ought to be, `conditional` of what would be.
    """

    text: str
    order: tuple[str, ...]
    content: frozenset[str]
    scope: frozenset[str]
    denied: bool
    negated: bool
    zero: bool
    partial: bool
    norm: bool
    conditional: bool
    figures: tuple[Figure, ...]


@lru_cache(maxsize=1024)  # monitoring and the synthesis read the same replies
def sentences(text: str) -> tuple[str, ...]:
    """The sentences and main clauses of a text."""
    clauses = (clause for part in _END.split(text[: _LONGEST * MOST_SENTENCES]) for clause in _explained(part))
    parts = (part.strip(" \t-*•") for part in clauses)
    return tuple(part for part in parts if part and not part.endswith("?"))[:MOST_SENTENCES]


def _explained(part: str) -> list[str]:
    """A claim and, after a colon, what explains it; a mere heading stays with what follows."""
    head, colon, rest = part.partition(": ")
    return [head, rest] if colon and len(head.split()) >= _CLAIM_WORDS else [part]


@lru_cache(maxsize=4096)
def read_sentence(text: str) -> Sentence:
    """What one sentence says."""
    from podium.core.contradictions.figures import read_figures  # here, because its patterns would slow every start

    text = text[:_LONGEST]
    lowered = _AFFIRMING.sub(" ", text.lower().replace("’", "'"))
    found = read_figures(lowered)
    plain = _without(lowered, [(one.start, one.end) for one in found])
    words = _WORD.findall(plain)
    denials = [word for word in words if word in _DENYING]
    content, scope, flips = _content(words)
    return Sentence(
        text,
        tuple(content),
        frozenset(content),
        frozenset(scope),
        (len(denials) + flips) % 2 == 1,
        bool(denials),
        denials == ["no"] or "none" in denials,
        not SOME.isdisjoint(words) or _not_all(words),
        not NORMS.isdisjoint(words),
        not CONDITIONS.isdisjoint(words),
        tuple(one.figure for one in found),
    )


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    pieces, at = [], 0
    for start, end in spans:
        pieces.append(text[at:start])
        at = max(at, end)
    return " ".join([*pieces, text[at:]])


def _not_all(words: list[str]) -> bool:
    """`not every`, `not all`: some are not."""
    return any(a == "not" and b in ("every", "all", "each") for a, b in pairwise(words))


def _content(words: list[str]) -> tuple[dict[str, None], set[str], int]:
    """The content stems, those in a phrase of place or time, and how many words stand for the opposite of another."""
    content: dict[str, None] = {}
    scope: set[str] = set()
    flips, room, taken = 0, 0, 0
    for word in words:
        if word in SCOPES:
            room, taken = _LONGEST_SCOPE, 0
            if word in CONTRASTING:
                content[word] = None
                scope.add(word)
            continue
        if word in _DETERMINERS:
            room = 0 if taken else room
            continue
        meaning, opposite = _meaning(word)
        if not meaning:
            continue
        if room:
            room, taken = room - 1, taken + 1
            if meaning in SOURCES:
                continue
            scope.add(meaning)
        flips += opposite and meaning not in content
        content[meaning] = None
    return content, scope, flips


@lru_cache(maxsize=8192)
def _meaning(word: str) -> tuple[str, bool]:
    """A word's stem, or that of its opposite; empty where it carries no meaning of its own."""
    root = stem(word.removesuffix("'s"))
    known = OPPOSITES.get(root)
    if known:
        return known[0] if known[0] not in FILLERS else "", known[1]
    if (
        root in FILLERS
        or word in _DENYING
        or word in NORMS
        or word in SOME
        or word in CONDITIONS
        or (len(root) < 2 and not root.isdigit())
    ):
        return "", False
    return root, False

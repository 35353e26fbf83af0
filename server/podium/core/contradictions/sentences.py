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
    IRREGULAR,
    NORMS,
    OPPOSITES,
    ORDERS,
    SCOPES,
    SOME,
    SOURCES,
    UNIVERSAL,
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
    "lack lacks lacked lacking wouldn't shouldn't mustn't hasn't haven't hadn't couldn't hardly"
)
_DETERMINERS = word_set("the a an this that these those its their our my all every each any no , ( )")
_COUNTED = re.compile(r"\W*(one|two|three|four|five|six|seven|eight|nine|ten|\d+) (?!of\b)[a-z]{3,}")
_NAME = re.compile(r"(?<=[a-z] )(?!I\b)[A-Z]\b(?!['’.])")
_PHRASES = {
    "speeds up": "accelerates",
    "speed up": "accelerate",
    "slows down": "decelerates",
    "slow down": "decelerate",
}
_PHRASE = re.compile("|".join(_PHRASES))
_LONGEST = 600
_CLAIM_WORDS = 4
MOST_SENTENCES = 24
_LONGEST_SCOPE = 2


@dataclass(frozen=True, slots=True)
class Sentence:
    """What one sentence says.

    `order` are its content words' stems as they stand, `content` the same as a set; `scope` those of them that only say
    where or when. `denied` says whether it is negated, words of opposite meaning counted in, `negated` whether in so
    many words; `zero` that it is denied by `no`, as in `no flaky tests`. `universal` speaks of all or of none, `partial`
    of some or so many only, `norm` of what
    ought to be, `conditional` of what would be; `counted` is how many it begins with, as in `four nodes serve`,
    `names` the single letters that tell which one is meant, as in `sensor B`.
    """

    text: str
    order: tuple[str, ...]
    content: frozenset[str]
    scope: frozenset[str]
    denied: bool
    negated: bool
    zero: bool
    universal: bool
    partial: bool
    norm: bool
    conditional: bool
    counted: str
    names: frozenset[str]
    figures: tuple[Figure, ...]


@lru_cache(maxsize=512)  # monitoring and the synthesis read the same replies
def sentences(text: str) -> tuple[str, ...]:
    """The sentences and main clauses of a text."""
    clauses = (clause for part in _END.split(text[: _LONGEST * MOST_SENTENCES]) for clause in _explained(part))
    parts = (part.strip(" \t-*•") for part in clauses)
    return tuple(part for part in parts if part and not part.endswith("?"))[:MOST_SENTENCES]


def _explained(part: str) -> list[str]:
    """A claim and, after a colon, what explains it; a mere heading stays with what follows."""
    head, colon, rest = part.partition(": ")
    return [head, rest] if colon and len(head.split()) >= _CLAIM_WORDS else [part]


@lru_cache(maxsize=1024)  # about a kilobyte each
def read_sentence(text: str) -> Sentence:
    """What one sentence says."""
    from podium.core.contradictions.figures import read_figures  # here, because its patterns would slow every start

    text = text[:_LONGEST]
    lowered = _AFFIRMING.sub(" ", _PHRASE.sub(lambda m: _PHRASES[m[0]], text.lower().replace("’", "'")))
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
        not UNIVERSAL.isdisjoint(words) and SOME.isdisjoint(words) and not _not_all(words),
        not SOME.isdisjoint(words) or _not_all(words) or _COUNTED.match(lowered) is not None,
        not NORMS.isdisjoint(words) or _orders(words),
        not CONDITIONS.isdisjoint(words),
        counted[1] if (counted := _COUNTED.match(lowered)) else "",
        frozenset(_NAME.findall(text)),
        tuple(one.figure for one in found),
    )


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    pieces, at = [], 0
    for start, end in spans:
        pieces.append(text[at:start])
        at = max(at, end)
    return " ".join([*pieces, text[at:]])


def _orders(words: list[str]) -> bool:
    """Whether a sentence begins as advice does: `cut the form to 4 fields`, `do not renew the contract`."""
    first = words[2:3] if words[:2] == ["do", "not"] else words[1:2] if words[:1] == ["don't"] else words[:1]
    return bool(first) and stem(first[0]) in ORDERS


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


_NO_PREFIX = ("under", "unit", "unif", "unio", "uniq", "univ", "unless", "until")


def _by_prefix(root: str) -> tuple[str, bool] | None:
    """`non-flammable`, `unsealed`, `underestimates`: a prefix that turns the rest into its opposite."""
    rest = root.removeprefix("non").removeprefix("-") if root.startswith("non") else ""
    if not rest and root.startswith("un") and not root.startswith(_NO_PREFIX):
        rest = root[2:]
    if root.startswith("under") and len(root) >= _PREFIXED + 5:
        return "over" + root.removeprefix("under").removeprefix("-"), True
    return (rest, True) if len(rest) >= _PREFIXED else None


_PREFIXED = 4
"""Letters that must follow a prefix for it to be one."""


@lru_cache(maxsize=4096)
def _meaning(word: str) -> tuple[str, bool]:
    """A word's stem, or that of its opposite; empty where it carries no meaning of its own."""
    root = stem(IRREGULAR.get(word, word.removesuffix("'s")))
    known = OPPOSITES.get(root) or _by_prefix(root)
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

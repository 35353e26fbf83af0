"""The content words of a sentence: those that are denied, and those that only say where or when."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from podium.core.contradictions.axes import sides
from podium.core.contradictions.lexicon import (
    CONDITIONS,
    CONTRASTING,
    FILLERS,
    IRREGULAR,
    NORMS,
    SCOPES,
    SOME,
    SOURCES,
    stemmed,
    word_set,
)
from podium.core.decision.words import stem

DENYING = word_set(
    "not no never none nobody nothing neither nor cannot can't isn't aren't wasn't weren't doesn't don't didn't won't "
    "lack lacks lacked lacking wouldn't shouldn't mustn't hasn't haven't hadn't couldn't hardly"
)
_TAKES_WITH = stemmed("replace swap substitute exchange fail crash end agree disagree comply match start deal")
"""After these, `with` tells no circumstance."""
_APART = re.compile(r"(?<!^non)(?<!^un)(?<!^over)(?<!^under)[-/_]")
_ENDS_DENIAL = word_set(", ( ) and but or")
_DETERMINERS = word_set("the a an this that these those its their our my all every each any no , ( )")
_BEFORE_A_SIDE = word_set("the a an its his her their our on in at to , (") | {""}
"""Before these, `left` is a side and not what somebody left."""
_LONGEST_SCOPE = 2


@dataclass(slots=True)
class Read:
    """The content words of a sentence while it is read, those in a phrase of place or time, and those denied."""

    order: dict[str, None] = field(default_factory=dict)
    scope: set[str] = field(default_factory=set)
    denials: set[str] = field(default_factory=set)
    denying: bool = False
    clause: list[str] = field(default_factory=list)
    room: int = 0
    taken: int = 0

    def turn(self, word: str) -> None:
        """A negation: what follows in its clause is denied, or what stands before it if nothing follows."""
        self.denying = True if word == "nor" else not self.denying
        if not self.denying:  # twice denied is said
            self.denials.difference_update(self.clause)
        self.clause.append("")

    def end_clause(self) -> None:
        """Where no negation reaches any further."""
        if self.denying and self.clause and not self.clause[-1]:
            self.denials.update(filter(None, self.clause))
        self.denying, self.clause = False, []

    def open_phrase(self, word: str) -> None:
        """A preposition: the next words say where or when."""
        self.room, self.taken = _LONGEST_SCOPE, 0
        if word in CONTRASTING and not (word == "with" and self.order.keys() & _TAKES_WITH):
            self.order[word] = None
            self.scope.add(word)

    def add(self, meaning: str) -> None:
        """One content word."""
        if self.room:
            self.room, self.taken = self.room - 1, self.taken + 1
            if meaning in SOURCES:
                return
            self.scope.add(meaning)
        self.order[meaning] = None
        self.clause.append(meaning)
        if self.denying:
            self.denials.add(meaning)


def content(words: list[str]) -> Read:
    """Reads the content words of a sentence from left to right."""
    read = Read()
    for before, word in pairwise(("", *words)):
        if word in _ENDS_DENIAL:
            read.end_clause()
        if word in DENYING:
            read.turn(word)
        if word in SCOPES:
            read.open_phrase(word)
        elif word in _DETERMINERS:
            read.room = 0 if read.taken else read.room
        else:
            for part in _APART.split(word):
                meaning = part if part == "left" and before in _BEFORE_A_SIDE else _meaning(part)
                if meaning:
                    read.add(meaning)
    read.end_clause()
    return read


@lru_cache(maxsize=2048)
def _meaning(word: str) -> str:
    """A word's stem; empty where it carries no meaning of its own."""
    root = stem(IRREGULAR.get(word, word.removesuffix("'s")))
    silent = (
        word in DENYING
        or word in NORMS
        or word in SOME
        or word in CONDITIONS
        or word == "may"
        or (len(root) < 2 and not root.isdigit())
    )
    return "" if silent or (root in FILLERS and not sides(root)) else root

"""Whether the topics of two findings are the same, and what a topic adds to a statement that is no whole sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from podium.core.contradictions.clauses import has_subject
from podium.core.contradictions.forms import alike, linked, matched, opposed, reach
from podium.core.contradictions.lexicon import ATTRIBUTES, KINDS, LIGHT, MEASURES, QUALIFIERS, QUESTIONS
from podium.core.contradictions.moments import apart
from podium.core.contradictions.names import Name, unlike
from podium.core.contradictions.sentences import Sentence, read_sentence
from podium.core.decision.words import stem

_KINDS = {stem(word): words.split()[0] for words in KINDS for word in words.split()}
_ASKING = ATTRIBUTES | MEASURES | frozenset(_KINDS)
_NUMBER = re.compile(r"(?<![\w.])v?\d+(?:\.\d+)*(?![\w.]\d|%)")
_SUBJECT_AND_MORE = 2
"""Content words with which a sentence can stand alone."""
_FEW_EXTRA, _SHARED_FOR_EXTRA = 1, 2
"""Words that one topic may have more than the other and its statement, and how many must be shared for that."""


@dataclass(frozen=True, slots=True)
class Matter:
    """A topic that two findings share.

    `words` are the stems of both topics, `shared` how many both have. `asks` tells that it asks for one answer (who,
    where, when, which), `names` that it is of one thing or of something of which a thing has one (a type, a language),
    `exact` that neither topic has more words than the other.
    """

    words: frozenset[str]
    shared: int
    asks: bool
    names: bool
    exact: bool


@dataclass(frozen=True, slots=True)
class Outline:
    """The links of each word of a topic that another one must have too, and all that it and its statement have to offer."""

    own: tuple[frozenset[str], ...]
    offered: frozenset[str]

    def apart(self, other: Outline) -> bool:
        """Whether each topic has a word that surely stands neither in the other one nor in its statement."""
        return any(map(self.offered.isdisjoint, other.own)) and any(map(other.offered.isdisjoint, self.own))


@lru_cache(maxsize=512)
def outline(topic: str, statement: str) -> Outline:
    """What a topic needs and has, so that two that are not one are quick to tell."""
    head = read_sentence(topic).content
    return Outline(linked(head - LIGHT - QUESTIONS), reach(head | read_sentence(statement[:300]).content))


def same_matter(topic: str, statement: str, other: str, other_statement: str) -> Matter | None:
    """What two findings are both about, if they are; pairs of which each has a word strange to the other end at once."""
    if outline(topic, statement).apart(outline(other, other_statement)):
        return None
    return _same_matter(topic, statement, other, other_statement)


@lru_cache(maxsize=2048)
def _same_matter(topic: str, statement: str, other: str, other_statement: str) -> Matter | None:
    """What two findings are both about, if they are.

    A word that only one topic has must stand in the other's statement, or ask a question, or be the only one of its kind:
    the notice period of the tenant and that of the landlord are two matters.
    """
    a, b = read_sentence(topic), read_sentence(other)
    if unlike(a.names, b.names) or apart(a.moments, b.moments) or _letters_apart(a, b) or _numbers_apart(a, b):
        return None
    found = matched(a.order, b.order)
    if found.opposed:
        return None
    if _ask_differently(topic, other, found.left | found.right):
        return None
    left, right = _own(found.left, other_statement), _own(found.right, statement)
    same = len(found.same) + len(a.names & b.names)
    extra = left | right
    if (left and right) or not same or len(extra) > (_FEW_EXTRA if same >= _SHARED_FOR_EXTRA else 0):
        return None
    if extra & QUALIFIERS or extra & (a.proper | b.proper) or (a.names != b.names and same < _SHARED_FOR_EXTRA):
        return None
    asked = {form for word in f"{topic} {other}".lower().split() for form in (word, stem(word))}
    named = {mine for mine, _ in found.same} & (a.proper | b.proper)
    single = same > _SHARED_FOR_EXTRA or bool(a.names & b.names or (a.moments and b.moments) or named)
    return Matter(
        a.content | b.content,
        same,
        not asked.isdisjoint(QUESTIONS),
        single or not asked.isdisjoint(ATTRIBUTES),
        not extra,
    )


def _letters_apart(a: Sentence, b: Sentence) -> bool:
    return bool(a.letters and b.letters and a.letters != b.letters)


def _ask_differently(topic: str, other: str, apart: frozenset[str]) -> bool:
    """Whether two topics ask for different things: the name of a ship and its owner, the height and the width."""
    mine, theirs = (
        {_KINDS.get(root, root) for word in text.lower().split() if (root := stem(word.strip(",.:;?"))) in _ASKING}
        for text in (topic, other)
    )
    return bool(mine and theirs) and mine.isdisjoint(theirs) and bool(apart)


def _numbers_apart(a: Sentence, b: Sentence) -> bool:
    """Whether both topics have numbers, and none in common: `bug 771`, `bug 772`."""
    mine, theirs = set(_NUMBER.findall(a.timeless)), set(_NUMBER.findall(b.timeless))
    return bool(mine and theirs) and mine.isdisjoint(theirs)


def _own(words: frozenset[str], statement: str) -> frozenset[str]:
    """Words of a topic that are neither light nor in the other statement, be it with the opposite word."""
    said = read_sentence(statement[:300]).content
    return frozenset(
        word
        for word in words
        if word not in LIGHT and word not in QUESTIONS and not any(alike(word, o) or opposed(word, o) for o in said)
    )


def stands_alone(sentence: Sentence) -> bool:
    """Whether a sentence has a subject of its own."""
    return has_subject(sentence.text) and len(sentence.content - LIGHT) >= _SUBJECT_AND_MORE


def standing_alone(sentence: Sentence, topic: str) -> Sentence:
    """A sentence of a finding, read with its topic where it has no subject of its own."""
    if not topic or stands_alone(sentence):
        return sentence
    order = tuple(dict.fromkeys((*read_sentence(topic).order, *sentence.order)))
    return replace(
        about(sentence, topic), order=order, content=frozenset(order), topical=frozenset(order) - sentence.content
    )


def about(sentence: Sentence, topic: str) -> Sentence:
    """A sentence of a finding, read with what its topic says of which one and when."""
    head = read_sentence(topic)
    versions = _versions(sentence) if "version" in head.content else frozenset()
    return replace(
        sentence,
        figures=() if versions else sentence.figures,
        names=sentence.names | head.names | versions,
        moments=sentence.moments | head.moments,
        letters=sentence.letters or head.letters,
        proper=sentence.proper | head.proper,
    )


def _versions(sentence: Sentence) -> frozenset[Name]:
    """The numbers of a statement on a version."""
    return frozenset(("version", number) for number in _NUMBER.findall(sentence.timeless))

"""What an assertion is about and what stands around it, read once so that any two are quick to hold side by side."""

from __future__ import annotations

import re
from dataclasses import dataclass

from podium.core.contradictions.assertions import Assertion
from podium.core.contradictions.codes import read_codes
from podium.core.contradictions.concepts import forms
from podium.core.contradictions.lexicon import LIGHT, QUESTIONS, stemmed
from podium.core.contradictions.moments import Moment
from podium.core.contradictions.names import Name
from podium.core.contradictions.prospects import Prospect, prospect
from podium.core.contradictions.sentences import Sentence, read_sentence

_NUMBER = re.compile(r"(?<![\w.])v?\d+(?:\.\d+)*(?![\w.]\d|%)")
_ORDINALS = {"second": "2", "third": "3", "fourth": "4", "fifth": "5"}
"""Ordinals by which a topic may number what others number by figures: `the second bore`."""
VAGUE = (
    LIGHT - stemmed("stock fleet piece hand item")
    | QUESTIONS
    | stemmed(
        "root rule test period choice option decision question issue matter long level policy planning plan remaining answer "
        "right question current overall year total whether how why policy standard type kind class grade model quality "
        "can may be is are should would need needed required necessary allowed"
    )
)
"""Words of a topic that say of what sort it is and not which one."""


@dataclass(frozen=True, slots=True, eq=False)  # told apart by identity, so that what is known of two is quick to find
class Gist:
    """An assertion as it is held against others.

    `topic` are the telling words of its topic, none where it has none, `vague` what that asks for, `words` those of topic and
    statement, `around` those of what else the agent says. `codes` and `names` tell which one is meant, `terms` are those names
    that its topic does not ask for, `labels` and `numbers` the codes and numbers of its topic, `near` all codes of evidence and
    summary too. `head` is its topic, `said` are its sentences as read beside others on it, `alone` as read beside any other.
    `roots` and `topic_roots` are keys of its words, by which what it shares with another one is quick to count.
    """

    said_by: Assertion
    prospect: Prospect
    topic: frozenset[str]
    vague: frozenset[str]
    words: frozenset[str]
    around: frozenset[str]
    labels: frozenset[str]
    codes: frozenset[str]
    near: frozenset[str]
    names: frozenset[Name]
    terms: frozenset[Name]
    numbers: frozenset[str]
    moments: frozenset[Moment]
    proper: frozenset[str]
    head: Sentence
    said: tuple[Sentence, ...]
    alone: tuple[Sentence, ...]
    roots: frozenset[str]
    topic_roots: frozenset[str]


def gist(one: Assertion) -> Gist:
    """The gist of an assertion."""
    head = read_sentence(one.topic)
    said = frozenset(word for sentence in one.said for word in sentence.content)
    names = head.names.union(*(sentence.names for sentence in one.on_topic))
    labels, codes = read_codes(one.topic), read_codes(one.topic) | read_codes(one.statement)
    words = (head.content | said) - LIGHT
    return Gist(
        one,
        prospect(one),
        frozenset(word for word in head.content - VAGUE if not word.isdigit()),
        head.content & VAGUE,
        words,
        read_sentence(one.background).content if one.background else frozenset(),
        labels,
        codes,
        codes | read_codes(one.evidence) | read_codes(one.background),
        names,
        names if not one.topic else frozenset((*head.names, *(n for n in names if n[0] not in head.content))),
        frozenset((*_NUMBER.findall(head.timeless), *(_ORDINALS[word] for word in head.content & _ORDINALS.keys()))),
        head.moments.union(*(sentence.moments for sentence in one.on_topic)),
        head.proper.union(*(sentence.proper for sentence in one.on_topic)),
        head,
        one.on_topic,
        one.alone,
        forms(words).union(f"@{figure.unit}" for sentence in one.said for figure in sentence.figures),
        forms(head.content - VAGUE),
    )

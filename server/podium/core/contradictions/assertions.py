"""What an agent asserts: its findings, and each sentence of its summary and recommendation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from podium.core.calls import AgentReply, Finding
from podium.core.contradictions.clauses import views
from podium.core.contradictions.lexicon import FILLERS
from podium.core.contradictions.matters import about, standing_alone
from podium.core.contradictions.pronouns import spelled_out
from podium.core.contradictions.sentences import MOST_SENTENCES, Sentence, read_sentence, sentences
from podium.core.contradictions.stances import side
from podium.core.decision.words import stems
from podium.core.patterns import Lazy

MOST_FINDINGS = 40
_DEPENDS = Lazy(
    r"\b(?:if|once|provided|providing|unless|as long as|so long as|assuming|subject to|on (?:the )?condition)\b", re.I
)
"""Words by which a stance depends on what is not so yet."""


@dataclass(frozen=True, slots=True)
class Assertion:
    """One thing an agent says.

    `source` is the field it stands in; `side` which way its stance goes, none where it depends
    on a condition; `said` what its sentences say and imply, which is
    `on_topic` as read beside another statement on the same topic, and `alone` as read beside any other; `background` is what
    else the agent says, which may tell of what it speaks.
    """

    agent: str
    source: str
    topic: str
    statement: str
    stance: str
    evidence: str
    side: str
    subject: frozenset[str]
    said: tuple[Sentence, ...]
    on_topic: tuple[Sentence, ...]
    alone: tuple[Sentence, ...]
    background: str = ""


def assertions(agent: str, reply: AgentReply) -> list[Assertion]:
    """Everything a reply asserts, findings first."""
    made = [replace(of_finding(agent, finding), background=reply.summary) for finding in reply.findings[:MOST_FINDINGS]]
    made += _prose(agent, "summary", reply.summary)
    made += _prose(agent, "recommendation", reply.recommendation)
    return made


def of_finding(agent: str, finding: Finding) -> Assertion:
    """What one finding asserts."""
    said = _said(_spelled_out(sentences(finding.statement)[:MOST_SENTENCES]))
    return Assertion(
        agent,
        "finding",
        finding.topic.strip(),
        finding.statement,
        finding.stance,
        finding.evidence,
        "" if _DEPENDS.compiled.search(finding.statement) else side(finding.stance),
        subject(finding.topic),
        said,
        tuple(about(one, finding.topic) for one in said),
        tuple(standing_alone(one, finding.topic) for one in said),
    )


def _prose(agent: str, source: str, text: str) -> Iterator[Assertion]:
    told = sentences(text)
    for sentence, spelled in zip(told, _spelled_out(told), strict=True):
        said = _said((spelled,))
        if source == "recommendation":
            said = tuple(replace(one, norm=True) for one in said)
        yield Assertion(agent, source, "", sentence, "", "", "", frozenset(), said, said, said, text)


def _spelled_out(texts: Sequence[str]) -> list[str]:
    """Sentences in a row, each told with what its pronoun stands for."""
    return [spelled_out(sentence, before) for before, sentence in pairwise(("", *texts))]


def _said(texts: Iterable[str]) -> tuple[Sentence, ...]:
    """What sentences say and imply."""
    return tuple(read_sentence(view) for text in texts for view in views(text))


@lru_cache(maxsize=2048)
def subject(topic: str) -> frozenset[str]:
    """The stems of a topic, so that `Caching` and `the cache` are one."""
    found = frozenset(stems(topic[:200]))
    return (found - FILLERS) or found

"""Marks what a coordinator says and no reply bears out. Marks are beside the prose and never change it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from math import isinf
from typing import TYPE_CHECKING

from podium.core.contradictions.assertions import assertions
from podium.core.contradictions.lexicon import stemmed
from podium.core.contradictions.opposing import opposition
from podium.core.contradictions.sentences import Sentence, read_sentence, sentences
from podium.core.decision.words import stems
from podium.core.run import CallState

if TYPE_CHECKING:
    from podium.core.contradictions.figures import Figure

_JOINED = re.compile(r"[._/:]")
_CITED = re.compile(r"(?<![\w.])f(\d{1,6})(?!\w)")
_OF_REPLIES = {""} | stemmed(
    "agent finding reply report conflict problem issue matter question side position specialist reviewer role recommendation risk point"
)
_OWN_WORDS = stemmed(
    "agent agents finding findings conflict conflicts evidence unresolved resolved resolve open missing agree agrees "
    "disagree side sides recommend recommendation summary answer objective report reports because therefore however "
    "first second next then finally priority important team part both either neither together overall based according "
    "cite see decide decided needs need should remain remains one two three"
)
"""What a coordinator may say of the replies themselves."""
BORNE_OUT = 0.5
"""Least share of a sentence's content words that must occur in the replies or the objective: a convention."""
_FEW = 3
NEAR = 0.05
"""Share by which an amount may be rounded when it is told again: a convention."""
MOST_MARKS = 20


def untraced(prose: Iterable[str], states: Sequence[CallState], findings: int, objective: str = "") -> list[str]:
    """The sentences of a coordinator's prose that cannot be traced to a reply.

    A sentence is marked where it cites a finding that does not exist, states an amount that stands in no reply, consists
    mostly of words that no reply has, or says the opposite of what is said without anybody on its side.

    Args:
        prose: the coordinator's texts.
        states: the accepted calls, whose replies it was shown.
        findings: how many findings there are; they are cited as f1, f2, ...
        objective: the user's words, which the prose may repeat.
    """
    source = _Source(states, objective)
    marked = (s for text in prose for s in sentences(text) if not source.bears_out(s, findings))
    return list(dict.fromkeys(marked))[:MOST_MARKS]


class _Source:
    """Everything the replies of a run say."""

    def __init__(self, states: Sequence[CallState], objective: str) -> None:
        self._texts = [objective, *(text for state in states for text in _texts(state))]
        said = [
            sentence
            for state in states
            if state.reply
            for one in assertions(state.call.id, state.reply)
            for sentence in one.said
        ]
        given = [read_sentence(s) for text in self._texts for s in sentences(text)]
        self._said: list[Sentence] = said
        self._words = frozenset(word for text in self._texts for word in (*stems(text), *stems(_JOINED.sub(" ", text))))
        self._content = frozenset(word for sentence in given for word in sentence.content)
        self._figures = [figure for sentence in (*said, *given) for figure in sentence.figures]
        self._counts = len(states) + len(said)

    def bears_out(self, text: str, findings: int) -> bool:
        """Whether one sentence of the prose traces to the replies."""
        if any(not 0 < int(number) <= findings for number in _CITED.findall(text)):
            return False
        sentence = read_sentence(_CITED.sub(" ", text))
        return (
            all(self._has_figure(figure) for figure in sentence.figures)
            and self._has_words(sentence)
            and not self._turned_round(sentence)
        )

    def _has_figure(self, figure: Figure) -> bool:
        if figure.unit in _OF_REPLIES and figure.high <= self._counts:
            return True
        same = (f for f in self._figures if f.unit == figure.unit or not (f.unit and figure.unit))
        low, high = _stated(figure)
        return any(_stated(f)[0] <= high and low <= _stated(f)[1] for f in same)

    def _has_words(self, sentence: Sentence) -> bool:
        own = [word for word in sentence.content if word not in _OWN_WORDS]
        known = sum(word in self._words or word in self._content for word in own)
        return len(own) < _FEW or known >= BORNE_OUT * len(own)

    def _turned_round(self, sentence: Sentence) -> bool:
        """Whether it contradicts a reply and no reply says the same."""
        against = [s for s in self._said if opposition(sentence, s)]
        return bool(against) and not any(
            s.denied == sentence.denied and sentence.content <= s.content and not opposition(sentence, s)
            for s in self._said
        )


def _stated(figure: Figure) -> tuple[float, float]:
    """The amount that is named: of `within 3 weeks` the three weeks, not all that is less."""
    low = figure.high if isinf(figure.low) else figure.low
    high = figure.low if isinf(figure.high) else figure.high
    return (low, high) if low < high else (low * (1 - NEAR), low * (1 + NEAR))


def _texts(state: CallState) -> list[str]:
    reply = state.reply
    if reply is None:
        return []
    found = [text for f in reply.findings for text in (f.topic, f.statement, f.evidence)]
    return [state.call.role, reply.summary, reply.recommendation, *found, *reply.risks, *reply.needs]

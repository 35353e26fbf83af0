"""Whether what two assertions speak of is one thing, or a narrower one beside it."""

from __future__ import annotations

from podium.core.contradictions.concepts import known
from podium.core.contradictions.gists import Gist
from podium.core.contradictions.kinship import Kinship, kinship
from podium.core.contradictions.lexicon import LIGHT
from podium.core.contradictions.sentences import Sentence

SURE, _LIKELY = 1.9, 1.4
"""What two topics must share where one is narrower, and where the agents take no opposite sides."""
SIDES = frozenset({"for", "against"})


def opposed_sides(a: Gist, b: Gist) -> bool:
    """Whether one agent is for it and the other against it."""
    return {a.said_by.side, b.said_by.side} == SIDES


def one_matter(a: Gist, b: Gist, kin: Kinship) -> bool:
    """Whether neither topic is a narrower one than the other, or the agents take opposite sides of what they surely share."""
    if not (kin.left or kin.right):
        return opposed_sides(a, b) or kin.mass >= _LIKELY or a.head.content == b.head.content
    return opposed_sides(a, b) and (kin.mass >= SURE or not (_narrowed(a, b) or _narrowed(b, a)))


def same_topic(a: Gist, b: Gist) -> bool:
    """Whether the topics of two findings are one, as far as both have one by which that is told."""
    kin = kinship(a, b) if a.topic and b.topic else None
    return kin is None or one_matter(a, b, kin)


def sure_topic(a: Gist, b: Gist) -> bool:
    """Whether opposite sides alone may tell: the topics are one or share much, and the statements are not of two things."""
    kin = kinship(a, b) if a.topic and b.topic else None
    return (kin is None or not (kin.left or kin.right) or kin.mass >= SURE) and not other_subjects(a, b)


def topic_heard(a: Gist, b: Gist) -> bool:
    """Whether prose knows a word of the topic of the finding that it is held against."""
    if bool(a.topic) == bool(b.topic):
        return True
    titled, plain = (a, b) if a.topic else (b, a)
    return any(known(word, plain.words) for word in titled.topic)


def other_subjects(a: Gist, b: Gist) -> bool:
    """Whether two statements under one topic are of two things: the parser and the shim, two of many and six."""
    x, y = next(iter(a.said), None), next(iter(b.said), None)
    if x is None or y is None or x.brief or y.brief:
        return False
    if a.head.moments & b.head.moments or a.labels & b.labels or a.numbers & b.numbers:
        return False  # the topic itself names the one that is meant
    if all(any(figure.counts for figure in one.figures) for one in (x, y)):
        return True
    return _begins_strangely(x, a, b) and _begins_strangely(y, b, a)


def _begins_strangely(sentence: Sentence, one: Gist, other: Gist) -> bool:
    """Whether the first telling word of a sentence is neither of its topic nor known to the other agent."""
    first = next((word for word in sentence.order if word not in LIGHT), "")
    return bool(first) and not (
        known(first, one.head.content) or known(first, other.words) or known(first, other.around)
    )


def _narrowed(one: Gist, other: Gist) -> bool:
    """Whether one says for what, where or against what, and the other one has no such word."""
    scope = one.head.scope.union(*(sentence.scope for sentence in one.said[:1]))
    return any(not known(word, other.words | other.around) for word in scope - LIGHT)

"""Two sentences side by side: what both say, what only one of them says, and whether that is the same thing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from podium.core.contradictions.amounts import same_unit
from podium.core.contradictions.axes import scoping
from podium.core.contradictions.forms import Match, alike, has_stranger, matched, opposed
from podium.core.contradictions.heads import trails
from podium.core.contradictions.lexicon import CONTRASTING, LIGHT, MEASURES, OFTEN, QUALIFIERS, stemmed
from podium.core.contradictions.matters import Matter
from podium.core.contradictions.sentences import Sentence

EXTRA, _EXTRA_ON_TOPIC = 2, 4
"""Content words that one side may have more than the other."""
_SHARED_FOR_EXTRA = 2
"""Content words that must be shared for each that one side has more."""
COMMON = 2
"""Content words two sentences must share where no common topic ties them together."""
_WE = re.compile(r"(?:we|our)\b", re.I)
_OWN_HOUSE = stemmed(
    "company firm library school museum hospital clinic department team office council club university college agency "
    "shop store factory plant archive association parish"
)
"""Who `we` are."""
_PAUSE = frozenset(",:")


@dataclass(frozen=True, slots=True)
class Frame:
    """Two sentences side by side: the words they share, `tied` how many, and those that only one has.

    `left` and `right` are the words of each that make another matter; `flips` counts opposite words, and `denied` tells that
    a word both have is denied by one of them.
    """

    match: Match
    tied: int
    left: frozenset[str]
    right: frozenset[str]
    flips: int
    denied: bool


def apart_at_once(a: Sentence, b: Sentence) -> bool:
    """Whether each of two sentences surely says something that the other does not; quick to tell."""
    return has_stranger(heavy(a.content), b.content) and has_stranger(heavy(b.content), a.content)


@lru_cache(maxsize=1024)
def heavy(words: frozenset[str]) -> frozenset[str]:
    """The words that make a matter of a sentence."""
    return words - LIGHT


def framed(a: Sentence, b: Sentence, matter: Matter | None) -> Frame:
    """Holds two sentences side by side."""
    topic = matter.words if matter else frozenset()
    found = matched(a.order, b.order)
    pairs = (*found.same, *found.opposed)
    return Frame(
        found,
        len({mine for mine, _ in pairs} | topic) + len(a.names & b.names),
        _weighty(found.left, topic, b),
        _weighty(found.right, topic, a),
        len(found.opposed),
        denied_by_one(pairs, a.denials, b.denials),
    )


def denied_by_one(pairs: Iterable[tuple[str, str]], ours: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether a word that two sentences have is denied by one of them, and none by both."""
    held = [(mine in ours, other in theirs) for mine, other in pairs]
    return (True, True) not in held and any(mine != other for mine, other in held)


def _weighty(words: frozenset[str], topic: frozenset[str], other: Sentence) -> frozenset[str]:
    """Words that make another matter: not light, not of the topic, and not the opposite of what the other one says."""
    return frozenset(
        word
        for word in words
        if (word not in LIGHT or word in MEASURES)
        and not (word in _OWN_HOUSE and _WE.match(other.text))
        and not any(alike(word, known) for known in topic)
        and not any(opposed(word, said) for said in other.content)
    )


def tied(a: Sentence, b: Sentence, frame: Frame, matter: Matter | None) -> bool:
    """Whether both speak of the same thing: one has all content words of the other, and adds nothing that narrows it."""
    rich = matter is not None and matter.shared >= COMMON
    if frame.left and frame.right:
        return matter is not None and answered(a, b, frame, matter)
    if _other_owner(a, b, frame.right) or _other_owner(b, a, frame.left):
        return False
    shared = frame.tied + same_unit(a.figures, b.figures)
    if shared < (1 if matter else COMMON):
        return False
    extra, owner = (frame.left - MEASURES, a) if frame.left else (frame.right - MEASURES, b)
    other = b if owner is a else a
    case_of_all = frame.denied and other.universal and not owner.universal
    if a.names != b.names and not (rich or case_of_all):
        return False
    few = len(extra) * _SHARED_FOR_EXTRA <= frame.tied or case_of_all or _claimed(frame, rich)
    if len(extra) > (_EXTRA_ON_TOPIC if matter else EXTRA) or not few:
        return False
    if not matter and (_introduced(owner, extra, frame) or trails(owner, extra, other)):
        return False
    if _narrowed(owner, extra, rich, case_of_all):
        return False
    return (extra - OFTEN if case_of_all else extra).isdisjoint(QUALIFIERS) or _claimed(frame, rich)


def _other_owner(ours: Sentence, theirs: Sentence, extra: frozenset[str]) -> bool:
    """Whether one sentence says what `we` do, and the other begins with somebody else."""
    return bool(_WE.match(ours.text) and theirs.order[:1] and theirs.order[0] in extra and not _WE.match(theirs.text))


def _narrowed(owner: Sentence, extra: frozenset[str], rich: bool, case_of_all: bool) -> bool:
    """Whether what a sentence has more says where or when only it holds.

    On a rich topic, what is `deleted after 90 days` or `disabled since the incident` holds as such.
    """
    narrowing = extra & owner.scope
    if case_of_all:
        narrowing &= CONTRASTING
    if rich:
        narrowing -= {"since"}
        return narrowing != {"after"} and not narrowing.isdisjoint(owner.proper | CONTRASTING)
    return bool(narrowing)


def _claimed(frame: Frame, rich: bool) -> bool:
    """Whether opposite words are said of one topic, and not only tell two times or places apart."""
    return rich and any(not scoping(*pair) for pair in frame.match.opposed)


def answered(a: Sentence, b: Sentence, frame: Frame, matter: Matter) -> bool:
    """Whether two statements answer one topic, and what each adds to its answer does not tell two cases apart."""
    extra = frame.left | frame.right
    if matter.shared < COMMON or not extra.isdisjoint(QUALIFIERS | CONTRASTING | a.proper | b.proper):
        return False
    if a.figures and b.figures:  # `1.2 s on cable`, `6.5 s by phone`: what is beside an amount tells of what it is one
        return False
    if matter.names and matter.exact and _claimed(frame, True):
        return a.brief or b.brief
    return a.brief and b.brief and not (frame.left & a.scope and frame.right & b.scope)


def _introduced(owner: Sentence, extra: frozenset[str], frame: Frame) -> bool:
    """Whether what a sentence has more stands before its first noun: a refresh token is not the token.

    A comma or colon shows that what stands first only introduces it.
    """
    return (
        bool(owner.figures)
        and _PAUSE.isdisjoint(owner.text)
        and len(owner.order) > 1
        and owner.order[0] in extra
        and any(owner.order[1] in pair for pair in frame.match.same)
    )

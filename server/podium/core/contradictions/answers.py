"""Whether two sentences answer one question differently: who, where, when, which."""

from __future__ import annotations

import re

from podium.core.contradictions.amounts import amounts_apart, same_unit
from podium.core.contradictions.forms import alike
from podium.core.contradictions.frames import COMMON, EXTRA, Frame, tied
from podium.core.contradictions.lexicon import EVENTS, LIGHT, QUALIFIERS, REPEATED
from podium.core.contradictions.matters import Matter
from podium.core.contradictions.moments import apart
from podium.core.contradictions.names import Name, unlike
from podium.core.contradictions.sentences import Sentence
from podium.core.contradictions.slots import Slot, read_slots

_PARTICIPLE = re.compile(r"\w{3,}(?:ed|ing)\b")


def other_answer(a: Sentence, b: Sentence, frame: Frame, matter: Matter | None) -> bool:
    """Whether what one sentence answers excludes what the other does.

    Args:
        a: what one agent says.
        b: what another says.
        frame: both side by side.
        matter: the topic that both give, none where they give different ones.
    """
    if frame.flips % 2 == 1 or frame.denied or a.partial or b.partial:
        return False
    if (matter and _answers_topic(a, b, frame, matter)) or _other_time(a, b, frame, matter):
        return True
    return any(
        mine.excludes(theirs) and _only(a, b, frame, mine, theirs)
        for mine in read_slots(a.timeless)
        for theirs in read_slots(b.timeless)
    )


def _answers_topic(a: Sentence, b: Sentence, frame: Frame, matter: Matter) -> bool:
    """Whether the statements on one topic name different things that it asks for."""
    if unlike(a.names, b.names):
        numbered = {noun for noun, _ in a.names} & {noun for noun, _ in b.names}
        apart_else = frame.left and frame.right and not matter.exact
        return matter.asks or not (apart_else or numbered.isdisjoint(matter.words))
    if a.figures and b.figures:
        return False
    if apart(a.moments, b.moments):
        return not (frame.left and frame.right)
    if not (frame.left and frame.right) or _shared_beyond(frame, matter):
        return False
    if frame.left & a.scope & a.proper and frame.right & b.scope & b.proper:
        return False  # one holds here, the other there
    mere = a.brief and b.brief and not (a.negated or b.negated or (_tells_deed(a) and _tells_deed(b)))
    return (matter.asks and not (a.figures or b.figures)) or (matter.names and mere)


def _tells_deed(sentence: Sentence) -> bool:
    """Whether a statement tells what was done or goes on (`cleaned and dressed`), of which more than one may be true."""
    return _PARTICIPLE.match(sentence.text) is not None


def _shared_beyond(frame: Frame, matter: Matter) -> bool:
    """Whether two statements have more in common than their topic."""
    return any(
        not any(alike(mine, word) for word in matter.words) and mine not in LIGHT for mine, _ in frame.match.same
    )


def _other_time(a: Sentence, b: Sentence, frame: Frame, matter: Matter | None) -> bool:
    """Whether two sentences put what happens once at different times."""
    if not apart(a.moments, b.moments) or unlike(a.names, b.names) or amounts_apart(a, b):
        return False
    if frame.left and frame.right:
        return False
    if all(any(one.kind == "lap" for one in sentence.moments) for sentence in (a, b)):
        return len(frame.left | frame.right) < EXTRA <= frame.tied + same_unit(a.figures, b.figures)
    return _happens_once(a, b, frame) and tied(a, b, frame, matter)


def _happens_once(a: Sentence, b: Sentence, frame: Frame) -> bool:
    """Whether what both tell happens once: it is such an event, or has a date to the day and is nothing that recurs."""
    if all(any(one.kind == "origin" for one in sentence.moments) for sentence in (a, b)):
        return True
    common = [mine for mine, _ in frame.match.same]
    heads = {one.order[0] for one in (a, b) if one.order} & (frame.left | frame.right)
    if any(not any(alike(head, word) for word in common) for head in heads):
        return False  # another part of it, or another thing done to it
    if any(alike(word, event) for word in common for event in EVENTS):
        return True
    weekly = all(len(one.moments) == 1 and {m.kind for m in one.moments} == {"weekday"} for one in (a, b))
    if weekly and len(frame.left | frame.right) <= 1 and len(common) >= COMMON:
        return not any(alike(word, other) for word in common for other in REPEATED)
    dated = all(any(one.exact for one in sentence.moments) for sentence in (a, b))
    return dated and not any(alike(word, other) for word in common for other in REPEATED)


def _only(a: Sentence, b: Sentence, frame: Frame, mine: Slot, theirs: Slot) -> bool:
    """Whether two sentences differ in one answer only."""
    left, right = frame.left - set(mine.words), frame.right - set(theirs.words)
    answers = {*mine.words, *theirs.words}
    common = {word for word, _ in frame.match.same if word not in answers}
    names = (_without(a.names, mine), _without(b.names, theirs))
    if (left and right) or len(left | right) > EXTRA or (left | right) & QUALIFIERS or apart(a.moments, b.moments):
        return False
    return not unlike(*names) and len(common) + len(names[0] & names[1]) >= COMMON


def _without(names: frozenset[Name], slot: Slot) -> frozenset[Name]:
    return frozenset((noun, value) for noun, value in names if value not in slot.numbers)

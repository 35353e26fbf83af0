"""Whether two sentences of different agents contradict each other."""

from __future__ import annotations

import re
from typing import Literal

from podium.core.contradictions.amounts import amounts_agree, amounts_apart, same_unit
from podium.core.contradictions.answers import other_answer
from podium.core.contradictions.axes import scoping
from podium.core.contradictions.contrasts import contrasted
from podium.core.contradictions.forms import has_stranger, matched, shared
from podium.core.contradictions.frames import Frame, answered, apart_at_once, framed, tied
from podium.core.contradictions.lexicon import ABSENCE, LIGHT, MUTUAL, QUALIFIERS
from podium.core.contradictions.matters import Matter
from podium.core.contradictions.measures import other_amount
from podium.core.contradictions.moments import apart
from podium.core.contradictions.names import unlike
from podium.core.contradictions.sentences import Sentence
from podium.core.contradictions.slots import read_slots
from podium.core.contradictions.taxes import taxed_otherwise
from podium.core.patterns import Lazy

Opposition = Literal["stance", "figures", "negation", "answer", "noticed"]
"""How two agents contradict each other; `answer` is another who, where, when or which, `noticed` what a coordinator saw."""

_BARE_COUNTS = 2
"""Figures of two sentences that say no more than how many there are."""
_PAST = Lazy(
    r"\b(?:last (?:night|week|month|year|spring|summer|autumn|fall|winter|season|time)|yesterday|years ago|in the past)\b",
    re.I,
)
_PART_OF = re.compile(r"\d+ [a-z]+ of (?:the|our|its|these|all) ")


def opposition(a: Sentence, b: Sentence, matter: Matter | None = None) -> Opposition | None:
    """How two sentences contradict each other, if they do.

    Args:
        a: what one agent says.
        b: what another says.
        matter: the topic that both give, none where they give different ones.
    """
    if not (matter or a.content & b.content or a.names & b.names or same_unit(a.figures, b.figures)):
        return None  # what is quick to tell, since most pairs end here
    if (a.letters and b.letters and a.letters != b.letters) or contrasted(a.content, b.content):
        return None
    if matter and other_amount(a, b, matter):
        return "figures"
    if not _same_mood(a, b):
        return None
    if not matter and apart_at_once(a, b) and not _other_slot(a, b):
        return None
    if matter and a.answer and b.answer and a.answer != b.answer:
        return "negation"
    frame = framed(a, b, matter)
    if not unlike(a.names, b.names) and (
        not (frame.left and frame.right) or (matter and answered(a, b, frame, matter))
    ):
        if (frame.flips % 2 == 1) != frame.denied:
            return "negation" if _denied(a, b, frame, matter) else None
        if amounts_apart(a, b, matter is not None) and not taxed_otherwise(a.text, b.text):
            return "figures" if _measured(a, b, frame, matter) else None
    if matter and matter.exact and (_gainsaid(a, b, matter) or _gainsaid(b, a, matter)):
        return "answer"
    return "answer" if other_answer(a, b, frame, matter) else None


def _other_slot(a: Sentence, b: Sentence) -> bool:
    """Whether both say who, where or of what, and differently."""
    theirs = read_slots(b.timeless)
    return bool(theirs) and any(mine.excludes(other) for mine in read_slots(a.timeless) for other in theirs)


def _same_mood(a: Sentence, b: Sentence) -> bool:
    """Whether both say what is, what ought to be, what would be, or what others say: a wish denies no fact."""
    if (a.reported, a.future) != (b.reported, b.future):
        return False
    if a.conditional != b.conditional and not ((a if a.conditional else b).timed and _same_case(a, b)):
        return False
    if a.conditional and b.conditional and a.content != b.content:
        return False
    bound = (a.norm or (a.negated and a.permits), b.norm or (b.negated and b.permits))
    if a.possible != b.possible:
        return bound[1] if a.possible else bound[0]
    return a.norm == b.norm or (a.permits and b.norm) or (b.permits and a.norm)


def _same_case(a: Sentence, b: Sentence) -> bool:
    """Whether both name the same case in other words: `crashes when it starts offline`, `starting offline never crashes`."""
    if has_stranger(a.content, b.content) or has_stranger(b.content, a.content):
        return False
    found = matched(a.order, b.order)
    return not (found.left | found.right)


def _denied(a: Sentence, b: Sentence, frame: Frame, matter: Matter | None) -> bool:
    """Whether what one sentence says with opposite words or a negation is what the other one says."""
    if (a.partial and b.partial) or apart(a.moments, b.moments) or _bygone(a) != _bygone(b):
        return False
    if frame.denied and not frame.flips and (frame.match.left | frame.match.right) & ABSENCE:
        return False
    if any(mine in a.topical or theirs in b.topical for mine, theirs in frame.match.opposed):
        return False
    if any(mine in QUALIFIERS for mine, _ in frame.match.opposed) and (
        _another_kind(a, b, frame) or a.figures or b.figures
    ):
        return False
    if a.figures and b.figures and _another_kind(a, b, frame):
        return False
    if not (amounts_agree(a, b) or _beside(a, b, frame, matter)):
        return False
    if frame.flips and not frame.denied and not matter and not (a.norm or b.norm):
        if all(scoping(*pair) and not _final(a, b, pair) for pair in frame.match.opposed):
            return False
        if _another_kind(a, b, frame):
            return False
    return tied(a, b, frame, matter) and not (other_counts(a, b) or turned_around(a, b))


def _bygone(sentence: Sentence) -> bool:
    """Whether a sentence tells of a time that is over, as `closed last winter` does."""
    return _PAST.compiled.search(sentence.text) is not None


def _beside(a: Sentence, b: Sentence, frame: Frame, matter: Matter | None) -> bool:
    """Whether the amounts beside opposite words only tell how much: `rose by 8 %`, `fell by 5 %`; `25 minutes late`."""
    if any(figure.open_end for figure in (*a.figures, *b.figures)):
        return False
    claimed = any(not scoping(*pair) for pair in frame.match.opposed)
    if not (a.figures and b.figures):
        return not (a.limited or b.limited) or (claimed and matter is not None)
    if any(figure.counts for figure in (*a.figures, *b.figures)):
        return False
    return claimed and (matter is not None or all(" by " in one.text for one in (a, b)))


def _measured(a: Sentence, b: Sentence, frame: Frame, matter: Matter | None) -> bool:
    """Whether two sentences state an amount of the same thing under the same circumstances."""
    if frame.flips or frame.denied or apart(a.moments, b.moments) or _bygone(a) != _bygone(b):
        return False
    if a.partial and b.partial and not (a.counted and b.counted):
        return False
    if _of_a_whole(a, frame.left) or _of_a_whole(b, frame.right):
        return False
    return tied(a, b, frame, matter) and not (other_counts(a, b) or turned_around(a, b))


def other_counts(a: Sentence, b: Sentence) -> bool:
    """Whether what is said goes with how many there are: `two workers handle 200 jobs`, `five handle 500`."""
    return bool(a.counted and b.counted and a.counted != b.counted) and len(a.figures) + len(b.figures) > _BARE_COUNTS


def _gainsaid(a: Sentence, b: Sentence, matter: Matter) -> bool:
    """Whether one sentence says no more than its topic, or denies no more, and the other one does the reverse."""
    if a.negated == b.negated or unlike(a.names, b.names) or not a.content & matter.words:
        return False
    more = [[word for word in one.content if word not in LIGHT and not shared((word,), matter.words)] for one in (a, b)]
    return not more[0] and (a.brief or b.brief or len(more[1]) == 1)


def _of_a_whole(sentence: Sentence, extra: frozenset[str]) -> bool:
    """Whether a sentence counts those of many of which it says more: `12 pages of the guide are outdated`."""
    if _PART_OF.match(sentence.text):
        return True
    counted = {figure.unit for figure in sentence.figures if figure.counts}
    return bool(sentence.counted and counted and extra - counted)


def _final(a: Sentence, b: Sentence, pair: tuple[str, str]) -> bool:
    """Whether two words are what their sentences come down to: `the cub is male`."""
    mine, theirs = pair
    return a.order[-1] == mine and b.order[-1] == theirs and mine not in a.scope and theirs not in b.scope


def _another_kind(a: Sentence, b: Sentence, frame: Frame) -> bool:
    """Whether the opposite words tell two things apart that the sentences begin with: `slow paths`, `fast paths`."""
    same = {frozenset(pair) for pair in frame.match.same}
    return (
        (a.order[0], b.order[0]) in frame.match.opposed
        and len(a.order) > 1
        and len(b.order) > 1
        and frozenset((a.order[1], b.order[1])) in same
    )


def turned_around(a: Sentence, b: Sentence) -> bool:
    """Whether who acts on whom is the other way round: `the plugin depends on the core`, and the reverse."""
    ours, theirs = [w for w in a.order if w in b.content], [w for w in b.order if w in a.content]
    if len(ours) < 3 or ours[0] != theirs[-1] or ours[-1] != theirs[0]:
        return False
    plain = [set(sentence.text.lower().split()) for sentence in (a, b)]
    return ("by" in plain[0]) == ("by" in plain[1]) and MUTUAL.isdisjoint(plain[0] | plain[1])

"""Whether two statements on one topic that asks for an amount give different ones, whatever else they say of it."""

from __future__ import annotations

from podium.core.contradictions.frames import framed
from podium.core.contradictions.lexicon import CONTRASTING, MEASURES, QUALIFIERS, stemmed
from podium.core.contradictions.matters import Matter
from podium.core.contradictions.moments import apart
from podium.core.contradictions.names import unlike
from podium.core.contradictions.sentences import Sentence

_AMOUNTS = MEASURES | stemmed(
    "period time timeout count number price cost size capacity fee rent rate share dose limit deadline quantity total sum "
    "budget score mileage population attendance turnover salary deposit interval frequency percentage"
)
"""Words of a topic that ask for an amount."""
_CONTRASTING = CONTRASTING - {"with"}
_LEAST_SHARED = 2


def other_amount(a: Sentence, b: Sentence, matter: Matter) -> bool:
    """Whether two statements give a topic's one amount differently: `ninety days' notice`, `thirty days are enough`.

    That of the tenant and that of the landlord, of the tank and of the pump, are two amounts: neither statement may begin with,
    or be limited to, what the other one does not name.
    """
    if matter.shared < _LEAST_SHARED or not len(a.figures) == len(b.figures) == 1 or _doubted(a) or _doubted(b):
        return False
    if not a.figures[0].apart(b.figures[0]) or not _asked(a, b, matter):
        return False
    frame = framed(a, b, matter)
    extra = frame.left | frame.right
    if frame.flips or frame.denied or not extra.isdisjoint(QUALIFIERS | _CONTRASTING | a.proper | b.proper):
        return False
    if unlike(a.names, b.names) or apart(a.moments, b.moments) or (frame.left & a.scope and frame.right & b.scope):
        return False
    return not (_first(a) in frame.left and _first(b) in frame.right)


def _first(sentence: Sentence) -> str:
    """The first word of a statement, whatever its topic adds before it."""
    return next((word for word in sentence.order if word not in sentence.topical), "")


def _asked(a: Sentence, b: Sentence, matter: Matter) -> bool:
    return not matter.words.isdisjoint(_AMOUNTS) or (a.figures[0].counts and a.figures[0].unit in matter.words)


def _doubted(sentence: Sentence) -> bool:
    return sentence.conditional or sentence.reported or sentence.norm or sentence.negated

"""In which mood a sentence speaks: of what is, of what is planned, of what may be, of what is over."""

from __future__ import annotations

import re

from podium.core.contradictions.marks import says
from podium.core.contradictions.sentences import Sentence
from podium.core.patterns import Lazy

_RISK = Lazy(
    r"\bmay (?:be|have|well|also|not|need|take|cost|reach|lead|cause|rise|fall|exceed|fail|break|leak|contain|affect|result|vary|differ|come|occur|happen|default)\b",
    re.I,
)
_THEN = Lazy(
    r"\b(?:(?:last|previous) (?:year|month|season|winter|summer|spring|autumn)|years? (?:ago|before|earlier)|yesterday|formerly|back then)\b",
    re.I,
)
_PLANNED = Lazy(
    r"\b(?:plan(?:s|ned)?|foresees?|foreseen|scheduled|intended|supposed|expected|forecast|target|goal|aims?)\b", re.I
)
_PAST = Lazy(r"\b(?:was|were|had|did|[a-z]{2,}ed|came|went|took|gave|fell|rose|sold|ran|got|made|found)\b")


def same_mood(x: Sentence, y: Sentence, kin: bool) -> bool:
    """Whether both tell what is: no plan, condition or hearsay is held against a fact; on one matter, `when` may only say when."""
    if x.reported != y.reported or (x.conditional != y.conditional and not (kin and (x.timed or y.timed))):
        return False
    if x.future != y.future and says(y.text if x.future else x.text, _PAST):
        return False
    return says(x.text, _PLANNED) == says(y.text, _PLANNED)


def uncertain(sentence: Sentence) -> bool:
    """Whether a sentence says what may happen; `either party may leave` says what is allowed."""
    return sentence.possible and says(sentence.text, _RISK)


def long_ago(sentence: Sentence) -> bool:
    """Whether a sentence tells of a time that is over."""
    return says(sentence.text, _THEN)

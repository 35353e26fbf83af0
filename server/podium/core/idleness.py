"""Whether a reply does no work at all: every sentence of it refuses, greets, promises or asks back."""

from __future__ import annotations

import re
from collections.abc import Iterator

from podium.core.idle_phrases import ASKING, ASSENT, COMPLETED, COURTESY, REFUSAL, YET
from podium.core.texts import clean
from podium.core.values import FailureKind

LONGEST_IDLE = 800
"""Characters above which a reply is taken to do some work."""
_LONGEST_SENTENCE = 240

_ONLY_PROMISES = "the reply only greets or promises"

_SENTENCE_END = re.compile(r"(?<=[.!?;])\s+|[。！？؟\n]+")
_WORK = re.compile(r"\d|`|[>|]|\b\w+\.[a-z]{1,4}\b|\w/\w|\w\(|=|: \S|\botherwise\b")
_ONLY_ASKS = re.compile(r"(?:[^.!?？;:\n]{3,160}[?？]\s*){1,3}")
_QUOTED_LINE = re.compile(r"^\s*+>", re.MULTILINE)
_QUOTED = re.compile(r"\"[^\"\n]{1,300}\"|[“„][^“”\n]{1,300}[”“]|«[^«»\n]{1,300}»")


def idle(text: str) -> tuple[FailureKind | None, str]:
    """`refused` where a text only declines, `off_topic` where it asks back, `empty` where it only greets or promises."""
    if len(text) > LONGEST_IDLE or _QUOTED_LINE.search(text):
        return None, ""
    spoken = _QUOTED.sub("…", text.strip().strip('"'))
    if _ONLY_ASKS.fullmatch(spoken) and not _WORK.search(spoken):
        return "off_topic", f"the reply only asks back: {clean(text, 200)}"
    kinds = set()
    for kind in map(_kind, _sentences(spoken)):
        if kind == "work":
            return None, ""
        kinds.add(kind)
    told = clean(text, 200)
    if "refused" in kinds:
        return "refused", told
    if "completed" in kinds:
        return "empty", f"the reply only says that the work is done: {told}"
    if "courtesy" in kinds:
        asks = ASKING.compiled.search(spoken.lower()) is not None
        return ("off_topic", f"the reply only asks back: {told}") if asks else ("empty", f"{_ONLY_PROMISES}: {told}")
    return None, ""


def _sentences(text: str) -> Iterator[str]:
    for sentence in _SENTENCE_END.split(text):
        told = " ".join(sentence.replace("’", "'").lower().split()).strip(" .!?¡¿;*_-‏")
        if any(map(str.isalnum, told)):
            yield told


def _kind(sentence: str) -> str:
    if COMPLETED.search(sentence):
        return "completed"
    if ASSENT.compiled.fullmatch(sentence):
        return "assent"
    if len(sentence) > _LONGEST_SENTENCE or _WORK.search(sentence):
        return "work"
    declined = REFUSAL.search(sentence)
    if declined:
        return "refused" if _ends_there(sentence[declined.end() :]) else "work"
    return "courtesy" if COURTESY.search(sentence) else "work"


def _ends_there(rest: str) -> bool:
    """Whether what follows a refusal in its sentence is no work either."""
    turn = YET.search(rest)
    return turn is None or _kind(rest[turn.end() :]) != "work"

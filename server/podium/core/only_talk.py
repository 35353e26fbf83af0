"""Whether a short reply only declines, assures or promises, in any words: it adds next to nothing to its prompt.

`idleness` knows the usual sentences of this kind; here the measure is that nothing else is said.
"""

from __future__ import annotations

import re
from functools import lru_cache

from podium.core.talk import Talk, talk_of
from podium.core.talk_phrases import (
    DECLINES,
    DECLINES_ELSEWHERE,
    DECLINING,
    DECLINING_ELSEWHERE,
    LABEL,
    PRAISE,
    PROMISES,
    TASK,
)
from podium.core.texts import one_line
from podium.core.values import FailureKind

FEWEST_ADDED, MOST_ADDED = 2, 6
"""Words that a reply may add and still only decline: the first so many, or as many as it has of reasons up to the second."""
MOST_ADDED_ELSEWHERE = 5
"""The same in other languages than English, of which the lexicon knows less."""
MOST_ADDED_PROMISING = 2
"""Words that a reply may add and still only promise."""
LEAST_PRAISE, LEAST_ASSURED = 3, 4
"""Words of assurance from which on a reply may be nothing else, where two of them boast, and where one does."""
LEAST_ANSWERED = 5
"""The same for a reply that opens with yes or no, which may be all that was asked."""
LEAST_PLAIN = 6
"""The same for one that boasts of nothing, says that something was done, and adds a word at most."""
LEAST_CLAIMING, MOST_ADDED_CLAIMING = 9, 0.15
"""Words of a reply that says of something that it was done, and their share that it may add and still only assure."""
MOST_ADDED_SHARE = 0.7
"""Words that a reply may add and still only assure, as a share of its words of assurance."""

_LIMITS = re.compile(
    r"\b(?:only|as long as|if|until|provided|but|otherwise|instead of|rather than|nor|can't|cannot|couldn't|half|most|some)\b"
)
"""What bounds a claim, and so says something."""
_WORD = re.compile(r"[^\W_]+")
_CLAUSE_END = re.compile(r"[.!?](?=\s|$)|[;:\n…]")
_TURN = re.compile(r"(?:[,;:] ?|\b)(?:and|but|instead|so|yet)\b|[;:]")
"""Where a sentence that declined goes on."""
_ANSWERS = re.compile(r"\W*(?:yes|no|nope|yep|correct|ja|nein|oui|non|sí|si|no|sim|não|nee)\b")


def only_talks(said: str, part: str, rest: str) -> tuple[FailureKind | None, str]:
    """`refused`, `unsupported` or `empty` where a reply only declines, assures or promises; None where it may do more.

    Args:
        said: the reply's own words.
        part: what it was asked to do.
        rest: the objective and its role.
    """
    talk = talk_of(said, f"{part}\n{rest}")
    if talk is None:
        return None, ""
    told = " ".join(said.replace("’", "'").lower().split())
    if _declines(talk, told, part):
        return "refused", one_line(said, 200)
    if _assures(talk, told):
        return "unsupported", f"the reply assures and shows nothing for it: {one_line(said, 120)}"
    if talk.added <= MOST_ADDED_PROMISING and _promises(told, f"{part}\n{rest}"):
        return "empty", f"the reply only greets, promises or tells its task: {one_line(said, 200)}"
    return None, ""


def _assures(talk: Talk, told: str) -> bool:
    spoken = talk.boasts + talk.assurances
    claims = talk.acted and talk.words >= LEAST_CLAIMING and talk.added <= MOST_ADDED_CLAIMING * talk.words
    assures = spoken >= LEAST_PRAISE and talk.added <= MOST_ADDED_SHARE * spoken
    if not (claims or assures) or _LIMITS.search(told):
        return False
    boasts = talk.boasts + sum(1 for _ in PRAISE.compiled.finditer(told))
    if not assures or (claims and boasts):
        return boasts > 0
    if claims and not boasts:
        return spoken >= LEAST_PLAIN and talk.added <= 1 and not PROMISES.compiled.search(told)
    if _ANSWERS.match(told):
        return boasts >= 2 and spoken >= LEAST_ANSWERED
    return boasts >= 2 or (boasts == 1 and spoken >= LEAST_ASSURED)


def _promises(told: str, asked: str) -> bool:
    """Whether each clause begins, promises or acknowledges, or is the task once more, and one of them does more than that."""
    words = frozenset(_WORD.findall(asked.lower()))
    clauses = [clause for clause in map(str.strip, _CLAUSE_END.split(told)) if any(map(str.isalnum, clause))]
    talks = [PROMISES.compiled.search(clause) or TASK.compiled.search(clause) for clause in clauses]
    return any(talks) and all(
        talk or LABEL.fullmatch(clause) or words.issuperset(_WORD.findall(clause))
        for talk, clause in zip(talks, clauses, strict=True)
    )


def _declines(talk: Talk, told: str, part: str) -> bool:
    if talk.added > MOST_ADDED:
        return False
    words = set(_WORD.findall(told))
    if talk.added <= min(max(FEWEST_ADDED, talk.reasons), MOST_ADDED) and not words.isdisjoint(DECLINING):
        for text in (told, _act_of(part).sub("theirs", told)):
            declined = DECLINES.compiled.search(text)
            if declined and not _goes_on(text[declined.end() :], part):
                return True
    if talk.added > MOST_ADDED_ELSEWHERE or words.isdisjoint(DECLINING_ELSEWHERE):
        return False
    return DECLINES_ELSEWHERE.compiled.search(told) is not None


def _goes_on(rest: str, part: str) -> bool:
    """Whether what follows a refusal proposes something itself."""
    turned = _TURN.search(rest)
    after = talk_of(rest[turned.end() :], part) if turned else None
    return after is not None and after.added > after.reasons + (FEWEST_ADDED if turned and turned[0] in ":;" else 0)


@lru_cache(maxsize=64)
def _act_of(part: str) -> re.Pattern[str]:
    """The act that a part asks for: the verb it opens with, in any form."""
    first = re.match(r"\W*([a-z]{3,})", part.lower())
    return re.compile(rf"\b{re.escape(first[1].removesuffix('e'))}\w*" if first else r"(?!)")

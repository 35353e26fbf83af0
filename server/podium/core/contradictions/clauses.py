"""What a sentence says apart from who says so and what it adds: shorter sentences that it implies."""

from __future__ import annotations

import re
from functools import lru_cache

from podium.core.patterns import Lazy

_SOURCE = Lazy(
    r"^(?:by|in|on|from) (?:our|my|the) (?:\w+ )?(?:records?|counts?|reckoning|books|figures|estimates?|measurements?|notes|logs?),? (?=\S+ \S)"
    r"|^(?:according to|as per|going by|judging by|based on|per|by) [^,]{1,60}, (?=\S+ \S)"
    r"|^(?:[\w'’-]+ ){0,5}?(?:says?|shows?|showed|states?|indicates?|indicated|reads|reveals?|revealed|suggests?|proves?"
    r"|confirms?|confirmed|found|finds?|(?:can|could) see|saw|counted|measured|get|got|noticed|recorded|told (?:me|us))(?: that|:) (?=\S+ \S)"
    r"|^(?:[\w'’-]+ ){1,4}?(?:says|shows|show|showed|states|indicates|indicated|suggests|revealed) "
    r"(?=(?:the|that|an?|this|these|all|no|our|its) \S)",
    re.I,
)
_SOURCE_BEHIND = Lazy(
    r"(?:, (?:says|said|see|per|by (?:the|our|my|its))|,? (?:according to|as (?:listed|shown|stated|recorded) in|going by|judging by|as per)) "
    r"(?:[^,]{1,60})[.!]?$|,? by (?:our|my|their) \w+[.!]?$",
    re.I,
)
_SMOOTHLY = Lazy(
    r"\swithout (?:any |a |further )?(?:warnings?|problems?|trouble|delays?|errors?|issues?|difficulty|complaints?)\b"
    r"|\s(?:throughout|across all|across the whole|across every) (?:the |its |our )?[\w-]+"
    r"|\s(?:from start to finish|from end to end|end to end|in the same (?:\w+ )?\w+)\b",
    re.I,
)
_REASON = Lazy(
    r", (?:since|as|given that|seeing that|which|where) (?=\S+ \S)(?!(?:of|in|at|from|on|to|per|for|well|long|soon|far) )[^;]*$",
    re.I,
)
"""What gives a reason or adds something behind a comma; the claim before it holds as such."""
_PREDICATE = Lazy(
    r"^(?:(?:still|also|now|therefore|so|thus) )?(?:is|are|was|were|has|have|had|can|cannot|can't|could|does|doesn't|do|did|didn't|will|won't|"
    r"must|may|should|isn't|aren't|wasn't|weren't|hasn't|never)\b",
    re.I,
)
_SUBJECT = Lazy(
    r"^(?P<subject>.{2,60}?) (?:is|are|was|were|has|have|had|can|cannot|could|does|do|did|will|must|may|should|isn't|aren't)\b"
    r"|^(?P<noun>(?:(?:the|our|an?|each|every|this) )?(?:[\w-]+ ){0,1}[\w-]+) \w+(?:s|ed)\b",
    re.I,
)
_CLEFT = Lazy(
    r"^it (?:was|is) (?!not\b|true\b|false\b|clear\b|likely\b|possible\b|certain\b)(?P<who>[^,]{2,60}?) (?:that|who|which) (?P<did>.+)$",
    re.I,
)
_COMMA = Lazy(r"\s*(?:,(?!\d)| [–—-] |(?<!\w)\(|:(?=\s))\s*")
_AND = Lazy(r",?\s+and\s+", re.I)
_RESTRICTS = Lazy(
    r"^(?:in|on|at|for|during|with|without|before|after|above|below|inside|outside|under|within|across|between|from|to|by|per|"
    r"if|unless|when|whenever|while|whilst|as|until|till|once|since|except|provided|only (?:in|on|for|if|when|at|with|by)|but|not|nor|or|where|who|which|than|"
    r"of|via|through|against|despite|depending|assuming|because|and|down|up|even|though|although)\b",
    re.I,
)
_OWN_SUBJECT = Lazy(
    r"^(?:the|a|an|this|that|these|those|it|its|they|their|he|she|we|our|i|there|all|no|every|each|some|none|nothing)\b",
    re.I,
)
_CLAUSE = Lazy(
    r"^[\w-]+(?: [\w-]+){0,2} (?:is|are|was|were|has|have|had|can|cannot|does|will|must|isn't|aren't|wasn't|hasn't)\b",
    re.I,
)
"""A clause whose subject has no article: `replication is enabled`."""
_MOST_VIEWS = 5
"""How many readings of a sentence are kept."""


@lru_cache(maxsize=1024)
def views(sentence: str) -> tuple[str, ...]:
    """A sentence, and what it implies: without its source, without asides, and without what an `and` adds to it."""
    found = [sentence]
    core = _REASON.compiled.sub(
        "", _SMOOTHLY.compiled.sub("", _SOURCE.compiled.sub("", _SOURCE_BEHIND.compiled.sub("", sentence), count=1))
    )
    found.append(_cleft(core))
    for part in _parts(core):
        found += [part, *_joined(part)]
    return tuple(dict.fromkeys(filter(None, found)))[:_MOST_VIEWS]


def has_subject(text: str) -> bool:
    """Whether a text begins with an article or the like, and so with a subject of its own."""
    return _OWN_SUBJECT.compiled.match(text) is not None


def _cleft(sentence: str) -> str:
    """`It was the night shift that filled the tank` as `the tank was filled by the night shift` would put it."""
    found = _CLEFT.compiled.match(sentence)
    return f"{found['did']} by {found['who']}" if found else sentence


def _parts(sentence: str) -> list[str]:
    """The pieces between commas; one that limits what is said stays with the piece it limits."""
    parts: list[str] = []
    waiting = ""
    for piece in filter(None, (p.strip(" .") for p in _COMMA.compiled.split(sentence))):
        if not parts and not waiting and _RESTRICTS.compiled.match(piece):
            waiting = piece
        elif waiting:
            parts.append(f"{waiting}, {piece}")
            waiting = ""
        elif parts and _RESTRICTS.compiled.match(piece):
            parts[-1] = f"{parts[-1]}, {piece}"
        else:
            parts.append(piece)
    return parts if len(parts) > 1 else [sentence]


def _joined(part: str) -> list[str]:
    """What stands before the first `and`, and behind the last one where that has a subject, or goes on with the same one."""
    if "between" in part.lower():
        return []
    found = list(_AND.compiled.finditer(part))
    if not found:
        return []
    before, behind = part[: found[0].start()], part[found[-1].end() :]
    own = has_subject(behind) or (_CLAUSE.compiled.match(behind) and not _PREDICATE.compiled.match(behind))
    return [before, *([behind] if own else _with_subject(before, behind))]


def _with_subject(before: str, behind: str) -> list[str]:
    """What a clause without a subject says of that of the clause before it; nothing where it is no such clause."""
    found = _SUBJECT.compiled.match(before) if _PREDICATE.compiled.match(behind) else None
    return [f"{found['subject'] or found['noun']} {behind}"] if found else []

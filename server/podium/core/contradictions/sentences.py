"""A sentence as what can be compared: its content words, its polarity, its figures, and what it is limited to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from podium.core.contradictions.content import DENYING, content
from podium.core.contradictions.lexicon import (
    CONDITIONS,
    IRREGULAR,
    NORMS,
    ORDERS,
    PERMITTING,
    REPORTING,
    SOME,
    UNIVERSAL,
    VERBS,
    word_set,
)
from podium.core.contradictions.names import Name, letters, read_names
from podium.core.decision.words import stem
from podium.core.patterns import Lazy

if TYPE_CHECKING:
    from podium.core.contradictions.figures import Figure
    from podium.core.contradictions.moments import Moment

_END = Lazy(
    r"(?<=[.!?])(?<!\b[ap]\.m\.)(?<!\be\.g\.)(?<!\bi\.e\.)(?<!\b[Nn]o\.)(?<!\b[DM]r\.)(?<!\bMrs\.)(?<!\bSt\.)[\"'”’)*`]*\s+|[\n;]+|,\s+but\s+|,?\s+(?:because|whereas|although|though|so that)\s+|,\s+so\s+"
)
_WORD = Lazy(r"[^\W_]+(?:[-_./:'’][^\W_]+)*|[,()]")
_AFFIRMING = Lazy(
    r"\bnot (?:only|just|merely|simply)\b|\bno (?:doubt|matter|wonder)\b|\bnothing but\b"
    r"|\b(?:no|not) (?:more|less|fewer|later|earlier) than\b"
)
_UNSEEN = Lazy(
    r"\b(?:i|we) (?:(?:did|could|can|have|had) not|(?:did|could|have|had)n't|cannot|can't|never) (?:yet |even )?"
    r"(?:see|seen|find|found|notice|noticed|hear|heard|spot|spotted|meet|met|look|looked|check|checked|test|tested|verify|verified)\b"
)
"""What somebody did not see is not said to be absent."""
_BOUND = r"(?P<{0}>(?:[a-z]+ )?(?:limits?|budget|tolerances?|range|bounds|spec|specifications?|allowance|quota))\b"
_WITHIN = Lazy(
    rf"\b(?:(?:within|inside|in) (?:the |its |their |all )?{_BOUND.format('inner')}|(?:below|under) (?:the |its |their )?(?P<under>limits?|budget)\b)"
)
_BEYOND = Lazy(
    rf"\b(?:exceed(?:s|ed)?|outside|out of|beyond|over|above) (?:the |its |their |all )?{_BOUND.format('outer')}(?! of \d)"
)
_ONWARD = Lazy(r"\b(?:in)?to (?:the )?(?:next|following) (?:year|month|quarter|week|period|season)\b")
_CASE_OF = Lazy(r"\W*(?:two|three|four|five|six|seven|eight|nine|ten|\d+) of (?:the|our|these|those|them)\b")
_COUNTED = Lazy(r"\W*(one|two|three|four|five|six|seven|eight|nine|ten|\d+) (?!of\b)[a-z]{3,}")
_LIMITING = Lazy(
    r"\b(?:at|above|below|over|under|for|with|without|within|in|after|before|from|until|between|beyond|than|per|every|least"
    r"|most|exceeding|up to)\s(?:the\s|about\s|around\s)?$"
)
_BULLET = Lazy(r"^[\s*•-]+(?=[\s*•-]|[^\s*•\d-])")
_ANSWER = Lazy(r"(yes|no)\b(?=[,.;:!]|$|\s[-–—])", re.I)
_PROPER = Lazy(r"(?<=[\w,;:] )(?!I\b)[A-Z][\w-]+")
_PHRASES = {
    **dict.fromkeys(("speeds up", "speed up"), "accelerate"),
    **dict.fromkeys(("slows down", "slow down"), "decelerate"),
    **dict.fromkeys(("turned down", "turns down", "turn down"), "reject"),
    **dict.fromkeys(("switched off", "turned off", "shut off"), "disabled"),
    **dict.fromkeys(("switched on", "turned on"), "enabled"),
    **dict.fromkeys(("on time", "on schedule"), "punctual"),
    **dict.fromkeys(("square metres", "square meters", "square metre"), "sqm"),
    "two thirds of": "about 67 % of",
    "three quarters of": "about 75 % of",
    "half of": "about 50 % of",
    "a third of": "about 33 % of",
    "a quarter of": "about 25 % of",
    **dict.fromkeys(("plain text", "clear text"), "plaintext"),
    **dict.fromkeys(("failed to", "fails to", "fail to", "unable to", "yet to", "refuses to", "refused to"), "not"),
    **dict.fromkeys(("bypasses", "bypassed", "leaves out", "left out", "skips", "skipped"), "not"),
    **dict.fromkeys(("fixed-term", "fixed term"), "temporary"),
    **dict.fromkeys(("free of", "free from", "devoid of", "instead of", "rather than", "far from"), "not"),
    **dict.fromkeys(("anything but", "by no means", "in no way", "no way to"), "not"),
    **dict.fromkeys(("do not have to", "does not have to", "don't have to", "doesn't have to"), "should not"),
    **dict.fromkeys(("need not", "needn't"), "should not"),
    **dict.fromkeys(("gone up", "went up", "goes up", "go up", "going up"), "rise"),
    **dict.fromkeys(("gone down", "went down", "goes down", "go down", "going down"), "fall"),
    **dict.fromkeys(("sets off", "set off", "setting off"), "depart"),
    **dict.fromkeys(("out of order", "out of action", "out of service"), "broken"),
    **dict.fromkeys(("out of stock", "sold out", "fully booked"), "unavailable"),
    **dict.fromkeys(("in stock", "still to be had"), "available"),
    **dict.fromkeys(("free of charge", "at no cost", "for free", "at no charge"), "gratis"),
    **dict.fromkeys(("ran through", "run through", "went through", "ran to the end"), "complete"),
    **dict.fromkeys(("broke off", "broken off", "breaks off"), "abort"),
    **dict.fromkeys(("in force", "in effect"), "valid"),
    **dict.fromkeys(("in date", "up to date"), "valid"),
    **dict.fromkeys(("out of date", "past its date"), "expired"),
    **dict.fromkeys(("used up", "nothing left", "none left"), "exhausted"),
    **dict.fromkeys(("cold room", "cold store", "walk-in cooler", "walk-in fridge"), "coldroom"),
    **dict.fromkeys(("advise against", "advises against", "advised against"), "discourage"),
    **dict.fromkeys(("took part", "takes part", "take part", "taking part"), "participate"),
    **dict.fromkeys(("carried out", "carry out"), "done"),
    **dict.fromkeys(("on by default",), "enabled"),
    **dict.fromkeys(("off by default",), "disabled"),
    **dict.fromkeys(
        ("still unsold", "still unspent", "still unused", "still uncaught", "still available", "still free"), "left"
    ),
    **dict.fromkeys(("take-off", "taking off"), "takeoff"),
    "prior to": "before",
    **dict.fromkeys(("taken out", "take out", "takes out"), "removed"),
    "be seen": "be visible",
    "put down": "killed",
    **dict.fromkeys(("broke out", "breaks out", "broken out"), "started"),
    **dict.fromkeys(("cubic metres", "cubic meters", "cubic metre"), "m3"),
    **dict.fromkeys(("a full hour", "an entire hour", "a whole hour"), "1 hour"),
    "half an hour": "30 minutes",
    "a quarter of an hour": "15 minutes",
    **dict.fromkeys(("set aside",), "overturned"),
    **dict.fromkeys(("too few", "too little", "not enough"), "insufficient"),
    **dict.fromkeys(("off site", "off-site"), "offsite"),
    **dict.fromkeys(("on site", "on-site"), "onsite"),
    **dict.fromkeys(("it is not untrue that", "it is not false that", "if anything"), " "),
    **dict.fromkeys(("at the moment", "at present", "right now", "for the moment", "as of now", "as of today"), " "),
    **dict.fromkeys(("without activity", "without use", "of inactivity", "of idleness", "of no use"), "idle"),
    **dict.fromkeys(("not sure", "not certain", "unsure", "i think", "i believe", "i guess"), "perhaps"),
}
_PHRASE = Lazy(rf"\b(?:{'|'.join(sorted(_PHRASES, key=len, reverse=True))})\b")
_ON_A_DAY = Lazy(r"\b(?:in|on|at|of|by|from|during|for) {3,}")
"""A preposition whose moment was taken out, so that the words behind it are no place."""
_FREE = Lazy(r"\b([a-z]{3,})-free\b")
_IN_PLACE = Lazy(r"\bwith ((?:the |this |our )?[\w .-]{2,40}?) (?:in place|applied|merged|installed|deployed|fitted)\b")
_NON = Lazy(r"\bnon-(?=[a-z]{4,})")
_LESS = Lazy(
    r"\b(?!use|wire|harm|rest|price|time|end|care|doubt|need|regard|never|none|un|reck|ruth|seam|worth|state|back)([a-z]{4,})less\b"
)
_SWITCHED = Lazy(r"(?<=\bis )(on|off)(?=\W*$|[,;.])|(?<=\bare )(on|off)(?=\W*$|[,;.])")
_FUTURE = word_set("will won't")
_TEMPORAL = word_set("when whenever while once")
_PAST = word_set("was were did had came went began got left took met saw found") | frozenset(IRREGULAR)
_FINITE = word_set(
    "is was are were has had contains holds needs takes works runs shows gives costs comes goes includes supports ships starts ends lasts remains "
    "stays fails passes ran went came does did stands stood rose fell grew dropped reached exceeded exceeds amounts amounted totals totalled "
    "lies begins began took gave made got seems looks becomes became changes changed shrank"
)
"""Verbs by which `open rate was 19 %` tells that it is no order."""
_LONGEST = 600
_CLAIM_WORDS = 4
_BRIEF, _SHORTEST = 7, 3
"""Words that a mere answer may have, and one that begins with an article."""
MOST_SENTENCES = 24


@dataclass(frozen=True, slots=True)
class Sentence:
    """What one sentence says.

    `order` are its content words' stems as they stand, `content` the same as a set; `scope` those of them that only say
    where or when; `denials` those that a negation reaches. `denied` says whether it is negated, `negated` whether in so
    many words; `zero` that it is denied by `no`, as in `no flaky tests`. `universal` speaks of all or of none,
    `partial` of some or so many only, `norm` of what ought to be, `permits` of what may be or can be done, `possible`
    of what may be, `future` of what will be, `conditional` of what would be, `timed` only of when it is, `reported` of what somebody claims
    or did not see;
    `counted` is how many it begins with, as in `four nodes serve`, `answer` a `yes` or `no` it begins with. `names` and
    `letters` tell which one is meant, as in `lot 77` and `sensor B`, `moments` when, `brief` that it has no verb and is
    a mere answer, `limited` that an amount says under which circumstances, `timeless` the text without them; `proper`
    are the stems of names, `topical` the content words that only its topic has.
    """

    text: str
    order: tuple[str, ...]
    content: frozenset[str]
    scope: frozenset[str]
    denials: frozenset[str]
    denied: bool
    negated: bool
    zero: bool
    universal: bool
    partial: bool
    norm: bool
    permits: bool
    possible: bool
    future: bool
    conditional: bool
    timed: bool
    reported: bool
    counted: str
    answer: str
    names: frozenset[Name]
    letters: frozenset[str]
    moments: frozenset[Moment]
    timeless: str
    proper: frozenset[str]
    figures: tuple[Figure, ...]
    limited: bool
    brief: bool
    topical: frozenset[str] = frozenset()


@lru_cache(maxsize=512)  # monitoring and the synthesis read the same replies
def sentences(text: str) -> tuple[str, ...]:
    """The sentences and main clauses of a text."""
    clauses = (clause for part in _END.compiled.split(text[: _LONGEST * MOST_SENTENCES]) for clause in _explained(part))
    parts = (
        _BULLET.compiled.sub("", part).strip(" \t-*•") if _BULLET.compiled.match(part) else part.strip(" \t")
        for part in clauses
    )
    return tuple(part for part in parts if part and not part.endswith("?"))[:MOST_SENTENCES]


def _explained(part: str) -> list[str]:
    """A claim and, after a colon, what explains it; a mere heading stays with what follows."""
    head, colon, rest = part.partition(": ")
    return [head, rest] if colon and len(head.split()) >= _CLAIM_WORDS else [part]


@lru_cache(maxsize=1024)  # about a kilobyte each
def read_sentence(text: str) -> Sentence:
    """What one sentence says."""
    from podium.core.contradictions.figures import read_figures  # here, because its patterns would slow every start
    from podium.core.contradictions.moments import read_moments

    text = text[:_LONGEST].replace("`", " ").replace("m³", "m3").replace("m²", "m2")
    moments, timeless = read_moments(text)
    lowered = _AFFIRMING.compiled.sub(
        " ", _PHRASE.compiled.sub(lambda m: _PHRASES[m[0]], timeless.lower().replace("’", "'"))
    )
    lowered = _ON_A_DAY.compiled.sub(" ", lowered)
    lowered = _LESS.compiled.sub(r"no \1", _FREE.compiled.sub(r"not \1", _NON.compiled.sub("not ", lowered)))
    lowered = _SWITCHED.compiled.sub(lambda m: "enabled" if "on" in m[0] else "disabled", lowered)
    lowered = _WITHIN.compiled.sub(lambda m: f"compliant {m['inner'] or m['under']}", lowered)
    lowered = _BEYOND.compiled.sub(lambda m: f"noncompliant {m['outer']}", lowered)
    lowered = _IN_PLACE.compiled.sub(r"after \1", lowered)
    names, unnamed = read_names(_ONWARD.compiled.sub(" ", lowered))
    found = read_figures(unnamed)
    words = _WORD.compiled.findall(_without(unnamed, [(one.start, one.end) for one in found]))
    denying = [word for word in words if word in DENYING]
    read = content(words)
    counted = _COUNTED.compiled.match(lowered)
    conditional = _is_conditional(words)
    return Sentence(
        text=text,
        order=tuple(read.order),
        content=frozenset(read.order),
        scope=frozenset(read.scope),
        denials=frozenset(read.denials),
        denied=len(denying) % 2 == 1,
        negated=bool(denying),
        zero=denying == ["no"] or "none" in denying,
        universal=not UNIVERSAL.isdisjoint(words) and SOME.isdisjoint(words) and not _not_all(words),
        partial=not SOME.isdisjoint(words)
        or _not_all(words)
        or counted is not None
        or _CASE_OF.compiled.match(lowered) is not None,
        norm=not NORMS.isdisjoint(words) or _orders(words),
        permits=not PERMITTING.isdisjoint(words),
        possible="may" in words,
        future=not _FUTURE.isdisjoint(words),
        conditional=conditional,
        timed=conditional and _TEMPORAL.issuperset(CONDITIONS.intersection(words)),
        reported=not REPORTING.isdisjoint(words) or _UNSEEN.compiled.search(lowered) is not None,
        counted=counted[1] if counted else "",
        answer=answered[1].lower() if (answered := _ANSWER.compiled.match(text)) else "",
        names=names,
        letters=letters(text),
        moments=moments,
        timeless=timeless,
        proper=frozenset(stem(word.lower()) for word in _PROPER.compiled.findall(timeless)),
        figures=tuple(one.figure for one in found),
        brief=len(words) <= (_SHORTEST if words[:1] in (["the"], ["our"]) else _BRIEF) and VERBS.isdisjoint(words),
        limited=any(_LIMITING.compiled.search(unnamed, 0, one.start) for one in found if not one.figure.counts),
    )


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    pieces, at = [], 0
    for start, end in spans:
        pieces.append(text[at:start])
        at = max(at, end)
    return " ".join([*pieces, text[at:]])


def _orders(words: list[str]) -> bool:
    """Whether a sentence begins as advice does: `cut the form to 4 fields`, `do not renew the contract`."""
    if not _FINITE.isdisjoint(words):
        return False
    first = words[2:3] if words[:2] == ["do", "not"] else words[1:2] if words[:1] == ["don't"] else words[:1]
    return bool(first) and first[0] in ORDERS


def _is_conditional(words: list[str]) -> bool:
    """Whether a sentence says what would be; `when` and a past form only tell when something was."""
    found = [at for at, word in enumerate(words) if word in CONDITIONS]
    return any(not (words[at] in _TEMPORAL and _past(words[at + 1 : at + 5])) for at in found)


def _past(words: list[str]) -> bool:
    return any(word in _PAST or (word.endswith("ed") and len(word) > 4) for word in words)


def _not_all(words: list[str]) -> bool:
    """`not every`, `not all`: some are not."""
    return any(a == "not" and b in ("every", "all", "each") for a, b in pairwise(words))

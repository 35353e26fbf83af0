"""Whether two assertions give different answers where only one can be right: when, who, where, which, why."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from podium.core.contradictions.beside import Beside, denied
from podium.core.contradictions.cases import moments_apart
from podium.core.contradictions.concepts import known
from podium.core.contradictions.denials import denials
from podium.core.contradictions.gists import Gist
from podium.core.contradictions.kinship import Kinship
from podium.core.contradictions.lexicon import EVENTS, LIGHT, REPEATED
from podium.core.contradictions.marks import says
from podium.core.contradictions.sentences import Sentence
from podium.core.contradictions.slots import read_slots
from podium.core.decision.words import stem
from podium.core.patterns import Lazy

_WHEN = Lazy(
    r"\b(?:when|dates?|days?|time|deadline|start|begin(?:ning)?|end|due|until|departure|arrival|delivery|opening|closing|expiry|"
    r"birth|death|year|first|last|earliest|latest|age|schedule|handover|launch)\b",
    re.I,
)
_WHICH = Lazy(
    r"\b(?:who|whom|whose|where|which|why|cause[sd]?|reason|author|owner|maker|material|colou?r|language|supplier|vendor|place|location|"
    r"venue|origin|provenance|home|destination|species|breed|licen[cs]e|brand|manufacturer|architect|builder|engine|currency|"
    r"database|framework|choice|winner|gate|platform|room|source|culprit|system|tool|format|product|standard|protocol|firmware|[a-z]{3,}(?:er|or)(?= of\b))\b",
    re.I,
)
_DOES = r"(?:by|(?:work|hand|property|design|responsibility) of|(?:award\w*|went|goes|sold|given|assigned|belongs?|handed|transferred|lent|granted)(?: [\w-]+){0,5} to)"
_AGENT = Lazy(rf"\b{_DOES} (?:the |a |an )?(?P<name>[A-Z][\w'&.-]+(?: (?:& )?[A-Z][\w'.-]+)*)")
_ONCE = "won|wins|invented|discovered|composed|wrote|written|painted|designed|founded|directed|signed|chaired|chairs|led|leads|owns|owned|bought|broke|broken|translated|built|scored|drove|driven|filed|reported|opened|killed"
"""What only one of several can have done."""
_DID = Lazy(rf"(?:^|, )(?P<name>[A-Z][\w'-]+(?: [A-Z][\w'-]+)*) (?:has |had |also )?(?P<did>{_ONCE})\b")
_DONE = Lazy(rf"\b(?P<did>{_ONCE}) by (?P<name>[A-Z][\w'-]+(?: [A-Z][\w'-]+)*)")
_DEEDS = {"wins": "win", "won": "win", "written": "wrote", "broken": "broke", "driven": "drove", "chairs": "chair"} | {
    "led": "lead",
    "leads": "lead",
    "owns": "own",
}
"""What a stem does not tell to be one deed."""
_NOT_BEFORE = Lazy(r"\b(?:not|never|n't|no)\b[^.;]{0,60}\b(?:before|until|earlier than)\b", re.I)
_CHOOSE = Lazy(
    r"^(?:use|go (?:with|for)|choose|adopt|pick|take|buy|play|line up|switch to|stay with|keep|move to|hire|deploy|build (?:on|with)|opt for)\b",
    re.I,
)
_ZONE = Lazy(r"\b(?:UTC|GMT|[CE]ES?T|BST|[PEM][SD]T|local time|\w+ time|Z)\b")
_ENDS = Lazy(r"\b(?:until|till|ends?|ended|closes?|closed|deadline|last day|expires?|expired|up to)\b", re.I)
_FOR_NAMES, _FOR_MOMENTS, _SURE = 2.0, 2.5, 3.0
"""What two sentences must share to be held against each other by names and by dates, and to have a strange word each."""
_FOR_CHOICE = 0.5
"""Which part of each topic the other one must know."""
_LONGEST_ANSWER = 5


def moments_clash(pairs: Sequence[Beside], a: Gist, b: Gist, kin: Kinship | None) -> bool:
    """Whether both tell when something was that happens once, and differently."""
    asked = any(says(one.head.text, _WHEN) for one in (a, b))
    return any(_other_time(one, kin, asked) for one in pairs)


def _other_time(one: Beside, kin: Kinship | None, asked: bool) -> bool:
    if _not_before(one.x, one.y) or _not_before(one.y, one.x):
        return kin is not None or one.mass >= _FOR_MOMENTS
    if not moments_apart(one) or one.named or one.placed or one.match.opposed or denied(one):
        return False
    if any(f.unit == g.unit and f.apart(g) for f in one.x.figures for g in one.y.figures):
        return False  # a series of measurements
    zones = {_zones(sentence.text) for sentence in (one.x, one.y)}
    if len(zones) > 1:
        return False
    common = [word for word, _ in one.match.same]
    if kin and asked:
        return True
    if any(known(word, REPEATED) for word in common):
        return False
    once = any(known(word, EVENTS) for word in common) or all(says(s.text, _ENDS) for s in (one.x, one.y))
    few = int(kin is not None or one.mass >= _SURE)
    return once and min(len(one.left), len(one.right)) <= few and (kin is not None or one.mass >= _FOR_MOMENTS)


def _not_before(x: Sentence, y: Sentence) -> bool:
    """Whether one puts it at a date and the other says that it will not be before a later one."""
    if not says(y.text, _NOT_BEFORE) or says(x.text, _NOT_BEFORE):
        return False
    mine, theirs = ([m.value for m in s.moments if m.kind == "date" and m.value[0]] for s in (x, y))
    return len(mine) == len(theirs) == 1 and mine[0] < theirs[0]


@lru_cache(maxsize=1024)
def _zones(text: str) -> frozenset[str]:
    return frozenset(_ZONE.compiled.findall(text))


def names_clash(pairs: Sequence[Beside], kin: Kinship | None) -> bool:
    """Whether both name who did it or who got it, and not the same one."""
    return any(_other_agent(one) for one in pairs if one.mass >= _FOR_NAMES or kin)


def _other_agent(one: Beside) -> bool:
    if moments_apart(one) or one.match.opposed or denials(one.x) or denials(one.y):
        return False
    mine, theirs = _agents(one.x.text), _agents(one.y.text)
    return bool(mine and theirs) and mine.isdisjoint(theirs)


@lru_cache(maxsize=1024)
def _agents(text: str) -> frozenset[str]:
    """The words of the names of those who did something or got it."""
    found = _AGENT.compiled.finditer(text)
    return frozenset(word.lower() for match in found for word in match["name"].split())


def winners_clash(pairs: Sequence[Beside]) -> bool:
    """Whether both tell who did what only one can do, and not the same one."""
    return any(_other_doer(one) for one in pairs if one.mass >= _FOR_NAMES and not denied(one))


def _other_doer(one: Beside) -> bool:
    mine, theirs = _deeds(one.x.text), _deeds(one.y.text)
    common = mine.keys() & theirs.keys()
    return not moments_apart(one) and any(mine[deed].isdisjoint(theirs[deed]) for deed in common)


@lru_cache(maxsize=1024)
def _deeds(text: str) -> dict[str, frozenset[str]]:
    """Who did what, by the stem of what was done."""
    found = [*_DID.compiled.finditer(text), *_DONE.compiled.finditer(text)]
    return {
        _DEEDS.get(match["did"].lower(), stem(match["did"].lower())): frozenset(match["name"].split())
        for match in found
    }


def choice_clash(pairs: Sequence[Beside], a: Gist, b: Gist, kin: Kinship) -> bool:
    """Whether both answer what their topic asks, in a few words that have nothing in common."""
    if kin.covered < _FOR_CHOICE or not any(says(one.head.text, _WHICH) for one in (a, b)):
        return False
    return any(_other_answer(one, a, b) for one in pairs)


def _other_answer(one: Beside, a: Gist, b: Gist) -> bool:
    if denials(one.x) or denials(one.y) or one.x.figures or one.y.figures:
        return False
    if any(m not in LIGHT and not known(m, a.topic) and not known(m, b.topic) for m, _ in one.match.same):
        return False
    return all(0 < len(words) <= _LONGEST_ANSWER for words in (one.left, one.right))


def slots_clash(a: Gist, b: Gist) -> bool:
    """Whether both fill the place that their topic asks for, and differently."""
    if not any(says(one.head.text, _WHICH) for one in (a, b)):
        return False
    mine, theirs = ({slot for s in one.said for slot in read_slots(s.timeless)} for one in (a, b))
    return any(x.excludes(y) for x in mine for y in theirs) and not any(
        x.kind == y.kind and not x.excludes(y) for x in mine for y in theirs
    )


def chosen(a: Gist, b: Gist) -> bool:
    """Whether both statements say what to take."""
    return all(_CHOOSE.compiled.match(one.said_by.statement) is not None for one in (a, b))

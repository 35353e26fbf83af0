"""Whether two assertions speak of the same matter, told from the weight of what they share against what only one of them has."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from podium.core.contradictions.codes import told_apart
from podium.core.contradictions.concepts import known
from podium.core.contradictions.contrasts import contrasted, parallel
from podium.core.contradictions.forms import alike, opposed
from podium.core.contradictions.gists import VAGUE, Gist
from podium.core.contradictions.lexicon import CONTRASTING, LIGHT, QUALIFIERS, adverb, stemmed
from podium.core.contradictions.marks import says
from podium.core.contradictions.moments import apart
from podium.core.contradictions.names import unlike
from podium.core.contradictions.sentences import Sentence
from podium.core.patterns import Lazy

CODE, NAME, MOMENT = 1.5, 1.2, 0.7
"""What a shared code, name and date tell, where a shared word tells 1."""
_TOLD_SHARED = 2
"""Roots and units that two assertions without topics must share at least; quick to tell."""
_PROPER, _UNIT = 0.3, 0.7
"""What it tells besides that a shared word is a name, and that both state an amount of one unit."""
_ASKED = 0.4
"""What a shared word tells that says of what sort the matter is."""
_AROUND = 0.6
"""What it tells that a word stands in the other one's summary only."""
_STRANGE = 0.4
"""What it takes away that each has a word strange to the other."""
_DEMAND = Lazy(
    r"\b(?:minimum|requirements?|required|requires?|needed|needs?|at least|must|and later|or later|and newer|suffices?|sufficient|enough)\b",
    re.I,
)
_QUALIFYING = QUALIFIERS | stemmed("design permitted admissible")
"""Words of a topic that make another quantity of it."""
_CAPPED = Lazy(
    r"\b(?:maximum|max|limit|at most|up to|(?:not|no) more than|at least|(?:not|no) less than|minimum)\b", re.I
)
_STEADY = Lazy(
    r"\b(?:stayed|throughout|never|always|at all times|(?:all|whole) (?:day|night|week|weekend|month|time))\b", re.I
)
"""Words by which an extreme says no more than any amount of that time."""
_EXTREMES = stemmed("peak maximum minimum highest lowest max min")
_AT_ALL = Lazy(r"\b(?:no|not|never|none|without)\b[^.;]{1,60}\b(?:of any kind|at all|whatsoever|of any sort)\b", re.I)
"""What is denied of all kinds is denied of each."""
_LEFT_OUT = frozenset({"without", "outside", "except"})
"""Words of a topic that turn it round."""
_WEEKEND = {6, 7}
_DEMANDED = stemmed("minimum requirement required limit maximum")
_SURE = stemmed("unit first second third minimum maximum")
_LEAST, _COVERED = 0.95, 0.5
"""What topics must share, and which part of each the other one must know."""
_RESTATED = 3.2
"""What whole findings must share where their topics share too little."""


@dataclass(frozen=True, slots=True)
class Kinship:
    """How surely two assertions speak of one matter.

    `mass` is what they share, `left` and `right` the telling words that only one of their topics has, `covered` the lesser
    share of a topic that the other one knows; `flips` are opposite words of the topics.
    """

    mass: float
    covered: float
    left: frozenset[str]
    right: frozenset[str]
    flips: int


def may_meet(a: Gist, b: Gist) -> bool:
    """Whether two assertions share anything by which they might be of one matter; quick to tell."""
    if len(a.roots & b.roots) >= _TOLD_SHARED or a.codes & b.codes or a.names & b.names:
        return True
    if not (a.head.content and b.head.content):
        return False
    known_topic = not (a.topic_roots.isdisjoint(b.roots) and b.topic_roots.isdisjoint(a.roots))
    return known_topic or not (a.numbers.isdisjoint(b.numbers) and a.moments.isdisjoint(b.moments))


def kinship(a: Gist, b: Gist) -> Kinship | None:
    """What two findings share, if they speak of one matter."""
    if not (a.head.content and b.head.content):
        return None
    ours, theirs = _lookup(a.topic, b), _lookup(b.topic, a)
    common = CODE * len(a.codes & b.codes) + NAME * len(a.names & b.names) + MOMENT * len(a.moments & b.moments)
    common += NAME * len(a.numbers & b.numbers)
    direct = min(sum(v for v in ours.values() if v == 1), sum(v for v in theirs.values() if v == 1))
    direct += _ASKED * len(a.vague & b.vague)
    left = frozenset(word for word, value in ours.items() if not value)
    right = frozenset(word for word, value in theirs.items() if not value)
    if _narrower(left, right, a, b) or _rival(a, b, left, right):
        return None
    if not (a.topic and b.topic):
        direct += sum(known(word, b.words) for word in a.words - VAGUE) / 2
    mass = max(direct, 0.0) + common - _STRANGE * min(len(left), len(right))
    covered = min(_share(ours, common), _share(theirs, common))
    if (mass < _LEAST or covered < _COVERED) and not _restated(a, b, common):
        return None
    return Kinship(mass, covered, left, right, _flips(a, b))


def other_matters(a: Gist, b: Gist) -> bool:
    """Whether the topics of two findings tell them apart, whatever else they share."""
    left = frozenset(word for word, value in _lookup(a.topic, b).items() if not value)
    right = frozenset(word for word, value in _lookup(b.topic, a).items() if not value)
    return _narrower(left, right, a, b) or _rival(a, b, left, right)


def _restated(a: Gist, b: Gist, common: float) -> bool:
    """Whether findings share so much of topic and statement together that they speak of one matter."""
    ours = [word for word in a.words - VAGUE if known(word, b.words)]
    common += _PROPER * len(a.proper & b.proper) + _UNIT * bool(_units(a) & _units(b))
    return len(ours) + common >= _RESTATED and 2 * len(ours) >= min(len(a.words - VAGUE), len(b.words - VAGUE))


def _units(one: Gist) -> frozenset[str]:
    return frozenset(figure.unit for sentence in one.said for figure in sentence.figures if figure.unit)


def particular(a: Gist, b: Gist) -> bool:
    """Whether what tells one of many differs: codes, numbers behind nouns, letters, periods."""
    if unlike(a.terms, b.terms) or apart(a.head.moments, b.head.moments):
        return True
    if a.head.letters and b.head.letters and a.head.letters != b.head.letters:
        return True
    if parallel(a.said_by.topic, b.said_by.topic):
        return True
    lettered = [frozenset().union(*(sentence.letters for sentence in one.said)) for one in (a, b)]
    if all(lettered) and lettered[0].isdisjoint(lettered[1]):
        return True
    if a.numbers and b.numbers and a.numbers.isdisjoint(b.numbers) and not (a.labels & b.labels):
        return True
    if any(
        one.numbers and not other.head.content and _numbered_otherwise(one, other) for one, other in ((a, b), (b, a))
    ):
        return True
    if (a.head.content ^ b.head.content) & _LEFT_OUT and a.topic & b.topic:
        return True
    if contrasted(a.topic - b.words, b.words - a.words) or contrasted(b.topic - a.words, a.words - b.words):
        return True
    if _other_days(a, b) or _other_days(b, a):
        return True
    if _other_terms(a, b) or _other_terms(b, a):
        return True
    mine, theirs = (one.labels if one.head.content else one.codes for one in (a, b))
    return told_apart(mine, theirs) and not (mine & b.near or theirs & a.near)


def _other_days(a: Gist, b: Gist) -> bool:
    """Whether one topic is of weekdays, or of weekends, and the other of a day that is none."""
    days = {moment.value[0] for moment in b.head.moments if moment.kind == "weekday"}
    return bool(days) and (
        ("weekday" in a.head.content and days <= _WEEKEND) or ("weekend" in a.head.content and not days & _WEEKEND)
    )


def _numbered_otherwise(a: Gist, b: Gist) -> bool:
    """Whether a topic has a number (`parser 2.3`), and prose on it another one (`version 2.1 of the parser`)."""
    told = {value for _, value in b.names}
    return bool(told) and told.isdisjoint(a.numbers | {value for _, value in a.names})


def _other_terms(a: Gist, b: Gist) -> bool:
    """Whether the amount that a topic names (`unit price from 1,000 pieces`) is another one than the other agent speaks of."""
    told = {figure.unit for sentence in a.said for figure in sentence.figures}
    others = [figure for sentence in (b.head, *b.said) for figure in sentence.figures]
    return any(
        f.apart(g) or (f.unit == g.unit and f.open_end * g.open_end < 0)
        for f in a.head.figures
        if f.unit not in told
        for g in others
    )


def _narrower(left: frozenset[str], right: frozenset[str], a: Gist, b: Gist) -> bool:
    """Whether a word that only one topic has makes another matter of it."""
    if contrasted(a.head.content, b.head.content):
        return True
    if _measures(a) and _measures(b) and (left | right) & (_QUALIFYING - _tied_anyway(a, b)):
        return True
    if contrasted(left, b.around - a.words) or contrasted(right, a.around - b.words):
        return True
    if left & a.head.scope - CONTRASTING and right & b.head.scope - CONTRASTING:
        return True
    if (left or right) and a.head.scope and b.head.scope and not _scopes_meet(a.head, b.head):
        return True
    if any(opposed(word, other) for word in left for other in right):
        return True
    return bool(left & a.head.proper and right & b.head.proper)


def _scopes_meet(x: Sentence, y: Sentence) -> bool:
    """Whether what two topics are `for`, `in` or `of` has a word in common."""
    return any(known(word, y.content) for word in x.scope) or any(known(word, x.content) for word in y.scope)


def _measures(one: Gist) -> bool:
    return any(sentence.figures or sentence.moments for sentence in one.said)


def _tied_anyway(a: Gist, b: Gist) -> frozenset[str]:
    """Qualifiers that make no other matter here: a demand where both make one, what a shared code or number makes sure."""
    demand = all(any(says(s.text, _DEMAND) for s in (one.head, *one.said)) for one in (a, b))
    sure = a.labels & b.labels or a.numbers & b.numbers
    capped = all(any(says(s.text, _CAPPED) for s in (one.head, *one.said)) for one in (a, b))
    steady = any(says(s.text, _STEADY) for one in (a, b) for s in one.said)
    return frozenset().union(_DEMANDED if demand or capped else (), _SURE if sure else (), _EXTREMES if steady else ())


def _rival(a: Gist, b: Gist, left: frozenset[str], right: frozenset[str]) -> bool:
    if any(says(sentence.text, _AT_ALL) for one in (a, b) for sentence in one.said):
        return False
    sure = CODE * len(a.codes & b.codes) + NAME * len(a.names & b.names) + len(a.proper & b.proper)
    same = a.labels & b.labels or a.numbers & b.numbers or (sure and _restated(a, b, sure))
    return rivals(a.head, b.head, left, right, frozenset() if same else None)


def _lookup(words: Iterable[str], other: Gist) -> dict[str, float]:
    """How well each word is known to the other: in its topic or statement, around it, or not at all."""
    return {word: 1.0 if known(word, other.words) else _AROUND if known(word, other.around) else 0.0 for word in words}


def _share(found: dict[str, float], common: float) -> float:
    return (sum(found.values()) + common) / (len(found) + common) if found else 1.0


def _flips(a: Gist, b: Gist) -> int:
    return sum(any(opposed(word, other) for other in b.head.content) for word in a.head.content)


def rivals(
    x: Sentence, y: Sentence, left: frozenset[str], right: frozenset[str], behind: frozenset[str] | None = None
) -> bool:
    """Whether each has a strange word at the same place beside a shared one: `web process`, `worker process`.

    Args:
        x: one sentence.
        y: another.
        left: the words that only `x` has.
        right: the words that only `y` has.
        behind: the shared words behind which a strange one counts too, none for all.
    """
    if says(x.text, _AT_ALL) or says(y.text, _AT_ALL):
        return False
    mine, theirs = _places(x, left), _places(y, right)
    return any(
        side == other
        and (side[0] > 0 or behind is None or word in behind or neighbour in behind)
        and (alike(word, neighbour) or opposed(word, neighbour))
        for side, word in mine
        for other, neighbour in theirs
    )


def _places(sentence: Sentence, strange: frozenset[str]) -> list[tuple[tuple[int, bool, bool], str]]:
    """Where strange words stand: before (1) or behind (-1) which other word, and which of the two say where or when."""
    order, scope = sentence.order, sentence.scope
    found: list[tuple[tuple[int, bool, bool], str]] = []
    for at, word in enumerate(order):
        if word not in strange or adverb(word):
            continue
        behind = next((w for w in order[at + 1 :] if w not in strange and w not in LIGHT), "")
        before = next((w for w in reversed(order[:at]) if w not in strange and w not in LIGHT), "")
        if behind:
            found.append(((1, word in scope, behind in scope), behind))
        if before:
            found.append(((-1, False, False), before))
    return found

"""Two sentences side by side: what both say, what each says alone, and whether they may be held against each other."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from podium.core.contradictions.amounts import same_unit
from podium.core.contradictions.clauses import has_subject
from podium.core.contradictions.codes import read_codes
from podium.core.contradictions.concepts import forms, known
from podium.core.contradictions.contrasts import contrasted
from podium.core.contradictions.denials import denials, having, lacking
from podium.core.contradictions.forms import Match, matched
from podium.core.contradictions.frames import denied_by_one
from podium.core.contradictions.gists import Gist
from podium.core.contradictions.kinship import CODE, MOMENT, NAME, rivals
from podium.core.contradictions.lexicon import CONTRASTING, FILLERS, LIGHT, PALE, QUALIFIERS, adverb
from podium.core.contradictions.moods import same_mood
from podium.core.contradictions.names import unlike
from podium.core.contradictions.sentences import Sentence

_PROPER = 0.5
"""What it tells besides that a shared word is a name."""
_AROUND, _MOST_AROUND = 0.4, 1.0
"""What it tells that one agent uses elsewhere a word that the other has, and at most."""
_LIGHT, _MOST_LIGHT = 0.3, 0.6
"""What a shared light word and a shared unit tell, and at most."""
_SURE = 4.0
"""What two sentences must share so that another word behind a shared one makes no other case."""
_TOLD_SHARED = 2
"""Roots, names and units that two sentences without a common topic must share at least; quick to tell."""
_TOLD_MASS, _TOLD_COVERED, _LONGER_COVERED = 2.0, 0.6, 0.25
"""What two sentences without a common topic must share, and how much of the shorter and of the longer one."""


@dataclass(frozen=True, slots=True)
class Beside:
    """Two sentences of different agents; `left` and `right` are the telling words that only one of them has.

    `named` tells that each has a name of its own, `placed` that each says of another place or circumstance.
    """

    x: Sentence
    y: Sentence
    match: Match
    left: frozenset[str]
    right: frozenset[str]
    mass: float
    named: bool
    placed: bool


def beside(x: Sentence, y: Sentence, a: Gist, b: Gist, kin: bool) -> Beside | None:
    """Two sentences side by side, if they speak of the same case in the same mood.

    Args:
        x: a sentence of the one assertion.
        y: a sentence of the other.
        a: the one assertion.
        b: the other.
        kin: whether both are of one matter by their topics.
    """
    if not same_mood(x, y, kin) or unlike(x.names, y.names) or (not kin and _strangers(x, y, a, b)):
        return None
    found = matched(x.order, y.order)
    left, right = _strange(found.left, a, b), _strange(found.right, b, a)
    mass = _mass(x, y, found) + _context(found, a, b)
    named = bool(left & a.proper and right & b.proper)
    one = Beside(x, y, found, left, right, mass, named, _circumstances(left, right, x, y))
    if _other_thing(one, kin) or (mass < _SURE and _other_subject(one, a, b)):
        return None
    return one if kin or _covered(mass, left - a.proper, right - b.proper) else None


def _strangers(x: Sentence, y: Sentence, a: Gist, b: Gist) -> bool:
    """Whether two sentences without a common topic surely speak of different things; quick to tell."""
    if (x.letters and y.letters and x.letters != y.letters) or unlike(a.names, b.names):
        return True
    besides = (not x.names.isdisjoint(y.names)) + same_unit(x.figures, y.figures)
    return len(_telling(x.content) & _telling(y.content)) + besides < _TOLD_SHARED


def _other_thing(one: Beside, kin: bool) -> bool:
    """Whether a word of each tells two things apart: one with it and one without, or two of one kind."""
    x, y = one.x, one.y
    if (
        lacking(x.text) & having(y.text)
        or lacking(y.text) & having(x.text)
        or contrasted(one.match.left, one.match.right)
    ):
        return True
    pivots = frozenset(word for pair in one.match.opposed for word in pair) | (denials(x) ^ denials(y))
    counted = frozenset(figure.unit for figure in (*x.figures, *y.figures) if figure.counts)
    return rivals(x, y, one.left, one.right, pivots | counted if kin or one.mass >= _SURE else None)


def _other_subject(one: Beside, a: Gist, b: Gist) -> bool:
    """Whether both begin with a subject, and not with the same one."""
    x, y = one.x, one.y
    if not (x.order and y.order and has_subject(x.text) and has_subject(y.text)):
        return False
    known_ones = LIGHT | a.topic | b.topic
    return x.order[0] in one.match.left - known_ones and y.order[0] in one.match.right - known_ones


def _circumstances(left: frozenset[str], right: frozenset[str], x: Sentence, y: Sentence) -> bool:
    """Whether each says where or under which circumstances, be it only `above 1 GB`, and not the same."""
    bounded = (x.limited and not y.figures, y.limited and not x.figures)
    placed = (_placed(left, x), _placed(right, y))
    return all(placed) or (placed[0] and bounded[1]) or (placed[1] and bounded[0])


def _placed(strange: frozenset[str], sentence: Sentence) -> bool:
    """Whether strange words say where or under which circumstances."""
    return any(word not in QUALIFIERS and not word.endswith("est") for word in strange & sentence.scope)


@lru_cache(maxsize=2048)
def _telling(words: frozenset[str]) -> frozenset[str]:
    """The roots of the words that tell of a matter."""
    return forms(words - LIGHT)


def _strange(words: frozenset[str], mine: Gist, other: Gist) -> frozenset[str]:
    """The telling words that the other agent does not use here."""
    telling = words - LIGHT - PALE - CONTRASTING
    return frozenset(
        word
        for word in telling
        if not (adverb(word) and word not in mine.proper)
        and not known(word, other.words)
        and not known(word, other.around)
    )


def _mass(x: Sentence, y: Sentence, found: Match) -> float:
    """What two sentences share, by its weight."""
    pairs: float = sum(1 for m, t in (*found.same, *found.opposed) if m not in LIGHT and t not in LIGHT)
    codes = len(read_codes(x.text) & read_codes(y.text))
    light = sum(m in LIGHT and m not in FILLERS for m, _ in found.same)
    pairs += min(_MOST_LIGHT, _LIGHT * (light + same_unit(x.figures, y.figures)))
    pairs += _PROPER * sum(m in x.proper and t in y.proper for m, t in found.same)
    return pairs + CODE * codes + NAME * len(x.names & y.names) + MOMENT * len(x.moments & y.moments)


def _context(found: Match, a: Gist, b: Gist) -> float:
    """What it tells that the other one uses a word elsewhere."""
    words = [(word, b) for word in found.left] + [(word, a) for word in found.right]
    near = sum(word not in LIGHT and (known(word, one.words) or known(word, one.around)) for word, one in words)
    return min(_MOST_AROUND, _AROUND * near)


def _covered(mass: float, left: frozenset[str], right: frozenset[str]) -> bool:
    """Whether what two sentences share is enough beside what each has alone."""
    few, many = sorted((len(left), len(right)))
    return mass >= _TOLD_MASS and mass / (mass + few) >= _TOLD_COVERED and mass / (mass + many) >= _LONGER_COVERED


def denied(one: Beside) -> bool:
    """Whether only one of two sentences denies a word that both have."""
    ours, theirs = denials(one.x), denials(one.y)
    return denied_by_one(one.match.same, ours, theirs)

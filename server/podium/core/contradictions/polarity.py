"""Whether one assertion says with a negation or an opposite word what the other one says."""

from __future__ import annotations

import re
from collections.abc import Sequence

from podium.core.contradictions.amounts import amounts_agree
from podium.core.contradictions.axes import scoping
from podium.core.contradictions.beside import Beside
from podium.core.contradictions.cases import another_kind, beyond_and_below, other_case, other_degree
from podium.core.contradictions.denials import denials
from podium.core.contradictions.frames import denied_by_one
from podium.core.contradictions.lexicon import ABSENCE, FILLERS, LIGHT, OFTEN, stemmed
from podium.core.contradictions.marks import says
from podium.core.contradictions.moods import long_ago
from podium.core.contradictions.opposing import turned_around
from podium.core.contradictions.predicates import same_predicate
from podium.core.contradictions.sentences import Sentence
from podium.core.patterns import Lazy

_STRANGE, _DOUBT = 0.4, 0.15
"""Strange words that each of two sentences may have for each word that both share, and how many fewer."""
_BUT_NOT = Lazy(r", (?:but )?not (?:to|for)\b", re.I)
_BALANCE = stemmed("profit loss surplus deficit")
"""Opposites of which not both hold, whatever the amounts."""
_HOW_OFTEN = OFTEN | stemmed("average first new")
"""Words beside opposites that tell no other case."""


def polarity_clash(pairs: Sequence[Beside], kin: bool, opposed_stances: bool) -> bool:
    """Whether one says with an opposite word or a negation what the other one says.

    Args:
        pairs: the sentences side by side.
        kin: whether they speak of one matter by their topics.
        opposed_stances: whether the findings take opposite sides.
    """
    return any(
        _turned(one, kin) and min(len(one.left), len(one.right)) <= _most_strange(one, kin) + opposed_stances
        for one in pairs
    )


def _most_strange(one: Beside, kin: bool) -> float:
    return max(float(kin), one.mass * _STRANGE - _DOUBT)


def _turned(one: Beside, kin: bool) -> bool:
    """Whether two sentences differ in one opposite or one negation, and in nothing that makes another case."""
    x, y = one.x, one.y
    if other_case(one) or (x.partial and y.partial) or long_ago(x) != long_ago(y) or other_degree(one, _HOW_OFTEN):
        return False
    if another_kind(one) or turned_around(x, y) or beyond_and_below(one) or not _claimed(one, kin):
        return False
    flips = [pair for pair in one.match.opposed if kin or not scoping(*pair)]
    heavy = [pair for pair in (*one.match.same, *one.match.opposed) if not {*pair} <= (FILLERS if kin else LIGHT)]
    denied = denied_by_one(heavy, denials(x), denials(y))
    if denied and not flips and ((one.match.left | one.match.right) & ABSENCE or _set_apart(one)):
        return False
    return bool(heavy) and same_predicate(one) and (len(flips) % 2 == 1) != denied and _amounts_fit(x, y, bool(flips))


def _set_apart(one: Beside) -> bool:
    """Whether what is denied is only set apart from something else (`allergic to nuts, not to milk`) of which the other says nothing."""
    return (says(one.x.text, _BUT_NOT) and bool(one.left)) or (says(one.y.text, _BUT_NOT) and bool(one.right))


def _claimed(one: Beside, kin: bool) -> bool:
    """Whether opposite words are said of what both speak of: no topics or, without a topic, times are opposed."""
    if any(m in one.x.topical or t in one.y.topical for m, t in one.match.opposed):
        return False
    return kin or not any(scoping(*pair) for pair in one.match.opposed)


def _amounts_fit(x: Sentence, y: Sentence, flips: bool) -> bool:
    """Whether the amounts of two sentences leave the denial as it is: `free of it` denies any number."""
    mine, theirs = bool(denials(x)), bool(denials(y))
    plain = (y if mine else x) if mine != theirs else None
    denying = (x if mine else y) if plain else None
    if plain and denying and {f.unit for f in denying.figures}.isdisjoint(f.unit for f in plain.figures):
        return all(figure.high > 0 for figure in plain.figures)
    if (x.universal and y.partial) or (y.universal and x.partial):
        return True
    if not (x.figures and y.figures):
        return flips or amounts_agree(x, y)
    if flips:
        if any(word in _BALANCE for word in (*x.order, *y.order)):
            return True
        apart = any(f.apart(g) for f in x.figures for g in y.figures)
        return not apart or all(" by " in one.text for one in (x, y))
    return amounts_agree(x, y)

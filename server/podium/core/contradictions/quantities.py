"""Whether two assertions state amounts of one thing that cannot both be right."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING

from podium.core.contradictions.beside import Beside
from podium.core.contradictions.cases import other_case, other_quantity
from podium.core.contradictions.concepts import known
from podium.core.contradictions.denials import denials
from podium.core.contradictions.forms import alike
from podium.core.contradictions.gists import Gist
from podium.core.contradictions.lexicon import LIGHT, stemmed
from podium.core.contradictions.marks import says
from podium.core.contradictions.numerals import NUMERAL, numeral
from podium.core.contradictions.sentences import Sentence
from podium.core.patterns import Lazy

if TYPE_CHECKING:
    from podium.core.contradictions.figures import Figure

_OF = Lazy(r"\b(\d{1,9}|[a-z]{3,})(?: [a-z]+)? of (?:the |our |all )?(\d{1,9})\b")
_DEEDS = stemmed("leave left come arrive join enrol open opened closed sold bought born died apply applied")
_WHOLE = Lazy(r"\b(?:totals?|together|altogether|combined|in all|overall|sum|average|mean|median)\b", re.I)
_SCALES = 200
"""How many times one amount may be the other where both are of one thing."""
_SAME = 0.02
"""Share by which two amounts may differ that are one."""
_ROUNDED = 0.002
"""Share by which a sum may differ from what it is the sum of."""


def figures_clash(pairs: Sequence[Beside], kin: bool) -> bool:
    """Whether two sentences state amounts of one unit that are apart, and none that is the same.

    Args:
        pairs: the sentences side by side.
        kin: whether they are of one matter by their topics; if not, only one of them may have words strange to the other.
    """
    clashing: set[str] = set()
    agreed: set[str] = set()
    for one in pairs:
        apart = set()
        for unit, both in _comparable(one).items():
            if any(map(_same, *zip(*product(*both), strict=True))):
                agreed.add(unit)
            elif both[0][0].apart(both[1][0]) and not _other_scale(both[0][0], both[1][0]):
                apart.add(unit)
        if len(apart) == 1 and _measured(one) and (kin or not (one.left and one.right)):
            clashing |= apart
    return bool(clashing - agreed)


def _same(f: Figure, g: Figure) -> bool:
    """Whether two amounts are so near that they are one, or one is a bound that the other keeps."""
    if f.open_end or g.open_end:
        return not f.apart(g)
    return abs((f.low + f.high) - (g.low + g.high)) <= _SAME * abs(g.low + g.high)


def _other_scale(f: Figure, g: Figure) -> bool:
    """Whether two amounts are so far from each other that they measure different things."""
    small, large = sorted((abs(f.low + f.high), abs(g.low + g.high)))
    return not (f.open_end or g.open_end) and "1" in f.unit and large > _SCALES * small


def _comparable(one: Beside) -> dict[str, tuple[list[Figure], list[Figure]]]:
    """The amounts of both sentences by their unit; things counted may be named once, or in other words."""
    found: dict[str, tuple[list[Figure], list[Figure]]] = {}
    for f, g in product(one.x.figures, one.y.figures):
        if f.unit == g.unit or _counts_same(f.unit, g.unit, one):
            mine, theirs = found.setdefault(f.unit, ([], []))
            if f not in mine:
                mine.append(f)
            if (other := replace(g, unit=f.unit)) not in theirs:
                theirs.append(other)
    return found


def _counts_same(unit: str, other: str, one: Beside) -> bool:
    if not (unit.isalpha() or not unit) or not (other.isalpha() or not other):
        return False
    if unit and other and (alike(unit, other) or (known(unit, one.y.content) and known(other, one.x.content))):
        return True
    return bool(unit) != bool(other) and known(unit or other, one.y.content if unit else one.x.content)


def _measured(one: Beside) -> bool:
    """Whether two sentences measure the same at the same time, as far as their words tell."""
    x, y = one.x, one.y
    if one.match.opposed or other_case(one) or other_quantity(one):
        return False
    if _counts_of_deeds(one) or _counts_of_some(x, one.match.left) or _counts_of_some(y, one.match.right):
        return False
    if x.permits != y.permits:
        return False  # what may be, and what is
    if x.partial and y.partial and not (x.counted and y.counted):
        return False
    return not any(denials(s) and not any(figure.open_end for figure in s.figures) for s in (x, y))


def _counts_of_some(sentence: Sentence, strange: frozenset[str]) -> bool:
    """Whether it counts only those of which it says more: `three pupils were absent`."""
    counted = {figure.unit for figure in sentence.figures if figure.counts}
    return bool(sentence.counted and counted and strange - counted - LIGHT)


def complement(a: Gist, b: Gist) -> bool:
    """Whether both count of the same many, and together all (`3 of 40 failed`, `37 of 40 passed`), or one sums up the other."""
    mine, theirs = ({pair for s in one.said for pair in _parts(s.text)} for one in (a, b))
    if any(whole == other and part + rest == whole != 2 * part for part, whole in mine for rest, other in theirs):
        return True
    return _sums_up(a, b) or _sums_up(b, a)


def _sums_up(a: Gist, b: Gist) -> bool:
    """Whether amounts that one states together make the amount of the other."""
    told = [figure for sentence in a.said[:1] for figure in sentence.figures if figure.low == figure.high]
    return any(
        len(parts := [f.low for f in told if f.unit in (total.unit, "") and f.low < total.high]) > 1
        and abs(sum(parts) - total.high) <= _ROUNDED * total.high
        for sentence in b.said[:1]
        for total in sentence.figures
        if not total.open_end
    )


def of_the_whole(a: Gist, b: Gist) -> bool:
    """Whether only one speaks of a total, or of a mean, and the other of one of what it is made of."""
    return says(_told(a), _WHOLE) != says(_told(b), _WHOLE)


def _told(one: Gist) -> str:
    return f"{one.said_by.topic}: {one.said_by.statement}"


def _counts_of_deeds(one: Beside) -> bool:
    """Whether both count who did something, and not the same: `340 students enrolled`, `41 students left`."""
    deeds = (one.match.left | one.match.right) & _DEEDS
    counted = all(any(figure.counts for figure in sentence.figures) for sentence in (one.x, one.y))
    return bool(counted and deeds and one.match.left - LIGHT and one.match.right - LIGHT)


@lru_cache(maxsize=512)
def _parts(text: str) -> list[tuple[float, float]]:
    """How many of how many a sentence counts."""
    found: list[tuple[float, float]] = []
    if " of " not in text:
        return found
    for match in _OF.compiled.finditer(text.lower()):
        worded = NUMERAL.fullmatch(match[1])
        part = (
            float(match[1]) if match[1].isdigit() else numeral(worded) if worded else 1.0 if match[1] == "one" else -1.0
        )
        found.append((part, float(match[2])))
    return found

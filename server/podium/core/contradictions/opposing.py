"""Whether two sentences of different agents contradict each other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Literal

from podium.core.contradictions.lexicon import AGAINST, FOR, HALF_WAY, QUALIFIERS
from podium.core.contradictions.sentences import Sentence

if TYPE_CHECKING:
    from podium.core.contradictions.figures import Figure

Opposition = Literal["stance", "figures", "negation"]

_ALIKE = 5
"""Letters two words must begin with in common to be forms of one (`respond`, `response`)."""
_EXTRA, _EXTRA_ON_TOPIC = 2, 3
"""Content words that one side may have more than the other."""
_SHARED_FOR_EXTRA = 2
"""Content words that must be shared for each that one side has more."""
_COMMON = 2
"""Content words two sentences must share where no common topic ties them together."""


def side(stance: str) -> Literal["for", "against", ""]:
    """Which side a stance takes; `not in favour` is against, what is half way is none."""
    words = stance.lower().replace("’", "'").replace("n't", " not").split()
    plain = {word.strip(".,;:!()\"'") for word in words}
    if plain & HALF_WAY:
        return ""
    if "no" in plain and plain & {"objection", "objections", "concern", "concerns", "problem", "problems", "issue"}:
        return "for"
    against, approved = bool(plain & AGAINST), bool(plain & FOR)
    if "not" in plain:
        against, approved = approved, against
    return "against" if against else "for" if approved else ""


def opposition(a: Sentence, b: Sentence, topic: frozenset[str]) -> Opposition | None:
    """How two sentences contradict each other, if they do.

    Args:
        a: what one agent says.
        b: what another says.
        topic: the stems of the topic that both give, empty where they give different ones.
    """
    if a.denied == b.denied:  # first what is quick to tell, since most pairs end here
        if a.negated or b.negated or not _figures_apart(a.figures, b.figures):
            return None
    elif (a.partial and b.partial) or not _figures_agree(a, b):
        return None
    if a.norm != b.norm or a.conditional != b.conditional or (a.conditional and a.content != b.content):
        return None
    if not _same_subject(a, b, topic):
        return None
    return "figures" if a.denied == b.denied else "negation"


def _same_subject(a: Sentence, b: Sentence, topic: frozenset[str]) -> bool:
    """Whether both speak of the same thing: one has all content words of the other, and adds nothing that narrows it."""
    common = a.content & b.content
    more, rest, alike = _unmatched(a.content - common - topic, b.content - common - topic)
    if more and rest:
        return False
    shared = len(common | topic) + alike
    tied = shared + _same_unit(a.figures, b.figures)
    if tied < _COMMON or not (common or alike or (topic and a.figures and b.figures)):
        return False
    extra, owner = (more, a) if more else (rest, b)
    if len(extra) > (_EXTRA_ON_TOPIC if topic else _EXTRA) or len(extra) * _SHARED_FOR_EXTRA > shared:
        return False
    return extra.isdisjoint(owner.scope) and extra.isdisjoint(QUALIFIERS)


def _same_unit(a: Sequence[Figure], b: Sequence[Figure]) -> bool:
    """Whether both state an amount of the same unit, which is something in common too."""
    return any(one.unit and one.unit == other.unit for one in a for other in b)


def _unmatched(more: frozenset[str], rest: frozenset[str]) -> tuple[frozenset[str], frozenset[str], int]:
    """What is left of both after forms of one word are taken out, and how many were."""
    starts = {word[:_ALIKE] for word in rest}
    if not any(word[:_ALIKE] in starts for word in more):
        return more, rest, 0
    left = frozenset(word for word in more if not any(_forms_of_one(word, other) for other in rest))
    right = frozenset(word for word in rest if not any(_forms_of_one(word, other) for other in more))
    return left, right, min(len(more) - len(left), len(rest) - len(right))


def _forms_of_one(a: str, b: str) -> bool:
    return len(a) >= _ALIKE and a[:_ALIKE] == b[:_ALIKE] and abs(len(a) - len(b)) <= 4 and (a + b).isalpha()


def _by_unit(figures: Sequence[Figure]) -> dict[str, list[Figure]]:
    ordered = sorted(figures, key=lambda f: f.unit)  # stable: within a unit the order of the sentence stays
    return {unit: list(group) for unit, group in groupby(ordered, key=lambda f: f.unit)}


def _figures_apart(a: Sequence[Figure], b: Sequence[Figure]) -> bool:
    """Whether figures of the same unit, as many on both sides, cannot be the same amounts."""
    if not a or not b:
        return False
    if len(a) == len(b) == 1:
        return a[0].apart(b[0])
    ours, theirs = _by_unit(a), _by_unit(b)
    return any(
        len(figures) == len(theirs.get(unit, ()))
        and any(x.apart(y) for x, y in zip(figures, theirs[unit], strict=True))
        for unit, figures in ours.items()
    )


def _figures_agree(a: Sentence, b: Sentence) -> bool:
    """A negation of other figures denies nothing; `no errors` denies any number of them."""
    if a.figures == b.figures:
        return True
    none, some = (a, b) if a.zero and not a.figures else (b, a)
    if none.zero and not none.figures:
        return all(figure.high > 0 for figure in some.figures)
    return bool(a.figures) == bool(b.figures) and not _figures_apart(a.figures, b.figures)

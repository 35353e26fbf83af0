"""Whether two sentences of different agents contradict each other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Literal

from podium.core.contradictions.lexicon import AGAINST, FOR, HALF_WAY, MUTUAL, OPPOSITES, QUALIFIERS
from podium.core.contradictions.sentences import Sentence
from podium.core.decision.words import stem

if TYPE_CHECKING:
    from podium.core.contradictions.figures import Figure

Opposition = Literal["stance", "figures", "negation"]

_ALIKE = 5
"""Letters two words must begin with in common to be forms of one (`respond`, `response`)."""
_EXTRA, _EXTRA_ON_TOPIC = 2, 3
"""Content words that one side may have more than the other."""
_SHARED_FOR_EXTRA = 2
"""Content words that must be shared for each that one side has more."""
_BARE_COUNTS = 2
"""Figures of two sentences that say no more than how many there are."""
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
    if not (against or approved):
        against, approved = _by_opposites(plain)
        against, approved = (approved, against) if "not" in plain else (against, approved)
    return "against" if against else "for" if approved else ""


def _by_opposites(words: set[str]) -> tuple[bool, bool]:
    """Which sides of the pairs of opposites the words of a stance stand on: the second, the first."""
    found = {OPPOSITES[root][1] for word in words if (root := stem(word)) in OPPOSITES}
    return found == {True}, found == {False}


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
    if a.counted != b.counted and a.counted and b.counted and len(a.figures) + len(b.figures) > _BARE_COUNTS:
        return None
    if a.names and b.names and a.names != b.names:
        return None
    if a.norm != b.norm or a.conditional != b.conditional or (a.conditional and a.content != b.content):
        return None
    if not _same_subject(a, b, topic) or _turned_around(a, b):
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
    other = b if owner is a else a
    case_of_all = a.denied != b.denied and other.universal and not owner.universal
    few = len(extra) * _SHARED_FOR_EXTRA <= shared or case_of_all
    if len(extra) > (_EXTRA_ON_TOPIC if topic else _EXTRA) or not few or _another_kind(owner, extra, common):
        return False
    return (case_of_all or extra.isdisjoint(owner.scope)) and extra.isdisjoint(QUALIFIERS)


def _another_kind(owner: Sentence, extra: frozenset[str], common: frozenset[str]) -> bool:
    """Whether what a sentence has more stands before its first noun: a refresh token is not the token.

    A comma shows that what stands first only introduces it.
    """
    return (
        bool(owner.figures)
        and "," not in owner.text
        and len(owner.order) > 1
        and owner.order[0] in extra
        and owner.order[1] in common
    )


def _turned_around(a: Sentence, b: Sentence) -> bool:
    """Whether who acts on whom is the other way round: `the plugin depends on the core`, and the reverse."""
    ours, theirs = [w for w in a.order if w in b.content], [w for w in b.order if w in a.content]
    if len(ours) < 3 or ours[0] != theirs[-1] or ours[-1] != theirs[0]:
        return False
    plain = [set(sentence.text.lower().split()) for sentence in (a, b)]
    return ("by" in plain[0]) == ("by" in plain[1]) and MUTUAL.isdisjoint(plain[0] | plain[1])


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
    of_all, case = (a, b) if a.universal else (b, a)
    if of_all.universal and not of_all.figures and not case.universal:
        return True
    return bool(a.figures) == bool(b.figures) and not _figures_apart(a.figures, b.figures)

"""Whether two assertions on one matter cannot both be true: in codes, duties, sequence, or in what there is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import product

from podium.core.contradictions.beside import Beside
from podium.core.contradictions.codes import shape
from podium.core.contradictions.concepts import known
from podium.core.contradictions.denials import denials
from podium.core.contradictions.duties import duty
from podium.core.contradictions.gists import Gist
from podium.core.contradictions.lexicon import FILLERS, LIGHT, PALE
from podium.core.contradictions.marks import says
from podium.core.contradictions.sequences import order_apart
from podium.core.patterns import Lazy

_NONE = Lazy(
    r"^\W*(?:none|nil|nothing|no|not (?:found|detected|present|any)|absent|free)\b(?! more| longer| later| less| earlier)",
    re.I,
)
_SOME = Lazy(
    r"\b(?:contains?|contained|found|detected|present|traces?|positive|exists?|carries|encountered|observed)\b", re.I
)
_BRIEF = 3
"""Telling words that a mere `none` may have beside it."""
_EXCLUSIVE = ({"must", "need not"}, {"may", "must not"}, {"must", "must not"})


def codes_clash(a: Gist, b: Gist) -> bool:
    """Whether both state a value of one shape and not the same: `S355`, `S275`; `4-3-3`, `3-5-2`."""
    mine, theirs = a.codes - a.labels - b.near - _begun_with(a), b.codes - b.labels - a.near - _begun_with(b)
    return any(shape(x) == shape(y) for x, y in product(mine, theirs))


def _begun_with(one: Gist) -> frozenset[str]:
    """The codes with which sentences begin, and so tell what they are about."""
    return frozenset(sentence.order[0] for sentence in one.said if sentence.order)


def duties_clash(pairs: Sequence[Beside], kin: bool) -> bool:
    """Whether one says that something has to be, and the other that it need not, or must not."""
    return any(
        (kin or not (one.match.left - FILLERS and one.match.right - FILLERS))
        and {duty(one.x.text), duty(one.y.text)} in _EXCLUSIVE
        and not (one.match.opposed or one.named or one.placed)
        and (one.x.figures == one.y.figures or not (one.x.figures and one.y.figures))
        for one in pairs
    )


def sequence_clash(a: Gist, b: Gist) -> bool:
    """Whether both tell which of two came first, and differently."""
    return any(order_apart(x.text, a.topic, y.text, b.topic) for x, y in product(a.said, b.said))


def presence_clash(a: Gist, b: Gist) -> bool:
    """Whether one says that there is none of what the topic names, and the other that there is some."""
    return {_presence(a, b), _presence(b, a)} == {1, -1} and not (_elsewhere(a, b) or _elsewhere(b, a))


def _elsewhere(one: Gist, other: Gist) -> bool:
    """Whether one topic says of what (`lactose in the drops`), and the other statement of what else (`tablets contain it`)."""
    strange = [word for word in one.topic & one.head.scope if not known(word, other.words)]
    order = other.said[0].order if other.said else ()
    return bool(strange) and len(order) > 1 and order[0] not in LIGHT | other.topic and not known(order[0], one.words)


def _presence(one: Gist, other: Gist) -> int:
    """1 where a statement says that there is some of the topic, -1 where it says none, 0 where it says neither."""
    sentence = next(iter(one.said), None)
    if sentence is None:
        return 0
    told = sentence.content - LIGHT - PALE - one.topic - other.topic
    denied = denials(sentence) - LIGHT
    all_denied = denied and denied <= one.topic | other.topic | PALE and told <= denied
    if all_denied or says(sentence.text, _NONE):
        return -(len(told) <= _BRIEF)
    if denied or sentence.conditional or sentence.future or sentence.possible:
        return 0
    return int(any(figure.low > 0 for figure in sentence.figures) or says(sentence.text, _SOME))

"""Whether two sentences that share most of their words speak of two cases all the same."""

from __future__ import annotations

import re

from podium.core.contradictions.axes import scoping
from podium.core.contradictions.beside import Beside
from podium.core.contradictions.heads import introduced
from podium.core.contradictions.kinship import rivals
from podium.core.contradictions.lexicon import QUALIFIERS, stemmed
from podium.core.contradictions.marks import says
from podium.core.contradictions.moments import apart
from podium.core.contradictions.moods import long_ago, uncertain
from podium.core.contradictions.opposing import other_counts
from podium.core.contradictions.sentences import Sentence
from podium.core.contradictions.taxes import taxed_otherwise
from podium.core.patterns import Lazy

_ANOTHER = QUALIFIERS - stemmed("hold accommodate capacity limit allowed per rated last")
"""Words that make another quantity of it where only one sentence has them."""
_TOTAL = Lazy(r"\b(?:total|together|altogether|combined|in all|overall|sum|rated)\b", re.I)
_BY = Lazy(r"\bby (?:(?:about|around|nearly|almost|over|more than) )?[\d€$£]", re.I)
"""An amount by which something changed."""
_MOST = Lazy(r"\b(?:\w{3,}est|most|maximum|max|peak|at least|at most|minimum|upwards|later|newer)\b", re.I)
_LEFT_OUT = frozenset({"outside", "except"})
_SINCE = Lazy(
    r"\b(?:since|until) (?:the|our|we|they|it)\b[^,;.]{2,40}\b(?:was|were|came|began|started|moved|changed)\b", re.I
)
"""A change before or after which an amount holds."""


def other_case(one: Beside) -> bool:
    """Whether two sentences tell of different people, places, times or things, or only one of what may be."""
    x, y = one.x, one.y
    if one.named or one.placed or _other_norm(x, y) or uncertain(x) != uncertain(y) or moments_apart(one):
        return True
    return introduced(x, y, one.left, one.right) or other_counts(x, y)


def _other_norm(x: Sentence, y: Sentence) -> bool:
    """Whether one says what ought to be and the other what is; what can be done is held against what must not be."""
    return x.norm != y.norm and not (x.permits or y.permits)


def other_quantity(one: Beside) -> bool:
    """Whether two sentences tell of different amounts of one thing: its mean and its peak, before and after tax, now and then."""
    x, y = one.x, one.y
    return other_degree(one) or _only_one(_BY, one) or _only_one(_SINCE, one) or long_ago(x) != long_ago(y)


def other_degree(one: Beside, but: frozenset[str] = frozenset()) -> bool:
    """Whether only one of two sentences speaks of a mean, a peak, a total or the like, or each of another one.

    Args:
        one: the sentences.
        but: words beside which that tells nothing.
    """
    turned = {word for pair in one.match.opposed for word in pair}
    if (one.match.left | one.match.right | turned) & _ANOTHER - but and not any(map(_bounds_all, (one.x, one.y))):
        return not (says(one.x.text, _MOST) and says(one.y.text, _MOST))
    if (one.x.content ^ one.y.content) & _LEFT_OUT or taxed_otherwise(one.x.text, one.y.text):
        return True
    return _only_one(_TOTAL, one)


def _only_one(pattern: Lazy, one: Beside) -> bool:
    return says(one.x.text, pattern) != says(one.y.text, pattern)


def _bounds_all(sentence: Sentence) -> bool:
    """Whether it says of all cases that they stay on one side of an amount."""
    return sentence.universal and any(figure.open_end for figure in sentence.figures)


def another_kind(one: Beside) -> bool:
    """Whether opposites only tell two things apart, as `night shift` and `day shift` do, or `dead load` and `live load`."""
    for mine, theirs in one.match.opposed:
        first = one.x.order[0] == mine and one.y.order[0] == theirs
        early = first or (mine in one.x.scope and theirs in one.y.scope)
        if (early or scoping(mine, theirs)) and rivals(
            one.x, one.y, frozenset((mine,)), frozenset((theirs,)), frozenset()
        ):
            return True
    return False


def beyond_and_below(one: Beside) -> bool:
    """Whether one speaks of what is above an amount and the other of what is below it."""
    return any(f.unit == g.unit and f.open_end * g.open_end < 0 for f in one.x.figures for g in one.y.figures)


def moments_apart(one: Beside) -> bool:
    """Whether two sentences tell of different times."""
    return apart(one.x.moments, one.y.moments)

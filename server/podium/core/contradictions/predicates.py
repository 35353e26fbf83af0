"""Whether a negation denies what another sentence says, and not another thing of the same subject."""

from __future__ import annotations

from podium.core.contradictions.beside import Beside
from podium.core.contradictions.denials import denials
from podium.core.contradictions.lexicon import LIGHT, PALE
from podium.core.contradictions.marks import says
from podium.core.contradictions.sentences import Sentence
from podium.core.patterns import Lazy

_CUT_SHORT = Lazy(r"(?:n't|\bnot|\bcannot)\W*$")
"""A negation whose predicate stands in a sentence before: `The pump doesn't.`"""
_EXCEPTED = Lazy(
    r"\b(?:all|every|each|everything|everyone|everybody|none|nothing|nobody|no|any)\b[^.;]*\b(?:but|except|excepting|save|apart from|other than|besides|with the exception of)\b",
)
"""What is so of all but some: that these are otherwise agrees with it."""


def same_predicate(one: Beside) -> bool:
    """Whether what each of two sentences denies is what the other one says, in the same surroundings."""
    x, y = one.x, one.y
    if says(x.text, _CUT_SHORT) or says(y.text, _CUT_SHORT):
        return False
    if x.negated and y.negated and not one.match.opposed:
        return False  # both deny, each a thing of its own
    if _elsewhere(x, one.match.left) and _elsewhere(y, one.match.right):
        return False
    mine = {word for word, _ in (*one.match.same, *one.match.opposed)}
    theirs = {word for _, word in (*one.match.same, *one.match.opposed)}
    return _predicate(x) <= mine and _predicate(y) <= theirs


def excepts(text: str) -> bool:
    """Whether a statement is of all but some: `every plot but no. 14`."""
    return says(text.lower(), _EXCEPTED)


def _predicate(sentence: Sentence) -> set[str]:
    """The first telling word that a negation reaches."""
    denied = denials(sentence) - LIGHT - PALE
    return {*[word for word in sentence.order if word in denied][:1]}


def _elsewhere(sentence: Sentence, strange: frozenset[str]) -> bool:
    """Whether a sentence says where, for what or against what, and the other one has no such word."""
    return not (strange - LIGHT - PALE).isdisjoint(sentence.scope)

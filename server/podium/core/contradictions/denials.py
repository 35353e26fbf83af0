"""Which words a sentence denies, be it by a negation or by `without`."""

from __future__ import annotations

import re
from functools import lru_cache

from podium.core.contradictions.sentences import Sentence
from podium.core.decision.words import stem
from podium.core.patterns import Lazy

_WITHOUT = Lazy(
    r"\b(?:without|devoid of|minus)\s(?:(?:a|an|any|the|single|further|one|its|their|either)\s)*`?([\w-]+)`?(?:\s`?([\w-]+))?",
    re.I,
)
_WITH = Lazy(r"\bwith\s(?:(?:a|an|the|its|their)\s)?([\w-]+)", re.I)


def denials(sentence: Sentence) -> frozenset[str]:
    """The words that a sentence denies, `without a signature` included."""
    return sentence.denials ^ (lacking(sentence.text) & sentence.content)


@lru_cache(maxsize=1024)
def lacking(text: str) -> frozenset[str]:
    """The words of what a text says something is without."""
    found = _WITHOUT.compiled.finditer(text)
    return frozenset(stem(word.lower()) for match in found for word in match.groups() if word)


@lru_cache(maxsize=1024)
def having(text: str) -> frozenset[str]:
    """The words of what a text says something is with."""
    return frozenset(stem(match[1].lower()) for match in _WITH.compiled.finditer(text))

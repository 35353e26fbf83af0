"""Whether a text tells something in plain words that its numbers alone decide."""

from __future__ import annotations

import re
from collections.abc import Sequence

from podium.core.mathematics.problems.amounts import Amount
from podium.core.mathematics.problems.concluding import ONWARD
from podium.core.mathematics.prose.figures import in_figures
from podium.core.mathematics.words import DENIALS, STOP_WORDS

_FORMULA = re.compile(
    r"[\^√∑∫∏]|\*\*|\d\s*\+|(?<!\()(?<!, )\+\s*\d|\d\)?!(?=\s*$|\s*[=+*/-])|\b(?!p\()[a-z]\(|\(\(|\) ?[-+*/×÷−] ?[(\d]|\bchoose\b|\d \d{3}\b|\blog ?[\d(]|\bprobabilit"
)
_CHANCE = re.compile(r"\bp\s?\(")
_DENIED = DENIALS - {"instead", "without", "false", "invalid", "wrong", "lie", "lies"}
_SUMS = re.compile(r"\b(?:sums?|adds?|add up|total)\b")
_ADDS = re.compile(
    r"[,;–—]? (?:and|but|though|although) (?!a (?:half|quarter|third)\b)(?:the|a|an|our|its|their|his|her|we|it|they|he|she|everyone|nobody|all|every|each|no one|none)\b[\w' ’-]{12,}$"
)


def is_prose(text: str, amounts: Sequence[Amount]) -> bool:
    """Whether a text tells something: a plain word, a unit or a percentage among its numbers, and no formula."""
    lower = text.lower()
    if _FORMULA.search(lower) or (_CHANCE.search(lower) and not _SUMS.search(lower)):
        return False
    words = re.findall(r"[a-z']{3,}", lower)
    if not _DENIED.isdisjoint(words):
        return False
    told = bool(_CHANCE.search(lower) or ONWARD.search(lower)) or any(word not in STOP_WORDS for word in words)
    return told or (bool(words) and any(a.dimensions or a.kind != "plain" for a in amounts))


def adds_more(text: str) -> bool:
    """Whether a clause after the last figure states something else, which no recomputing shows."""
    rest = re.split(r"\d", in_figures(text).lower())[-1]
    return bool(_ADDS.search(re.split(r"[.!](?: |$)", rest)[0]))

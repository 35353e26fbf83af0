"""Sentences that begin with `it` or end with `them`, told with what the sentence before them names."""

from __future__ import annotations

import re

from podium.core.patterns import Lazy

_OPENS = Lazy(r"^(?:it|they)\s(?=\S+ \S|\S+$)", re.I)
_ENDS = Lazy(
    r"^(?P<did>(?:nobody|no one|we|i|they|somebody|everybody)\s(?:\w+\s){1,3})(?P<what>them|it)\b(?=[.!]?$|\s)", re.I
)
_NAMED = Lazy(
    r"\b(?:the|this|that|these|those|our|its|their)\s(?P<noun>[a-z-]+(?:\s(?!(?:as|is|was|are|were|has|had|have|and|or|of|in|on|at|for|with|to|by|from|"
    r"again|too|twice|once|myself|beside|before|after|lay|lies|stands|will|can|does|did)\b)[a-z-]+){0,2})",
    re.I,
)


def spelled_out(sentence: str, before: str) -> str:
    """A sentence with its pronoun replaced by what it stands for; as it is where that is in doubt."""
    opening = _OPENS.compiled.match(sentence)
    if opening:
        named = list(_NAMED.compiled.finditer(before))
        if len(named) == 1 or (named and named[0].start() == 0):
            return f"The {named[0]['noun']} {sentence[opening.end() :]}"
        return sentence
    ending = _ENDS.compiled.match(sentence)
    if ending:
        plural = ending["what"].lower() == "them"
        fitting = [found["noun"] for found in _NAMED.compiled.finditer(before) if found["noun"].endswith("s") == plural]
        if fitting:
            return f"{ending['did']}the {fitting[-1]}{sentence[ending.end() :]}"
    return sentence

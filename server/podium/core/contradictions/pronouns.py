"""Sentences that begin with `it` or end with `them`, told with what the sentence before them names."""

from __future__ import annotations

import re

from podium.core.patterns import Lazy

_OPENS = Lazy(r"^(?:it|they|she|he|each one|each of them|all of them|both)\s(?=\S+ \S|\S+$)", re.I)
_ENDS = Lazy(
    r"^(?P<did>(?:nobody|no one|we|i|they|somebody|everybody)\s(?:\w+\s){1,3})(?P<what>them|it)\b(?=[.!]?$|\s)", re.I
)
_BEGINS = Lazy(
    r"^(?:the |our |an? )?(?P<noun>(?:(?:mrs?|ms|dr)\.? )?[\w-]+(?: [\w-]+){0,2}?) (?:is|are|was|were|has|have|had|will|can|does|do|did)\b",
    re.I,
)
"""What a sentence begins with, up to its verb."""
_NAMED = Lazy(
    r"\b(?:the|this|that|these|those|our|its|their)\s(?P<noun>[a-z-]+(?:\s(?!(?:as|is|was|are|were|has|had|have|and|or|of|in|on|at|for|with|to|by|from|"
    r"again|too|twice|once|myself|beside|before|after|lay|lies|stands|will|can|does|did)\b)[a-z-]+){0,2})",
    re.I,
)


def spelled_out(sentence: str, before: str) -> str:
    """A sentence with its pronoun replaced by what it stands for; as it is where that is in doubt."""
    opening = _OPENS.compiled.match(sentence)
    if opening and opening[0].strip().lower() in ("she", "he"):
        person = _BEGINS.compiled.match(before)
        return f"{person['noun']} {sentence[opening.end() :]}" if person else sentence
    if opening:
        named = list(_NAMED.compiled.finditer(before))
        if len(named) == 1 or (named and named[0].start() == 0):
            return f"The {named[0]['noun']} {sentence[opening.end() :]}"
        begins = _BEGINS.compiled.match(before)
        return f"{begins['noun']} {sentence[opening.end() :]}" if begins and not named else sentence
    ending = _ENDS.compiled.match(sentence)
    if ending:
        plural = ending["what"].lower() == "them"
        fitting = [found["noun"] for found in _NAMED.compiled.finditer(before) if found["noun"].endswith("s") == plural]
        if fitting:
            return f"{ending['did']}the {fitting[-1]}{sentence[ending.end() :]}"
    return sentence

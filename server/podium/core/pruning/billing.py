"""What loading everything would cost: exact for little text, from an even sample for much."""

from __future__ import annotations

from collections.abc import Sequence

from podium.core.tokens import estimate

_EXACT = 60_000
_SLICE = 1_000


def rate(texts: Sequence[str]) -> float:
    """Estimated tokens for a character, over slices taken evenly from the texts."""
    total = sum(map(len, texts))
    if not total:
        return 0.0
    step = max(_SLICE, total * _SLICE // _EXACT)
    sample, passed = [], 0
    for text in texts:
        first = -passed % step
        sample += [text[at : at + _SLICE] for at in range(first, len(text), step)]
        passed += len(text)
    taken = "".join(sample)
    return estimate(taken) / len(taken) if taken else estimate(texts[0]) / len(texts[0])


class Bill:
    """Token counts of many texts. What is asked for by name is exact; sums of much text come from a sample."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._rate = rate(texts)
        self._exact = _EXACT
        self.everything = round(self._rate * sum(map(len, texts)))

    def tokens(self, text: str) -> int:
        """Tokens of a text: exact for the first 60,000 characters asked for, then by its length."""
        if len(text) <= self._exact:
            self._exact -= len(text)
            return estimate(text)
        return round(self._rate * len(text))

"""Claims that take a whole sentence to tell, read from the sentence as it is written."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from podium.core.mathematics import limits, reliability
from podium.core.mathematics.items import Item
from podium.core.mathematics.judging import Judgement
from podium.core.mathematics.matching import VALUES, Pattern, judge_patterns, patterns

MOST_VALUES = 16
LONGEST_TOLD = 600
"""Characters and values of a sentence that is read this way; longer ones are lists or noise, and cost time."""


def judge_frames(sentence: str, items: Sequence[Item]) -> tuple[list[Judgement], list[Item]]:
    """The judgements of what a sentence tells, and the items with a break in the place of each."""
    if len(sentence) > LONGEST_TOLD or not 2 <= sum(item.kind in VALUES for item in items) <= MOST_VALUES:
        return [], list(items)
    said = frozenset(sentence.lower().translate(_SIGNS).split())
    tried = [pattern for cue, table in _tables() if not cue or cue & said for pattern in table]
    return judge_patterns(sentence, items, tried, as_written=True)


_SIGNS = str.maketrans(dict.fromkeys(",.;:()", " "))


@cache
def _tables() -> list[tuple[frozenset[str], list[Pattern]]]:
    """The patterns in the order they are tried, each table with the words one of which it needs (empty: none)."""
    tables = (
        (reliability.CUE, reliability.TABLE),
        (limits.CUE, limits.TABLE),
        (frozenset[str](), limits.PLAIN),
        (limits.CUE, limits.LATE),
    )
    return [(cue, patterns(table)) for cue, table in tables]

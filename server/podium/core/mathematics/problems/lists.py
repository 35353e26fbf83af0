"""What schemas for lists and bills have in common."""

from __future__ import annotations

import re
from collections.abc import Sequence

from podium.core.mathematics.problems.amounts import Amount
from podium.core.mathematics.problems.cues import EACH, cue
from podium.core.mathematics.problems.story import alike

PAIRS = re.compile(
    r"^[^.,;:]{0,40}?(?:(?<![\w-])(?:at|of(?! (?:the|its|our|all|these|those|his|her|their)\b)|@|x|with|for|costing|holding|worth|weighing|by|each|a piece|lasting|averaging|requesting|containing|times|paying|needing|using|taking|giving|scoring)(?![\w-])|[@×*·])(?: the| a| an| about)*[ ($€£¥]*$"
)
"""Between a count and the size of one of what it counts."""
MEASURED = cue(
    r"triangle|perimeter|circumference|area|round trip|there and back|both ways|compound\w*|volume|rectangle|ratio|hypotenuse|square|sides?|diagonal|circle|way back|back along|return (?:leg|trip)|f1|margin|markup|every"
)
"""With one of these words amounts are not simply added."""


def without_count(given: Sequence[Amount]) -> Sequence[Amount]:
    """Without a first count that says how many others follow: `five runs (212, 208, ...)`."""
    last, first = given[-1], given[0]
    if (
        last.counts
        and last.value == len(given) - 1 > 1
        and re.search(r"\b(?:last|these|over|across|in|for|all|past)\b", last.before)
    ):
        return given[:-1]
    others = given[1:]
    says = first.counts and first.value == len(others) > 1 and first.quantity.places is None
    listed = (
        says
        and all(alike(a, others[0]) for a in others)
        and not re.search(r"(?:\b(?:at|x|with)|[@×]) [$€£¥]?$", others[0].before)
    )
    told = re.search(r"[:(]|\b(?:of|took|weigh\w*|were|was|scored|measured)\b", first.after)
    lists = listed and not EACH.search(others[0].tail) and (told or not alike(first, others[0]))
    return others if lists else given

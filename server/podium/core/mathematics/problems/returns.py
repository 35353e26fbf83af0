"""Money that comes back: returns on what was put in, and what a monthly amount makes in a year."""

from __future__ import annotations

import re
from collections.abc import Sequence

from podium.core.mathematics.problems.amounts import Amount
from podium.core.mathematics.problems.cues import cue
from podium.core.mathematics.problems.story import Finding, Schema, Story, alike, decisive, follows

_RETURN = cue(r"roi|return on|returns? of|a return|yield(?:ed|s)? of|return was|return is")
_IN = re.compile(r"\b(?:spent|spend|invest\w*|put (?:in|up|down)|cost|paid|pay|outlay|stake\w*|bought|sank)\b")
_BACK = re.compile(
    r"\b(?:back|got|brought in|brings in|took out|tak(?:e|es|en) out|return(?:ed|s)|received|revenue|sold|fetched|cashed|earned|came in|worth)\b"
)
_PROFIT = re.compile(r"\b(?:profits?|gains?|gained|surplus|made)\b")


def returned(story: Story, given: Sequence[Amount], result: Amount) -> Finding | None:
    """`we spent 25k and got 31k back, so the return on investment is 24%`: the gain over what was put in."""
    if len(given) != 2 or result.kind != "percent" or not alike(*given) or given[0].part or not follows(result, given):
        return None
    put_in, other = given
    if not _IN.search(put_in.own) and _IN.search(other.own):
        put_in, other = other, put_in
    if not _IN.search(put_in.own) or not put_in.value:
        return None
    if _BACK.search(other.own):
        return decisive((other.value - put_in.value) / put_in.value)
    return decisive(other.value / put_in.value) if _PROFIT.search(other.own) else None


def annualised(story: Story, given: Sequence[Amount], result: Amount) -> Finding | None:
    """`MRR of $48,250 annualises to $579,000`: twelve months of it."""
    if len(given) != 1 or given[0].part or given[0].dimensions != result.dimensions or not follows(result, given):
        return None
    if re.search(r"\b(?:and|but|or|while|whereas)\b", story.between(given[0], result)):
        return None
    return decisive(12 * given[0].value) if _MONTHLY.search(given[0].before + given[0].text.lower()) else None


_MONTHLY = re.compile(r"\b(?:mrr|monthly|a month|per month|each month|every month)\b|/month")

SCHEMAS: tuple[tuple[re.Pattern[str] | None, Schema], ...] = (
    (_RETURN, returned),
    (cue(r"annuali[sz]\w+|a year|per year|yearly|annual|every year|over the year"), annualised),
)

"""Whether a result is said of what was counted, and not of something else that only has a fitting number."""

from __future__ import annotations

import re

from podium.core.mathematics.problems.amounts import Amount
from podium.core.mathematics.problems.nouns import singular

_OF = re.compile(r"^ of (?:the |its |our |their |all |all the |his |her )?([a-z]+)")
_ANY = frozenset(
    [
        "it",
        "them",
        "these",
        "those",
        "this",
        "that",
        "total",
        "whole",
        "all",
        "everything",
        "which",
        "price",
        "cost",
        "value",
        "time",
        "weight",
        "capacity",
        "way",
        "sum",
        "amount",
        "maximum",
        "original",
        "target",
        "budget",
        "group",
        "population",
        "day",
        "month",
        "year",
        "net",
        "gross",
        "normal",
        "limit",
    ]
)
_DID = re.compile(r"^ (?:of them )?([a-z]{3,}ed|died|fell|won|lost|went|came|said|grew|ran|chose|voted)\b")
_SAYS_SO = frozenset(
    [
        "used",
        "completed",
        "finished",
        "filled",
        "sold",
        "unused",
        "occupied",
        "needed",
        "required",
        "charged",
        "owed",
        "consumed",
        "reserved",
    ]
)
_MEAN = re.compile(r"\b(?:average|mean) ([a-z]+)")
_ANY_MEAN = frozenset(
    [
        "of",
        "is",
        "was",
        "for",
        "comes",
        "over",
        "per",
        "to",
        "time",
        "score",
        "mark",
        "value",
        "result",
        "speed",
        "pace",
        "reading",
        "rate",
        "and",
        "at",
        "in",
        "by",
        "latency",
        "number",
        "size",
        "mean",
        "works",
        "stands",
        "length",
        "weight",
        "price",
        "grade",
    ]
)


def said_of_others(text: str, result: Amount) -> bool:
    """`25% of the players` where teams were counted, `75% died` where those who recovered were, an `average age` of staff."""
    told = {singular(word) for word in re.findall(r"[a-z]+", text[: result.start] + " " + text[result.end + 40 :])}
    if result.part:
        owner, verb = _OF.match(result.after), _DID.match(result.after)
        told_next = re.search(r" of [$€£¥]?$", result.after)
        foreign = owner and not told_next and owner[1] not in _ANY and singular(owner[1]) not in told
        return bool(foreign or (verb and verb[1] not in _SAYS_SO and verb[1] not in told))
    mean = _MEAN.search(result.before)
    before = {singular(word) for word in re.findall(r"[a-z]+", text[: result.start - len(result.before)])}
    return bool(mean and mean[1] not in _ANY_MEAN and singular(mean[1]) not in before | set(result.nouns))

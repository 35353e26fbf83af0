"""Whether a result is said of what was counted, and not of something else that only has a fitting number."""

from __future__ import annotations

import re

from podium.core.mathematics.problems.amounts import Amount
from podium.core.mathematics.problems.nouns import singular
from podium.core.mathematics.words import STOP_WORDS

_OF = re.compile(
    r"^ of (?:the |its |our |their |all |all the |his |her )?(?:(?:earlier|former|previous|old|initial|starting|original|selling|list|purchase|buying) )*([a-z]+)"
)
_ANY = frozenset(
    [
        "it",
        "them",
        "these",
        "those",
        "this",
        "that",
        "total",
        "figure",
        "level",
        "rate",
        "whole",
        "all",
        "everything",
        "which",
        "time",
        "way",
        "sum",
        "amount",
        "maximum",
        "original",
        "fleet",
        "class",
        "team",
        "staff",
        "herd",
        "flock",
        "crew",
        "lot",
        "batch",
        "crop",
        "harvest",
        "cohort",
        "group",
        "population",
        "day",
        "month",
        "year",
        "net",
        "gross",
        "normal",
    ]
)
_MEASURED = frozenset(("price", "cost", "value", "weight", "capacity", "budget", "limit", "target"))
_SO = re.compile(r"\b(?:so|that is|i\.e\.|hence|thus|which)\b|[(:=]")
_UNITS = re.compile(
    r"[€$£¥]|\d ?(?:kg|g|t|l|ml|m|km|cm|kw|kwh|gb|mb|tb|hours?|h|min|minutes?|litres?|tonnes?)\b|\b(?:price|cost|value|weight|capacity|budget|limit|target)\b.*\b(?:price|cost|value|weight|capacity|budget|limit|target)\b"
)
_DID = re.compile(r"^ (?:of them )?([a-z]{3,}ed|died|fell|won|lost|went|came|said|grew|ran|chose|voted)\b")
_EFFECT = re.compile(
    r"\b(?:(?:cut|reduc|rais|lower|increas|shr[aiu]nk|gr[oe]w|f[ae]ll|drop|ris|rose|boost|weaken|improv|worsen|slow|delay)(?:s|es?|ed|t?ing|p?ed)?"
    r"|(?:will|would) [a-z]+|(?:push|driv|bring|send)(?:s|es?|ing)?(?: up| down)?)((?: (?!by\b)[a-z]+)*) by(?: about| some)? $"
)
"""A change, and the words for what is changed: `cut the harvest by`."""
_PRONOUNS = frozenset(("it", "them", "these", "those", "this", "that", "which", "total", "whole", "sum", "amount"))
_SUBJECT = re.compile(
    r"([a-z]+) (?:will|would|may|should|must|can|(?:are|is) (?:going|set|bound) to|have|has)?(?:$| $)"
)
_SAYS_SO = frozenset(
    [
        "used",
        "dropped",
        "left",
        "compounded",
        "applied",
        "charged",
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
_MEASURES = frozenset(("weight", "price", "length", "speed", "time", "height", "size"))
"""What a count of things has no mean of: `20, 22 and 24 members, and their average weight is 22`."""
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


def _foretold(text: str, result: Amount) -> bool:
    """`which will cut the harvest by 40%`, `exam results will drop by 25%`: a share of one thing as what befalls another."""
    effect = _EFFECT.search(result.before)
    if not effect:
        return False
    changed = [word for word in effect[1].split() if word not in STOP_WORDS and word not in ("up", "down", "further")]
    subject = None if changed else _SUBJECT.search(result.before[: effect.start()])
    at = result.start - len(result.before) + (subject.start() if subject else effect.start())
    named = changed or ([subject[1]] if subject else [])
    told = _nouns(text[:at]) | _PRONOUNS
    return bool(named) and not any(singular(word) in told for word in named)


def _nouns(text: str) -> set[str]:
    return {singular(word) for word in re.findall(r"[a-z]+", text)}


def said_of_others(text: str, result: Amount) -> bool:
    """`25% of the players` where teams were counted, `75% died` where those who recovered were, an `average age` of staff."""
    if re.search(r"\b(?:remaining|other|rest|remainder)(?: of (?:them|it))?,? (?:the )?$", result.before):
        return False
    told = _nouns(text[: result.start] + " " + text[result.end + 40 :])
    if result.part:
        owner, verb = _OF.match(result.after), _DID.match(result.after)
        told_next = re.search(r" of [$€£¥]?$", result.after)
        foreign = (
            owner
            and not told_next
            and owner[1] not in _ANY
            and not (owner[1] in _MEASURED and (_UNITS.search(text) or _SO.search(result.before)))
            and singular(owner[1]) not in told
        )
        return bool(foreign or (verb and verb[1] not in _SAYS_SO and verb[1] not in told) or _foretold(text, result))
    counted = re.match(r" ([a-z]+)\b", result.before)
    mean = _MEAN.search(result.before)
    before = _nouns(text[: result.start - len(result.before)])
    if mean and mean[1] in _MEASURES and counted and counted[1] not in STOP_WORDS and not result.dimensions:
        return not before & {mean[1], singular(mean[1])}
    return bool(mean and mean[1] not in _ANY_MEAN and singular(mean[1]) not in before | set(result.nouns))

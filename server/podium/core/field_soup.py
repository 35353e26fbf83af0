"""Whether a text is soup: the names of the reply's fields among brackets and quotes that no forgiving reader can pair, or marks only."""

from __future__ import annotations

import re

from podium.core.patterns import Lazy

FEWEST_NAMES = 3
"""Different names of fields that show a text to be meant as a reply object."""
LEAST_MARKS = 0.12
"""Share of brackets, quotes, colons and commas from which on a text is no prose."""
FEWEST_FAULTS = 2
"""Places where marks stand that cannot stand together; brackets that do not match count as two."""
FEWEST_SEEN, MOST_LETTERS = 20, 0.25
"""Characters that are seen, and the share of letters and digits in them below which a text without a word is nonsense."""

_READ = 8_000
_NAMES = (
    "summary",
    "findings",
    "recommendation",
    "confidence",
    "risks",
    "needs",
    "spawn",
    "topic",
    "statement",
    "evidence",
    "stance",
)
_OPENS = Lazy(r"(?:ï»¿)?[\W_]{0,9}[{\[\"'#]|\W{0,9}(?:summary|findings)\b", re.IGNORECASE)
_MARKS = re.compile(r"[{}\[\]\"':,;=]")
_FAULT = Lazy(
    r"[:=]\s*[:,}\]=;]|,\s*[,:}]|[{\[]\s*[:,;=]|\"\s*\"\s*[^\s,:}\]]|\w\"\w|[}\]]\s*[\[{\"\w]|\"\s*[\[{]|\"\w+\"\s+\"?\w|[{\[]{3}|'\s*'"
)
_LETTERS_ONLY = re.compile(r"[^a-z]+")
_WORD = re.compile(r"[^\W\d_]{3}")


def field_soup(text: str) -> str:
    """Why a text without a readable reply object is the ruin of one; empty where it may be an answer."""
    text = text[:_READ].strip()
    if "|" not in text and not _WORD.search(text):  # a table of figures is all marks
        seen = _seen(text)
        marks_only = seen >= FEWEST_SEEN and sum(map(str.isalnum, text)) < MOST_LETTERS * seen
        return "the reply has no word in it, only marks" if marks_only else ""
    if not _OPENS.compiled.match(text) or len(_MARKS.findall(text)) < LEAST_MARKS * _seen(text):
        return ""
    plain = _LETTERS_ONLY.sub("", text.lower())
    if sum(name in plain for name in _NAMES) < FEWEST_NAMES:
        return ""
    unpaired = text.count("{") != text.count("}") or text.count("[") != text.count("]")
    if len(_FAULT.compiled.findall(text)) + FEWEST_FAULTS * unpaired < FEWEST_FAULTS:
        return ""
    return "the reply has the fields of a JSON object and cannot be parsed"


def _seen(text: str) -> int:
    return len(text) - sum(map(str.isspace, text))

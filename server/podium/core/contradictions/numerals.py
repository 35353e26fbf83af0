"""Numbers written as words: `forty-two`, `two and a half`, `three hundred`."""

from __future__ import annotations

import re

_ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_VALUES = {word: value for value, word in enumerate(_ONES.split())} | {
    word: 10 * value for value, word in enumerate(_TENS.split(), 2)
}
_SCALES = {"hundred": 100, "thousand": 1000, "dozen": 12}
NUMERAL = re.compile(
    rf"\b(?:(?P<tens>{'|'.join(_TENS.split())})(?:[-\s](?P<ones>{'|'.join(_ONES.split()[1:10])}))?"
    rf"|(?P<small>{'|'.join(word for word in _ONES.split()[2:])})|(?P<single>one|a)(?=\s(?:hundred|thousand|dozen)\b)"
    r"|(?P<once>(?:(?<=than )|(?<=about )|(?<=over )|(?<=under )|(?<=within )|(?<=took )|(?<=takes )|(?<=lasts ))(?:one|an?)"
    r"(?=\s(?:second|minute|hour|day|week|month|year|kilometre|metre|mile|litre|tonne)\b)"
    r"|(?<=\w )one(?=\s(?:second|minute|hour|week|month|year|kilometre|metre|mile|litre|tonne|percent)\b)))"
    rf"(?:\s(?P<scale>{'|'.join(_SCALES)}))?\b(?!-)"
)
"""A number in words from two on; `one` counts only before `hundred`, `thousand`, `dozen` and units, `a` only as in `over an hour`."""


def numeral(match: re.Match[str]) -> float:
    """The value of a number in words."""
    value = sum(_VALUES[match[part]] for part in ("tens", "ones", "small") if match[part])
    return float((1 if match["single"] or match["once"] else value) * _SCALES.get(match["scale"] or "", 1))

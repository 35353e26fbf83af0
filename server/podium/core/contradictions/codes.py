"""Codes by which people tell one of many, or state a value: `HX-20`, `S355`, `0417`, `VIId`, `4-3-3`."""

from __future__ import annotations

import re
from functools import lru_cache

from podium.core.patterns import Lazy

_CODE = Lazy(
    r"(?<![\w.,/:-])(?:"
    r"(?=[\w./-]*\d)[A-Za-z][A-Za-z]{0,7}[-./]?\d[\w./-]*"  # HX-20, S355, B12
    r"|\d{1,5}[a-z](?=[\s,;:)]|$)|0\d{2,}|\d{5,12}(?![\d,.]*\s?[a-z%€$£])"  # 14b, 0417, 204417
    r"|\d+(?:\.\d+){2,}|\d+(?:[-/]\d+){2,}|\d+/\d+"  # 4-3-3, 12/7
    r"|[A-Za-z]\w*_\w+"  # new_checkout
    r"|[A-Z]{2,}[a-z](?![a-z])|[A-Z]{2,6}[-_]\w+"  # VIId
    r")(?<![.,/-])"
)
_LONGEST = 2_000
_LIKELY = re.compile(r"\d|_|[A-Z]{2}")
_GLUED = re.compile(r"\d+(?:\.\d+)?(?:x|k|m|h|s|g|t|l|mm|cm|km|ms|kg|kb|mb|gb|tb|kw|mw|kwh|bn|am|pm)")
_DIGITS, _LETTERS = re.compile(r"\d+"), re.compile(r"[a-z]+")


@lru_cache(maxsize=1024)
def read_codes(text: str) -> frozenset[str]:
    """The codes of a text in lower case, without their hyphens."""
    if not _LIKELY.search(text):
        return frozenset()
    found = (match[0].lower() for match in _CODE.compiled.finditer(text[:_LONGEST]))
    return frozenset(
        code.replace("-", "") if code[0].isalpha() else code for code in found if not _GLUED.fullmatch(code)
    )


def shape(code: str) -> str:
    """What codes of one kind have in common: the letters before the number, or how many numbers there are."""
    letters = _LETTERS.match(code)
    return letters[0] if letters else _DIGITS.sub("9", code)


def told_apart(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether both have codes of one shape and none of them in common."""
    ours, theirs = {shape(code) for code in a}, {shape(code) for code in b}
    common = ours & theirs
    return any({c for c in a if shape(c) == kind}.isdisjoint({c for c in b if shape(c) == kind}) for kind in common)

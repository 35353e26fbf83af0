"""Whole numbers written in another base, and ratios and fractions in lowest terms."""

from __future__ import annotations

import math
import re
from fractions import Fraction

from podium.core.mathematics.prose.found import Found, decided
from podium.core.mathematics.prose.values import Told

_BASES = {"binary": 2, "octal": 8, "decimal": 10, "hexadecimal": 16, "hex": 16}
_NAME = "|".join(_BASES)
_SUBSCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
_SIDE = rf"(?:the )?(?:(?P<before{{0}}>{_NAME})(?:[- ](?:number|digits?|mask|value|code|literal|string|constant|representation of|form of|for))? ?)?(?:number |value )?(?P<digits{{0}}>0x[0-9a-f]+|0b[01]+|0o[0-7]+|[0-9a-f]+[₀-₉]+|\d{{1,3}}(?:,\d{{3}})+|[01]{{4}}(?: [01]{{4}})+|\d[0-9a-f]*|[a-f][0-9a-f]+)(?:,? ?\(?(?:in|written in|as|when written in|expressed in|to) (?P<after{{0}}>{_NAME})\)?)?"
_EQUAL = r"(?:,? ?(?:is|are|equals|equal|=|corresponds to|stands for|means|converts to|represents|reads|becomes|is written(?: as)?|makes|which is|comes to|in decimal is))+"
_BASED = re.compile(
    rf"^\W*(?:[a-z]+ )??{_SIDE.replace('{0}', '1').replace('{{', '{').replace('}}', '}')}(?: [a-z]+)??{_EQUAL} {_SIDE.replace('{0}', '2').replace('{{', '{').replace('}}', '}')}(?P<rest>(?:[,;(] ?[^\d]*)?)\W*$",
    re.IGNORECASE,
)
_CUE = re.compile(rf"\b(?:{_NAME})\b|0[xbo][0-9a-f]|[₂₈₁][₀₆]?", re.IGNORECASE)


def based(told: Told) -> Found | None:
    """`1111 in binary is 15`, `255 is ff in hex`, `0x3F is 63 in decimal`, `the binary form of 13 is 1101`."""
    text = " ".join(told.said.split())
    match = _BASED.match(text) if _CUE.search(text) else None
    if not match:
        return None
    one, other = (_side(match, at) for at in "12")
    if one is None or other is None or one[0] in ("10", "11"):  # `10 in binary` may be either of the two
        return None
    pairs = _readings(one, other)
    if pairs is None:
        return None
    truths = {a == b for a, b in pairs}
    if len(truths) > 1:
        return None if len(one[0]) < 3 else decided(told, True, str(pairs[0][1]), "the digits were read", *told.values)
    shown = f"{pairs[0][0]} in base 10"
    return decided(told, truths == {True}, shown, "the digits were read", *told.values)


def _side(match: re.Match[str], at: str) -> tuple[str, int | None] | None:
    """The digits of a side and its base, where it tells one."""
    digits = match[f"digits{at}"].lower().replace(",", "").replace(" ", "")
    named = match[f"before{at}"] or match[f"after{at}"]
    base = _BASES[named.lower()] if named else None
    lowered = re.search(r"[₀-₉]+$", digits)
    if lowered:
        base, digits = int(lowered.group().translate(_SUBSCRIPTS)), digits[: lowered.start()]
        if base not in _BASES.values():
            return None
    prefix = {"0x": 16, "0b": 2, "0o": 8}.get(digits[:2])
    if prefix and len(digits) > 2:
        base, digits = prefix, digits[2:]
    return digits, base


def _readings(one: tuple[str, int | None], other: tuple[str, int | None]) -> list[tuple[int, int]] | None:
    """The values of both sides; a base told for one side only may be that of the other (`255 in binary is 11111111`)."""
    (a, base_a), (b, base_b) = one, other
    if base_a is None and base_b is None:
        return None
    told = base_a or base_b or 10
    ways = [(base_a or 10, base_b or 10)]
    if (base_a is None) != (base_b is None) and told != 10:
        ways.append((10, told) if base_a else (told, 10))
    if (base_a == 10 and base_b is None) or (base_b == 10 and base_a is None):
        return None
    found = []
    for first, second in ways:
        try:
            found.append((int(a, first), int(b, second)))
        except ValueError:
            continue
    return found or None


_REDUCED = re.compile(
    r"\b(?P<a>\d[\d,]*)(?P<sign> ?[:/] ?| to | by | ?[×x] ?)(?P<b>\d[\d,]*)(?: [a-z]+)? (?P<verb>(?:reduces|simplifies|cancels|boils|comes|scales)(?: down)? to|in (?:its )?(?:lowest|simplest) terms is|is, in (?:lowest|simplest) terms,) (?:the ratio )?(?P<c>\d[\d,]*)(?: ?[:/] ?| to )(?P<d>\d[\d,]*)\b(?!\.\d)(?P<rest>\D*)$",
    re.IGNORECASE,
)


def reduced(told: Told) -> Found | None:
    """`1920:1080 reduces to 16:9`, `18/24 simplifies to 3/4`."""
    match = _REDUCED.search(told.said) if "to" in told.shape or "terms" in told.shape else None
    if not match:
        return None
    a, b, c, d = (int(match[name].replace(",", "")) for name in "abcd")
    if not b or not d:
        return None
    whole = Fraction(a, b)
    truth = Fraction(c, d) == whole and (math.gcd(c, d) == 1 or "terms" not in match["verb"])
    return decided(told, truth, f"{whole.numerator}:{whole.denominator}", "it was cancelled", *told.values)

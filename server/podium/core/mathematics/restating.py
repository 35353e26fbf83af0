"""Claims that whoever reads them has said again as plain calculations: `CLAIM := CALCULATION; CALCULATION`.

Prose can be worded in more ways than any reader of ours knows, while the model that calls us reads all of them. It says
what is claimed, we recompute it. What it may not do is to put other figures in their place: each figure of a calculation
stands in the claim or is one that everybody knows, and a claim holds only where all its figures were accounted for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction

from podium.core.mathematics.judging import Judgement, undecided
from podium.core.mathematics.prose import in_figures
from podium.core.mathematics.verification import verify
from podium.core.restatement import claim_and_calculations

MOST_CALCULATIONS = 12
"""Calculations of one claim; more are no restatement but a text of their own."""
FEW_WORDS = 3
"""A claim of no more is read reliably by itself."""
UNKNOWN = "unknown"
_WORD = re.compile(r"[^\W\d_]{2,}")
_ASIDE = re.compile(r"\s*aside\b[ :]*(.*)", re.IGNORECASE | re.DOTALL)
_FIGURE = re.compile(r"(?<![\w.,])\d(?:[\d.,'’_\u00a0\u202f\u2009]*\d)?|[½⅓⅔¼¾⅕⅛]|(?<![\w.])\.\d+")
_HALF_DOZEN = re.compile(r"\bhalf a dozen\b", re.IGNORECASE)
_PART = {
    "eleven": 11,
    "twelf": 12,
    "thirteen": 13,
    "fifteen": 15,
    "sixteen": 16,
    "twentie": 20,
    "thirtie": 30,
    "hundred": 100,
}
_PARTS = re.compile(rf"\b({'|'.join(_PART)})ths?\b", re.IGNORECASE)
_A_HUNDRED = re.compile(r"\ba (?=hundred|thousand|dozen|million)", re.IGNORECASE)
_SEPARATORS = re.compile(r"[,'’_\u00a0\u202f\u2009]")
_VULGAR = {"½": "1/2", "⅓": "1/3", "⅔": "2/3", "¼": "1/4", "¾": "3/4", "⅕": "1/5", "⅛": "1/8"}
_SCALES = tuple(Fraction(10) ** power for power in (0, 2, -2, 3, -3, 6, -6, 9, -9, 12, -12))
"""Powers of ten by which one figure may be written in two ways: 85% and 0.85, 4.8 million and 4,800,000."""
_CONSTANTS = "14 24 28 29 30 31 32 52 60 90 180 273 360 365 366 1024 3600 10000 86400 0.5 0.25 0.75 1.5 1.8 3.14 3.1416 9.81 273.15"
_KNOWN = frozenset(Fraction(n) * scale for n in (*range(13), *_CONSTANTS.split()) for scale in _SCALES)
"""Figures that a calculation may add: small counts, parts, and those of clocks, calendars, angles and temperatures."""
_ARTICLES = (0, 1, 2)
"""Spelt out, these are articles and pronouns as often as numbers: `one of them`, `the two`."""


def restated(statement: str) -> tuple[str, tuple[str, ...]] | None:
    """The claim and what it was said again as, where a statement holds both."""
    claim, parts = claim_and_calculations(statement)
    assigned = not re.search(r"[^\W\d_]{2}|[=<>≤≥≈]", claim)  # `x := 3` says no claim again
    return (claim.strip(), parts[:MOST_CALCULATIONS]) if parts and not assigned else None


def needs_reader(statement: str) -> bool:
    """Whether a statement that nobody has said again holds figures among words, or some that nothing decides."""
    if restated(statement) is not None or not _figures(statement):
        return False
    return len(_WORD.findall(statement)) > FEW_WORDS or overall(verify([statement])) == "undecided"


def verify_restated(statements: Sequence[str]) -> list[Judgement]:
    """Judges the claims of the statements; those that were said again by their calculations, where they are not plain already."""
    plain: list[str] = []
    found: list[Judgement] = []
    for statement in statements:
        pair = restated(statement)
        if pair is None:
            plain.append(statement)
        else:
            found += _judged(*pair)
    return [*verify(plain), *found]


def _judged(claim: str, parts: Sequence[str]) -> list[Judgement]:
    """The verdict of the calculations, where they decide; a claim of few words is read reliably and must agree."""
    own = verify([claim])
    by_itself = overall(own)
    few = len(_WORD.findall(claim)) <= FEW_WORDS
    if parts[0].lower().startswith(UNKNOWN):
        return own if few else [undecided(claim, "who read it says that it does not tell what its figures follow from")]
    again = _by_calculations(claim, parts)
    if by_itself == "undecided":
        return [again]
    if again.verdict in ("undecided", by_itself):
        return own
    if few:
        return [undecided(claim, f"by itself it {by_itself}, by its calculations it {again.verdict}")]
    return [replace(again, reason=f"{again.reason} (read without them it {by_itself})")]


def _by_calculations(claim: str, parts: Sequence[str]) -> Judgement:
    asides = [aside[1] for part in parts if (aside := _ASIDE.fullmatch(part))]
    said = [part for part in parts if not _ASIDE.fullmatch(part)]
    shown = "; ".join(said)
    given, used = _figures(claim), _figures(shown)
    foreign = next((text for text, value in used if value not in _KNOWN and not _among(value, given)), "")
    if foreign:
        return undecided(claim, f"{foreign} stands in its calculations and not in it")
    judgements = [(part, verify([part])) for part in said]
    empty = next((part for part, found in judgements if overall(found) == "undecided" or _says_nothing(part)), None)
    failed = next((j for _, found in judgements for j in found if j.verdict == "fails"), None)
    if failed is not None:
        return Judgement(claim, "fails", failed.expected, failed.computed, f"by {shown}: {failed.reason}")
    if empty is not None or not said:
        return undecided(claim, f"'{empty}' cannot be recomputed" if empty else "no calculation decides it")
    accounted = [*used, *_figures(" ".join(asides))]
    if "dozen" in claim.lower():
        accounted += [(text, 12 * value) for text, value in used]
    left = next((t for t, value in given if not _among(value, accounted) and not _spelt_article(t, value, claim)), "")
    if left:
        return undecided(claim, f"{left} stands in it and in none of its calculations")
    last = judgements[-1][1][-1]
    return Judgement(claim, "holds", last.expected, last.computed, f"by {shown}: {last.reason}")


def _spelt_article(figure: str, value: Fraction, claim: str) -> bool:
    return value in _ARTICLES and figure not in _FIGURE.findall(claim)


def overall(found: Iterable[Judgement]) -> str:
    """The verdict on all of them together: one that fails, else one that is undecided, tells."""
    verdicts = {judgement.verdict for judgement in found}
    return "fails" if "fails" in verdicts else "holds" if verdicts == {"holds"} else "undecided"


def _says_nothing(part: str) -> bool:
    """`4.8 = 4.8` holds whatever was claimed."""
    left, sign, right = part.partition("=")
    return bool(sign) and " ".join(left.split()).lower() == " ".join(right.split()).lower()


def _figures(text: str) -> list[tuple[str, Fraction]]:
    """The figures of a text as they stand and their values; spelt ones too."""
    found = []
    plain = _A_HUNDRED.sub("one ", _HALF_DOZEN.sub("6", text))
    plain = _PARTS.sub(lambda part: f"/{_PART[part[1].lower()]} ", plain)
    for text_of in _FIGURE.findall(in_figures(plain)):
        value = _value(text_of)
        if value is not None:
            found.append((text_of, value))
    return found


def _value(figure: str) -> Fraction | None:
    try:
        return Fraction(_SEPARATORS.sub("", _VULGAR.get(figure, figure)))
    except ValueError:
        return None


def _among(value: Fraction, figures: Iterable[tuple[str, Fraction]]) -> bool:
    return any(value == other * scale for _, other in figures for scale in _SCALES)

"""In which language an objective is written: by its script, else by the small words that betray it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from podium.core.decision.lexicon_languages import CLOSINGS, FUNCTION_WORDS, LETTERS, OPENINGS, SPELLING
from podium.core.decision.words import plain

ENGLISH = "en"
NAMES: dict[str, str] = {
    "ar": "Arabic",
    "de": "German",
    "el": "Greek",
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "he": "Hebrew",
    "hi": "Hindi",
    "it": "Italian",
    "ja": "Japanese",
    "ko": "Korean",
    "nl": "Dutch",
    "pl": "Polish",
    "pt": "Portuguese",
    "ru": "Russian",
    "sv": "Swedish",
    "th": "Thai",
    "tr": "Turkish",
    "zh": "Chinese",
}
MOST_WORDS, MOST_LETTERS = 200, 2_000
FEWEST_SMALL_WORDS, FEWEST_BESIDE_ACCENTS = 2, 1
LEAST_SHARE = 0.25
"""From this share of letters on, a script names the language; below it stands for a quoted word."""

# Kana before Han, because Japanese uses both.
_SCRIPTS = tuple(
    (code, re.compile(letters))
    for code, letters in (
        ("ja", "[぀-ヿ]"),
        ("ko", "[가-힯]"),
        ("zh", "[㐀-鿿]"),
        ("ru", "[Ѐ-ӿ]"),
        ("ar", "[؀-ۿ]"),
        ("hi", "[ऀ-ॿ]"),
        ("he", "[֐-׿]"),
        ("th", "[฀-๿]"),
        ("el", "[Ͱ-Ͽ]"),
    )
)
_FOREIGN = re.compile("[Ͱ-ӿ֐-ۿऀ-ॿ฀-๿぀-ヿ㐀-鿿가-힯]")
_SPELT = {code: re.compile(pattern) for code, pattern in SPELLING.items()}
_SMALL_WORDS = {code: frozenset(plain(listed).split()) for code, listed in FUNCTION_WORDS.items()}
_OPENINGS = {code: frozenset(plain(listed).split()) for code, listed in OPENINGS.items()}
_CLOSINGS = {code: frozenset(plain(listed).split()) for code, listed in CLOSINGS.items()}
_LETTERS = {code: re.compile(letters) for code, letters in LETTERS.items()}
FEWEST_WITH_LETTERS = 2
"""Words with a language's letters, more than half of all, that speak for it: few may be names or borrowed."""
OF_A_VERB = 2
"""Small words that a verb counts for where it begins, or ends, a request as the language has it."""


def language_of(text: str, lowered: list[str]) -> str:
    """ISO 639-1 code of the language; English where nothing speaks for another one.

    Args:
        text: The objective.
        lowered: Its words in lower case, without accents.
    """
    if not text.isascii():
        foreign = len(_FOREIGN.findall(text))
        if foreign and foreign >= LEAST_SHARE * sum(map(str.isalpha, text)):
            return next(code for code, letters in _SCRIPTS if letters.search(text))
    said = frozenset(lowered[:MOST_WORDS])
    counts = {code: len(said & listed) for code, listed in _SMALL_WORDS.items()}
    for code in _asked_in(lowered):
        counts[code] += OF_A_VERB
    for code, spelt in _SPELT.items():
        if counts[code] and spelt.search(text, 0, MOST_LETTERS):
            counts[code] += 1
    if not text.isascii():
        begun = text[:MOST_LETTERS].lower().split()
        for code, letters in _LETTERS.items():
            lettered = sum(1 for word in begun if letters.search(word))
            counts[code] += lettered >= FEWEST_WITH_LETTERS and lettered > len(begun) / 2
    best = max(counts, key=lambda code: (counts[code], code == ENGLISH))
    least = FEWEST_SMALL_WORDS if text.isascii() else FEWEST_BESIDE_ACCENTS
    return best if counts[best] >= least and counts[best] > counts[ENGLISH] else ENGLISH


def _asked_in(lowered: list[str]) -> Iterator[str]:
    """The languages whose requests begin, or end, with the word that this one does."""
    if lowered:
        yield from (code for code, verbs in _OPENINGS.items() if lowered[0] in verbs)
        yield from (
            code for code, verbs in _CLOSINGS.items() if lowered[-1] in verbs and lowered[0] not in _OPENINGS[code]
        )

"""Talk about work rather than work: how much of a short reply is neither small words, nor its prompt, nor such talk.

What is left over are the words that a reply adds. A reply that adds next to none, and gives no figure, name, quote or
code either, can only assure, promise or decline.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from podium.core.decision.words import plain, stem
from podium.core.patterns import Lazy
from podium.core.talk_words import ASSURANCES, BOASTS, PROCESS, REASONS, SMALL

LONGEST_TALK = 500
"""Characters above which a reply is taken to tell more than talk."""

MOST_ADDED = 12
"""Words that a reply adds from which on it says something."""

_KEY = 6
_FIGURES = re.compile(r"\d+")
_WORD = re.compile(r"[^\W_]+")
_SHOWN = Lazy(
    r"`|\b\w+\.[a-z]{1,4}\b|\w/\w|[\"“”„«»$€£]|\b(?:because|since|except|however|unless|although|apart from|weil|denn|"
    r"außer|parce|car|sauf|porque|salvo|perché|tranne|omdat|behalve)\b",
    re.IGNORECASE,
)
"""What can be checked, or gives a cause or an exception."""
_PASSIVE = Lazy(
    r"\b(?:has|have|had|'ve|was|were|been|is|are|be) (?:(?:been|now|also|all|so|very|well|not|\w+ly) )*([a-z]{3,}(?:ed|wn|ought|oken|osen|itten))\b",
    re.IGNORECASE,
)
"""A participle that says that something was done, and not by what means."""
_SUPERLATIVE = Lazy(
    r"(?!t?h?e?(?:test|rest|request|interest|latest|west|guest|suggest|chest|forest|harvest|contest|digest|invest|protest|arrest|manifest)$)[a-z]{3,}est"
)
_MANNER = Lazy(r"(?!month|week|year|hour|quarter|butter|assemb|famil|anomal)[a-z]{4,}ly")
"""An adverb of manner, which nobody can check."""
_EVERY = Lazy(r"\b100 ?(?:%|percent\b|per cent\b)(?! of)", re.IGNORECASE)
"""A figure that is none."""


@dataclass(frozen=True, slots=True)
class Talk:
    """How many words of a short reply are of which kind; a word of two senses counts under both.

    `acted` are those of which it only says that they were done, `added` those that are neither small, nor in the prompt,
    nor in any lexicon of talk.
    """

    words: int
    boasts: int
    assurances: int
    acted: int
    process: int
    reasons: int
    added: int


def talk_of(said: str, asked: str) -> Talk | None:
    """The words of a reply by what they are; None where it is long, adds many, or shows something that can be checked.

    Args:
        said: the reply's own words.
        asked: what it was asked; a figure or a name from there shows nothing.
    """
    if len(said) > LONGEST_TALK or any(figure not in asked for figure in _FIGURES.findall(said) if figure != "100"):
        return None
    said = _EVERY.compiled.sub("perfectly", said.replace("’", "'").replace("'s ", " "))
    if _SHOWN.compiled.search(said):
        said = _without_names(said, asked.lower())
        if _SHOWN.compiled.search(said):
            return None
    known = _known(asked)
    acted = {_stemmed(word) for word in _PASSIVE.compiled.findall(said)}
    kinds: Counter[str] = Counter()
    words = _WORD.findall(said)
    for word in map(_stemmed, words):
        kinds.update(_kinds(word, word[:_KEY] in known, word in acted))
        if kinds["+"] > MOST_ADDED:
            return None
    return Talk(len(words), kinds["b"], kinds["a"], len(acted), kinds["p"], kinds["r"], kinds["+"])


def _kinds(word: str, known: bool, acted: bool) -> str:
    """The kinds of a word, a letter each: b, a, p and r as in the lexicons, + for one that is added."""
    kinds = _lexicon().get(word)
    if kinds is not None:
        return kinds.replace("b", "") if known else kinds
    if acted:
        return "a"
    if known or (len(word) == 1 and word.isalpha()):
        return ""
    if _SUPERLATIVE.compiled.fullmatch(word):
        return "b"
    return "" if _MANNER.compiled.fullmatch(word) else "+"


def _without_names(said: str, asked: str) -> str:
    """A text without the files, figures and quoted names that its prompt has too."""
    kept = (word for word in said.split() if word.isalpha() or (word.strip("`.,;:!?()\"'").lower() or "`") not in asked)
    return " ".join(kept)


def _stemmed(word: str) -> str:
    return stem(plain(word))


@lru_cache(maxsize=1)
def _lexicon() -> Mapping[str, str]:
    """The kinds of every word of talk, by its stem; none for small words."""
    found: dict[str, str] = {_stemmed(word): "" for word in SMALL.split()}
    for kind, words in (("b", BOASTS), ("a", ASSURANCES), ("p", PROCESS), ("r", REASONS)):
        for word in {_stemmed(word) for word in words.split()}:
            found[word] = found.get(word, "") + kind
    return found


@lru_cache(maxsize=64)
def _known(asked: str) -> frozenset[str]:
    return frozenset(_stemmed(word)[:_KEY] for word in _WORD.findall(asked[:4_000]))

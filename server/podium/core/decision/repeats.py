"""Repeats: an objective that failed here lately begins with more support than what it failed with."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache, reduce
from operator import xor

from podium.core.decision.lexicon_verbs import NEGATIONS
from podium.core.decision.words import plain, stem, words
from podium.core.matching import COMMON
from podium.core.values import Knowledge, Repeat

REPEAT_DAYS = 14
"""Days after which a failure of the same objective no longer counts. By judgement: as long as a piece of work lasts."""
LEAST_WORDS, MOST_WORDS = 6, 40
"""Telling words of a repeat that may have one more than what failed; of fewer, each one matters."""
DAY_SECONDS = 86_400.0
BYTES = 8
KEPT = 64
"""Objectives whose words are kept: a run reads its objective several times."""

_OF_REPEATING = frozenset(["again", "still", "yet"])
_SMALL = (COMMON | _OF_REPEATING) - NEGATIONS
_DENIED = ("n't", "n’t")


def reason(repeat: Repeat) -> str:
    """Why a repeat asks for more support, as a route states it."""
    how = "was judged a failure" if repeat.judged else "did not reach its end"
    when = ("today", "yesterday")[repeat.days] if repeat.days < 2 else f"{repeat.days} days ago"
    return f"a run of the same objective failed with {repeat.strategy} {when} (it {how})"


def fingerprint(objective: str, principal: str) -> str:
    """What tells an objective from others without its words: a hash of its telling words in any order, and of who asks.

    Small words, inflection, accents and what only says that it is a repeat fall away; negations and numbers count. Empty
    where there is nothing to tell it by.
    """
    telling = _telling(objective)
    return _shown(_mixed(telling.values()) ^ _hash(principal)) if telling else ""


def repeated(objective: str, principal: str, knowledge: Knowledge, now: float) -> Repeat | None:
    """The latest failure of the same objective in the last `REPEAT_DAYS`, where no later run of it succeeded.

    It is the same where its telling words are, or where the repeat, of `LEAST_WORDS` and more, has one of them besides.

    Args:
        objective: What the user wants.
        principal: Who asks; others' failures do not count.
        knowledge: Its `failures` are those of the project at hand.
        now: Unix seconds.
    """
    if not knowledge.failures:
        return None
    key = next((key for key in _fingerprints(objective, principal) if key in knowledge.failures), None)
    if key is None:
        return None
    failed = knowledge.failures[key]
    days = int(max(0.0, now - failed.at) / DAY_SECONDS)
    return Repeat(key, failed.strategy, days, failed.judged) if days < REPEAT_DAYS else None


def _fingerprints(objective: str, principal: str) -> Iterator[str]:
    """That of the words as they are, then those without one; no negation and no number is left out."""
    telling = _telling(objective)
    whole = _mixed(telling.values()) ^ _hash(principal)
    yield _shown(whole)
    if LEAST_WORDS <= len(telling) <= MOST_WORDS:
        yield from (_shown(whole ^ value) for word, value in telling.items() if _may_be_more(word))


@lru_cache(maxsize=KEPT)
def _telling(objective: str) -> Mapping[str, int]:
    """The stems of the telling words as they come, each with its hash."""
    said = (stem(word) for word in words(plain(objective)) if word not in _SMALL)
    return {word: _hash(word) for word in said}


def _may_be_more(word: str) -> bool:
    return word not in NEGATIONS and not word.endswith(_DENIED) and not any(map(str.isdigit, word))


def _hash(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(word.encode("utf-8", "replace"), digest_size=BYTES).digest())


def _mixed(hashes: Iterable[int]) -> int:
    """The same in any order; leaving one out is mixing it in once more."""
    return reduce(xor, hashes, 0)


def _shown(value: int) -> str:
    return f"{value:0{2 * BYTES}x}"

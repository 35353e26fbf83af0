"""Whether a reply is about something else entirely: an echo of its prompt, a known foreign topic, another objective.

Only clear cases count. A terse answer, code, or an answer in another language shares few words with what was asked and
is an answer all the same.
"""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from podium.core.briefs import REPLY_FORMAT
from podium.core.decision.words import stem
from podium.core.foreign_topics import TOPICS
from podium.core.matching import words
from podium.core.patterns import Lazy
from podium.core.texts import one_line
from podium.core.work_words import WORK

MOST_CHARACTERS = 20_000
"""Characters of a reply that are held against what was asked."""
BRIEF_CHARACTERS, REPEATING_CHARACTERS = 1_500, 200
"""A reply is about a foreign topic, or one word over and over, only where it is no longer than this."""
ECHO_SHARE, FEWEST_ECHOED, OPENING = 0.9, 4, 4
"""An echo has this share of its word pairs from the prompt, so many words, and the first so many of one of its pieces."""
FEWEST_FOREIGN, FOREIGN_SHARE = 2, 0.08
"""Foreign words, and their share of all telling words."""
SHORT, SHORT_SHARE = 6, 0.25
"""In a text of at most so many telling words one foreign word is enough, if it is this share of two or more."""
FEWEST_TAUGHT, MOST_FIGURES_TAUGHT = 8, 2
"""Telling words of a lesson of which one foreign word is enough, and the figures that it may have."""
FEWEST_SMALL_TAUGHT = 3
"""Different small English words of such a lesson."""
FEWEST_BY_THE_WAY = 2
"""Words of a topic that what is not the objective or the part itself must hold for the work to belong to it."""
FEWEST_PLAINLY_FOREIGN, MOST_SHARED_ELSEWHERE = 3, 1
"""Foreign words that tell whatever figures and places stand beside them, and general words that such a text may share with its part."""
FEWEST_ASKED, FEWEST_ANSWERED = 10, 25
"""Telling words of what was asked and of a reply from which on sharing none of them is no accident."""
MOST_CODES = 4
"""Words with figures, as `p5` and `10B`, that such a reply may have; with more of them it is about a case."""
FEWEST_UNLIKE = (14, 18)
"""Telling words from which on general prose with no word of work, or with one, is about another thing."""
FEWEST_SMALL_UNLIKE = 4
"""Different small English words of such prose."""
MOST_FIGURES = 1
"""Figures that prose about another thing may have; more of them are an answer."""
FEWEST_SMALL_WORDS = 6
"""Different small English words that show a text to be English prose."""

_KEY = 5
_WORD = re.compile(r"[^\W_]+")
_PLACE = re.compile(r"`|\b[\w/-]+\.[a-z]{1,4}:\d|\b\w+\(\)")
_SMALL_WORDS = (
    "a all an and are as at be before but by can each for from have in into is it its more not now of on one or over so "
    "than that the their them then they this to two unless was when which while who will with within your"
)
_SMALL = frozenset(_SMALL_WORDS.split())


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a reply may be about. `asked` and `background` name further matter, `frame` is what else the prompt says."""

    objective: str
    part: str
    asked: str = ""
    background: str = ""
    frame: str = ""


def off_topic(said: str, expected: Expectation, *, shown: bool = False) -> str:
    """Why a reply does not address its part; empty where it may.

    Args:
        said: its own words.
        expected: what it may be about.
        shown: it gives evidence for something, which no echo of a prompt does.
    """
    said = said[:MOST_CHARACTERS]
    asked = _telling("\n".join((expected.objective, expected.part, expected.asked))[:MOST_CHARACTERS])
    if shown and len(said) > REPEATING_CHARACTERS and _shares(said, asked):  # most replies need no closer look
        return ""
    plain = [word.lower() for word in _WORD.findall(said)]
    if len(said) <= REPEATING_CHARACTERS and _repeats(plain):
        return "the reply repeats one or two words"
    if not shown and _echoes(_led(said, plain), (expected.objective, expected.part, expected.frame, *_OWN_WORDS)):
        return "the reply only repeats its prompt"
    shared = {word[:_KEY] for word in plain if len(word) > 2 or not word.isalpha()} & asked
    if _belongs(shared):
        return ""
    answered = _keyed(said)
    shared |= asked & answered.keys()
    if _belongs(shared):
        return ""
    near = _telling(f"{expected.objective}\n{expected.part}"[:MOST_CHARACTERS])
    known = asked | _telling(expected.background[:MOST_CHARACTERS])
    foreign = _foreign(said, answered, near, known, shared=bool(shared))
    if foreign:
        return f"the reply is about something else: {', '.join(foreign[:6])}"
    if shared:
        return ""
    if len(said) <= BRIEF_CHARACTERS and not _PLACE.search(said) and _unlike_work(said, plain, answered, near, known):
        return f"the reply shares no word with its part or with any work: {one_line(said, 80)}"
    if (
        len(asked) >= FEWEST_ASKED
        and len(answered) >= FEWEST_ANSWERED
        and _english(plain)
        and sum(any(map(str.isdigit, word)) for word in plain) <= MOST_CODES
        and expected.objective.isascii()
    ):
        return f"the reply shares no word with its part: {one_line(said, 80)}"
    return ""


_ANSWERING = Lazy(
    r"\W*(?:[a-z]|(?:I|We|It|He|She|They|You|This|That|These|Those|There|Here|No|Not|Yes|None|Nothing|Only|Because|Both|Neither|Either|All|My|Our|Dear|"
    r"Two|Three|Four|Five|Still|Probably|Perhaps|Maybe|Most|Mostly|First|Never|Always|Cannot|Could|Can|Should|Must|Don|Do|Leave|Keep|Cut)\b)"
)
"""How a text opens that answers somebody, rather than tells of something in general."""
_SENTENCES = Lazy(r"\s*(?:[^\s.!?]+\s+){4}.*[.!?][\"'”’)]*\s*\Z", re.DOTALL)
"""Prose whose first sentence has five words or more, and whose last one ends."""
_FIGURE = re.compile(r"\d[\d.,:]*")
_OURS = re.compile(r"\b(?:I|I'm|I'd|I've|I'll|we|We|our|us)\b")
_LEAD = re.compile(
    r"\s*(?:(?:so |okay |ok )?(?:the|my|our|your) (?:\w+ )?(?:task|part|job|goal|aim|objective|assignment|role|work) (?:here )?(?:is|was)(?: for me)? to|"
    r"i (?:was|am|have been) (?:asked|told|supposed|expected|required) to|(?:i|we) (?:have|need) to|you (?:want|asked|would like) me to)\b",
    re.IGNORECASE,
)
"""How a reply introduces what it was asked, before it says it again."""
_LABELS = frozenset({"objective", "part", "task", "role", "goal", "your"})
"""What a prompt puts before its pieces, and an echo of it may as well."""
_OWN_WORDS = (REPLY_FORMAT, " ".join(re.findall(r'": "([^"]+)"', REPLY_FORMAT)))
"""The reply format, and what its example says where the answer should stand."""


def _led(said: str, plain: list[str]) -> list[str]:
    """The words of a text without what introduces a prompt and the labels of its pieces."""
    led = _LEAD.sub("", said, count=1)
    words = plain if led == said else map(str.lower, _WORD.findall(led))
    return [word for word in words if word not in _LABELS]


def _belongs(shared: AbstractSet[str]) -> bool:
    """Whether the words that a text shares with what was asked are more than one that every work has."""
    return len(shared) > MOST_SHARED_ELSEWHERE or not shared <= _work()


def _shares(said: str, asked: frozenset[str]) -> bool:
    """Whether a word of a text is among those asked about; looks no further than the first."""
    return any(word.group().lower()[:_KEY] in asked for word in _WORD.finditer(said))


def _repeats(plain: list[str]) -> bool:
    """Whether five words or more are the same one or two, over and over."""
    return len(plain) >= 5 and len(set(plain)) <= 2 and all(map(str.isalpha, plain))


def _echoes(plain: list[str], pieces: tuple[str, ...]) -> bool:
    """Whether nearly all of a text comes from a prompt, one of whose pieces it opens as the prompt does."""
    if len(plain) < FEWEST_ECHOED:
        return False
    known = [_piece(piece[:MOST_CHARACTERS]) for piece in pieces]
    own = list(pairwise(plain))
    new = (1 for pair in own if not any(pair in piece.pairs for piece in known))
    if any(count > (1 - ECHO_SHARE) * len(own) for count, _ in enumerate(new, 1)):
        return False
    text = " ".join(plain)
    return any(piece.opening and piece.opening in text for piece in known)


class _Piece(NamedTuple):
    """A piece of a prompt: its pairs of words, and its first words where it has enough."""

    pairs: frozenset[tuple[str, str]]
    opening: str


@lru_cache(maxsize=64)
def _piece(text: str) -> _Piece:
    plain = [word for word in map(str.lower, _WORD.findall(text)) if word not in _LABELS]
    return _Piece(frozenset(pairwise(plain)), " ".join(plain[:OPENING]) if len(plain) >= OPENING else "")


@lru_cache(maxsize=256)
def _telling(text: str) -> frozenset[str]:
    return frozenset(_keyed(text))


def _keyed(text: str) -> dict[str, str]:
    """The telling words of a text by a key that their inflections share."""
    return {stem(word)[:_KEY]: word for word in words(text).values() if word not in _SMALL}


def _foreign(
    said: str, answered: dict[str, str], near: frozenset[str], known: frozenset[str], *, shared: bool
) -> list[str]:
    """Words of a text that belong to topics foreign to the work; none where they are too few to tell."""
    telling = _telling_elsewhere(near, known)
    hits = [word for word in answered.values() if word.lower() in telling]
    if not hits or len(said) > BRIEF_CHARACTERS:
        return []
    home = _at_home(near, known)
    if sum(word.lower() in home for word in answered.values()) >= len(hits):
        return []
    enough = len(hits) >= FOREIGN_SHARE * len(answered)
    if enough and len(hits) >= FEWEST_PLAINLY_FOREIGN:
        return hits
    if shared or _PLACE.search(said):
        return []
    if enough and len(hits) >= FEWEST_FOREIGN:
        return hits
    figures = len(_FIGURE.findall(said))
    if 2 <= len(answered) <= SHORT and len(hits) >= SHORT_SHARE * len(answered) and not figures:
        return hits
    english = len(_SMALL.intersection(said.lower().split())) >= FEWEST_SMALL_TAUGHT
    lecture = english and len(answered) >= FEWEST_TAUGHT and _teaches(said)
    return hits if lecture and figures <= MOST_FIGURES_TAUGHT else []


@lru_cache(maxsize=256)
def _telling_elsewhere(near: frozenset[str], known: frozenset[str]) -> frozenset[str]:
    """The telling words of every topic that the work does not belong to."""
    foreign = (telling for home, telling in _topics() if not _belongs_to(home, near, known))
    return frozenset().union(*foreign) - _at_home(near, known)


@lru_cache(maxsize=256)
def _at_home(near: frozenset[str], known: frozenset[str]) -> frozenset[str]:
    """The telling words of the topics that the work belongs to."""
    return frozenset().union(*(telling for home, telling in _topics() if _belongs_to(home, near, known)))


def _belongs_to(home: frozenset[str], near: frozenset[str], known: frozenset[str]) -> bool:
    """One word of the objective or the part shows it, two of what a command's text or the context says by the way."""
    return bool(home & near) or len(home & known) >= FEWEST_BY_THE_WAY


def _forms(word: str) -> tuple[str, ...]:
    """A word in the singular and the plural; no stem, which would make `boxing` a box."""
    return (word, f"{word}s", word.removesuffix("s"))


@lru_cache(maxsize=1)
def _topics() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    """The keys that tell that the work is at home in a topic, and the forms of the words that betray it."""
    told = ((t, _telling(f"{t.home} {t.telling}")) for t in TOPICS)
    return tuple((home, frozenset(form for word in t.telling.split() for form in _forms(word))) for t, home in told)


def _unlike_work(
    said: str, plain: list[str], answered: dict[str, str], near: frozenset[str], known: frozenset[str]
) -> bool:
    """Whether general English prose shares no word with what was asked, and next to none with work of any kind."""
    if not _teaches(said) or sum(map(str.isdigit, plain)) > MOST_FIGURES or known & answered.keys():
        return False
    if not _at_home(near, known).isdisjoint(plain):
        return False
    if len(_SMALL.intersection(plain)) < FEWEST_SMALL_UNLIKE:
        return False
    working = len(_work() & answered.keys())
    return working < len(FEWEST_UNLIKE) and len(answered) >= FEWEST_UNLIKE[working]


def _teaches(said: str) -> bool:
    """Whether a text tells of something in general in whole sentences, and neither answers somebody nor speaks of itself."""
    return (
        _SENTENCES.compiled.match(said) is not None and not _ANSWERING.compiled.match(said) and not _OURS.search(said)
    )


@lru_cache(maxsize=1)
def _work() -> frozenset[str]:
    return _telling(WORK)


def _english(plain: list[str]) -> bool:
    return len(_SMALL.intersection(plain)) >= FEWEST_SMALL_WORDS

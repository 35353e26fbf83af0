"""Reads an objective once: its words, the terms found, its language, its parts and the names it mentions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from podium.core.decision.language import language_of
from podium.core.decision.lexicon_verbs import (
    ARTICLES,
    CODED,
    COMMON_ACRONYMS,
    DIRECT_VERBS,
    ENGINEERING_VERBS,
    NEGATED_PHRASES,
    NEGATIONS,
    SKIPPED,
    SUBORDINATE,
)
from podium.core.decision.terms import Match, known_stem, matches
from podium.core.decision.words import plain, prose, words

LONGEST_READ = 20_000  # characters; what follows is not analysed, and the decision says so
FULL_WEIGHT_CHARACTERS = 240
"""The request stands at the start; what stands later counts in proportion."""
NEGATED_WORDS = 3
FEWEST_WORDS_OF_A_CLAUSE = 2
MOST_CAPITALS = 0.6
"""From this share on, capitals are a manner of writing and name nothing."""
FEW_TOKENS = 3
LONGEST_NAME = 60

NOUNS_IN_CAPITALS = ("de",)

_ACRONYM = re.compile(r"^[A-Z][A-Z0-9]+(?:-[A-Z0-9]+)*$")
_STANDARD = re.compile(
    r"\b(?:ISO|IEC|IEEE|RFC|NIST|FIPS|ETSI|ECSS|MIL-STD|DO|EN|ITU|ANSI|3GPP)[ -]?[A-Z]?\d[\d.-]*", re.ASCII
)
_CAPITAL = re.compile(r"^[A-Z][\w+#.-]*$|^[a-z]+[A-Z]\w*$")
_TOKEN = re.compile(r"[A-Za-z][\w+#.-]*[\w+#]|[A-Z]")
_QUOTED = re.compile(r"[\"“”«»`][^\"“”«»`]{2,80}[\"“”«»`]")
_JOINT = re.compile(r"[,;、،؛&，；]|\b(?:and|plus|y|et|und|och|en)\b", re.I)
_CLAUSE_END = re.compile(
    r"[,;:.!?](?=\s)|[、，。；：،؛]|\n|\s(?:and|plus|with|including|incl|then|und|mit|y|con|et|avec|e|com|och)\s|\s[–—-]\s",
    re.I,
)
_STEP_WORDS = frozenset(["then", "afterwards", "finally", "first", "next", "once", "before", "ahead"])
_BULLET = re.compile(r"^\s*(?:\d+[.)]|[-*•])\s", re.M)
_FILE_ENDINGS = "py js ts md go rs java css html yaml yml json toml"
_SPOT = re.compile(
    rf"\w+\.(?:{_FILE_ENDINGS.replace(' ', '|')})\b|^/?\w+/\w+|^/\w+|^\w+\(\)|^\w+_\w+|^v\d+(?:\.\d+)*\b"
)
_SHORT_QUOTE = re.compile(r"[\"“`][^\"”`]{1,40}[\"”`]")


class Clause(NamedTuple):
    """A stretch of the text from its start: its words, those in quotation marks, and what it points at."""

    length: int
    quoted: frozenset[str]
    pinpoints: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What stands in an objective.

    `whole` is all of it as one clause and `main` the first clause, `negated` the places of words that are ruled out, `head`
    the first word that says what to do (stem), `names` are capitalised names and
    acronyms, `unfamiliar` those of them that look like standards or jargon, with weights. `joints` and `named` count
    joining words and names, later ones less.
    """

    text: str
    cut: bool
    language: str
    stemmed: tuple[str, ...]
    matches: tuple[Match, ...]
    whole: Clause
    main: Clause
    negated: frozenset[int]
    head: str
    names: tuple[str, ...]
    named: float
    unfamiliar: tuple[tuple[str, float], ...]
    joints: float
    steps: tuple[str, ...]

    @property
    def direct_verb(self) -> bool:
        """Whether the objective starts with a verb of small, plain changes."""
        return self.head in DIRECT_VERBS

    @property
    def engineering_verb(self) -> bool:
        """Whether the objective starts with a verb of larger work, so that documents in it are an appendix."""
        return self.head in ENGINEERING_VERBS


def read(objective: str) -> Reading:
    """Reads the first `LONGEST_READ` characters of an objective, without code pasted into it."""
    text = prose(objective[:LONGEST_READ])
    lowered = words(plain(text))
    stemmed = [known_stem(word) for word in lowered]
    language = language_of(text, lowered)
    whole = _clause(text, len(lowered))
    names = _names(text, language)
    return Reading(
        text=text,
        cut=len(objective) > LONGEST_READ,
        language=language,
        stemmed=tuple(stemmed),
        matches=tuple(matches(lowered, stemmed, text)),
        whole=whole,
        main=_main(text) or whole,
        negated=_negated(lowered),
        head=_head(stemmed),
        names=tuple(names),
        named=counted(names.values()),
        unfamiliar=_unfamiliar(text, names),
        joints=counted(joint.start() for joint in _JOINT.finditer(text)),
        steps=_steps(text, lowered),
    )


def counted(places: Iterable[int]) -> float:
    """How many there are by their places in characters: later ones count less, and none takes from another."""
    return sum(min(1.0, FULL_WEIGHT_CHARACTERS / (place + 1)) for place in places)


def _negated(lowered: Sequence[str]) -> frozenset[int]:
    """Places of words ruled out: up to three after `no`, `without`, `instead of`, `no need to` and their like."""
    found: set[int] = set()
    for at, word in enumerate(lowered):
        if word in NEGATIONS:
            start = at + 1
        elif at + 1 < len(lowered) and (word, lowered[at + 1]) in NEGATED_PHRASES:
            start = at + 2
        else:
            continue
        places = (i for i in range(start, len(lowered)) if lowered[i] not in ARTICLES)
        found.update(place for place, _ in zip(places, range(NEGATED_WORDS), strict=False))
    return frozenset(found)


def _main(text: str) -> Clause | None:
    """The first clause, or None where the text is one; a clause that only says when or where leads to the next."""
    leading = True
    for end in _CLAUSE_END.finditer(text):
        said = text[: end.start()]
        before = words(said)
        if leading and end[0] in (",", "，", "、") and before and before[0].lower() in SUBORDINATE:
            leading = False
        # Scripts without blanks say a clause in one word.
        elif before and (len(before) >= FEWEST_WORDS_OF_A_CLAUSE or not said.isascii()):
            return _clause(said, len(before))
    return None


def _clause(text: str, length: int) -> Clause:
    quoted = (word for quote in _QUOTED.findall(text) for word in words(plain(quote)))
    return Clause(length, frozenset(quoted), _pinpoints(text))


def _steps(text: str, lowered: list[str]) -> tuple[str, ...]:
    bullets = _BULLET.findall(text) if "\n" in text else []
    return (*(word for word in lowered if word in _STEP_WORDS), *(bullet.strip() for bullet in bullets))


def _pinpoints(text: str) -> tuple[str, ...]:
    """Quoted words, files, paths, calls, identifiers and versions."""
    quotes = _SHORT_QUOTE.findall(text)
    tokens = (token for token in text.split() if not token.isalpha())
    return (*quotes, *(found[0][:LONGEST_NAME] for token in tokens if (found := _SPOT.search(token))))


def _head(stemmed: list[str]) -> str:
    at = next((i for i, word in enumerate(stemmed) if word not in SKIPPED), None)
    if at is None:
        return ""
    phrasal = at + 1 < len(stemmed) and stemmed[at + 1] in ("up", "out")
    return f"{stemmed[at]} {stemmed[at + 1]}" if phrasal else stemmed[at]


def _names(text: str, language: str) -> dict[str, int]:
    """Names and acronyms with their first places; none where capitals are a manner of writing, as of German nouns."""
    tokens = list(_TOKEN.finditer(text))
    capital = [token for token in tokens if _CAPITAL.match(token[0])]
    if len(tokens) > FEW_TOKENS and len(capital) > MOST_CAPITALS * len(tokens):
        return {}
    found: dict[str, int] = {}
    for token in capital:
        name, inside = token[0], token is not tokens[0] and language not in NOUNS_IN_CAPITALS
        if len(name) > 1 and (inside or _ACRONYM.match(name)):
            found.setdefault(name[:LONGEST_NAME], token.start())
    return found


def _unfamiliar(text: str, names: Mapping[str, int]) -> tuple[tuple[str, float], ...]:
    found = {name: at for name, at in names.items() if _is_jargon(name)}
    for standard in _STANDARD.finditer(text):
        found.setdefault(standard[0].strip()[:LONGEST_NAME], standard.start())
    return tuple((name, counted([at])) for name, at in found.items())


def _is_jargon(name: str) -> bool:
    return bool(_ACRONYM.match(name)) and name not in COMMON_ACRONYMS and not CODED.match(name)

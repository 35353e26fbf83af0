"""Reads an objective once: its words, the terms found, its language, its parts and the names it mentions."""

from __future__ import annotations

import re
from dataclasses import dataclass

from podium.core.decision.lexicon_languages import FUNCTION_WORDS
from podium.core.decision.lexicon_verbs import CODED, COMMON_ACRONYMS, DIRECT_VERBS, ENGINEERING_VERBS, SKIPPED
from podium.core.decision.words import Match, is_wide, matches, plain, stem, words

LONGEST_READ = 20_000  # characters; what follows is not analysed, and the decision says so

_CYRILLIC = re.compile(r"[А-Яа-яЁё]{3}")
_ACRONYM = re.compile(r"^[A-Z][A-Z0-9]+(?:-[A-Z0-9]+)*$")
_STANDARD = re.compile(
    r"\b(?:ISO|IEC|IEEE|RFC|NIST|FIPS|ETSI|ECSS|MIL-STD|DO|EN|ITU|ANSI|3GPP)[ -]?[A-Z]?\d[\d.-]*", re.ASCII
)
_CAPITAL = re.compile(r"^[A-Z][\w+#.-]*$|^[a-z]+[A-Z]\w*$")
_TOKEN = re.compile(r"[A-Za-z][\w+#.-]*[\w+#]|[A-Z]")
_QUOTED = re.compile(r"[\"“”«»`][^\"“”«»`]{2,80}[\"“”«»`]")
_JOINING_SIGNS = ",;、،&"
_JOINING_WORDS = frozenset(["and", "plus", "y", "et", "und", "och", "en"])
_STEP_WORDS = frozenset(["then", "afterwards", "finally", "first", "next", "once", "before", "ahead"])
_BULLET = re.compile(r"^\s*(?:\d+[.)]|[-*•])\s", re.M)
_FILE_ENDINGS = "py js ts md go rs java css html yaml yml json toml"
_SPOT = re.compile(
    rf"\w+\.(?:{_FILE_ENDINGS.replace(' ', '|')})\b|^/?\w+/\w+|^/\w+|^\w+\(\)|^\w+_\w+|^v\d+(?:\.\d+)*\b"
)
_SHORT_QUOTE = re.compile(r"[\"“`][^\"”`]{1,40}[\"”`]")


@dataclass(frozen=True, slots=True)
class Reading:
    """What stands in an objective.

    `quoted` are the words inside quotation marks, `head` is the first word that says what to do (stem), `names` are
    capitalised names and acronyms, `unfamiliar` those of them that look like standards or jargon.
    """

    text: str
    cut: bool
    language: str
    stemmed: tuple[str, ...]
    matches: tuple[Match, ...]
    quoted: frozenset[str]
    head: str
    names: tuple[str, ...]
    unfamiliar: tuple[str, ...]
    parts: int
    steps: tuple[str, ...]
    pinpoints: tuple[str, ...]

    @property
    def direct_verb(self) -> bool:
        """Whether the objective starts with a verb of small, plain changes."""
        return self.head in DIRECT_VERBS

    @property
    def engineering_verb(self) -> bool:
        """Whether the objective starts with a verb of larger work, so that documents in it are an appendix."""
        return self.head in ENGINEERING_VERBS


def read(objective: str) -> Reading:
    """Reads the first `LONGEST_READ` characters of an objective."""
    text = objective[:LONGEST_READ]
    lowered = words(plain(text))
    stemmed = [stem(word) for word in lowered]
    names = _names(text)
    return Reading(
        text=text,
        cut=len(objective) > LONGEST_READ,
        language=_language(text, lowered),
        stemmed=tuple(stemmed),
        matches=tuple(matches(lowered, stemmed, text)),
        quoted=frozenset(w for quote in _QUOTED.findall(text) for w in words(plain(quote))),
        head=_head(stemmed),
        names=names,
        unfamiliar=_unfamiliar(text, names),
        parts=1 + sum(map(text.count, _JOINING_SIGNS)) + sum(word in _JOINING_WORDS for word in lowered),
        steps=_steps(text, lowered),
        pinpoints=_pinpoints(text),
    )


def _steps(text: str, lowered: list[str]) -> tuple[str, ...]:
    bullets = _BULLET.findall(text) if "\n" in text else []
    return (*(word for word in lowered if word in _STEP_WORDS), *(bullet.strip() for bullet in bullets))


def _pinpoints(text: str) -> tuple[str, ...]:
    """Quoted words, files, paths, calls, identifiers and versions."""
    quotes = _SHORT_QUOTE.findall(text)
    tokens = (token for token in text.split() if not token.isalpha())
    return (*quotes, *(found[0] for token in tokens if (found := _SPOT.search(token))))


def _head(stemmed: list[str]) -> str:
    at = next((i for i, word in enumerate(stemmed) if word not in SKIPPED), None)
    if at is None:
        return ""
    phrasal = at + 1 < len(stemmed) and stemmed[at + 1] in ("up", "out")
    return f"{stemmed[at]} {stemmed[at + 1]}" if phrasal else stemmed[at]


def _names(text: str) -> tuple[str, ...]:
    tokens = _TOKEN.findall(text)
    found = [t for i, t in enumerate(tokens) if _CAPITAL.match(t) and (i > 0 or _ACRONYM.match(t)) and len(t) > 1]
    return tuple(dict.fromkeys(found))


def _unfamiliar(text: str, names: tuple[str, ...]) -> tuple[str, ...]:
    acronyms = [n for n in names if _ACRONYM.match(n) and n not in COMMON_ACRONYMS and not CODED.match(n)]
    return tuple(dict.fromkeys(acronyms + [s.strip() for s in _STANDARD.findall(text)]))


def _language(text: str, lowered: list[str]) -> str:
    if is_wide(text):
        return _wide_language(text)
    if not text.isascii() and _CYRILLIC.search(text):
        return "ru"
    said = frozenset(lowered[:200])
    counts = {code: len(said & listed) for code, listed in _FUNCTION_WORDS.items()}
    best = max(counts, key=lambda code: (counts[code], code == "en"))
    return best if counts[best] >= 2 and counts[best] > counts["en"] else "en"


def _wide_language(text: str) -> str:
    if re.search(r"[぀-ヿ]", text):
        return "ja"
    return "ko" if re.search(r"[가-힯]", text) else "zh"


_FUNCTION_WORDS = {code: frozenset(plain(listed).split()) for code, listed in FUNCTION_WORDS.items()}

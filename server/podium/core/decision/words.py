"""From text to matched terms: stems, the term table of all lexicons, and the longest match at each word."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from podium.core.decision import lexicon_domains, lexicon_languages, lexicon_work

LONGEST_TERM = 5
_WORD = re.compile(r"[^\W_]+(?:[+/.'’][^\W_]+)*\+{0,2}")
_WIDE = re.compile(r"[぀-ヿ㐀-鿿가-힯]")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_VOWEL = re.compile(r"[aeiouy]")
NEAR_SHARE = 1 / 3
FOREIGN_STRENGTH = {"work": 0.7, "domain": 1.0}


Gathered = dict[str, dict[tuple[str, str], float]]


class Meaning(NamedTuple):
    """What a term stands for: strength by kind of work, and by domain."""

    work: tuple[tuple[str, float], ...]
    domains: tuple[tuple[str, float], ...]


class Match(NamedTuple):
    """A term found in the text: its words in lower case, the index of its first word, its meaning."""

    text: str
    at: int
    meaning: Meaning


class Table(NamedTuple):
    """All terms: by stemmed words, and those of scripts without blanks as one pattern with its meanings."""

    terms: dict[str, Meaning]
    prefixes: frozenset[str]
    wide: re.Pattern[str]
    wide_terms: dict[str, Meaning]


def plain(text: str) -> str:
    """Lower case without accents, so that `más` and `mas` are one word; other scripts stay as they are."""
    text = text.lower()
    if text.isascii():
        return text
    marks = "".join(c for c in unicodedata.normalize("NFD", text) if not "̀" <= c <= "ͯ")
    return unicodedata.normalize("NFC", marks)


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """A crude English stem: plural, -ing, -ed and a final e go, so that `migrates` and `migrating` meet."""
    word = word.removesuffix("'s").removesuffix("’s")
    if len(word) < 4 or not word.isascii() or any(c.isdigit() for c in word):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-2] if word.endswith(("sses", "shes", "ches", "xes")) else word[:-1]
    for ending in ("ing", "ed"):
        root = word.removesuffix(ending)
        if root != word and len(root) >= 3 and _VOWEL.search(root):
            word = root[:-1] if root[-1] == root[-2] and root[-1] not in "ls" else root
            break
    return word.removesuffix("e") if len(word) > 3 else word


def words(text: str) -> list[str]:
    """The words of a text as written; a hyphen is a blank."""
    return _WORD.findall(text)


def stems(text: str) -> list[str]:
    """The stems of a text's words."""
    return [stem(plain(word)) for word in words(text)]


def camel_words(text: str) -> list[str]:
    """Stems of a name such as `api_design` or `WriteTests`."""
    return stems(_CAMEL.sub(" ", text).replace("_", " "))


def split_terms(listed: str) -> list[str]:
    """The terms of one comma-separated lexicon entry."""
    return [" ".join(term.split()) for term in listed.split(",") if term.strip()]


def _entries() -> Iterable[tuple[str, str, str, float]]:
    for name, groups in lexicon_work.WORK.items():
        for strength, listed in groups:
            yield from (("work", name, term, strength) for term in split_terms(listed))
    for domain in lexicon_domains.DOMAINS:
        yield from (("domain", domain.name, term, 1.0) for term in split_terms(domain.core))
        yield from (("domain", domain.name, term, NEAR_SHARE) for term in split_terms(domain.near))


def _foreign_entries() -> Iterable[tuple[str, str, str, float]]:
    for key, listed in lexicon_languages.FOREIGN.items():
        sort, name = ("domain", key.removeprefix("domain:")) if key.startswith("domain:") else ("work", key)
        yield from ((sort, name, term, FOREIGN_STRENGTH[sort]) for term in split_terms(listed))


@lru_cache(maxsize=1)
def table() -> Table:
    """The term table of all lexicons, built at the first decision."""
    neutral: Gathered = {" ".join(stems(term)): {} for term in split_terms(lexicon_work.NEUTRAL)}
    english = _gather(_entries(), neutral)
    foreign = _gather(_foreign_entries(), {})
    # An English term keeps its English meaning: `fond` and `alle` mean other things elsewhere.
    wide = {key: _meaning(found) for key, found in foreign.items() if _WIDE.search(key)}
    for key, found in english.items():
        _inherit_domains(key, found, english)
    terms = {key: _meaning(found) for key, found in {**foreign, **english}.items() if key not in wide}
    prefixes = {" ".join(key.split(" ")[:n]) for key in terms for n in range(1, key.count(" ") + 1)}
    alternatives = "|".join(re.escape(term) for term in sorted(wide, key=len, reverse=True))
    return Table(terms, frozenset(prefixes), re.compile(alternatives), wide)


def _gather(entries: Iterable[tuple[str, str, str, float]], into: Gathered) -> Gathered:
    for sort, name, term, strength in entries:
        found = into.setdefault(" ".join(stems(term)), {})
        found[sort, name] = max(strength, found.get((sort, name), 0.0))
    return into


def _inherit_domains(key: str, found: dict[tuple[str, str], float], terms: Gathered) -> None:
    """Gives a phrase that names only a kind of work the domains of its words, which it hides from matching."""
    if found and all(sort == "work" for sort, _ in found):
        for word in key.split(" "):
            found.update({k: s for k, s in terms.get(word, {}).items() if k[0] == "domain"})


def _meaning(found: dict[tuple[str, str], float]) -> Meaning:
    work = tuple((name, strength) for (sort, name), strength in found.items() if sort == "work")
    return Meaning(work, tuple((name, s) for (sort, name), s in found.items() if sort == "domain"))


def matches(lowered: list[str], stemmed: list[str], text: str) -> list[Match]:
    """Every term in the text, longest first at each word, none overlapping; then terms of unspaced scripts."""
    known = table()
    found: list[Match] = []
    at = 0
    while at < len(stemmed):
        length, meaning = _longest(stemmed, at, known)
        if meaning is not None:
            found.append(Match(" ".join(lowered[at : at + length]), at, meaning))
        at += length
    if not text.isascii() and _WIDE.search(text):
        found += [Match(hit, 0, known.wide_terms[hit]) for hit in known.wide.findall(plain(text))]
    return found


def _longest(stemmed: list[str], at: int, known: Table) -> tuple[int, Meaning | None]:
    key = stemmed[at]
    best, meaning = 1, known.terms.get(key)
    for length in range(2, LONGEST_TERM + 1):
        if key not in known.prefixes or at + length > len(stemmed):
            break
        key = f"{key} {stemmed[at + length - 1]}"
        if key in known.terms:
            best, meaning = length, known.terms[key]
    return best, meaning


def is_wide(text: str) -> bool:
    """Whether the text is written in a script without blanks between words (Chinese, Japanese) or in Hangul."""
    return not text.isascii() and len(_WIDE.findall(text)) * 3 >= len(text.replace(" ", ""))

"""From words to meanings: the term table of all lexicons, and the longest match at each word."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from podium.core.decision import lexicon_domains, lexicon_languages, lexicon_work
from podium.core.decision.words import one_edit, plain, stem, stems, word_starts

LONGEST_TERM = 5
SHORTEST_MISSPELT = 7
"""Shorter words have too many neighbours one letter away."""
_UNSPACED = re.compile(r"[֐-ۿऀ-ॿ฀-๿぀-ヿ㐀-鿿가-힯]")
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
    """All terms: by stemmed words, and those of scripts that join words as one pattern with its meanings.

    `alike` holds the long single words by their first letters, where misspelt ones are looked up, `said` every word of
    a term.
    """

    terms: dict[str, Meaning]
    prefixes: frozenset[str]
    unspaced: re.Pattern[str]
    unspaced_terms: dict[str, Meaning]
    alike: dict[str, tuple[str, ...]]
    said: frozenset[str]


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
    unspaced = {key: _meaning(found) for key, found in foreign.items() if _UNSPACED.search(key)}
    for key, found in english.items():
        _inherit_domains(key, found, english)
    terms = {key: _meaning(found) for key, found in {**foreign, **english}.items() if key not in unspaced}
    prefixes = {" ".join(key.split(" ")[:n]) for key in terms for n in range(1, key.count(" ") + 1)}
    said = frozenset(word for key in terms for word in key.split(" "))
    alternatives = "|".join(re.escape(term) for term in sorted(unspaced, key=len, reverse=True))
    return Table(terms, frozenset(prefixes), re.compile(alternatives), unspaced, _alike(english), said)


def _alike(terms: Iterable[str]) -> dict[str, tuple[str, ...]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for term in terms:
        if len(term) >= SHORTEST_MISSPELT and term.isalpha():
            found[term[:2]].append(term)
    return {start: tuple(words) for start, words in found.items()}


@lru_cache(maxsize=2_000)
def known_stem(word: str) -> str:
    """The stem of a word in lower case; of the term it misspells by one letter, where it is long and unknown."""
    root, known = stem(word), table()
    if len(root) < SHORTEST_MISSPELT or root in known.said:
        return root
    return next((term for term in known.alike.get(root[:2], ()) if one_edit(root, term)), root)


def _gather(entries: Iterable[tuple[str, str, str, float]], into: Gathered) -> Gathered:
    for sort, name, term, strength in entries:
        found = into.setdefault(_key(term), {})
        found[sort, name] = max(strength, found.get((sort, name), 0.0))
    return into


def _key(term: str) -> str:
    return plain(term) if _UNSPACED.search(term) else " ".join(stems(term))


def _inherit_domains(key: str, found: dict[tuple[str, str], float], terms: Gathered) -> None:
    """Gives a phrase that names only a kind of work the domains of its words, which it hides from matching."""
    if found and all(sort == "work" for sort, _ in found):
        for word in key.split(" "):
            found.update({k: s for k, s in terms.get(word, {}).items() if k[0] == "domain"})


def _meaning(found: dict[tuple[str, str], float]) -> Meaning:
    work = tuple((name, strength) for (sort, name), strength in found.items() if sort == "work")
    return Meaning(work, tuple((name, s) for (sort, name), s in found.items() if sort == "domain"))


def matches(lowered: list[str], stemmed: list[str], text: str) -> list[Match]:
    """Every term in the text, longest first at each word, none overlapping; then terms of scripts that join words."""
    known = table()
    found: list[Match] = []
    at = 0
    while at < len(stemmed):
        length, meaning = _longest(stemmed, at, known)
        if meaning is not None:
            found.append(Match(" ".join(lowered[at : at + length]), at, meaning))
        at += length
    if not text.isascii() and _UNSPACED.search(text):
        said = plain(text)
        starts = word_starts(said)
        hits = known.unspaced.finditer(said)
        found += [
            Match(hit[0], max(0, bisect_right(starts, hit.start()) - 1), known.unspaced_terms[hit[0]]) for hit in hits
        ]
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

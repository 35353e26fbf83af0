"""What people of a field talk about: the words of a role's field, from the lexicon that decisions read objectives by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from podium.core.decision.domain import Domain
from podium.core.decision.lexicon_domains import DOMAINS
from podium.core.decision.terms import split_terms
from podium.core.pruning.lexicon import relatives
from podium.core.pruning.words import query_terms

_MOST_FIELDS = 2
_SHORTEST = 3
"""Shorter parts of a field's words, such as those of `2fa`, stand for much else."""
_PART = 0.4


@cache
def _fields() -> Mapping[str, tuple[Domain, ...]]:
    """Fields by the terms that name them: their own names first, then words that stand for them."""
    found: dict[str, list[Domain]] = {}
    for domain in DOMAINS:
        for term in query_terms(domain.name):
            found.setdefault(term, []).append(domain)
    for domain in DOMAINS:
        for listed in split_terms(domain.core):
            terms = query_terms(listed)
            if " " not in listed and len(terms) == 1:
                found.setdefault(next(iter(terms)), []).append(domain)
    return {term: tuple(dict.fromkeys(domains)) for term, domains in found.items()}


@cache
def _words(domain: Domain) -> Mapping[str, float]:
    """The terms of a field's words; those that only stand beside others in them count less."""
    listed = [*split_terms(domain.core), *split_terms(domain.near)]
    alone = _telling(word for word in listed if " " not in word)
    return dict.fromkeys(_telling(listed), _PART) | dict.fromkeys(alone, 1.0)


def _telling(listed: Iterable[str]) -> frozenset[str]:
    terms = query_terms(" ".join(listed), limit=500)
    return frozenset(term for term in terms if len(term) >= _SHORTEST and not term.isdigit())


@lru_cache(maxsize=512)
def field_terms(role: str) -> Mapping[str, float]:
    """Terms that those of a role's field use, with a strength in (0, 1]; empty for a role of no known field.

    Of at most two fields that its name speaks of, and what may stand for its name.
    """
    named = query_terms(role)
    fields = list(dict.fromkeys(domain for term in named for domain in _fields().get(term, ())))[:_MOST_FIELDS]
    said = {other: 1.0 for term in named for other in relatives(term)}
    for domain in fields:
        said |= {term: max(strength, said.get(term, 0.0)) for term, strength in _words(domain).items()}
    return {term: strength for term, strength in said.items() if term not in named}

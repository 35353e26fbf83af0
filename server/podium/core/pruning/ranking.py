"""Relevance of pieces to an objective and to roles: BM25 with names, paths and definitions as weighted fields.

Source: Robertson and Zaragoza, "The Probabilistic Relevance Framework" (2009), section 3.6.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from podium.core.pruning.fields import field_terms
from podium.core.pruning.found import Statistics
from podium.core.pruning.kinds import Kind, is_code, prior_of
from podium.core.pruning.lexicon import relatives
from podium.core.pruning.pieces import Piece
from podium.core.pruning.values import Role
from podium.core.pruning.words import query_terms

_K1 = 1.2
_B = 0.6
_NAME_WEIGHT = 1.5
_SECOND_WORD_WEIGHT = 0.5
_RELATIVE = 0.25
_FIELD = 0.6
_ANYONE = frozenset(("general", "agent", "assistant", "default"))

# Priors, chosen on changes to public Python projects with benchmarks/retrieval.py.
_FILE = 0.3
_NEIGHBOURS = 0.2
_BASE = 0.1
_FIRST_OF_FILE = 0.2
_LENGTH = 0.3


@dataclass(frozen=True, slots=True)
class Query:
    """Terms with their weights, and the words they came from. `loose` terms count in prose only, where words vary."""

    weights: Mapping[str, float]
    words: Mapping[str, str]
    loose: Mapping[str, float] = field(default_factory=dict)


def objective_query(objective: str) -> Query:
    """The query of an objective: each distinct term once, and loosely what may stand for it."""
    words = query_terms(objective)
    others = {other: raw for term, raw in words.items() for other in relatives(term) if other not in words}
    return Query(dict.fromkeys(words, 1.0), others | words, dict.fromkeys(others, _RELATIVE))


def role_query(role: Role) -> Query:
    """The query of a role: the words of its name count in full, its further words half, those of its field loosely.

    Nothing for a role of no kind.
    """
    named = {} if role.name.lower() in _ANYONE else query_terms(role.name)
    further = query_terms(" ".join(role.words), limit=32)
    weights = dict.fromkeys(further, _SECOND_WORD_WEIGHT) | dict.fromkeys(named, 1.0)
    spoken = field_terms(role.name) if named else {}
    field_words = {term: _FIELD * strength for term, strength in spoken.items() if term not in weights}
    return Query(weights, {term: term for term in field_words} | further | named, field_words)


class Index:
    """Term statistics over pieces.

    Args:
        pieces: Those at hand.
        groups: Positions of the pieces of each item.
        statistics: Of the larger collection that some of the pieces were taken from.
    """

    def __init__(self, pieces: Sequence[Piece], groups: Sequence[range], statistics: Statistics) -> None:
        self._pieces = pieces
        self._groups = groups
        self._held = statistics.holding
        at_hand = sum(piece.words for piece in pieces)
        self._total = max(len(pieces), statistics.pieces)
        average = statistics.words if statistics.pieces else at_hand / max(1, len(pieces))
        self._norms = [_K1 * (1 - _B + _B * piece.words / (average or 1.0)) for piece in pieces]
        self.lengths = [(piece.words + 8) ** -_LENGTH for piece in pieces]

    def _hits(self, query: Query) -> list[tuple[int, set[str]]]:
        """Positions of the pieces that hold a term of the query, each with those terms.

        A file's path only adds to what its text says; the name of other items counts by itself.
        """
        strict, loose = query.weights.keys(), query.weights.keys() | query.loose.keys()
        found = []
        for group in self._groups:
            first = self._pieces[group.start] if group else None
            wanted = strict if first and is_code(first.item) else loose
            named = strict & first.named.keys() if first and not first.item.path else frozenset()
            for at in group:
                piece = self._pieces[at]
                terms = wanted & piece.counts.keys() | named
                if piece.labels:
                    terms |= wanted & piece.labels.keys()
                if terms:
                    found.append((at, terms))
        return found

    def _rarity(self, holding: Mapping[str, int]) -> dict[str, float]:
        counts = {term: min(self._total, max(times, self._held.get(term, 0))) for term, times in holding.items()}
        return {term: math.log(1 + (self._total - n + 0.5) / (n + 0.5)) for term, n in counts.items()}

    def scores(self, query: Query) -> list[float]:
        """BM25 scores of all pieces, scaled so that the best is 1; all zero where nothing matches."""
        hits = self._hits(query)
        weights = {**query.loose, **query.weights}
        rarity = self._rarity(Counter(term for _, terms in hits for term in terms))
        raw = [0.0] * len(self._pieces)
        for at, terms in hits:
            piece, norm = self._pieces[at], self._norms[at]
            for term in terms:
                times = piece.counts.get(term, 0) + piece.labels.get(term, 0.0)
                times += _NAME_WEIGHT * (term in piece.named)
                raw[at] += weights[term] * rarity[term] * times / (times + norm)
        return _scaled(raw)

    def relevance(self, scores: Sequence[float], asked: Mapping[Kind, float]) -> list[float]:
        """The scores with what the rest of each item says for its pieces, and with its kind of file."""
        if not any(scores):
            return list(scores)
        whole = _scaled([self._strength(group, scores) for group in self._groups])
        found = [0.0] * len(scores)
        for group, of_item in zip(self._groups, whole, strict=True):
            if not group:
                continue
            prior = prior_of(self._pieces[group.start].item.path, asked)
            around = _FILE * of_item + _BASE
            for at in group:
                before = scores[at - 1] if at > group.start else 0.0
                after = scores[at + 1] if at + 1 < group.stop else 0.0
                found[at] = prior * (scores[at] + around + _NEIGHBOURS * (before + after) / 2)
            best = max(group, key=found.__getitem__) if len(group) > 1 else group.start
            found[best] *= 1 + _FIRST_OF_FILE
        return _scaled(found)

    def _strength(self, group: range, scores: Sequence[float]) -> float:
        """How much all pieces of an item together speak for it."""
        return scores[group.start] if len(group) == 1 else math.sqrt(sum(scores[at] ** 2 for at in group))

    def matched(self, at: int, query: Query, most: int = 4) -> list[str]:
        """The query's words that a piece holds, the most telling first."""
        piece = self._pieces[at]
        hits = [term for term in (*query.weights, *query.loose) if term in piece.counts or term in piece.named]
        return list(dict.fromkeys(query.words[term] for term in hits))[:most]


def _scaled(raw: list[float]) -> list[float]:
    best = max(raw, default=0.0)
    return [score / best for score in raw] if best else raw


def blended(objective: Sequence[float], role: Sequence[float]) -> list[float]:
    """Relevance to both, in [0, 1]: the objective counts most, and what answers both more than either.

    Where one of the two matches nothing anywhere, the other decides alone.
    """
    if not any(role):
        return list(objective)
    if not any(objective):
        return list(role)
    return [(a + b / 2 + math.sqrt(a * b) / 2) / 2 for a, b in zip(objective, role, strict=True)]


def weighed(scores: list[float], factors: Sequence[float]) -> list[float]:
    """The scores with factors on them, scaled so that the best is 1 again; unchanged without any."""
    return _scaled([a * b for a, b in zip(scores, factors, strict=True)]) if factors else scores

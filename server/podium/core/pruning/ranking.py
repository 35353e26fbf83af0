"""Relevance of pieces to an objective and to roles: BM25 with the item's name as a field of higher weight."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from podium.core.pruning.pieces import Piece
from podium.core.pruning.values import Role
from podium.core.pruning.words import query_terms, stem

_K1 = 1.2
_B = 0.75
_NAME_WEIGHT = 2.0
_SECOND_WORD_WEIGHT = 0.5
_TEST_PRIOR = 0.75
_TEST_TERMS = (stem("test"), stem("tests"), stem("testing"))


@dataclass(frozen=True, slots=True)
class Query:
    """Terms with their weights, and the words they came from."""

    weights: Mapping[str, float]
    words: Mapping[str, str]


def objective_query(objective: str) -> Query:
    """The query of an objective: each distinct term once."""
    words = query_terms(objective)
    return Query(dict.fromkeys(words, 1.0), words)


def role_query(role: Role) -> Query:
    """The query of a role: the words of its name count in full, its further words half."""
    named = query_terms(role.name)
    further = query_terms(" ".join(role.words), limit=32)
    return Query(dict.fromkeys(further, _SECOND_WORD_WEIGHT) | dict.fromkeys(named, 1.0), further | named)


class Index:
    """Term statistics over pieces. Source: Robertson and Zaragoza, "The Probabilistic Relevance Framework" (2009)."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._pieces = pieces
        average = sum(piece.words for piece in pieces) / max(1, len(pieces)) or 1.0
        self._norms = [_K1 * (1 - _B + _B * piece.words / average) for piece in pieces]
        self._postings: dict[str, list[tuple[int, float]]] = {}

    def _posting(self, term: str) -> list[tuple[int, float]]:
        found = self._postings.get(term)
        if found is None:
            found = self._postings[term] = [
                (at, body + _NAME_WEIGHT * named)
                for at, piece in enumerate(self._pieces)
                if (body := piece.counts.get(term, 0)) + (named := piece.name_counts.get(term, 0))
            ]
        return found

    def _rarity(self, term: str) -> float:
        n = len(self._posting(term))
        return math.log(1 + (len(self._pieces) - n + 0.5) / (n + 0.5))

    def scores(self, query: Query) -> list[float]:
        """BM25 scores of all pieces, scaled so that the best is 1; all zero where nothing matches."""
        raw = [0.0] * len(self._pieces)
        for term, weight in query.weights.items():
            gain = weight * self._rarity(term) * (_K1 + 1)
            for at, times in self._posting(term):
                raw[at] += gain * times / (times + self._norms[at])
        best = max(raw, default=0.0)
        return [score / best for score in raw] if best else raw

    def matched(self, at: int, query: Query, most: int = 4) -> list[str]:
        """The query's words that a piece holds, rarest first."""
        piece = self._pieces[at]
        hits = [term for term in query.weights if term in piece.counts or term in piece.name_counts]
        hits.sort(key=self._rarity, reverse=True)
        return list(dict.fromkeys(query.words[term] for term in hits))[:most]


def blended(objective: Sequence[float], role: Sequence[float]) -> list[float]:
    """Relevance to both: the mean of the two scores plus half their geometric mean, scaled into [0, 1].

    Where one of the two matches nothing anywhere, the other decides alone.
    """
    if not any(role):
        return list(objective)
    if not any(objective):
        return list(role)
    return [((a + b) / 2 + math.sqrt(a * b) / 2) / 1.5 for a, b in zip(objective, role, strict=True)]


def priors(pieces: Sequence[Piece], objective: Query) -> list[float]:
    """A factor for each piece: tests of a workspace stand behind its sources unless the objective speaks of tests."""
    if any(term in objective.weights for term in _TEST_TERMS):
        return [1.0] * len(pieces)
    return [_TEST_PRIOR if piece.item.path and _is_test(piece) else 1.0 for piece in pieces]


def _is_test(piece: Piece) -> bool:
    return any(term in piece.name_counts for term in _TEST_TERMS)

"""What is asked of full text search: expressions over terms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

_MANY = 8


def any_of(terms: Sequence[str]) -> str:
    """Whatever holds one of the terms."""
    return " OR ".join(f'"{term}"' for term in terms)


def promising(rare: Sequence[str], common: Sequence[str]) -> str:
    """Whatever holds a rare term, or two common ones; empty where there are no common ones.

    A piece that holds but one common term is hardly ever among the best. Any two of n terms differ in a binary digit
    of their positions, so log n pairs of halves find all that hold two. Of many terms the best pieces hold several, and
    k of them lie in one half only once in 2^(k-1) times, so that one pair of halves does.
    """
    return " OR ".join([*(f'"{term}"' for term in rare), *_pairs(common)]) if common else ""


def _pairs(terms: Sequence[str]) -> Iterator[str]:
    for digit in range(1 if len(terms) > _MANY else (len(terms) - 1).bit_length()):
        halves = [[term for at, term in enumerate(terms) if at >> digit & 1 == bit] for bit in (0, 1)]
        yield f"(({any_of(halves[0])}) AND ({any_of(halves[1])}))"

"""Properties of whole numbers: even, odd, prime, divisible."""

from __future__ import annotations

import math

from podium.core.mathematics.judging import Judgement, undecided
from podium.core.mathematics.matching import Match

LARGEST_PRIME_TEST = 10**10


def _integer(match: Match, group: int) -> int | None:
    found = match.quantity(group)
    plain = (
        found.value.exact
        and found.value.lo.denominator == 1
        and not (found.problem or found.dimensions or found.percent)
    )
    return int(found.value.lo) if plain else None


def _judgement(match: Match, truth: bool, word: str, *, denied: bool, computed: str) -> Judgement:
    expected = f"not {word}" if denied else word
    return Judgement(
        match.claim, "holds" if truth != denied else "fails", expected, computed, f"it was tested: {computed}"
    )


def parity(match: Match) -> Judgement | None:
    """`7 is odd`, `9 is not prime`."""
    value, word = _integer(match, 0), match.groups[2]
    if value is None or (word == "prime" and value > LARGEST_PRIME_TEST):
        return undecided(match.claim, "it is no whole number of a size that is tested")
    truth = _is_prime(value) if word == "prime" else (value % 2 == 0) == (word == "even")
    computed = word if truth else {"prime": "not prime", "even": "odd", "odd": "even"}[word]
    return _judgement(match, truth, word, denied=match.groups[1] == "!=", computed=computed)


def _is_prime(value: int) -> bool:
    return value > 1 and all(value % divisor for divisor in range(2, math.isqrt(value) + 1))


def divisibility(match: Match) -> Judgement | None:
    """`12 is divisible by 3`."""
    value, divisor = _integer(match, 0), _integer(match, 2)
    if value is None or not divisor:
        return undecided(match.claim, "divisibility is a matter of whole numbers other than zero")
    rest = value % abs(divisor)
    return _judgement(match, rest == 0, "remainder 0", denied=match.groups[1] == "!=", computed=f"remainder {rest}")

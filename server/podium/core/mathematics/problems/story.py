"""A text with its amounts, and what a schema finds in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from podium.core.mathematics.exact import Real
from podium.core.mathematics.problems.amounts import Amount
from podium.core.mathematics.problems.kinds import Kind

Value = Fraction | Real | tuple[Fraction, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """One to three sentences with their amounts in order and their kinds; `lower` is the text in lower case."""

    text: str
    lower: str
    amounts: Sequence[Amount]
    kinds: Sequence[Kind]
    _said: dict[re.Pattern[str], bool] = field(default_factory=dict)

    def says(self, pattern: re.Pattern[str]) -> bool:
        """Whether a cue stands anywhere in it."""
        if pattern not in self._said:
            self._said[pattern] = bool(pattern.search(self.lower))
        return self._said[pattern]

    def between(self, one: Amount, other: Amount) -> str:
        """The text from one amount to another."""
        first, last = (one, other) if one.start < other.start else (other, one)
        return self.lower[first.end : last.start]


WEAK, STRONG, DECISIVE = 1, 2, 3


@dataclass(frozen=True, slots=True)
class Finding:
    """What a result should be: any of `values` (a tuple stands for a ratio).

    A weak finding only confirms; a strong one also refutes; beside a decisive one no other way to the result counts.
    """

    values: tuple[Value, ...]
    strength: int = STRONG


Schema = Callable[[Story, Sequence[Amount], Amount], Finding | None]


def weak(*values: Value) -> Finding:
    """A finding that only confirms."""
    return Finding(values, WEAK)


def strong(*values: Value) -> Finding:
    """A finding that also refutes."""
    return Finding(values)


def decisive(*values: Value) -> Finding:
    """A finding beside which no other counts."""
    return Finding(values, DECISIVE)


def either(values: tuple[Value, ...], *, sure: bool) -> Finding:
    """A strong finding where it is sure, else a weak one."""
    return Finding(values, STRONG if sure else WEAK)


def alike(one: Amount, other: Amount) -> bool:
    """Whether two amounts are of the same kind: counts, percentages or amounts with the same unit."""
    return (
        one.dimensions == other.dimensions
        and one.part == other.part
        and {one.kind, other.kind} <= {"plain", "percent", "fraction"}
    )


def follows(result: Amount, given: Sequence[Amount]) -> bool:
    """Whether a result stands after all that is given."""
    return all(amount.at < result.at for amount in given)


def stands_out(result: Amount, given: Sequence[Amount]) -> bool:
    """Whether it stands after all that is given, or before all of it."""
    return follows(result, given) or all(amount.at > result.at for amount in given)

"""What a result should be, against what it is stated to be."""

from __future__ import annotations

import re
from dataclasses import replace

from podium.core.mathematics.exact import Real, whole
from podium.core.mathematics.judging import Judgement, judge
from podium.core.mathematics.problems.amounts import Amount
from podium.core.mathematics.problems.story import Story, Value
from podium.core.mathematics.quantity import PERCENT, Quantity

_AS_MANY_AS = re.compile(r"\b(?:carr(?:y|ies)|holds?|takes?|seats?|fits?|accommodates?|sleeps?) up to $")
"""`7 buses carry up to 364 passengers` says how many find a place, and not that they are no more."""


def judged_result(story: Story, value: Value, result: Amount) -> Judgement:
    """What a result should be against what it is stated to be."""
    if isinstance(value, tuple):
        return _ratios(story, value, result)
    real = value if isinstance(value, Real) else whole(value)
    shares = result.kind in ("percent", "points")
    computed = Quantity(
        real,
        result.dimensions,
        percent=shares,
        scale=PERCENT if shares else result.quantity.scale,
        unit="" if shares else result.quantity.unit,
    )
    places = 0 if result.quantity.places is None and not real.exact else result.quantity.places
    stated = replace(result.quantity, label="", places=places)
    if result.bound and not _AS_MANY_AS.search(result.before):
        return judge(story.text, computed, result.bound, stated)
    return judge(story.text, computed, "~" if result.near else "=", stated)


def _ratios(story: Story, value: tuple[object, ...], result: Amount) -> Judgement:
    """Two ratios are equal where every pair of terms is."""
    terms = [term for term in value if not isinstance(term, tuple)]
    stated = result.parts
    same = len(terms) == len(stated) and all(a * stated[0] == b * terms[0] for a, b in zip(terms, stated, strict=True))  # type: ignore[operator]
    shown = ":".join(str(term) for term in terms)
    return Judgement(
        story.text,
        "holds" if same else "fails",
        result.text,
        shown,
        "the ratio is the one stated" if same else "the exact ratio differs",
    )

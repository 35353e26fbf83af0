"""What a reader of statements found, and how it is judged."""

from __future__ import annotations

from dataclasses import dataclass, replace

from podium.core.mathematics.exact import Undecidable
from podium.core.mathematics.judging import Judgement, judge, undecided
from podium.core.mathematics.prose.values import Told, Value
from podium.core.mathematics.quantity import Quantity

NEARLY = (
    "about",
    "approximately",
    "approx.",
    "roughly",
    "around",
    "nearly",
    "almost",
    "circa",
    "ca.",
    "some",
    "~",
    "≈",
)


@dataclass(frozen=True, slots=True)
class Found:
    """A judgement and the values it rests on. A `firm` failure stands whatever else the statement says."""

    judgement: Judgement
    used: tuple[Value, ...]
    firm: bool = False


def stated(told: Told, computed: Quantity, value: Value, *used: Value, firm: bool = False) -> Found:
    """Whether a stated value is the computed one, at its stated digits."""
    near = "~" if told.shape[: told.place(value)].rstrip(" (").endswith(NEARLY) else "="
    try:
        judgement = judge(told.said.strip(), computed, near, value.amount)
    except Undecidable as reason:
        judgement = undecided(told.said.strip(), str(reason))
    return Found(judgement, (value, *used), firm)


def decided(
    told: Told, truth: bool, computed: str, reason: str, *used: Value, expected: str = "", firm: bool = False
) -> Found:
    """A verdict that is known."""
    judgement = Judgement(told.said.strip(), "holds" if truth else "fails", expected or None, computed, reason)
    return Found(judgement, used, firm)


def unsure(told: Told, reason: str, *used: Value) -> Found:
    """A claim of a known kind that has two readings."""
    return Found(undecided(told.said.strip(), reason), used)


def plain(found: Quantity) -> Quantity:
    """A quantity without what it counts."""
    return replace(found, label="")

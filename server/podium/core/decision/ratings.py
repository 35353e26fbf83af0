"""The host model's ordinal ratings: which there are, and what is refused."""

from __future__ import annotations

from collections.abc import Mapping

from podium.core.errors import UserError
from podium.core.values import RATINGS

LOWEST, HIGHEST = 1, 5


def checked(scores: Mapping[str, int]) -> dict[str, int]:
    """The ratings in their fixed order.

    Raises:
        UserError: An unknown rating, or a value that is no whole number from 1 to 5.
    """
    unknown = sorted(set(scores) - set(RATINGS))
    if unknown:
        raise UserError(f"Unknown in scores: {', '.join(unknown)}. Allowed are: {', '.join(RATINGS)}, each 1-5.")
    for name, value in scores.items():
        if isinstance(value, bool) or value not in range(LOWEST, HIGHEST + 1):
            raise UserError(
                f"scores.{name} is {value!r}. Give a whole number from 1 (least) to 5 (most), or leave it out."
            )
    return {name: int(scores[name]) for name in RATINGS if name in scores}

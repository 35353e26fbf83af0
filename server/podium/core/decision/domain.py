"""One field that an objective may belong to."""

from __future__ import annotations

from typing import NamedTuple


class Domain(NamedTuple):
    """A field: its name, how new and how risky it is to most teams, the roles it needs, its terms.

    `novelty` is how far one core term lies from what most software teams have done before, `stakes` how much harm a
    mistake in the field does (both 0-1, ordinal judgements). A `near` term points to the field and carries a third of
    both. `roles` are role words of specialists, the most needed first.
    """

    name: str
    novelty: float
    stakes: float
    roles: str
    core: str
    near: str = ""

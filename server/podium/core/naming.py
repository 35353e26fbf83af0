"""Names that a person may have meant."""

from __future__ import annotations

from podium.core.values import Catalogue

MOST_COMPARED = 64
CLOSE = 0.6


def close_names(catalogue: Catalogue, name: str, *, most: int = 3, at_least: float = CLOSE) -> list[str]:
    """Names and aliases of the catalogue that are spelled much like this one, the closest first.

    Args:
        catalogue: Every command.
        name: As written, with or without a slash; its first characters are compared.
        most: How many are wanted.
        at_least: Similarity in [0, 1] by matching blocks (Ratcliff and Obershelp 1988).
    """
    from difflib import get_close_matches

    wanted = name.strip().removeprefix("/")[:MOST_COMPARED].lower()
    by_lower = {known.lower(): known for known in (*catalogue.aliases, *catalogue.commands)}
    return [by_lower[found] for found in get_close_matches(wanted, by_lower, n=most, cutoff=at_least)]

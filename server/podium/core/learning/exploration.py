"""Which runs may explore: drawn from the run's id, so that a replay draws the same."""

from __future__ import annotations

from hashlib import sha256

EXPLORE_AFTER = 10.0
"""Verdicts in a domain before any run of it explores: the first runs are routed with care."""


def drawn(run_id: str) -> float:
    """A number in [0, 1) that every id draws once and for all."""
    return int.from_bytes(sha256(run_id.encode()).digest()[:6], "big") / 2**48

"""The form of a lexicon's entries."""

from __future__ import annotations

Entries = tuple[tuple[float, str], ...]
"""Strengths in (0, 1], each with a comma-separated list of terms."""

"""Nouns that numbers count."""

from __future__ import annotations


def singular(word: str) -> str:
    """A plain noun without its plural ending."""
    if word in ("people", "persons"):
        return "person"
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("xes", "sses", "shes", "tches")):
        return word[:-2]
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word

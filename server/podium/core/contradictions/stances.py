"""Which side the stance of a finding takes."""

from __future__ import annotations

from typing import Literal

from podium.core.contradictions.axes import sides
from podium.core.contradictions.lexicon import AGAINST, FOR, HALF_WAY
from podium.core.decision.words import stem


def side(stance: str) -> Literal["for", "against", ""]:
    """Which side a stance takes; `not in favour` is against, what is half way is none."""
    words = stance.lower().replace("’", "'").replace("n't", " not").split()
    plain = {word.strip(".,;:!()\"'") for word in words}
    if plain & HALF_WAY:
        return ""
    if "no" in plain and plain & {"objection", "objections", "concern", "concerns", "problem", "problems", "issue"}:
        return "for"
    against, approved = bool(plain & AGAINST), bool(plain & FOR)
    if "not" in plain:
        against, approved = approved, against
    if not (against or approved):
        against, approved = _by_opposites(plain)
        against, approved = (approved, against) if "not" in plain else (against, approved)
    return "against" if against else "for" if approved else ""


def _by_opposites(words: set[str]) -> tuple[bool, bool]:
    """Which sides of the pairs of opposites the words of a stance stand on: the second, the first."""
    found = {side[-1] for word in words for side in sides(stem(word))}
    return found == {"-"}, found == {"+"}

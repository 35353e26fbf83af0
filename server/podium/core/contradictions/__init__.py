"""Finds where agents of one run contradict each other: by stance, in their figures, by negation, or in their advice."""

from podium.core.contradictions.assertions import Assertion
from podium.core.contradictions.finding import Conflict, Position, among, contradictions

__all__ = ["Assertion", "Conflict", "Position", "among", "contradictions"]

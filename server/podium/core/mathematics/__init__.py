"""Recomputes the numbers, equations, conversions, probabilities and targets that a text claims."""

from podium.core.mathematics.judging import Judgement
from podium.core.mathematics.verification import verify

__all__ = ["Judgement", "verify"]

"""Recomputes the numbers, equations, conversions, probabilities and targets that a text claims."""

from podium.core.mathematics.judging import Judgement
from podium.core.mathematics.restating import overall, verify_restated
from podium.core.mathematics.verification import verify

__all__ = ["Judgement", "overall", "verify", "verify_restated"]

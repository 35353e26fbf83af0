"""Mathematics told in words or signs: phrases as formulas, and statements that compare two of them."""

from podium.core.mathematics.worded.rewriting import leadless, without_ratios
from podium.core.mathematics.worded.statements import judge_worded

__all__ = ["judge_worded", "leadless", "without_ratios"]

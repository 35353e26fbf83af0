"""Every fitted or transferred number of the decision engine, with its source.

The route weights, the rating table and the complexity weights come from `benchmarks/decision_agreement.py --fit`: 100
real one-line objectives with the routes of three annotators each and the ratings of two language models, and, for the
words alone, the objectives beside that script. Cross-validated agreement is printed by the same script.
"""

from __future__ import annotations

# --- from words to bands: multinomial logistic model, ridge 1; columns are the bands, `direct_atomic` first ---

INTERCEPTS = (0.13, 1.17, -0.3, -1.0)
WEIGHTS: dict[str, tuple[float, float, float, float]] = {
    "narrow": (1.57, -0.4, -0.47, -0.7),
    "known_steps": (-0.57, 1.24, -0.2, -0.48),
    "scope": (-0.06, -0.6, 0.85, -0.19),
    "ambiguity": (-0.26, 0.23, 0.19, -0.16),
    "open_design": (-1.12, -2.01, 3.13, 0.0),
    "diagnosis": (-0.47, 1.39, -0.72, -0.21),
    "guarantees": (-0.37, 0.06, -0.16, 0.48),
    "stakes": (-0.93, -0.3, -0.79, 2.03),
    "documentation": (0.77, -0.13, -0.44, -0.2),
    "novelty": (-1.04, -1.79, -0.86, 3.68),
    "deliverables": (-1.3, 0.98, 0.98, -0.66),
    "integrations": (-0.35, 0.41, -0.02, -0.03),
    "named_spot": (0.76, -0.56, -0.14, -0.06),
    "plain_verb": (1.78, -0.67, -0.38, -0.74),
    "plainness": (1.85, -0.71, -0.64, -0.5),
}

# --- from ratings to bands: mean rating of the objectives of each band, pooled where bands stand in the wrong order, and
# the spread around it ---

RATING_MEANS: dict[str, tuple[float, float, float, float]] = {
    "logical_reasoning_required": (1.41, 2.63, 3.93, 4.4),
    "debugging_complexity": (1.14, 2.62, 2.74, 3.21),
    "codebase_scope": (1.34, 2.68, 3.97, 3.97),
    "atypicality": (1.34, 2.13, 2.96, 4.5),
    "verification_difficulty": (1.41, 2.81, 3.91, 4.67),
    "requirement_clarity": (4.39, 3.5, 3.12, 3.12),
    "domain_breadth": (1.18, 1.75, 2.67, 3.45),
    "stakes": (1.14, 2.76, 3.22, 4.67),
}
RATING_SPREADS: dict[str, float] = {
    "logical_reasoning_required": 0.56,
    "debugging_complexity": 0.91,
    "codebase_scope": 0.73,
    "atypicality": 0.77,
    "verification_difficulty": 0.63,
    "requirement_clarity": 0.93,
    "domain_breadth": 0.68,
    "stakes": 0.9,
}
RATING_EXPONENT = 0.45
"""Tempering of the ratings' likelihood; ratings of one objective agree too well to count as independent."""
WORDS_EXPONENT = 0.8
"""Tempering of the words beside ratings. Exponents of .4-.6 and .6-1 agree with the annotators within two points."""

# --- complexity in [0, 1.5]: proportional odds, turned so that the bands end at .45, .79 and 1.0 ---

COMPLEXITY_BASE = 0.62
COMPLEXITY: dict[str, float] = {
    "novelty": 0.51,
    "open_design": 0.21,
    "stakes": 0.13,
    "scope": 0.06,
    "ambiguity": 0.05,
    # The fit on one-line objectives gives these next to nothing; by judgement, so that each thing more counts.
    "deliverables": 0.12,
    "integrations": 0.1,
    "guarantees": 0.08,
    "known_steps": 0.04,
    "diagnosis": 0.04,
    # What eases is a quarter smaller than fitted, so that the plainest work still has some complexity.
    "documentation": -0.05,
    "named_spot": -0.08,
    "narrow": -0.10,
    "plain_verb": -0.18,
    "plainness": -0.20,
}
COMPLEXITY_OF_COMPONENTS = 0.1
"""By judgement: the paths of an objective reach from one component (0) to six or more (1)."""
COMPLEXITY_OF_RATINGS: dict[str, float] = {
    "logical_reasoning_required": 0.06,
    "debugging_complexity": 0.01,
    "codebase_scope": 0.05,
    "atypicality": 0.05,
    "verification_difficulty": 0.04,
    "requirement_clarity": -0.04,
    "domain_breadth": 0.03,
    "stakes": 0.03,
}
"""Of a rating's distance from 3, in steps of two points."""
WORDS_SHARE_BESIDE_RATINGS = 0.42
"""What is left of the words' share in complexity once all eight ratings are given."""
COMPLEXITY_MIDDLE = 0.75

# --- resources before anything was measured here ---

TOKENS_PER_AGENT = 6000
MINUTES_PER_WAVE = 1.5

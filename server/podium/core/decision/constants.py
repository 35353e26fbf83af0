"""Every fitted or transferred number of the decision engine, with its source.

The route weights, the rating table and the complexity weights come from `benchmarks/decision_agreement.py --fit`: 100
real one-line objectives with the routes of three annotators each and the ratings of two language models, and, for the
words alone, the objectives beside that script. Cross-validated agreement is printed by the same script.
"""

from __future__ import annotations

from podium.core.values import Strategy

# --- from words to bands: multinomial logistic model, ridge .5; columns are the bands, `direct_atomic` first ---

INTERCEPTS = (0.29, 1.04, -0.27, -1.05)
WEIGHTS: dict[str, tuple[float, float, float, float]] = {
    "narrow": (1.2, -0.44, -0.63, -0.13),
    "known_steps": (-0.52, 0.98, 0.22, -0.69),
    "scope": (-0.25, -0.3, 0.56, 0.0),
    "ambiguity": (-0.4, 0.27, 0.39, -0.26),
    "open_design": (-1.09, -1.82, 2.91, -0.01),
    "diagnosis": (-0.72, 1.39, -0.52, -0.15),
    "guarantees": (-0.35, -0.24, 0.02, 0.56),
    "stakes": (-1.08, 0.17, -0.75, 1.66),
    "documentation": (0.62, 0.25, -0.63, -0.25),
    "novelty": (-1.08, -1.78, -0.63, 3.48),
    "deliverables": (-1.29, 1.0, 0.84, -0.55),
    "integrations": (-0.17, 0.01, 0.05, 0.11),
    "named_spot": (0.71, -0.51, -0.13, -0.06),
    "plain_verb": (1.85, -1.13, -0.17, -0.55),
    "plainness": (1.79, -0.66, -0.65, -0.47),
}

# --- from ratings to bands: mean rating of the objectives of each band, and the spread around it ---

RATING_MEANS: dict[str, tuple[float, float, float, float]] = {
    "logical_reasoning_required": (1.41, 2.63, 3.93, 4.4),
    "debugging_complexity": (1.14, 2.62, 2.74, 3.21),
    "codebase_scope": (1.34, 2.68, 4.22, 3.71),
    "atypicality": (1.34, 2.13, 2.96, 4.5),
    "verification_difficulty": (1.41, 2.81, 3.91, 4.67),
    "requirement_clarity": (4.39, 3.5, 2.96, 3.29),
    "domain_breadth": (1.18, 1.75, 2.67, 3.45),
    "stakes": (1.14, 2.76, 3.22, 4.67),
}
RATING_SPREADS: dict[str, float] = {
    "logical_reasoning_required": 0.56,
    "debugging_complexity": 0.91,
    "codebase_scope": 0.71,
    "atypicality": 0.77,
    "verification_difficulty": 0.63,
    "requirement_clarity": 0.92,
    "domain_breadth": 0.68,
    "stakes": 0.9,
}
RATING_EXPONENT = 0.6
"""Tempering of the ratings' likelihood; ratings of one objective agree too well to count as independent."""
WORDS_EXPONENT = 0.6
"""Tempering of the words beside ratings. Between .5 and 1 the cross-validated agreement moves by one point."""

# --- complexity in [0, 1.5]: proportional odds, turned so that the bands end at .45, .79 and 1.0 ---

COMPLEXITY_BASE = 0.62
COMPLEXITY: dict[str, float] = {
    "novelty": 0.51,
    "open_design": 0.21,
    "stakes": 0.13,
    "scope": 0.06,
    "ambiguity": 0.05,
    "guarantees": 0.04,
    "deliverables": 0.03,
    # The fit gives these three nothing; small by judgement, so that more steps never count as less complex.
    "known_steps": 0.03,
    "diagnosis": 0.03,
    "integrations": 0.03,
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

# --- the other strategies ---

GAIN: dict[Strategy, float] = {
    "direct_atomic": 0.0,
    "orchestrated_workflow": 0.62,
    "multi_workflow": 1.28,
    "specialized_agents": 1.77,
}
"""Gain over direct work in logits: four pools of rising strength solve .35, .50, .66 and .76 of SWE-bench Verified."""
AFTER_FAILURE = 0.75
"""Logits lost after a cheaper strategy failed: the strongest pool then solves .60 instead of .76."""
WORTH = 20.0
"""Worth of a verified success in the cost of one direct run."""
PRIOR_COST: dict[Strategy, float] = {
    "direct_atomic": 1.0,
    "orchestrated_workflow": 2.5,
    "multi_workflow": 5.0,
    "specialized_agents": 12.0,
}
"""Cost in direct runs before anything was measured here."""
COST_PSEUDO_RUNS = 5.0
"""Runs that the prior cost counts as."""

# --- learning from outcomes: a Beta posterior around the prior ---

PSEUDO_OUTCOMES_WORDS = 10.0
"""Outcomes a confidence from words alone counts as. Words predict success little (AUC .50-.60)."""
PSEUDO_OUTCOMES_RATINGS = 20.0
"""Outcomes a confidence from ratings counts as (AUC .72-.77): what the transferred prior saved when it was measured."""
REFERENCE: dict[Strategy, float] = {
    "direct_atomic": 0.94,
    "orchestrated_workflow": 0.80,
    "multi_workflow": 0.60,
    "specialized_agents": 0.35,
}
"""Confidence at which a strategy's outcomes typically were observed: near the middle of its band."""
KERNEL = 1.1
"""Width, in logits, of the neighbourhood in which outcomes count fully for another confidence."""
ELSEWHERE_SHARE, ELSEWHERE_MOST = 0.25, 5.0
"""Outcomes of other domains count by this share, and as this many outcomes at most."""
HISTORY_SHARE = 0.2
"""From this share of the posterior on, the basis is called history."""

# --- resources before anything was measured here ---

TOKENS_PER_AGENT = 6000
MINUTES_PER_WAVE = 1.5

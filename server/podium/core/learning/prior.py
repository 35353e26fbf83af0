"""What the estimator believes before any outcome: transferred gains, and how far reality may lie from them.

Every number is a prior, transferred from public results of 134 agents on 500 tasks or set by judgement as said.
"""

from __future__ import annotations

from podium.core.values import Strategy

GAIN: dict[str, float] = {
    "direct_atomic": 0.0,
    "orchestrated_workflow": 0.72,
    "multi_workflow": 1.48,
    "specialized_agents": 2.05,
}
"""Gain over direct work in logits, on tasks that look equally hard: four pools of rising strength solve .35, .50, .66 and
.76 of SWE-bench Verified, which is .62, 1.28 and 1.77 averaged over all tasks and a sixth more at equal ratings."""
RATED_SLOPE: dict[str, float] = {
    "direct_atomic": 1.0,
    "orchestrated_workflow": 0.9,
    "multi_workflow": 0.75,
    "specialized_agents": 0.6,
}
"""Logits of success for each logit of confidence made from ratings: what the strongest fail at depends least on how hard it
looks. On the same tasks django gives .97 to .45, matplotlib and pytest together 1.2 to .75."""
AFTER_FAILURE = 0.75
"""Logits lost after another strategy failed: the strongest pool then solves .60 instead of .76."""
WORTH = 20.0
"""Worth of a verified success in the cost of one direct run."""
COST: dict[Strategy, float] = {
    "direct_atomic": 1.0,
    "orchestrated_workflow": 2.5,
    "multi_workflow": 5.0,
    "specialized_agents": 12.0,
}
"""Cost in direct runs before anything was measured here."""
COST_RUNS = 5.0
"""Runs that the prior cost counts as."""
COST_SHARES = {"tokens": 0.6, "seconds": 0.3, "agents": 0.1}
"""What of the cost is spent tokens, waiting and coordination. By judgement: tokens are billed, seconds are waited for."""

# Standard deviations in logits. Domains differ most; a strategy's gain differs less between them. Those of ratings, of the
# score and of strategies were chosen on the tasks of matplotlib and pytest and in simulated domains, with the figures of
# django's tasks in sight.
EVERYWHERE_SPREAD = 0.35
STRATEGY_SPREAD = 0.3
KIND_SPREADS = (0.3, 2.5)
"""Of scores made from words, and of scores made from a host's ratings: how a host's model uses a scale is its own, and the
same in every domain. On public tasks the weakest pool lies two logits below what the same ratings are shown as."""
RATED_SPREAD = 0.3
"""What is left of it in one domain."""
SLOPE_SPREAD = 0.35
AFTER_SPREAD = 1.0
DOMAIN_SPREAD = 0.8
SCORE_SPREAD = 0.5
DOMAIN_STRATEGY_SPREAD = 0.4
PROJECT_SPREAD, PROJECT_DOMAIN_SPREAD = 0.3, 0.3
"""How far a project lies from all others, in every domain and in one. At equal ratings public repositories lie 0 to .4
from the mean; by judgement private ones differ as much."""
KNOTS = (-0.85, 0.41, 1.39, 2.94)
"""Prior logits (.30, .60, .80, .95) between which a domain may deviate along a broken line: easy successes say less
about hard objectives the farther those lie."""
SLOPE_CENTRE, SLOPE_REACH = 1.39, 3.0
"""Where the Platt slope turns, and how far from it a score counts."""

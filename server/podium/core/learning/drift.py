"""Notices that a domain no longer is what it was: Page's test on the difference of what was stated and what happened.

Each verdict adds the log-likelihood ratio of odds shifted by `SHIFT` logits against the stated odds (Page 1954, Hinkley
1971). Where the sum falls to zero nothing has changed up to there; what follows is the suspect stretch. Since the stated
odds follow what was learned, an estimator that is only still learning raises no alarm: before the stretch there must be
`LEAST_BEFORE` outcomes that it contradicts.
"""

from __future__ import annotations

import math
from typing import Literal, NamedTuple

SHIFT = 1.5
ALARM = math.log(2_000)
"""Wald's bound: with the stated odds true, one alarm in 2,000 outcomes at most."""
LEAST_BEFORE = 20
KEPT_AFTER_DRIFT = 0.05
"""Share of the older evidence that is left after an alarm; what came since the change counts in full."""
KEPT_AFTER_MODEL = 0.2
"""Share of a strategy's evidence that is left when the host's model changes."""
RUNS_OF_A_NEW_MODEL = 3
"""Runs in a row that make another model the strategy's model; two hosts that take turns reset nothing."""
_WITHIN = 0.05


class Watch(NamedTuple):
    """The state of one test: its sum, when the suspect stretch began (unix seconds) and how many outcomes lie before it."""

    score: float = 0.0
    since: float = 0.0
    before: int = 0


class Watches(NamedTuple):
    """Both tests of a domain, and its verdicts so far."""

    fall: Watch = Watch()
    rise: Watch = Watch()
    verdicts: int = 0


def observe(watches: Watches, stated: float, success: float, at: float) -> Watches:
    """The tests after one more verdict."""
    verdicts = watches.verdicts + 1
    fall = _next(watches.fall, _evidence(stated, success, -SHIFT), at, verdicts)
    return Watches(fall, _next(watches.rise, _evidence(stated, success, SHIFT), at, verdicts), verdicts)


def alarm(watches: Watches) -> tuple[Literal["fall", "rise"], Watch] | None:
    """The test that rings, if any."""
    if _rings(watches.fall):
        return "fall", watches.fall
    return ("rise", watches.rise) if _rings(watches.rise) else None


def _rings(watch: Watch) -> bool:
    return watch.score >= ALARM and watch.before >= LEAST_BEFORE


def _next(watch: Watch, evidence: float, at: float, verdicts: int) -> Watch:
    score = watch.score + evidence
    return Watch(0.0, at, verdicts) if score <= 0 else watch._replace(score=score)


def _evidence(stated: float, success: float, shift: float) -> float:
    stated = min(1 - _WITHIN, max(_WITHIN, stated))
    other = 1 / (1 + (1 - stated) / stated * math.exp(-shift))
    return success * math.log(other / stated) + (1 - success) * math.log((1 - other) / (1 - stated))

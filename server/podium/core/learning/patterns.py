"""Which patterns of domain and strategy are well supported, and which recent verdicts should be looked at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from podium.core.learning.intervals import at_most
from podium.core.learning.model import Estimate
from podium.core.values import Tally

SETTLED_OUTCOMES = 30.0
SETTLED_WIDTH = 0.20
"""A pattern is well supported from this many outcomes on, when the interval is at most this wide."""
WINDOW = 20
ALARM_RISK = 0.05


class Verdict(NamedTuple):
    """One judged outcome: its domain, the probability that was stated for the strategy that ran, what came of it."""

    domain: str
    stated: float
    success: float


class Alarm(NamedTuple):
    """A domain whose last outcomes succeeded less often than stated: how many of how many, and how likely by chance."""

    domain: str
    successes: int
    trials: int
    expected: float
    chance: float


def settled(domain: str, strategy: str, estimate: Estimate, strategies: Mapping[tuple[str, str], Tally]) -> bool:
    """Whether what was learned of a strategy in a domain is so well supported that ratings would add little."""
    tally = strategies.get((domain, strategy))
    low, high = estimate.interval
    return tally is not None and tally.trials >= SETTLED_OUTCOMES and high - low <= SETTLED_WIDTH


def alarms(newest_first: Iterable[Verdict]) -> list[Alarm]:
    """Domains whose last 20 verdicts are worse than stated, by a one-sided binomial test at 5 %.

    One failure is weak evidence about a route; twenty outcomes together are not.
    """
    windows: dict[str, list[Verdict]] = {}
    for verdict in newest_first:
        window = windows.setdefault(verdict.domain, [])
        if len(window) < WINDOW:
            window.append(verdict)
    found = (_alarm(domain, window) for domain, window in sorted(windows.items()) if len(window) == WINDOW)
    return [alarm for alarm in found if alarm.chance < ALARM_RISK]


def _alarm(domain: str, window: Sequence[Verdict]) -> Alarm:
    successes = round(sum(verdict.success for verdict in window))
    expected = sum(verdict.stated for verdict in window) / len(window)
    return Alarm(domain, successes, len(window), expected, at_most(successes, len(window), expected))

"""How agents' first replies fail, and whether another plan makes that rarer.

A command whose first replies keep failing in a way that a plan can do something about is asked otherwise from the start:
where they are cut off or late with a smaller pack, where they cannot be read or show no evidence in a stricter form. The
other plan is kept only while it helps.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from podium.core.learning.domains import EVERYWHERE
from podium.core.learning.intervals import lower_bound

Replies = Mapping[tuple[str, str], float]
"""Numbers of first replies by the care they were asked with (words) and the kind of failure, empty for none."""

CURES: Mapping[str, frozenset[str]] = {
    "smaller_pack": frozenset({"truncated", "timeout", "budget"}),
    "stricter_format": frozenset({"malformed", "unsupported"}),
}
"""What a request can be planned with, and the kinds of failure that this may make rarer."""

LEAST_REPLIES, LEAST_TROUBLED = 6, 3
"""First replies of a command, and failed ones among them, below which nothing is concluded."""
FOREIGN_REPLIES = 6.0
"""Replies that what other domains showed is worth at most."""
TROUBLED = 0.15
"""Share of failures that a command surely has, at a risk of `RISK`, before it is asked otherwise."""
RISK = 0.10
HOPE, HOPE_WEIGHT = 0.5, 4.0
"""Share of the usual failures that another plan is assumed to leave, worth this many replies. A prior."""
WORTH = 0.9
"""Share of the usual failures that the other plan leaves at most, to be kept."""


class Trouble(NamedTuple):
    """First replies that failed in some of the ways, of all."""

    failed: float = 0.0
    n: float = 0.0

    @property
    def share(self) -> float:
        """Share that failed; 0 without any."""
        return self.failed / self.n if self.n else 0.0


class Pattern(NamedTuple):
    """How the usual request fared, and how the one with the cure did."""

    usual: Trouble
    cured: Trouble

    @property
    def supported(self) -> bool:
        """Whether the usual request surely fails too often."""
        failed, n = round(self.usual.failed), round(self.usual.n)
        if n < LEAST_REPLIES or failed < LEAST_TROUBLED:
            return False
        return lower_bound(failed, n, RISK) >= TROUBLED

    @property
    def helps(self) -> bool:
        """Whether the other plan leaves clearly fewer failures, by what was seen and a prior for it."""
        share = self.usual.share
        left = (self.cured.failed + HOPE * share * HOPE_WEIGHT) / (self.cured.n + HOPE_WEIGHT)
        return left <= WORTH * share

    @property
    def due(self) -> bool:
        """Whether the command is asked with the cure from the start."""
        return self.supported and self.helps


def pattern(replies: Mapping[tuple[str, str], Replies], domain: str, command: str, cure: str) -> Pattern:
    """What is known of a command in a domain, other domains counting for `FOREIGN_REPLIES` at most (shrinkage)."""
    own, everywhere = (replies.get((where, command), {}) for where in (domain, EVERYWHERE))
    return Pattern(
        *(_pooled(_trouble(own, cure, cured=cured), _trouble(everywhere, cure, cured=cured)) for cured in (False, True))
    )


def pattern_of(replies: Replies, cure: str) -> Pattern:
    """The same from one command's replies alone."""
    return Pattern(_trouble(replies, cure, cured=False), _trouble(replies, cure, cured=True))


def _trouble(replies: Replies, cure: str, *, cured: bool) -> Trouble:
    asked = {key: n for key, n in replies.items() if (cure in key[0].split()) == cured}
    return Trouble(sum(n for (_, failure), n in asked.items() if failure in CURES[cure]), sum(asked.values()))


def _pooled(own: Trouble, everywhere: Trouble) -> Trouble:
    failed, n = max(0.0, everywhere.failed - own.failed), max(0.0, everywhere.n - own.n)
    weight = min(1.0, FOREIGN_REPLIES / n) if n else 0.0
    return Trouble(own.failed + weight * failed, own.n + weight * n)

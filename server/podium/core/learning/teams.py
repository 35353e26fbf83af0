"""Who did well here, alone and in pairs: what the judged runs of one domain say about the order of specialists.

The lift of a pair is how much more often runs succeed in which it worked than runs in which it did not: the risk
difference of Mantel and Haenszel over strategies (Greenland and Robins 1985), shrunk towards none. Only what stands clear
of its standard error counts, so that chance alone moves nobody far.
"""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import chain
from typing import NamedTuple

from podium.core.values import Knowledge, Strategy, Tally

LEAST_RUNS = 3.0
"""Judged runs from which on a pair counts."""
SHRINKING = 6.0
"""Comparable runs that the assumption of no difference is worth."""
CAUTION = 1.0
"""Standard errors taken off a lift before it counts."""
PLACE, PLACE_IN_A_TRIAL = 0.02, 0.01
"""What one place in the order by fit to the objective is worth, in success; less where a run tries something."""
WORTH_A_SEAT = 0.08
"""Lift from which a specialist is deployed though the objective does not call for it."""
TRIED_BESIDE = 1
"""Specialists that a trial may add to those the objective calls for: the best draw of many is mostly luck."""
TRIALS_AFTER = 10.0
"""Judged runs of a domain before any run of it tries another team."""
SEVERAL: tuple[Strategy, ...] = ("multi_workflow", "specialized_agents")
"""Strategies in which specialists meet."""
DOMAINS_KEPT = 32

Pair = tuple[str, str]


class Lift(NamedTuple):
    """How much more often runs with a pair succeed, in [-1, 1], and the standard error of that."""

    value: float
    error: float


class Lifts(NamedTuple):
    """The lifts of one domain's pairs: all of them, and those that stand clear of their error, less that."""

    found: Mapping[Pair, Lift]
    clear: Mapping[Pair, float]


_UNKNOWN = Lifts({}, {})


@dataclass(frozen=True, slots=True)
class Teams:
    """What is known of the teams of one domain: all judged `runs`, and the lifts of the pairs with enough support.

    A pair stands in the order of the alphabet; a command with itself is that command alone. `seed` draws whether a run
    tries an unusual team, and which; an empty one never does.
    """

    runs: Tally = field(default_factory=Tally)
    lifts: Lifts = field(default_factory=lambda: _UNKNOWN)
    seed: str = ""

    def ranked(self, called_for: Sequence[str], others: Sequence[str], fixed: Sequence[str]) -> list[str]:
        """Specialists to deploy, the most wanted first.

        Args:
            called_for: whom the objective calls for, the best fit first; all of them are in the answer.
            others: who else there is, the best fit first; only those that clearly do better, or are tried, are in it.
            fixed: who is deployed anyway.
        """
        able = {*called_for, *others, *fixed}
        if self._tries():
            return self._trial(called_for, others, able)
        lifts = _best(self.lifts.clear, able)
        added = [name for name in others if lifts.get(name, 0.0) >= WORTH_A_SEAT]
        return _by_score([*called_for, *added], lifts, PLACE)

    def _tries(self) -> bool:
        """Drawn with the chance of a failure: the better it goes, the less is tried."""
        return bool(self.seed) and self.runs.trials >= TRIALS_AFTER and _uniform(self.seed, "team") > _rate(self.runs)

    def _trial(self, called_for: Sequence[str], others: Sequence[str], able: Collection[str]) -> list[str]:
        """Thompson's rule (1933): a specialist's lift is drawn from what is open about it, a pair's taken as it is."""
        means = _best({pair: lift.value for pair, lift in self.lifts.found.items()}, able)
        drawn = {name: max(self._drawn(name), means.get(name, 0.0)) for name in chain(called_for, others)}
        beside = _by_score(others, drawn, 0.0)[:TRIED_BESIDE]
        return _by_score([*called_for, *beside], drawn, PLACE_IN_A_TRIAL)

    def _drawn(self, name: str) -> float:
        lift = self.lifts.found.get((name, name)) or Lift(0.0, _error(self.runs, SHRINKING))
        from statistics import NormalDist  # here, because only exploring needs it

        return lift.value + lift.error * NormalDist().inv_cdf(_uniform(self.seed, name))


def teams_of(domain: str, knowledge: Knowledge, seed: str = "") -> Teams:
    """What is known of the teams in a domain."""
    runs = _together(knowledge.strategies.get((domain, each), _NOTHING) for each in SEVERAL)
    return Teams(runs, _lifts_of(domain, knowledge, runs) if runs.trials else _UNKNOWN, seed)


_NOTHING = Tally()
_kept: OrderedDict[tuple[int, str], tuple[object, Lifts]] = OrderedDict()


def _lifts_of(domain: str, knowledge: Knowledge, runs: Tally) -> Lifts:
    """The lifts of a snapshot's domain, kept for the latest few: deciding asks for them again and again."""
    key = (id(knowledge.teams), domain)
    kept = _kept.get(key)
    if kept is None or kept[0] is not knowledge.teams:
        kept = _kept[key] = (knowledge.teams, _measured(domain, knowledge, runs))
        while len(_kept) > DOMAINS_KEPT:
            _kept.popitem(last=False)
    return kept[1]


def _measured(domain: str, knowledge: Knowledge, runs: Tally) -> Lifts:
    summed: dict[Pair, list[float]] = {}
    for strategy in SEVERAL:
        every = knowledge.strategies.get((domain, strategy), _NOTHING)
        for pair, own in knowledge.teams.get((domain, strategy), {}).items():
            if 0 < own.trials <= every.trials:
                sums = summed.setdefault(pair, [0.0, 0.0, 0.0])
                sums[0] += own.successes - own.trials * every.successes / every.trials
                sums[1] += own.trials * (every.trials - own.trials) / every.trials
                sums[2] += own.trials
    found = {
        pair: Lift(excess / (comparable + SHRINKING), _error(runs, comparable + SHRINKING))
        for pair, (excess, comparable, trials) in summed.items()
        if trials >= LEAST_RUNS
    }
    clear = {
        pair: math.copysign(abs(value) - CAUTION * error, value)
        for pair, (value, error) in found.items()
        if abs(value) > CAUTION * error
    }
    return Lifts(found, clear)


def _best(lifts: Mapping[Pair, float], able: Collection[str]) -> dict[str, float]:
    """By name the lift that counts: its own, or what the best pair that it could be in has beyond its partner's own.

    Whoever merely worked beside a specialist that does well adds nothing to it. None for the unknown.
    """
    own = {one: value for (one, other), value in lifts.items() if one == other and one in able}
    best = dict(own)
    for (one, other), value in lifts.items():
        if one != other and one in able and other in able:
            for name, partner in ((one, other), (other, one)):
                beyond = value - max(0.0, own.get(partner, 0.0))
                if beyond > best.get(name, 0.0):
                    best[name] = beyond
    return best


def _error(runs: Tally, comparable: float) -> float:
    return math.sqrt(_rate(runs) * (1 - _rate(runs)) / comparable)


def _rate(runs: Tally) -> float:
    """Success by Laplace's rule."""
    return (runs.successes + 1) / (runs.trials + 2)


def _together(tallies: Iterable[Tally]) -> Tally:
    found = list(tallies)
    return Tally(sum(t.successes for t in found), sum(t.trials for t in found))


def _by_score(names: Sequence[str], lifts: Mapping[str, float], place: float) -> list[str]:
    score = {name: lifts.get(name, 0.0) - place * rank for rank, name in enumerate(names)}
    return sorted(names, key=lambda name: -score[name])


def _uniform(seed: str, name: str) -> float:
    """A number in (0, 1) that a seed and a name draw once and for all."""
    return (int.from_bytes(sha256(f"{seed}/{name}".encode()).digest()[:6], "big") + 0.5) / 2**48

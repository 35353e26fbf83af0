"""What learning reports are computed from: sums, and the latest outcomes. Units are those of `protocol`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from podium.core.learning.lessons import Lessons
from podium.core.learning.troubles import Replies
from podium.core.values import JSON, Cost, Tally
from podium.store.outcomes import OutcomeRow, OutcomeSource


@dataclass(frozen=True, slots=True)
class MonthRow:
    """The outcomes of one month (`2026-11`, UTC), domain, strategy and source.

    `runs` finished; of them `judged` had a verdict, `successes` is the sum of their success; `routing_scored` had a
    routing score, `routing_score` is the sum of those. `tokens`, `seconds` and `agents` are sums over `runs`.
    """

    month: str
    domain: str
    strategy: str
    source: OutcomeSource
    runs: int
    judged: int
    successes: float
    routing_scored: int
    routing_score: float
    tokens: int
    seconds: float
    agents: int


@dataclass(frozen=True, slots=True)
class LogRow:
    """Something that learning did by itself: `drift`, `model` or `threshold`; domain `*` concerns all."""

    at: float
    domain: str
    kind: str
    detail: JSON


@dataclass(frozen=True, slots=True)
class Report:
    """Everything the learning report is computed from, of one domain or (`domain` None) of all.

    Rehearsals are in none of it, overridden runs not in `strategies`. `decisions` counts the runs that were started; a run has no domain
    before it finished, so with a domain it counts the outcomes. `strategies` and `costs` are keyed by strategy,
    `recoveries` by (failure kind, recovery), `agents` by command. `recent` holds the latest outcomes, newest first, `log`
    what learning did by itself, `confidences` the verdicts by (strategy, lower end of a band of confidence .02 wide), `teams` the
    judged runs by the pairs of commands that worked in them, `lessons` what runs taught about context, `replies` by command how
    agents' first replies went, `projects` the judged runs by (project, strategy).
    """

    domain: str | None
    domains: tuple[str, ...]
    decisions: int
    months: tuple[MonthRow, ...]
    strategies: Mapping[str, Tally]
    costs: Mapping[str, Cost]
    recoveries: Mapping[tuple[str, str], Tally]
    agents: Mapping[str, Tally]
    recent: tuple[OutcomeRow, ...]
    log: tuple[LogRow, ...] = ()
    confidences: Mapping[tuple[str, float], Tally] = field(default_factory=dict)
    teams: Mapping[tuple[str, str], Tally] = field(default_factory=dict)
    replies: Mapping[str, Replies] = field(default_factory=dict)
    lessons: Lessons = field(default_factory=Lessons)
    projects: Mapping[tuple[str, str], Tally] = field(default_factory=dict)

"""The store as the rest of Podium sees it: values, and one protocol. Nothing here knows SQL.

Times (`at`, `*_at`, `now`) are unix seconds; durations are seconds; probabilities and scores lie in [0, 1].
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

from podium.core.learning.lessons import Lessons
from podium.core.values import JSON, Cost, Knowledge, Tally

OBJECTIVE_SHOWN = 500

OutcomeSource = Literal["feedback", "checks", "none"]


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened in a run. `seq` counts from 1 without gaps."""

    seq: int
    at: float
    kind: str
    data: JSON


@dataclass(frozen=True, slots=True)
class RunRow:
    """One run as lists show it. `seq` is its last event; `objective` keeps its first 500 characters."""

    run_id: str
    principal: str
    objective: str
    status: str
    strategy: str
    agents_done: int
    agents_total: int
    started_at: float
    updated_at: float
    seq: int = 0
    rehearsal: bool = False


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    """How one finished run went. `success` is None as long as nobody and nothing judged it.

    `prior` is the confidence before any outcome (None: not recorded), `rated` whether ratings made it, `after_failure`
    the strategy that failed in the same run before, `model` what the host's replies named, `explored` whether a cheaper
    route was tried to learn, `overhead` the share of the agents' time that each agent at work at once cost on top.
    """

    run_id: str
    at: float
    domain: str
    strategy: str
    confidence: float
    chosen_probability: float
    complexity: float
    status: str
    success: float | None = None
    source: OutcomeSource = "none"
    weight: float = 1.0
    routing_score: float | None = None
    overridden: bool = False
    rehearsal: bool = False
    tokens: int = 0
    seconds: float = 0.0
    agents: int = 0
    factors: JSON = field(default_factory=dict)
    prior: float | None = None
    rated: bool = False
    after_failure: str = ""
    model: str = ""
    explored: bool = False
    overhead: float | None = None


@dataclass(frozen=True, slots=True)
class RecoveryRow:
    """One attempt to recover from a failure of a kind, and whether it succeeded."""

    run_id: str
    at: float
    domain: str
    failure: str
    strategy: str
    succeeded: bool


@dataclass(frozen=True, slots=True)
class AgentRow:
    """How the agent `agent_id` of a run did with `command`. The latest row for an agent replaces the former."""

    run_id: str
    agent_id: str
    at: float
    domain: str
    command: str
    succeeded: bool


@dataclass(frozen=True, slots=True)
class ContextUse:
    """What a run's packs held. `items` tells for each command the places that its agents were shown, and which they cited."""

    run_id: str
    loading: str
    items: Mapping[str, Mapping[str, bool]]


@dataclass(frozen=True, slots=True)
class Round:
    """One round trip handed to a client. `digest` (of the answers that consumed it) is None while it is open."""

    round_id: str
    run_id: str
    call_id: str
    number: int
    opened_at: float
    client: str
    calls: tuple[str, ...]
    digest: str | None = None


@dataclass(frozen=True, slots=True)
class ContextRow:
    """One context pack, kept until `expires_at`."""

    id: str
    run_id: str
    created_at: float
    expires_at: float
    body: JSON


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
    judged runs by the pairs of commands that worked in them, `lessons` what runs taught about context.
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
    lessons: Lessons = field(default_factory=Lessons)


class Store(Protocol):
    """Where runs, rounds, contexts and outcomes live. Every method may raise `StoreError`.

    A write has happened when its call returns; a call that was cancelled or failed to answer may still have happened,
    so whoever goes on after that loads the run again.
    """

    @property
    def notices(self) -> list[str]:
        """What the user should be told about the file, such as that a damaged one was set aside."""
        ...

    async def append(
        self,
        row: RunRow,
        events: Sequence[Event],
        *,
        after: int,
        outcome: OutcomeRow | None = None,
        recoveries: Sequence[RecoveryRow] = (),
        agents: Sequence[AgentRow] = (),
        context: ContextUse | None = None,
        round_opened: Round | None = None,
        round_consumed: tuple[str, str] | None = None,
    ) -> None:
        """Write one step of a run, all of it or nothing.

        `events` continue after `after`, the last event the caller knows (0 for a new run). The principal and the
        start of a run are those of its first row; a run once marked as a rehearsal stays one. `round_consumed` is (round id, digest of the answers).

        Raises:
            Conflict: the run has other events than the caller knows, or the round was consumed already.
            ValueError: the events are not numbered `after + 1`, `after + 2`, ...
        """
        ...

    async def events(self, run_id: str, since: int = 0) -> list[Event]:
        """The run's events after `since`, in order."""
        ...

    async def run(self, run_id: str) -> RunRow | None:
        """One run, or None."""
        ...

    async def runs(self, principal: str, limit: int = 20, prefix: str = "") -> list[RunRow]:
        """The principal's runs whose id starts with `prefix`, the latest start first."""
        ...

    async def judged(self, limit: int) -> list[tuple[str, float]]:
        """The latest runs with a verdict of the user or the tests, rehearsals aside, each with its success in [0, 1]."""
        ...

    async def round(self, round_id: str) -> Round | None:
        """One round, or None."""
        ...

    async def client_health(self, client: str) -> tuple[float | None, float | None]:
        """When this client last left a round unanswered, and when it last answered one."""
        ...

    async def note_client(self, client: str, *, answered: bool, at: float) -> None:
        """Remember that this client answered a round, or never did."""
        ...

    async def put_contexts(self, rows: Sequence[ContextRow]) -> None:
        """Keep context packs, and drop those that have expired when the newest of these was made.

        An id that is there already keeps its body and the later expiry.
        """
        ...

    async def context(self, context_id: str, now: float) -> JSON | None:
        """A context pack, unless it expired."""
        ...

    async def knowledge(self) -> Knowledge:
        """What was learned so far. `outcomes` counts the runs with a verdict; cheap when nothing changed."""
        ...

    async def feedback(self, run_id: str, *, success: bool, note: str, at: float, routing_score: float) -> OutcomeRow:
        """Record the verdict on a finished run, in place of a former one.

        Raises:
            UserError: the run has no outcome yet.
        """
        ...

    async def report_rows(self, domain: str | None) -> Report:
        """What the learning report is computed from: aggregates and the latest outcomes."""
        ...

    async def close(self) -> None:
        """Close the file. Using the store again opens it again."""
        ...

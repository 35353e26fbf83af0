"""The store as the rest of Podium sees it: values, and one protocol. Nothing here knows SQL.

Times (`at`, `*_at`, `now`) are unix seconds; durations are seconds; probabilities and scores lie in [0, 1].
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from podium.core.values import JSON, Knowledge
from podium.store.outcomes import OutcomeRow
from podium.store.report import Report

OBJECTIVE_SHOWN = 500


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
    """How the agent `agent_id` of a run did with `command`. The latest row for an agent replaces the former.

    `first_failure` is how its first reply failed or fell short, empty where it did not, None where that is not known or
    says nothing about the command; `care` (words) is what its request was planned with.
    """

    run_id: str
    agent_id: str
    at: float
    domain: str
    command: str
    succeeded: bool
    first_failure: str | None = None
    care: str = ""


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
        """What was learned so far, as the project of this store sees it. `outcomes` counts the runs with a verdict; cheap when nothing changed."""
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

    async def sweep(self, now: float) -> int:
        """Drop one batch of runs that are kept no longer; returns how many went, 0 when nothing is left to drop."""
        ...

    async def idle_since(self, at: float) -> list[RunRow]:
        """The runs of every principal in which nothing has happened since `at`, the earliest start first."""
        ...

    async def forget(self, runs: Mapping[str, int], *, learned: bool = False) -> list[str]:
        """Delete runs beyond recovery, each named with its last event; one that has moved on stays.

        What they taught stays in the aggregates, and the figures of their outcomes, without words, as long as a report
        may look at them; with `learned` both go. Returns the ids of those that were deleted.
        """
        ...

    async def forget_learning(self) -> None:
        """Delete everything that was learned, from whichever run."""
        ...

    async def shrink(self) -> None:
        """Give the room of what was deleted back to the file system. Takes the file for itself meanwhile."""
        ...

    async def close(self) -> None:
        """Close the file. Using the store again opens it again."""
        ...

"""The values that flow through Podium. All are frozen; none knows a clock, a file or a protocol.

Times are seconds unless a name says otherwise; command names carry no leading slash.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from podium.core.learning.evidence import Cells
from podium.core.learning.lessons import Lessons
from podium.core.learning.troubles import Replies

JSON = dict[str, Any]

Strategy = Literal["direct_atomic", "orchestrated_workflow", "multi_workflow", "specialized_agents"]
STRATEGIES: tuple[Strategy, ...] = ("direct_atomic", "orchestrated_workflow", "multi_workflow", "specialized_agents")

Kind = Literal["atomic", "orchestrator"]
EdgeKind = Literal["requires", "chains_to", "feeds_into", "compatible_with", "substitutes"]
EDGE_KINDS: tuple[EdgeKind, ...] = ("requires", "chains_to", "feeds_into", "compatible_with", "substitutes")

FailureKind = Literal[
    "refused",
    "empty",
    "truncated",
    "malformed",
    "off_topic",
    "unsupported",
    "contradictory",
    "timeout",
    "transport",
    "budget",
    "cancelled",
    "dependency",
]
RATINGS: tuple[str, ...] = (
    "logical_reasoning_required",
    "debugging_complexity",
    "codebase_scope",
    "atypicality",
    "verification_difficulty",
    "requirement_clarity",
    "domain_breadth",
    "stakes",
)


@dataclass(frozen=True, slots=True)
class Command:
    """One slash command, as read from one Markdown file.

    `steps` is a chain (`a |> (b || c) |> d`) for commands that are workflows, else empty. `roles` are the words a
    specialist answers to (`security`, `payment`). `source` is `builtin` or the label of the user's folder.
    """

    name: str
    description: str
    body: str
    kind: Kind = "atomic"
    aliases: tuple[str, ...] = ()
    argument_hint: str = ""
    resources: tuple[str, ...] = ()
    complexity: float | None = None
    context_required: str = ""
    execution_time: str = ""
    requires: tuple[str, ...] = ()
    chains_to: tuple[str, ...] = ()
    feeds_into: tuple[str, ...] = ()
    compatible_with: tuple[str, ...] = ()
    substitutes: tuple[str, ...] = ()
    steps: str = ""
    roles: tuple[str, ...] = ()
    computes: bool = False
    source: str = "builtin"
    extra: Mapping[str, Any] = field(default_factory=dict)

    @property
    def role(self) -> str:
        """What an agent with this command is called; a specialist's name is read as words."""
        return self.name.replace("-", " ") if self.roles else self.name


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Every command by name, with the alias table. `version` changes whenever a command does."""

    commands: Mapping[str, Command]
    version: str = ""
    aliases: Mapping[str, str] = field(default_factory=dict)

    def find(self, name: str) -> Command | None:
        """The command under a name or an alias, with or without its slash."""
        name = name.removeprefix("/")
        return self.commands.get(name) or self.commands.get(self.aliases.get(name, ""))


@dataclass(frozen=True, slots=True)
class ContextItem:
    """One piece of context. A piece of a file is named `path:first-last` and has `path`, `first` and `last` set."""

    name: str
    text: str
    tags: tuple[str, ...] = ()
    path: str = ""
    first: int = 0
    last: int = 0


@dataclass(frozen=True, slots=True)
class Tally:
    """Weighted successes out of weighted trials."""

    successes: float = 0.0
    trials: float = 0.0


@dataclass(frozen=True, slots=True)
class Cost:
    """Mean cost of one run of a strategy on this installation, and the number of runs behind it."""

    tokens: float
    seconds: float
    agents: float
    n: int


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Lower ends of the three upper confidence bands."""

    direct: float = 0.90
    workflow: float = 0.70
    multi: float = 0.50


class Failed(NamedTuple):
    """How an objective failed last: with which strategy, when (unix seconds), and whether a user or tests said so."""

    strategy: Strategy
    at: float
    judged: bool


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What was learned, as a snapshot: pinned when a run starts so that a replay decides the same.

    Keys of `strategies` are `(domain, strategy)` with domain `*` for all; of `recoveries` `(domain, failure kind, way)`;
    of `agents` the command's name; `teams` holds by `(domain, strategy)` the judged runs of pairs of commands, in the
    order of the alphabet, a command with itself for it alone. `cells` is the decayed evidence; `certified` names the
    domains whose `thresholds` moved on evidence; `overhead_per_agent` is the share of the sequential time that each agent
    at work at once costs; `lessons` tells which context was of use; `replies` holds by `(domain, command)` how agents' first
    replies went, of commands that had trouble. `project` is the fingerprint of the project that
    decides, or empty, and `project_outcomes` counts its judged outcomes; `failures` holds by the fingerprint of an objective
    how it failed there last, where no later run of it succeeded.
    """

    version: int = 0
    outcomes: int = 0
    strategies: Mapping[tuple[str, str], Tally] = field(default_factory=dict)
    recoveries: Mapping[tuple[str, str, str], Tally] = field(default_factory=dict)
    agents: Mapping[str, Tally] = field(default_factory=dict)
    costs: Mapping[str, Cost] = field(default_factory=dict)
    thresholds: Mapping[str, Thresholds] = field(default_factory=dict)
    overhead_per_agent: float | None = None
    cells: Cells = field(default_factory=dict)
    certified: frozenset[str] = frozenset()
    lessons: Lessons = field(default_factory=Lessons)
    teams: Mapping[tuple[str, str], Mapping[tuple[str, str], Tally]] = field(default_factory=dict)
    replies: Mapping[tuple[str, str], Replies] = field(default_factory=dict)
    project: str = ""
    project_outcomes: int = 0
    failures: Mapping[str, Failed] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class World:
    """Everything a computing command may know besides its arguments; `at` (unix seconds) is the time of the call."""

    catalogue: Catalogue
    knowledge: Knowledge = field(default_factory=Knowledge)
    items: tuple[ContextItem, ...] = ()
    agent_limit: int = 10
    principal: str = ""
    at: float = 0.0


@dataclass(frozen=True, slots=True)
class Factor:
    """One reason for the complexity or confidence: `contribution = weight * value`, resting on `evidence`."""

    name: str
    value: float
    weight: float
    contribution: float
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Route:
    """How a run is carried out. Names in it are names of the catalogue."""

    strategy: Strategy
    band: tuple[float, float]
    reason: str
    elevated_by: tuple[str, ...]
    monitoring: Literal["light", "moderate", "intensive", "maximum"]
    coordination: Literal["none", "standard", "heavy", "comprehensive"]
    commands: tuple[str, ...] = ()
    parallelization: JSON | None = None
    orchestrator: str | None = None
    workflows: tuple[str, ...] = ()
    agent_count: int | None = None
    specializations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Approach:
    """What one strategy promises: probability of a verified good outcome, cost in direct runs, utility."""

    strategy: Strategy
    success_probability: float
    cost: float
    utility: float


@dataclass(frozen=True, slots=True)
class Resources:
    """Estimated use of the routed strategy."""

    agents: int
    waves: int
    tokens: int
    minutes: float


class Repeat(NamedTuple):
    """That an objective failed before: its fingerprint, with which strategy, whole days ago, and whether that was judged."""

    fingerprint: str
    strategy: Strategy
    days: int
    judged: bool


@dataclass(frozen=True, slots=True)
class Decision:
    """The analysis of one objective. `plan[0]` is the routed strategy.

    `prior` is the confidence before any outcome, `rated` whether ratings made it; `settled` says that the pattern is
    well supported, so that asking for ratings would not pay; `explored` why a cheaper route than the band's is tried.
    `project` is the fingerprint of the project it was made in, `elsewhere` the confidence without what was learned of that
    project, None where the project cannot be told from all others yet. `repeat` is the failure that this repeats.
    """

    objective: str
    confidence: float
    interval: tuple[float, float]
    complexity: float
    basis: Literal["prior", "history", "host_scores"]
    factors: tuple[Factor, ...]
    domains: tuple[tuple[str, float], ...]
    specializations: tuple[str, ...]
    route: Route
    thresholds: Thresholds
    approaches: tuple[Approach, ...]
    plan: tuple[Strategy, ...]
    resources: Resources
    outcomes: int
    domain_outcomes: int
    chain: tuple[str, ...]
    questions: tuple[str, ...]
    prior: float
    rated: bool = False
    settled: bool = False
    explored: str = ""
    project: str = ""
    project_outcomes: int = 0
    elsewhere: float | None = None
    repeat: Repeat | None = None

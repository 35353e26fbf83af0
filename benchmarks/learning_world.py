"""A world for the learner: objectives whose true success rates it never sees, and the core it learns with.

The decisions are `podium.core.decision.decide`'s, the records go through the store's own writer into a database in
memory, and what is known comes back through its own reader. Only the runs are played.
"""

from __future__ import annotations

import csv
import random
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from unittest import mock

import common  # noqa: F401 - finds this clone

from podium.core.decision import decide
from podium.core.learning import prior
from podium.core.learning.evidence import freshness, score_bin
from podium.core.learning.model import model_of
from podium.core.learning.selection import FIXED_PLANS
from podium.core.learning.utility import Objective, plans
from podium.core.values import STRATEGIES, Catalogue, Decision, Knowledge
from podium.registry import load_catalogue
from podium.store import learning
from podium.store.opening import MIGRATIONS
from podium.store.outcomes import OutcomeRow
from podium.store.protocol import AgentRow
from podium.store.statements import script

COSTS = dict(zip(STRATEGIES, (1.0, 2.5, 5.0, 12.0), strict=True))
TOKENS = 10_000
START = 1_790_000_000.0
DAY = 86_400.0
NEAR_EIGHTY = {
    "performance": "Fix the memory leak in the worker",
    "security": "Add rate limiting to the API",
    "data": "Fix the failing database migration",
    "mobile": "Set up continuous integration for the mobile app",
    "frontend": "Profile and speed up the dashboard",
}
"""Everyday objectives that a cold start shows at about .80, each of another domain."""

RATINGS = (
    "logical_reasoning_required",
    "debugging_complexity",
    "codebase_scope",
    "atypicality",
    "verification_difficulty",
)


@dataclass(frozen=True, slots=True)
class Task:
    """An objective with the host's ratings, and the true success rate of each strategy, the cheapest first."""

    objective: str
    truth: tuple[float, ...]
    scores: Mapping[str, int] = field(default_factory=dict)


def catalogue() -> Catalogue:
    """The shipped commands."""
    return load_catalogue([]).catalogue


def public_tasks(folder: Path) -> dict[str, list[Task]]:
    """The tasks of `task_difficulty_dev.csv` by repository; the four pools stand for the four strategies."""
    found: dict[str, list[Task]] = {}
    with (folder / "task_difficulty_dev.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            truth = tuple(float(row[f"pool_{n}"]) for n in range(1, 5))
            scores = {name: int(row[name]) for name in RATINGS}
            found.setdefault(row["repository"], []).append(Task(_SAID[row["repository"]], truth, scores))
    return found


_SAID = {
    "django": "Fix a defect in the Django web framework's database layer",
    "matplotlib": "Fix a defect in the plotting library's charts",
    "pytest-dev": "Fix a defect in the unit test runner's fixtures",
}


class Learner:
    """Podium's learning core, played through time: each outcome takes `days`."""

    def __init__(self, seed: str, *, exploration: float = 0.05, days: float = 0.1, worth: float = 20.0) -> None:
        self.random = random.Random(seed)
        self.catalogue = _CATALOGUE
        self.knowledge = Knowledge()
        self.exploration = exploration
        self.days = days
        self.worth = worth
        self.now = START
        self.played = 0
        self.project = ""
        self.connection = sqlite3.connect(":memory:", isolation_level=None)
        self.connection.create_function("freshness", 1, freshness, deterministic=True)
        self.connection.create_function("score_bin", 1, score_bin, deterministic=True)
        for name in MIGRATIONS:
            for statement in script(name):
                self.connection.execute(statement)

    def decide(self, task: Task, *, explore: bool = True, seed: str = "") -> Decision:
        """The decision on a task, as a run would get it."""
        tries = explore and self.random.random() < self.exploration
        return decide(
            task.objective,
            catalogue=self.catalogue,
            knowledge=self.knowledge,
            scores=task.scores,
            explore=tries,
            worth=self.worth,
            seed=seed,
        )

    def play(self, task: Task, *, false_feedback: float = 0.0) -> tuple[Decision, bool]:
        """Decide, run, judge and learn from one task; whether it truly succeeded."""
        decision = self.decide(task)
        place = STRATEGIES.index(decision.route.strategy)
        success = self.random.random() < task.truth[place]
        told = success != (self.random.random() < false_feedback)
        self.record(decision, told)
        return decision, success

    def record(self, decision: Decision, success: bool, agents: Sequence[str] = ()) -> None:
        """Record the outcome of a decision, worked by these commands, with a verdict of the user."""
        self.played += 1
        self.now += self.days * DAY
        strategy = decision.route.strategy
        row = OutcomeRow(
            run_id=f"run_{self.played}",
            at=self.now,
            domain=decision.domains[0][0] if decision.domains else "general",
            strategy=strategy,
            confidence=decision.confidence,
            chosen_probability=decision.approaches[STRATEGIES.index(strategy)].success_probability,
            complexity=decision.complexity,
            status="completed",
            tokens=round(TOKENS * COSTS[strategy]),
            seconds=60 * COSTS[strategy],
            agents=round(COSTS[strategy]),
            prior=decision.prior,
            rated=decision.rated,
            explored=bool(decision.explored),
            project=self.project,
        )
        worked = [AgentRow(row.run_id, name, self.now, row.domain, name, True) for name in agents]
        learning.record(self.connection, row.run_id, row, (), worked)
        with mock.patch.object(prior, "WORTH", self.worth):  # thresholds move by what a success is worth in this world
            learning.judge(self.connection, row.run_id, success, "", self.now, 1.0 if success else 0.0)
        self.knowledge = learning.knowledge(self.connection, self.project)

    def enter(self, project: str) -> None:
        """Decide and run in this project from now on."""
        self.project = project
        self.knowledge = learning.knowledge(self.connection, project)


def free_plan(learner: Learner, decision: Decision) -> tuple[str, ...]:
    """The order of highest expected utility under what the learner believes, whatever the bands say."""
    at = Objective(decision.domains[0][0] if decision.domains else "general", decision.prior, decision.rated)
    found = plans(model_of(learner.knowledge.cells), at, COSTS, worth=learner.worth)
    return max(found.values(), key=lambda prospect: prospect.utility).order


def plan_value(plan: Sequence[str], truth: Sequence[float], worth: float) -> float:
    """Expected utility of an order of strategies under the true rates, each attempt independent of the former."""
    total, reached = 0.0, 1.0
    for strategy in plan:
        rate = truth[STRATEGIES.index(strategy)]
        total += reached * (rate * worth - COSTS[strategy])
        reached *= 1 - rate
    return total


def best_plan(tasks: Sequence[Task], worth: float, first: str = "") -> tuple[str, ...]:
    """The order that would earn most on all of these tasks, of those that begin with a strategy where one is named."""
    orders = [plan for plan in FIXED_PLANS if first in ("", plan[0])]
    return max(orders, key=lambda plan: sum(plan_value(plan, task.truth, worth) for task in tasks))


_CATALOGUE = catalogue()

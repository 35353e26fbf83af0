"""Regret, calibration and reliability of the learner in three worlds made of public tasks: part of `learning.py`.

`public` are the tasks as they are; direct work solves .38 of them. In `easy` everything succeeds much more often, so that
much is shown at .90 and more. In `domains` two domains differ: one is the easy one, in the other only the most support
helps. All lose a logit at half-time, and 5 % of the verdicts are false.

Who has to begin as the bands say cannot earn everything, so three bounds stand beside what was earned, each with the best
order afterwards. `least_with_bands` knows the rates of each domain's tasks by eighths of their prior confidence, which is
all that words and ratings tell, and has the best thresholds that may be; `least_at_defaults` knows the same and has the
defaults, as long as too few runs below a threshold were tried to certify another; `least_all_known` knows each task's own
rates, at the best thresholds.
"""

from __future__ import annotations

import statistics
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import product
from pathlib import Path
from typing import NamedTuple

import common
from learning_world import NEAR_EIGHTY, Learner, Task, best_plan, free_plan, plan_value, public_tasks

from podium.core.calibration import brier, expected_calibration_error, log_loss
from podium.core.decision.banding import elevated, elevations, strategy_for
from podium.core.learning.estimator import logit, odds
from podium.core.learning.intervals import share_interval
from podium.core.values import STRATEGIES, Decision, Strategy, Thresholds

WORTHS = (10.0, 20.0, 50.0)
WARM_UP, HALF = 300, 450
FALSE_FEEDBACK = 0.05
GOAL, GOAL_WHERE_DOMAINS_DIFFER = 0.10, 0.0
"""Most regret against the best fixed plan in hindsight, as a share of what that earns."""
EIGHTHS = 8
MUCH_EASIER, ONLY_MOST_SUPPORT = (4.0, 4.0, 4.0, 4.0), (-3.0, -3.0, -3.0, 2.0)
"""Logits by which a world's rates differ from the public ones."""
FEW_TRIALS = 0.05
"""A rate of 0 or 1 among nine to some thirty agents may well be this far from it."""
HALVES = ("before drift", "after drift")

_ALLOWED = [
    Thresholds(0.9 + direct, 0.7 + workflow, 0.5 + multi)
    for direct, workflow, multi in product((-0.1, 0.0, 0.1), repeat=3)
]
"""The defaults, and as far from them as thresholds may move."""


def chosen(decision: Decision) -> float:
    """The probability that was shown for the strategy which ran."""
    return decision.approaches[STRATEGIES.index(decision.route.strategy)].success_probability


def shifted(task: Task, by: Sequence[float], objective: str, margin: float) -> Task:
    """A task whose success rates are moved by logits; none counts as nearer than `margin` to 0 or 1 before."""
    rates = (odds(logit(min(1 - margin, max(margin, rate))) + step) for rate, step in zip(task.truth, by, strict=True))
    return Task(objective, tuple(rates), task.scores)


def drifted(task: Task) -> Task:
    """The same task when every strategy has lost a logit: what succeeded in .73 succeeds in .50."""
    return shifted(task, (-1.0,) * len(STRATEGIES), task.objective, 0.01)


def worlds(folder: Path) -> dict[str, list[Task]]:
    """The tasks of each world."""
    public = [task for those in public_tasks(folder).values() for task in those]
    easy = [shifted(task, MUCH_EASIER, NEAR_EIGHTY["performance"], FEW_TRIALS) for task in public]
    hard = [shifted(task, ONLY_MOST_SUPPORT, NEAR_EIGHTY["security"], FEW_TRIALS) for task in public]
    return {"public": public, "easy": easy, "domains": [*easy, *hard]}


def regrets(folder: Path, seeds: int) -> bool:
    """Drift at half-time, some feedback false: regret, oracle, calibration, reliability of each world at each worth."""
    results = [_regret(name, tasks, worth, seeds) for name, tasks in worlds(folder).items() for worth in WORTHS]
    return all(results)


def _regret(world: str, tasks: list[Task], worth: float, seeds: int) -> bool:
    rows: dict[str, list[float]] = {}
    pairs: list[tuple[float, float]] = []
    for seed in range(seeds):
        learner = Learner(f"{world} {worth} {seed}", worth=worth)
        for half, now in zip(HALVES, (tasks, list(map(drifted, tasks))), strict=True):
            for name, value in _half(learner, now, pairs, worth).items():
                rows.setdefault(f"{name}, {half}", []).append(value)
    figures = {name: round(statistics.fmean(values), 3) for name, values in rows.items()}
    goal = GOAL_WHERE_DOMAINS_DIFFER if world == "domains" else GOAL
    means = {name: statistics.fmean(figures[f"{name}, {half}"] for half in HALVES) for name in _JUDGED}
    shown = reliability(pairs)
    passed = means["bands"] <= goal
    common.report(
        f"learning.regret {world}, worth {worth:g}",
        passed=passed,
        goal=goal,
        **{name: round(value, 3) for name, value in means.items()},
        above_the_least=round(means["bands"] - means["least_with_bands"], 3),
        above_the_defaults=round(means["bands"] - means["least_at_defaults"], 3),
        **figures,
        brier=brier(pairs),
        log_loss=log_loss(pairs),
        ece=expected_calibration_error(pairs),
        n=len(pairs),
        reliability=shown,
    )
    return passed and all(band["holds"] for low, band in shown.items() if low == _UPPERMOST)


_JUDGED = ("bands", "free", "least_at_defaults", "least_with_bands", "least_all_known")
_UPPERMOST = "0.90 and more"


def _half(learner: Learner, world: list[Task], pairs: list[tuple[float, float]], worth: float) -> dict[str, float]:
    """Plays one half and compares, after the warm-up, what was planned with what could have been."""
    drawn = [learner.random.choice(world) for _ in range(HALF)]
    tasks = drawn[WARM_UP:]
    fixed = best_plan(tasks, worth)
    planned: list[tuple[str, ...]] = []
    free: list[tuple[str, ...]] = []
    for turn, task in enumerate(drawn):
        before = learner.decide(task, explore=False) if turn >= WARM_UP else None
        decision, success = learner.play(task, false_feedback=FALSE_FEEDBACK)
        if before is not None:
            pairs.append((chosen(decision), float(success)))
            planned.append(before.plan)
            free.append(free_plan(learner, before))
    ideal = [best_plan([task], worth) for task in tasks]
    alike = by_prior(world, learner, worth)
    earned = {
        "bands": _mean(planned, tasks, worth),
        "free": _mean(free, tasks, worth),
        "least_at_defaults": _begun([alike[id(task)] for task in tasks], tasks, worth, Thresholds()),
        "least_with_bands": _least([alike[id(task)] for task in tasks], tasks, worth),
        "least_all_known": _least([known([task], worth) for task in tasks], tasks, worth),
        "oracle": _mean(ideal, tasks, worth),
    }
    base = _mean([fixed] * len(tasks), tasks, worth)
    near = [
        plan_value(plan, task.truth, worth) >= 0.95 * plan_value(fixed, task.truth, worth)
        for plan, task in zip(free, tasks, strict=True)
    ]
    return {name: 1 - value / base for name, value in earned.items()} | {
        "first is the oracle's (free)": statistics.fmean(a[0] == b[0] for a, b in zip(free, ideal, strict=True)),
        "within 5 % of fixed (free)": statistics.fmean(near),
    }


class Known(NamedTuple):
    """Of tasks that nobody can tell apart: what verdicts on direct work show, and the best order from each strategy on."""

    told: float
    orders: Mapping[str, tuple[str, ...]]


def known(alike: Sequence[Task], worth: float) -> Known:
    """What can be known of tasks that look alike."""
    rate = statistics.fmean(task.truth[0] for task in alike)
    told = rate * (1 - FALSE_FEEDBACK) + (1 - rate) * FALSE_FEEDBACK
    return Known(told, {first: best_plan(alike, worth, first) for first in STRATEGIES})


def by_prior(world: Sequence[Task], learner: Learner, worth: float) -> dict[int, Known]:
    """For each task, by its identity, what is known of those of its domain in the same eighth of the prior confidence."""
    domains: defaultdict[str, list[Task]] = defaultdict(list)
    for task in world:
        domains[task.objective].append(task)
    found = {}
    for tasks in domains.values():
        ordered = sorted(tasks, key=lambda task: learner.decide(task, explore=False).prior)
        for part in range(EIGHTHS):
            alike = ordered[part * len(tasks) // EIGHTHS : (part + 1) * len(tasks) // EIGHTHS]
            found |= dict.fromkeys(map(id, alike), known(alike, worth))
    return found


def _least(knowing: Sequence[Known], tasks: Sequence[Task], worth: float) -> float:
    """What is earned at most by who knows that and begins as the bands say, with the best thresholds."""
    return max(_begun(knowing, tasks, worth, at) for at in _ALLOWED)


def _begun(knowing: Sequence[Known], tasks: Sequence[Task], worth: float, at: Thresholds) -> float:
    """What is earned with these thresholds, with one band more support close below one."""
    return _mean([each.orders[_first(each.told, at)] for each in knowing], tasks, worth)


def _first(told: float, at: Thresholds) -> Strategy:
    strategy = strategy_for(told, at)
    return elevated(strategy) if elevations(told, at, 0.0, {}) else strategy


def reliability(pairs: Sequence[tuple[float, float]]) -> dict[str, dict[str, object]]:
    """What was shown and what came of it, by the seed's bands; it holds where the 90 % interval reaches the band."""
    found: dict[str, dict[str, object]] = {}
    for low, high in ((0.9, 1.01), (0.7, 0.9), (0.5, 0.7), (0.0, 0.5)):
        group = [(p, y) for p, y in pairs if low <= p < high]
        if group:
            hits = sum(y for _, y in group)
            interval = share_interval(hits, len(group))
            found[f"{low:.2f} and more"] = {
                "shown": round(sum(p for p, _ in group) / len(group), 3),
                "achieved": round(hits / len(group), 3),
                "interval": [round(end, 3) for end in interval],
                "n": len(group),
                "holds": interval[1] >= low,
            }
    return found


def _mean(plans: Sequence[Sequence[str]], tasks: Sequence[Task], worth: float) -> float:
    return statistics.fmean(plan_value(plan, task.truth, worth) for plan, task in zip(plans, tasks, strict=True))

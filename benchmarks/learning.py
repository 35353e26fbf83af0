"""What the learner achieves where the truth is known and hidden from it; one JSON line for each group of figures.

    python benchmarks/learning.py DATA_DIR [--quick]

DATA_DIR holds `task_difficulty_dev.csv`: the success rates of four pools of public agents on 284 tasks stand for the
four strategies, at costs of 1, 2.5, 5 and 12. The simulated domains need no data. `--quick` plays fewer seeds.

`regret` is against the best fixed plan in hindsight, as a share of that plan's utility. `bands` is what Podium does: its
first strategy follows from the confidence and the thresholds; `free` is the plan of highest expected utility under the
same estimates, to tell the price of the bands from that of not knowing.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

import common
from learning_figures import coverage, growth, million, moves, thresholds
from learning_world import Learner, Task, free_plan, plan_value, public_tasks

from podium.core.calibration import brier, expected_calibration_error, log_loss
from podium.core.learning.estimator import logit, odds
from podium.core.learning.intervals import share_interval
from podium.core.values import STRATEGIES, Decision

PLANS = [plan for size in range(1, 5) for plan in combinations(STRATEGIES, size)]
WARM_UP, HALF = 300, 450
FALSE_FEEDBACK = 0.05


def chosen(decision: Decision) -> float:
    """The probability that was shown for the strategy which ran."""
    return decision.approaches[STRATEGIES.index(decision.route.strategy)].success_probability


def drifted(task: Task) -> Task:
    """The same task when every strategy has lost a logit: what succeeded in .73 succeeds in .50."""
    truth = tuple(odds(logit(min(0.98, max(0.02, rate))) - 1) for rate in task.truth)
    return Task(task.objective, truth, task.scores)


def best_fixed(tasks: Sequence[Task], worth: float) -> tuple[str, ...]:
    """The order of strategies that would have earned most on all of these tasks."""
    return max(PLANS, key=lambda plan: sum(plan_value(plan, task.truth, worth) for task in tasks))


def pools(folder: Path, seeds: int) -> bool | None:
    """Public tasks, drift at half-time, some feedback false: regret, oracle, calibration, bands."""
    tasks = [task for those in public_tasks(folder).values() for task in those]
    for worth in (10.0, 20.0, 50.0):
        rows: dict[str, list[float]] = {}
        pairs: list[tuple[float, float]] = []
        for seed in range(seeds):
            learner = Learner(f"pools {worth} {seed}", worth=worth)
            _play_pools(learner, tasks, rows, pairs, worth)
        figures = {name: round(statistics.fmean(values), 4) for name, values in rows.items()}
        common.report(
            f"learning.pools worth {worth:g}",
            passed=None,
            **figures,
            brier=brier(pairs),
            log_loss=log_loss(pairs),
            ece=expected_calibration_error(pairs),
            n=len(pairs),
            bands=_bands(pairs),
        )
    return None


def _play_pools(
    learner: Learner, tasks: list[Task], rows: dict[str, list[float]], pairs: list[tuple[float, float]], worth: float
) -> None:
    for half, world in (("before drift", tasks), ("after drift", list(map(drifted, tasks)))):
        drawn = [learner.random.choice(world) for _ in range(HALF)]
        fixed = best_fixed(drawn[WARM_UP:], worth)
        got: dict[str, list[float]] = {"bands": [], "free": [], "fixed": [], "oracle": [], "agrees": [], "near": []}
        for turn, task in enumerate(drawn):
            before = learner.decide(task, explore=False) if turn >= WARM_UP else None
            decision, success = learner.play(task, false_feedback=FALSE_FEEDBACK)
            if before is not None:
                pairs.append((chosen(decision), float(success)))
                _compare(learner, before, task, fixed, got, worth)
        mean = {name: statistics.fmean(values) for name, values in got.items()}
        rows.setdefault(f"regret bands, {half}", []).append(1 - mean["bands"] / mean["fixed"])
        rows.setdefault(f"regret free, {half}", []).append(1 - mean["free"] / mean["fixed"])
        rows.setdefault(f"regret of fixed to oracle, {half}", []).append(1 - mean["fixed"] / mean["oracle"])
        rows.setdefault(f"first strategy is the oracle's (free), {half}", []).append(mean["agrees"])
        rows.setdefault(f"within 5 % of fixed (free), {half}", []).append(mean["near"])


def _compare(
    learner: Learner, decision: Decision, task: Task, fixed: Sequence[str], got: dict[str, list[float]], worth: float
) -> None:
    free = free_plan(learner, decision)
    ideal = best_fixed([task], worth)
    fixed_value, free_value = (plan_value(plan, task.truth, worth) for plan in (fixed, free))
    got["bands"].append(plan_value(decision.plan, task.truth, worth))
    got["free"].append(free_value)
    got["fixed"].append(fixed_value)
    got["oracle"].append(plan_value(ideal, task.truth, worth))
    got["agrees"].append(float(free[0] == ideal[0]))
    got["near"].append(float(free_value >= fixed_value - 0.05 * abs(fixed_value)))


def _bands(pairs: Sequence[tuple[float, float]]) -> list[dict[str, object]]:
    """What was shown and what came of it, by the seed's bands, with 90 % intervals."""
    found: list[dict[str, object]] = []
    for low, high in ((0.9, 1.01), (0.7, 0.9), (0.5, 0.7), (0.0, 0.5)):
        group = [(p, y) for p, y in pairs if low <= p < high]
        if group:
            hits = sum(y for _, y in group)
            shown, achieved = sum(p for p, _ in group) / len(group), hits / len(group)
            interval = [round(end, 3) for end in share_interval(hits, len(group))]
            found.append(
                {"shown": round(shown, 3), "achieved": round(achieved, 3), "interval": interval, "n": len(group)}
            )
    return found


def frozen(folder: Path, seeds: int) -> bool:
    """Frozen after 200 outcomes, against the true rates of fresh tasks; and the first outcomes against the base rate."""
    tasks = [task for those in public_tasks(folder).values() for task in those]
    errors: dict[str, list[float]] = {"chosen": [], "direct": []}
    early: dict[str, list[float]] = {"learner": [], "base rate so far": [], "base rate in hindsight": []}
    for seed in range(seeds):
        learner = Learner(f"frozen {seed}")
        played = [learner.play(learner.random.choice(tasks)) for _ in range(200)]
        _early(played, early)
        fresh = random.Random(f"fresh {seed}").choices(tasks, k=5_000)
        known = {id(task): learner.decide(task, explore=False) for task in tasks}
        decided = [(known[id(task)], task) for task in fresh]
        pairs = [(chosen(d), task.truth[STRATEGIES.index(d.route.strategy)]) for d, task in decided]
        errors["chosen"].append(expected_calibration_error(pairs) or 0.0)
        errors["direct"].append(expected_calibration_error([(d.confidence, t.truth[0]) for d, t in decided]) or 0.0)
    ece = {name: round(statistics.fmean(values), 4) for name, values in errors.items()}
    passed = ece["chosen"] <= 0.05
    common.report("learning.frozen ECE after 200", passed=passed, **ece, tasks=5_000, seeds=seeds)
    figures = {name: round(statistics.fmean(values), 4) for name, values in early.items()}
    better = figures["learner"] < figures["base rate so far"]
    common.report("learning.early Brier of outcomes 11-25", passed=better, **figures, seeds=seeds)
    return passed and better


def _early(played: Sequence[tuple[Decision, bool]], early: dict[str, list[float]]) -> None:
    hits = [float(success) for _, success in played]
    window = range(10, 25)
    share = statistics.fmean(hits[10:25])
    early["learner"].append(statistics.fmean((chosen(played[i][0]) - hits[i]) ** 2 for i in window))
    early["base rate so far"].append(statistics.fmean((sum(hits[:i]) / i - hits[i]) ** 2 for i in window))
    early["base rate in hindsight"].append(share * (1 - share))


def main() -> int:
    """Every group of figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path, nargs="?", help="folder of task_difficulty_dev.csv")
    parser.add_argument("--quick", action="store_true", help="fewer seeds")
    options = parser.parse_args()
    quick = options.quick
    results: list[bool | None] = []
    if options.data is not None:
        results.append(pools(options.data, 1 if quick else 4))
        results.append(frozen(options.data, 5 if quick else 50))
    results += [moves(5 if quick else 20), thresholds(40 if quick else 200), coverage(20 if quick else 80)]
    results += [growth(5 if quick else 20), million(quick=quick)]
    return common.ending(results)


if __name__ == "__main__":
    sys.exit(main())

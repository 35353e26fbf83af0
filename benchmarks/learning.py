"""What the learner achieves where the truth is known and hidden from it; one JSON line for each group of figures.

    python benchmarks/learning.py DATA_DIR [--quick]

DATA_DIR holds `task_difficulty_dev.csv`: the success rates of four pools of public agents on 284 tasks stand for the
four strategies, at costs of 1, 2.5, 5 and 12. The simulated domains need no data. `--quick` plays fewer seeds.

`learning.regret` is against the best fixed plan in hindsight, as a share of what that plan earns. `bands` is what Podium
does: its first strategy follows from the confidence and the thresholds. `free` is the plan of highest expected utility under
the same estimates. What the bands cost at least, whoever decides, stands beside them; see `learning_regret.py`.

The prior's spreads were chosen on the tasks of matplotlib and pytest, though with the figures of django's in sight, so the
early outcomes and the calibration are told for django's tasks alone as well; expect a little less on repositories unseen.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
from collections.abc import Sequence
from pathlib import Path

import common
from learning_figures import coverage, growth, million, moves, projects, thresholds
from learning_regret import chosen, regrets
from learning_world import Learner, Task, public_tasks

from podium.core.calibration import expected_calibration_error
from podium.core.values import STRATEGIES


def frozen(folder: Path, seeds: int) -> bool:
    """The first outcomes against the base rate; frozen after 200, against the true rates of fresh tasks."""
    found = public_tasks(folder)
    worlds = {"all": [task for those in found.values() for task in those], "django": found["django"]}
    results = [measure(name, tasks, seeds) for name, tasks in worlds.items() for measure in (_early, _frozen)]
    return all(results)


def _frozen(name: str, tasks: Sequence[Task], seeds: int) -> bool:
    errors: dict[str, list[float]] = {"chosen": [], "direct": []}
    for seed in range(seeds):
        learner = Learner(f"frozen {seed}")
        for _ in range(200):
            learner.play(learner.random.choice(tasks))
        fresh = random.Random(f"fresh {seed}").choices(tasks, k=5_000)
        known = {id(task): learner.decide(task, explore=False) for task in tasks}
        decided = [(known[id(task)], task) for task in fresh]
        pairs = [(chosen(d), task.truth[STRATEGIES.index(d.route.strategy)]) for d, task in decided]
        errors["chosen"].append(expected_calibration_error(pairs) or 0.0)
        errors["direct"].append(expected_calibration_error([(d.confidence, t.truth[0]) for d, t in decided]) or 0.0)
    ece = {which: round(statistics.fmean(values), 4) for which, values in errors.items()}
    passed = ece["chosen"] <= 0.05
    common.report(f"learning.frozen ECE after 200, {name}", passed=passed, **ece, tasks=5_000, seeds=seeds)
    return passed


EARLY_RUNS = 4
"""Times as many seeds for the first outcomes: a base rate is hard to tell from a little better in fewer."""


def _early(name: str, tasks: Sequence[Task], seeds: int) -> bool:
    scores: dict[str, list[float]] = {"learner": [], "base rate so far": [], "base rate in hindsight": []}
    window = range(10, 25)
    for seed in range(EARLY_RUNS * seeds):
        learner = Learner(f"early {seed}")
        played = [learner.play(learner.random.choice(tasks)) for _ in range(window.stop)]
        hits = [float(success) for _, success in played]
        share = statistics.fmean(hits[window.start :])
        scores["learner"].append(statistics.fmean((chosen(played[i][0]) - hits[i]) ** 2 for i in window))
        scores["base rate so far"].append(statistics.fmean((sum(hits[:i]) / i - hits[i]) ** 2 for i in window))
        scores["base rate in hindsight"].append(share * (1 - share))
    means = {which: round(statistics.fmean(values), 4) for which, values in scores.items()}
    gains = [b - a for a, b in zip(scores["learner"], scores["base rate so far"], strict=True)]
    error = statistics.stdev(gains) / len(gains) ** 0.5
    passed = means["learner"] < means["base rate so far"]
    name = f"learning.early Brier of outcomes 11-25, {name}"
    common.report(name, passed=passed, **means, standard_error_of_gain=round(error, 4), seeds=len(gains))
    return passed


def main() -> int:
    """Every group of figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path, nargs="?", help="folder of task_difficulty_dev.csv")
    parser.add_argument("--quick", action="store_true", help="fewer seeds")
    options = parser.parse_args()
    quick = options.quick
    results: list[bool | None] = []
    if options.data is not None:
        results.append(regrets(options.data, 1 if quick else 4))
        results.append(frozen(options.data, 5 if quick else 50))
    results += [moves(5 if quick else 20), thresholds(40 if quick else 200), coverage(20 if quick else 80)]
    results.append(projects(5 if quick else 20))
    results += [growth(5 if quick else 20), million(quick=quick)]
    return common.ending(results)


if __name__ == "__main__":
    sys.exit(main())

"""How well confidence from five ordinal ratings ranks real tasks that no outcome is known of.

    python benchmarks/task_difficulty.py DATA_DIR

DATA_DIR holds `task_difficulty_dev.csv`: tasks with ratings a language model gave from the problem text, and the share of
agents that solved them, of all and of four pools of rising strength. The confidence is the shipped one: nothing of it was
fitted on tasks, so every repository is a held-out one. AUC is the probability that of a solved and an unsolved attempt the
solved one had the higher confidence:

- `plainest_route`: attempts of the weakest pool, which stands for direct work; the goal is set for it
- `all_routes`: attempts of all four pools, each with the success probability of its strategy
- `solved_by_most`: tasks that more than half of all agents solved against the others
- `mean_of_agents`: attempts of all agents alike, with the ceiling that knowing each task's true rate would give

Brier scores are of the plainest route: as shown, and with a line through the logits fitted on the other repositories.
`unweighted` is the same AUC with the plain sum of the ratings. Needs numpy and scipy.
"""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

sys.path.insert(0, str(Path(__file__).parent.parent / "server"))

from podium.core.decision import decide
from podium.core.values import RATINGS, Catalogue

GOAL = 0.70
OBJECTIVE = "Solve the issue"
POOLS = ("pool_1", "pool_2", "pool_3", "pool_4")


def auc(shown: np.ndarray, rates: np.ndarray) -> float:
    """Probability that a solved attempt ranks above an unsolved one, ties half; `rates` are shares of solved attempts."""
    order = np.sign(np.subtract.outer(shown, shown))
    pairs = np.outer(rates, 1 - rates)
    return round(float((pairs * (order + 1) / 2).sum() / pairs.sum()), 4)


def brier(shown: np.ndarray, rates: np.ndarray) -> float:
    """Mean squared error over attempts."""
    return round(float((rates * (1 - shown) ** 2 + (1 - rates) * shown**2).mean()), 4)


def logit(shown: np.ndarray) -> np.ndarray:
    clipped = np.clip(shown, 0.001, 0.999)
    return np.log(clipped / (1 - clipped))


def recalibrated(shown: np.ndarray, rates: np.ndarray, repositories: np.ndarray) -> np.ndarray:
    """Platt calibration of each repository, fitted on the others."""
    z, found = logit(shown), np.zeros(len(shown))
    for name in np.unique(repositories):
        held = repositories == name

        def loss(line: np.ndarray, rest: np.ndarray = ~held) -> float:
            x = line[0] + line[1] * z[rest]
            return float((np.logaddexp(0, x) - rates[rest] * x).sum() + 0.5 * (line[1] - 1) ** 2)

        a, b = minimize(loss, np.array([0.0, 1.0])).x
        found[held] = 1 / (1 + np.exp(-(a + b * z[held])))
    return found


def main() -> None:
    tasks = list(csv.DictReader((Path(sys.argv[1]) / "task_difficulty_dev.csv").open(encoding="utf-8")))
    names = RATINGS[:5]
    ratings = np.array([[int(task[name]) for name in names] for task in tasks])
    decided = [
        decide(OBJECTIVE, catalogue=Catalogue({}), scores=dict(zip(names, map(int, row), strict=True)))
        for row in ratings
    ]
    shown = np.array([decision.confidence for decision in decided])
    chances = np.array([[each.success_probability for each in decision.approaches] for decision in decided])
    pools = np.array([[float(task[pool]) for pool in POOLS] for task in tasks])
    mean = np.array([float(task["solve_rate"]) for task in tasks])
    repositories = np.array([task["repository"] for task in tasks])
    easy = -ratings.sum(1)
    plainest = auc(shown, pools[:, 0])
    passed = plainest >= GOAL
    print(
        json.dumps(
            {
                "benchmark": "task_difficulty",
                "tasks": len(tasks),
                "auc": {
                    "plainest_route": plainest,
                    "all_routes": auc(chances.ravel(), pools.ravel()),
                    "solved_by_most": auc(shown, (mean > 0.5).astype(float)),
                    "mean_of_agents": auc(shown, mean),
                    "mean_of_agents_ceiling": auc(mean, mean),
                },
                "unweighted": {"plainest_route": auc(easy, pools[:, 0]), "mean_of_agents": auc(easy, mean)},
                "repositories": {
                    str(name): {"tasks": int(held.sum()), "plainest_route": auc(shown[held], pools[held, 0])}
                    for name in np.unique(repositories)
                    for held in [repositories == name]
                },
                "brier": {
                    "as_shown": brier(shown, pools[:, 0]),
                    "recalibrated": brier(recalibrated(shown, pools[:, 0], repositories), pools[:, 0]),
                    "base_rate": brier(np.full(len(tasks), pools[:, 0].mean()), pools[:, 0]),
                },
                "passed": passed,
            }
        )
    )
    sys.exit(not passed)


if __name__ == "__main__":
    main()

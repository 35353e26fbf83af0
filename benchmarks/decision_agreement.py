"""Agreement of cold-start routes with annotators, cross-validated.

    python benchmarks/decision_agreement.py DATA_DIR          one JSON line
    python benchmarks/decision_agreement.py DATA_DIR --fit    the package's constants, fitted on all

DATA_DIR holds `objectives_dev.jsonl` and `objective_ratings_dev.csv`. Everything that is fitted is fitted anew without the
fold it is tested on; the lexicons were written with the annotated lines in sight, so expect lower figures of the words
on lines nobody has seen. Needs numpy and scipy.
"""

from __future__ import annotations

import csv
import json
import random
import sys
import time
from pathlib import Path
from unittest import mock

import numpy as np
from scipy.optimize import minimize

sys.path.insert(0, str(Path(__file__).parent.parent / "server"))

from podium.core.decision import belief, constants, decide
from podium.core.decision.analysis import heard
from podium.core.decision.features import features
from podium.core.decision.reading import read
from podium.core.values import RATINGS, STRATEGIES, Catalogue

RIDGE = 1.0
FOLDS, REPEATS = 10, 3
GOALS = (
    ("words", "exact", 0.70),
    ("words", "within_one", 0.96),
    ("all_ratings", "exact", 0.87),
    ("all_ratings", "exact_where_all_agree", 0.90),
    ("all_ratings", "within_one", 0.98),
)
OWN = Path(__file__).with_name("decision_objectives.txt")
NAMES = tuple(features(read("x")))
CUTS = np.array([np.log(0.9 / 0.1), np.log(0.7 / 0.3), 0.0])


def load(folder: Path) -> tuple[list[dict], list[tuple[str, int]]]:
    rows = [json.loads(line) for line in (folder / "objectives_dev.jsonl").read_text("utf-8").splitlines() if line]
    ratings: dict[int, list[dict[str, int]]] = {}
    for each in csv.DictReader((folder / "objective_ratings_dev.csv").open(encoding="utf-8")):
        ratings.setdefault(int(each["id"]), []).append({name: int(each[name]) for name in RATINGS})
    for row in rows:
        row["band"], row["ratings"] = STRATEGIES.index(row["route"]), ratings[row["id"]]
    own = [line.split("\t") for line in OWN.read_text("utf-8").splitlines() if not line.startswith("#")]
    return rows, [(text, STRATEGIES.index(route)) for route, text in own]


def measures(texts: list[str]) -> np.ndarray:
    return np.array([[1.0, *(features(read(text))[name].value for name in NAMES)] for text in texts])


def fit_words(x: np.ndarray, bands: np.ndarray) -> np.ndarray:
    """Multinomial logistic regression with a ridge on all but the intercepts: (measures + 1) x 4."""
    truth = np.eye(4)[bands]

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        w = flat.reshape(x.shape[1], 4)
        logits = x @ w
        p = np.exp(logits - logits.max(1, keepdims=True))
        p /= p.sum(1, keepdims=True)
        ridge = w.copy()
        ridge[0] = 0
        value = -np.log((p * truth).sum(1) + 1e-12).sum() + RIDGE * (ridge**2).sum()
        return value, (x.T @ (p - truth) + 2 * RIDGE * ridge).ravel()

    found = minimize(loss, np.zeros(x.shape[1] * 4), jac=True, method="L-BFGS-B").x.reshape(x.shape[1], 4)
    return found - found.mean(1, keepdims=True)


def fit_ordinal(x: np.ndarray, bands: np.ndarray, signs: list[int], ridge: float) -> np.ndarray:
    """Proportional odds with the cuts fixed at the bands' logits: weights of the logit of the confidence.

    `signs` tells which way each measure may work (0: either), the intercept left out.
    """
    upper, lower = np.append(60.0, CUTS)[bands], np.append(CUTS, -60.0)[bands]

    def odds(z: np.ndarray) -> np.ndarray:
        return 1 / (1 + np.exp(np.clip(-z, -50, 50)))

    def loss(theta: np.ndarray) -> float:
        z, scale = x @ theta[:-1], theta[-1]
        inside = odds(scale * upper - z) - odds(scale * lower - z)
        return float(-np.log(np.clip(inside, 1e-12, 1)).sum() + ridge * (theta[1:-1] ** 2).sum())

    limits = [(None, None), *((0 if s > 0 else None, 0 if s < 0 else None) for s in signs), (0.1, None)]
    theta = minimize(loss, np.append(np.zeros(x.shape[1]), 1.0), method="L-BFGS-B", bounds=limits).x
    return theta[:-1] / theta[-1]


def rating_table(rows: list[dict]) -> tuple[dict, dict]:
    """Mean rating in each band, forced to be monotone over the bands, and the spread around it."""
    means, spreads = {}, {}
    for name in RATINGS:
        by_band = [[r[name] for row in rows if row["band"] == k for r in row["ratings"]] for k in range(4)]
        means[name] = monotone([float(np.mean(each)) for each in by_band], falls=name == "requirement_clarity")
        residuals = [value - means[name][k] for k, each in enumerate(by_band) for value in each]
        spreads[name] = float(np.sqrt(np.mean(np.square(residuals))))
    return means, spreads


def monotone(values: list[float], falls: bool) -> tuple[float, ...]:
    """Pools neighbours that stand in the wrong order (isotonic regression), so that harder never reads as easier."""
    sign = -1 if falls else 1
    pools: list[list[float]] = []
    for value in values:
        pools.append([sign * value])
        while len(pools) > 1 and np.mean(pools[-2]) > np.mean(pools[-1]):
            pools[-2:] = [pools[-2] + pools[-1]]
    return tuple(sign * float(np.mean(pool)) for pool in pools for _ in pool)


def fitted(rows: list[dict], own: list[tuple[str, int]]) -> dict:
    x = measures([row["objective"] for row in rows] + [text for text, _ in own])
    words = fit_words(x, np.array([row["band"] for row in rows] + [band for _, band in own]))
    means, spreads = rating_table(rows)
    return {
        "INTERCEPTS": tuple(words[0]),
        "WEIGHTS": {name: tuple(w) for name, w in zip(NAMES, words[1:], strict=True)},
        "RATING_MEANS": means,
        "RATING_SPREADS": spreads,
    }


def folds(count: int, seed: int) -> list[list[int]]:
    order = list(range(count))
    random.Random(seed).shuffle(order)
    return [order[start::FOLDS] for start in range(FOLDS)]


def agreement(rows: list[dict], own: list[tuple[str, int]]) -> dict[str, dict[str, float]]:
    five = RATINGS[:5]
    ways = {
        "words": lambda row: [{}],
        "all_ratings": lambda row: row["ratings"],
        "five_ratings": lambda row: [{name: r[name] for name in five} for r in row["ratings"]],
    }
    hits: dict[str, list[tuple[int, int]]] = {way: [] for way in ways}
    for seed in range(REPEATS):
        for fold in folds(len(rows), seed):
            held = set(fold)
            model = fitted([row for i, row in enumerate(rows) if i not in held], own)
            with mock.patch.multiple(belief, **model):
                forget()
                for row in (rows[i] for i in fold):
                    for way, scored in ways.items():
                        for scores in scored(row):
                            route = decide(row["objective"], catalogue=Catalogue({}), scores=scores).route.strategy
                            hits[way].append((abs(STRATEGIES.index(route) - row["band"]), row["agreement"]))
    forget()
    return {way: _shares(found) for way, found in hits.items()}


def forget() -> None:
    """Drops what was kept under other constants."""
    belief.likelihood.cache_clear()
    heard.cache_clear()


def _shares(found: list[tuple[int, int]]) -> dict[str, float]:
    agreed = [gap for gap, agreement in found if agreement == 3]
    return {
        "exact": round(float(np.mean([gap == 0 for gap, _ in found])), 4),
        "exact_where_all_agree": round(float(np.mean([gap == 0 for gap in agreed])), 4),
        "within_one": round(float(np.mean([gap <= 1 for gap, _ in found])), 4),
    }


def milliseconds(characters: int) -> float:
    text = ("Add OAuth login for the admin area, migrate the user table and document the flow for operators. " * 40)[
        :characters
    ]
    empty, spans = Catalogue({}), []
    for turn in range(200):
        started = time.perf_counter()
        decide(f"{text[:-6]} {turn}", catalogue=empty)
        spans.append(time.perf_counter() - started)
    return round(1000 * sorted(spans)[100], 3)


def print_constants(rows: list[dict], own: list[tuple[str, int]]) -> None:
    for name, value in fitted(rows, own).items():
        print(name, "=", json.dumps(value, default=float, indent=1))
    x = measures([row["objective"] for row in rows] + [text for text, _ in own])
    bands = np.array([row["band"] for row in rows] + [band for _, band in own])
    eases = {"narrow", "documentation", "named_spot", "plain_verb", "plainness"}
    words = fit_ordinal(x, bands, [1 if name in eases else -1 for name in NAMES], 0.3)
    print("LOGIT", dict(zip(("base", *NAMES), words.round(3).tolist(), strict=True)))
    rated = [(row, r) for row in rows for r in row["ratings"]]
    z = measures([row["objective"] for row, _ in rated]) @ words
    y = np.column_stack([np.ones(len(rated)), z, *([(r[n] - 3) / 2 for _, r in rated] for n in RATINGS)])
    signs = [1, *(1 if name == "requirement_clarity" else -1 for name in RATINGS)]
    weights = fit_ordinal(y, np.array([row["band"] for row, _ in rated]), signs, 2.0)
    print("RATED", dict(zip(("base", "words", *RATINGS), weights.round(3).tolist(), strict=True)))


def main() -> None:
    folder = Path(sys.argv[1])
    rows, own = load(folder)
    if "--fit" in sys.argv:
        print_constants(rows, own)
        return
    agreed = agreement(rows, own)
    passed = all(agreed[way][share] >= least for way, share, least in GOALS)
    speed = {str(n): milliseconds(n) for n in (200, 2000)}
    print(
        json.dumps(
            {
                "benchmark": "decision_agreement",
                "objectives": len(rows),
                **agreed,
                "passed": passed,
                "decide_ms_p50": speed,
                "constants": len(constants.WEIGHTS),
            }
        )
    )
    sys.exit(not passed)


if __name__ == "__main__":
    main()

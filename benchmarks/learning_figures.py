"""Figures of the learner in simulated domains: part of `learning.py`."""

from __future__ import annotations

import random
import statistics
import time
from collections import Counter
from itertools import pairwise

import common
from learning_world import COSTS, NEAR_EIGHTY, START, Learner, Task, best_plan, free_plan, plan_value

from podium.core.decision import decide
from podium.core.decision.approaches import USUAL_AGENTS
from podium.core.decision.banding import strategy_for
from podium.core.decision.repeats import repeated
from podium.core.learning.estimator import odds
from podium.core.learning.prior import GAIN, WORTH
from podium.core.learning.thresholds import Cases, look, reviewed
from podium.core.values import STRATEGIES, Thresholds
from podium.store import learning


def moves(seeds: int) -> bool:
    """A domain shown at .80 where direct work succeeds in .97: does it go direct, back after drift, alone?"""
    counts: Counter[str] = Counter()
    turns: list[int] = []
    for seed in range(seeds):
        learner = Learner(f"moves {seed}", exploration=0.2)
        easy = Task(NEAR_EIGHTY["performance"], (0.97, 0.975, 0.98, 0.985))
        other = Task(NEAR_EIGHTY["frontend"], (0.8, 0.88, 0.93, 0.95))
        before = learner.decide(other, explore=False)
        routes = [learner.play(easy)[0] for _ in range(300)]
        direct = [decision.route.strategy == STRATEGIES[0] for decision in routes]
        turns.append(next((i for i in range(280) if sum(direct[i : i + 20]) >= 18), 300))
        counts["direct"] += sum(direct[-50:]) >= 45
        counts["by calibration"] += routes[-1].confidence >= 0.9
        after = learner.decide(other, explore=False)
        counts["other stays"] += after.route.strategy == before.route.strategy
        worse = Task(easy.objective, (0.3, 0.4, 0.5, 0.6))
        last = [learner.play(worse)[0] for _ in range(60)][-20:]
        counts["back"] += sum(decision.route.strategy == STRATEGIES[0] for decision in last) <= 2
    shares = {name: round(counts[name] / seeds, 3) for name in ("direct", "by calibration", "back", "other stays")}
    passed = all(shares[name] >= 0.8 for name in ("direct", "back", "other stays"))
    common.report("learning.moves", passed=passed, **shares, median_outcomes=statistics.median(turns), seeds=seeds)
    return passed


def thresholds(seeds: int) -> bool:
    """Share of threshold sequences that admit too much (true share just too low), and that move where they should."""
    required = 0.75
    figures = {}
    for truth in (0.74, 0.85, 0.95):
        moved = sum(_moved(random.Random(f"threshold {truth} {seed}"), truth, required) for seed in range(seeds))
        figures[f"moved at true {truth}"] = round(moved / seeds, 3)
    moved_in_use = sum(_moved_in_use(seed) for seed in range(max(5, seeds // 20))) / max(5, seeds // 20)
    passed = figures["moved at true 0.74"] <= 0.10 and moved_in_use >= 0.8
    common.report(
        "learning.thresholds", passed=passed, required=required, **figures, certified_in_use=moved_in_use, seeds=seeds
    )
    return passed


def _moved(draw: random.Random, truth: float, required: float) -> bool:
    """Whether the direct threshold was ever certified below its default within 512 explored runs."""
    bins: dict[int, Cases] = {}
    for _ in range(512):
        place = draw.randrange(40, 45)
        former = bins.get(place, Cases(0, 0))
        bins[place] = Cases(former.successes + (draw.random() < truth), former.trials + 1)
        if look(sum(cases.trials for cases in bins.values())):
            movement = reviewed("direct", bins, required, 0.9)
            if movement is not None and movement.target < 0.9:
                return True
    return False


def _moved_in_use(seed: int) -> bool:
    """Whether a domain whose direct work is worth it at .87 certifies a lower threshold within 400 outcomes."""
    learner = Learner(f"threshold in use {seed}", exploration=0.2)
    task = Task(NEAR_EIGHTY["data"], (0.87, 0.92, 0.96, 0.97))
    for _ in range(400):
        learner.play(task)
    return bool(learner.knowledge.certified)


def coverage(seeds: int) -> bool:
    """Share of 90 % intervals that hold the true rate of direct work, in domains drawn from what may be expected."""
    hits: dict[int, list[bool]] = {25: [], 100: [], 200: []}
    for seed in range(seeds):
        draw = random.Random(f"coverage {seed}")
        learner = Learner(f"coverage {seed}", exploration=0.1)
        shift = draw.gauss(0.0, 1.0)
        rates = tuple(odds(1.39 + shift + GAIN[s] + draw.gauss(0.0, 0.4)) for s in STRATEGIES)
        task = Task(draw.choice(list(NEAR_EIGHTY.values())), rates)
        for turn in range(1, max(hits) + 1):
            learner.play(task)
            if turn in hits:
                low, high = learner.decide(task, explore=False).interval
                hits[turn].append(low <= rates[0] <= high)
    shares = {f"after {turn}": round(statistics.fmean(held), 3) for turn, held in hits.items()}
    everything = statistics.fmean([held for those in hits.values() for held in those])
    passed = 0.85 <= everything <= 0.95
    common.report("learning.coverage", passed=passed, nominal=0.9, overall=round(everything, 3), **shares, seeds=seeds)
    return passed


def projects(seeds: int) -> bool:
    """Two projects that take turns in one domain, easier and harder: how far each one's confidence lies from its rates."""
    rates = {"solid": (0.95, 0.96, 0.97, 0.98), "shaky": (0.55, 0.65, 0.75, 0.85)}
    tasks = {name: Task(NEAR_EIGHTY["data"], rate) for name, rate in rates.items()}
    errors: dict[str, list[float]] = {"with projects": [], "without": []}
    moved: list[float] = []
    for seed in range(seeds):
        learner = Learner(f"projects {seed}")
        other = learner.decide(Task(NEAR_EIGHTY["frontend"], rates["solid"]), explore=False).confidence
        for turn in range(200):
            name = ("solid", "shaky")[turn % 2]
            learner.enter(name)
            learner.play(tasks[name])
        for name, task in tasks.items():
            learner.enter(name)
            known = learner.decide(task, explore=False)
            errors["with projects"].append(abs(known.confidence - task.truth[0]))
            learner.enter("")
            errors["without"].append(abs(learner.decide(task, explore=False).confidence - task.truth[0]))
        learner.enter("a third")
        found = learner.decide(Task(NEAR_EIGHTY["frontend"], rates["solid"]), explore=False).confidence
        moved.append(abs(found - other))
    means = {name: round(statistics.fmean(values), 3) for name, values in errors.items()}
    passed = means["with projects"] < means["without"] and statistics.fmean(moved) < 0.05
    other_moved = round(statistics.fmean(moved), 3)
    common.report("learning.projects", passed=passed, error=means, another_project_and_domain=other_moved, seeds=seeds)
    return passed


ANY_DOMAIN = 3
"""Times as many seeds where domains differ: their rates lie far apart."""


def growth(seeds: int) -> bool:
    """Accuracy, regret and cost of a decision as outcomes of a domain come in, where it succeeds and in any domain."""
    succeeding = [Task(NEAR_EIGHTY["performance"], (0.97, 0.975, 0.98, 0.985))] * seeds
    held = _growth(
        "learning.growth where direct work succeeds", succeeding, ("squared_error", "regret", "cost", "calls"), 0.2
    )
    # Where confidence falls, the bands ask for dearer routes, as `least_of_route` shows: no learner pays less on them. That
    # the confidence is not too bold shows in `slope`, of the true rates on it: below 1 it would move too far.
    tasks = list(map(_any_domain, range(ANY_DOMAIN * seeds)))
    return _growth("learning.growth in any domain", tasks, ("squared_error",)) and held


def _any_domain(seed: int) -> Task:
    draw = random.Random(f"growth {seed}")
    shift = draw.gauss(0.3, 1.0)
    rates = tuple(odds(1.39 + shift + GAIN[s] + draw.gauss(0.0, 0.4)) for s in STRATEGIES)
    return Task(draw.choice(list(NEAR_EIGHTY.values())), rates)


def _growth(name: str, tasks: list[Task], judged: tuple[str, ...], exploration: float = 0.05) -> bool:
    at = (0, 25, 100, 400)
    rows: dict[int, list[dict[str, float]]] = {turn: [] for turn in at}
    for seed, task in enumerate(tasks):
        learner = Learner(f"growth {seed}", exploration=exploration)
        for turn in range(max(at) + 1):
            if turn in rows:
                rows[turn].append(_judged(learner, task))
            learner.play(task)
    figures = {
        f"after {turn}": {name: round(statistics.fmean(row[name] for row in found), 4) for name in found[0]}
        | {"slope": _slope(found)}
        for turn, found in rows.items()
    }
    stages = pairwise(rows.values())
    passed = not any(_grew([b[n] - a[n] for a, b in zip(*stage, strict=True)]) for stage in stages for n in judged)
    common.report(name, passed=passed, judged=judged, **figures, seeds=len(tasks))
    return passed


def _slope(found: list[dict[str, float]]) -> float | None:
    """Of the true rates on the confidence; None where either hardly differs."""
    shown, rates = [row["confidence"] for row in found], [row["rate"] for row in found]
    if min(statistics.stdev(shown), statistics.stdev(rates)) < 0.02:
        return None
    return round(statistics.linear_regression(shown, rates).slope, 2)


def _grew(differences: list[float]) -> bool:
    """Whether a figure rose from one stage to the next by more than chance explains, one-sided at 5 %."""
    error = statistics.stdev(differences) / len(differences) ** 0.5
    return statistics.fmean(differences) > 1.6449 * error + 1e-9


def _judged(learner: Learner, task: Task) -> dict[str, float]:
    """The confidence and its error, whether the plan succeeds, its agents and cost, and the utility lost to the best plan:
    by the decision, at least by who begins with its route, at least by who knows the rates and begins as the bands say,
    and without bands."""
    decision = learner.decide(task, explore=False)
    best = plan_value(best_plan([task], WORTH), task.truth, WORTH)
    routed = best_plan([task], WORTH, strategy_for(task.truth[0], Thresholds()))
    least = best_plan([task], WORTH, decision.route.strategy)
    free = free_plan(learner, decision)
    plans = {"regret": decision.plan, "least_of_route": least, "least_with_bands": routed, "free": free}
    reached, calls = 1.0, 0.0
    for strategy in decision.plan:
        calls += reached * USUAL_AGENTS[strategy]
        reached *= 1 - task.truth[STRATEGIES.index(strategy)]
    return {
        "rate": task.truth[0],
        "confidence": decision.confidence,
        "squared_error": (decision.confidence - task.truth[0]) ** 2,
        "success": 1 - reached,
        "calls": calls,
        "cost": -plan_value(decision.plan, task.truth, 0.0),
        **{name: best - plan_value(plan, task.truth, WORTH) for name, plan in plans.items()},
    }


def million(*, quick: bool) -> bool:
    """Time of a decision with nothing stored and with a million outcomes stored, in one process by turns."""
    empty, full = Learner("empty"), Learner("full")
    _fill(full, 100_000 if quick else 1_000_000)
    objective = f"{NEAR_EIGHTY['performance']}. " + "Keep the p95 latency of the service below 200 ms under load. " * 3
    times: dict[str, list[float]] = {"empty": [], "full": []}
    for _ in range(1_500):
        for name, learner in (("empty", empty), ("full", full)):
            start = time.process_time()
            repeat = repeated(objective[:200], "me", learner.knowledge, START)
            decide(objective[:200], catalogue=learner.catalogue, knowledge=learner.knowledge, repeat=repeat)
            times[name].append(time.process_time() - start)
    start = time.process_time()
    full.play(Task(NEAR_EIGHTY["performance"], (0.9, 0.9, 0.9, 0.9)))
    decide(objective[:200], catalogue=full.catalogue, knowledge=full.knowledge)
    again = time.process_time() - start
    medians = {name: statistics.median(values) * 1000 for name, values in times.items()}
    ratio = medians["full"] / medians["empty"]
    stored = full.connection.execute("SELECT count(*) FROM outcomes").fetchone()[0]
    common.report(
        "learning.million",
        passed=ratio <= 1.5,
        stored=stored,
        p50_ms=round(medians["full"], 3),
        p50_ms_empty=round(medians["empty"], 3),
        ratio=round(ratio, 2),
        outcome_recorded_and_refitted_ms=round(again * 1000, 2),
    )
    return ratio <= 1.5


def _fill(learner: Learner, count: int) -> None:
    """Many outcomes at once: rows in bulk, and the cells that the writer would have kept from them."""
    draw = random.Random("million")
    domains = [*NEAR_EIGHTY, "payment", "testing", "documentation", "infrastructure", "general"]
    cells: Counter[tuple[str, str, int]] = Counter()
    hits: Counter[tuple[str, str, int]] = Counter()
    rows = []
    for number in range(count):
        key = (draw.choice(domains), draw.choice(STRATEGIES), draw.randrange(8, 20))
        success = draw.random() < 0.8
        cells[key] += 1
        hits[key] += success
        rows.append((f"old_{number}", START, key[0], key[1], (key[2] + 0.5) / 20, float(success), f"{number:016x}"))
    learner.connection.execute("BEGIN")
    learner.connection.executemany(_OUTCOME, rows)
    for key, trials in cells.items():
        values = (*key, trials * (key[2] + 0.5) / 20, hits[key], trials)
        learner.connection.execute("INSERT INTO cells VALUES (?, ?, '', 0, ?, ?, ?, ?)", values)
    for strategy in STRATEGIES:
        for domain in ("*", *domains):
            those = [key for key in cells if domain in ("*", key[0]) and key[1] == strategy]
            tally = (sum(hits[key] for key in those), sum(cells[key] for key in those))
            runs = tally[1]
            spent = (10_000 * round(COSTS[strategy]) * runs, 60.0 * runs, runs, runs)
            values = (domain, strategy, *tally, *spent)
            learner.connection.execute("INSERT INTO strategy_tallies VALUES (?, ?, ?, ?, ?, ?, ?, ?)", values)
    learner.connection.execute("UPDATE learned SET version = 1, outcomes = ?, latest = ?", (count, START))
    learner.connection.execute("COMMIT")
    learner.knowledge = learning.knowledge(learner.connection)


_OUTCOME = """
INSERT INTO outcomes (run_id, at, domain, strategy, confidence, chosen_probability, complexity, status, success, source,
    weight, routing_score, overridden, rehearsal, tokens, seconds, agents, factors, fingerprint)
VALUES (?, ?, ?, ?, ?, .8, .5, 'completed', ?, 'feedback', 1, 1, 0, 0, 10000, 60, 1, '{}', ?)
"""

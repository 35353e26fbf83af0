"""Specialists whose combination works better are deployed once that was measured, and other domains stay as they were.

    python benchmarks/specialists.py [--seeds 10] [--runs 200] [--later 50] [--base 0.5] [--better 0.9]

A simulated world of one domain: a run whose team holds two certain specialists succeeds with probability `better`, any
other with `base`. Each seed plays `runs` judged runs of several objectives of that domain through the core that decides
and learns (`learning_world`), then counts how many of the `later` runs with specialists deploy the pair. The pair is drawn
for each seed: *called for* by every objective of the domain, one of the two *called for by some*, or by none (*one called
for*; no goal: nothing but a trial ever deploys it). In the world *nothing* no pair is better, and `deployed` is how much
of the usual team is still deployed. `elsewhere` is the share of decisions in other domains that are as they were before.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from statistics import fmean

from common import ending, report
from learning_world import Learner, Task

from podium.core.decision.analysis import analyse
from podium.core.decision.shelf import shelf_of
from podium.core.decision.specialists import BASE_ROLES, needed
from podium.core.learning.teams import SEVERAL
from podium.core.values import Decision, Knowledge

HERE = (
    "Integrate blockchain payment system with existing platform",
    "Write a smart contract for escrow on a blockchain marketplace",
    "Build a blockchain wallet with token transfers and staking",
    "Migrate the on-chain registry of our blockchain to a new consensus protocol",
    "Design a blockchain based supply chain ledger for suppliers and auditors",
)
ELSEWHERE = (
    "Split the monolith into microservices for an e-commerce platform",
    "Train a machine learning model for fraud detection and deploy it",
    "Migrate the customer database from MySQL to PostgreSQL without downtime",
)
HARD = {"logical_reasoning_required": 5, "debugging_complexity": 4, "codebase_scope": 5, "atypicality": 5}
GOAL, STAYS = 0.80, 0.95
UNPROMISED = ("one called for",)


def tasks(objectives: Sequence[str]) -> list[Task]:
    return [Task(objective, (0.2, 0.2, 0.2, 0.2), HARD) for objective in objectives]


def pairs_of(learner: Learner, world: str) -> list[tuple[str, ...]]:
    """The pairs that a world may choose from."""
    shelf = shelf_of(learner.catalogue)
    base = {shelf.specialist(role) for role in BASE_ROLES}
    wanted = []
    for objective in HERE:
        analysis = analyse(objective, HARD, (), Knowledge())
        wanted.append([n for n in needed(shelf, analysis.domains, analysis.reading.stemmed) if n not in base])
    always = [n for n in wanted[0] if all(n in each for each in wanted)]
    ever = sorted({n for each in wanted for n in each})
    never = [n for n in shelf.specialists if n not in ever and n not in base]
    some = [n for n in ever if n not in always]
    match world:
        case "called for":
            return [(a, b) for a in always for b in always if a < b]
        case "called for by some":
            return [(a, b) for a in always for b in some]
        case "one called for":
            return [(a, b) for a in ever for b in never]
    return [()]


def play(world: str, seed: int, given: argparse.Namespace) -> tuple[float, float, float]:
    """Of one seed, the shares: later runs with specialists that deploy the pair, decisions elsewhere that stay, success."""
    learner = Learner(f"specialists {world} {seed}")
    pair = learner.random.choice(pairs_of(learner, world))
    before = [learner.decide(task, explore=False).route for task in tasks(ELSEWHERE)]
    usual = {task.objective: _team(learner.decide(task, explore=False)) for task in tasks(HERE)}
    found: list[tuple[float, bool]] = []
    for turn in range(given.runs + given.later):
        task = learner.random.choice(tasks(HERE))
        decision = learner.decide(task, seed=f"{world} {seed} {turn}")
        team = _team(decision)
        together = bool(pair) and team >= set(pair)
        success = learner.random.random() < (given.better if together else given.base)
        learner.record(decision, success, agents=decision.route.specializations)
        if turn >= given.runs and decision.route.strategy in SEVERAL:
            own = usual[task.objective]
            found.append((float(together) if pair else len(team & own) / len(own), success))
    after = [learner.decide(task, explore=False).route for task in tasks(ELSEWHERE)]
    # How many are deployed follows the confidence, part of which is learned for all domains together.
    stays = [
        a.strategy != b.strategy or a.specializations == b.specializations for a, b in zip(after, before, strict=True)
    ]
    return fmean(share for share, _ in found), fmean(stays), fmean(success for _, success in found)


def _team(decision: Decision) -> set[str]:
    return set(decision.route.specializations)


def main(given: argparse.Namespace) -> int:
    passed = []
    for world in given.worlds:
        found = [play(world, seed, given) for seed in range(given.seeds)]
        deployed, stays, good = (sum(figures) / len(figures) for figures in zip(*found, strict=True))
        holds = None if world in UNPROMISED else deployed >= GOAL and stays >= STAYS
        passed.append(holds)
        report(
            "specialists",
            passed=holds,
            world=world,
            runs=given.runs,
            seeds=given.seeds,
            deployed=round(deployed, 3),
            elsewhere=round(stays, 3),
            success=round(good, 3),
            goal=GOAL,
        )
    return ending(passed)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seeds", type=int, default=10)
    parser.add_argument("--runs", type=int, default=200)
    parser.add_argument("--later", type=int, default=50)
    parser.add_argument("--base", type=float, default=0.5)
    parser.add_argument("--better", type=float, default=0.9)
    parser.add_argument(
        "--worlds", nargs="+", default=["called for", "called for by some", "one called for", "nothing"]
    )
    sys.exit(main(parser.parse_args()))

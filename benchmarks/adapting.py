"""Whether runs change course when that is due and not otherwise.

    python benchmarks/adapting.py [--runs 100] [--seed 1]

Scripted worlds (`adapting_worlds`) on planned routes of every band, stepped through the engine with one reply
at a time, each with an objective, agent limit, carrier and form of the answers of its own. *Elevation* is due where a part
on which the route rests gets no answer, on which the confidence falls below the band; not where it fails once or twice,
where enough others have answered, or on the specialists' route, above which nothing stands. *Early finish* is due where an
agent shows with evidence that everything is known and steps are left besides the verification; not where it only says so,
or asks for something. *Parallelism* is due where everything a later step waits for is settled while an earlier wave is
still at work; not where each step waits for all before it, or a wave answers together.
"""

from __future__ import annotations

import argparse
import random
import sys

from adapting_worlds import CATALOGUE, GAMES, OBJECTIVES, Game
from common import ending, report

from podium.core.decision import decide

DUE, NOT_DUE = 0.95, 0.05


def adjusting(runs: int, seed: int) -> list[bool]:
    """One line for each adjustment and route: `runs` worlds in which it is due, and as many in which it is not."""
    passed = []
    for name, (game, due_on, undue_on) in GAMES.items():
        for confidence in undue_on:
            shares = [
                _share(game, confidence, runs, f"{seed}/{name}", due=is_due) if confidence in routes else None
                for is_due, routes in ((True, due_on), (False, undue_on))
            ]
            due, otherwise = shares
            passed.append((due is None or due >= DUE) and (otherwise is None or otherwise <= NOT_DUE))
            report(
                "adapting.adjusting",
                passed=passed[-1],
                adjustment=name,
                route=decide(OBJECTIVES[0], catalogue=CATALOGUE, confidence_override=confidence).route.strategy,
                when_due=due,
                otherwise=otherwise,
                runs=runs,
            )
    return passed


def _share(game: Game, confidence: float, runs: int, seed: str, *, due: bool) -> float:
    draws = (random.Random(f"{seed}/{confidence}/{due}/{n}") for n in range(runs))
    return round(sum(game(draw, confidence, due=due) for draw in draws) / runs, 3)


def main(given: argparse.Namespace) -> int:
    return ending(adjusting(given.runs, given.seed))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=100, help="worlds for each adjustment, route, and due or not")
    parser.add_argument("--seed", type=int, default=1)
    sys.exit(main(parser.parse_args()))

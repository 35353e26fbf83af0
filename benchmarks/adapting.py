"""Whether runs change course when that is due and not otherwise.

    python benchmarks/adapting.py [--runs 100] [--seed 1]

Scripted worlds (`adapting_worlds`) on planned routes of every band, stepped through the engine with one reply
at a time, each with an objective, carrier and form of the answers of its own; every agent limit is played equally often, and
a line shows the worst of them. *Elevation* (limits 3 to 10, the limit kept) is due where a part
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
from collections.abc import Iterator, Sequence
from functools import partial

from adapting_worlds import CATALOGUE, GAMES, OBJECTIVES, Game
from common import ending, report

from podium.core.decision import decide

DUE, NOT_DUE = 0.95, 0.05


def adjusting(runs: int, seed: int) -> list[bool]:
    """One line for each adjustment and route: `runs` worlds in which it is due, and as many in which it is not."""
    passed = []
    for name, (game, limits, due_on, undue_on) in GAMES.items():
        for confidence in undue_on:
            play = partial(_shares, game, confidence, limits, runs, f"{seed}/{name}")
            due = min(play(due=True)) if confidence in due_on else None
            otherwise = max(play(due=False))
            passed.append((due is None or due >= DUE) and otherwise <= NOT_DUE)
            report(
                "adapting.adjusting",
                passed=passed[-1],
                adjustment=name,
                route=decide(OBJECTIVES[0], catalogue=CATALOGUE, confidence_override=confidence).route.strategy,
                when_due=due,
                otherwise=otherwise,
                limits=limits,
                runs=runs,
            )
    return passed


def _shares(
    game: Game, confidence: float, limits: Sequence[int], runs: int, seed: str, *, due: bool
) -> Iterator[float]:
    """For each agent limit the share of its worlds in which the course was changed."""
    each = -(-runs // len(limits))
    for limit in limits:
        draws = (random.Random(f"{seed}/{confidence}/{due}/{limit}/{n}") for n in range(each))
        yield round(sum(game(draw, confidence, limit, due=due) for draw in draws) / each, 3)


def main(given: argparse.Namespace) -> int:
    return ending(adjusting(given.runs, given.seed))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=100, help="worlds for each adjustment, route, and due or not")
    parser.add_argument("--seed", type=int, default=1)
    sys.exit(main(parser.parse_args()))

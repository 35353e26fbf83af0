"""Planning a registry: waves, critical path, conflicts and cycles of 1,000 and of 10,000 commands.

    python benchmarks/planning.py [--rounds 7]

Measured after import, in processor seconds of this process, the least of some rounds. `plan` starts from commands as the
registry holds them, with relations in front matter and in texts, and is what a new version of the registry costs; `again`
asks for the same version once more, which is kept; `map` is the whole result of `command-relationships`.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable

from common import ending, report

from podium.core.relations import Relations, relations_of
from podium.core.scheduling import resource_holders
from podium.core.values import Catalogue, Command, World
from podium.handlers.command_relationships import command_relationships

GOALS = {1_000: 10.0, 10_000: 150.0}
"""Most milliseconds of a plan, by number of commands."""
RESOURCES = 50
SEED = 4


def registry(count: int) -> Catalogue:
    """Commands that require up to two earlier ones, follow and mention others, and hold a resource now and then."""
    draw = random.Random(SEED)
    commands = {}
    for i in range(count):
        name = f"command-{i}"
        commands[name] = Command(
            name,
            f"Do the work of part {i}",
            f"# Part {i}\n\nDo it, then hand over to /command-{draw.randrange(count)}.\n" * 3,
            requires=tuple(f"command-{draw.randrange(i)}" for _ in range(draw.randrange(3))) if i else (),
            chains_to=(f"command-{draw.randrange(count)}",),
            resources=(f"resource-{draw.randrange(RESOURCES)}",) if draw.random() < 0.3 else (),
            execution_time=f"{draw.randrange(1, 30)} minutes",
        )
    return Catalogue(commands, f"{count} commands")


def planned(catalogue: Catalogue) -> None:
    """Everything a plan holds."""
    relations = Relations(catalogue)
    plan = relations.plan(set(catalogue.commands))
    assert plan.waves
    assert not relations.cycles
    assert resource_holders(plan.tasks)


def least(work: Callable[[], object], rounds: int) -> float:
    """Milliseconds of processor time."""
    found = []
    for _ in range(rounds):
        began = time.process_time()
        work()
        found.append(time.process_time() - began)
    return round(min(found) * 1000, 2)


def measured(count: int, rounds: int) -> bool:
    """Measure one size, and print it."""
    catalogue = registry(count)
    plan = least(lambda: planned(catalogue), rounds)
    command_relationships(World(catalogue))
    again = least(lambda: relations_of(catalogue).plan(set(catalogue.commands)), rounds)
    whole = least(lambda: command_relationships(World(catalogue)), rounds)
    passed = plan <= GOALS[count]
    report("planning", passed=passed, commands=count, goal_ms=GOALS[count], plan_ms=plan, again_ms=again, map_ms=whole)
    return passed


def main() -> int:
    """Both sizes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=7)
    rounds = parser.parse_args().rounds
    return ending([measured(count, rounds) for count in GOALS])


if __name__ == "__main__":
    sys.exit(main())

"""Whether a pattern of failure changes the next plan, and whether the failure becomes rarer by it.

    python benchmarks/patterns.py [--learn 60] [--later 40] [--seed 1]

Three scripted worlds on one server in memory each. In each, the first reply to one agent's part fails often: it is cut off
where its context is as long as usual (answer: a *smaller pack*), cannot be read where the reply's form is the usual one (a
*stricter format*), or is a refusal by one command that others do not refuse (*another command first*). `before` is the share
of the runs up to the first that was planned otherwise in which that reply failed; `after` that of the last `later` runs;
`unheeded` the same of a server that learns the same and plans every run as usual. In the `healthy` world the same replies
fail rarely and whatever the plan: `healthy_changed` is the share of its last runs that were planned otherwise.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import anyio
from common import ending, report, scratch
from mcp import Client

from podium.app import Settings, build
from podium.core.care import STRICT_FORMAT
from podium.core.limits import Ceilings
from podium.testkit import ScriptedHost, on
from podium.testkit.host import DEFAULT, structured
from podium.testkit.script import Answer, Asked

OBJECTIVE = "Integrate blockchain payment system with existing platform"
SICK = "risk-assessor"
OFTEN, RARELY = 0.6, 0.05
GOAL, MOST_CHANGED = 0.5, 0.05
"""Share of the failures that are left at most, and share of healthy runs that may be planned otherwise."""
ITEMS = [
    {"name": f"note {n}", "text": "\n".join(f"Payment rule {n}.{k}: ledger entry {k} of part {n}." for k in range(40))}
    for n in range(12)
]
_PART = re.compile(r"^## Your part: (\S+)", re.MULTILINE)
_CONTEXT = re.compile(r"<<<context \w+\n(.*?)\ncontext \w+>>>", re.DOTALL)


@dataclass(slots=True)
class Sick:
    """What a request to the sick part shows: the command it names, the length of its context, the form it asks for."""

    command: str
    context: int
    strict: bool

    @classmethod
    def of(cls, asked: Asked) -> Sick:
        part, context = _PART.search(asked.prompt), _CONTEXT.search(asked.prompt)
        return cls(part[1] if part else "", len(context[1]) if context else 0, STRICT_FORMAT in asked.prompt)


@dataclass(frozen=True, slots=True)
class World:
    """A way of failing, what it is answered by, and whether a request is one that often fails (`usual`: context length)."""

    plan: str
    failed: Answer
    often: Callable[[Sick, int], bool]


WORLDS = (
    World(
        "smaller pack",
        Answer('{"summary": "half of it', stop_reason="maxTokens"),
        lambda seen, usual: seen.context > 0.75 * usual,
    ),
    World("stricter format", Answer('{"summary": "a" "findings": [}'), lambda seen, usual: not seen.strict),
    World(
        "another command first",
        Answer("I'm sorry, but I can't help with that request."),
        lambda seen, usual: seen.command == SICK,
    ),
)


async def lived(folder: Path, world: World, given: argparse.Namespace, *, healthy: bool, heeded: bool) -> list[Any]:
    """Of each run whether the first reply to the sick part failed, and whether the run was planned otherwise."""
    draw = random.Random(f"{given.seed}/{world.plan}/{healthy}")
    host = ScriptedHost()
    name = f"{world.plan}-{healthy}-{heeded}.db"
    settings = Settings(database=folder / name, ceilings=Ceilings(exploration=0.05 if heeded else 1.0))
    usual = 0
    found = []
    async with host.client(build(settings)) as client:
        for _ in range(given.learn + given.later):
            failed = False

            async def script(asked: Asked) -> Answer:
                nonlocal failed, usual
                if asked.agent_id != SICK:
                    return await DEFAULT(asked)
                seen = Sick.of(asked)
                usual = usual or seen.context
                chance = OFTEN if not healthy and world.often(seen, usual) else RARELY
                if (asked.number > 1 and world.plan != "another command first") or draw.random() >= chance:
                    return await DEFAULT(asked)
                failed |= asked.number == 1
                return world.failed

            host.rules[:] = [on("", script)]
            host.asked.clear()
            host._counts.clear()
            result = await one(client)
            found.append((failed, any(a.get("kind") == "foresight" for a in result["adjustments"])))
    return found


async def one(client: Client) -> dict[str, Any]:
    """One run to its end."""
    arguments = {"objective": OBJECTIVE, "context": ITEMS, "confidence_override": 0.3}
    return structured(await client.call_tool("orchestrate", arguments))


async def measure(folder: Path, world: World, given: argparse.Namespace) -> bool:
    """One line: how often it fails before and after, and what becomes of a world without the pattern."""

    def share(runs: list[Any], which: int) -> float:
        return round(sum(run[which] for run in runs) / len(runs), 3)

    sick = await lived(folder, world, given, healthy=False, heeded=True)
    unheeded = await lived(folder, world, given, healthy=False, heeded=False)
    healthy = await lived(folder, world, given, healthy=True, heeded=True)
    first = next((n for n, (_, changed) in enumerate(sick) if changed), len(sick))
    before, after = share(sick[:first], 0), share(sick[given.learn :], 0)
    left, changed = share(unheeded[given.learn :], 0), share(healthy[given.learn :], 1)
    passed = after <= GOAL * left and changed <= MOST_CHANGED
    report(
        "patterns",
        passed=passed,
        plan=world.plan,
        before=before,
        after=after,
        unheeded=left,
        first_changed=first,
        planned_otherwise=share(sick[given.learn :], 1),
        healthy_failed=share(healthy[given.learn :], 0),
        healthy_changed=changed,
        runs=given.learn,
        cases=given.later,
    )
    return passed


async def main(given: argparse.Namespace) -> int:
    with scratch() as folder:
        return ending([await measure(folder, world, given) for world in WORLDS])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--learn", type=int, default=60)
    parser.add_argument("--later", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    sys.exit(anyio.run(main, parser.parse_args()))

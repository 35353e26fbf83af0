"""Whether recovery learns what works: the way that works in a world is tried first.

    python benchmarks/recovering.py [--learn 200] [--later 40] [--seed 1] [--only WAY...]

One server in memory for each world. In each run one agent, drawn anew, fails at its part until one certain way of recovery
is tried. After `learn` runs, `tried_first` is the share of the `later` runs whose first recovery is that way.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from pathlib import Path
from typing import Any

import anyio
from common import ending, report, scratch
from mcp import Client

from podium.app import Settings, build
from podium.core.care import SIMPLE_FORMAT
from podium.core.deploying import RECOVERY_WORKFLOW
from podium.core.planning import EXPLORERS
from podium.registry import load_catalogue
from podium.testkit import ScriptedHost, on
from podium.testkit.host import DEFAULT, structured
from podium.testkit.script import Answer, Asked

CATALOGUE = load_catalogue([]).catalogue
OBJECTIVE = "Reduce the response time of the search endpoint under load"
WORKFLOW, SPECIALISTS = 0.8, 0.3
"""Confidences inside two bands."""
FIRST = 0.90
_PART = re.compile(r"^## Your part: (\S+)", re.MULTILINE)
_BEFORE = re.compile(r"An agent before you \(([^)]+)\) failed at this part")

WORLDS = (
    ("simplify", "truncated", SPECIALISTS),
    ("split", "truncated", WORKFLOW),
    ("repair_and_retry", "empty", SPECIALISTS),
    ("command_substitution", "empty", SPECIALISTS),
    ("orchestrator_escalation", "empty", SPECIALISTS),
    ("agent_deployment", "empty", WORKFLOW),
    ("command_substitution", "refused", SPECIALISTS),
    ("multi_path_exploration", "refused", SPECIALISTS),
)
"""What works, against which kind of failure, on the route of which confidence."""


_SAID = {"simplify": SIMPLE_FORMAT, "split": " half only; another agent does the "}
"""What a request says that comes by these ways."""
_FAILED = {
    "empty": Answer(""),
    "refused": Answer("I'm sorry, but I can't help with that request."),
    "truncated": Answer('{"summary": "half of it', stop_reason="maxTokens"),
}


def _helps(strategy: str, asked: Asked, sick: str) -> bool:
    """Whether a request for the part of the sick agent comes by the strategy that works."""
    if strategy in _SAID:
        return _SAID[strategy] in asked.prompt
    part = _PART.search(asked.prompt)
    command = part[1] if part else ""
    if asked.agent_id == sick:
        own = command == sick
        return (
            asked.number > 1 and own
            if strategy == "repair_and_retry"
            else strategy == "command_substitution" and not own
        )
    workflow = CATALOGUE.find(RECOVERY_WORKFLOW)
    chain = workflow.chains_to if workflow else ()
    # Whoever was deployed keeps the name of its first command, whatever command took that one's place.
    deployed = re.sub(r"-\d+$", "", asked.agent_id)
    by = "orchestrator_escalation" if deployed in chain else "agent_deployment"
    return strategy == ("multi_path_exploration" if deployed in EXPLORERS else by)


async def recovering(folder: Path, strategy: str, kind: str, confidence: float, given: argparse.Namespace) -> bool:
    """One line: how often the strategy that works is tried first."""
    draw = random.Random(f"{given.seed}/{strategy}/{kind}")
    host = ScriptedHost()
    first: list[str] = []
    async with host.client(build(Settings(database=folder / f"{strategy}-{kind}.db"))) as client:
        asked_for = {"objective": OBJECTIVE, "confidence_override": confidence}
        agents = await _agents(client, asked_for)
        for _ in range(given.learn + given.later):
            sick = draw.choice(agents)

            async def script(asked: Asked, sick: str = sick) -> Answer:
                told = _BEFORE.search(asked.prompt)
                its = asked.agent_id in (sick, f"{sick}-first-half", f"{sick}-second-half") or (
                    told is not None and told[1].replace(" ", "-") == sick
                )
                return await DEFAULT(asked) if not its or _helps(strategy, asked, sick) else _FAILED[kind]

            host.rules[:] = [on("", script)]
            host.asked.clear()
            host._counts.clear()
            result = structured(await client.call_tool("orchestrate", asked_for))
            first.append(result["recoveries"][0]["way"] if result["recoveries"] else "")
    tried = [each for each in first[given.learn :] if each]
    share = sum(each == strategy for each in tried) / max(1, len(tried))
    passed = share >= FIRST
    report(
        "recovering",
        passed=passed,
        works=strategy,
        failure=kind,
        tried_first=round(share, 3),
        before=first[0],
        runs=given.learn,
        cases=len(tried),
        goal=FIRST,
    )
    return passed


async def _agents(client: Client, asked_for: dict[str, Any]) -> list[str]:
    planned = structured(await client.call_tool("orchestrate", {**asked_for, "delivery": "plan"}))
    return [agent["id"] for agent in planned["agents"]]


async def main(given: argparse.Namespace) -> int:
    with scratch() as folder:
        worlds = [world for world in WORLDS if not given.only or world[0] in given.only]
        return ending([await recovering(folder, *world, given) for world in worlds])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--learn", type=int, default=200)
    parser.add_argument("--later", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", nargs="*", default=[], help="ways of recovery, each in a world where it works")
    sys.exit(anyio.run(main, parser.parse_args()))

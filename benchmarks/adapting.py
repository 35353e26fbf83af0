"""Whether runs change course when that is due and not otherwise, and whether recovery learns what works.

    python benchmarks/adapting.py [--runs 100] [--learn 200] [--later 40] [--seed 1] [--only adjusting|recovering]

`adjusting`: scripted worlds (`adapting_worlds`) on planned routes of every band, stepped through the engine with one reply
at a time, each with an objective, agent limit, carrier and form of the answers of its own. *Elevation* is due where a part
on which the route rests gets no answer, on which the confidence falls below the band; not where it fails once or twice,
where enough others have answered, or on the specialists' route, above which nothing stands. *Early finish* is due where an
agent shows with evidence that everything is known and steps are left besides the verification; not where it only says so,
or asks for something. *Parallelism* is due where everything a later step waits for is settled while an earlier wave is
still at work; not where each step waits for all before it, or a wave answers together.

`recovering`: one server in memory; in each run one agent, drawn anew, fails at its part until one certain strategy of
recovery is tried. After `learn` runs, the share of `later` runs whose first recovery is that strategy.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from pathlib import Path
from typing import Any

import anyio
from adapting_worlds import CATALOGUE, GAMES, OBJECTIVES, SPECIALISTS, WORKFLOW, Game
from common import ending, report, scratch
from mcp import Client

from podium.app import Settings, build
from podium.core.decision import decide
from podium.core.deploying import RECOVERY_WORKFLOW
from podium.core.planning import EXPLORERS
from podium.testkit import ScriptedHost, on
from podium.testkit.host import DEFAULT, structured
from podium.testkit.script import Answer, Asked

DUE, NOT_DUE, FIRST = 0.95, 0.05, 0.90
_PART = re.compile(r"^## Your part: (\S+)", re.MULTILINE)
_BEFORE = re.compile(r"An agent before you \(([^)]+)\) failed at this part")


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


WORLDS = (
    ("repair_and_retry", "empty", SPECIALISTS),
    ("command_substitution", "empty", SPECIALISTS),
    ("orchestrator_escalation", "empty", SPECIALISTS),
    ("agent_deployment", "empty", WORKFLOW),
    ("command_substitution", "refused", SPECIALISTS),
    ("multi_path_exploration", "refused", SPECIALISTS),
)
"""What works, against which kind of failure, on the route of which confidence."""


def _helps(strategy: str, asked: Asked, sick: str) -> bool:
    """Whether a request for the part of the sick agent comes by the strategy that works."""
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
    by = "orchestrator_escalation" if command in chain else "agent_deployment"
    return strategy == ("multi_path_exploration" if command in EXPLORERS else by)


async def recovering(folder: Path, strategy: str, kind: str, confidence: float, given: argparse.Namespace) -> bool:
    """One line: how often the strategy that works is tried first."""
    draw = random.Random(f"{given.seed}/{strategy}/{kind}")
    host = ScriptedHost()
    text = "" if kind == "empty" else "I'm sorry, but I can't help with that request."
    first: list[str] = []
    async with host.client(build(Settings(database=folder / f"{strategy}-{kind}.db"))) as client:
        asked_for = {"objective": OBJECTIVES[0], "confidence_override": confidence}
        agents = await _agents(client, asked_for)
        for _ in range(given.learn + given.later):
            sick = draw.choice(agents)

            async def script(asked: Asked, sick: str = sick) -> Answer:
                told = _BEFORE.search(asked.prompt)
                its = asked.agent_id == sick or (told is not None and told[1].replace(" ", "-") == sick)
                return await DEFAULT(asked) if not its or _helps(strategy, asked, sick) else Answer(text)

            host.rules[:] = [on("", script)]
            host.asked.clear()
            host._counts.clear()
            result = structured(await client.call_tool("orchestrate", asked_for))
            first.append(result["recoveries"][0]["strategy"] if result["recoveries"] else "")
    tried = [each for each in first[given.learn :] if each]
    share = sum(each == strategy for each in tried) / max(1, len(tried))
    passed = share >= FIRST
    report(
        "adapting.recovering",
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
    passed = adjusting(given.runs, given.seed) if given.only != "recovering" else []
    if given.only != "adjusting":
        with scratch() as folder:
            passed += [await recovering(folder, *world, given) for world in WORLDS]
    return ending(passed)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=100, help="worlds for each adjustment, route, and due or not")
    parser.add_argument("--only", choices=["adjusting", "recovering"])
    parser.add_argument("--learn", type=int, default=200)
    parser.add_argument("--later", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    sys.exit(anyio.run(main, parser.parse_args()))

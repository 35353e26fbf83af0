"""Whether the synthesis of several agents is effective: nothing they found is lost, nothing is invented, conflicts are seen.

    python benchmarks/coordination.py [--runs 60] [--seed 1]

In each run three to ten specialists answer a scripted host, over a carrier of its own turn. Each states a fact of its own
with its evidence; two state the same fact in the same words; two take opposite sides on one topic, of whom one has
evidence. The coordinator cites what it was given, or invents a sentence besides, or fails, so that the answers are merged
without prose.

`kept`: facts that are findings with their agent and evidence. `joined`: the shared fact is one finding of both. `listed`:
the conflict is listed with both sides, and resolved for the one with evidence. `traced`: exactly what was invented is
marked as borne out by no reply. `one_answer`: the run is completed with one recommendation.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import anyio
from common import ending, report, scratch

from podium.app import Settings, build
from podium.testkit import ScriptedHost, finding, on
from podium.testkit.host import Era
from podium.testkit.script import Answer, Asked

OBJECTIVES = (
    "Integrate blockchain payment system with existing platform",
    "Split the monolith into microservices for an e-commerce platform",
    "Move the hospital's appointment book to tablets that are often offline",
)
CARRIERS: tuple[tuple[Era, bool], ...] = (("legacy", True), ("2026-07-28", True), ("legacy", False))
SHARED = "The nightly export holds the lock for 40 minutes."
TOPIC = "queue"
INVENTED = "The board has approved 9,300 euros for penguins."
GOAL, EVERYTHING = 0.95, 1.0
GOALS = {"kept": EVERYTHING, "joined": EVERYTHING, "listed": GOAL, "traced": GOAL, "one_answer": EVERYTHING}


def own(agent: str, number: int) -> dict[str, Any]:
    """The fact that only this agent knows."""
    return finding(f"Module {agent} opens {100 + number} files.", f"{agent}.py:{number + 3}", topic=agent)


def findings_of(agent: str, agents: list[str]) -> list[dict[str, Any]]:
    """What an agent finds: its own fact, and what the first two have in common or contradict each other on."""
    number = agents.index(agent)
    found = [own(agent, number)]
    if number < 2:
        found.append(finding(SHARED, "export.log:9"))
        side = ("for", "against")[number]
        told = ("The queue has to stay.", "The queue has to go.")[number]
        found.append(finding(told, "load test, 2,100 requests" if number else "", topic=TOPIC, stance=side))
    return found


def script_of(agents: list[str], coordinator: str) -> Any:
    """What the host's model says in one run."""

    async def script(asked: Asked) -> Answer:
        if asked.agent_id in agents:
            found = findings_of(asked.agent_id, agents)
            said = {"summary": f"{asked.agent_id} read its part.", "findings": found}
            return Answer(json.dumps({**said, "recommendation": f"Measure {asked.agent_id} once more."}))
        if coordinator == "fails":
            return Answer("")
        prose = f"{SHARED} See f1." + (f" {INVENTED}" if coordinator == "invents" else "")
        return Answer(json.dumps({"summary": prose, "recommendation": "The queue has to go."}))

    return script


async def played(folder: Path, number: int, draw: random.Random) -> dict[str, float]:
    """The shares of one run."""
    era, sampling = CARRIERS[number % len(CARRIERS)]
    coordinator = ("cites", "invents", "fails")[number // len(CARRIERS) % 3]
    host = ScriptedHost()
    asked_for = {"confidence_override": 0.3, "agent_limit": draw.randint(3, 10)}
    objective = draw.choice(OBJECTIVES)
    server = build(Settings(database=folder / f"{number}.db"))
    async with host.client(server, era=era, sampling=sampling) as client:
        plan = await host.call(client, "orchestrate", {"objective": objective, "delivery": "plan", **asked_for})
        agents = [agent["id"] for agent in (plan.structured_content or {})["agents"]]
        host.rules[:] = [on("", script_of(agents, coordinator))]
        result = await host.orchestrate(client, objective, **asked_for)
        whole = (await client.read_resource(f"podium://runs/{result['run_id']}")).contents[0]
    record = json.loads(getattr(whole, "text", "{}"))
    return _shares({**record, "status": result["status"]}, agents, coordinator)


def _shares(record: dict[str, Any], agents: list[str], coordinator: str) -> dict[str, float]:
    made = record["synthesis"]
    by_statement = {found["statement"]: found for found in made["findings"]}
    facts = [(agent, own(agent, number)) for number, agent in enumerate(agents)]
    kept = [
        by_statement.get(fact["statement"], {}).get("agents") == [agent]
        and fact["evidence"] in by_statement[fact["statement"]]["evidence"]
        for agent, fact in facts
    ]
    (conflict,) = made["conflicts"] if len(made["conflicts"]) == 1 else ({},)
    sides = {agent for position in conflict.get("positions", ()) for agent in position["agents"]}
    invented = [INVENTED] if coordinator == "invents" else []
    return {
        "kept": sum(kept) / len(kept),
        "joined": by_statement.get(SHARED, {}).get("agents") == agents[:2],
        "listed": sides == set(agents[:2]) and conflict.get("prevails") == [agents[1]],
        "traced": made["untraced"] == invented,
        "one_answer": record["status"] == "completed" and bool(made["recommendation"]),
    }


async def main(given: argparse.Namespace) -> int:
    sums: Counter[str] = Counter()
    with scratch() as folder:
        for number in range(given.runs):
            sums.update(await played(folder, number, random.Random(f"{given.seed}/{number}")))
    shares = {name: round(sums[name] / given.runs, 3) for name in GOALS}
    passed = all(shares[name] >= goal for name, goal in GOALS.items())
    report("coordination", passed=passed, runs=given.runs, **shares)
    return ending([passed])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    sys.exit(anyio.run(main, parser.parse_args()))

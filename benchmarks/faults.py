"""Faults injected into agents' replies, and what recovery makes of them, beside plain retry on the same faults.

    python benchmarks/faults.py [--runs 40] [--rates 0.05 0.2 0.4] [--seed 1] [--kinds each mixed]

One server in memory for each carrier (push, round trip, hand-off), one scripted model. *Transient* faults hit each request
with the given probability, by one kind or mixed; a run counts as recovered when it ends `completed`, over round trip within
ten continuations. *Substantive* faults: the first command of one part always fails, others can do the part. *Hopeless*: one
part fails whoever does it; such a run must end in bounded calls and never as `completed`. `plain_retry` asks the same
command again, at most twice, on faults drawn the same way: the share of runs in which that would have answered every part.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import anyio
from common import ending, report, scratch
from mcp import Client

from podium.app import Settings, build
from podium.core.limits import Ceilings
from podium.testkit import ScriptedHost, on
from podium.testkit.host import DEFAULT, structured
from podium.testkit.script import Answer, Asked

OBJECTIVES = (
    ("Integrate blockchain payment system with existing platform", 10),
    ("Reduce the response time of the search endpoint under load", 2),
    ("Fix the typo in the settings page and add a test for it", 1),
    ("Split the monolith into microservices for an e-commerce platform", 4),
)
"""What is asked, and an agent limit that leaves its route no room for further agents."""
KINDS = ("refused", "rejected", "empty", "malformed", "truncated", "off_topic", "unsupported", "transport", "timeout")
AGENT_SECONDS = 0.15
MOST_CONTINUATIONS = 10
RETRIES = 2
GOALS = {"transient": 0.95, "substantive": 0.90, "hopeless": 1.0}
_PART = re.compile(r"^## Your part: (\S+)", re.MULTILINE)

Fault = Callable[[Asked], str]
"""The kind of fault that hits a request; empty for none."""


async def answer(asked: Asked, kind: str) -> Answer:
    """What a model says that is hit by a fault."""
    match kind:
        case "refused":
            return Answer("I'm sorry, but I can't help with that request.")
        case "rejected":
            return Answer(code=-1, message="User rejected sampling request")
        case "empty":
            return Answer("")
        case "malformed":
            return Answer('{"summary": "a" "findings": [}')
        case "truncated":
            return Answer('{"summary": "half of it', stop_reason="maxTokens")
        case "off_topic":
            return Answer(
                "The ferry to the island leaves at nine, and the beach bar serves grilled sardines until late."
            )
        case "unsupported":
            return Answer("Done! Everything was verified and works perfectly, trust me.")
        case "transport":
            return Answer(code=-32603, message="Internal error")
        case "timeout":
            await anyio.sleep(AGENT_SECONDS * 2)
            return Answer("late")
        case _:
            return await DEFAULT(asked)


def transient(kinds: Sequence[str], rate: float, seed: int) -> Fault:
    """Each request is hit with probability `rate`, whoever asks; the same request always meets the same fate."""

    def fault(asked: Asked) -> str:
        drawn = random.Random(f"{seed}/{asked.agent_id}/{asked.number}")
        return drawn.choice(kinds) if drawn.random() < rate else ""

    return fault


def substantive(run: int) -> Fault:
    """The command that is asked first for one of the parts cannot do it; any other can."""
    first: list[str] = []

    def fault(asked: Asked) -> str:
        command = _PART.search(asked.prompt)
        if command is None:
            return ""
        if not first and (run + len(asked.agent_id)) % 2 == 0:
            first.append(command[1])
        return "malformed" if first and command[1] == first[0] else ""

    return fault


def hopeless() -> Fault:
    """Nobody can do the part of whoever is asked first, and nobody else can be found for it."""
    first: list[str] = []

    def fault(asked: Asked) -> str:
        if not first and _PART.search(asked.prompt):
            first.append(asked.agent_id)
        return "refused" if asked.agent_id in first else ""

    return fault


def plain_retry(agents: int, fault: Fault) -> bool:
    """Whether asking the same command again, at most `RETRIES` times, would have answered every agent."""
    return all(
        any(not fault(Asked(f"agent {agent}", "", number)) for number in range(1, RETRIES + 2))
        for agent in range(agents)
    )


async def one(
    client: Client, host: ScriptedHost, objective: str, fault: Fault, **arguments: Any
) -> tuple[dict[str, Any], int]:
    """One run to its end, or to the last continuation: the last result, and how many requests were hit by a fault."""
    hits = 0

    async def script(asked: Asked) -> Answer:
        nonlocal hits
        kind = fault(asked)
        hits += bool(kind)
        return await answer(asked, kind)

    host.rules[:] = [on("", script)]
    host.asked.clear()
    host._counts.clear()
    result: dict[str, Any] = {}
    for _ in range(MOST_CONTINUATIONS + 1):
        try:
            if not result:
                result = structured(await client.call_tool("orchestrate", {"objective": objective, **arguments}))
            else:
                result = structured(await client.call_tool("orchestrate-continue", {"run_id": result["run_id"]}))
        except Exception:  # over round trip, one refused request ends the client's whole call
            runs = structured(await client.call_tool("orchestrate-status", {}))["runs"]
            result = structured(await client.call_tool("orchestrate-status", {"run_id": runs[0]["run_id"]}))
        while result["status"] == "awaiting_host":
            await host.work(client, result)
            result = structured(await client.call_tool("orchestrate-continue", {"run_id": result["run_id"]}))
        if result["status"] in ("completed", "partial", "failed"):
            break
    return result, hits


async def measure(folder: Path, carrier: str, given: argparse.Namespace) -> bool:
    """All faults over one carrier."""
    runs, seed = given.runs, given.seed
    host = ScriptedHost()
    settings = Settings(database=folder / f"{carrier}.db", ceilings=Ceilings(agent_seconds=AGENT_SECONDS))
    era: Any = "2026-07-28" if carrier == "round_trip" else "legacy"
    passed = True
    async with host.client(build(settings), era=era, sampling=carrier != "handoff") as client:
        kinds = [k for k in KINDS if not (k == "timeout" and carrier != "push")]
        groups = [*([k] for k in kinds if "each" in given.kinds), *([kinds] if "mixed" in given.kinds else [])]
        for rate in given.rates:
            for kind in groups:
                faults = [transient(kind, rate, seed + n) for n in range(runs)]
                passed &= await group(client, host, carrier, "transient", faults, kinds=kind, rate=rate)
        passed &= await group(client, host, carrier, "substantive", [substantive(n) for n in range(runs)])
        passed &= await group(client, host, carrier, "hopeless", [hopeless() for _ in range(runs)])
    return passed


async def group(
    client: Client, host: ScriptedHost, carrier: str, name: str, faults: Sequence[Fault], **shown: Any
) -> bool:
    """Some runs with faults of one sort; prints one line."""
    good = plain = requests = 0
    for number, fault in enumerate(faults):
        objective, fewest = OBJECTIVES[number % len(OBJECTIVES)]
        limit = {"agent_limit": fewest} if name == "hopeless" else {}
        result, hits = await one(client, host, objective, fault, **limit)
        done = result["status"] == "completed"
        ended = result["status"] in ("completed", "partial", "failed")
        good += (ended and not done) if name == "hopeless" else done
        requests += result["spent"]["requests"]
        # A command that cannot do its part cannot do it when asked again either.
        plain += plain_retry(len(result["agents"]), fault) if name == "transient" else not hits
    share = good / len(faults)
    passed = share >= GOALS[name]
    retried = round(plain / len(faults), 3) if name != "hopeless" else None
    report(
        "faults",
        passed=passed,
        carrier=carrier,
        faults=name,
        **shown,
        runs=len(faults),
        recovered=round(share, 3),
        plain_retry=retried,
        requests_per_run=round(requests / len(faults), 1),
        goal=GOALS[name],
    )
    return passed


async def main(given: argparse.Namespace) -> int:
    with scratch() as folder:
        return ending([await measure(folder, carrier, given) for carrier in given.carriers])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=40)
    parser.add_argument("--rates", type=float, nargs="+", default=[0.05, 0.2, 0.4])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kinds", nargs="+", choices=["each", "mixed"], default=["each", "mixed"])
    parser.add_argument("--carriers", nargs="+", default=["push", "round_trip", "handoff"])
    sys.exit(anyio.run(main, parser.parse_args()))

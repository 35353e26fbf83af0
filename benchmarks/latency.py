"""A `decision-engine` call against an echo call of a minimal server of the same SDK, over stdio, in both eras.

    python benchmarks/latency.py [--calls 400]

The calls alternate. Every objective has 200 characters and occurs once, so nothing is answered from a cache.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import anyio
from common import bare, ending, milliseconds, percentile, podium, report, scratch
from mcp import Client

CHARACTERS = 200
WARM_UP = 20
ERAS = ("legacy", "2026-07-28")
PARTS = (
    "Move the order service from cron jobs to a message queue without losing orders",
    "Find out why the nightly import takes four hours and make it fast",
    "Design a login with passkeys for the web shop and the mobile app",
    "Write tests for the invoice module and fix what they show",
)


def text(number: int) -> str:
    """The `number`th objective."""
    start = f"{PARTS[number % len(PARTS)]} (ticket {number}). "
    return (start + "Keep the public interface as it is, measure before and after, and document the decision. " * 2)[
        :CHARACTERS
    ]


async def timed(client: Client, name: str, arguments: dict[str, Any]) -> float:
    start = time.perf_counter()
    result = await client.call_tool(name, arguments)
    seconds = time.perf_counter() - start
    assert not result.is_error, result.content
    return seconds


async def measure(era: str, folder: Path, calls: int, goal: float) -> bool:
    ours: list[float] = []
    theirs: list[float] = []
    async with AsyncExitStack() as stack:
        engine = await stack.enter_async_context(Client(podium(folder), mode=era))
        echo = await stack.enter_async_context(Client(bare(folder), mode=era))
        for number in range(calls + WARM_UP):
            ours.append(await timed(engine, "decision-engine", {"objective": text(number)}))
            theirs.append(await timed(echo, "echo", {"text": text(number)}))
    ours, theirs = ours[WARM_UP:], theirs[WARM_UP:]
    ratio = statistics.median(ours) / statistics.median(theirs)
    report(
        "latency",
        passed=ratio <= goal,
        era=era,
        calls=calls,
        decision_engine=milliseconds(ours),
        echo=milliseconds(theirs),
        p50_ratio=round(ratio, 2),
        goal_ratio=goal,
        p99_ratio=round(percentile(ours, 0.99) / percentile(theirs, 0.99), 2),
    )
    return ratio <= goal


async def main(calls: int, goal: float) -> int:
    with scratch() as folder:
        return ending([await measure(era, folder, calls, goal) for era in ERAS])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--calls", type=int, default=400)
    parser.add_argument("--goal", type=float, default=2.0)
    given = parser.parse_args()
    sys.exit(anyio.run(main, given.calls, given.goal))

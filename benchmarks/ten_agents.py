"""Ten agents in one wave over stdio, against the bare SDK's own ten requests.

    python benchmarks/ten_agents.py [--runs 60] [--agent-ms 20] [--goal-ms 6]

For each era a Podium server and the minimal server run side by side, and their calls alternate. Podium's run has no
coordinator (`requests_limit` 10). The minimal server's tool sends the very ten prompts that Podium sent in its first run,
so that both carry the same load; the client's model is one and the same scripted host. `extra_ms` is the difference of
the medians of the whole calls, and what counts; `extra_quiet_ms` that of the 10th percentiles, which other load blurs less.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import anyio
from common import OBJECTIVE, bare, ending, milliseconds, percentile, podium, report, scratch
from mcp import Client

from podium.testkit import ScriptedHost, delay, on
from podium.testkit.host import DEFAULT, structured

ARGUMENTS = {"objective": OBJECTIVE, "requests_limit": 10, "confidence_override": 0.1, "delivery": "sampling"}
CARRIERS = {"legacy": "push", "2026-07-28": "round_trip"}


async def run_podium(client: Client) -> dict[str, Any]:
    result = structured(await client.call_tool("orchestrate", ARGUMENTS))
    assert result["status"] in ("completed", "partial"), result["status"]
    assert result["spent"]["requests"] == 10, result["spent"]
    return result


async def run_bare(client: Client) -> None:
    result = await client.call_tool("ask", {})
    assert not result.is_error, result.content


async def timed(call: Any) -> float:
    start = time.perf_counter()
    await call
    return time.perf_counter() - start


async def measure(era: Any, folder: Path, runs: int, agent_ms: float, goal_ms: float) -> bool:
    host = ScriptedHost([on("", delay(agent_ms / 1000, DEFAULT))])
    requests = folder / f"requests-{era}.json"
    async with AsyncExitStack() as stack:
        ours = await stack.enter_async_context(host.client(podium(folder), era=era))
        first = await run_podium(ours)
        requests.write_text(json.dumps([[a.agent_id, a.prompt] for a in host.asked]))
        theirs = await stack.enter_async_context(host.client(bare(folder, BARE_REQUESTS=str(requests)), era=era))
        ours_seconds, theirs_seconds = [], []
        for number in range(runs + 5):
            mine, other = await timed(run_podium(ours)), await timed(run_bare(theirs))
            if number >= 5:
                ours_seconds.append(mine)
                theirs_seconds.append(other)
    extra = (statistics.median(ours_seconds) - statistics.median(theirs_seconds)) * 1000
    quiet = (percentile(ours_seconds, 0.1) - percentile(theirs_seconds, 0.1)) * 1000
    report(
        "ten_agents",
        passed=extra <= goal_ms,
        carrier=first["agents"][0]["carrier"],
        runs=runs,
        agent_ms=agent_ms,
        prompt_characters=sum(len(prompt) for _, prompt in json.loads(requests.read_text())),
        podium=milliseconds(ours_seconds),
        bare_sdk=milliseconds(theirs_seconds),
        extra_ms=round(extra, 2),
        extra_quiet_ms=round(quiet, 2),
        goal_ms=goal_ms,
    )
    return extra <= goal_ms


async def main(runs: int, agent_ms: float, goal_ms: float, eras: list[str]) -> int:
    with scratch() as folder:
        return ending([await measure(era, folder, runs, agent_ms, goal_ms) for era in eras])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=60)
    parser.add_argument("--agent-ms", type=float, default=20.0)
    parser.add_argument("--goal-ms", type=float, default=6.0)
    parser.add_argument("--eras", nargs="+", choices=list(CARRIERS), default=list(CARRIERS))
    given = parser.parse_args()
    sys.exit(anyio.run(main, given.runs, given.agent_ms, given.goal_ms, given.eras))

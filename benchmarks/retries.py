"""Restarts between rounds, and the same retry twice: each step once, and the recorded result both times.

    python benchmarks/retries.py [--restarts 100] [--pairs 200] [--seed 1]

A client of the round-trip era answers rounds by hand. For the restarts every round is answered to another server on the
same database than the one that asked. For the pairs each answer is sent twice, in turn one after the other and at once, to
one server or to two; and `orchestrate-continue` is called twice at once on runs that nobody drives. Passed means:
- `wrong_ends`: runs that did not end completed, or retries that were told something else than the first time;
- `steps_twice`: rounds opened or consumed twice, agents with two replies or asked more often than once.
"""

from __future__ import annotations

import argparse
import json
import random
import sqlite3
import sys
from collections import Counter
from contextlib import AsyncExitStack, closing
from pathlib import Path
from typing import Any

import anyio
import mcp_types as types
from common import OBJECTIVE, ending, report, scratch
from mcp import Client

from podium.app import Settings, build
from podium.testkit import ScriptedHost
from podium.testkit.host import structured

ARGUMENTS: dict[str, Any] = {"objective": OBJECTIVE, "confidence_override": 0.1, "agent_limit": 3}
Result = types.CallToolResult | types.InputRequiredResult


def connect(database: Path) -> Client:
    """A client of the round-trip era, of a server of its own on this database."""
    return ScriptedHost().client(build(Settings(database)), era="2026-07-28")


def answers(asked: types.InputRequiredResult) -> dict[str, Any]:
    """Answers to every request of a round."""
    text = types.TextContent(type="text", text='{"summary": "Looked at its part."}')
    message = types.CreateMessageResult(role="assistant", content=text, model="m", stop_reason="endTurn")
    return dict.fromkeys(asked.input_requests or {}, message)


async def send(
    client: Client, asked: types.InputRequiredResult | None = None, name: str = "orchestrate", **arguments: Any
) -> Result:
    """Call a tool, with the answers to a round where there was one."""
    responses, state = (answers(asked), asked.request_state) if asked else (None, None)
    return await client.session.call_tool(
        name, arguments or ARGUMENTS, input_responses=responses, request_state=state, allow_input_required=True
    )  # fmt: skip


def told(result: Result) -> str:
    """What a client was told, without the seal, which differs each time."""
    if isinstance(result, types.InputRequiredResult):
        return json.dumps(
            {k: v.model_dump(mode="json") for k, v in (result.input_requests or {}).items()}, sort_keys=True
        )
    return json.dumps(result.structured_content, sort_keys=True)


async def restarts(folder: Path, times: int) -> list[str]:
    """Runs whose every round is answered to a new server; returns the wrong ends."""
    wrong: list[str] = []
    left = times
    while left > 0:
        async with connect(folder / "podium.db") as client:
            result = await send(client)
        while isinstance(result, types.InputRequiredResult):
            async with connect(folder / "podium.db") as client:
                result = await send(client, result)
            left -= 1
        if structured(result)["status"] != "completed":
            wrong.append(str(structured(result)["status"]))
    return wrong


async def pairs(folder: Path, times: int, rng: random.Random) -> list[str]:
    """Runs whose every answer is sent twice; returns the wrong ends."""
    wrong: list[str] = []
    async with AsyncExitStack() as stack:
        servers = [await stack.enter_async_context(connect(folder / "podium.db")) for _ in range(2)]
        left = times
        while left > 0:
            result = await send(servers[0])
            while isinstance(result, types.InputRequiredResult):
                one, other = servers[0], rng.choice(servers)
                both = await (at_once if left % 2 else in_turn)(one, other, result)
                if told(both[0]) != told(both[1]):
                    wrong.append(f"told {told(both[0])[:80]} and {told(both[1])[:80]}")
                result = rng.choice(both)
                left -= 1
            if structured(result)["status"] != "completed":
                wrong.append(str(structured(result)["status"]))
    return wrong


async def in_turn(one: Client, other: Client, asked: types.InputRequiredResult) -> list[Result]:
    return [await send(one, asked), await send(other, asked)]


async def at_once(one: Client, other: Client, asked: types.InputRequiredResult) -> list[Result]:
    found: list[Result] = []

    async def keep(client: Client) -> None:
        found.append(await send(client, asked))

    async with anyio.create_task_group() as tasks:
        tasks.start_soon(keep, one)
        tasks.start_soon(keep, other)
    return found


async def continued(folder: Path, times: int) -> list[str]:
    """Planned runs that two calls take up at once, each carried to its end; returns the wrong ends."""
    wrong: list[str] = []
    async with AsyncExitStack() as stack:
        servers = [await stack.enter_async_context(connect(folder / "podium.db")) for _ in range(2)]
        for number in range(times):
            planned = structured(await servers[0].call_tool("orchestrate", {**ARGUMENTS, "delivery": "plan"}))
            ends: list[str] = []

            async def carry(client: Client, run_id: str, ends: list[str]) -> None:
                result = await send(client, name="orchestrate-continue", run_id=run_id)
                while isinstance(result, types.InputRequiredResult):
                    result = await send(client, result, name="orchestrate-continue", run_id=run_id)
                ends.append(str(structured(result)["status"]))

            async with anyio.create_task_group() as tasks:
                for _ in range(2):
                    tasks.start_soon(carry, servers[number % 2], planned["run_id"], ends)
            wrong += [end for end in ends if end != "completed"]
    return wrong


def twice(database: Path) -> list[str]:
    """Steps that are on record more than once."""
    found = []
    with closing(sqlite3.connect(database)) as connection:
        events = connection.execute("SELECT run_id, kind, data FROM events").fetchall()
        asked = Counter(
            (run, c["id"]) for run, kind, data in events if kind == "asked" for c in json.loads(data)["calls"]
        )
        replied = Counter((run, json.loads(data)["agent_id"]) for run, kind, data in events if kind == "replied")
        rounds = Counter((run, json.loads(data)["round"]) for run, kind, data in events if kind == "answered")
        ended = Counter(run for run, kind, _ in events if kind == "finished")
        for counts in (asked, replied, rounds, ended):
            found += [f"{key}: {number} times" for key, number in counts.items() if number > 1]
        open_rounds = connection.execute("SELECT count(*) FROM rounds WHERE digest IS NULL").fetchone()[0]
        if open_rounds:
            found.append(f"{open_rounds} rounds were never consumed")
    return found


async def main(times: int, pair_times: int, seed: int) -> int:
    results = []
    with scratch() as folder:
        for name, count in (("restarts", times), ("pairs", pair_times), ("continued", pair_times // 4)):
            home = folder / name
            home.mkdir()
            if name == "restarts":
                wrong = await restarts(home, count)
            elif name == "pairs":
                wrong = await pairs(home, count, random.Random(seed))
            else:
                wrong = await continued(home, count)
            double = await anyio.to_thread.run_sync(twice, home / "podium.db")
            results.append(not wrong and not double)
            report(
                "retries",
                passed=results[-1],
                kind=name,
                times=count,
                wrong_ends=len(wrong),
                steps_twice=len(double),
                details=[*wrong, *double][:8],
            )
    return ending(results)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--restarts", type=int, default=100)
    parser.add_argument("--pairs", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    sys.exit(anyio.run(main, given.restarts, given.pairs, given.seed))

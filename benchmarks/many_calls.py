"""A thousand calls at once on one server: each is answered with what it asked for, and the memory comes back.

    python benchmarks/many_calls.py [--calls 1000] [--transports stdio http]

All calls are sent before the first answer is read: computing tools of every kind with a number of their own in them, and
runs by push over stdio, whose agents a scripted model answers. Passed means:
- every call is answered, and with its own number (`unanswered`, `mismatched`, both 0);
- no run had more agents in flight than its limit (`most_in_flight`);
- memory grows by 150 MB at most, and after the same load again is back within a tenth of what the first left.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import anyio
import httpx2
from cold_start import resident
from common import ending, podium, report, scratch
from raw import Message, Raw, modern, raw
from slow_connections import served_process

AGENT_LIMIT = 4
GROWTH_MB = 150.0
BACK = 0.10
ANSWER = {"role": "assistant", "model": "m", "content": {"type": "text", "text": '{"summary": "Looked at its part."}'}}
CONNECTIONS = 200


def call(number: int, *, runs: bool) -> tuple[Message, str]:
    """The parameters of one call, and what must stand in its answer."""
    mark = f"ticket-{number:06}"
    kind = number % (5 if runs else 4)
    if kind == 0:
        arguments: Message = {"objective": f"Fix the login of {mark}"}
        return {"name": "decision-engine", "arguments": arguments}, mark
    if kind == 1:
        return {"name": "verify-mathematics", "arguments": {"claims": f"{number} + 1 = {number + 1}"}}, f"{number} + 1"
    if kind == 2:
        tasks = [{"id": mark, "minutes": 3}, {"id": "b", "minutes": 2}]
        return {"name": "parallel-over-sequential", "arguments": {"tasks": tasks}}, mark
    if kind == 3:
        items = [{"name": mark, "text": f"The login of {mark} posts a token."}]
        return {"name": "context-economy", "arguments": {"objective": f"login {mark}", "items": items}}, mark
    wanted = {"objective": f"Fix the login of {mark}", "confidence_override": 0.1, "agent_limit": AGENT_LIMIT}
    return {"name": "orchestrate", "arguments": wanted}, '"status":'


@dataclass(slots=True)
class Model:
    """Answers sampling requests after a moment, and counts how many of one run are open at once."""

    server: Raw
    open: Counter[str] = field(default_factory=Counter)
    most: int = 0
    lock: Any = field(default_factory=threading.Lock)

    def asked(self, message: Message) -> None:
        mark = re.findall(r"ticket-\d+", json.dumps(message["params"]))[:1] or [""]
        with self.lock:
            self.open[mark[0]] += 1
            self.most = max(self.most, self.open[mark[0]])
        threading.Timer(0.02, self._answer, (message["id"], mark[0])).start()

    def _answer(self, number: Any, mark: str) -> None:
        with self.lock:
            self.open[mark] -= 1
        self.server.say(id=number, result=ANSWER)


def over_stdio(folder: Path, calls: int) -> bool:
    """The load twice, over one pipe."""
    with raw(podium(folder), folder / "stderr") as server:
        model = Model(server)
        server.on_request = model.asked
        server.hello(sampling={})
        for name in ("decision-engine", "context-economy", "orchestrate"):
            server.ask(f"warm {name}", "tools/call", {"name": name, "arguments": {"objective": "Warm up"}})
        memory, found, seconds = [resident(server.pid)], Counter[str](), 0.0
        for turn in range(2):
            start = time.perf_counter()
            wanted = {}
            for number in range(turn * calls, (turn + 1) * calls):
                params, mark = call(number, runs=True)
                wanted[number] = mark
                server.say(id=number, method="tools/call", params=params)
            found["unanswered"] += len(server.answered(list(wanted), 240.0))
            seconds += time.perf_counter() - start
            for number, mark in wanted.items():
                answer = json.dumps(server.answers.pop(str(number), {}))
                found["mismatched"] += mark not in answer.replace('\\"', '"')
            time.sleep(1.0)
            memory.append(resident(server.pid))
        stray = len(server.stray)
    return told("stdio", calls, found, memory, seconds, most_in_flight=model.most, stray=stray)


async def over_http(folder: Path, calls: int) -> bool:
    """The load twice, over many connections."""
    with served_process(folder) as (port, process):
        memory: list[float | None] = []
        found, seconds = Counter[str](), 0.0
        limits = httpx2.Limits(max_connections=CONNECTIONS, max_keepalive_connections=CONNECTIONS)
        async with httpx2.AsyncClient(timeout=240, limits=limits) as http:

            async def one(number: int) -> None:
                params, mark = call(number, runs=False)
                body = {"jsonrpc": "2.0", "id": number, "method": "tools/call", "params": modern(**params)}
                headers = {
                    "Accept": "application/json, text/event-stream",
                    "MCP-Protocol-Version": "2026-07-28",
                    "Mcp-Method": "tools/call",
                    "Mcp-Name": params["name"],
                }
                try:
                    answer = await http.post(f"http://127.0.0.1:{port}/mcp", json=body, headers=headers)
                except httpx2.HTTPError:
                    found["unanswered"] += 1
                    return
                found["unanswered"] += answer.status_code != 200
                found["mismatched"] += mark not in answer.text or f'"id":{number}' not in answer.text.replace(" ", "")

            for number in range(8):
                await one(number)
            memory.append(resident(process.pid))
            for turn in range(2):
                start = time.perf_counter()
                async with anyio.create_task_group() as tasks:
                    for number in range(turn * calls, (turn + 1) * calls):
                        tasks.start_soon(one, number)
                seconds += time.perf_counter() - start
                await anyio.sleep(1.0)
                memory.append(resident(process.pid))
    return told("http", calls, found, memory, seconds)


def told(
    transport: str, calls: int, found: Counter[str], memory: list[float | None], seconds: float, **more: Any
) -> bool:
    """Print one transport's line; whether it passed."""
    sizes = [size for size in memory if size is not None]
    growth = round(max(sizes) - sizes[0], 1) if sizes else None
    back = round(sizes[2] / sizes[1] - 1, 3) if len(sizes) == 3 else None
    passed = (
        not found["unanswered"]
        and not found["mismatched"]
        and more.get("most_in_flight", 0) <= AGENT_LIMIT
        and not more.get("stray")
        and (growth is None or growth <= GROWTH_MB)
        and (back is None or back <= BACK)
    )
    report(
        "many_calls",
        passed=passed,
        transport=transport,
        calls_at_once=calls,
        turns=2,
        unanswered=found["unanswered"],
        mismatched=found["mismatched"],
        memory_mb=sizes,
        growth_mb=growth,
        second_turn_over_first=back,
        calls_per_second=round(2 * calls / seconds, 1),
        **more,
    )
    return passed


def main(calls: int, transports: list[str]) -> int:
    results = []
    for transport in transports:
        with scratch() as folder:
            results.append(over_stdio(folder, calls) if transport == "stdio" else anyio.run(over_http, folder, calls))
    return ending(results)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--calls", type=int, default=1_000)
    parser.add_argument("--transports", nargs="+", choices=["stdio", "http"], default=["stdio", "http"])
    given = parser.parse_args()
    sys.exit(main(given.calls, given.transports))

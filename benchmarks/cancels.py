"""Calls that are cancelled and clients that leave, at random times: the work stops, nothing leaks, the run goes on later.

    python benchmarks/cancels.py [--times 200] [--ends 10] [--seed 1]

Over stdio a host calls `orchestrate`; its model answers sampling requests after some milliseconds. At a random time the
call is cancelled (`notifications/cancelled`), or, over HTTP in the same share, the client drops its connection. Passed means:
- `late`: no sampling request arrives more than 100 ms after a call was cancelled, nor does its run get a new event;
- `descriptors`: at the end the server has no more files open than after the first calls (2 to spare);
- `grown_mb`: memory over the second half grows by less than 5 MB for 100 cancels;
- `not_continued`: every run that was cut off is taken to its end with `orchestrate-continue`;
- `ends`: EOF, SIGTERM and SIGINT, idle and busy: gone within a second.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import sqlite3
import sys
import threading
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import anyio
import httpx2
from cold_start import resident
from common import OBJECTIVE, ending, podium, report, scratch
from raw import Message, Raw, descriptors, modern, raw
from slow_connections import served_process

STOP_SECONDS = 0.1
END_SECONDS = 1.0
ANSWER = {"role": "assistant", "model": "m", "content": {"type": "text", "text": '{"summary": "Looked at its part."}'}}
ARGUMENTS = {"objective": OBJECTIVE, "confidence_override": 0.1, "agent_limit": 4}


class Model:
    """Answers sampling requests after some milliseconds, and remembers when each came."""

    def __init__(self, server: Raw, rng: random.Random) -> None:
        self._server, self._rng = server, rng
        self.came: list[float] = []

    def asked(self, message: Message) -> None:
        if message["method"] == "sampling/createMessage":
            self.came.append(time.perf_counter())
            threading.Timer(self._rng.uniform(0.005, 0.05), self._answer, (message["id"],)).start()

    def _answer(self, number: Any) -> None:
        self._server.say(id=number, result=ANSWER)


def newest(database: Path) -> tuple[str, int]:
    """The id of the newest run, and how many events it has."""
    with closing(sqlite3.connect(database)) as connection:
        row = connection.execute("SELECT run_id, seq FROM runs ORDER BY started_at DESC, rowid DESC LIMIT 1").fetchone()
    return (row[0], row[1]) if row else ("", 0)


def over_stdio(folder: Path, times: int, rng: random.Random, slack: float) -> bool:
    """Cancelled calls on one pipe."""
    late = not_continued = cut = 0
    details: list[str] = []
    with raw(podium(folder), folder / "stderr") as server:
        model = Model(server, rng)
        server.on_request = model.asked
        server.hello(sampling={})
        start = time.perf_counter()
        for number in range(3):
            server.ask(f"w{number}", "tools/call", {"name": "orchestrate", "arguments": ARGUMENTS})
        usual = (time.perf_counter() - start) / 3
        open_files, memory = descriptors(server.pid), None
        for number in range(times):
            server.say(id=number, method="tools/call", params={"name": "orchestrate", "arguments": ARGUMENTS})
            time.sleep(rng.uniform(0, usual))
            server.say(method="notifications/cancelled", params={"requestId": number, "reason": "changed my mind"})
            cancelled = time.perf_counter()
            time.sleep(STOP_SECONDS + slack)
            run_id, seq = newest(folder / "podium.db")
            time.sleep(STOP_SECONDS)
            after = newest(folder / "podium.db")
            if after != (run_id, seq) or any(at > cancelled + STOP_SECONDS + slack for at in model.came):
                late += 1
                details.append(f"late: {run_id} {seq} -> {after}")
            model.came.clear()
            if run_id and number % 4 == 0:
                cut += 1
                done = server.ask(
                    f"c{number}", "tools/call", {"name": "orchestrate-continue", "arguments": {"run_id": run_id}}
                )
                if '"completed"' not in json.dumps(done.get("result", {}).get("structuredContent", {}).get("status")):
                    not_continued += 1
                    details.append(f"not continued: {json.dumps(done)[:300]}")
                model.came.clear()
            if number == times // 2:
                memory = resident(server.pid)
        leaked = None if open_files is None else (descriptors(server.pid) or 0) - open_files
        grown = None if memory is None else round((resident(server.pid) or 0) - memory, 1)
        alive = server.alive
    passed = alive and not late and not not_continued and (leaked or 0) <= 2 and (grown or 0) <= 5 * max(1, times / 200)
    report(
        "cancels",
        passed=passed,
        transport="stdio",
        times=times,
        late=late,
        continued=cut - not_continued,
        not_continued=not_continued,
        more_descriptors=leaked,
        grown_mb=grown,
        details=details[:5],
    )
    return passed


async def over_http(folder: Path, times: int, rng: random.Random) -> bool:
    """Clients that leave in the middle of a call."""
    not_continued = 0
    with served_process(folder) as (port, process):

        async def post(name: str, arguments: Message, patience: float) -> Message:
            body = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": modern(name=name, arguments=arguments)}
            headers = {
                "Accept": "application/json, text/event-stream",
                "MCP-Protocol-Version": "2026-07-28",
                "Mcp-Method": "tools/call",
                "Mcp-Name": name,
            }
            async with httpx2.AsyncClient(timeout=30) as http:
                with anyio.move_on_after(patience):
                    answer = await http.post(f"http://127.0.0.1:{port}/mcp", json=body, headers=headers)
                    text = answer.text
                    found: Message = json.loads(
                        text if text.startswith("{") else text.split("data: ", 1)[1].splitlines()[0]
                    )
                    return found
            return {}

        began = time.perf_counter()
        for _ in range(3):
            await post("orchestrate", ARGUMENTS, 30.0)
        usual = (time.perf_counter() - began) / 3
        await anyio.sleep(0.5)
        open_files = descriptors(process.pid)
        for number in range(times):
            await post("orchestrate", ARGUMENTS, rng.uniform(0.001, usual))
            if number % 8 == 0:
                run_id = (await anyio.to_thread.run_sync(newest, folder / "podium.db"))[0]
                answer = await post("orchestrate-continue", {"run_id": run_id}, 30.0)
                status = answer.get("result", {}).get("structuredContent", {}).get("status")
                not_continued += status not in ("awaiting_host", "completed")
        await anyio.sleep(1.0)
        leaked = None if open_files is None else (descriptors(process.pid) or 0) - open_files
        alive = process.poll() is None
    passed = alive and not not_continued and (leaked or 0) <= 2
    report(
        "cancels", passed=passed, transport="http", times=times, not_continued=not_continued, more_descriptors=leaked
    )
    return passed


def ends(folder: Path, times: int, slack: float) -> bool:
    """How long a server takes to go, for each way and state."""
    longest: dict[str, float] = {}
    ways = {"eof": None, "SIGTERM": signal.SIGTERM, "SIGINT": signal.SIGINT}
    for way, sent in ways.items() if os.name != "nt" else [("eof", None)]:
        for busy in (False, True):
            for number in range(times):
                home = folder / f"{way}-{busy}-{number}"
                home.mkdir()
                seconds = _seconds_to_end(home, sent, busy)
                name = f"{way}, {'busy' if busy else 'idle'}"
                longest[name] = max(longest.get(name, 0.0), round(seconds, 3))
    passed = max(longest.values()) <= END_SECONDS + slack
    report("ends", passed=passed, times_each=times, longest_seconds=longest, goal_seconds=END_SECONDS)
    return passed


def _seconds_to_end(folder: Path, sent: signal.Signals | None, busy: bool) -> float:
    with raw(podium(folder), folder / "stderr") as server:
        came = threading.Event()
        server.on_request = lambda message: came.set()
        server.hello(sampling={})
        server.ask("warm", "tools/call", {"name": "decision-engine", "arguments": {"objective": OBJECTIVE}})
        if busy:
            server.say(id=1, method="tools/call", params={"name": "orchestrate", "arguments": ARGUMENTS})
            came.wait(10)
        start = time.perf_counter()
        if sent is None:
            assert server.process.stdin is not None
            server.process.stdin.close()
        else:
            server.process.send_signal(sent)
        server.process.wait(30)
        return time.perf_counter() - start


def main(times: int, end_times: int, seed: int, slack: float) -> int:
    rng = random.Random(seed)
    results = []
    with scratch() as folder:
        for name in ("stdio", "http", "ends"):
            (folder / name).mkdir()
        results.append(over_stdio(folder / "stdio", times, rng, slack))
        results.append(anyio.run(over_http, folder / "http", times, rng))
        results.append(ends(folder / "ends", end_times, slack))
    return ending(results)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--ends", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--slack", type=float, default=0.0, help="seconds more than the goals, for a busy machine")
    given = parser.parse_args()
    sys.exit(main(given.times, given.ends, given.seed, given.slack))

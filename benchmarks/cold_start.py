"""From spawn to `tools/list` answered, and memory, against a minimal server of the same SDK.

    python benchmarks/cold_start.py [--pairs 20]

Each pair starts both servers one after the other, in alternating order, and speaks plain JSON lines to them, so that no
client's own work is counted. `ratio` is the median over the pairs. Then each gets its first call (`decision-engine`, `echo`),
because what was put off until then must be paid there: `first_call_ms`. Memory is the resident set after that call; the
one right after `tools/list` stands beside it. The first pair is not counted: it compiles what was never imported.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from common import OBJECTIVE, bare, ending, podium, report, scratch
from mcp import StdioServerParameters
from mcp_types.version import HANDSHAKE_PROTOCOL_VERSIONS


@dataclass(frozen=True, slots=True)
class Start:
    """One start: seconds until the tools were listed, seconds of the first call, and megabytes of memory after each.

    Memory is None where it cannot be read.
    """

    seconds: float
    first_call: float
    listed_mb: float | None
    called_mb: float | None


def request(number: int, method: str, **params: Any) -> bytes:
    """One JSON-RPC request as a line."""
    return json.dumps({"jsonrpc": "2.0", "id": number, "method": method, "params": params}).encode() + b"\n"


HELLO = request(
    1,
    "initialize",
    protocolVersion=HANDSHAKE_PROTOCOL_VERSIONS[-1],
    capabilities={},
    clientInfo={"name": "bench", "version": "1"},
)
READY = b'{"jsonrpc": "2.0", "method": "notifications/initialized"}\n'
LIST = request(2, "tools/list")
OURS = request(3, "tools/call", name="decision-engine", arguments={"objective": OBJECTIVE})
THEIRS = request(3, "tools/call", name="echo", arguments={"text": OBJECTIVE})


def start(parameters: StdioServerParameters, call: bytes) -> Start:
    """Start a server, list its tools, call one, and let it go."""
    began = time.perf_counter()
    command = [parameters.command, *parameters.args]
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=parameters.env,
        cwd=parameters.cwd,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(HELLO)
        process.stdin.flush()
        process.stdout.readline()
        process.stdin.write(READY + LIST)
        process.stdin.flush()
        answer = json.loads(process.stdout.readline())
        seconds = time.perf_counter() - began
        assert answer["result"]["tools"], answer
        listed = resident(process.pid)
        called = time.perf_counter()
        process.stdin.write(call)
        process.stdin.flush()
        answer = json.loads(process.stdout.readline())
        first_call = time.perf_counter() - called
        assert "error" not in answer, answer
        memory = resident(process.pid)
        process.stdin.close()
        process.wait(timeout=10)
    return Start(seconds, first_call, listed, memory)


def resident(pid: int) -> float | None:
    """Megabytes of memory that a process holds now."""
    try:
        told = subprocess.run(["ps", "-o", "rss=", "-p", str(pid)], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return resident_by_proc(pid)
    return int(told.stdout) / 1024


def resident_by_proc(pid: int) -> float | None:
    """The same where there is no `ps`, and None where there is no `/proc` either."""
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        return None
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def main(pairs: int, goal_ratio: float, goal_mb: float) -> int:
    ours: list[Start] = []
    theirs: list[Start] = []
    with scratch() as folder:
        for number in range(pairs + 1):
            both = [(ours, podium(folder), OURS), (theirs, bare(folder), THEIRS)]
            for found, parameters, call in both if number % 2 else reversed(both):
                found.append(start(parameters, call))
    ours, theirs = ours[1:], theirs[1:]
    ratio = statistics.median(a.seconds / b.seconds for a, b in zip(ours, theirs, strict=True))
    fast = ratio <= goal_ratio
    report(
        "cold_start",
        passed=fast,
        pairs=pairs,
        podium_ms=middle([s.seconds * 1000 for s in ours]),
        bare_ms=middle([s.seconds * 1000 for s in theirs]),
        ratio=round(ratio, 3),
        goal_ratio=goal_ratio,
        extra_ms=middle([(s.seconds - t.seconds) * 1000 for s, t in zip(ours, theirs, strict=True)]),
        first_call_ms=middle([s.first_call * 1000 for s in ours]),
        bare_first_call_ms=middle([s.first_call * 1000 for s in theirs]),
    )
    memory = tell_memory(ours, theirs, goal_mb)
    return ending([fast, memory])


def tell_memory(ours: list[Start], theirs: list[Start], goal_mb: float) -> bool | None:
    """Print what the servers hold; whether the goal is met, or None where this system does not tell."""
    held = [s.called_mb for s in ours if s.called_mb], [s.called_mb for s in theirs if s.called_mb]
    listed = [s.listed_mb for s in ours if s.listed_mb], [s.listed_mb for s in theirs if s.listed_mb]
    if not all(held) or not all(listed):
        report("memory", passed=None, reason="this system does not tell")
        return None
    mine, other = map(middle, held)
    mine_listed, other_listed = map(middle, listed)
    small = mine - other <= goal_mb
    report(
        "memory",
        passed=small,
        podium_mb=mine,
        bare_mb=other,
        extra_mb=round(mine - other, 1),
        goal_mb=goal_mb,
        extra_mb_before_the_first_call=round(mine_listed - other_listed, 1),
    )
    return small


def middle(values: list[float]) -> float:
    """The median, rounded."""
    return round(statistics.median(values), 1)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pairs", type=int, default=20)
    parser.add_argument("--goal-ratio", type=float, default=1.15)
    parser.add_argument("--goal-mb", type=float, default=15.0)
    given = parser.parse_args()
    sys.exit(main(given.pairs, given.goal_ratio, given.goal_mb))

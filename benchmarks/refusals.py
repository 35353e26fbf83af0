"""Lines that are too long or too deep: refused hardly more slowly than by the bare SDK, and the memory comes back.

    python benchmarks/refusals.py [--times 15]

The same lines go in turn to a Podium server and to a minimal server of the same SDK, each over stdio: objectives from one
byte to 10 MB, and bombs of context (many items, deep nests, one long name, long lists). Measured are the seconds until the
server has answered the line, or, where the SDK keeps silent, until it answers a ping sent behind it.
- `ratio`: the median of Podium's seconds over that of the bare server's, for lines that Podium refuses; at most 1.3, where the
  bare server takes at least 2 ms (below that the figure is that of two pipes);
- `back_mb`: memory after all of it over that before, at most 40 MB.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from typing import Any

from cold_start import resident
from common import bare, ending, podium, report, scratch
from raw import Raw, raw

GOAL_RATIO = 1.3
LEAST_SECONDS = 0.002
BACK_MB = 40.0
KILO, MEGA = 1024, 1024 * 1024


def lines() -> dict[str, dict[str, Any] | str]:
    """Arguments of a call by the name of their kind, or those arguments as they stand in the line."""
    found: dict[str, dict[str, Any] | str] = {
        f"objective of {size:,} bytes": {"objective": "x" * size}
        for size in (1, KILO, 100 * KILO, 300 * KILO, MEGA, 10 * MEGA)
    }
    found["objective of 10 MB, not ASCII"] = {"objective": "é" * (5 * MEGA)}
    found["objective of 10 MB of escapes"] = '{"objective": "' + "\\u0041" * (10 * MEGA // 6) + '"}'
    found["objective of 10 MB, half a character"] = '{"objective": "' + "x" * 10 * MEGA + '\\ud83d"}'
    found["context of 10 MB in one item"] = {"objective": "x", "context": [{"name": "a", "text": "x" * 10 * MEGA}]}
    found["context of 30,000 items"] = {
        "objective": "x",
        "context": [{"name": f"n{n}", "text": "t"} for n in range(30_000)],
    }
    found["context of 10 MB of tags"] = {
        "objective": "x",
        "context": [{"name": "a", "text": "t", "tags": ["x" * 10 * MEGA]}],
    }
    found["a name of 1 MB"] = {"objective": "x", "context": [{"name": "n" * MEGA, "text": "t"}]}
    found["100,000 paths"] = {"objective": "x", "paths": ["a/b"] * 100_000}
    found["100,000 unknown arguments"] = {"objective": "x", **{f"a{n}": n for n in range(100_000)}}
    found["a nest of 150"] = {"objective": "x", "context": _nest(150)}
    found["a nest of 100,000"] = '{"objective": "x", "context": ' + "[" * 100_000 + "]" * 100_000 + "}"
    found["10 MB of a number"] = '{"objective": "x", "agent_limit": ' + "9" * 10 * MEGA + "}"
    return found  # fmt: skip


def _nest(depth: int) -> Any:
    value: Any = []
    for _ in range(depth):
        value = [value]
    return value


def line(number: str, name: str, arguments: dict[str, Any] | str) -> bytes:
    """One call."""
    text = arguments if isinstance(arguments, str) else json.dumps(arguments)
    params = f'{{"name": "{name}", "arguments": {text}}}'
    return f'{{"jsonrpc": "2.0", "id": "{number}", "method": "tools/call", "params": {params}}}'.encode()


def timed(server: Raw, number: str, sent: bytes) -> tuple[float, bool, bool]:
    """Seconds until the line was dealt with, whether it got an answer, and whether that refuses it."""
    start = time.perf_counter()
    server.send(sent)
    server.say(id=f"behind {number}", method="ping")
    if server.answered([f"behind {number}"], 120.0):
        raise TimeoutError("the server does not answer any more")
    server.answered([number], 0.5 if json.dumps(number) not in server.answers else 0.0)
    answer = server.answers.pop(json.dumps(number), None)
    last = server.times.get(json.dumps(number if answer else f"behind {number}"), time.perf_counter())
    refused = answer is not None and ("error" in answer or bool(answer["result"].get("isError")))
    return last - start, answer is not None, refused


def main(times: int) -> int:
    results: list[bool | None] = []
    with (
        scratch() as folder,
        raw(podium(folder), folder / "ours") as ours,
        raw(bare(folder), folder / "theirs") as theirs,
    ):
        for server in (ours, theirs):
            server.hello()
        timed(ours, "warm", line("warm", "decision-engine", {"objective": "Warm up"}))
        before = resident(ours.pid)
        for kind, arguments in lines().items():
            mine, other = [], []
            answered = refused = False
            for turn in range(times):
                sent = line(f"{kind} {turn}", "decision-engine", arguments)
                seconds, answered, refused = timed(ours, f"{kind} {turn}", sent)
                mine.append(seconds)
                # The bare server has no such tool: it reads the line and refuses it.
                other.append(timed(theirs, f"{kind} {turn}", sent)[0])
            ratio = statistics.median(mine) / statistics.median(other)
            counts = refused and statistics.median(other) >= LEAST_SECONDS
            results.append(ratio <= GOAL_RATIO if counts else None)
            report(
                "refusals",
                passed=results[-1] if answered else False,
                kind=kind,
                answered=answered,
                refused=refused,
                podium_ms=round(statistics.median(mine) * 1000, 2),
                bare_ms=round(statistics.median(other) * 1000, 2),
                ratio=round(ratio, 2),
                goal_ratio=GOAL_RATIO,
            )
            results.append(answered)
        time.sleep(1.0)
        after = resident(ours.pid)
        grown = round(after - before, 1) if before is not None and after is not None else None
        results.append(grown is None or grown <= BACK_MB)
        report(
            "refusals",
            passed=results[-1],
            kind="memory",
            before_mb=before,
            after_mb=after,
            back_mb=grown,
            goal_mb=BACK_MB,
        )
    return ending(results)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--times", type=int, default=15)
    given = parser.parse_args()
    sys.exit(main(given.times))

"""Thousands of runs on one server: memory, journal and waiting do not grow with them, and the file stays bounded.

    python benchmarks/soak.py [--runs 10000] [--agents 2]

One run after the other over stdio by push, with a model that answers at once; every third is judged. After a warm-up of a
tenth of the runs:
- `bytes_a_run`: slope of a line through the resident memory, at most 1,000;
- `journal_mb`: the largest the write-ahead log ever was, at most 16;
- `p99_ratio`: 99th percentile of the last tenth of the runs over that of the first after the warm-up, at most 1.2;
- `file`: pages of a database that takes ten times as many runs as it keeps, over those after the second lot; at most 1.5.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import statistics
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import anyio
from cold_start import resident
from common import ending, milliseconds, percentile, podium, report, scratch
from raw import Message, raw

from podium.store.outcomes import OutcomeRow
from podium.store.protocol import Event, RunRow
from podium.store.retention import Retention
from podium.store.sqlite import SqliteStore

ANSWER = {"role": "assistant", "model": "m", "content": {"type": "text", "text": '{"summary": "Looked at its part."}'}}
BYTES, JOURNAL_MB, P99_RATIO, FILE_RATIO = 1_000, 16.0, 1.2, 1.5
EVENTS_OF_A_RUN = 20


def many_runs(folder: Path, runs: int, agents: int) -> bool:
    """The soak."""
    journal = folder / "podium.db-wal"
    seconds: list[float] = []
    memory: list[tuple[int, float]] = []
    largest = 0
    with raw(podium(folder), folder / "stderr") as server:

        def asked(message: Message) -> None:
            if message["method"] == "sampling/createMessage":
                server.say(id=message["id"], result=ANSWER)

        server.on_request = asked
        server.hello(sampling={})
        for number in range(runs):
            objective = f"Fix the login of ticket {number} and test it"
            arguments = {"objective": objective, "confidence_override": 0.1, "agent_limit": agents}
            start = time.perf_counter()
            done = server.ask(number, "tools/call", {"name": "orchestrate", "arguments": arguments}, 60.0)
            seconds.append(time.perf_counter() - start)
            result = done["result"]["structuredContent"]
            assert result["status"] == "completed", json.dumps(done)[:500]
            if number % 3 == 0:
                verdict = {"run_id": result["run_id"], "success": number % 2 == 0}
                server.ask(f"v{number}", "tools/call", {"name": "orchestrate-feedback", "arguments": verdict})
            if number % max(1, runs // 200) == 0:
                memory.append((number, resident(server.pid) or 0.0))
                largest = max(largest, journal.stat().st_size if journal.exists() else 0)
    tenth = runs // 10
    warm = [(n, mb) for n, mb in memory if n >= tenth and mb]
    slope = statistics.linear_regression(*zip(*warm, strict=True)).slope * 1024 * 1024 if len(warm) > 2 else None
    first, last = seconds[tenth : 2 * tenth], seconds[-tenth:]
    ratio = percentile(last, 0.99) / percentile(first, 0.99)
    journal_mb = round(largest / 1024 / 1024, 1)
    passed = (slope is None or slope <= BYTES) and journal_mb <= JOURNAL_MB and ratio <= P99_RATIO
    report(
        "soak",
        passed=passed,
        runs=runs,
        bytes_a_run=slope and round(slope),
        memory_mb=[round(warm[0][1], 1), round(warm[-1][1], 1)] if warm else None,
        journal_mb=journal_mb,
        first=milliseconds(first),
        last=milliseconds(last),
        p99_ratio=round(ratio, 2),
        p50_ms_by_tenth=[milliseconds(seconds[n * tenth : (n + 1) * tenth])["p50_ms"] for n in range(10)],
        goals={"bytes_a_run": BYTES, "journal_mb": JOURNAL_MB, "p99_ratio": P99_RATIO},
    )
    return passed


async def bounded(folder: Path, kept: int) -> bool:
    """Ten times as many runs as are kept, in lots, with what the server does once an hour after each."""
    database = folder / "kept.db"
    pages: list[int] = []
    dropping: list[float] = []
    async with SqliteStore(database, kept=Retention(days=1_000.0, runs=kept)) as store:
        for lot in range(10):
            for number in range(kept):
                await _append(store, f"run_{lot}_{number}", float(lot * kept + number))
            while True:
                start = time.perf_counter()
                dropped = await store.sweep(float(10 * kept))
                dropping.append(time.perf_counter() - start)
                if not dropped:
                    break
            pages.append(await anyio.to_thread.run_sync(_pages, database))
    ratio = pages[-1] / pages[1]
    report(
        "soak",
        passed=ratio <= FILE_RATIO,
        kind="file",
        runs=10 * kept,
        kept=kept,
        pages=pages,
        pages_ratio=round(ratio, 2),
        goal_ratio=FILE_RATIO,
        longest_batch_ms=round(max(dropping) * 1000, 1),
    )
    return ratio <= FILE_RATIO


async def _append(store: SqliteStore, run_id: str, at: float) -> None:
    row = RunRow(run_id, "local", "Fix the login", "completed", "direct_atomic", 1, 1, at, at)
    said: Any = {"agent_id": "a", "text": "words " * 100}
    events = [Event(n, at, "replied", said) for n in range(1, EVENTS_OF_A_RUN + 1)]
    outcome = OutcomeRow(run_id, at, "frontend", "direct_atomic", 0.8, 0.8, 0.2, "completed")
    await store.append(row, events, after=0, outcome=outcome)


def _pages(database: Path) -> int:
    with closing(sqlite3.connect(database)) as connection:
        return int(connection.execute("PRAGMA page_count").fetchone()[0])


def main(runs: int, agents: int, kept: int) -> int:
    with scratch() as folder:
        return ending([many_runs(folder, runs, agents), anyio.run(bounded, folder, kept)])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=10_000)
    parser.add_argument("--agents", type=int, default=2)
    parser.add_argument("--kept", type=int, default=500)
    given = parser.parse_args()
    sys.exit(main(given.runs, given.agents, given.kept))

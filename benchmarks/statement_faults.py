"""A fault at every SQL statement of a run: a typed sentence or success, no half state, no hang, and the next run is fine.

    python benchmarks/statement_faults.py [--every 1] [--carriers push ...] [--codes full busy ioerr] [--workers N]

A server in memory does two runs on a fresh database, and the k-th statement of all its connections fails as SQLite would let
it fail, for every k there is. What was cut off is taken up as a host would, and both runs must be completed. Carriers and
kinds of fault are shared out over as many processes as there are CPUs.
- `untyped`: answers that are neither a result nor a sentence that says what the database refused;
- `hung`: cases that took more than 20 s;
- `half`: files with gaps in a run's events, two replies of one agent, runs without an outcome, or unsound pages.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import sqlite3
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import anyio
from chains import leaves
from common import ending, report, scratch
from mcp import Client, MCPError

from podium.app import Settings, build
from podium.store.sqlite import SqliteStore
from podium.surface import back
from podium.testkit import ScriptedHost
from podium.testkit.faulty import Faulty
from podium.testkit.host import structured

ARGUMENTS: dict[str, Any] = {"objective": "Fix the login and test it", "confidence_override": 0.1, "agent_limit": 2}
CARRIERS: dict[str, tuple[Any, bool]] = {
    "push": ("legacy", True),
    "round_trip": ("2026-07-28", True),
    "handoff": ("legacy", False),
}
CODES = {"full": sqlite3.SQLITE_FULL, "busy": sqlite3.SQLITE_BUSY, "ioerr": sqlite3.SQLITE_IOERR}
MOST_SENTENCES = 3
CASE_SECONDS = 20.0


@dataclass(slots=True)
class Tally:
    """What one carrier and kind of fault came to."""

    cases: int = 0
    told: int = 0
    faults: Counter[str] = field(default_factory=Counter)
    details: list[str] = field(default_factory=list)

    def fault(self, kind: str, detail: str) -> None:
        self.faults[kind] += 1
        self.details.append(f"{kind}: {detail}")


async def attempt(host: ScriptedHost, client: Client, name: str, arguments: dict[str, Any]) -> dict[str, Any] | str:
    """A run taken as far as it goes: its result, or the sentence that it ended with."""
    try:
        return await host.finish(client, structured(await host.call(client, name, arguments)))
    except (AssertionError, MCPError, BaseExceptionGroup) as error:
        found = leaves(error)
        if not all(isinstance(leaf, AssertionError | MCPError) for leaf in found):
            raise
        return str(found[0])


async def play(database: Path, carrier: str) -> list[str]:
    """Two runs, into one of which a fault falls, taken up until they end; returns what was told on the way."""
    era, sampling = CARRIERS[carrier]
    host = ScriptedHost()
    told: list[str] = []
    async with host.client(build(Settings(database)), era=era, sampling=sampling) as client:
        for number in range(2):
            result = await attempt(host, client, "orchestrate", ARGUMENTS)
            while isinstance(result, str):
                told.append(result)
                if len(told) > MOST_SENTENCES:
                    return told
                runs = structured(await client.call_tool("orchestrate-status", {}))["runs"]
                begun = {"run_id": runs[0]["run_id"]} if len(runs) > number else None
                result = await attempt(
                    host, client, "orchestrate-continue" if begun else "orchestrate", begun or ARGUMENTS
                )
            if result["status"] != "completed":
                told.append(f"the run is {result['status']}")
    return told


def halves(database: Path) -> list[str]:
    """What is not whole in a file after two completed runs."""
    wrong = []
    with closing(sqlite3.connect(database)) as connection:
        if connection.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            wrong.append("unsound pages")
        runs = connection.execute("SELECT run_id, seq FROM runs").fetchall()
        for run_id, seq in runs:
            found = connection.execute("SELECT seq, kind, data FROM events WHERE run_id = ? ORDER BY seq", (run_id,))
            events = found.fetchall()
            if [number for number, _, _ in events] != list(range(1, seq + 1)):
                wrong.append(f"{run_id}: gaps")
            replied = Counter(json.loads(data)["agent_id"] for _, kind, data in events if kind == "replied")
            wrong += [f"{run_id}: {n} replies of {agent}" for agent, n in replied.items() if n > 1]
        outcomes = connection.execute("SELECT count(*) FROM outcomes").fetchone()[0]
        decisions = connection.execute("SELECT decisions FROM learned").fetchone()[0]
        if not len(runs) == outcomes == decisions == 2:
            wrong.append(f"{len(runs)} runs, {outcomes} outcomes, {decisions} decisions")
    return wrong


async def case(database: Path, carrier: str, tally: Tally) -> None:
    """One fault."""
    tally.cases += 1
    told: list[str] = []
    with anyio.move_on_after(CASE_SECONDS) as limit:
        told = await play(database, carrier)
    if limit.cancelled_caught:
        tally.fault("hung", database.name)
        return
    tally.told += bool(told)
    for sentence in told:
        if "nothing was written" not in sentence:
            tally.fault("untyped", f"{database.name}: {sentence[:200]}")
    for wrong in await anyio.to_thread.run_sync(halves, database):
        tally.fault("half", f"{database.name}: {wrong}")


async def sweep(folder: Path, carrier: str, code: str, every: int) -> tuple[Tally, int]:
    """Every fault of one kind over one carrier; also how many statements there are."""
    tally = Tally()
    Faulty.code = CODES[code]
    number, Faulty.left = 1, 0.0
    while Faulty.left <= 0:
        Faulty.left = number
        await case(folder / f"{carrier}-{code}-{number}.db", carrier, tally)
        number += every
    return tally, number - every - 1


def measure(carrier: str, code: str, every: int) -> dict[str, Any]:
    """The figures of one sweep, in a process of its own."""
    logging.disable()
    back.SqliteStore = partial(SqliteStore, factory=Faulty, busy_seconds=0.05)  # type: ignore[misc, assignment]
    start = time.perf_counter()
    with scratch() as folder:
        tally, statements = anyio.run(sweep, folder, carrier, code, every)
    return {
        "passed": not tally.faults,
        "carrier": carrier,
        "kind": code,
        "statements": statements,
        "cases": tally.cases,
        "told_to_the_client": tally.told,
        "faults": dict(tally.faults),
        "details": tally.details[:10],
        "seconds": round(time.perf_counter() - start, 1),
    }


def main(carriers: list[str], codes: list[str], every: int, workers: int) -> int:
    passed: list[bool] = []
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        sweeps = [pool.submit(measure, carrier, code, every) for carrier in carriers for code in codes]
        for done in as_completed(sweeps):
            figures = done.result()
            passed.append(figures["passed"])
            report("statement_faults", **figures)
    return ending(passed)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--every", type=int, default=1, help="only every so manieth statement")
    parser.add_argument("--carriers", nargs="+", choices=list(CARRIERS), default=list(CARRIERS))
    parser.add_argument("--codes", nargs="+", choices=list(CODES), default=list(CODES))
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="sweeps at once")
    given = parser.parse_args()
    sys.exit(main(given.carriers, given.codes, given.every, given.workers))

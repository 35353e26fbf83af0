"""Four servers on one database file: nobody is told "locked", no event is lost, the aggregates equal a recount.

    python benchmarks/four_servers.py [--servers 4] [--runs 500] [--at-once 5] [--kills 10] [--seed 1]

Every server is a process of its own with a scripted host, which keeps several runs going at once and judges every third
of them; the hosts differ, so that push, round trip and hand-off write at the same time. Some agents stumble at first, so
recoveries are counted too. Afterwards the file is read without Podium's help:
- `told_errors`: tool results with `isError` and protocol errors that a client saw;
- `lost_events`: runs whose events are not numbered 1..n as the run's row says, runs that are missing, and answers of the
  hosts that are not on record exactly once;
- `wrong_aggregates`: rows of the aggregates that differ from a recount of outcomes, recoveries and agents.

Every server is killed (-9) `--kills` times in the midst of its runs (0: never), and what it left behind is taken up by
two hosts at once (`killed_servers.py`). Then also:
- `driven_twice`: answers that two living servers wanted at once, or that are on record more often than they were asked
  for, and runs that ended twice;
- `unended`: runs on record without an end.
An answer that was out when its server died may be given again, and a verdict that was not acknowledged may be on record.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import sqlite3
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import anyio
from chains import is_end_of_connection
from common import ending, report, scratch
from killed_servers import Killing, Watch, WatchedHost, driven_twice, take_up_the_rest, unfinished
from mcp import Client, MCPError

from podium.testkit import garbage, on
from podium.testkit.host import structured

HOSTS: tuple[tuple[Literal["legacy", "2026-07-28"], bool], ...] = (
    ("legacy", True),
    ("2026-07-28", True),
    ("legacy", False),
    ("2026-07-28", False),
)
"""Era, and whether sampling is declared: push, round trip, and hand-off in both eras."""
OBJECTIVES = (
    "Integrate blockchain payment system with existing platform",
    "Fix the typo in the README",
    "Find out why the nightly import takes four hours and make it fast",
    "Design a login with passkeys for the web shop and audit its security",
    "Migrate the order database to PostgreSQL without downtime",
    "Write tests for the invoice module",
)


@dataclass(slots=True)
class Seen:
    """What the hosts saw. `unsure` counts verdicts that were sent and not acknowledged."""

    errors: list[str] = field(default_factory=list)
    runs: set[str] = field(default_factory=set)
    judged: int = 0
    unsure: int = 0
    answers: int = 0


async def serve_one(folder: Path, number: int, given: argparse.Namespace, seen: Seen, watch: Watch) -> None:
    """One host, and its server's lives."""
    era, sampling = HOSTS[number % len(HOSTS)]
    rng = random.Random(f"{given.seed}/{number}")
    stumbling = on("^(audit-security|write-tests)$", garbage("open JSON"), times=given.runs // 4)
    host = WatchedHost([stumbling], watch, rng)
    left = iter(range(given.runs))

    async def side_by_side(client: Client) -> None:
        async with anyio.create_task_group() as tasks:
            for _ in range(given.at_once):
                tasks.start_soon(work, host, client, left, number, seen, watch)

    killing = Killing(folder, number, host, era, sampling)
    await killing.live(watch, given.runs, given.kills, rng, side_by_side, seen.errors)
    # Ratings that were asked for before a run are no agent's answers.
    seen.answers += sum(asked.agent_id != "rating" for asked in host.asked)


async def work(
    host: WatchedHost, client: Client, left: Iterator[int], shift: int, seen: Seen, watch: Watch
) -> None:  # fmt: skip
    """Runs, one after the other, as long as any are left; before each what a killed server left behind."""
    for index in left:
        try:
            while orphans := watch.orphans.get(shift):
                await host.take_up(client, orphans.pop())
            arguments = {"objective": OBJECTIVES[(index + shift) % len(OBJECTIVES)]}
            result = structured(await host.call(client, "orchestrate", arguments))
            seen.runs.add(result["run_id"])
            host.begun.add(result["run_id"])
            await host.finish(client, result)
            host.begun.discard(result["run_id"])
            host.count()
            if index % 3 == 0:
                verdict = {"run_id": result["run_id"], "success": index % 2 == 0, "note": f"run {index}"}
                seen.unsure += 1
                structured(await client.call_tool("orchestrate-feedback", verdict))
                seen.unsure -= 1
                seen.judged += 1
        except (AssertionError, MCPError) as error:
            if is_end_of_connection(error):
                raise
            seen.errors.append(f"{type(error).__name__}: {error}")


def lost(connection: sqlite3.Connection, seen: Seen, *, killed: bool) -> list[str]:
    """What is missing or numbered wrongly."""
    wrong = []
    numbers: dict[str, list[int]] = defaultdict(list)
    for run_id, seq in connection.execute("SELECT run_id, seq FROM events ORDER BY run_id, seq"):
        numbers[run_id].append(seq)
    for run_id, seq in connection.execute("SELECT run_id, seq FROM runs"):
        if numbers.pop(run_id, []) != list(range(1, seq + 1)):
            wrong.append(f"{run_id}: the events are not 1..{seq}")
    wrong += [f"{run_id}: events without a run" for run_id in numbers]
    known = {run_id for (run_id,) in connection.execute("SELECT run_id FROM runs")}
    wrong += [f"{run_id}: no such run" for run_id in seen.runs - known]
    replied = connection.execute("SELECT count(*) FROM events WHERE kind = 'replied'").fetchone()[0]
    if replied > seen.answers or (replied < seen.answers and not killed):
        wrong.append(f"{seen.answers} answers were given, {replied} are on record")
    return wrong


def recount(connection: sqlite3.Connection) -> dict[str, dict[Any, tuple[float, ...]]]:
    """The aggregates, counted anew from outcomes, recoveries and agents."""
    connection.row_factory = sqlite3.Row
    outcomes = [
        row for row in connection.execute("SELECT * FROM outcomes") if not (row["overridden"] or row["rehearsal"])
    ]
    strategies: dict[Any, list[float]] = defaultdict(lambda: [0.0] * 6)
    for row in outcomes:
        weight = row["weight"] if row["success"] is not None else 0.0
        values = (weight * (row["success"] or 0), weight, row["tokens"], row["seconds"], row["agents"], 1)
        for domain in {row["domain"], "*"}:
            strategies[domain, row["strategy"]] = [
                a + b for a, b in zip(strategies[domain, row["strategy"]], values, strict=True)
            ]
    taught = {row["run_id"] for row in outcomes}
    return {
        "strategy_tallies": {key: tuple(values) for key, values in strategies.items()},
        "agent_tallies": _shares(connection, "SELECT run_id, domain, command, succeeded FROM agent_results", taught),
        "recovery_tallies": _shares(
            connection, "SELECT run_id, domain, failure, strategy, succeeded FROM recoveries", taught
        ),
    }


def _shares(connection: sqlite3.Connection, statement: str, taught: set[str]) -> dict[Any, tuple[float, ...]]:
    successes: Counter[Any] = Counter()
    trials: Counter[Any] = Counter()
    for run_id, domain, *key, succeeded in connection.execute(statement):
        if run_id in taught:
            for place in {domain, "*"}:
                successes[place, *key] += succeeded
                trials[place, *key] += 1
    return {key: (float(successes[key]), float(trials[key])) for key in trials}


def kept(connection: sqlite3.Connection) -> dict[str, dict[Any, tuple[float, ...]]]:
    """The aggregates as they stand in the file."""
    connection.row_factory = None
    strategies = connection.execute(
        "SELECT domain, strategy, successes, trials, tokens, seconds, agents, runs FROM strategy_tallies WHERE runs > 0"
    )
    agents = connection.execute("SELECT domain, command, successes, trials FROM agent_tallies WHERE trials > 0")
    recoveries = connection.execute(
        "SELECT domain, failure, strategy, successes, trials FROM recovery_tallies WHERE trials > 0"
    )
    return {
        "strategy_tallies": {tuple(row[:2]): tuple(map(float, row[2:])) for row in strategies},
        "agent_tallies": {tuple(row[:2]): tuple(map(float, row[2:])) for row in agents},
        "recovery_tallies": {tuple(row[:3]): tuple(map(float, row[3:])) for row in recoveries},
    }


def wrong_aggregates(connection: sqlite3.Connection, seen: Seen) -> list[str]:
    """Where the aggregates differ from a recount."""
    expected, found = recount(connection), kept(connection)
    wrong = [
        f"{table} {key}: {found[table].get(key)} instead of {values}"
        for table, rows in expected.items()
        for key, values in rows.items()
        if not _equal(found[table].get(key, ()), values)
    ]
    wrong += [
        f"{table} {key}: not in the recount" for table in found for key in found[table].keys() - expected[table].keys()
    ]
    counted = (
        "SELECT count(*) FILTER (WHERE source = 'feedback'), count(*) FILTER (WHERE success IS NOT NULL) FROM outcomes"
    )
    verdicts, judged = connection.execute(counted).fetchone()
    decisions, outcomes = connection.execute("SELECT decisions, outcomes FROM learned").fetchone()
    runs = connection.execute("SELECT count(*) FROM runs").fetchone()[0]
    sure = min(max(verdicts, seen.judged), seen.judged + seen.unsure)
    for name, told, real in (
        ("verdicts", verdicts, sure),
        ("learned.outcomes", outcomes, judged),
        ("learned.decisions", decisions, runs),
    ):
        if told != real:
            wrong.append(f"{name}: {told} instead of {real}")
    return wrong


def _equal(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return len(one) == len(other) and all(math.isclose(a, b, abs_tol=1e-6) for a, b in zip(one, other, strict=True))


async def main(given: argparse.Namespace) -> int:
    seen, watch = Seen(), Watch()
    with scratch() as folder:
        database = folder / "podium.db"
        start = time.perf_counter()
        async with anyio.create_task_group() as tasks:
            for number in range(given.servers):
                tasks.start_soon(serve_one, folder, number, given, seen, watch)
        seconds = time.perf_counter() - start
        if given.kills:
            host = WatchedHost([], watch, random.Random(given.seed))
            await take_up_the_rest(folder, watch, host)
            seen.answers += len(host.asked)
        unended = await anyio.to_thread.run_sync(unfinished, database)
        with closing(sqlite3.connect(database)) as connection:
            intact = connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
            missing = lost(connection, seen, killed=bool(given.kills))
            twice = [*watch.twice, *driven_twice(connection)]
            carriers = Counter(
                json.loads(data)["carrier"]
                for (data,) in connection.execute("SELECT data FROM events WHERE kind = 'asked'")
            )
            events = connection.execute("SELECT count(*) FROM events").fetchone()[0]
            wrong = wrong_aggregates(connection, seen)
    busy = [e for e in seen.errors if "lock" in e.lower() or "busy" in e.lower()]
    wanted = given.servers * given.runs
    faults = [*seen.errors, *missing, *twice, *unended, *wrong]
    passed = intact and not faults and (bool(given.kills) or len(seen.runs) == wanted)
    report(
        "four_servers",
        passed=passed,
        servers=given.servers,
        runs=len(seen.runs),
        runs_wanted=wanted,
        at_once=given.at_once,
        kills=watch.kills,
        taken_up=watch.taken_up,
        left_to_another=watch.left_to_another,
        asked_by_carrier=dict(carriers),
        events=events,
        answers=seen.answers,
        verdicts=seen.judged,
        told_locked_or_busy=len(busy),
        told_errors=len(seen.errors),
        lost_events=len(missing),
        driven_twice=len(twice),
        unended=len(unended),
        wrong_aggregates=len(wrong),
        intact=intact,
        details=faults[:10],
        seconds=round(seconds, 1),
        runs_per_second=round(len(seen.runs) / seconds, 1),
    )
    return ending([passed])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--servers", type=int, default=4)
    parser.add_argument("--runs", type=int, default=500, help="runs of each server")
    parser.add_argument("--at-once", type=int, default=5, help="runs a host keeps going at once")
    parser.add_argument("--kills", type=int, default=10, help="kills of each server")
    parser.add_argument("--seed", type=int, default=1)
    sys.exit(anyio.run(main, parser.parse_args()))

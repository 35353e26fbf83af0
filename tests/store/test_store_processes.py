"""Several servers on one file, and servers that are killed."""

from __future__ import annotations

import random
from collections import defaultdict
from pathlib import Path

import pytest
from store_samples import query, spawn

from podium.store.keys import load_key
from podium.store.sqlite import SqliteStore

pytestmark = [pytest.mark.anyio, pytest.mark.slow]

SERVER = """
import sys, anyio
from store_samples import events, outcome_row, run_row
from podium.store.sqlite import SqliteStore

database, server, runs = sys.argv[1], sys.argv[2], int(sys.argv[3])

async def drive(store, number):
    run_id = f"{server}-{number}"
    for after in range(8):
        await store.append(run_row(run_id), events(after + 1, after + 1, text="x" * 300), after=after)
        print(run_id, after + 1, flush=True)
    success = float(number % 3 == 0)
    outcome = outcome_row(run_id, success=success, domain=f"domain-{number % 2}")
    await store.append(run_row(run_id, status="completed"), events(9, 9), after=8, outcome=outcome)
    print(run_id, 9, flush=True)

async def main():
    async with SqliteStore(database) as store:
        for first in range(0, runs, 10):
            async with anyio.create_task_group() as group:
                for number in range(first, min(first + 10, runs)):
                    group.start_soon(drive, store, number)

anyio.run(main)
"""


async def test_servers_on_one_file_lose_nothing_and_never_report_it_busy(database: Path) -> None:
    servers = [spawn(SERVER, database, f"server{number}", 60) for number in range(3)]
    for server in servers:
        server.communicate(timeout=60)
    assert [server.returncode for server in servers] == [0, 0, 0]

    assert query(database, "SELECT count(*), min(seq), max(seq) FROM runs") == [(180, 9, 9)]
    assert query(database, "SELECT count(*) FROM events") == [(180 * 9,)]
    assert query(database, "PRAGMA integrity_check") == [("ok",)]
    recount = query(
        database,
        "SELECT domain, sum(weight * success), sum(weight), sum(tokens), count(*) FROM outcomes GROUP BY domain"
        " UNION ALL SELECT '*', sum(weight * success), sum(weight), sum(tokens), count(*) FROM outcomes ORDER BY 1",
    )
    assert query(database, "SELECT domain, successes, trials, tokens, runs FROM strategy_tallies ORDER BY 1") == recount
    async with SqliteStore(database) as store:
        assert (await store.report_rows(None)).decisions == 180


async def test_whatever_was_acknowledged_survives_a_kill_at_any_moment(database: Path) -> None:
    chance = random.Random(8)
    acknowledged: dict[str, int] = defaultdict(int)
    for number in range(15):
        with spawn(SERVER, database, f"server{number}", 1000) as server:
            assert server.stdout is not None
            lines = [server.stdout.readline() for _ in range(chance.randint(1, 300))]
            server.kill()
            lines += server.stdout.read().splitlines(keepends=True)
        for run_id, seq in (line.split() for line in lines if line.endswith("\n")):
            acknowledged[run_id] = max(acknowledged[run_id], int(seq))

        stored = dict(query(database, "SELECT run_id, seq FROM runs"))
        counted = dict(query(database, "SELECT run_id, count(*) FROM events GROUP BY run_id"))
        assert stored == counted
        assert {run_id: seq for run_id, seq in acknowledged.items() if stored.get(run_id, 0) < seq} == {}
        assert query(database, "PRAGMA integrity_check") == [("ok",)]

    async with SqliteStore(database) as store:
        assert store.notices == []
        await store.events("server0-0")


KEY = """
import sys, pathlib
from podium.store.keys import load_key
sys.stdin.readline()
print(load_key(pathlib.Path(sys.argv[1])).hex())
"""


@pytest.mark.parametrize("damaged", [False, True])
def test_servers_that_start_at_once_agree_on_the_key(tmp_path: Path, damaged: bool) -> None:
    database = tmp_path / "new" / "podium.db"
    if damaged:
        database.parent.mkdir()
        database.with_name("podium.db.key").write_bytes(b"short")
    servers = [spawn(KEY, database) for _ in range(4)]
    keys = {server.communicate("\n", timeout=30)[0].strip() for server in servers}
    assert keys == {load_key(database).hex()}
    assert len(list(database.parent.glob("*.damaged-*"))) == damaged


OWNER = """
import sys, pathlib
from podium.store.liveness import Owners
owners = Owners(pathlib.Path(sys.argv[1]))
print(owners.me, flush=True)
sys.stdin.readline()
"""


def test_a_killed_server_is_known_to_be_dead_and_its_lock_file_goes(database: Path) -> None:
    from podium.store.liveness import Owners

    owners = Owners(database)
    server = spawn(OWNER, database)
    assert server.stdout is not None
    owner = server.stdout.readline().strip()
    assert owners.alive(owner)
    assert owners.alive(owners.me)

    server.kill()
    server.communicate()
    assert not owners.alive(owner)
    assert [path.stem for path in database.with_name("podium.db.owners").iterdir()] == [owners.me]
    owners.close()


UNCLOSED = """
import sys, anyio
from store_samples import events, run_row
from podium.store.sqlite import SqliteStore

store = SqliteStore(sys.argv[1])
anyio.run(lambda: store.append(run_row(), events(1, 1), after=0))
"""


def test_a_server_that_never_closed_its_store_still_ends(database: Path) -> None:
    with spawn(UNCLOSED, database) as server:
        server.communicate(timeout=30)
    assert server.returncode == 0
    assert query(database, "SELECT count(*) FROM events") == [(1,)]

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import cast

import anyio
import pytest
from store_samples import content_of, events, mode_of, outcome_row, overwrite, query, run_row, set_mode

from podium.core.errors import StoreError
from podium.store.group_commit import GroupCommit, Job
from podium.store.opening import APPLICATION_ID, CHECKED_BYTES, MIGRATIONS
from podium.store.sqlite import SqliteStore
from podium.store.worker import Worker

pytestmark = pytest.mark.anyio

posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no modes of this kind")


async def write_run(database: Path, run_id: str = "r", count: int = 3) -> None:
    async with SqliteStore(database) as store:
        await store.append(run_row(run_id), events(1, count, text="x" * 3000), after=0)


@contextmanager
def program(database: Path) -> Iterator[sqlite3.Connection]:
    """Another program with the file open."""
    with closing(sqlite3.connect(database, isolation_level=None, timeout=5.0)) as connection:
        yield connection


@posix
async def test_files_are_private_in_a_private_folder(tmp_path: Path) -> None:
    database = tmp_path / "data" / "podium" / "podium.db"
    async with SqliteStore(database) as store:
        await store.append(run_row(), events(1, 1), after=0)
        assert store.owners.me
        files = [path for path in database.parent.rglob("*") if path.is_file()]
        assert {path.name for path in files} >= {"podium.db", "podium.db-wal", "podium.db-shm"}
        assert {mode_of(path) for path in files} == {0o600}
        folders = [database.parent, database.parent.parent, database.with_name("podium.db.owners")]
        assert [mode_of(path) for path in folders] == [0o700] * 3


@posix
async def test_a_folder_that_exists_keeps_its_mode_and_an_open_file_is_closed_to_others(tmp_path: Path) -> None:
    set_mode(tmp_path, 0o755)
    database = tmp_path / "podium.db"
    database.touch()
    set_mode(database, 0o644)
    await write_run(database)
    assert mode_of(tmp_path) == 0o755
    assert mode_of(database) == 0o600


async def test_the_file_is_in_wal_mode_and_tells_what_it_is(database: Path) -> None:
    await write_run(database)
    assert query(database, "PRAGMA journal_mode") == [("wal",)]
    assert query(database, "PRAGMA application_id") == [(APPLICATION_ID,)]
    assert query(database, "SELECT name FROM migrations") == [(name,) for name in MIGRATIONS]


@pytest.mark.parametrize(("durability", "level"), [("normal", 1), ("full", 2)])
async def test_durability_sets_how_often_the_disk_is_waited_for(database: Path, durability: str, level: int) -> None:
    async with SqliteStore(database, durability=durability) as store:
        assert await store._database.write(lambda c: c.execute("PRAGMA synchronous").fetchone()) == (level,)


@pytest.mark.parametrize("content", [b"no database at all, but long enough to be looked at" * 100, b"\0" * 4096, b"xy"])
async def test_a_file_that_is_no_database_is_set_aside_whole_and_replaced(database: Path, content: bytes) -> None:
    overwrite(database, content)
    async with SqliteStore(database) as store:
        await store.append(run_row(), events(1, 1), after=0)
        assert len(await store.events("r")) == 1
        assert store.notices == [
            "The database podium.db was damaged. It is kept as podium.db.damaged-1; a fresh one was started."
        ]
    assert content_of(database.with_name("podium.db.damaged-1")) == content


async def test_a_database_with_broken_pages_is_set_aside_beside_earlier_ones(database: Path) -> None:
    await write_run(database, count=20)
    database.with_name("podium.db.damaged-1").touch()
    content = bytearray(content_of(database))
    content[8192:] = b"\xaa" * (len(content) - 8192)
    overwrite(database, content)
    async with SqliteStore(database) as store:
        assert await store.run("r") is None
        assert "podium.db.damaged-2" in store.notices[0]
    assert content_of(database.with_name("podium.db.damaged-2")) == bytes(content)
    assert database.with_name("podium.db.damaged-1").exists()


async def test_damage_that_shows_only_while_working_is_reported_and_the_next_call_starts_fresh(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await write_run(database, count=40)
    content = bytearray(content_of(database))
    content[-4096 * 20 :] = b"\xaa" * (4096 * 20)
    overwrite(database, content)
    monkeypatch.setattr("podium.store.opening.CHECKED_BYTES", 0)
    async with SqliteStore(database) as store:
        with pytest.raises(StoreError, match=r"podium\.db is damaged"):
            await store.events("r")
        assert await store.events("r") == []
        assert "podium.db.damaged-1" in store.notices[0]
    assert CHECKED_BYTES > 0


async def test_servers_that_meet_the_same_damage_set_it_aside_once(database: Path) -> None:
    overwrite(database, b"garbage" * 1000)
    stores = [SqliteStore(database) for _ in range(4)]
    async with anyio.create_task_group() as opening:
        for store in stores:
            opening.start_soon(store.open)
    for number, store in enumerate(stores):
        await store.append(run_row(f"r{number}"), events(1, 1), after=0)
    for store in stores:
        assert len(await store.runs("me")) == 4
        await store.close()
    assert sum(len(store.notices) for store in stores) == 1
    assert not database.with_name("podium.db.damaged-2").exists()


async def test_servers_that_start_at_once_share_one_new_database(database: Path) -> None:
    stores = [SqliteStore(database) for _ in range(6)]
    async with anyio.create_task_group() as opening:
        for number, store in enumerate(stores):
            opening.start_soon(lambda s, row: s.append(row, events(1, 1), after=0), store, run_row(f"r{number}"))
    for store in stores:
        assert len(await store.runs("me")) == 6
        await store.close()


async def test_a_database_of_a_newer_version_is_left_untouched(database: Path) -> None:
    await write_run(database)
    with program(database) as newer:
        newer.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    before = content_of(database)
    store = SqliteStore(database)
    for _ in range(2):
        with pytest.raises(StoreError, match="newer version"):
            await store.append(run_row(), events(1, 1), after=0)
    assert content_of(database) == before
    assert [path.name for path in database.parent.iterdir()] == ["podium.db"]


async def test_a_database_of_another_program_is_left_untouched(database: Path) -> None:
    with program(database) as other:
        other.execute("CREATE TABLE cookies (name)")
    before = content_of(database)
    with pytest.raises(StoreError, match="another program"):
        await SqliteStore(database).open()
    assert content_of(database) == before


async def test_a_folder_in_place_of_the_file_and_a_file_in_place_of_the_folder_are_typed_errors(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").touch()
    for path in (tmp_path / "folder", tmp_path / "file" / "podium.db"):
        with pytest.raises(StoreError) as caught:
            await SqliteStore(path).open()
        assert str(tmp_path) not in str(caught.value)


async def test_a_file_that_was_removed_or_replaced_while_open_is_opened_anew(database: Path) -> None:
    async with SqliteStore(database) as store:
        await store.append(run_row(), events(1, 1), after=0, outcome=outcome_row())
        assert (await store.knowledge()).outcomes == 1
        os.rename(database, database.with_name("elsewhere.db"))

        await store.append(run_row("new"), events(1, 1), after=0, outcome=outcome_row("new"))
        assert await store.run("r") is None
        assert (await store.knowledge()).strategies["*", "direct_atomic"].trials == 0.5
        async with SqliteStore(database) as other:
            assert len(await other.events("new")) == 1
    assert query(database.with_name("elsewhere.db"), "SELECT run_id FROM events") == [("r",)]


async def test_a_lock_that_outlasts_the_patience_is_a_typed_error_for_every_waiting_call(database: Path) -> None:
    async with SqliteStore(database, busy_seconds=0.3) as store:
        waited: list[float] = []

        async def blocked(number: int) -> None:
            start = time.monotonic()
            with pytest.raises(StoreError, match="locked"):
                await store.append(run_row(f"r{number}"), events(1, 1), after=0)
            waited.append(time.monotonic() - start)

        with program(database) as other:
            other.execute("BEGIN IMMEDIATE")
            async with anyio.create_task_group() as calls:
                for number in range(5):
                    calls.start_soon(blocked, number)
            assert await store.runs("me") == []
            other.execute("ROLLBACK")

        assert max(waited) < 1.3
        await store.append(run_row("r0"), events(1, 1), after=0)


def test_work_that_came_late_to_a_lock_has_its_own_patience(database: Path) -> None:
    with program(database) as ours, program(database) as other:
        ours.execute("CREATE TABLE done (name)")
        journal = GroupCommit(cast("Worker", None), 60.0)
        early = Job(lambda connection: connection.execute("INSERT INTO done VALUES ('early')"), time.monotonic() - 1)
        late = Job(lambda connection: connection.execute("INSERT INTO done VALUES ('late')"), time.monotonic() + 59)
        journal._pending.extend((early, late))

        other.execute("BEGIN IMMEDIATE")
        journal._drain(ours)
        assert isinstance(early.error, sqlite3.OperationalError)
        other.execute("ROLLBACK")
        journal._drain(ours)
        assert late.error is None
        assert other.execute("SELECT name FROM done").fetchall() == [("late",)]


def test_work_whose_caller_left_while_a_lock_was_waited_for_is_not_waited_for(database: Path) -> None:
    with program(database) as ours, program(database) as other:
        ours.execute("CREATE TABLE done (name)")
        journal = GroupCommit(cast("Worker", None), 60.0)
        early = Job(lambda connection: connection.execute("INSERT INTO done VALUES ('early')"), time.monotonic() - 1)
        late = Job(lambda connection: connection.execute("INSERT INTO done VALUES ('late')"), time.monotonic() + 59)
        journal._pending.extend((early, late))

        other.execute("BEGIN IMMEDIATE")
        ours.set_trace_callback(lambda sql: journal._withdraw(late) if sql == "BEGIN IMMEDIATE" else None)
        journal._drain(ours)
        assert list(journal._pending) == [late]
        journal._pass_on()
        assert not journal._led
        assert not journal._pending


async def test_a_lock_at_the_opening_is_a_typed_error_and_the_next_call_works(database: Path) -> None:
    await write_run(database)
    store = SqliteStore(database, busy_seconds=0.1)
    with program(database) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        other.execute("DELETE FROM clients")
        with pytest.raises(StoreError, match="locked"):
            await store.events("r")
    assert len(await store.events("r")) == 3
    await store.close()


@pytest.mark.parametrize(
    ("trouble", "relief", "words"),
    [
        ("PRAGMA query_only = ON", "PRAGMA query_only = OFF", "read-only"),
        ("PRAGMA max_page_count = 1", "PRAGMA max_page_count = 1000000", "disk is full"),
    ],
)
async def test_a_file_that_cannot_be_written_is_a_typed_error_until_it_can(
    store: SqliteStore, trouble: str, relief: str, words: str
) -> None:
    await store.append(run_row(), events(1, 1), after=0)
    writer = await store._database._linked()
    await writer._writer.execute(trouble)

    refused: list[str] = []

    async def append(number: int) -> None:
        try:
            await store.append(run_row(f"big-{number}"), events(1, 3, text="x" * 9000), after=0)
        except StoreError as error:
            refused.append(str(error))

    async with anyio.create_task_group() as appends:
        for number in range(4):
            appends.start_soon(append, number)
    assert len(refused) == 4
    assert all(words in message for message in refused)
    assert [row.run_id for row in await store.runs("me")] == ["r"]

    await writer._writer.execute(relief)
    await store.append(run_row("big-0"), events(1, 3, text="x" * 9000), after=0)
    assert len(await store.events("big-0")) == 3


@posix
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write everywhere")
async def test_a_read_only_file_is_a_typed_error_until_it_is_writable(database: Path) -> None:
    await write_run(database)
    store = SqliteStore(database)
    set_mode(database.parent, 0o500)
    set_mode(database, 0o400)
    with pytest.raises(StoreError):
        await store.append(run_row("new"), events(1, 1), after=0)
    set_mode(database.parent, 0o700)
    set_mode(database, 0o600)
    await store.append(run_row("new"), events(1, 1), after=0)
    await store.close()

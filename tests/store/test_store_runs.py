from __future__ import annotations

import os
import sqlite3
import threading
from dataclasses import replace
from pathlib import Path
from typing import Literal

import anyio
import anyio.abc
import anyio.lowlevel
import anyio.to_thread
import pytest
from hypothesis import given
from hypothesis import strategies as st
from store_samples import context_row, events, query, round_row, run_row

from podium.core.errors import Conflict
from podium.store import rows
from podium.store.link import Link
from podium.store.protocol import Event, RunRow
from podium.store.sqlite import SqliteStore

pytestmark = pytest.mark.anyio

JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(st.characters()),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(st.characters()), inner, max_size=3),
    max_leaves=8,
)


async def test_what_was_appended_is_read_back_in_order(store: SqliteStore) -> None:
    await store.append(run_row(), events(1, 3, text="hello"), after=0)
    await store.append(run_row(status="completed", agents_done=3), events(4, 4), after=3)

    assert [event.seq for event in await store.events("r")] == [1, 2, 3, 4]
    assert await store.events("r", since=2) == [*events(3, 3, text="hello"), *events(4, 4)]
    assert await store.run("r") == run_row(status="completed", agents_done=3, seq=4)


@given(data=st.dictionaries(st.text(st.characters()), JSON_VALUES, max_size=4))
def test_every_json_object_survives_the_way_into_a_row_and_back(data: dict[str, object]) -> None:
    event = Event(1, 1.0, "answered", data)
    _, *row = rows.event_row("r", event)
    row[-1].encode("utf-8")
    assert rows.event(row) == event


async def test_lone_surrogates_and_nul_characters_in_texts_are_stored(store: SqliteStore) -> None:
    await store.append(run_row(objective="a\ud800b\0c"), [Event(1, 1.0, "started", {"text": "a\ud800b\0c"})], after=0)
    assert (await store.events("r"))[0].data == {"text": "a\ud800b\0c"}
    found = await store.run("r")
    assert found is not None
    assert found.objective == "a?b\0c"


async def test_a_run_keeps_the_first_500_characters_of_its_objective(store: SqliteStore) -> None:
    await store.append(run_row(objective="x" * 501), [], after=0)
    found = await store.run("r")
    assert found is not None
    assert len(found.objective) == 500


async def test_the_principal_and_the_start_of_a_run_never_change(store: SqliteStore) -> None:
    await store.append(run_row(), events(1, 1), after=0)
    await store.append(run_row(principal="thief", started_at=9.0, rehearsal=True), events(2, 2), after=1)
    assert await store.run("r") == run_row(seq=2, rehearsal=True)


async def test_a_run_that_turns_out_to_be_a_rehearsal_is_no_decision(store: SqliteStore) -> None:
    await store.append(run_row(status="running"), events(1, 1), after=0)
    assert (await store.report_rows(None)).decisions == 1
    await store.append(run_row(status="running", rehearsal=True), events(2, 2), after=1)
    await store.append(run_row(status="completed", rehearsal=False), events(3, 3), after=2)
    assert (await store.report_rows(None)).decisions == 0


@pytest.mark.parametrize("after", [0, 1, 3])
async def test_an_append_after_another_event_than_the_last_is_a_conflict(store: SqliteStore, after: int) -> None:
    await store.append(run_row(), events(1, 2), after=0)
    with pytest.raises(Conflict, match="moved on"):
        await store.append(run_row(status="failed"), events(after + 1, after + 1), after=after)
    assert await store.run("r") == run_row(seq=2)


async def test_events_with_a_gap_are_refused(store: SqliteStore) -> None:
    with pytest.raises(ValueError, match="numbered from 1"):
        await store.append(run_row(), events(2, 2), after=0)


async def test_of_many_who_append_after_the_same_event_one_wins(store: SqliteStore) -> None:
    refused: list[int] = []

    async def contender(number: int) -> None:
        try:
            await store.append(run_row(), events(1, 1, contender=number), after=0)
        except Conflict:
            refused.append(number)

    async with anyio.create_task_group() as contenders:
        for number in range(20):
            contenders.start_soon(contender, number)

    assert len(refused) == 19
    assert len(await store.events("r")) == 1


async def test_a_conflict_does_not_touch_the_runs_it_is_committed_with(store: SqliteStore) -> None:
    await store.append(run_row("stale"), events(1, 1), after=0)
    conflicts: list[str] = []

    async def append(run_id: str, after: int) -> None:
        try:
            await store.append(run_row(run_id), events(after + 1, after + 2), after=after)
        except Conflict:
            conflicts.append(run_id)

    async with anyio.create_task_group() as appends:
        for number in range(50):
            appends.start_soon(append, f"new-{number}", 0)
            appends.start_soon(append, "stale", 7)

    assert conflicts == ["stale"] * 50
    assert [len(await store.events(f"new-{number}")) for number in range(50)] == [2] * 50


async def test_concurrent_appends_that_wait_for_the_disk_share_transactions(database: Path) -> None:
    async with SqliteStore(database, durability="full") as store:
        commits: list[str] = []
        link = await opened(store)
        await link._writer.set_trace_callback(
            lambda statement: commits.append(statement) if statement == "COMMIT" else None
        )

        async with anyio.create_task_group() as appends:
            for number in range(200):
                appends.start_soon(lambda run: store.append(run, events(1, 2), after=0), run_row(f"r{number}"))

        assert len(await store.runs("me", 300)) == 200
    assert len(commits) < 100


async def test_a_small_append_is_written_without_a_hop_between_threads(database: Path) -> None:
    async with SqliteStore(database) as store:
        threads: set[int] = set()
        link = await opened(store)
        await link._writer.set_trace_callback(lambda _: threads.add(threading.get_ident()))
        await store.append(run_row("small"), events(1, 2), after=0)
        assert threads == {threading.get_ident()}

        threads.clear()
        large = Event(1, 1.0, "replied", {"text": "x" * 200_000})
        await store.append(run_row("large"), [large], after=0)
        assert threads
        assert threading.get_ident() not in threads


async def test_an_append_waits_for_what_the_thread_is_doing(database: Path) -> None:
    async with SqliteStore(database) as store:
        link = await opened(store)
        begun, go_on, done = threading.Event(), threading.Event(), list[str]()

        def other(_: sqlite3.Connection) -> None:
            begun.set()
            assert go_on.wait(10)
            done.append("other")

        async def append() -> None:
            await store.append(run_row("r"), events(1, 2), after=0)
            done.append("append")

        async with anyio.create_task_group() as tasks:
            tasks.start_soon(link._journal.alone, other)
            await anyio.to_thread.run_sync(begun.wait, 10)
            tasks.start_soon(append)
            await anyio.wait_all_tasks_blocked()
            go_on.set()
    assert done == ["other", "append"]


async def test_the_journal_stays_small_beside_many_small_appends(database: Path) -> None:
    async with SqliteStore(database) as store:
        for number in range(400):
            await store.append(run_row(f"r{number}"), [Event(1, 1.0, "replied", {"text": "x" * 50_000})], after=0)
        assert database.with_name(f"{database.name}-wal").stat().st_size < 14_000_000


@pytest.mark.parametrize("durability", ["normal", "full"])
async def test_an_append_whose_caller_was_cancelled_is_whole_or_absent(
    database: Path, durability: Literal["normal", "full"]
) -> None:
    async with SqliteStore(database, durability=durability) as store:
        async with anyio.create_task_group() as others:
            others.start_soon(lambda: store.append(run_row("other"), events(1, 5), after=0))
            for number in range(30):
                with anyio.move_on_after(0.0001 * number):
                    await store.append(run_row(f"r{number}"), events(1, 5), after=0)
        await store.append(run_row("last"), [], after=0)
        counts = {len(await store.events(f"r{number}")) for number in range(30)}
    assert counts <= {0, 5}


async def test_one_of_several_that_leaves_holds_up_none_of_the_others(database: Path) -> None:
    async with SqliteStore(database, durability="full") as store:
        for turn in range(20):
            async with anyio.create_task_group() as calls:

                async def leave(run_id: str, calls: anyio.abc.TaskGroup = calls) -> None:
                    with anyio.CancelScope() as scope:
                        calls.start_soon(stop, scope)
                        await store.append(run_row(run_id), events(1, 5), after=0)

                for number in range(6):
                    row = run_row(f"stays-{turn}-{number}")
                    calls.start_soon(lambda row=row: store.append(row, events(1, 5), after=0))
                    calls.start_soon(leave, f"leaves-{turn}-{number}")
        stayed = [len(await store.events(f"stays-{turn}-{number}")) for turn in range(20) for number in range(6)]
    assert stayed == [5] * 120


async def stop(scope: anyio.CancelScope) -> None:
    await anyio.lowlevel.checkpoint()
    scope.cancel()


async def opened(store: SqliteStore) -> Link:
    await store.runs("me")
    assert store._database._link is not None
    return store._database._link


async def test_runs_are_listed_newest_first_for_their_principal_only(store: SqliteStore) -> None:
    for number in range(5):
        await store.append(run_row(f"ab{number}", started_at=float(number)), [], after=0)
    await store.append(run_row("abx", principal="someone else"), [], after=0)
    await store.append(run_row("b%_", started_at=9.0), [], after=0)

    def ids(found: list[RunRow]) -> list[str]:
        return [row.run_id for row in found]

    assert ids(await store.runs("me", limit=3)) == ["b%_", "ab4", "ab3"]
    assert ids(await store.runs("me", prefix="ab")) == ["ab4", "ab3", "ab2", "ab1", "ab0"]
    assert ids(await store.runs("me", prefix="b%")) == ["b%_"]
    assert await store.runs("me", prefix="%") == []


async def test_a_round_is_opened_with_its_events_and_consumed_once(store: SqliteStore) -> None:
    opened = round_row()
    await store.append(run_row(), events(1, 1), after=0, round_opened=opened)
    assert await store.round("round-1") == opened

    await store.append(run_row(), events(2, 3), after=1, round_consumed=("round-1", "digest"))
    assert await store.round("round-1") == round_row(digest="digest")

    with pytest.raises(Conflict, match="not open"):
        await store.append(run_row(), events(4, 4), after=3, round_consumed=("round-1", "digest"))
    assert len(await store.events("r")) == 3


async def test_an_unknown_round_is_a_conflict_and_reads_as_none(store: SqliteStore) -> None:
    assert await store.round("nowhere") is None
    with pytest.raises(Conflict):
        await store.append(run_row(), [], after=0, round_consumed=("nowhere", "digest"))
    assert await store.run("r") is None


async def test_the_health_of_a_client_keeps_the_latest_of_each_kind(store: SqliteStore) -> None:
    assert await store.client_health("c") == (None, None)
    await store.note_client("c", answered=False, at=5.0)
    assert await store.client_health("c") == (5.0, None)
    await store.note_client("c", answered=True, at=7.0)
    await store.note_client("c", answered=False, at=3.0)
    assert await store.client_health("c") == (5.0, 7.0)


async def test_contexts_live_until_their_latest_expiry(store: SqliteStore) -> None:
    await store.put_contexts([context_row("a", expires_at=10.0, text="A"), context_row("b", expires_at=20.0, text="B")])
    await store.put_contexts([context_row("a", expires_at=15.0, text="other"), context_row("b", expires_at=12.0)])

    assert await store.context("a", 14.0) == {"text": "A"}
    assert await store.context("a", 15.0) is None
    assert await store.context("b", 19.0) == {"text": "B"}
    assert await store.context("nowhere", 0.0) is None


async def test_servers_know_which_of_them_are_alive(database: Path) -> None:
    async with SqliteStore(database) as first, SqliteStore(database) as second:
        gone = first.owners.me
        assert second.owners.alive(gone)
        assert first.owners.alive(gone)
    async with SqliteStore(database) as third:
        assert not third.owners.alive(gone)


async def test_nothing_is_opened_before_the_first_use_and_use_after_close_opens_again(database: Path) -> None:
    store = SqliteStore(database)
    assert not os.listdir(database.parent)
    await store.append(run_row(), events(1, 1), after=0)
    await store.close()
    assert len(await store.events("r")) == 1
    await store.close()
    await store.close()


async def test_a_closed_store_leaves_one_file_with_everything_in_it(database: Path) -> None:
    async with SqliteStore(database, durability="full") as store:
        await store.append(run_row(), events(1, 2), after=0)
    assert not database.with_name("podium.db-wal").exists()
    assert query(database, "SELECT count(*) FROM events") == [(2,)]


async def test_expired_contexts_go_when_newer_ones_come(store: SqliteStore) -> None:
    await store.put_contexts([context_row("old", expires_at=10.0)])
    await store.put_contexts([replace(context_row("new", expires_at=99.0), created_at=10.0)])
    assert await store.context("old", 0.0) is None
    assert await store.context("new", 50.0) is not None

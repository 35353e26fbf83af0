"""What the loop of one era reads."""

from __future__ import annotations

import anyio
import pytest

from podium.serving.eras import Inbox

pytestmark = pytest.mark.anyio


async def test_what_arrived_before_the_end_is_read_in_order() -> None:
    inbox = Inbox()
    errors = [ValueError(str(number)) for number in range(200)]
    for error in errors:
        inbox.put(error)
    inbox.end()
    assert [item async for item in inbox] == errors


async def test_a_flood_leaves_other_tasks_their_turn() -> None:
    inbox = Inbox()
    turns = []
    for number in range(1_000):
        inbox.put(ValueError(str(number)))
    inbox.end()

    async def read() -> None:
        while True:
            try:
                await inbox.receive()
            except anyio.EndOfStream:
                return
            turns.append("read")

    async def other() -> None:
        turns.append("other")

    async with anyio.create_task_group() as tasks:
        tasks.start_soon(read)
        tasks.start_soon(other)
    assert turns.index("other") < 100


async def test_a_reader_waits_for_what_comes_later() -> None:
    inbox = Inbox()
    with anyio.fail_after(5):
        async with anyio.create_task_group() as tasks:
            found: list[object] = []

            async def read() -> None:
                found.append(await inbox.receive())

            tasks.start_soon(read)
            await anyio.wait_all_tasks_blocked()
            inbox.put(error := ValueError("late"))
    assert found == [error]

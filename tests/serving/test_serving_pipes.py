"""The two ends of a stdio pipe."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import anyio
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from podium.serving.pipes import Incoming, Outgoing

pytestmark = pytest.mark.anyio


@pytest.fixture
def pipe() -> Iterator[tuple[int, int]]:
    read, write = os.pipe()
    yield read, write
    for fd in (read, write):
        with suppress(OSError):
            os.close(fd)


async def lines_of(sent: list[bytes]) -> list[bytes]:
    """What arrives of pieces that are written one by one."""
    read, write = os.pipe()
    found: list[bytes] = []

    async def receive() -> None:
        found.extend([line async for lines in Incoming(read) for line in lines])

    async with anyio.create_task_group() as tasks:
        tasks.start_soon(receive)
        for piece in sent:
            await anyio.to_thread.run_sync(os.write, write, piece)
        os.close(write)
    os.close(read)
    return found


@settings(max_examples=40)
@given(st.lists(st.binary(max_size=40), max_size=12))
def test_lines_are_the_same_however_the_bytes_arrive(pieces: list[bytes]) -> None:
    whole = b"".join(pieces)
    expected = whole.split(b"\n")
    if expected[-1] == b"":
        expected.pop()
    assert anyio.run(lines_of, [piece for piece in pieces if piece]) == expected


async def test_a_line_longer_than_any_buffer_arrives_whole() -> None:
    line = b"x" * 3_000_000
    assert await lines_of([line[:1_000_000], line[1_000_000:], b"\nlast"]) == [line, b"last"]


@pytest.mark.parametrize("pieces", [1, 3, 40])
async def test_a_long_line_arrives_whole_in_however_many_pieces(pieces: int) -> None:
    line = b"".join(b"%d," % number for number in range(200_000))
    size = len(line) // pieces + 1
    sent = [line[start : start + size] for start in range(0, len(line), size)]
    assert await lines_of([b"first\n", *sent, b"\nbehind\nl", b"ast"]) == [b"first", line, b"behind", b"last"]


async def test_a_long_line_that_is_never_ended_arrives_at_the_end() -> None:
    assert await lines_of([b"x" * 300_000, b"y" * 300_000]) == [b"x" * 300_000 + b"y" * 300_000]


async def test_texts_leave_in_the_order_of_writing_even_to_a_slow_reader(pipe: tuple[int, int]) -> None:
    read, write = pipe
    out = Outgoing(write)
    texts = [f"{number}:" + "é" * 50_000 + "\n" for number in range(20)]
    received = bytearray()

    def reader() -> None:
        while len(received) < sum(len(text.encode()) for text in texts):
            received.extend(os.read(read, 8_192))

    async with anyio.create_task_group() as tasks:
        tasks.start_soon(anyio.to_thread.run_sync, reader)
        for text in texts:
            await out.write(text)
    assert received.decode() == "".join(texts)


async def test_a_full_pipe_does_not_stop_the_event_loop(pipe: tuple[int, int]) -> None:
    read, write = pipe
    out, ticked = Outgoing(write), anyio.Event()
    with anyio.fail_after(10):
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(out.write, "x" * 1_000_000)
            await anyio.wait_all_tasks_blocked()
            ticked.set()
            received = 0
            while received < 1_000_000:
                received += len(await anyio.to_thread.run_sync(os.read, read, 65_536))
    assert ticked.is_set()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows tells it with another error")
async def test_a_reader_that_left_closes_the_writing_end(pipe: tuple[int, int]) -> None:
    read, write = pipe
    os.close(read)
    with pytest.raises(anyio.ClosedResourceError):
        await Outgoing(write).write("anybody?\n")


@pytest.mark.skipif(sys.platform == "win32", reason="hosts on Windows start servers with pipes")
async def test_sockets_carry_lines_both_ways_as_pipes_do() -> None:
    ours, theirs = socket.socketpair()
    texts = [f"{number}:" + "é" * 100_000 for number in range(8)]
    found: list[bytes] = []

    async def read() -> None:
        found.extend([line async for lines in Incoming(theirs.fileno()) for line in lines])

    with ours, theirs:
        out = Outgoing(ours.fileno())
        with anyio.fail_after(10):
            async with anyio.create_task_group() as tasks:
                tasks.start_soon(read)
                for text in texts:
                    await out.write(text + "\n")
                ours.shutdown(socket.SHUT_WR)
    assert found == [text.encode() for text in texts]


async def test_writers_at_once_do_not_tear_each_others_lines(pipe: tuple[int, int]) -> None:
    read, write = pipe
    out = Outgoing(write)
    lines = [f"{number}" * 40_000 for number in range(1, 7)]

    async def send() -> None:
        async with anyio.create_task_group() as tasks:
            for line in lines:
                tasks.start_soon(out.write, line + "\n")
        os.close(write)

    with anyio.fail_after(10):
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(send)
            found = [line async for arrived in Incoming(read) for line in arrived]
    assert sorted(found) == sorted(line.encode() for line in lines)


async def test_a_file_is_written_like_a_pipe(tmp_path: Path) -> None:
    path = tmp_path / "out"
    fd = os.open(path, os.O_CREAT | os.O_WRONLY, 0o600)
    await Outgoing(fd).write("one\n" * 10_000)
    os.close(fd)
    assert await anyio.Path(path).read_text() == "one\n" * 10_000

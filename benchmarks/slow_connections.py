"""Slow, silent and stalled HTTP connections: each is closed in time, and others are served as fast as before.

    python benchmarks/slow_connections.py [--each 40] [--patience 15]

Of every kind so many connections are opened at once: one that sends nothing, one that sends its header byte by byte, one
its body, one that stops in the middle of its header, one that stays after an answer, and one that sends many requests
and never reads; and, on Linux, one peer vanishes from an open stream. Beside them a good client goes on calling; its
median is compared with that before. `--patience` other than the server's own 15 s starts a server with that patience, for
a short form.
"""

from __future__ import annotations

import argparse
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import anyio
import anyio.abc
import anyio.to_thread
import httpx2
from common import ending, environment, milliseconds, report, scratch
from vanishing import CONNECTIONS, seconds_until_given_up

GOAL_SECONDS = 30.0
GOAL_RATIO = 2.0
GOAL_MORE_MS = 20.0
DRIP_SECONDS = 0.5
UNREAD_REQUESTS = 150
"""Their answers are more than the system's buffers hold."""
SERVER = (
    "import sys; import podium.serving.connections as c; c.PATIENCE_SECONDS = float(sys.argv.pop(1)); "
    "import podium.serving.http as h; h.KEEP_ALIVE_SECONDS = int(c.PATIENCE_SECONDS); "
    "from podium.__main__ import main; main()"
)
BODY = '{"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {"_meta": {"io.modelcontextprotocol/protocolVersion": "2026-07-28", "io.modelcontextprotocol/clientInfo": {"name": "x", "version": "1"}, "io.modelcontextprotocol/clientCapabilities": {}}}}'


@contextmanager
def served_process(folder: Path, patience: float = 15.0) -> Iterator[tuple[int, subprocess.Popen[str]]]:
    """The port of an HTTP server, and its process."""
    command = [
        sys.executable,
        "-c",
        SERVER,
        str(patience),
        "serve",
        "--http",
        "--port",
        "0",
        "--db",
        str(folder / "podium.db"),
    ]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment(), cwd=folder)
    assert process.stderr is not None
    try:
        port = int(process.stderr.readline().rsplit(":", 1)[1].split("/")[0])
        threading.Thread(target=process.stderr.read, daemon=True).start()  # a full pipe would stop the server
        yield port, process
    finally:
        process.terminate()
        process.wait(timeout=15)


def request(port: int) -> bytes:
    """One good request as it goes over the wire."""
    head = (
        f"POST /mcp HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\n"
        "Accept: application/json, text/event-stream\r\nMCP-Protocol-Version: 2026-07-28\r\nMcp-Method: tools/list\r\n"
    )
    return f"{head}Content-Length: {len(BODY)}\r\n\r\n{BODY}".encode()


Way = Callable[[anyio.abc.SocketStream, bytes], Awaitable[None]]


async def silent(stream: anyio.abc.SocketStream, good: bytes) -> None:
    await read_to_the_end(stream)


async def header_drip(stream: anyio.abc.SocketStream, good: bytes) -> None:
    await drip(stream, good)


async def body_drip(stream: anyio.abc.SocketStream, good: bytes) -> None:
    head, _, body = good.partition(b"\r\n\r\n")
    await stream.send(head + b"\r\n\r\n")
    await drip(stream, body)


async def half_a_header(stream: anyio.abc.SocketStream, good: bytes) -> None:
    await stream.send(good[:80])
    await read_to_the_end(stream)


async def stays_after_an_answer(stream: anyio.abc.SocketStream, good: bytes) -> None:
    await stream.send(good)
    await read_to_the_end(stream)


async def never_reads(stream: anyio.abc.SocketStream, good: bytes) -> None:
    raw: socket.socket = stream.extra(anyio.abc.SocketAttribute.raw_socket)  # type: ignore[attr-defined]
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
    await stream.send(good * UNREAD_REQUESTS)
    while True:
        await anyio.sleep(DRIP_SECONDS)
        await stream.send(b"\r\n")


async def drip(stream: anyio.abc.SocketStream, content: bytes) -> None:
    for number in range(len(content)):
        await stream.send(content[number : number + 1])
        await anyio.sleep(DRIP_SECONDS)
        with anyio.move_on_after(0.001):
            await stream.receive()


async def read_to_the_end(stream: anyio.abc.SocketStream) -> None:
    while True:
        await stream.receive()


WAYS: dict[str, Way] = {
    "silent": silent,
    "header byte by byte": header_drip,
    "body byte by byte": body_drip,
    "half a header": half_a_header,
    "stays after an answer": stays_after_an_answer,
    "never reads": never_reads,
}


def count(name: str, each: int) -> int:
    """Connections of one kind. Those that never read are few: each makes the server work until the buffers are full."""
    return min(each, 2) if name == "never reads" else each


async def closed_after(port: int, way: Way, found: list[float], limit: float) -> None:
    """Seconds until the server closes a connection used in this way."""
    start = time.perf_counter()
    with anyio.move_on_after(limit):
        try:
            async with await anyio.connect_tcp("127.0.0.1", port) as stream:
                await way(stream, request(port))
        except (anyio.EndOfStream, anyio.BrokenResourceError, anyio.ClosedResourceError, OSError):
            pass
    found.append(time.perf_counter() - start)


async def calls(port: int, until: Callable[[], bool]) -> list[float]:
    """Seconds of a good client's calls, one after the other."""
    found = []
    good = request(port).partition(b"\r\n\r\n")[0].decode().split("\r\n")[1:]
    headers = dict(line.split(": ", 1) for line in good if not line.startswith(("Host", "Content-Length")))
    async with httpx2.AsyncClient(timeout=60) as http:
        while not until():
            start = time.perf_counter()
            answer = await http.post(f"http://127.0.0.1:{port}/mcp", content=BODY, headers=headers)
            found.append(time.perf_counter() - start)
            assert answer.status_code == 200, (answer.status_code, answer.text[:200])
            await anyio.sleep(0.03)
    return found


async def main(each: int, patience: float) -> int:
    limit = GOAL_SECONDS * 1.5
    found: dict[str, list[float]] = {name: [] for name in WAYS}
    with scratch() as folder, served_process(folder, patience) as (port, _):
        left = iter(range(60))
        before = await calls(port, lambda: next(left, None) is None)
        beside: list[float] = []
        async with anyio.create_task_group() as tasks:

            async def go_on() -> None:
                wanted = sum(count(name, each) for name in WAYS)
                beside.extend(await calls(port, lambda: sum(len(found[name]) for name in WAYS) >= wanted))

            async def vanish() -> None:
                found["vanishes"] = [await anyio.to_thread.run_sync(seconds_until_given_up, port, limit)]

            tasks.start_soon(go_on)
            if CONNECTIONS.exists():
                tasks.start_soon(vanish)
            for name, way in WAYS.items():
                for _ in range(count(name, each)):
                    tasks.start_soon(closed_after, port, way, found[name], limit)
    longest = {name: round(max(seconds), 1) for name, seconds in found.items()}
    ratio = statistics.median(beside) / statistics.median(before)
    more = (statistics.median(beside) - statistics.median(before)) * 1_000
    passed = max(longest.values()) <= GOAL_SECONDS and (ratio <= GOAL_RATIO or more <= GOAL_MORE_MS)
    report(
        "slow_connections",
        passed=passed,
        connections=sum(map(len, found.values())),
        longest_open_seconds=longest,
        goal_seconds=GOAL_SECONDS,
        server_patience_seconds=patience,
        good_client_before=milliseconds(before),
        good_client_beside=milliseconds(beside),
        p50_ratio=round(ratio, 2),
    )
    return ending([passed])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--each", type=int, default=40)
    parser.add_argument("--patience", type=float, default=15.0)
    given = parser.parse_args()
    sys.exit(anyio.run(main, given.each, given.patience))

"""stdio: one client, and an end within a second on EOF, SIGTERM and SIGINT."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import AsyncIterable, AsyncIterator
from typing import Any

import anyio
import anyio.abc
from mcp.server import Server

from podium.serving.eras import serve
from podium.serving.messages import Outlet, arriving
from podium.serving.pipes import take_standard_streams

CLOSING_SECONDS = 0.2


async def run(server: Server[Any]) -> None:
    """Serve stdin and stdout until the client leaves or a signal comes."""
    async with anyio.create_task_group() as tasks:
        tasks.start_soon(_end_on_signal, tasks.cancel_scope)
        stdin, stdout = take_standard_streams()
        await serve(server, arriving(_until_the_end(stdin, tasks)), Outlet(stdout))
        _leave()


async def _until_the_end(pieces: AsyncIterable[list[str]], tasks: anyio.abc.TaskGroup) -> AsyncIterator[list[str]]:
    """The lines as they arrive; after the last ones there is little time left to close."""
    async for lines in pieces:
        yield lines
    tasks.start_soon(_leave_soon)


async def _leave_soon() -> None:
    with anyio.CancelScope(shield=True):
        await anyio.sleep(CLOSING_SECONDS)
    _leave()


def _leave() -> None:
    """End the process, whatever is still at work.

    A thread may be blocked in reading stdin, which cannot be woken, and tidying up an interpreter takes longer than a host
    waits. Nothing is lost by that: every acknowledged step is on disk before anybody hears of it.
    """
    os._exit(0)


async def _end_on_signal(scope: anyio.CancelScope) -> None:
    if sys.platform == "win32":
        signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
        return
    with anyio.open_signal_receiver(signal.SIGTERM, signal.SIGINT) as signals:
        async for _ in signals:
            scope.cancel()
            await _leave_soon()

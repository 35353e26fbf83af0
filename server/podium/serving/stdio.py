"""stdio: one client, and an end within a second on EOF, SIGTERM and SIGINT."""

from __future__ import annotations

import os
import signal
import sys
from typing import Any

import anyio
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
        await serve(server, arriving(stdin), Outlet(stdout))
        tasks.cancel_scope.cancel()


async def _end_on_signal(scope: anyio.CancelScope) -> None:
    """End the process on a signal.

    A thread is blocked in reading stdin and cannot be woken, so the process leaves without joining it. Nothing is lost
    by that: every acknowledged step is on disk before anybody hears of it.
    """
    if sys.platform == "win32":
        signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
        return
    with anyio.open_signal_receiver(signal.SIGTERM, signal.SIGINT) as signals:
        async for _ in signals:
            scope.cancel()
            with anyio.CancelScope(shield=True):
                await anyio.sleep(CLOSING_SECONDS)
            os._exit(0)

"""stdio: one client, and an end within a second on EOF, SIGTERM and SIGINT."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import AsyncIterator
from typing import Any

import anyio
from mcp.server import Server
from mcp.shared.message import SessionMessage
from mcp_types import jsonrpc_message_adapter

from podium.serving.eras import Item, serve
from podium.serving.pipes import Incoming, Outgoing, take_standard_streams

CLOSING_SECONDS = 0.2


async def run(server: Server[Any]) -> None:
    """Serve stdin and stdout until the client leaves or a signal comes."""
    async with anyio.create_task_group() as tasks:
        tasks.start_soon(_end_on_signal, tasks.cancel_scope)
        incoming, outgoing = take_standard_streams()
        await serve(server, messages(incoming), Writer(outgoing))
        tasks.cancel_scope.cancel()


async def messages(incoming: Incoming) -> AsyncIterator[list[Item]]:
    """The messages in the lines that have arrived; where a line is none, what is wrong with it."""
    async for lines in incoming:
        yield [_message(line) for line in lines]


def _message(line: str) -> Item:
    try:
        return SessionMessage(jsonrpc_message_adapter.validate_json(line, by_name=False))
    except Exception as error:
        return error


class Writer:
    """The write side of the pipe, as the SDK's loops know one: closing it leaves the pipe open for whoever else writes."""

    def __init__(self, outgoing: Outgoing) -> None:
        self._outgoing = outgoing

    async def send(self, item: SessionMessage) -> None:
        """Write one message as one line."""
        await self._outgoing.write(item.message.model_dump_json(by_alias=True, exclude_unset=True) + "\n")

    async def aclose(self) -> None:
        """See the class."""
        await anyio.lowlevel.checkpoint()

    async def __aenter__(self) -> Writer:
        """See `aclose`."""
        return self

    async def __aexit__(self, *_: object) -> None:
        """See `aclose`."""
        await self.aclose()


async def _end_on_signal(scope: anyio.CancelScope) -> None:
    """End the process on a signal.

    A thread may be blocked in reading stdin and cannot be woken, so the process leaves without joining it. Nothing is
    lost by that: every acknowledged step is on disk before anybody hears of it.
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

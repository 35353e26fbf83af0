"""stdio: one client, and an end within a second on EOF, SIGTERM and SIGINT."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import AsyncIterator
from typing import Any

import anyio
import anyio.abc
from mcp.server import Server
from mcp.shared.message import SessionMessage
from mcp_types import jsonrpc_message_adapter
from pydantic import ValidationError

from podium.serving.eras import serve
from podium.serving.memory import LONG_BYTES, Thrift
from podium.serving.pipes import Incoming, Outgoing, take_standard_streams
from podium.serving.unreadable import READ_BYTES, Mended, mended

CLOSING_SECONDS = 0.2


async def run(server: Server[Any]) -> None:
    """Serve stdin and stdout until the client leaves or a signal comes."""
    async with anyio.create_task_group() as tasks:
        tasks.start_soon(_end_on_signal, tasks.cancel_scope)
        incoming, outgoing = take_standard_streams()
        await serve(server, messages(incoming, tasks), Writer(outgoing))
        _leave()


async def messages(incoming: Incoming, tasks: anyio.abc.TaskGroup) -> AsyncIterator[list[Mended]]:
    """What the lines that have arrived come to; after the last one there is little time left to close."""
    thrift = Thrift(tasks)
    async for lines in incoming:
        if max(map(len, lines)) > LONG_BYTES:
            thrift.long_message()
        yield [found for line in lines for found in _read(line)]
    tasks.start_soon(_leave_soon)


def _read(line: bytes) -> list[Mended]:
    try:
        return [("arrived", SessionMessage(jsonrpc_message_adapter.validate_json(line, by_name=False)))]
    except ValidationError:
        return mended(line[:READ_BYTES].decode("utf-8", "replace"))


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

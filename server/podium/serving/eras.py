"""One pipe, both protocol eras.

Hosts probe with `server/discover` and, when the answer is late, go on with `initialize` on the same pipe. The SDK's loop
serves the era of the first request and refuses the other, so each era gets a loop of its own here, and every message goes
to the loop of its era.
"""

from __future__ import annotations

from collections import deque
from collections.abc import AsyncIterable, Mapping
from typing import Any

import anyio
import anyio.abc
from mcp.server import Server
from mcp.server.runner import serve_dual_era_loop, serve_loop
from mcp.shared._stream_protocols import WriteStream
from mcp.shared.message import SessionMessage
from mcp_types import PROTOCOL_VERSION_META_KEY, JSONRPCNotification, JSONRPCRequest

from podium.serving.unreadable import Mended

Item = SessionMessage | Exception
MODERN = "modern"
HANDSHAKE = "handshake"
AT_ONCE = 64
"""Messages taken before other tasks get their turn."""


class Inbox:
    """What the loop of one era reads. What has arrived is taken at once, without a change of tasks for each message."""

    def __init__(self) -> None:
        self._items: deque[Item] = deque()
        self._arrived = anyio.Event()
        self._taken = 0
        self._ended = False

    def put(self, item: Item) -> None:
        """Leave one more message."""
        self._items.append(item)
        self._arrived.set()

    def end(self) -> None:
        """Say that no more will come."""
        self._ended = True
        self._arrived.set()

    async def receive(self) -> Item:
        """The next message.

        Raises:
            anyio.EndOfStream: none will come.
        """
        self._taken += 1
        if self._taken % AT_ONCE == 0:
            await anyio.lowlevel.checkpoint()
        while not self._items:
            if self._ended:
                raise anyio.EndOfStream
            self._arrived = anyio.Event()
            await self._arrived.wait()
        return self._items.popleft()

    async def aclose(self) -> None:
        """End it from the reading side."""
        self.end()

    def __aiter__(self) -> Inbox:
        """Iterate over the messages."""
        return self

    async def __anext__(self) -> Item:
        """See `receive`."""
        try:
            return await self.receive()
        except anyio.EndOfStream:
            raise StopAsyncIteration from None

    async def __aenter__(self) -> Inbox:
        """Nothing is opened."""
        return self

    async def __aexit__(self, *_: object) -> None:
        """See `aclose`."""
        await self.aclose()


async def serve(server: Server[Any], arriving: AsyncIterable[list[Mended]], write: WriteStream[SessionMessage]) -> None:
    """Serve one pipe until what arrives on it ends.

    Args:
        server: what answers.
        arriving: messages in the order of their arrival, several at a time, and answers to what is none.
        write: takes the messages out; its closing must leave it open for the loop of the other era.
    """
    options = server.create_initialization_options()
    async with server.lifespan(server) as state, anyio.create_task_group() as tasks:
        loops: dict[str, Inbox] = {}

        def loop(era: str) -> Inbox:
            if era not in loops:
                loops[era] = Inbox()
                tasks.start_soon(_run, era, server, loops[era], write, state, options)
            return loops[era]

        async for items in arriving:
            for side, item in items:
                if side == "answer":
                    await write.send(item)
                    continue
                for era in _eras(item, loops):
                    loop(era).put(item)
        for inbox in loops.values():
            inbox.end()


async def _run(era: str, server: Server[Any], inbox: Inbox, write: Any, state: Any, options: Any) -> None:
    drive = serve_loop if era == HANDSHAKE else serve_dual_era_loop
    await drive(server, inbox, write, lifespan_state=state, init_options=options)


def _eras(item: SessionMessage, loops: Mapping[str, object]) -> list[str]:
    """The loops a message belongs to. Requests say their era; the rest goes wherever somebody listens."""
    open_loops = list(loops)
    message = item.message
    if isinstance(message, JSONRPCRequest):
        if message.method != "initialize" and _enveloped(message.params):
            return [MODERN]
        # A bare request on a pipe that only ever spoke the modern era gets that era's own answer.
        return [HANDSHAKE] if message.method == "initialize" or HANDSHAKE in loops or not loops else [MODERN]
    if isinstance(message, JSONRPCNotification):
        return open_loops
    return [era for era in open_loops if era == HANDSHAKE]


def _enveloped(params: Mapping[str, Any] | None) -> bool:
    meta = (params or {}).get("_meta")
    return isinstance(meta, Mapping) and PROTOCOL_VERSION_META_KEY in meta

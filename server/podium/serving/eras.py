"""One pipe, both protocol eras.

Hosts probe with `server/discover` and, when the answer is late, go on with `initialize` on the same pipe. The SDK's loop
serves the era of the first request and refuses the other, so each era gets a loop of its own here, and every message goes
to the loop of its era.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import anyio
import anyio.abc
from anyio.streams.memory import MemoryObjectSendStream
from mcp.server import Server
from mcp.server.runner import serve_dual_era_loop
from mcp.shared._stream_protocols import ReadStream, WriteStream
from mcp.shared.message import SessionMessage
from mcp_types import PROTOCOL_VERSION_META_KEY, JSONRPCNotification, JSONRPCRequest

Item = SessionMessage | Exception
MODERN = "modern"
HANDSHAKE = "handshake"


class _Shared:
    """The write side of the pipe, as one of its loops sees it: closing it leaves the pipe open for the other."""

    def __init__(self, inner: WriteStream[SessionMessage]) -> None:
        self._inner = inner

    async def send(self, item: SessionMessage) -> None:
        await self._inner.send(item)

    async def aclose(self) -> None:
        await anyio.lowlevel.checkpoint()

    async def __aenter__(self) -> _Shared:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()


async def serve(server: Server[Any], read: ReadStream[Item], write: WriteStream[SessionMessage]) -> None:
    """Serve one pipe until its read side closes."""
    options = server.create_initialization_options()
    async with server.lifespan(server) as state, write, anyio.create_task_group() as tasks:
        loops: dict[str, MemoryObjectSendStream[Item]] = {}

        def loop(era: str) -> MemoryObjectSendStream[Item]:
            if era not in loops:
                send, receive = anyio.create_memory_object_stream[Item](0)
                loops[era] = send
                tasks.start_soon(_run, server, receive, _Shared(write), state, options)
            return loops[era]

        async for item in read:
            for era in _eras(item, loops):
                await loop(era).send(item)
        for send in loops.values():
            await send.aclose()


async def _run(server: Server[Any], receive: Any, write: _Shared, state: Any, options: Any) -> None:
    await serve_dual_era_loop(server, receive, write, lifespan_state=state, init_options=options)


def _eras(item: Item, loops: Mapping[str, object]) -> list[str]:
    """The loops a message belongs to. Requests say their era; the rest goes wherever somebody listens."""
    open_loops = list(loops)
    if isinstance(item, Exception):
        return open_loops[:1]
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

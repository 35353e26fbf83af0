"""One pipe, both protocol eras.

Hosts probe with `server/discover` and, when the answer is late, go on with `initialize` on the same pipe. The SDK's loop
serves the era of the first request and refuses the other, so each era gets a loop of its own here, and every message goes
to the loop of its era.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from typing import Any

import anyio
import anyio.abc
from anyio.streams.memory import MemoryObjectSendStream
from mcp.server import Server
from mcp.server.runner import serve_dual_era_loop
from mcp.shared.message import SessionMessage
from mcp_types import PROTOCOL_VERSION_META_KEY, JSONRPCNotification, JSONRPCRequest

from podium.serving.messages import Outlet
from podium.serving.unreadable import Mended

Item = SessionMessage | Exception
MODERN = "modern"
HANDSHAKE = "handshake"


async def serve(server: Server[Any], read: AsyncIterator[Mended], write: Outlet) -> None:
    """Serve one pipe until its read side ends."""
    options = server.create_initialization_options()
    async with server.lifespan(server) as state, anyio.create_task_group() as tasks:
        loops: dict[str, MemoryObjectSendStream[Item]] = {}

        def loop(era: str) -> MemoryObjectSendStream[Item]:
            if era not in loops:
                send, receive = anyio.create_memory_object_stream[Item](0)
                loops[era] = send
                tasks.start_soon(_run, server, receive, write, state, options)
            return loops[era]

        async for side, message in read:
            if side == "answer":
                await write.send(message)
                continue
            for era in _eras(message, loops):
                await loop(era).send(message)
        for send in loops.values():
            await send.aclose()


async def _run(server: Server[Any], receive: Any, write: Outlet, state: Any, options: Any) -> None:
    await serve_dual_era_loop(server, receive, write, lifespan_state=state, init_options=options)


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

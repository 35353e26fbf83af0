"""Messages as lines of a pipe: each line in is a message, an answer, or nothing; each message out is one whole line."""

from __future__ import annotations

from collections.abc import AsyncIterable, AsyncIterator
from types import TracebackType
from typing import Protocol, Self

import anyio
import anyio.lowlevel
from mcp.shared.message import SessionMessage
from mcp_types import jsonrpc_message_adapter
from pydantic import ValidationError

from podium.serving.memory import APART_BYTES, give_back_large_blocks
from podium.serving.unreadable import Mended, mended


class Writing(Protocol):
    """Where texts leave; see `pipes.Outgoing`."""

    async def write(self, text: str) -> None:
        """Write all of it."""
        ...


async def arriving(lines: AsyncIterable[str]) -> AsyncIterator[Mended]:
    """What each line comes to."""
    async for line in lines:
        if len(line) > APART_BYTES:
            give_back_large_blocks()
        try:
            yield "arrived", SessionMessage(jsonrpc_message_adapter.validate_json(line, by_name=False))
        except ValidationError:
            for found in mended(line):
                yield found


class Outlet:
    """The write side of a pipe that several loops share: closing it for one leaves it open for the others."""

    def __init__(self, out: Writing) -> None:
        self._out = out
        self._turn = anyio.Lock(fast_acquire=True)

    async def send(self, item: SessionMessage) -> None:
        """Write one message, whole and in its turn.

        Raises:
            anyio.ClosedResourceError: nobody reads any more.
        """
        line = item.message.model_dump_json(by_alias=True, exclude_unset=True)
        async with self._turn:
            await self._out.write(line + "\n")

    async def aclose(self) -> None:
        """One loop has ended."""
        await anyio.lowlevel.checkpoint()

    async def __aenter__(self) -> Self:
        """One loop begins."""
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """One loop has ended."""
        await self.aclose()

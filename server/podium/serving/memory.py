"""What long messages took is given back to the system, instead of staying with the process for good."""

from __future__ import annotations

import sys
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

import anyio
import anyio.abc

LONG_BYTES = 256 * 1024
IDLE_SECONDS = 0.5


class Thrift:
    """Gives free memory back once no long message has come for half a second, so that none of them pays for it.

    glibc keeps what was freed for later. Mapping every large block by itself would give it back at once, and cost several
    times the reading of a long line, since each of its copies would be made of pages that the system has to clear first.
    """

    def __init__(self, tasks: anyio.abc.TaskGroup) -> None:
        self._tasks = tasks
        self._patience: anyio.CancelScope | None = None

    def long_message(self) -> None:
        """One has come."""
        deadline = anyio.current_time() + IDLE_SECONDS
        if self._patience is not None:
            self._patience.deadline = deadline
            return
        self._patience = anyio.CancelScope(deadline=deadline)
        self._tasks.start_soon(self._give_back_after, self._patience)

    async def _give_back_after(self, patience: anyio.CancelScope) -> None:
        with patience:
            await anyio.sleep_forever()
        self._patience = None
        give_back()


def give_back() -> None:
    """Give free memory back, where the C library keeps it: Linux with glibc."""
    if sys.platform == "linux":
        import ctypes

        with suppress(AttributeError, OSError):
            ctypes.CDLL(None).malloc_trim(0)


def thrifty(app: Callable[..., Awaitable[None]], thrift: Thrift) -> Callable[..., Awaitable[None]]:
    """The ASGI application whose long requests count as long messages, and those that do not tell their length."""

    async def guarded(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http":
            headers = dict(scope["headers"])
            if b"transfer-encoding" in headers or int(headers.get(b"content-length", 0)) > LONG_BYTES:
                thrift.long_message()
        await app(scope, receive, send)

    return guarded

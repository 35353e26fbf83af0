"""The process's own stdin and stdout as the two ends of one pipe.

The SDK's streams change threads once for each line in and twice for each line out. Here one change brings every line that
has arrived, and a line goes out without any while the pipe has room, which halves the way of ten requests sent at once.
"""

from __future__ import annotations

import os
import select
import stat
import sys
from collections.abc import AsyncIterator

import anyio
import anyio.to_thread

CHUNK = 1 << 16
CLOSED = (BrokenPipeError, ConnectionResetError)


class Incoming:
    """Lines that arrive at a file descriptor; what is no UTF-8 in them is replaced, for the reader of JSON to refuse."""

    def __init__(self, fd: int) -> None:
        self._fd = fd
        self._rest = bytearray()

    async def __aiter__(self) -> AsyncIterator[str]:
        """Each line, until the other end closes."""
        while lines := await anyio.to_thread.run_sync(self._read, abandon_on_cancel=True):
            for line in lines:
                yield line.decode("utf-8", "replace")

    def _read(self) -> list[bytes | bytearray]:
        """Wait for at least one whole line; none at the end."""
        while chunk := os.read(self._fd, CHUNK):
            first, *more = chunk.split(b"\n")
            if more:
                whole = self._rest + first if self._rest else first
                self._rest = bytearray(more[-1])
                return [whole, *more[:-1]]
            self._rest += first
        last, self._rest = self._rest, bytearray()
        return [last] if last else []


class Outgoing:
    """Text that leaves through a file descriptor, in the order of writing."""

    def __init__(self, fd: int) -> None:
        self._fd = fd
        self._ready = _readiness(fd)

    async def write(self, text: str) -> None:
        """Write all of it. Only where the reader is slow does this leave the event loop's thread.

        Raises:
            anyio.ClosedResourceError: nobody reads any more.
        """
        rest = memoryview(text.encode())
        try:
            # POSIX: a pipe that is ready takes this many bytes without blocking.
            while rest and self._ready is not None and self._ready.poll(0):
                rest = rest[os.write(self._fd, rest[: select.PIPE_BUF]) :]
            if rest:
                await anyio.to_thread.run_sync(self._write, rest)
        except CLOSED:
            raise anyio.ClosedResourceError from None

    def _write(self, rest: memoryview) -> None:
        while rest:
            rest = rest[os.write(self._fd, rest) :]


def take_standard_streams() -> tuple[Incoming, Outgoing]:
    """The process's stdin and stdout for the protocol alone: whatever else reads finds nothing, whatever prints goes to stderr."""
    nothing = os.open(os.devnull, os.O_RDWR)
    incoming, outgoing = _private(0), _private(1)
    _redirect(nothing, 0)
    try:
        _redirect(2, 1)
    except OSError:  # started without a stderr
        _redirect(nothing, 1)
    os.close(nothing)
    return Incoming(incoming), Outgoing(outgoing)


def _private(fd: int) -> int:
    private = os.dup(fd)
    if sys.platform == "win32":
        import msvcrt

        msvcrt.setmode(private, os.O_BINARY)
    return private


def _redirect(source: int, fd: int) -> None:
    os.dup2(source, fd)
    if sys.platform == "win32":
        from mcp.os.win32.utilities import rebind_std_handle_to_fd

        rebind_std_handle_to_fd(fd)


def _readiness(fd: int) -> select.poll | None:
    """Tells whether a pipe has room; None where only blocking tells, as for files, terminals and on Windows."""
    if not hasattr(select, "poll") or not stat.S_ISFIFO(os.fstat(fd).st_mode):
        return None
    ready = select.poll()
    ready.register(fd, select.POLLOUT)
    return ready

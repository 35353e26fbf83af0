"""The process's own stdin and stdout as the two ends of one pipe.

The SDK's streams change threads once for each line in and twice for each line out, and tasks several times more. Here
lines are read as soon as the event loop sees them, all that have arrived at once, and a line goes out where it is written
while the pipe has room. Files, terminals and Windows, where only blocking tells, are read and written in a thread.
"""

from __future__ import annotations

import os
import select
import socket
import stat
import sys
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Protocol

import anyio
import anyio.to_thread

CHUNK = 1 << 16
LONG_CHUNK = 1 << 20
CLOSED = (BrokenPipeError, ConnectionResetError)


class Incoming:
    """Lines that arrive at a file descriptor."""

    def __init__(self, fd: int) -> None:
        self._fd = fd
        self._watched = _is_pipe(fd) or _is_socket(fd)
        self._begun: list[bytes] = []
        self._length = 0
        self._wide = False

    async def __aiter__(self) -> AsyncIterator[list[bytes]]:
        """The lines that have arrived, at least one each time, until the other end closes."""
        while chunk := await self._chunk():
            first, *more = chunk.split(b"\n")
            self._begun.append(first)
            if not more:
                self._length += len(first)
                self._widen()
                continue
            whole = b"".join(self._begun)
            self._begun, self._length = [more[-1]], len(more[-1])
            yield [whole, *more[:-1]]
        if whole := b"".join(self._begun):
            yield [whole]

    async def _chunk(self) -> bytes:
        """What is there to read, once something is; nothing at the end. Of a long line, the piece that ends it."""
        if not self._watched:
            return await anyio.to_thread.run_sync(os.read, self._fd, CHUNK, abandon_on_cancel=True)
        if self._length >= CHUNK:
            return await anyio.to_thread.run_sync(self._end_of_line, abandon_on_cancel=True)
        await anyio.wait_readable(self._fd)
        return os.read(self._fd, CHUNK)

    def _end_of_line(self) -> bytes:
        """Keep pieces until one ends the line. In a thread, since each turn of the event loop costs as much as a piece."""
        ready = select.poll()
        ready.register(self._fd, select.POLLIN)
        while ready.poll() and (piece := os.read(self._fd, LONG_CHUNK)):
            if b"\n" in piece:
                return piece
            self._begun.append(piece)
        return b""

    def _widen(self) -> None:
        """Let a pipe hold more, once a line is longer than what it holds: a long line then comes in a tenth of the pieces."""
        if self._wide or sys.platform != "linux":
            return
        import fcntl

        self._wide = True
        with suppress(OSError):  # no pipe, or more than this user may have
            fcntl.fcntl(self._fd, fcntl.F_SETPIPE_SZ, LONG_CHUNK)


class Outgoing:
    """Text that leaves through a file descriptor, in the order of writing."""

    def __init__(self, fd: int) -> None:
        self._fd = fd
        self._direct = _direct(fd)
        self._turn = anyio.Lock(fast_acquire=True)

    async def write(self, text: str) -> None:
        """Write all of it. Only where the reader is slow does this leave the event loop's thread.

        Raises:
            anyio.ClosedResourceError: nobody reads any more.
        """
        rest = memoryview(text.encode())
        try:
            async with self._turn:
                while rest and self._direct is not None and (written := self._direct.write(rest)):
                    rest = rest[written:]
                if rest:
                    await anyio.to_thread.run_sync(self._write, rest)
        except CLOSED:
            raise anyio.ClosedResourceError from None

    def _write(self, rest: memoryview) -> None:
        while rest:
            rest = rest[os.write(self._fd, rest) :]


class Direct(Protocol):
    """Writing that never blocks."""

    def write(self, data: memoryview) -> int:
        """Write as much as there is room for; how many bytes that were."""
        ...


class Pipe:
    """Direct writing to a pipe that stays in blocking mode, because its other holders share that mode."""

    def __init__(self, fd: int) -> None:
        self._fd = fd
        self._ready = select.poll()
        self._ready.register(fd, select.POLLOUT)

    def write(self, data: memoryview) -> int:
        """See `Direct`. POSIX: a pipe that is ready takes `PIPE_BUF` bytes without blocking, an empty one all it holds."""
        if not self._ready.poll(0):
            return 0
        room = select.PIPE_BUF if len(data) <= select.PIPE_BUF else max(select.PIPE_BUF, self._empty_room())
        return os.write(self._fd, data[:room])

    def _empty_room(self) -> int:
        """Bytes that the pipe holds where it is empty, else 0; known on Linux alone."""
        if sys.platform != "linux":
            return 0
        import fcntl
        import termios

        unread = int.from_bytes(fcntl.ioctl(self._fd, termios.FIONREAD, bytes(4)), sys.byteorder)
        return 0 if unread else fcntl.fcntl(self._fd, fcntl.F_GETPIPE_SZ)


class Socket:
    """Direct writing to a socket, which many hosts start their servers with."""

    def __init__(self, fd: int) -> None:
        self._fd = fd

    def write(self, data: memoryview) -> int:
        """See `Direct`."""
        borrowed = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM, 0, self._fd)
        try:
            return borrowed.send(data, socket.MSG_DONTWAIT)
        except BlockingIOError:
            return 0
        finally:
            borrowed.detach()


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


def _is_pipe(fd: int) -> bool:
    return hasattr(select, "poll") and stat.S_ISFIFO(os.fstat(fd).st_mode)


def _is_socket(fd: int) -> bool:
    return hasattr(socket, "MSG_DONTWAIT") and stat.S_ISSOCK(os.fstat(fd).st_mode)


def _direct(fd: int) -> Direct | None:
    if _is_pipe(fd):
        return Pipe(fd)
    return Socket(fd) if _is_socket(fd) else None

"""HTTP connections that do not last: whoever is slow, silent or gone is let go, and nobody else waits for them.

The SDK and uvicorn close a connection that idles between two requests, and keep one for ever that never sends its first
request, sends it byte by byte, or never reads its answer.
"""

from __future__ import annotations

import socket
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

PATIENCE_SECONDS = 15.0
"""Time for a whole request to arrive, and for a stalled reader to read on."""
PROBE_SECONDS = 10
"""Silence after which the system asks a peer whether it is still there."""
PROBES = 3
GONE_MILLISECONDS = 14_000
"""How long what was sent may stay unacknowledged. An open stream is sent something every 15 s: both make half a minute."""
HEADER_BYTES = 32 * 1024
CONNECTIONS = 2_000
DESCRIPTORS = 4_096


class Deadline:
    """A time limit on a connection, which ends it unless it is stopped before."""

    def __init__(self) -> None:
        self._timer: Any = None

    def start(self, protocol: H11Protocol) -> None:
        """Begin to count, unless it counts already."""
        if self._timer is None:
            # Nothing is flushed first: whoever does not read would keep the connection open by that.
            self._timer = protocol.loop.call_later(PATIENCE_SECONDS, protocol.transport.abort)

    def stop(self) -> None:
        """What was waited for has happened."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None


class Impatient(H11Protocol):
    """uvicorn's protocol with a time limit on every request's arrival and on every answer's departure."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._arrival = Deadline()
        self._departure = Deadline()

    def connection_made(self, transport: Any) -> None:
        """A client has connected, and has to send something."""
        super().connection_made(transport)
        self._arrival.start(self)

    def data_received(self, data: bytes) -> None:
        """A piece of a request has arrived."""
        if self.conn.their_state is h11.IDLE:
            self._arrival.start(self)
        super().data_received(data)
        if self.conn.their_state not in (h11.IDLE, h11.SEND_BODY):
            self._arrival.stop()

    def pause_writing(self) -> None:
        """The client does not keep up with reading."""
        super().pause_writing()
        self._departure.start(self)

    def resume_writing(self) -> None:
        """The client reads on."""
        super().resume_writing()
        self._departure.stop()

    def connection_lost(self, exc: Exception | None) -> None:
        """The client is gone."""
        super().connection_lost(exc)
        self._arrival.stop()
        self._departure.stop()


def notice_the_gone(listening: socket.socket) -> None:
    """Let the system find out which peers are gone; connections take over what their listening socket is set to."""
    wanted = {
        "TCP_KEEPIDLE": PROBE_SECONDS,
        "TCP_KEEPINTVL": PROBE_SECONDS // 2,
        "TCP_KEEPCNT": PROBES,
        "TCP_USER_TIMEOUT": GONE_MILLISECONDS,
    }
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    for name, value in wanted.items():
        if hasattr(socket, name):
            listening.setsockopt(socket.IPPROTO_TCP, getattr(socket, name), value)


def allow_descriptors() -> None:
    """Raise the number of files this process may open, as far as it may by itself, to what its connections need."""
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = DESCRIPTORS if hard == resource.RLIM_INFINITY else min(DESCRIPTORS, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))

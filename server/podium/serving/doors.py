"""What stands before the SDK's application: requests are read strictly, and a client may leave.

The SDK compares what stands before the port with the names that it allows, and takes whatever follows for the port:
`localhost:1.evil.example` would pass for loopback. Of a header that stands twice it reads the first. h11 takes a request
with two kinds of length, and goes on reading the same connection: behind a proxy that believes the other length, what
follows would be somebody else's request.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

App = Callable[[Any, Any, Any], Awaitable[None]]
_NAMED = {
    b"host": re.compile(rb"(?:[\w.-]+|\[[\da-fA-F:.]+\])(?::\d{1,5})?"),
    b"origin": re.compile(rb"https?://(?:[\w.-]+|\[[\da-fA-F:.]+\])(?::\d{1,5})?"),
}
_ONCE = (b"host", b"origin", b"authorization", b"content-type", b"mcp-session-id")
_MOST_READ = 64 * 1024
_AMBIGUOUS = b"a header stands twice, or the length is told in two ways"
_REFUSED = b"Host and Origin have to be a name and a port"


def unworried(app: App) -> App:
    """The application that does not take a client for a fault of its own who leaves in the midst of a request.

    Such a client would otherwise write thirty lines into the log each time.
    """
    from starlette.requests import ClientDisconnect

    async def guarded(scope: Any, receive: Any, send: Any) -> None:
        with suppress(ClientDisconnect):
            await app(scope, receive, send)

    return guarded


def plainly_named(app: App) -> App:
    """The application without the requests whose Host or Origin is more than a name and a port; they get a 403."""

    async def guarded(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http" and not all(map(_plain, scope["headers"])):
            await _refuse(receive, send, 403, _REFUSED)
            return
        await app(scope, receive, send)

    return guarded


def unambiguous(app: App) -> App:
    """The application without the requests that two readers could take for different ones; they get a 400 and the end."""

    async def guarded(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http" and _ambiguous([name for name, _ in scope["headers"]]):
            await _refuse(receive, send, 400, _AMBIGUOUS)
            return
        await app(scope, receive, send)

    return guarded


def _ambiguous(names: list[bytes]) -> bool:
    return any(names.count(name) > 1 for name in _ONCE) or {b"content-length", b"transfer-encoding"} <= set(names)


async def _refuse(receive: Any, send: Any, status: int, why: bytes) -> None:
    """Answer and end the connection, once a short body was read: what is left unread would reset it before the answer comes."""
    left, more = _MOST_READ, True
    while more and left > 0:
        message = await receive()
        left -= len(message.get("body", b""))
        more = message.get("more_body", False)
    headers = [(b"content-type", b"text/plain"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": why})


def _plain(header: tuple[bytes, bytes]) -> bool:
    name, value = header
    return name not in _NAMED or _NAMED[name].fullmatch(value) is not None

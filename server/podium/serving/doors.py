"""What stands before the SDK's application: Host and Origin are read strictly, and a client may leave.

The SDK compares what stands before the port with the names that it allows, and takes whatever follows for the port:
`localhost:1.evil.example` would pass for loopback.
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
            await send({"type": "http.response.start", "status": 403, "headers": [(b"content-type", b"text/plain")]})
            await send({"type": "http.response.body", "body": _REFUSED})
            return
        await app(scope, receive, send)

    return guarded


def _plain(header: tuple[bytes, bytes]) -> bool:
    name, value = header
    return name not in _NAMED or _NAMED[name].fullmatch(value) is not None

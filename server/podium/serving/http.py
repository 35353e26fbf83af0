"""Streamable HTTP at `/mcp`: loopback without a token, any other address only with one."""

from __future__ import annotations

import hmac
import ipaddress
import socket
import sys
from collections.abc import Mapping
from typing import Any

import anyio
from mcp.server import Server
from mcp.server.auth.provider import AccessToken
from mcp.server.auth.settings import AuthSettings
from mcp.server.transport_security import TransportSecuritySettings

from podium.core.errors import UserError
from podium.serving.doors import plainly_named, unambiguous, unworried
from podium.serving.memory import Thrift, thrifty

BODY_BYTES = 8 * 1024 * 1024
KEEP_ALIVE_SECONDS = 20


class Tokens:
    """Bearer tokens by the name of their principal; compared in constant time."""

    def __init__(self, tokens: Mapping[str, str]) -> None:
        self._tokens = {name: token.encode() for name, token in tokens.items()}

    async def verify_token(self, token: str) -> AccessToken | None:
        """The principal of a token, or None."""
        given = token.encode("utf-8", "surrogatepass")
        found = None
        for name, known in self._tokens.items():
            if hmac.compare_digest(given, known):
                found = name
        return AccessToken(token="", client_id=found, scopes=[]) if found else None


def read_tokens(text: str) -> dict[str, str]:
    """Tokens of a file: `name:token` a line; blank lines and lines with `#` are skipped.

    Raises:
        UserError: a line has another form; it is named by number, never by content.
    """
    found = {}
    for number, line in enumerate(text.splitlines(), 1):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        name, colon, token = line.partition(":")
        if not colon or not name.strip() or not token.strip():
            raise UserError(f"line {number} of the token file is not `name:token`")
        found[name.strip()] = token.strip()
    if not found:
        raise UserError("the token file holds no token; write one `name:token` a line")
    return found


def is_loopback(host: str) -> bool:
    """Whether a host is reachable from this machine only."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


async def run(server: Server[Any], *, host: str, port: int, tokens: Mapping[str, str]) -> None:
    """Serve HTTP until a signal comes; its URL goes to stderr, since port 0 takes any free one.

    Raises:
        UserError: the address is not loopback and there is no token, or it cannot be served on.
    """
    if not is_loopback(host) and not tokens:
        raise UserError(
            f"{host} can be reached from other machines; give --token-file or PODIUM_TOKEN, or serve on 127.0.0.1"
        )
    import uvicorn

    from podium.serving import connections

    listening = _listen(host, port)
    connections.notice_the_gone(listening)
    connections.allow_descriptors()
    port = listening.getsockname()[1]
    app = application(server, host=host, port=port, tokens=tokens)
    async with anyio.create_task_group() as tasks:
        config = uvicorn.Config(
            thrifty(app, Thrift(tasks)),
            host=host,
            port=port,
            log_config=None,
            log_level="warning",
            http=connections.Impatient,
            ws="none",
            limit_concurrency=connections.CONNECTIONS,
            h11_max_incomplete_event_size=connections.HEADER_BYTES,
            timeout_keep_alive=KEEP_ALIVE_SECONDS,
            timeout_graceful_shutdown=1,
        )
        sys.stderr.write(f"podium: serving http://{_in_url(host)}:{port}/mcp\n")
        sys.stderr.flush()
        await uvicorn.Server(config).serve(sockets=[listening])
        tasks.cancel_scope.cancel()


def _listen(host: str, port: int) -> socket.socket:
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        raise UserError(
            f"{host}:{port} cannot be served on ({error.strerror}); give another --host or --port"
        ) from None


def application(server: Server[Any], *, host: str, port: int, tokens: Mapping[str, str]) -> Any:
    """The ASGI application."""
    auth = AuthSettings(issuer_url=f"http://{_in_url(host)}:{port}", resource_server_url=None) if tokens else None  # type: ignore[arg-type]
    app = unworried(
        server.streamable_http_app(
            streamable_http_path="/mcp",
            host=host,
            max_request_body_size=BODY_BYTES,
            transport_security=_protection(host),
            auth=auth,
            token_verifier=Tokens(tokens) if tokens else None,
        )
    )
    return unambiguous(plainly_named(app) if is_loopback(host) else app)


def _protection(host: str) -> TransportSecuritySettings:
    """What Host and Origin a request may carry: on loopback only loopback's names, so that no web page gets in.

    Any other address has a token, behind which the Host header is no secret.
    """
    if not is_loopback(host):
        return TransportSecuritySettings(enable_dns_rebinding_protection=False)
    names = dict.fromkeys(("127.0.0.1", "localhost", "[::1]", _in_url(host)))
    return TransportSecuritySettings(
        enable_dns_rebinding_protection=True,
        allowed_hosts=[f"{name}:*" for name in names],
        allowed_origins=[f"http://{name}:*" for name in names],
    )


def _in_url(host: str) -> str:
    return f"[{host}]" if ":" in host else host

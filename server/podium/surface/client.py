"""What one request says about its client, read off the SDK's context."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import mcp_types as types
from mcp.server.auth.middleware.auth_context import get_access_token
from mcp.server.context import ServerRequestContext
from mcp_types.version import MODERN_PROTOCOL_VERSIONS

from podium.carriers import Client
from podium.surface.extensions import APP_MIME, APPS, TASKS

Context = ServerRequestContext[Any, Any]
LOCAL = "local"


def client_of(ctx: Context, connection: str) -> Client:
    """The client of a request: version and declared capabilities, never its name."""
    declared = ctx.session.client_capabilities
    capabilities = declared.model_dump_json(exclude_none=True) if declared else "{}"
    extensions = _extensions(declared)
    modern = ctx.protocol_version in MODERN_PROTOCOL_VERSIONS
    return Client(
        version=ctx.protocol_version,
        modern=modern,
        sampling=declared is not None and declared.sampling is not None,
        tools=declared is not None and declared.sampling is not None and declared.sampling.tools is not None,
        elicits=_elicits(declared),
        polls=modern and TASKS in extensions,
        shows=APP_MIME in (extensions.get(APPS, {}).get("mimeTypes") or ()),
        reachable=ctx.session.can_send_request,
        connection=connection,
        progress=bool(ctx.meta and ctx.meta.get("progress_token") is not None),
        principal=principal(),
        capabilities=capabilities,
        # On stdio a server has one client; over HTTP several may come from one address.
        kind=f"{ctx.protocol_version}|{capabilities}" if ctx.request is None else "",
    )


def _extensions(declared: types.ClientCapabilities | None) -> Mapping[str, Any]:
    """The extensions that a client declares, with their settings."""
    return (declared.extensions if declared else None) or {}


def _elicits(declared: types.ClientCapabilities | None) -> bool:
    """Whether forms can be put to the user; a capability without modes means forms, as it did before there were modes."""
    found = declared.elicitation if declared else None
    return found is not None and (found.form is not None or found.url is None)


def principal() -> str:
    """Who is calling: the name of the bearer token over HTTP, else the one local user."""
    token = get_access_token()
    return token.client_id if token is not None else LOCAL


def connection_of(ctx: Context, process: str) -> str:
    """What tells the connections of one server apart: the process on stdio, session or peer over HTTP."""
    request = ctx.request
    if request is None:
        return process
    session = request.headers.get("mcp-session-id")
    peer = request.client.host if request.client else ""
    return session or f"{process}/{peer}"

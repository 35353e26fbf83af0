"""Push: `sampling/createMessage` inside the client's own call, many at once, each with its own patience."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import anyio
import mcp_types as types
from mcp import MCPError
from mcp.server.session import ServerSession
from mcp.shared.message import ServerMessageMetadata
from pydantic import ValidationError

from podium.carriers.person import form, read_answer
from podium.carriers.sampling import message_request, read_message
from podium.carriers.seam import RawReply, Request
from podium.core.values import FailureKind

USER_REJECTED = -1
CAPABILITY_ERRORS = frozenset(
    {types.METHOD_NOT_FOUND, types.INVALID_REQUEST, types.MISSING_REQUIRED_CLIENT_CAPABILITY, USER_REJECTED}
)
"""JSON-RPC codes that say: this client cannot sample, or its user does not let it."""


class Push:
    """Carrier for clients of the handshake era that declare sampling."""

    name = "push"

    def __init__(self, session: ServerSession, request_id: types.RequestId | None, *, tools: bool = False) -> None:
        """Ask within the client's request `request_id`; `tools` where its model takes tools."""
        self._session = session
        self._tools = tools
        self._request_id = request_id
        self._metadata = ServerMessageMetadata(related_request_id=request_id)

    async def ask(self, request: Request) -> RawReply | None:
        """Send one sampling request; every failure comes back as a reply, a closed connection as None."""
        started = anyio.current_time()
        if request.person:
            return read_answer(request.agent_id, await self._ask_person(request), anyio.current_time() - started)
        try:
            with anyio.fail_after(request.seconds):
                result = await self._send(request)
        except TimeoutError:
            detail = f"no reply within {request.seconds:g} seconds"
            return RawReply(request.agent_id, failure="timeout", detail=detail, seconds=request.seconds)
        except MCPError as error:
            return _refusal(request.agent_id, error, anyio.current_time() - started)
        except ValidationError:
            detail = "the client's sampling result has not the form the protocol asks for"
            seconds = anyio.current_time() - started
            return RawReply(request.agent_id, failure="malformed", detail=detail, seconds=seconds)
        return read_message(request.agent_id, result, anyio.current_time() - started)

    async def _ask_person(self, request: Request) -> types.ElicitResult | None:
        asked = form(request)
        with anyio.move_on_after(request.seconds), suppress(MCPError, ValidationError):
            return await self._session.elicit_form(asked.message, asked.requested_schema, self._request_id)
        return None

    async def _send(self, request: Request) -> Any:
        return await self._session.send_request(
            types.CreateMessageRequest.model_validate(message_request(request, tools=self._tools)),
            types.CreateMessageResultWithTools,
            metadata=self._metadata,
        )


def _refusal(agent_id: str, error: MCPError, seconds: float) -> RawReply | None:
    if error.code == types.CONNECTION_CLOSED:
        return None
    capability = error.code in CAPABILITY_ERRORS
    detail = f"{error.message} ({error.code})"
    kind: FailureKind = "refused" if capability else "malformed" if error.code == types.PARSE_ERROR else "transport"
    return RawReply(agent_id, failure=kind, detail=detail, capability=capability, seconds=seconds)

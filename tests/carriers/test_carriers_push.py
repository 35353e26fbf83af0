from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import anyio
import mcp_types as types
import pytest
from mcp import MCPError
from pydantic import ValidationError

from podium.carriers.push import USER_REJECTED, Push
from podium.carriers.seam import RawReply, Request

pytestmark = pytest.mark.anyio
REQUEST = Request("a", "Do your part.", 500, 5.0)


class Session:
    """The one method of a server session that push uses."""

    def __init__(self, answer: Callable[[], Awaitable[Any]]) -> None:
        self.answer = answer
        self.sent: list[Any] = []

    async def send_request(self, request: Any, result_type: Any, metadata: Any = None) -> Any:
        self.sent.append((request, metadata))
        return await self.answer()


async def ask(answer: Callable[[], Awaitable[Any]], request: Request = REQUEST) -> RawReply | None:
    return await Push(Session(answer), "call-1").ask(request)  # type: ignore[arg-type]


def raising(error: BaseException) -> Callable[[], Awaitable[Any]]:
    async def answer() -> Any:
        raise error

    return answer


async def fine() -> Any:
    content = types.TextContent(type="text", text="Done.")
    return types.CreateMessageResultWithTools(role="assistant", content=content, model="m")


async def test_a_request_goes_out_as_part_of_the_clients_own_call() -> None:
    session = Session(fine)
    reply = await Push(session, "call-1").ask(REQUEST)  # type: ignore[arg-type]
    request, metadata = session.sent[0]
    assert reply is not None
    assert (reply.text, reply.model, reply.failure) == ("Done.", "m", None)
    assert request.params.max_tokens == 500
    assert metadata.related_request_id == "call-1"


async def test_patience_ends_in_a_failed_reply() -> None:
    reply = await ask(anyio.sleep_forever, Request("a", "x", 1, 0.0))
    assert reply is not None
    assert (reply.failure, reply.detail, reply.capability) == ("timeout", "no reply within 0 seconds", False)


@pytest.mark.parametrize(
    ("code", "failure", "capability"),
    [
        (types.METHOD_NOT_FOUND, "refused", True),
        (types.INVALID_REQUEST, "refused", True),
        (types.MISSING_REQUIRED_CLIENT_CAPABILITY, "refused", True),
        (USER_REJECTED, "refused", True),
        (types.INTERNAL_ERROR, "transport", False),
        (types.INVALID_PARAMS, "transport", False),
        (-32000 - 77, "transport", False),
    ],
)
async def test_only_some_errors_say_that_the_client_cannot_sample(code: int, failure: str, capability: bool) -> None:
    reply = await ask(raising(MCPError(code=code, message="no")))
    assert reply is not None
    assert (reply.failure, reply.capability, reply.detail) == (failure, capability, f"no ({code})")


async def test_a_closed_connection_is_nobodys_reply() -> None:
    assert await ask(raising(MCPError(code=types.CONNECTION_CLOSED, message="closed"))) is None


async def test_a_result_without_the_form_of_one_is_malformed() -> None:
    with pytest.raises(ValidationError) as caught:
        types.CreateMessageResult.model_validate({})
    reply = await ask(raising(caught.value))
    assert reply is not None
    assert reply.failure == "malformed"

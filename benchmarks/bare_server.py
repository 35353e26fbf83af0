"""A minimal server of the same SDK: what Podium is measured against. Run by the measurements, over stdio.

`echo` gives its text back. `ask` puts the requests in the file `BARE_REQUESTS` (a JSON list of `[id, prompt]`) to the
client's model: concurrently inside the call in the old era, as one `InputRequiredResult` in the new.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import anyio
import mcp_types as types
from mcp.server.mcpserver import Context, MCPServer
from mcp.shared.message import ServerMessageMetadata
from mcp_types.version import MODERN_PROTOCOL_VERSIONS

server = MCPServer("bare")
REQUESTS: list[tuple[str, str]] = (
    json.loads(Path(os.environ["BARE_REQUESTS"]).read_text()) if "BARE_REQUESTS" in os.environ else []
)


@server.tool()
def echo(text: str) -> str:
    """Give the text back."""
    return text


@server.tool()
async def ask(ctx: Context) -> str | types.InputRequiredResult:
    """Put all requests to the client's model at once."""
    requests = {name: message(name, prompt) for name, prompt in REQUESTS}
    if ctx.request_context.protocol_version not in MODERN_PROTOCOL_VERSIONS:
        return str(await pushed(ctx, requests))
    if ctx.input_responses is None:
        return types.InputRequiredResult(input_requests=dict(requests), request_state="asked")
    return str(len(ctx.input_responses))


async def pushed(ctx: Context, requests: dict[str, types.CreateMessageRequest]) -> int:
    """Send all requests at once; how many were answered."""
    answers: list[Any] = []
    metadata = ServerMessageMetadata(related_request_id=ctx.request_context.request_id)

    async def one(request: types.CreateMessageRequest) -> None:
        answers.append(await ctx.session.send_request(request, types.CreateMessageResult, metadata=metadata))

    async with anyio.create_task_group() as tasks:
        for request in requests.values():
            tasks.start_soon(one, request)
    return len(answers)


def message(name: str, prompt: str) -> types.CreateMessageRequest:
    """One sampling request."""
    content = types.TextContent(type="text", text=prompt)
    return types.CreateMessageRequest(
        params=types.CreateMessageRequestParams(
            messages=[types.SamplingMessage(role="user", content=content)],
            max_tokens=2_000,
            metadata={"podium/agent": name},
        )
    )


if __name__ == "__main__":
    server.run()

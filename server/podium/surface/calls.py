"""The table of tools: each call goes to its function, and a mistake becomes an answer."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import mcp_types as types
from mcp import MCPError

from podium.core.errors import PodiumError, ReplayRefused
from podium.core.secrets import quoted
from podium.core.texts import visible
from podium.registry import render_prompt
from podium.surface import arguments as args
from podium.surface import computing, runs
from podium.surface.apps import with_face
from podium.surface.call import Call, ToolResult, failed, told
from podium.surface.client import Context, client_of
from podium.surface.services import Services
from podium.surface.tools import BY_NAME, ORCHESTRATE


async def call_tool(
    services: Services, ctx: Context, connection: str, params: types.CallToolRequestParams
) -> ToolResult:
    """Answer one `tools/call`. A mistake of the caller is a result with `isError`; a protocol mistake is raised."""
    call = Call(services, ctx, client_of(ctx, connection), params)
    return _written(told(await _answered(services, call, params), services.store.notices))


def _written(result: ToolResult) -> ToolResult:
    """The result as it goes over the wire, where it is a plain one: the SDK would take it apart only to do the same."""
    if not isinstance(result, types.CallToolResult) or result.meta is not None:
        return result
    texts = [{"type": "text", "text": block.text} for block in result.content if isinstance(block, types.TextContent)]
    if len(texts) < len(result.content):
        return result
    structured = {} if result.structured_content is None else {"structuredContent": result.structured_content}
    return {"resultType": "complete", "content": texts, **structured, "isError": bool(result.is_error)}


async def _answered(services: Services, call: Call, params: types.CallToolRequestParams) -> ToolResult:
    try:
        if params.request_state is not None:
            return await _shown(call, await runs.answer_round(call))
        handler = _HANDLERS.get(params.name)
        if handler is None:
            return await _command(call)
        return await _shown(call, await handler(call, args.read(BY_NAME[params.name].model, params.arguments)))
    except ReplayRefused as error:
        raise MCPError(code=types.INVALID_PARAMS, message=str(error), data={"reason": "replay_refused"}) from None
    except PodiumError as error:
        return failed(str(error))


async def _shown(call: Call, result: ToolResult) -> ToolResult:
    if not call.client.shows or not isinstance(result, types.CallToolResult):
        return result
    return await with_face(call.services, call.client, call.params.name, result)


async def _command(call: Call) -> ToolResult:
    """A further command as a tool (`--tools full`): its text, for the caller's model to follow."""
    command = call.services.catalogue.find(call.params.name.replace(".", ":")) if call.services.full_tools else None
    if command is None:
        names = ", ".join(BY_NAME)
        raise MCPError(
            code=types.INVALID_PARAMS, message=f"There is no tool {quoted(call.params.name)}. Tools: {names}"
        )
    words = " ".join(str(v) for v in (call.params.arguments or {}).values())
    text = visible(render_prompt(command, words))
    return types.CallToolResult(content=[types.TextContent(type="text", text=text)])


Handler = Callable[[Call, Any], Awaitable[ToolResult]]

_HANDLERS: Mapping[str, Handler] = {
    **dict.fromkeys(ORCHESTRATE, runs.orchestrate),
    "orchestrate-continue": runs.go_on,
    "agent-brief": runs.brief,
    "orchestrate-status": runs.status,
    "orchestrate-feedback": runs.feedback,
    "decision-engine": computing.decide,
    "command-relationships": computing.relationships,
    "parallel-over-sequential": computing.parallel,
    "context-economy": computing.economy,
    "verify-mathematics": computing.mathematics,
    "learning-report": computing.learning,
}

"""Sampling messages, as both eras carry them."""

from __future__ import annotations

import mcp_types as types

from podium.carriers.seam import RawReply, Request


def message_params(request: Request) -> types.CreateMessageRequestParams:
    """The sampling request of one prompt. Rendering it twice gives the same request."""
    content = types.TextContent(type="text", text=request.prompt)
    return types.CreateMessageRequestParams(
        messages=[types.SamplingMessage(role="user", content=content)],
        max_tokens=request.max_tokens,
        metadata={"podium/agent": request.agent_id},
    )


def read_message(
    agent_id: str, result: types.CreateMessageResult | types.CreateMessageResultWithTools, seconds: float
) -> RawReply:
    """The raw reply in a sampling result. Blocks that are not text cannot be read."""
    blocks = result.content if isinstance(result.content, list) else [result.content]
    text = "\n".join(b.text for b in blocks if isinstance(b, types.TextContent))
    foreign = sorted({b.type for b in blocks if not isinstance(b, types.TextContent)})
    if foreign and not text.strip():
        detail = f"the reply holds {', '.join(foreign)} and no text"
        return RawReply(agent_id, failure="malformed", detail=detail, model=result.model, seconds=seconds)
    truncated = result.stop_reason == "maxTokens"
    return RawReply(agent_id, text=text, model=result.model, truncated=truncated, seconds=seconds)

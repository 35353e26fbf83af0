"""Sampling messages, as both eras carry them."""

from __future__ import annotations

import mcp_types as types

from podium.carriers.seam import RawReply, Request
from podium.core.replies import with_wishes

SPAWN = types.Tool(
    name="spawn_agent",
    description="Ask for a sub-agent that does one part of your work. Its findings come back to you in a later message.",
    input_schema={
        "type": "object",
        "properties": {"role": {"type": "string"}, "objective": {"type": "string"}},
        "required": ["role", "objective"],
    },
)
"""Offered to an agent that may still have sub-agents, where its client's model can use tools."""


def message_params(request: Request, *, tools: bool = False) -> types.CreateMessageRequestParams:
    """The sampling request of one prompt. Rendering it twice gives the same request.

    Args:
        request: prompt and limits.
        tools: the client declared that its model takes tools.
    """
    content = types.TextContent(type="text", text=request.prompt)
    return types.CreateMessageRequestParams(
        messages=[types.SamplingMessage(role="user", content=content)],
        max_tokens=request.max_tokens,
        metadata={"podium/agent": request.agent_id},
        tools=[SPAWN] if tools and request.sub_agents else None,
    )


def read_message(
    agent_id: str, result: types.CreateMessageResult | types.CreateMessageResultWithTools, seconds: float
) -> RawReply:
    """The raw reply in a sampling result. Asking for sub-agents by tool is like asking for them in the reply itself."""
    blocks = result.content if isinstance(result.content, list) else [result.content]
    text = "\n".join(b.text for b in blocks if isinstance(b, types.TextContent))
    wishes = [b.input for b in blocks if isinstance(b, types.ToolUseContent) and b.name == SPAWN.name]
    if wishes:
        text = with_wishes(text, wishes)
    foreign = sorted({b.type for b in blocks if not isinstance(b, types.TextContent)})
    if foreign and not text.strip():
        detail = f"the reply holds {', '.join(foreign)} and no text"
        return RawReply(agent_id, failure="malformed", detail=detail, model=result.model, seconds=seconds)
    truncated = result.stop_reason == "maxTokens"
    return RawReply(agent_id, text=text, model=result.model, truncated=truncated, seconds=seconds)

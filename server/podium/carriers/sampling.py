"""Sampling messages, as both eras carry them."""

from __future__ import annotations

from typing import Any

import mcp_types as types

from podium.carriers.seam import RawReply, Request
from podium.core.replies import with_wishes
from podium.core.values import JSON

AGENT_KEY, RUN_KEY = "podium/agent", "podium/run"
"""Names in a request's metadata: which agent it is for, and of which run."""
USAGE_KEY = "podium/usage"
"""Name in the `_meta` of a client's answer: `{"input_tokens": int, "output_tokens": int}` as its model counted them."""
MOST_TOKENS = 100_000_000

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


def message_request(request: Request, *, tools: bool = False) -> JSON:
    """The sampling request of one prompt as it goes over the wire. Rendering it twice gives the same request.

    Args:
        request: prompt and limits.
        tools: the client declared that its model takes tools.
    """
    params: JSON = {
        "messages": [{"role": "user", "content": {"type": "text", "text": request.prompt}}],
        "maxTokens": request.max_tokens,
        "metadata": {AGENT_KEY: request.agent_id, **({RUN_KEY: request.run_id} if request.run_id else {})},
    }
    if tools and request.sub_agents:
        params["tools"] = [SPAWN.model_dump(mode="json", by_alias=True, exclude_none=True)]
    return {"method": "sampling/createMessage", "params": params}


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
    return RawReply(
        agent_id,
        text=text,
        model=result.model,
        truncated=result.stop_reason == "maxTokens",
        seconds=seconds,
        tokens_in=_used(result.meta, "input_tokens"),
        tokens_out=_used(result.meta, "output_tokens"),
    )


def _used(meta: Any, name: str) -> int | None:
    """A count of tokens that the client tells beside its answer; None where it tells none that can be one."""
    usage = meta.get(USAGE_KEY) if isinstance(meta, dict) else None
    count = usage.get(name) if isinstance(usage, dict) else None
    return count if type(count) is int and 0 <= count <= MOST_TOKENS else None

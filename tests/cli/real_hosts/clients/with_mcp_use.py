"""mcp-use's client: `python with_mcp_use.py OBJECTIVE REPLY COMMAND...` prints the structured result of a run."""

import json
import sys

import anyio
from mcp.types import CreateMessageResult, TextContent
from mcp_use import MCPClient


async def main(objective: str, reply: str, command: str, *arguments: str) -> None:
    async def sample(*_: object) -> CreateMessageResult:
        content = TextContent(type="text", text=reply)
        return CreateMessageResult(role="assistant", model="obedient", content=content)

    config = {"mcpServers": {"podium": {"command": command, "args": list(arguments)}}}
    client = MCPClient.from_dict(config, sampling_callback=sample)
    session = await client.create_session("podium")
    try:
        result = await session.call_tool("orchestrate", {"objective": objective, "agent_limit": 3})
        print(json.dumps(result.structuredContent))
    finally:
        await client.close_all_sessions()


anyio.run(main, *sys.argv[1:])

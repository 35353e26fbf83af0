"""pydantic-ai's toolset: `python with_pydantic_ai.py OBJECTIVE REPLY COMMAND...` prints the structured result of a run."""

import json
import sys

import anyio
from fastmcp.client.transports import StdioTransport
from pydantic_ai.mcp import MCPToolset
from pydantic_ai.messages import ModelMessage, ModelResponse, TextPart
from pydantic_ai.models.function import AgentInfo, FunctionModel


async def main(objective: str, reply: str, command: str, *arguments: str) -> None:
    def answer(messages: list[ModelMessage], info: AgentInfo) -> ModelResponse:
        return ModelResponse(parts=[TextPart(reply)])

    toolset = MCPToolset(StdioTransport(command, list(arguments)), sampling_model=FunctionModel(answer))
    async with toolset:
        result = await toolset.direct_call_tool("orchestrate", {"objective": objective, "agent_limit": 3})
        print(json.dumps(result))


anyio.run(main, *sys.argv[1:])

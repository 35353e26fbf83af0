"""fastmcp's client: `python with_fastmcp.py OBJECTIVE REPLY COMMAND...` prints the structured result of a run."""

import json
import sys

import anyio
from fastmcp import Client
from fastmcp.client.transports import StdioTransport


async def main(objective: str, reply: str, command: str, *arguments: str) -> None:
    async def sample(*_: object) -> str:
        return reply

    async with Client(StdioTransport(command, list(arguments)), sampling_handler=sample) as client:
        result = await client.call_tool("orchestrate", {"objective": objective, "agent_limit": 3})
        print(json.dumps(result.structured_content))


anyio.run(main, *sys.argv[1:])

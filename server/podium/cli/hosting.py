"""The command line as a host: it starts the server as a subprocess and speaks to it as any MCP client does."""

from __future__ import annotations

import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import mcp_types as types
from mcp import Client, StdioServerParameters
from mcp.client.session import SamplingFnT

from podium.cli.words import in_terminal
from podium.core.errors import UserError


def server_command(options: list[str], database: Path | None) -> StdioServerParameters:
    """The command that starts this very Podium as a server."""
    arguments = ["-m", "podium", "serve", *options]
    if database is not None:
        arguments += ["--db", str(database)]
    return StdioServerParameters(command=sys.executable, args=arguments, env=dict(os.environ), cwd=Path.cwd())


@asynccontextmanager
async def connected(parameters: StdioServerParameters, sampling: SamplingFnT | None = None) -> AsyncIterator[Client]:
    """A client of a fresh server; with `sampling` it offers a model."""
    # Pushed requests come one by one and go out at once, so a person sees each agent as it answers.
    async with Client(parameters, mode="legacy", sampling_callback=sampling) as client:
        yield client


async def call(client: Client, name: str, arguments: dict[str, Any], on_progress: Any = None) -> dict[str, Any]:
    """The structured result of a tool, with its Markdown under `_text`.

    Raises:
        UserError: the tool said what was wrong.
    """
    result = await client.call_tool(name, arguments, progress_callback=on_progress)
    text = "\n".join(b.text for b in result.content if isinstance(b, types.TextContent))
    if result.is_error or not isinstance(result.structured_content, dict):
        raise UserError(in_terminal(text))
    return {**result.structured_content, "_text": text}

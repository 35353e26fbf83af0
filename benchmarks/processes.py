"""A server process that can be killed: its id is known, and its death is not tidied up."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import anyio
import anyio.abc
from anyio.streams.memory import MemoryObjectReceiveStream, MemoryObjectSendStream
from mcp import StdioServerParameters
from mcp.shared.message import SessionMessage
from mcp_types import jsonrpc_message_adapter

Incoming = SessionMessage | Exception
LONGEST_LINE = 16 * 1024 * 1024


@asynccontextmanager
async def started(parameters: StdioServerParameters, log: Path) -> AsyncIterator[anyio.abc.Process]:
    """Start a server; what it says on stderr is appended to `log`. Killed at the end if it still runs."""
    with log.open("ab") as errors:
        command = [parameters.command, *parameters.args]
        process = await anyio.open_process(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            env=parameters.env,
            cwd=parameters.cwd,
        )
    try:
        yield process
    finally:
        with anyio.CancelScope(shield=True):
            await killed(process)
            await process.aclose()


async def killed(process: anyio.abc.Process) -> None:
    """Kill the process with no chance to tidy up (-9), and wait until it is gone."""
    if process.returncode is None:
        strike(process)
    await process.wait()


def strike(process: anyio.abc.Process) -> None:
    """Kill the process, from any thread. Only the event loop may collect it, which `Process.kill` would do first."""
    if sys.platform == "win32":
        process.kill()
    else:
        with suppress(ProcessLookupError):
            os.kill(process.pid, signal.SIGKILL)


@asynccontextmanager
async def pipe(
    process: anyio.abc.Process,
) -> AsyncIterator[tuple[MemoryObjectReceiveStream[Incoming], MemoryObjectSendStream[SessionMessage]]]:
    """The process's stdin and stdout as a transport of the SDK's client."""
    to_client, read = anyio.create_memory_object_stream[Incoming](0)
    write, from_client = anyio.create_memory_object_stream[SessionMessage](0)
    async with anyio.create_task_group() as tasks:
        tasks.start_soon(_receive, process, to_client)
        tasks.start_soon(_send, process, from_client)
        try:
            yield read, write
        finally:
            for stream in (read, write, to_client, from_client):
                stream.close()
            tasks.cancel_scope.cancel()


async def _receive(process: anyio.abc.Process, to_client: MemoryObjectSendStream[Incoming]) -> None:
    assert process.stdout is not None
    rest = b""
    async with to_client:
        try:
            while True:
                chunk = await process.stdout.receive()
                *lines, rest = (rest + chunk).split(b"\n")
                for line in lines:
                    await to_client.send(SessionMessage(jsonrpc_message_adapter.validate_json(line, by_name=False)))
        except (anyio.EndOfStream, anyio.ClosedResourceError, anyio.BrokenResourceError):
            return


async def _send(process: anyio.abc.Process, from_client: MemoryObjectReceiveStream[SessionMessage]) -> None:
    assert process.stdin is not None
    async with from_client:
        try:
            async for item in from_client:
                line = item.message.model_dump_json(by_alias=True, exclude_unset=True)
                await process.stdin.send(line.encode() + b"\n")
        except (anyio.ClosedResourceError, anyio.BrokenResourceError):
            return

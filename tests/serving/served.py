"""A server as a real process, spoken to line by line or over HTTP."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import anyio
import anyio.abc
from anyio.streams.buffered import BufferedByteReceiveStream

PATIENCE = 15
LINE = 10_000_000
CLIENT = {"name": "raw", "version": "1"}


def podium(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "podium", *arguments]


def environment(home: Path, **more: str) -> dict[str, str]:
    """What a bare host passes on, with a home of the test's own."""
    kept = ("PATH", "LANG", "PYTHONPATH", "SYSTEMROOT", "VIRTUAL_ENV", "COVERAGE_PROCESS_START")
    own = {name: str(home) for name in ("HOME", "USERPROFILE", "XDG_DATA_HOME", "LOCALAPPDATA")}
    return {**{name: os.environ[name] for name in kept if name in os.environ}, **own, **more}


@dataclass(slots=True)
class Served:
    """One `podium serve` process on stdio."""

    process: anyio.abc.Process
    lines: BufferedByteReceiveStream
    seen: list[dict[str, Any]] = field(default_factory=list)

    async def send(self, message: dict[str, Any]) -> None:
        """Send one message."""
        await self.raw(json.dumps({"jsonrpc": "2.0", **message}))

    async def raw(self, line: str) -> None:
        """Send one line as it is."""
        assert self.process.stdin is not None
        await self.process.stdin.send(line.encode() + b"\n")

    async def next(self) -> dict[str, Any]:
        """The next message; every line on stdout must be one."""
        with anyio.fail_after(PATIENCE):
            message = json.loads(await self.lines.receive_until(b"\n", LINE))
        assert message["jsonrpc"] == "2.0"
        self.seen.append(message)
        return dict(message)

    async def ask(self, number: int, method: str, params: dict[str, Any] | None = None) -> dict[str, Any]:
        """Send a request and wait for its answer, skipping notifications."""
        await self.send({"id": number, "method": method, "params": params or {}})
        while (message := await self.next()).get("id") != number or "method" in message:
            pass
        return message

    async def initialize(self, version: str, **capabilities: Any) -> dict[str, Any]:
        """The handshake of the era up to 2025-11-25."""
        params = {"protocolVersion": version, "capabilities": capabilities, "clientInfo": CLIENT}
        answer = await self.ask(1, "initialize", params)
        await self.send({"method": "notifications/initialized"})
        return dict(answer["result"])

    async def ended(self) -> tuple[int, list[str], float]:
        """Exit code, the remaining lines of stdout, and the seconds it took."""
        began = anyio.current_time()
        with anyio.fail_after(PATIENCE):
            rest = b""
            try:
                while True:
                    rest += await self.lines.receive()
            except anyio.EndOfStream:
                pass
            code = await self.process.wait()
        return code, rest.decode().splitlines(), anyio.current_time() - began


@asynccontextmanager
async def serving(folder: Path, *options: str, **env: str) -> AsyncIterator[Served]:
    """A server with a database in `folder`."""
    command = podium("serve", "--db", str(folder / "podium.db"), *options)
    async with await anyio.open_process(command, stderr=None, env=environment(folder, **env), cwd=folder) as process:
        assert process.stdout is not None
        try:
            yield Served(process, BufferedByteReceiveStream(process.stdout))
        finally:
            if process.returncode is None:
                process.kill()


@contextmanager
def http_server(folder: Path, *options: str, **env: str) -> Iterator[str]:
    """The URL of a server on a free port of loopback."""
    command = podium("serve", "--http", "--port", "0", "--db", str(folder / "podium.db"), *options)
    process = subprocess.Popen(
        command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment(folder, **env), cwd=folder
    )
    assert process.stderr is not None
    try:
        line = process.stderr.readline()
        assert "http://" in line, line
        yield "http://" + line.split("http://")[1].strip()
    finally:
        process.terminate()
        out, errors = process.communicate(timeout=15)
    assert out == ""
    assert "ERROR" not in errors
    assert process.returncode in (0, -15) or sys.platform == "win32"


def modern(**params: Any) -> dict[str, Any]:
    """Parameters of a 2026-07-28 request."""
    meta = {
        "io.modelcontextprotocol/protocolVersion": "2026-07-28",
        "io.modelcontextprotocol/clientInfo": CLIENT,
        "io.modelcontextprotocol/clientCapabilities": {},
    }
    return {**params, "_meta": meta}

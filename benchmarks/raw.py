"""A server spoken to line by line, without an SDK between: whatever is sent arrives as it is, whatever comes is kept."""

from __future__ import annotations

import json
import os
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from mcp import StdioServerParameters

HANDSHAKE = "2025-11-25"
MODERN = "2026-07-28"
CLIENT = {"name": "raw", "version": "1"}
PATIENCE = 30.0

Message = dict[str, Any]


class Raw:
    """One server process on stdio, its answers by id, and every line on stdout that is no JSON-RPC message."""

    def __init__(self, parameters: StdioServerParameters, log: Path) -> None:
        with log.open("ab") as errors:
            self.process = subprocess.Popen(
                [parameters.command, *parameters.args],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                env=parameters.env,
                cwd=parameters.cwd,
            )
        self.answers: dict[str, Message] = {}
        self.times: dict[str, float] = {}
        self.stray: list[bytes] = []
        self.on_request: Callable[[Message], None] = lambda message: None
        self._changed = threading.Condition()
        self._sending = threading.Lock()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    @property
    def pid(self) -> int:
        """The process's id."""
        return self.process.pid

    @property
    def alive(self) -> bool:
        """Whether it still runs."""
        return self.process.poll() is None

    def send(self, line: bytes) -> None:
        """Send one line as it is."""
        assert self.process.stdin is not None
        with self._sending:
            self.process.stdin.write(line + b"\n")
            self.process.stdin.flush()

    def say(self, **message: Any) -> None:
        """Send one message."""
        self.send(json.dumps({"jsonrpc": "2.0", **message}).encode())

    def answered(self, ids: list[Any], seconds: float = PATIENCE) -> list[Any]:
        """Wait until all these requests are answered; returns those that were not in time."""
        wanted = {key(number): number for number in ids}
        until = time.monotonic() + seconds
        with self._changed:
            while left := [number for name, number in wanted.items() if name not in self.answers]:
                if not self._changed.wait(max(0.0, until - time.monotonic())) and time.monotonic() >= until:
                    return left
        return []

    def ask(self, number: Any, method: str, params: Message | None = None, seconds: float = PATIENCE) -> Message:
        """Send a request and wait for its answer.

        Raises:
            TimeoutError: no answer came.
        """
        self.say(id=number, method=method, params=params or {})
        if self.answered([number], seconds):
            raise TimeoutError(f"{method} was not answered")
        return self.answers.pop(key(number))

    def hello(self, **capabilities: Any) -> None:
        """The handshake of the era up to 2025-11-25."""
        params = {"protocolVersion": HANDSHAKE, "capabilities": capabilities, "clientInfo": CLIENT}
        self.ask("hello", "initialize", params)
        self.say(method="notifications/initialized")

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            try:
                message = json.loads(line)
                assert message["jsonrpc"] == "2.0"
            except (ValueError, KeyError, TypeError, AssertionError):
                self.stray.append(line)
                continue
            if "method" in message:
                self.on_request(message)
                continue
            with self._changed:
                self.answers[key(message.get("id"))] = message
                self.times[key(message.get("id"))] = time.perf_counter()
                self._changed.notify_all()


def key(number: Any) -> str:
    """An id as a name: 1 and "1" are two."""
    return json.dumps(number)


def modern(capabilities: Message | None = None, **params: Any) -> Message:
    """Parameters of a 2026-07-28 request."""
    meta = {
        "io.modelcontextprotocol/protocolVersion": MODERN,
        "io.modelcontextprotocol/clientInfo": CLIENT,
        "io.modelcontextprotocol/clientCapabilities": capabilities or {},
    }
    return {**params, "_meta": meta}


@contextmanager
def raw(parameters: StdioServerParameters, log: Path) -> Iterator[Raw]:
    """A server that is killed at the end, if it still runs."""
    server = Raw(parameters, log)
    try:
        yield server
    finally:
        server.process.kill()
        server.process.wait()
        for stream in (server.process.stdin, server.process.stdout):
            if stream is not None:
                with suppress(OSError):
                    stream.close()


def descriptors(pid: int) -> int | None:
    """How many files a process has open; None where the system does not tell."""
    folder = f"/proc/{pid}/fd"
    return len(os.listdir(folder)) if os.path.isdir(folder) else None

"""A peer that vanishes from an open stream without a word: part of `slow_connections.py`, on Linux."""

from __future__ import annotations

import ctypes
import json
import socket
import struct
import time
from pathlib import Path

ACCEPT = "Accept: application/json, text/event-stream"
CONNECTIONS = Path("/proc/net/tcp")
SO_ATTACH_FILTER = 26
DROP_ALL = struct.pack("HBBI", 0x06, 0, 0, 0)
"""One instruction of a socket filter: of every packet nothing is kept, so that none is acknowledged either."""


def seconds_until_given_up(port: int, limit: float) -> float:
    """Seconds until the system of the server no longer knows a connection whose peer stopped to hear anything."""
    session = _session(port)
    with socket.create_connection(("127.0.0.1", port)) as stream:
        _send(stream, "GET", f"Mcp-Session-Id: {session}\r\nMCP-Protocol-Version: 2025-06-18", "")
        assert b"200 OK" in stream.recv(65_536)
        program = ctypes.create_string_buffer(DROP_ALL)
        stream.setsockopt(socket.SOL_SOCKET, SO_ATTACH_FILTER, struct.pack("HL", 1, ctypes.addressof(program)))
        peer = f"0100007F:{stream.getsockname()[1]:04X}"
        start = time.perf_counter()
        while (seconds := time.perf_counter() - start) < limit and _known(peer):
            time.sleep(0.1)
    return seconds


def _session(port: int) -> str:
    client = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "x", "version": "1"}}
    body = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": client})
    with socket.create_connection(("127.0.0.1", port)) as stream:
        _send(stream, "POST", "Content-Type: application/json", body)
        head = stream.recv(65_536).decode()
    return head.lower().split("mcp-session-id: ", 1)[1].split("\r\n", 1)[0]


def _send(stream: socket.socket, method: str, header: str, body: str) -> None:
    host = f"Host: 127.0.0.1:{stream.getpeername()[1]}"
    stream.sendall(
        f"{method} /mcp HTTP/1.1\r\n{host}\r\n{ACCEPT}\r\n{header}\r\nContent-Length: {len(body)}\r\n\r\n{body}".encode()
    )


def _known(peer: str) -> bool:
    return any(line.split()[2] == peer for line in CONNECTIONS.read_text().splitlines()[1:])

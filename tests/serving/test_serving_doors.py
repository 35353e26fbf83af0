"""What an HTTP request must look like to get in at all: where it says it comes from, and how long it may be."""

from __future__ import annotations

import json
import socket
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import anyio
import httpx2
import pytest
from served import http_server, modern

from podium.serving import connections
from podium.serving.connections import HEADER_BYTES
from podium.serving.http import BODY_BYTES

pytestmark = [pytest.mark.anyio, pytest.mark.slow]
REFUSED = (403, 421)
LIST = {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": modern()}
HEADERS = {
    "Accept": "application/json, text/event-stream",
    "Content-Type": "application/json",
    "MCP-Protocol-Version": "2026-07-28",
    "Mcp-Method": "tools/list",
}


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with http_server(tmp_path_factory.mktemp("doors")) as found:
        yield found


def port_of(url: str) -> int:
    return int(url.rsplit(":", 1)[1].split("/")[0])


async def status(url: str, content: bytes | None = None, **more: str) -> int:
    """The status of one request for the list of tools, with other headers."""
    async with httpx2.AsyncClient(timeout=20) as http:
        body = json.dumps(LIST).encode() if content is None else content
        return (await http.post(url, content=body, headers={**HEADERS, **more})).status_code


@pytest.mark.parametrize("host", ["127.0.0.1:{port}", "localhost:{port}", "[::1]:{port}"])
async def test_a_request_for_loopback_gets_in(url: str, host: str) -> None:
    assert await status(url, Host=host.format(port=port_of(url))) == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:{port}",
        "localhost.evil.example:{port}",
        "127.0.0.1.evil.example:{port}",
        "localhost@evil.example:{port}",
        "192.168.1.5:{port}",
        "0.0.0.0:{port}",
        "169.254.169.254",
        "[::]:{port}",
        "localhost:{port}.evil.example",
        "localhost:{port}@evil.example",
        "evil.example:{port}, localhost:{port}",
        "",
    ],
)
async def test_a_request_for_another_host_is_refused(url: str, host: str) -> None:
    assert await status(url, Host=host.format(port=port_of(url))) in REFUSED


def answers(url: str, *headers: str, body: bytes) -> bytes:
    """What comes back on one connection for a request of these very lines, until it is closed."""
    lines = ["POST /mcp HTTP/1.1", *(f"{name}: {value}" for name, value in HEADERS.items()), *headers]
    with socket.create_connection(("127.0.0.1", port_of(url)), timeout=10) as connection:
        connection.sendall("\r\n".join(lines).encode() + b"\r\n\r\n" + body)
        received = b""
        while chunk := connection.recv(65_536):
            received += chunk
    return received


def test_a_length_told_in_two_ways_ends_the_connection_and_what_follows_is_no_request(url: str) -> None:
    hidden = b"GET /mcp HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
    host = f"Host: 127.0.0.1:{port_of(url)}"
    received = answers(
        url, host, f"Content-Length: {5 + len(hidden)}", "Transfer-Encoding: chunked", body=b"0\r\n\r\n" + hidden
    )
    assert received.startswith(b"HTTP/1.1 400")
    assert received.count(b"HTTP/1.1") == 1


@pytest.mark.parametrize("name", ["Origin", "Authorization", "Content-Type", "Mcp-Session-Id"])
def test_a_header_that_decides_who_gets_in_may_not_stand_twice(url: str, name: str) -> None:
    host = f"127.0.0.1:{port_of(url)}"
    good = {"Origin": f"http://{host}", "Authorization": "Bearer a"}.get(name, HEADERS.get(name, "a"))
    body = json.dumps(LIST).encode()
    length = f"Content-Length: {len(body)}"
    assert answers(url, f"Host: {host}", length, f"{name}: {good}", f"{name}: other", body=body)[:12] == b"HTTP/1.1 400"


@pytest.mark.parametrize("origin", ["http://127.0.0.1:{port}", "http://localhost:{port}", "http://localhost:6274"])
async def test_a_page_of_this_machine_gets_in(url: str, origin: str) -> None:
    assert await status(url, Origin=origin.format(port=port_of(url))) == 200


@pytest.mark.parametrize(
    "origin",
    [
        "https://evil.example",
        "http://evil.example:{port}",
        "http://localhost.evil.example:{port}",
        "http://localhost:{port}.evil.example",
        "http://localhost:{port}@evil.example",
        "https://localhost:{port}.evil.example",
        "null",
        "file://",
        "http://192.168.1.5:{port}",
        "javascript:alert(1)",
        "chrome-extension://abcdefgh",
        "http://evil.example, http://localhost:{port}",
    ],
)
async def test_a_page_of_another_origin_is_refused(url: str, origin: str) -> None:
    assert await status(url, Origin=origin.format(port=port_of(url))) == 403


async def test_a_body_over_the_limit_is_refused_and_others_are_served(url: str) -> None:
    assert await status(url, b" " * (BODY_BYTES - 10_000) + json.dumps(LIST).encode()) == 200
    assert await status(url, b" " * BODY_BYTES + json.dumps(LIST).encode()) == 413
    assert await status(url) == 200


async def test_a_body_over_the_limit_is_refused_though_its_length_is_not_told(url: str) -> None:
    async def pieces() -> object:
        for _ in range(BODY_BYTES // 65_536 + 2):
            yield b" " * 65_536

    async with httpx2.AsyncClient(timeout=20) as http:
        answer = await http.post(url, content=pieces(), headers=HEADERS)  # type: ignore[arg-type]
    assert answer.status_code == 413


async def test_a_header_over_the_limit_is_refused_and_others_are_served(url: str) -> None:
    assert await status(url, **{"X-Long": "a" * (HEADER_BYTES // 2)}) == 200
    with anyio.fail_after(10):
        async with await anyio.connect_tcp("127.0.0.1", port_of(url)) as stream:
            await stream.send(b"POST /mcp HTTP/1.1\r\nX-Long: " + b"a" * (2 * HEADER_BYTES))
            assert b" 400 " in (await stream.receive()).partition(b"\r\n")[0]
            with suppress(anyio.EndOfStream, anyio.BrokenResourceError):
                while True:
                    await stream.receive()
    assert await status(url) == 200


async def test_a_client_that_leaves_in_the_midst_of_a_body_is_no_error_of_the_server(tmp_path: Path) -> None:
    head = "".join(f"{name}: {value}\r\n" for name, value in HEADERS.items())
    with http_server(tmp_path) as own:  # which sees to it at the end that no error was logged
        port = port_of(own)
        for _ in range(3):
            async with await anyio.connect_tcp("127.0.0.1", port) as stream:
                start = f"POST /mcp HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{head}Content-Length: 500\r\n\r\n{{"
                await stream.send(start.encode())
        assert await status(own) == 200


@pytest.mark.skipif(sys.platform != "linux", reason="other systems name the options differently")
def test_a_connection_whose_peer_vanishes_is_given_up_within_half_a_minute() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        connections.notice_the_gone(listening)
        with socket.create_connection(listening.getsockname()):
            accepted, _ = listening.accept()
            with accepted:
                said = {
                    name: accepted.getsockopt(socket.IPPROTO_TCP, getattr(socket, name))
                    for name in ("TCP_KEEPIDLE", "TCP_KEEPINTVL", "TCP_KEEPCNT", "TCP_USER_TIMEOUT")
                }
                assert accepted.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE) == 1
    assert said["TCP_KEEPIDLE"] + said["TCP_KEEPINTVL"] * said["TCP_KEEPCNT"] <= 30
    assert said["TCP_USER_TIMEOUT"] <= 15_000  # counted from a sign of life that streams are sent every 15 s

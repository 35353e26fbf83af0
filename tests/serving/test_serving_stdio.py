"""`podium serve` on stdio, as a process: every version, both eras on one pipe, and a quick end."""

from __future__ import annotations

import json
import signal
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

import anyio
import pytest
from served import Served, modern, serving

from contract_kit import OBJECTIVE
from podium.testkit import ScriptedHost
from podium.testkit.host import command

pytestmark = [pytest.mark.anyio, pytest.mark.slow]

HANDSHAKE = ("2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25")
UNIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")


async def works(server: Served, params: Callable[..., dict[str, object]] = dict) -> None:
    """The pipe answers tools, prompts, resources and a call."""
    tools = await server.ask(2, "tools/list", params())
    assert len(tools["result"]["tools"]) == 13
    assert (await server.ask(3, "prompts/list", params()))["result"]["prompts"]
    assert (await server.ask(4, "resources/list", params()))["result"]["resources"]
    called = await server.ask(5, "tools/call", params(name="decision-engine", arguments={"objective": OBJECTIVE}))
    assert 0 <= called["result"]["structuredContent"]["confidence"] <= 1


@pytest.mark.parametrize("version", HANDSHAKE)
async def test_every_handshake_version_is_served(tmp_path: Path, version: str) -> None:
    async with serving(tmp_path) as server:
        hello = await server.initialize(version)
        assert hello["protocolVersion"] == version
        assert hello["serverInfo"]["name"] == "podium"
        assert hello["instructions"]
        await works(server)


async def test_a_version_nobody_knows_gets_the_newest_of_the_handshake(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        assert (await server.initialize("2031-01-01"))["protocolVersion"] == HANDSHAKE[-1]


async def test_discover_is_answered_and_the_new_era_served(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        found = await server.ask(1, "server/discover", modern())
        assert "2026-07-28" in found["result"]["supportedVersions"]
        assert found["result"]["instructions"]
        await works(server, modern)


async def test_initialize_after_discover_serves_both_eras_on_one_pipe(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        await server.ask(1, "server/discover", modern())
        assert (await server.initialize("2025-06-18"))["protocolVersion"] == "2025-06-18"
        await works(server)
        await works(server, modern)


async def test_an_unread_discover_before_initialize_does_no_harm(tmp_path: Path) -> None:
    """Claude sends `initialize` when the answer to its probe is late; both answers then stand on the pipe."""
    async with serving(tmp_path) as server:
        await server.send({"id": 0, "method": "server/discover", "params": modern()})
        assert (await server.initialize("2025-11-25"))["protocolVersion"] == "2025-11-25"
        await works(server)


async def test_a_broken_line_does_not_end_the_server(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        await server.initialize("2025-06-18")
        await server.raw("this is no JSON {")
        await server.raw("[]")
        await server.raw('{"jsonrpc": "2.0"}')
        await works(server)


async def test_an_unknown_tool_and_an_unknown_method_are_protocol_errors(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        await server.initialize("2025-06-18")
        answer = await server.ask(2, "tools/call", {"name": "no-such-tool", "arguments": {}})
        assert answer["error"]["code"] == -32602
        assert "orchestrate" in answer["error"]["message"]
        answer = await server.ask(3, "no/such/method")
        assert answer["error"]["code"] == -32601


async def close_stdin(server: Served) -> None:
    assert server.process.stdin is not None
    await server.process.stdin.aclose()


async def terminate(server: Served) -> None:
    server.process.send_signal(signal.SIGTERM)


async def interrupt(server: Served) -> None:
    server.process.send_signal(signal.SIGINT)


@pytest.mark.parametrize("end", [close_stdin, pytest.param(terminate, marks=UNIX), pytest.param(interrupt, marks=UNIX)])
@pytest.mark.parametrize("busy", [False, True], ids=["idle", "busy"])
async def test_the_server_ends_within_a_second(
    tmp_path: Path, end: Callable[[Served], Awaitable[None]], busy: bool
) -> None:
    # A machine with other work may be late; the server itself is in time if it is once in three.
    tries = [await seconds_to_end(tmp_path, end, busy=busy)]
    while min(tries) >= 1 and len(tries) < 3:
        tries.append(await seconds_to_end(tmp_path, end, busy=busy))
    assert min(tries) < 1


async def seconds_to_end(folder: Path, end: Callable[[Served], Awaitable[None]], *, busy: bool) -> float:
    async with serving(folder) as server:
        await server.initialize("2025-06-18", **({"sampling": {}} if busy else {}))
        if busy:
            params = {"name": "orchestrate", "arguments": {"objective": OBJECTIVE}}
            await server.send({"id": 2, "method": "tools/call", "params": params})
            assert (await server.next())["method"] == "sampling/createMessage"
        await end(server)
        code, rest, seconds = await server.ended()
    assert code in (0, -signal.SIGINT, -signal.SIGTERM)
    assert all(json.loads(line)["jsonrpc"] == "2.0" for line in rest)
    return seconds


async def test_a_cut_off_run_is_taken_up_by_the_next_server(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        await server.initialize("2025-06-18", sampling={})
        params = {"name": "orchestrate", "arguments": {"objective": OBJECTIVE, "confidence_override": 0}}
        await server.send({"id": 2, "method": "tools/call", "params": params})
        asked = await server.next()
        answer = {"role": "assistant", "model": "m", "content": {"type": "text", "text": '{"summary": "Seen."}'}}
        await server.send({"id": asked["id"], "result": answer})
        listed = await server.ask(3, "tools/call", {"name": "orchestrate-status", "arguments": {}})
        while not listed["result"]["structuredContent"]["runs"][0]["agents_done"]:
            listed = await server.ask(3, "tools/call", {"name": "orchestrate-status", "arguments": {}})
        server.process.kill()
        await server.process.wait()
    host = ScriptedHost()
    async with host.client(command(tmp_path / "podium.db"), era="legacy") as client:
        with anyio.fail_after(20):
            run_id = listed["result"]["structuredContent"]["runs"][0]["run_id"]
            status = await client.call_tool("orchestrate-status", {"run_id": run_id})
            assert status.structured_content is not None
            assert status.structured_content["status"] == "interrupted"
            done = await host.finish(client, status.structured_content)
    first = asked["params"]["metadata"]["podium/agent"]
    assert done["status"] == "completed"
    assert first not in {again.agent_id for again in host.asked}


@pytest.mark.parametrize(
    ("era", "sampling", "carrier"),
    [
        ("legacy", True, "push"),
        ("2026-07-28", True, "round_trip"),
        ("legacy", False, "handoff"),
        ("auto", False, "handoff"),
    ],
)
async def test_the_main_road_runs_over_real_pipes(tmp_path: Path, era: str, sampling: bool, carrier: str) -> None:
    host = ScriptedHost()
    with anyio.fail_after(30):
        async with host.client(command(tmp_path / "podium.db"), era=era, sampling=sampling) as client:  # type: ignore[arg-type]
            done = await host.orchestrate(client, OBJECTIVE)
    assert done["status"] == "completed"
    assert {agent["carrier"] for agent in done["agents"]} == {carrier}


async def test_options_come_from_the_environment_too(tmp_path: Path) -> None:
    async with serving(tmp_path, PODIUM_AGENT_LIMIT="2", PODIUM_TOOLS="full", PODIUM_DELIVERY="handoff") as server:
        await server.initialize("2025-06-18", sampling={})
        assert len((await server.ask(2, "tools/list"))["result"]["tools"]) > 50
        arguments = {"objective": OBJECTIVE, "confidence_override": 0}
        called = await server.ask(3, "tools/call", {"name": "orchestrate", "arguments": arguments})
        result = called["result"]["structuredContent"]
    assert result["status"] == "awaiting_host"
    assert len(result["agents"]) == 2


async def test_the_project_folder_of_the_host_is_the_workspace(tmp_path: Path) -> None:
    project = tmp_path / "project"
    project.mkdir()
    (project / "notes.md").write_text("The login form posts a token to the server.\n")
    arguments = {"objective": "login token", "paths": ["notes.md"]}
    async with serving(tmp_path, CLAUDE_PROJECT_DIR=str(project)) as server:
        await server.initialize("2025-06-18")
        called = await server.ask(2, "tools/call", {"name": "context-economy", "arguments": arguments})
        assert called["result"]["structuredContent"]["index"]["done"] == 1
    async with serving(tmp_path) as server:
        await server.initialize("2025-06-18")
        called = await server.ask(2, "tools/call", {"name": "context-economy", "arguments": arguments})
        assert called["result"]["isError"]

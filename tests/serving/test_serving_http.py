"""`podium serve --http`: both eras on loopback, and nobody in without a token."""

from __future__ import annotations

import subprocess
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Literal

import anyio
import httpx2
import mcp_types as types
import pytest
from mcp import Client, MCPError
from mcp.client.extension import ClientExtension, ResultClaim
from mcp.client.streamable_http import streamable_http_client
from pydantic import ConfigDict
from served import environment, http_server, podium

from contract_kit import ERAS, OBJECTIVE
from podium.core.errors import UserError
from podium.serving.http import Tokens, is_loopback, read_tokens
from podium.surface.extensions import TASK_METHODS, TASKS, TaskParams
from podium.testkit import ScriptedHost

pytestmark = [pytest.mark.anyio, pytest.mark.slow]


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with http_server(tmp_path_factory.mktemp("open")) as found:
        yield found


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("guarded")
    (folder / "tokens").write_text("# two people\nada:secret-of-ada\n\ngrace:secret-of-grace\n")
    with http_server(folder, "--token-file", str(folder / "tokens")) as found:
        yield found


@asynccontextmanager
async def bearing(url: str, token: str, era: str = "legacy", **more: Any) -> AsyncIterator[Client]:
    http = httpx2.AsyncClient(headers={"Authorization": f"Bearer {token}"})
    async with http, Client(streamable_http_client(url, http_client=http), mode=era, **more) as client:
        yield client


@pytest.mark.parametrize("era", [*ERAS, "auto"])
async def test_both_eras_are_served_on_loopback(url: str, era: str) -> None:
    with anyio.fail_after(20):
        async with Client(url, mode=era) as client:
            assert len((await client.list_tools()).tools) == 13
            result = await client.call_tool("decision-engine", {"objective": OBJECTIVE})
    assert not result.is_error


@pytest.mark.parametrize(("era", "sampling"), [("legacy", True), ("2026-07-28", True), ("2026-07-28", False)])
async def test_the_main_road_runs_over_http(url: str, era: Any, sampling: bool) -> None:
    host = ScriptedHost()
    with anyio.fail_after(30):
        async with host.client(url, era=era, sampling=sampling) as client:
            done = await host.orchestrate(client, OBJECTIVE, agent_limit=3, confidence_override=0)
    assert done["status"] == "completed"


async def test_a_web_page_of_another_origin_is_refused(url: str) -> None:
    body = {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {}}
    accept = {"Accept": "application/json, text/event-stream"}
    async with httpx2.AsyncClient() as http:
        evil = await http.post(url, json=body, headers={**accept, "Origin": "https://evil.example"})
        rebound = await http.post(url, json=body, headers={**accept, "Host": "evil.example"})
    assert evil.status_code == 403
    assert rebound.status_code in (403, 421)


@pytest.mark.parametrize("header", [{}, {"Authorization": "Bearer wrong"}, {"Authorization": "Basic secret-of-ada"}])
async def test_without_a_known_token_nobody_gets_in(guarded: str, header: dict[str, str]) -> None:
    body = {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {}}
    async with httpx2.AsyncClient() as http:
        answer = await http.post(
            guarded, json=body, headers={"Accept": "application/json, text/event-stream", **header}
        )
    assert answer.status_code == 401
    assert "secret" not in answer.text


@pytest.mark.parametrize("era", ERAS)
async def test_runs_belong_to_the_principal_of_the_token(guarded: str, era: str) -> None:
    with anyio.fail_after(30):
        async with bearing(guarded, "secret-of-ada", era) as ada:
            first = await ada.call_tool("orchestrate", {"objective": OBJECTIVE})
            assert first.structured_content is not None
            run_id = first.structured_content["run_id"]
            agent = first.structured_content["agents"][0]["id"]
        async with bearing(guarded, "secret-of-grace", era) as grace:
            listed = await grace.call_tool("orchestrate-status", {})
            assert listed.structured_content == {"runs": []}
            for tool, more in (
                ("orchestrate-status", {}),
                ("orchestrate-continue", {}),
                ("orchestrate-continue", {"cancel": True}),
                ("orchestrate-feedback", {"success": True}),
                ("agent-brief", {"agent_id": agent}),
            ):
                assert (await grace.call_tool(tool, {"run_id": run_id, **more})).is_error, tool
            for uri in (f"podium://runs/{run_id}", f"podium://runs/{run_id}/agents/{agent}"):
                with pytest.raises(Exception, match="not found"):
                    await grace.read_resource(uri)
        async with bearing(guarded, "secret-of-ada", era) as ada:
            again = await ada.call_tool("orchestrate-status", {"run_id": run_id})
            assert again.structured_content is not None
            assert again.structured_content["status"] == "awaiting_host"


async def test_a_round_belongs_to_the_principal_who_was_asked(guarded: str) -> None:
    async def nobody(*_: object) -> types.ErrorData:
        return types.ErrorData(code=-1, message="not asked in this test")

    arguments = {"objective": OBJECTIVE, "agent_limit": 2, "confidence_override": 0}
    with anyio.fail_after(30):
        async with bearing(guarded, "secret-of-ada", "2026-07-28", sampling_callback=nobody) as ada:
            asked = await ada.session.call_tool("orchestrate", arguments, allow_input_required=True)
            assert isinstance(asked, types.InputRequiredResult)
        text = types.TextContent(type="text", text="Looked at it.")
        answer = types.CreateMessageResult(role="assistant", content=text, model="m")
        again: dict[str, Any] = {
            "input_responses": dict.fromkeys(asked.input_requests or {}, answer),
            "request_state": asked.request_state,
            "allow_input_required": True,
        }
        async with bearing(guarded, "secret-of-grace", "2026-07-28", sampling_callback=nobody) as grace:
            with pytest.raises(MCPError, match="requestState"):
                await grace.session.call_tool("orchestrate", arguments, **again)
        async with bearing(guarded, "secret-of-ada", "2026-07-28", sampling_callback=nobody) as ada:
            assert isinstance(await ada.session.call_tool("orchestrate", arguments, **again), types.InputRequiredResult)


async def test_a_context_pack_belongs_to_its_principal(guarded: str) -> None:
    items = [{"name": "a", "text": "the login token"}]
    with anyio.fail_after(30):
        async with bearing(guarded, "secret-of-ada") as ada:
            result = await ada.call_tool("context-economy", {"objective": "login", "items": items})
            assert result.structured_content is not None
            uri = result.structured_content["packs"][0]["resource"]
            assert (await ada.read_resource(uri)).contents
        async with bearing(guarded, "secret-of-grace") as grace:
            with pytest.raises(Exception, match="not found"):
                await grace.read_resource(uri)


def refused(folder: Path, *options: str, **env: str) -> str:
    """What a server says that does not start."""
    command = podium("serve", "--http", "--port", "0", "--db", str(folder / "podium.db"), *options)
    done = subprocess.run(
        command, capture_output=True, text=True, env=environment(folder, **env), cwd=folder, timeout=20, check=False
    )
    assert done.returncode == 2
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    return done.stderr


@pytest.mark.parametrize("host", ["0.0.0.0", "::"])
def test_an_open_address_without_a_token_is_refused(tmp_path: Path, host: str) -> None:
    message = refused(tmp_path, "--host", host)
    assert "--token-file" in message
    assert "PODIUM_TOKEN" in message


def test_a_token_file_that_cannot_be_read_or_holds_nonsense_is_refused(tmp_path: Path) -> None:
    (tmp_path / "tokens").write_text("ada:good\nnonsense-that-may-be-secret\n")
    assert "cannot be read" in refused(tmp_path, "--token-file", str(tmp_path / "none"))
    message = refused(tmp_path, "--token-file", str(tmp_path / "tokens"))
    assert "line 2" in message
    assert "nonsense" not in message


async def test_a_token_of_the_environment_guards_the_server(tmp_path: Path) -> None:
    with http_server(tmp_path, PODIUM_TOKEN="from-the-environment") as url, anyio.fail_after(20):
        async with bearing(url, "from-the-environment") as client:
            assert (await client.list_tools()).tools
        async with httpx2.AsyncClient() as http:
            assert (await http.post(url, json={})).status_code == 401


@pytest.mark.parametrize("host", ["127.0.0.1", "127.5.5.5", "::1", "localhost"])
def test_loopback_is_known(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "example.com", ""])
def test_other_addresses_are_not_loopback(host: str) -> None:
    assert not is_loopback(host)


@pytest.mark.parametrize("text", ["", "# nothing\n", "ada", "ada:", ":secret", "ada:good\nbad\n"])
def test_a_token_file_of_another_form_is_refused(text: str) -> None:
    with pytest.raises(UserError):
        read_tokens(text)


async def test_tokens_tell_their_principal() -> None:
    tokens = Tokens(read_tokens("ada: one \ngrace:two:three\n"))
    checked: Callable[[str], Any] = tokens.verify_token
    assert (await checked("one")).client_id == "ada"
    assert (await checked("two:three")).client_id == "grace"
    for wrong in ("", "two", "one ", "ada", "é\ud800"):
        assert await checked(wrong) is None


class TaskRequest(types.Request[TaskParams, str]):
    """A request about a task, whose id stands in a header as well."""

    name_param = "taskId"


class TaskHandle(types.Result):
    """What a call answers whose run goes on in the background."""

    model_config = ConfigDict(extra="allow")
    result_type: Literal["task"] = "task"


class Polling(ClientExtension):
    """Declares that tasks are understood, and leaves the handles to the test."""

    identifier = TASKS

    def claims(self) -> list[ResultClaim[Any]]:
        return [ResultClaim(result_type="task", model=TaskHandle, resolve=_unused)]


async def _unused(handle: TaskHandle, context: Any) -> types.CallToolResult:
    raise NotImplementedError


async def test_a_task_is_found_by_its_own_principal_only(guarded: str) -> None:
    host = ScriptedHost()
    more: dict[str, Any] = {"extensions": [Polling()], "sampling_callback": host.sampling}
    async with (
        bearing(guarded, "secret-of-ada", "2026-07-28", **more) as ada,
        bearing(guarded, "secret-of-grace", "2026-07-28", **more) as grace,
    ):
        arguments = {"objective": OBJECTIVE, "confidence_override": 0}
        handle = await ada.session.call_tool("orchestrate", arguments, allow_claimed=True)
        params = TaskParams(task_id=handle.model_dump(by_alias=True)["taskId"])
        own = await ada.session.send_request(TaskRequest(method="tasks/get", params=params), Anything)
        assert own.model_dump(by_alias=True)["status"] == "input_required"
        for method in TASK_METHODS:
            with pytest.raises(MCPError, match="Task not found"):
                await grace.session.send_request(TaskRequest(method=method, params=params), Anything)
        await ada.session.send_request(TaskRequest(method="tasks/cancel", params=params), Anything)
        gone = await ada.session.send_request(TaskRequest(method="tasks/get", params=params), Anything)
        assert gone.model_dump(by_alias=True)["status"] == "cancelled"


class Anything(types.Result):
    """A result of any form."""

    model_config = ConfigDict(extra="allow")

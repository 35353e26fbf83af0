"""Files that change while a server runs: used by the next call, and announced in both protocol eras."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import anyio
import mcp_types as types
import pytest
from mcp import Client
from mcp.client.subscriptions import ServerEvent
from mcp.server.subscriptions import PromptsListChanged, ToolsListChanged

from podium.app import Settings, build
from podium.registry import Library, user_folders
from podium.surface.announcing import MOST_SESSIONS, Announcer

pytestmark = pytest.mark.anyio
SECONDS = 10.0
AGENT = "---\nname: guard\ndescription: Security engineer who finds vulnerabilities\n---\nYou guard the {} gate.\n"

Make = Callable[..., tuple[Library, Any]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "mine"
    found.mkdir()
    return found


@pytest.fixture
def make(folder: Path, database: Path) -> Make:
    """A library that looks whenever it is asked, and a server over it."""

    def made(**settings: Any) -> tuple[Library, Any]:
        library = Library(user_folders([folder], []), every=0.0)
        return library, build(Settings(database, commands=(folder,), **settings), library)

    return made


async def names(client: Client) -> set[str]:
    listed = await client.session.list_prompts()
    return {prompt.name for prompt in listed.prompts}


async def test_a_file_that_appears_changes_or_goes_counts_from_the_next_call_on(folder: Path, make: Make) -> None:
    _, server = make()
    async with Client(server) as client:
        assert "tidy" not in await names(client)
        (folder / "tidy.md").write_text("Tidy up.", encoding="utf-8")
        assert "tidy" in await names(client)
        (folder / "tidy.md").write_text("Tidy up the attic.", encoding="utf-8")
        found = await client.session.get_prompt("tidy", {"arguments": ""})
        assert isinstance(found.messages[0].content, types.TextContent)
        assert "attic" in found.messages[0].content.text
        (folder / "tidy.md").unlink()
        assert "tidy" not in await names(client)


@pytest.mark.parametrize("full", [False, True])
async def test_a_client_of_the_handshake_is_told(folder: Path, make: Make, full: bool) -> None:
    library, server = make(full_tools=full)
    told: list[str] = []
    enough = anyio.Event()

    async def hear(message: Any) -> None:
        told.append(message.method)
        if len(told) == 1 + full:
            enough.set()

    async with Client(server, mode="legacy", message_handler=hear) as client:
        capabilities = client.server_capabilities
        assert capabilities.prompts is not None
        assert capabilities.prompts.list_changed
        assert capabilities.tools is not None
        assert bool(capabilities.tools.list_changed) is full
        await client.session.list_prompts()
        (folder / "tidy.md").write_text("Tidy up.", encoding="utf-8")
        with anyio.fail_after(SECONDS):
            await library.fresh()
            await enough.wait()
    tools = ["notifications/tools/list_changed"] if full else []
    assert told == ["notifications/prompts/list_changed", *tools]


@pytest.mark.parametrize("full", [False, True])
async def test_a_client_that_listens_is_told(folder: Path, make: Make, full: bool) -> None:
    library, server = make(full_tools=full)
    async with Client(server) as client:
        await client.session.list_prompts()
        async with client.listen(prompts_list_changed=True, tools_list_changed=True) as events:
            (folder / "tidy.md").write_text("Tidy up.", encoding="utf-8")
            with anyio.fail_after(SECONDS):
                await library.fresh()
                found: list[ServerEvent] = [await anext(events)]
                found += [await anext(events)] if full else []
    assert found == [PromptsListChanged(), *([ToolsListChanged()] if full else [])]


async def test_a_file_that_is_no_command_changes_the_list_of_files_alone(folder: Path, make: Make) -> None:
    library, server = make()
    async with Client(server) as client:
        await client.session.list_prompts()
        async with client.listen(prompts_list_changed=True, resource_subscriptions=["podium://commands"]) as events:
            (folder / "notes.txt").write_text("no command", encoding="utf-8")
            with anyio.fail_after(SECONDS):
                await library.fresh()
                first = await anext(events)
    assert getattr(first, "uri", None) == "podium://commands"


async def test_what_was_there_before_the_first_question_is_no_news(folder: Path, make: Make) -> None:
    (folder / "tidy.md").write_text("Tidy up.", encoding="utf-8")
    _, server = make()
    told: list[str] = []

    async def hear(message: Any) -> None:
        told.append(message.method)

    async with Client(server, mode="legacy", message_handler=hear) as client:
        assert "tidy" in await names(client)
        assert "tidy" in await names(client)
    assert told == []


async def test_a_run_keeps_the_agent_as_it_was_on_disk_when_the_run_started(folder: Path, make: Make) -> None:
    (folder / "agents").mkdir()
    agent = folder / "agents" / "security-engineer.md"
    agent.write_text(AGENT.format("north"), encoding="utf-8")
    _, server = make(delivery="handoff")
    async with Client(server) as client:
        first = await client.call_tool("orchestrate", {"objective": "harden the login flow"})
        assert "north gate" in await brief(client, first)
        agent.write_text(AGENT.format("south"), encoding="utf-8")
        second = await client.call_tool("orchestrate", {"objective": "harden the login flow"})
        assert "south gate" in await brief(client, second)
        assert "north gate" in await brief(client, first)


async def test_an_agent_of_many_pages_is_cut_at_its_end_and_keeps_its_beginning(folder: Path, make: Make) -> None:
    (folder / "agents").mkdir()
    pages = AGENT.format("north") + "\n\n".join(f"## Context {n}\n- Knows door {n}." for n in range(1_000))
    (folder / "agents" / "security-engineer.md").write_text(pages, encoding="utf-8")
    _, server = make(delivery="handoff")
    async with Client(server) as client:
        prompt = await brief(client, await client.call_tool("orchestrate", {"objective": "harden the login flow"}))
    assert len(prompt) < 10_000
    for kept in ("north gate", "Knows door 9.", "podium://runs/", "## How to answer", "orchestrate-continue"):
        assert kept in prompt
    assert "Knows door 999." not in prompt


async def brief(client: Client, result: types.CallToolResult) -> str:
    run = result.structured_content or {}
    agent = next(a for a in run["agents"] if a["command"] == "security-engineer")
    found = await client.call_tool("agent-brief", {"run_id": run["run_id"], "agent_id": agent["id"]})
    return str((found.structured_content or {})["prompt"])


class Gone:
    """A connection that fails whenever something is sent."""

    client_params = object()

    async def send_prompt_list_changed(self) -> None:
        raise RuntimeError("gone")


async def test_a_client_that_is_gone_is_forgotten_and_disturbs_nobody(folder: Path) -> None:
    announcer = Announcer(full_tools=False)
    announcer.meet(SimpleNamespace(session=Gone(), protocol_version="2025-11-25"))  # type: ignore[arg-type]
    library = Library(user_folders([folder], []))
    before = library.loaded()
    (folder / "tidy.md").write_text("Tidy up.", encoding="utf-8")
    library.look()
    await announcer.announce(before, library.loaded())
    assert not announcer.clients


async def test_only_the_latest_clients_are_remembered() -> None:
    announcer = Announcer(full_tools=False)
    sessions = [SimpleNamespace(client_params=object()) for _ in range(MOST_SESSIONS + 3)]
    for session in sessions:
        announcer.meet(SimpleNamespace(session=session, protocol_version="2025-11-25"))  # type: ignore[arg-type]
    assert announcer.clients == sessions[3:]

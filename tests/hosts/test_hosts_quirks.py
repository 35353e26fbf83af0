"""What real assistants do to a server, each met: how they name, cut, split and fill in."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import anyio
import mcp_types as types
import pytest
from mcp import Client

from contract_kit import ERAS
from podium.runner import driving

pytestmark = pytest.mark.anyio

PREFIXES = ("mcp__podium__", "mcp__plugin_podium_podium__", "podium-", "mcp_podium_")
"""What hosts put before a tool's name: Claude Code with and without the plugin, Copilot and opencode, Gemini."""
LONGEST_NAME = 64
MOST_INSTRUCTIONS = 4_096


async def prompt_text(client: Client, name: str, arguments: dict[str, str]) -> str:
    """The text of a prompt for hosts that use nothing but its first message."""
    messages = (await client.get_prompt(name, arguments)).messages
    assert len(messages) == 1
    content = messages[0].content
    assert isinstance(content, types.TextContent)
    return content.text


@pytest.mark.parametrize("full", [False, True])
@pytest.mark.parametrize("prefix", PREFIXES)
async def test_tool_names_stay_apart_when_hosts_prefix_fold_and_cut_them(
    make_server: Callable[..., Any], prefix: str, full: bool
) -> None:
    async with Client(make_server(full_tools=full)) as client:
        names = [tool.name for tool in (await client.list_tools()).tools]
    seen = {re.sub(r"[^a-z0-9]", "_", f"{prefix}{name}".lower())[:LONGEST_NAME] for name in names}
    assert len(seen) == len(names)


async def test_instructions_stay_short_however_many_commands_there_are(
    make_server: Callable[..., Any], tmp_path: Path
) -> None:
    for number in range(300):
        (tmp_path / f"command-with-a-rather-long-name-{number}.md").write_text("Do it: $ARGUMENTS")
    server = make_server(commands=(tmp_path,))
    async with Client(server) as client:
        await client.list_prompts()
    async with Client(server) as client:
        assert len(client.instructions or "") < MOST_INSTRUCTIONS


async def test_prompts_keep_the_placeholders_that_a_host_fills_in_later(make_server: Callable[..., Any]) -> None:
    async with Client(make_server()) as client:
        for prompt in (await client.list_prompts()).prompts:
            arguments = {argument.name: f"${n}" for n, argument in enumerate(prompt.arguments or (), 1)}
            text = await prompt_text(client, prompt.name, arguments)
            assert all(placeholder in text for placeholder in arguments.values()), prompt.name


async def test_every_shipped_prompt_tells_where_the_full_words_stand_when_a_host_split_them(
    make_server: Callable[..., Any],
) -> None:
    async with Client(make_server()) as client:
        for prompt in (await client.list_prompts()).prompts:
            assert prompt.arguments
            text = await prompt_text(client, prompt.name, {prompt.arguments[0].name: '"Harden'})
            assert "<command-args>" in text, prompt.name


async def test_the_free_text_is_the_first_argument_of_every_prompt(make_server: Callable[..., Any]) -> None:
    async with Client(make_server()) as client:
        for prompt in (await client.list_prompts()).prompts:
            first, *rest = prompt.arguments or ()
            assert first.required, prompt.name
            assert not any(argument.required for argument in rest), prompt.name


async def test_prompt_names_stay_apart_without_a_server_s_prefix(make_server: Callable[..., Any]) -> None:
    async with Client(make_server()) as client:
        names = [prompt.name for prompt in (await client.list_prompts()).prompts]
    assert len({name.lower() for name in names}) == len(names)


@pytest.mark.parametrize("era", ERAS)
async def test_either_half_of_a_hand_off_is_enough_to_go_on(make_server: Callable[..., Any], era: str) -> None:
    async with Client(make_server(), mode=era) as client:
        arguments = {"objective": "Add user profile image upload functionality", "delivery": "handoff"}
        result = await client.call_tool("orchestrate", arguments)
    text = "".join(block.text for block in result.content if isinstance(block, types.TextContent))
    structured = result.structured_content
    assert structured is not None
    assert structured["status"] == "awaiting_host"
    for needed in (structured["run_id"], "orchestrate-continue", "agent-brief"):
        assert needed in text
        assert needed in str(structured["next"])
    assert all(brief["agent_id"] in text for brief in structured["next"]["briefs"])


async def test_progress_comes_at_least_every_ten_seconds(
    make_server: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert driving.HEARTBEAT_SECONDS <= 10
    monkeypatch.setattr(driving, "HEARTBEAT_SECONDS", 0.01)
    heard: list[str] = []
    enough = anyio.Event()

    async def hear(progress: float, total: float | None, message: str | None) -> None:
        heard.append(message or "")
        if sum(text.startswith("waiting for") for text in heard) >= 3:
            enough.set()

    async def slow(*_: Any) -> types.CreateMessageResult:
        with anyio.move_on_after(20):
            await enough.wait()
        content = types.TextContent(type="text", text='{"summary": "Looked at it.", "findings": []}')
        return types.CreateMessageResult(role="assistant", content=content, model="m")

    async with Client(make_server(), mode="legacy", sampling_callback=slow) as client:
        arguments = {"objective": "Add a login page", "delivery": "sampling", "agent_limit": 1}
        await client.call_tool("orchestrate", arguments, progress_callback=hear)
    assert enough.is_set()


@pytest.mark.requirement("plain-language")
async def test_a_plain_sentence_is_enough_and_the_model_is_told_when_to_use_what(
    make_server: Callable[..., Any],
) -> None:
    async with Client(make_server()) as client:
        instructions = client.instructions or ""
        names = {tool.name for tool in (await client.list_tools()).tools}
        aliases = {"coordinate", "command-orchestration-workflow"}
        assert [name for name in names - aliases if name not in instructions] == []
        words = {"objective": "please make our checkout page faster, it got slow last week", "delivery": "plan"}
        planned = (await client.call_tool("orchestrate", words)).structured_content
    assert planned is not None
    assert planned["strategy"] == planned["decision"]["plan"][0]
    assert planned["agents"]
    assert all(agent["command"] for agent in planned["agents"])

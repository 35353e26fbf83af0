"""Every command as a prompt: pure templating under its name and every alias."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import mcp_types as types
import pytest
from mcp import Client, MCPError

from contract_kit import COMPUTING, ERAS
from podium.registry import load_catalogue

pytestmark = pytest.mark.anyio


@pytest.fixture(params=ERAS)
def connect(request: pytest.FixtureRequest, make_server: Callable[..., Any]) -> Callable[..., Client]:
    return lambda **settings: Client(make_server(**settings), mode=request.param)


async def text_of(client: Client, name: str, **arguments: str) -> str:
    result = await client.get_prompt(name, arguments)
    (message,) = result.messages
    assert message.role == "user"
    assert isinstance(message.content, types.TextContent)
    return message.content.text


async def test_every_command_and_every_alias_is_a_prompt(connect: Callable[..., Client]) -> None:
    catalogue = load_catalogue(()).catalogue
    async with connect() as client:
        prompts = (await client.list_prompts()).prompts
    names = [prompt.name for prompt in prompts]
    assert len(set(names)) == len(names)
    assert set(names) == {*catalogue.commands, *catalogue.aliases}
    assert set(names) >= COMPUTING
    assert all(prompt.description and prompt.title for prompt in prompts)


async def test_each_prompt_has_one_required_argument_with_the_contract_s_name(connect: Callable[..., Client]) -> None:
    async with connect() as client:
        prompts = (await client.list_prompts()).prompts
    for prompt in prompts:
        arguments = prompt.arguments or []
        assert [argument.required for argument in arguments] == [True, *[False] * (len(arguments) - 1)]
        assert arguments[0].name == ("objective" if prompt.name in COMPUTING else "arguments"), prompt.name
        assert all(argument.description for argument in arguments)


async def test_every_prompt_can_be_got_twice_alike_and_stores_nothing(
    connect: Callable[..., Client], database: Path
) -> None:
    async with connect() as client:
        for prompt in (await client.list_prompts()).prompts:
            assert prompt.arguments
            given = {prompt.arguments[0].name: "Pay $1 for ${HOME} and $ARGUMENTS once, 100% sure"}
            first = await text_of(client, prompt.name, **given)
            assert first == await text_of(client, prompt.name, **given)
            assert "Pay $1 for ${HOME} and $ARGUMENTS once, 100% sure" in first
        runs = await client.call_tool("orchestrate-status", {})
    assert runs.structured_content == {"runs": []}


async def test_listing_and_getting_prompts_opens_no_database(connect: Callable[..., Client], database: Path) -> None:
    async with connect() as client:
        await client.list_prompts()
        await text_of(client, "orchestrate", objective="fix it")
    assert not database.exists()


async def test_an_alias_gives_the_text_of_its_command(connect: Callable[..., Client]) -> None:
    async with connect() as client:
        texts = [await text_of(client, name, objective="fix it") for name in ("orchestrate", "coordinate")]
    assert texts[0] == texts[1]


@pytest.mark.parametrize(("name", "argument"), [("orchestrate", "objective"), ("audit-security", "arguments")])
async def test_a_missing_argument_is_refused_with_its_name(
    connect: Callable[..., Client], name: str, argument: str
) -> None:
    async with connect() as client:
        for given in (None, {}, {"other": "words"}):
            with pytest.raises(MCPError) as caught:
                await client.get_prompt(name, given)
            assert caught.value.code == types.INVALID_PARAMS
            assert argument in caught.value.message


async def test_an_unknown_prompt_is_refused(connect: Callable[..., Client]) -> None:
    async with connect() as client:
        with pytest.raises(MCPError) as caught:
            await client.get_prompt("no-such-command", {"arguments": "x"})
    assert caught.value.code == types.INVALID_PARAMS
    assert "prompts/list" in caught.value.message


@pytest.mark.parametrize("quotes", ['""', "“”", "„“", "«»"])
async def test_the_founding_form_is_read_in_the_orchestrate_prompt(connect: Callable[..., Client], quotes: str) -> None:
    words = f"{quotes[0]}Integrate payments{quotes[1]} 0.65 4"
    async with connect() as client:
        text = await text_of(client, "orchestrate", objective=words)
    assert words in text
    assert "- objective: Integrate payments\n" in text
    assert "- confidence_override: 0.65\n" in text
    assert "- agent_limit: 4\n" in text


async def test_numbers_in_arguments_of_their_own_are_read_too(connect: Callable[..., Client]) -> None:
    async with connect() as client:
        text = await text_of(
            client, "orchestrate", objective='"Integrate payments"', confidence_override="0.65", agent_limit="4"
        )
        assert "- confidence_override: 0.65\n- agent_limit: 4\n" in text
        text = await text_of(client, "orchestrate", objective="Upgrade to Python 3.12")
        assert "- objective: Upgrade to Python 3.12\n" in text
        assert "- confidence_override" not in text


async def test_a_host_that_cuts_words_is_met_with_a_hint(connect: Callable[..., Client]) -> None:
    async with connect() as client:
        text = await text_of(client, "orchestrate", objective='"Integrate')
    assert "<command-args>" in text


async def test_the_user_s_own_commands_are_prompts(connect: Callable[..., Client], tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "greet.md").write_text("---\ndescription: Greets\naliases: [hello]\n---\nSay hello to $ARGUMENTS, $1.")
    (folder / "debug.md").write_text("Never shadows the built-in. $ARGUMENTS")
    async with connect(commands=(folder,)) as client:
        names = [prompt.name for prompt in (await client.list_prompts()).prompts]
        assert {"greet", "hello", "mine:debug"} <= set(names)
        assert (await text_of(client, "hello", arguments="Ada")).strip() == "Say hello to Ada, $1."
        assert "Never shadows" not in await text_of(client, "debug", arguments="x")

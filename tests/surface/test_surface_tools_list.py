"""The tool list as clients get it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import mcp_types as types
import pytest
from mcp import Client

from contract_kit import ERAS, SHAPES

pytestmark = pytest.mark.anyio

READ_ONLY = {
    "agent-brief",
    "orchestrate-status",
    "decision-engine",
    "command-relationships",
    "parallel-over-sequential",
    "context-economy",
    "verify-mathematics",
    "learning-report",
}
ARGUMENTS = {
    "orchestrate": (
        {"objective"},
        {
            "chain",
            "confidence_override",
            "agent_limit",
            "context",
            "paths",
            "preserve",
            "scores",
            "delivery",
            "token_limit",
            "seconds_limit",
            "requests_limit",
        },
    ),
    "orchestrate-continue": ({"run_id"}, {"replies", "quiet", "cancel"}),
    "agent-brief": ({"run_id", "agent_id"}, set()),
    "orchestrate-status": (set(), {"run_id"}),
    "orchestrate-feedback": ({"run_id", "success"}, {"note"}),
    "decision-engine": ({"objective"}, {"context", "paths", "scores"}),
    "command-relationships": (set(), {"commands", "objective"}),
    "parallel-over-sequential": (set(), {"tasks", "max_parallel", "objective"}),
    "context-economy": ({"objective"}, {"items", "paths", "roles", "budget_tokens", "preserve", "strategy"}),
    "verify-mathematics": ({"claims"}, set()),
    "learning-report": (set(), {"domain"}),
}
ARGUMENTS["coordinate"] = ARGUMENTS["command-orchestration-workflow"] = ARGUMENTS["orchestrate"]


async def listed(server: Any, era: str = "legacy") -> list[types.Tool]:
    async with Client(server, mode=era) as client:
        return (await client.list_tools()).tools


@pytest.mark.parametrize("era", ERAS)
async def test_all_thirteen_tools_are_listed_in_both_eras(make_server: Callable[..., Any], era: str) -> None:
    tools = await listed(make_server(), era)
    assert len(tools) == 13
    assert {tool.name for tool in tools} == set(SHAPES)


async def test_both_eras_show_the_same_tools(make_server: Callable[..., Any]) -> None:
    server = make_server()
    assert await listed(server, ERAS[0]) == await listed(server, ERAS[1])


async def test_read_only_hints_are_those_of_the_contract(make_server: Callable[..., Any]) -> None:
    hints = {tool.name: tool.annotations for tool in await listed(make_server())}
    assert {name for name, hint in hints.items() if hint and hint.read_only_hint} == READ_ONLY
    assert all(hint is not None and hint.read_only_hint is not None for hint in hints.values())


@pytest.mark.requirement("chain-arguments")
async def test_every_tool_takes_the_contract_s_arguments(make_server: Callable[..., Any]) -> None:
    for tool in await listed(make_server()):
        required, optional = ARGUMENTS[tool.name]
        assert set(tool.input_schema.get("required", ())) == required, tool.name
        assert set(tool.input_schema["properties"]) == required | optional, tool.name


async def test_every_tool_has_a_title_and_an_output_schema_with_the_contract_s_fields(
    make_server: Callable[..., Any],
) -> None:
    for tool in await listed(make_server()):
        assert tool.title
        assert tool.output_schema is not None
        assert tool.output_schema["type"] == "object"
        assert set(SHAPES[tool.name]) <= set(tool.output_schema["properties"]), tool.name


async def test_names_descriptions_and_input_schemas_stay_under_ten_thousand_bytes(
    make_server: Callable[..., Any],
) -> None:
    shown = [
        {"name": tool.name, "description": tool.description, "inputSchema": tool.input_schema}
        for tool in await listed(make_server())
    ]
    assert len(json.dumps(shown).encode()) < 10_000
    assert all(0 < len(entry["description"]) < 4_096 for entry in shown)


async def test_names_stay_apart_when_hosts_fold_them(make_server: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "decision_engine.md").write_text("Shadow of a tool's folded name. $ARGUMENTS")
    (tmp_path / "write.tests.md").write_text("Folds like a shipped command. $ARGUMENTS")
    for full in (False, True):
        names = [tool.name for tool in await listed(make_server(full_tools=full, commands=(tmp_path,)))]
        folded = [name.replace("-", "_").replace(".", "_").lower() for name in names]
        assert len(set(folded)) == len(folded)
        assert all(len(name) <= 64 for name in names)


async def test_only_the_two_entry_tools_ask_to_be_loaded_up_front(make_server: Callable[..., Any]) -> None:
    tools = await listed(make_server())
    loaded = {tool.name for tool in tools if (tool.meta or {}).get("anthropic/alwaysLoad")}
    assert loaded == {"orchestrate", "decision-engine"}


@pytest.mark.parametrize("era", ["legacy", "auto"])
async def test_the_instructions_are_short_and_tell_how_a_run_goes(make_server: Callable[..., Any], era: str) -> None:
    async with Client(make_server(), mode=era) as client:
        instructions = client.instructions or ""
        assert client.server_info is not None
        assert client.server_info.name == "podium"
    assert len(instructions) < 4_096
    for word in (
        "awaiting_host",
        "agent-brief",
        "orchestrate-continue",
        "quiet",
        "orchestrate-feedback",
        "interrupted",
    ):
        assert word in instructions
    assert all(name in instructions for name in ARGUMENTS if name.startswith("orchestrate"))


async def test_full_adds_a_tool_for_each_further_command_that_answers_with_its_text(
    make_server: Callable[..., Any],
) -> None:
    async with Client(make_server(full_tools=True)) as client:
        names = [tool.name for tool in (await client.list_tools()).tools]
        assert len(names) > 50
        assert "audit-security" in names
        result = await client.call_tool("audit-security", {"arguments": "the login form costs $1"})
        assert not result.is_error
        assert "the login form costs $1" in str(result.content)

"""Whatever a caller sends, the answer is a sentence to act on: no stack trace, no path, no lost call."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import mcp_types as types
import pytest
from mcp import Client, MCPError

from contract_kit import ERAS, HALF, OBJECTIVE, SHAPES, assert_clean, call, text_of
from podium.core.errors import UserError
from podium.store.sqlite import SqliteStore
from podium.surface.arguments import Orchestrate, read

pytestmark = pytest.mark.anyio

SURROGATE = "lone \ud800 surrogate"
HOSTILE: dict[str, Any] = {
    "null": None,
    "true": True,
    "minus one": -1,
    "huge": 10**400,
    "fraction": 0.5,
    "empty text": "",
    "text": "x",
    "controls": "\x00\x1b[31m\x07\u202e",
    "surrogate": SURROGATE,
    "JSON text": '["a", {"b": [1]}]',
    "broken JSON": '[{"a": ',
    "empty list": [],
    "mixed list": [1, "a", None, {"x": []}, [[]]],
    "empty object": {},
    "object": {"id": "a", "name": "../../etc/passwd", "text": 7, "tags": "t", "minutes": "long"},
    "deep": json.loads("[" * 200 + "]" * 200),
    "long": "y" * 50_000,
}
NEEDED: dict[str, dict[str, Any]] = {
    "orchestrate": {"objective": OBJECTIVE, "delivery": "plan"},
    "orchestrate-continue": {"run_id": "run_none"},
    "agent-brief": {"run_id": "run_none", "agent_id": "x"},
    "orchestrate-status": {},
    "orchestrate-feedback": {"run_id": "run_none", "success": True},
    "decision-engine": {"objective": OBJECTIVE},
    "command-relationships": {},
    "parallel-over-sequential": {"tasks": [{"id": "a", "minutes": 1}]},
    "context-economy": {"objective": OBJECTIVE, "items": [{"name": "a", "text": "b"}]},
    "verify-mathematics": {"claims": "1 + 1 = 2"},
    "learning-report": {},
}


@pytest.mark.parametrize("tool", NEEDED)
async def test_every_argument_takes_hostile_values_without_falling(make_server: Callable[..., Any], tool: str) -> None:
    async with Client(make_server(), mode="2026-07-28") as client:
        schema = next(t.input_schema for t in (await client.list_tools()).tools if t.name == tool)
        for name in schema["properties"]:
            for kind, value in HOSTILE.items():
                result = await client.call_tool(tool, {**NEEDED[tool], name: value})
                text = text_of(result)
                assert 0 < len(text) < HALF, (name, kind)
                assert_clean(text)
                assert "\x1b" not in text, (name, kind)
                assert len(json.dumps(result.structured_content)) < HALF, (name, kind)


@pytest.mark.parametrize("era", ERAS)
@pytest.mark.parametrize("arguments", [None, {}, {"": ""}, {"unknown": 1}])
async def test_every_tool_survives_missing_and_unknown_arguments(
    make_server: Callable[..., Any], era: str, arguments: dict[str, Any] | None
) -> None:
    async with Client(make_server(), mode=era) as client:
        for tool in SHAPES:
            assert_clean(text_of(await client.call_tool(tool, arguments)))


@pytest.mark.parametrize("era", ERAS)
@pytest.mark.parametrize("name", ["no-such-tool", "", "audit-security", "decision_engine", "x" * 10_000])
async def test_an_unknown_tool_is_a_protocol_error_that_names_the_tools(
    make_server: Callable[..., Any], era: str, name: str
) -> None:
    async with Client(make_server(), mode=era) as client:
        with pytest.raises(MCPError) as caught:
            await client.call_tool(name, {})
    assert caught.value.code == types.INVALID_PARAMS
    assert "decision-engine" in caught.value.message
    assert len(caught.value.message) < 1_000


@pytest.mark.parametrize("value", ["1e999", "NaN", "0", "-1"])
def test_a_ceiling_of_seconds_has_an_end(value: str) -> None:
    given = {"objective": "Fix the login", "seconds_limit": json.loads(value)}
    with pytest.raises(UserError, match=r"^`seconds_limit`: "):
        read(Orchestrate, given)


async def test_a_context_too_long_by_its_characters_alone_is_refused_with_its_size(
    make_server: Callable[..., Any],
) -> None:
    items = [{"name": "a", "text": "é" * 3_000_000}, {"name": "b", "text": "t", "tags": ["x" * 2_000_000]}]
    for given in (items, json.dumps(items)):
        async with Client(make_server()) as client:
            result = await client.call_tool("decision-engine", {"objective": "Fix the login", "context": given})
        assert result.is_error
        assert "the context has at least 5,000,001 bytes in all, the limit is 4,194,304" in text_of(result)


@pytest.mark.parametrize("era", ERAS)
async def test_a_fault_of_our_own_shows_no_trace_and_no_path(
    make_server: Callable[..., Any], era: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: object, **__: object) -> None:
        raise RuntimeError("/home/somebody/secret.db is broken")

    monkeypatch.setattr(SqliteStore, "report_rows", broken)
    async with Client(make_server(), mode=era) as client:
        try:
            shown = text_of(await client.call_tool("learning-report", {}))
        except MCPError as error:
            shown = f"{error.message} {error.data}"
        with pytest.raises(MCPError) as caught:
            await client.read_resource("podium://learning")
        shown += f" {caught.value.message} {caught.value.data}"
        await call(client, "decision-engine", objective=OBJECTIVE)
    assert "secret" not in shown
    assert_clean(shown)


@pytest.mark.parametrize("era", ERAS)
async def test_a_fault_of_the_store_is_told_without_its_path(
    make_server: Callable[..., Any], era: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device", "/home/somebody/podium.db")

    monkeypatch.setattr(SqliteStore, "append", broken)
    async with Client(make_server(), mode=era) as client:
        try:
            shown = text_of(await client.call_tool("orchestrate", {"objective": OBJECTIVE}))
        except MCPError as error:
            shown = f"{error.message} {error.data}"
        await call(client, "decision-engine", objective=OBJECTIVE)
    assert "somebody" not in shown
    assert_clean(shown)


async def test_terminal_controls_of_a_caller_never_come_back(make_server: Callable[..., Any]) -> None:
    async with Client(make_server()) as client:
        _, text = await call(client, "orchestrate", objective="fix \x1b[31mred\x07 \u202etext", delivery="plan")
    assert "\x1b" not in text
    assert "\u202e" not in text

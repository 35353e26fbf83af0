"""Chains that a person writes, from the tool's arguments to the agents that are asked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from mcp import Client

from contract_kit import text_of
from podium.testkit import ScriptedHost

pytestmark = pytest.mark.anyio

EXAMPLE = "design-api |> (implement || write-tests) |> review-code"


async def planned(server: Any, **arguments: Any) -> dict[str, Any]:
    async with Client(server) as client:
        result = await client.call_tool("orchestrate", {"delivery": "plan", **arguments})
        assert not result.is_error, text_of(result)
        return dict(result.structured_content or {})


@pytest.mark.parametrize(
    "arguments",
    [
        {"objective": f"{EXAMPLE}: add rate limiting"},
        {"objective": f"/orchestrate {EXAMPLE}: add rate limiting 0.65 4"},
        {"objective": f'/coordinate "/{EXAMPLE}: add rate limiting" 0.65'},
        {"objective": "add rate limiting", "chain": EXAMPLE},
    ],
)
async def test_a_written_chain_is_what_is_planned(make_server: Callable[..., Any], arguments: dict[str, Any]) -> None:
    found = await planned(make_server(), **arguments)
    assert found["objective"] == "add rate limiting"
    assert [agent["command"] for agent in found["agents"]] == ["design-api", "implement", "write-tests", "review-code"]
    # Both write in the working tree, so they go one after the other.
    assert found["waves"] == [["design-api"], ["implement"], ["write-tests"], ["review-code"]]
    assert found["strategy"] == found["decision"]["plan"][0] == "orchestrated_workflow"
    assert found["decision"]["route"]["parallelization"]["chain"].removeprefix("/") == EXAMPLE
    assert "written by the caller" in found["decision"]["route"]["reason"]
    assert next(p for p in found["phases"] if p["name"] == "selection")["verified"]


async def test_a_users_command_and_an_alias_may_stand_in_a_chain(
    make_server: Callable[..., Any], tmp_path: Path
) -> None:
    (tmp_path / "my-check.md").write_text("---\naliases: [look]\n---\nCheck it.", encoding="utf-8")
    found = await planned(make_server(commands=(tmp_path,)), objective="implement |> look: the login")
    assert [agent["command"] for agent in found["agents"]] == ["implement", "my-check"]


async def test_a_chain_runs_in_its_order(make_server: Callable[..., Any]) -> None:
    host = ScriptedHost()
    async with host.client(make_server()) as client:
        result = await client.call_tool("orchestrate", {"objective": "review-code |> design-api |> debug: the login"})
    assert (result.structured_content or {})["status"] == "completed"
    assert [asked.agent_id for asked in host.asked] == ["review-code", "design-api", "debug", "coordinator"]


async def test_code_in_an_objective_stays_text(make_server: Callable[..., Any]) -> None:
    objective = "Explain why `a || b |> c` is always true"
    found = await planned(make_server(), objective=objective)
    assert found["objective"] == objective
    assert "written by" not in found["decision"]["route"]["reason"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"objective": "design-api |> implemnt: x"}, 'no command "implemnt". Did you mean implement?'),
        ({"objective": f"{EXAMPLE}: x", "agent_limit": 3}, "names 4 commands and this run may have 3 agents"),
        ({"objective": "x", "chain": "design-api |>"}, "The chain breaks at character"),
        ({"objective": "orchestrate |> implement: x"}, "/orchestrate computes by itself"),
    ],
)
async def test_a_chain_that_cannot_run_says_why(
    make_server: Callable[..., Any], arguments: dict[str, Any], words: str
) -> None:
    async with Client(make_server()) as client:
        result = await client.call_tool("orchestrate", {"delivery": "plan", **arguments})
    assert result.is_error
    assert words in text_of(result)

"""Every tool answers with the contract's fields in both halves, in both eras."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from mcp import Client

from contract_kit import ERAS, OBJECTIVE, QUIET, RUN_ROW, WAITING_RUN, assert_shape, call, halves, misfits
from podium.testkit import ScriptedHost, garbage, on
from podium.testkit.host import structured

pytestmark = pytest.mark.anyio

ITEMS = [
    {"name": "login.md", "text": "The login form posts a password and a session token.", "tags": ["security"]},
    {"name": "garden.md", "text": "Roses need water twice a week in summer."},
]
TASKS = [
    {"id": "a", "minutes": 10, "resources": ["database"]},
    {"id": "b", "minutes": 20, "depends_on": ["a"]},
    {"id": "c", "minutes": 30},
]
COMPUTING: list[tuple[str, dict[str, Any]]] = [
    ("decision-engine", {"objective": OBJECTIVE}),
    (
        "decision-engine",
        {"objective": "fix a typo", "scores": {"stakes": 1, "requirement_clarity": 5}, "context": ITEMS},
    ),
    ("command-relationships", {}),
    ("command-relationships", {"commands": ["write-tests", "/deploy"]}),
    ("command-relationships", {"objective": OBJECTIVE}),
    ("parallel-over-sequential", {"tasks": TASKS}),
    ("parallel-over-sequential", {"objective": OBJECTIVE}),
    ("context-economy", {"objective": "harden the login", "items": ITEMS, "roles": ["security", "writer"]}),
    ("context-economy", {"objective": "harden the login"}),
    ("verify-mathematics", {"claims": "2 + 2 = 5 and 25% of 80 is 20. accuracy:0.95 accuracy=0.97"}),
    ("verify-mathematics", {"claims": ["1/3 = 0.33", "latency:<=200"]}),
    ("learning-report", {}),
    ("learning-report", {"domain": "security"}),
    ("orchestrate-status", {}),
]


@pytest.mark.parametrize("era", ERAS)
@pytest.mark.parametrize(("tool", "arguments"), COMPUTING)
async def test_a_computing_tool_gives_exactly_the_contract_s_fields(
    make_server: Callable[..., Any], era: str, tool: str, arguments: dict[str, Any]
) -> None:
    async with Client(make_server(), mode=era) as client:
        result, _ = await call(client, tool, **arguments)
    assert_shape(tool, result)


@pytest.mark.requirement("chain-result")
@pytest.mark.parametrize("era", ERAS)
@pytest.mark.parametrize("tool", ["orchestrate", "coordinate", "command-orchestration-workflow"])
@pytest.mark.requirement("command-names")
async def test_orchestrate_and_its_aliases_give_the_contract_s_fields(
    make_server: Callable[..., Any], era: str, tool: str
) -> None:
    host = ScriptedHost()
    async with host.client(make_server(), era=era) as client:
        result, text = await call(client, tool, objective=OBJECTIVE)
    assert_shape(tool, result)
    assert result["status"] == "completed"
    assert {agent["state"] for agent in result["agents"]} == {"answered"}
    assert [phase["name"] for phase in result["phases"]] == [
        "analysis",
        "mapping",
        "selection",
        "execution",
        "recovery",
    ]
    assert result["run_id"] in text
    assert "orchestrate-feedback" in text
    assert result["synthesis"]["summary"][:100] in text


@pytest.mark.parametrize("era", ERAS)
async def test_every_step_of_a_hand_off_gives_the_contract_s_fields(make_server: Callable[..., Any], era: str) -> None:
    host = ScriptedHost()
    async with host.client(make_server(), era=era, sampling=False) as client:
        first, text = await call(client, "orchestrate", objective=OBJECTIVE)
        assert_shape("orchestrate", first, WAITING_RUN)
        assert first["next"]["instructions"] in text
        run_id, agent = first["run_id"], first["next"]["briefs"][0]["agent_id"]

        brief, prompt = await call(client, "agent-brief", run_id=run_id, agent_id=agent)
        assert_shape("agent-brief", brief)
        assert brief["prompt"] == prompt

        replies = [{"agent_id": agent, "status": "ok", "content": '{"summary": "done"}'}]
        quiet, _ = await call(client, "orchestrate-continue", run_id=run_id, replies=replies, quiet=True)
        assert misfits(quiet, QUIET) == []
        assert set(quiet) == set(QUIET)

        running, _ = await call(client, "orchestrate-status", run_id=run_id)
        assert_shape("orchestrate-continue", running, WAITING_RUN)
        rows, _ = await call(client, "orchestrate-status")
        assert [misfits(row, RUN_ROW) for row in rows["runs"]] == [[]]

        done = await host.finish(client, running)
        assert_shape("orchestrate-continue", done)
        verdict, _ = await call(client, "orchestrate-feedback", run_id=run_id, success=True, note="tests pass")
        assert_shape("orchestrate-feedback", verdict)
        report, _ = await call(client, "learning-report")
        assert_shape("learning-report", report)
        assert report["decisions"] == report["outcome_sources"]["feedback"] == 1


@pytest.mark.parametrize("era", ERAS)
async def test_the_structured_half_keeps_to_the_output_schema(make_server: Callable[..., Any], era: str) -> None:
    """The SDK's client validates a result against the listed schema and raises where it does not fit."""
    host = ScriptedHost()
    async with host.client(make_server(), era=era) as client:
        await client.list_tools()
        for tool, arguments in COMPUTING:
            halves(await client.call_tool(tool, arguments))
        run = structured(await client.call_tool("orchestrate", {"objective": OBJECTIVE}))
        for tool in ("orchestrate-continue", "orchestrate-status"):
            halves(await client.call_tool(tool, {"run_id": run["run_id"]}))
        halves(await client.call_tool("orchestrate-feedback", {"run_id": run["run_id"], "success": False}))


async def test_a_report_without_data_says_so_instead_of_giving_zero_or_one(make_server: Callable[..., Any]) -> None:
    async with Client(make_server()) as client:
        report, text = await call(client, "learning-report")
    names = ("routing_accuracy", "routing_score", "strategy_selection_accuracy", "deployment_success_rate")
    assert [report[name] for name in names] == [None] * 4
    assert set(report["calibration"].values()) == {None, 0}
    assert "not enough data" in text.lower()


async def test_the_text_says_that_a_prior_is_not_yet_measured(make_server: Callable[..., Any]) -> None:
    async with Client(make_server()) as client:
        result, text = await call(client, "decision-engine", objective=OBJECTIVE)
    assert result["basis"] == "prior"
    assert "prior" in text
    assert "not yet a measured frequency" in text


@pytest.mark.parametrize("era", ERAS)
@pytest.mark.requirement("purpose")
async def test_one_call_routes_by_confidence_deploys_specialists_and_recovers_what_failed(
    make_server: Callable[..., Any], era: str
) -> None:
    host = ScriptedHost([on("^security-specialist$", garbage("empty"), 1)])
    async with host.client(make_server(), era=era) as client:
        result, _ = await call(client, "orchestrate", objective=OBJECTIVE)
    assert result["confidence"] < 0.5
    assert (result["strategy"], result["overridden"]) == ("specialized_agents", False)
    assert len(result["agents"]) == 10
    assert [(r["agent_id"], r["succeeded"]) for r in result["recoveries"]] == [("security-specialist", True)]
    assert result["status"] == "completed"

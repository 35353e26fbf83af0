"""Hand-off: briefs, replies in any order, what is kept, what is refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from mcp import Client

from contract_kit import ERAS, OBJECTIVE, QUIET, assert_clean, call, mistake, refused
from podium.testkit import ScriptedHost

pytestmark = pytest.mark.anyio

GOOD = '{"summary": "Looked at it.", "findings": [{"statement": "It holds.", "evidence": "a.py:1"}]}'


def reply(agent_id: str, content: Any = GOOD, status: str = "ok") -> dict[str, Any]:
    return {"agent_id": agent_id, "status": status, "content": content}


async def start(client: Client, **arguments: Any) -> tuple[str, list[str], dict[str, Any]]:
    value, _ = await call(client, "orchestrate", objective=OBJECTIVE, **{"confidence_override": 0, **arguments})
    return value["run_id"], [brief["agent_id"] for brief in value["next"]["briefs"]], value


@pytest.fixture(params=ERAS)
def connect(request: pytest.FixtureRequest, make_server: Callable[..., Any]) -> Callable[[], Client]:
    return lambda: Client(make_server(), mode=request.param)


@pytest.mark.requirement("agents-one-message")
async def test_the_instructions_name_every_open_agent_and_one_message(connect: Callable[[], Client]) -> None:
    async with connect() as client:
        run_id, agents, value = await start(client)
    instructions = value["next"]["instructions"]
    assert len(agents) == 10
    assert all(agent in instructions for agent in agents)
    assert run_id in instructions
    assert "ONE MESSAGE" in instructions
    assert "agent-brief" in instructions
    assert "quiet true" in instructions


async def test_a_brief_is_new_once_and_outstanding_after(connect: Callable[[], Client]) -> None:
    async with connect() as client:
        run_id, agents, value = await start(client, agent_limit=3)
        assert {brief["state"] for brief in value["next"]["briefs"]} == {"new"}
        again, _ = await call(client, "orchestrate-continue", run_id=run_id)
        assert [brief["state"] for brief in again["next"]["briefs"]] == ["outstanding"] * 3
        assert "given out before" in again["next"]["instructions"]
        for agent in agents:
            await call(client, "orchestrate-continue", run_id=run_id, replies=[reply(agent)], quiet=True)
        after, _ = await call(client, "orchestrate-continue", run_id=run_id)
        assert [(b["agent_id"], b["state"]) for b in after["next"]["briefs"]] == [("coordinator", "new")]


async def test_a_quiet_answer_has_four_fields_and_no_next_wave(connect: Callable[[], Client]) -> None:
    async with connect() as client:
        run_id, agents, _ = await start(client, agent_limit=3)
        for number, agent in enumerate(agents, 1):
            value, text = await call(client, "orchestrate-continue", run_id=run_id, replies=[reply(agent)], quiet=True)
            assert set(value) == set(QUIET)
            assert value["status"] == "awaiting_host"
            assert value["remaining"] == 4 - number
            assert agent in str(value["recorded"])
            assert "coordinator" not in text


async def test_valid_replies_of_a_mixed_list_are_kept_and_the_rest_is_named(connect: Callable[[], Client]) -> None:
    async with connect() as client:
        run_id, agents, _ = await start(client, agent_limit=4)
        mixed = [
            reply(agents[0]),
            reply("nobody"),
            reply(agents[1], status="perhaps"),
            reply(agents[2], content={"summary": "an object"}),
            "not even an object",
            reply(agents[3]),
            reply(agents[3], content="a second one"),
        ]
        text = await refused(client, "orchestrate-continue", run_id=run_id, replies=mixed)
        for word in ("nobody", agents[1], agents[2], "string", "twice", "Kept"):
            assert word in text
        assert text.index("Kept") > 0
        assert agents[0] in text[text.index("Kept") :]
        value, _ = await call(client, "orchestrate-status", run_id=run_id)
    states = {agent["id"]: agent["state"] for agent in value["agents"]}
    assert states == {agents[0]: "answered", agents[1]: "asked", agents[2]: "asked", agents[3]: "answered"}


async def test_a_second_reply_is_never_stored_and_an_identical_one_passes(connect: Callable[[], Client]) -> None:
    async with connect() as client:
        run_id, agents, _ = await start(client, agent_limit=3)
        first = {"run_id": run_id, "replies": [reply(agents[0])], "quiet": True}
        await call(client, "orchestrate-continue", **first)
        same, _ = await call(client, "orchestrate-continue", **first)
        assert same["remaining"] == 3
        text = await refused(
            client, "orchestrate-continue", run_id=run_id, replies=[reply(agents[0], "something else")], quiet=True
        )
        assert "never stored" in text
        output = await client.read_resource(f"podium://runs/{run_id}/agents/{agents[0]}")
        assert "It holds." in output.contents[0].text
        assert "something else" not in output.contents[0].text


async def test_a_failed_reply_is_recovered_or_given_up_by_the_same_rules(connect: Callable[[], Client]) -> None:
    async with connect() as client:
        run_id, agents, _ = await start(client, agent_limit=3)
        value, _ = await call(
            client,
            "orchestrate-continue",
            run_id=run_id,
            replies=[reply(agents[0], "no access to the files", "failed")],
        )
    assert [recovery["agent_id"] for recovery in value["recoveries"]] == [agents[0]]
    assert value["recoveries"][0]["failure"] == "refused"


async def test_replies_sent_as_json_text_are_understood(connect: Callable[[], Client]) -> None:
    async with connect() as client:
        run_id, agents, _ = await start(client, agent_limit=3)
        value, _ = await call(
            client,
            "orchestrate-continue",
            run_id=run_id,
            replies=json.dumps([{"agent_id": agents[1], "content": "Plain prose is fine."}]),
            quiet=True,
        )
    assert value["remaining"] == 3


async def test_the_brief_of_an_agent_whose_turn_has_not_come_is_refused(connect: Callable[[], Client]) -> None:
    async with connect() as client:
        run_id, agents, _ = await start(client, agent_limit=3)
        text = await refused(client, "agent-brief", run_id=run_id, agent_id="coordinator")
        assert "not asked yet" in text
        assert agents[0] in text
        text = await refused(client, "agent-brief", run_id=run_id, agent_id="nobody")
        assert agents[0] in text
        text = await refused(client, "orchestrate-continue", run_id=run_id, replies=[reply("coordinator")])
        assert "not asked yet" in text


async def test_a_brief_tells_role_part_objective_format_and_how_to_hand_in(connect: Callable[[], Client]) -> None:
    async with connect() as client:
        run_id, agents, _ = await start(client, agent_limit=3)
        value, text = await call(client, "agent-brief", run_id=run_id, agent_id=agents[0])
    assert value["prompt"] == text
    assert value["state"] == "asked"
    for part in (agents[0], OBJECTIVE, '"findings"', '"spawn"', "orchestrate-continue", "quiet true"):
        assert part in value["prompt"]


async def test_a_cancelled_run_ends_and_keeps_what_was_answered(connect: Callable[[], Client]) -> None:
    async with connect() as client:
        run_id, agents, _ = await start(client, agent_limit=3)
        await call(client, "orchestrate-continue", run_id=run_id, replies=[reply(agents[0])], quiet=True)
        value, text = await call(client, "orchestrate-continue", run_id=run_id, cancel=True)
        assert value["status"] == "cancelled"
        assert "It holds." in str(value["synthesis"])
        assert "cancelled" in text
        for arguments in ({}, {"cancel": True}):
            again, _ = await call(client, "orchestrate-continue", run_id=run_id, **arguments)
            assert again == value
        text = await refused(client, "orchestrate-continue", run_id=run_id, replies=[reply(agents[1])])
        assert "cancelled" in text


async def test_continue_on_a_finished_run_returns_the_result_again(connect: Callable[[], Client]) -> None:
    host = ScriptedHost()
    async with connect() as client:
        run_id, _, value = await start(client, agent_limit=3)
        done = await host.finish(client, value)
        asked = len(host.asked)
        again, text = await call(client, "orchestrate-continue", run_id=run_id)
        status, _ = await call(client, "orchestrate-status", run_id=run_id)
        assert again == done == status
        assert len(host.asked) == asked
        text = await refused(client, "orchestrate-continue", run_id=run_id, replies=[reply("coordinator", "late")])
        assert "completed" in text


@pytest.mark.requirement("learning-scores", "learning-review")
async def test_the_latest_verdict_replaces(connect: Callable[[], Client]) -> None:
    host = ScriptedHost()
    async with connect() as client:
        run_id, _, value = await start(client, agent_limit=3)
        text = await refused(client, "orchestrate-feedback", run_id=run_id, success=True)
        assert "finished" in text
        await host.finish(client, value)
        good, _ = await call(client, "orchestrate-feedback", run_id=run_id, success=True)
        assert (good["recorded"], good["routing_accuracy"]) == (True, 1.0)
        bad, _ = await call(client, "orchestrate-feedback", run_id=run_id, success=False, note="the build broke")
        assert bad["routing_accuracy"] == 0.0
        assert bad["review_flagged"] is True
        assert bad["routing_score"] < good["routing_score"]
        report, _ = await call(client, "learning-report")
    assert report["outcome_sources"] == {"feedback": 1, "checks": 0, "none": 0}


async def test_short_briefs_stand_in_the_result(connect: Callable[[], Client]) -> None:
    async with connect() as client:
        value, text = await call(client, "orchestrate", objective="fix a typo", confidence_override=0.95, agent_limit=1)
        (brief,) = value["next"]["briefs"]
        assert brief["prompt"]
        assert brief["prompt"] in text


@pytest.mark.parametrize(
    ("tool", "arguments", "word"),
    [
        ("orchestrate", {}, "objective"),
        ("orchestrate", {"objective": ""}, "objective"),
        ("orchestrate", {"objective": "  \n "}, "objective"),
        ("orchestrate", {"objective": "x", "confidence_override": 2}, "confidence_override"),
        ("orchestrate", {"objective": "x", "confidence_override": "high"}, "confidence_override"),
        ("orchestrate", {"objective": "x", "agent_limit": 11}, "agent_limit"),
        ("orchestrate", {"objective": "x", "agent_limit": 0}, "agent_limit"),
        ("orchestrate", {"objective": "x", "delivery": "pigeon"}, "delivery"),
        ("orchestrate", {"objective": "x", "confidense_override": 0.4}, "confidence_override"),
        ("orchestrate", {"objective": "x", "scores": {"stakes": 9}}, "1 to 5"),
        ("orchestrate", {"objective": "x", "scores": {"beauty": 3}}, "stakes"),
        ("orchestrate", {"objective": "x", "paths": ["/etc/passwd"]}, "workspace"),
        ("orchestrate", {"objective": "x", "paths": ["../../etc/passwd"]}, "workspace"),
        ("orchestrate", {"objective": "x", "preserve": ["no such item"]}, "no such item"),
        ("orchestrate-continue", {"run_id": "run_none"}, "orchestrate-status"),
        ("orchestrate-continue", {}, "run_id"),
        ("orchestrate-status", {"run_id": "run_none"}, "orchestrate-status"),
        ("orchestrate-feedback", {"run_id": "run_none", "success": True}, "orchestrate-status"),
        ("orchestrate-feedback", {"run_id": "run_none"}, "success"),
        ("agent-brief", {"run_id": "run_none", "agent_id": "x"}, "orchestrate-status"),
        ("decision-engine", {"objective": "x", "paths": ["nowhere.py"]}, "--workspace"),
        ("decision-engine", {"objective": " "}, "objective"),
        ("command-relationships", {"commands": ["no-such-command"]}, "no-such-command"),
        ("parallel-over-sequential", {}, "tasks"),
        ("parallel-over-sequential", {"tasks": [{"id": "a", "minutes": -1}]}, "minutes"),
        ("parallel-over-sequential", {"tasks": [{"id": "a"}]}, "minutes"),
        (
            "parallel-over-sequential",
            {"tasks": [{"id": "a", "minutes": 1, "depends_on": ["b"]}, {"id": "b", "minutes": 1, "depends_on": ["a"]}]},
            "cycle",
        ),
        ("parallel-over-sequential", {"tasks": [{"id": "a", "minutes": 1}], "max_parallel": 0}, "max_parallel"),
        ("context-economy", {"objective": "x", "budget_tokens": 1}, "budget_tokens"),
        ("context-economy", {"objective": "x", "preserve": ["no such item"]}, "no such item"),
        ("context-economy", {"objective": "x", "items": [{"text": "no name"}]}, "name"),
        ("verify-mathematics", {}, "claims"),
        ("learning-report", {"domian": "x"}, "domain"),
    ],
)
async def test_a_mistake_of_the_caller_is_told_with_what_to_do(
    connect: Callable[[], Client], tool: str, arguments: dict[str, Any], word: str
) -> None:
    async with connect() as client:
        text = mistake(await client.call_tool(tool, arguments))
    assert word in text
    assert_clean(text)


async def test_paths_of_a_workspace_are_read_and_nothing_outside_is_named(
    make_server: Callable[..., Any], tmp_path: Any
) -> None:
    project = tmp_path / "project"
    project.mkdir()
    (project / "login.md").write_text("The login form posts a password and a session token to the server.\n" * 3)
    (tmp_path / "secret.md").write_text("outside")
    async with Client(make_server(workspaces=(project,))) as client:
        value, _ = await call(client, "context-economy", objective="login token", paths=["login.md"])
        assert value["index"] == {"done": 1, "total": 1, "skipped": []}
        assert value["packs"][0]["items"][0]["name"].startswith("login.md")
        assert str(tmp_path) not in str(value)
        for path in ("../secret.md", str(tmp_path / "secret.md"), "nowhere.md"):
            text = await refused(client, "context-economy", objective="login", paths=[path])
            assert str(tmp_path) not in text.replace(path, "")
            assert "outside" not in text.split(path)[-1] or "workspace" in text

"""Sub-agents over every carrier: within the limit, with the whole constraints, and never without an end."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import mcp_types as types
import pytest
from mcp import Client

from podium.app import Settings, build
from podium.testkit import ScriptedHost
from podium.testkit.host import structured
from podium.testkit.script import Answer, Asked, on

pytestmark = pytest.mark.anyio
CARRIERS = (("legacy", True), ("2026-07-28", True), ("legacy", False), ("2026-07-28", False))
CONSTRAINT = "No record may leave the region of Frankfurt."
RULES = "\n\n".join([*(f"Rule {n}: keep row {n} as it stands." for n in range(150)), CONSTRAINT])
FOUND = "The upload writes to two regions"


def spawning(levels: int) -> Any:
    """Agents that hand a part on, level by level."""

    async def script(asked: Asked) -> Answer:
        found = re.match(r"level-(\d+)", asked.agent_id)
        level = int(found[1]) if found else 0
        reply: dict[str, Any] = {"summary": f"{asked.agent_id} did its part."}
        if not level:
            reply["findings"] = [{"topic": "regions", "statement": FOUND, "evidence": "upload.py:8"}]
        if level < levels and not asked.agent_id.endswith("follow-up"):
            reply["spawn"] = [{"role": f"level {level + 1}", "objective": f"part {level + 1} of {asked.agent_id}"}]
        return Answer(json.dumps(reply))

    return script


async def run(
    tmp_path: Path, era: Any, sampling: bool, levels: int, **more: Any
) -> tuple[ScriptedHost, dict[str, Any]]:
    host = ScriptedHost([on("", spawning(levels))])
    async with host.client(build(Settings(database=tmp_path / "podium.db")), era=era, sampling=sampling) as client:
        result = await host.orchestrate(
            client,
            "Fix the typo in the heading of the settings page",
            confidence_override=0.95,
            context=[{"name": "rules", "text": RULES}],
            preserve=["rules"],
            **more,
        )
    return host, result


@pytest.mark.requirement("agents-context-chain")
@pytest.mark.parametrize(("era", "sampling"), CARRIERS)
async def test_sub_agents_reach_three_levels_and_each_has_the_context_and_what_was_found_above_it(
    tmp_path: Path, era: str, sampling: bool
) -> None:
    host, result = await run(tmp_path, era, sampling, 3, agent_limit=10)
    assert result["status"] == "completed"
    assert max(agent["depth"] for agent in result["agents"]) == 3
    deepest = [asked.prompt for asked in host.asked if asked.agent_id.startswith("level-3")]
    assert deepest
    assert all(RULES in prompt for prompt in deepest)
    assert all(FOUND in prompt for prompt in deepest)
    assert all(re.search(r"level-2\S* did its part", prompt) for prompt in deepest)


@pytest.mark.parametrize(("era", "sampling"), CARRIERS)
async def test_the_limit_holds_over_all_levels_and_the_rest_is_refused_with_a_reason(
    tmp_path: Path, era: str, sampling: bool
) -> None:
    host, result = await run(tmp_path, era, sampling, 50, agent_limit=3)
    assert result["status"] == "completed"
    assert len(result["agents"]) <= 3
    assert result["spawned_refused"]
    assert all(refused["reason"] for refused in result["spawned_refused"])
    told = [asked.prompt for asked in host.asked if asked.agent_id.endswith("follow-up")]
    assert told
    assert all("do their parts yourself" in prompt for prompt in told)


@pytest.mark.parametrize("wishes", [1, 10, 100])
@pytest.mark.parametrize("era", ["legacy", "2026-07-28"])
async def test_agents_that_always_ask_by_tool_stay_within_the_limit_and_are_answered_for(
    tmp_path: Path, era: Any, wishes: int
) -> None:
    asked: list[str] = []

    async def sampling(context: Any, params: types.CreateMessageRequestParams) -> types.CreateMessageResultWithTools:
        agent = str((params.metadata or {}).get("podium/agent"))
        asked.append(agent)
        uses = [
            types.ToolUseContent(
                type="tool_use",
                id=f"t{n}",
                name="spawn_agent",
                input={"role": f"{agent} {n}", "objective": f"{agent} part {n}"},
            )
            for n in range(wishes)
        ]
        said = types.TextContent(type="text", text=f"{agent} looked at its part.")
        return types.CreateMessageResultWithTools(
            role="assistant", content=[said, *uses], model="m", stop_reason="toolUse"
        )

    tools = types.SamplingCapability(tools=types.SamplingToolsCapability())
    server = build(Settings(database=tmp_path / "podium.db"))
    async with Client(server, mode=era, sampling_callback=sampling, sampling_capabilities=tools) as client:
        arguments = {"objective": "Fix the typo in the heading", "confidence_override": 0.95, "agent_limit": 6}
        result = structured(await client.call_tool("orchestrate", arguments))
    assert result["status"] == "completed"
    assert 1 < len(result["agents"]) <= 6
    followed = [agent for agent in asked if agent.endswith("follow-up")]
    assert result["spent"]["requests"] == len(asked) <= len(result["agents"]) + len(followed) + 1
    assert followed
    assert result["spawned_refused"]


@pytest.mark.parametrize("era", ["legacy", "2026-07-28"])
async def test_an_agent_may_ask_by_tool_where_its_model_takes_tools(tmp_path: Path, era: Any) -> None:
    asked: list[str] = []

    async def sampling(context: Any, params: types.CreateMessageRequestParams) -> types.CreateMessageResultWithTools:
        agent = str((params.metadata or {}).get("podium/agent"))
        asked.append(agent)
        wish = {"role": "chemist", "objective": "mix the acids"}
        uses = params.tools and agent != "chemist"
        content: Any = types.TextContent(type="text", text=f"{agent} looked at its part.")
        if uses:
            content = [types.ToolUseContent(type="tool_use", id="t1", name="spawn_agent", input=wish)]
        return types.CreateMessageResultWithTools(
            role="assistant", content=content, model="m", stop_reason="toolUse" if uses else "endTurn"
        )

    tools = types.SamplingCapability(tools=types.SamplingToolsCapability())
    server = build(Settings(database=tmp_path / "podium.db"))
    async with Client(server, mode=era, sampling_callback=sampling, sampling_capabilities=tools) as client:
        arguments = {"objective": "Fix the typo in the heading", "confidence_override": 0.95, "agent_limit": 3}
        result = structured(await client.call_tool("orchestrate", arguments))
    assert result["status"] == "completed"
    assert "chemist" in asked
    assert len(result["agents"]) <= 3

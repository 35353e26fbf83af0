"""Learning through the contract alone: runs, verdicts, and what the next decision shows."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest
from mcp import Client

from contract_kit import call
from podium.testkit import ScriptedHost, say
from podium.testkit.script import on

pytestmark = pytest.mark.anyio

OBJECTIVE = "Fix the memory leak in the worker"
ELSEWHERE = "Profile and speed up the dashboard"


async def play(client: Client, verdicts: list[bool]) -> list[str]:
    """Run objectives of one kind, one for each verdict; the strategies that ran. A repeat of what failed would get more."""
    found = []
    for number, success in enumerate(verdicts):
        run, _ = await call(client, "orchestrate", objective=f"{OBJECTIVE} {number}", delivery="sampling")
        await call(client, "orchestrate-feedback", run_id=run["run_id"], success=success)
        found.append(run["strategy"])
    return found


async def decided(client: Client, objective: str = OBJECTIVE) -> dict[str, Any]:
    found, _ = await call(client, "decision-engine", objective=objective)
    return found


@pytest.mark.requirement("learning-history")
async def test_verdicts_bring_a_domain_to_direct_work_and_back_and_leave_others_alone(
    make_server: Callable[..., Any],
) -> None:
    host, draw = ScriptedHost(), random.Random(1)
    async with host.client(make_server()) as client:
        before, other = await decided(client), await decided(client, ELSEWHERE)
        assert before["route"]["strategy"] == "orchestrated_workflow"
        ran = await play(client, [draw.random() < 0.97 for _ in range(80)])
        learned, same = await decided(client), await decided(client, ELSEWHERE)
        assert ran[-20:].count("direct_atomic") >= 18
        assert (learned["basis"], learned["route"]["strategy"]) == ("history", "direct_atomic")
        assert (learned["history"]["outcomes"], learned["history"]["domain_outcomes"]) == (80, 80)
        assert same["route"]["strategy"] == other["route"]["strategy"]
        assert abs(same["confidence"] - other["confidence"]) < 0.05

        await play(client, [False] * 25)
        fallen, report = await decided(client), (await call(client, "learning-report"))[0]
        assert fallen["confidence"] < 0.7
        assert fallen["route"]["strategy"] != "direct_atomic"
        assert [row["kind"] for row in report["log"]].count("drift") == 1
        assert report["outcome_sources"]["feedback"] == 105


async def test_agents_praise_of_themselves_teaches_nothing(make_server: Callable[..., Any]) -> None:
    host = ScriptedHost([on("", say("Everything is perfect.", confidence=0.99))])
    async with host.client(make_server()) as client:
        before = await decided(client)
        for _ in range(5):
            await call(client, "orchestrate", objective=OBJECTIVE, delivery="sampling")
        after = await decided(client)
        report, _ = await call(client, "learning-report")
    assert (after["confidence"], after["basis"]) == (before["confidence"], before["basis"])
    assert report["outcome_sources"] == {"feedback": 0, "checks": 0, "none": 5}


async def test_overridden_runs_teach_nothing(make_server: Callable[..., Any]) -> None:
    async with ScriptedHost().client(make_server()) as client:
        before = await decided(client)
        for _ in range(3):
            run, _ = await call(
                client, "orchestrate", objective=OBJECTIVE, delivery="sampling", confidence_override=0.95
            )
            await call(client, "orchestrate-feedback", run_id=run["run_id"], success=False)
        assert (await decided(client))["confidence"] == before["confidence"]

"""One run, three carriers: what the host answers decides the outcome, never the road it took."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from mcp import Client

from contract_kit import ERAS, OBJECTIVE, call, refused
from podium.core.limits import Ceilings
from podium.testkit import Rule, ScriptedHost, delay, finding, garbage, on, plain, refuse, say
from podium.testkit.host import structured
from podium.workspace import Heard, Reading, Workspace

pytestmark = pytest.mark.anyio

ROADS = [
    ("legacy", True, "push"),
    ("2026-07-28", True, "round_trip"),
    ("legacy", False, "handoff"),
    ("2026-07-28", False, "handoff"),
]


def rules() -> list[Rule]:
    keys = finding("Rotate the keys.", "config.yml:3", "keys", "for")
    doubt = finding("Do not rotate the keys.", "", "keys", "against")
    return [
        on("^security-specialist$", say("Keys lie in plain text.", [keys])),
        on("^risk-assessor$", say("The risk is high.", [doubt], "Wait.")),
        on("^coordinator$", say("All parts agree but one.", [], "Rotate first.")),
    ]


async def synthesis(server: Any, era: str, sampling: bool) -> tuple[dict[str, Any], ScriptedHost]:
    host = ScriptedHost(rules())
    async with host.client(server, era=era, sampling=sampling) as client:
        done = await host.orchestrate(client, OBJECTIVE, confidence_override=0.1)
        record = json.loads((await client.read_resource(f"podium://runs/{done['run_id']}")).contents[0].text)
    return record, host


@pytest.mark.requirement("route-agents-synthesis", "agents-solution")
async def test_the_same_replies_give_the_same_synthesis_over_every_carrier(
    make_server: Callable[..., Any], tmp_path: Any
) -> None:
    records = []
    for number, (era, sampling, carrier) in enumerate(ROADS):
        record, host = await synthesis(make_server(database=tmp_path / f"{number}.db"), era, sampling)
        assert record["status"] == "completed"
        assert {agent["carrier"] for agent in record["agents"]} == {carrier}
        assert len(host.asked) == len(record["agents"]) + 1
        records.append(record)
    first = records[0]["synthesis"]
    assert first["summary"] == "All parts agree but one."
    assert [conflict["topic"] for conflict in first["conflicts"]] == ["keys"]
    assert all(record["synthesis"] == first for record in records)
    assert all(record["waves"] == records[0]["waves"] for record in records)
    assert all(record["quality"] == records[0]["quality"] for record in records)


@pytest.mark.parametrize("era", ERAS)
async def test_a_client_that_declared_no_sampling_is_never_sent_a_request(
    make_server: Callable[..., Any], era: str
) -> None:
    received: list[Any] = []

    async def watch(message: Any) -> None:
        received.append(message)

    async with Client(make_server(), mode=era, message_handler=watch) as client:
        value, _ = await call(client, "orchestrate", objective=OBJECTIVE)
        assert value["status"] == "awaiting_host"
        assert {agent["carrier"] for agent in value["agents"] if agent["state"] == "asked"} == {"handoff"}
        text = await refused(client, "orchestrate", objective=OBJECTIVE, delivery="sampling")
    assert "handoff" in text
    assert not [message for message in received if getattr(message, "method", "") == "sampling/createMessage"]


@pytest.mark.requirement("phase4-implement")
@pytest.mark.parametrize("era", ERAS)
async def test_a_plan_runs_nothing_and_is_started_by_continue(make_server: Callable[..., Any], era: str) -> None:
    host = ScriptedHost()
    async with host.client(make_server(), era=era) as client:
        plan, text = await call(client, "orchestrate", objective=OBJECTIVE, delivery="plan")
        assert plan["status"] == "planned"
        assert host.asked == []
        assert plan["spent"] == {"requests": 0, "tokens": 0, "seconds": 0}
        assert {agent["state"] for agent in plan["agents"]} == {"planned"}
        assert "Nothing was run" in text
        assert "orchestrate-continue" in text

        done = await host.finish(
            client, structured(await client.call_tool("orchestrate-continue", {"run_id": plan["run_id"]}))
        )
        assert done["status"] == "completed"
        assert done["waves"] == plan["waves"]
        assert len(host.asked) >= len(plan["agents"])
        report, _ = await call(client, "learning-report")
    assert report["decisions"] == 1


async def test_a_plan_counts_as_no_decision(make_server: Callable[..., Any]) -> None:
    async with Client(make_server()) as client:
        await call(client, "orchestrate", objective=OBJECTIVE, delivery="plan")
        report, _ = await call(client, "learning-report")
    assert report["decisions"] == 0


@pytest.mark.requirement("confidence-override")
@pytest.mark.parametrize(
    ("override", "strategy"),
    [
        (0, "specialized_agents"),
        (0.49, "specialized_agents"),
        (0.5, "multi_workflow"),
        (0.7, "orchestrated_workflow"),
        (0.9, "direct_atomic"),
        (1, "direct_atomic"),
    ],
)
async def test_a_given_confidence_alone_picks_the_route(
    make_server: Callable[..., Any], override: float, strategy: str
) -> None:
    async with Client(make_server()) as client:
        value, text = await call(
            client, "orchestrate", objective=OBJECTIVE, confidence_override=override, delivery="plan"
        )
        computed, _ = await call(client, "decision-engine", objective=OBJECTIVE)
    assert value["overridden"] is True
    assert value["confidence"] == override
    assert value["strategy"] == value["decision"]["route"]["strategy"] == strategy
    assert not value["decision"]["route"]["elevated_by"]
    assert value["decision"]["confidence"] == computed["confidence"]
    assert "(given)" in text


async def test_a_run_with_a_given_confidence_trains_no_calibration(make_server: Callable[..., Any]) -> None:
    host = ScriptedHost()
    async with host.client(make_server()) as client:
        done = await host.orchestrate(client, OBJECTIVE, confidence_override=0.95)
        await call(client, "orchestrate-feedback", run_id=done["run_id"], success=True)
        report, _ = await call(client, "learning-report")
    assert report["decisions"] == 1
    assert report["calibration"]["n"] == 0
    assert sum(band["n"] for band in report["bands"]) == 0


@pytest.mark.requirement("chain-analysis", "phase1")
async def test_the_analysis_of_a_run_is_that_of_the_decision_engine(make_server: Callable[..., Any]) -> None:
    async with Client(make_server()) as client:
        value, _ = await call(client, "orchestrate", objective=OBJECTIVE, delivery="plan")
        decision, _ = await call(client, "decision-engine", objective=OBJECTIVE)
    assert value["decision"] == {name: decision[name] for name in value["decision"]}
    assert value["overridden"] is False
    assert value["confidence"] == decision["confidence"]


@pytest.mark.parametrize("limit", [1, 2, 5])
@pytest.mark.parametrize("override", [0, 0.6, 0.8, 0.95])
async def test_the_agent_limit_holds_for_every_route(
    make_server: Callable[..., Any], limit: int, override: float
) -> None:
    async with Client(make_server()) as client:
        value, _ = await call(
            client, "orchestrate", objective=OBJECTIVE, agent_limit=limit, confidence_override=override, delivery="plan"
        )
    assert 1 <= len(value["agents"]) <= limit
    assert sorted(i for wave in value["waves"] for i in wave) == sorted(agent["id"] for agent in value["agents"])


async def test_a_caller_never_lifts_the_server_s_limits(make_server: Callable[..., Any]) -> None:
    host = ScriptedHost()
    async with host.client(make_server(ceilings=Ceilings(agents=3, requests=2))) as client:
        done = await host.orchestrate(client, OBJECTIVE, confidence_override=0, agent_limit=9, requests_limit=50)
    assert len(done["agents"]) == 3
    assert len(host.asked) == done["spent"]["requests"] == 2
    assert done["status"] == "partial"


async def test_the_agent_limit_counts_substitutes_in_the_place_of_those_they_replace(
    make_server: Callable[..., Any],
) -> None:
    host = ScriptedHost([on("^coordinator$", say("Joined.")), on("", refuse(-32603, "out of order"), 7)])
    async with host.client(make_server()) as client:
        done = await host.orchestrate(client, OBJECTIVE, confidence_override=0, agent_limit=4)
    assert len(done["agents"]) == 4
    assert done["recoveries"]


@pytest.mark.parametrize("era", ERAS)
async def test_ten_requests_for_ten_agents_leave_a_merge_without_coordinator(
    make_server: Callable[..., Any], era: str
) -> None:
    host = ScriptedHost()
    async with host.client(make_server(), era=era) as client:
        done = await host.orchestrate(client, OBJECTIVE, confidence_override=0, requests_limit=10)
    assert done["status"] == "completed"
    assert len(host.asked) == done["spent"]["requests"] == 10
    assert "coordinator" not in {asked.agent_id for asked in host.asked}
    assert done["synthesis"]["by"] == "merge"
    assert done["synthesis"]["summary"]


@pytest.mark.requirement("recovery-signals")
@pytest.mark.parametrize("era", ERAS)
@pytest.mark.parametrize("kind", ["empty", "blank", "open JSON", "truncated", "tool use", "image", "foreign JSON"])
async def test_a_bad_reply_is_recovered_on_the_same_carrier(
    make_server: Callable[..., Any], era: str, kind: str
) -> None:
    host = ScriptedHost([on("^security-specialist$", garbage(kind), 1)])
    async with host.client(make_server(), era=era) as client:
        done = await host.orchestrate(client, OBJECTIVE, confidence_override=0)
    assert done["status"] == "completed"
    assert done["adjustments"] == []
    assert {agent["carrier"] for agent in done["agents"]} == {"push" if era == "legacy" else "round_trip"}


async def test_refusing_every_request_moves_a_run_to_hand_off_and_keeps_it_whole(
    make_server: Callable[..., Any],
) -> None:
    host = ScriptedHost([on("", refuse(), 10)])
    async with host.client(make_server()) as client:
        value, _ = await call(client, "orchestrate", objective=OBJECTIVE, confidence_override=0)
        assert value["status"] == "awaiting_host"
        assert [(step["from"], step["to"]) for step in value["adjustments"]] == [("push", "handoff")]
        done = await host.finish(client, value)
    assert done["status"] == "completed"


async def test_a_run_in_which_nobody_answers_fails_and_says_so(make_server: Callable[..., Any]) -> None:
    host = ScriptedHost([on("", refuse(-32603, "out of order"))])
    async with host.client(make_server()) as client:
        done = await host.orchestrate(client, OBJECTIVE, confidence_override=0.95, requests_limit=12)
        value, text = await call(client, "orchestrate-continue", run_id=done["run_id"])
    assert done["status"] == "failed"
    assert value["missing"]
    assert "# Podium: failed" in text
    assert host.asked


async def test_one_missing_part_makes_a_run_partial(make_server: Callable[..., Any]) -> None:
    host = ScriptedHost([on("security-specialist", plain(""))])
    async with host.client(make_server()) as client:
        done = await host.orchestrate(client, OBJECTIVE, confidence_override=0, requests_limit=14)
    assert done["status"] in ("partial", "completed")
    assert (done["status"] == "partial") == bool(done["missing"])


@pytest.mark.requirement("agents-one-message", "route-agents-coordination")
async def test_agents_of_a_wave_are_at_work_at_once(make_server: Callable[..., Any]) -> None:
    for era in ERAS:
        host = ScriptedHost([on("", delay(0.02, say("Done.", [finding("It holds.", "brief")])))])
        async with host.client(make_server(), era=era) as client:
            done = await host.orchestrate(client, OBJECTIVE, confidence_override=0)
        assert done["status"] == "completed"
        assert host.most_at_once == len(done["waves"][0]) == 10


@pytest.mark.requirement("phase4-progress")
async def test_progress_counts_the_agents_that_answered(make_server: Callable[..., Any]) -> None:
    host = ScriptedHost()
    async with host.client(make_server()) as client:
        done = await host.orchestrate(client, OBJECTIVE, confidence_override=0)
    answered = [message for message in host.progress if message.endswith("answered")]
    assert len(answered) == len(done["agents"]) + 1
    assert answered[0].split(":")[0].endswith(f"of {len(done['agents']) + 1}")


@pytest.mark.parametrize("name", ["orchestrate", "context-economy"])
async def test_a_call_that_waits_for_files_tells_how_many_are_read_and_never_less_than_before(
    make_server: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    told: list[tuple[float, float | None, str | None]] = []

    async def consult(self: Workspace, *_: Any, heard: Heard, **__: Any) -> Reading:
        for done in (0, 30, 30):
            await heard(done, 40)
        return Reading((), (), 40, 40)

    async def progress(share: float, total: float | None, message: str | None) -> None:
        told.append((share, total, message))

    monkeypatch.setattr(Workspace, "consult", consult)
    host = ScriptedHost()
    async with host.client(make_server(workspaces=(tmp_path,))) as client:
        await client.call_tool(name, {"objective": OBJECTIVE, "paths": ["."]}, progress_callback=progress)
    reading = [(share, total) for share, total, message in told if message and message.endswith("of 40 files")]
    assert [round(share, 2) for share, _ in reading][:3] == [0.0, 0.75, 0.75]
    assert {total for _, total in reading} == {1.0}
    shares = [share for share, _, _ in told]
    assert all(before < after for before, after in pairwise(shares))


async def test_a_call_out_of_time_answers_interrupted_and_continue_asks_nothing_twice(
    make_server: Callable[..., Any],
) -> None:
    host = ScriptedHost([on("", delay(0.02, say("Done.", [finding("It holds.", "brief")])))])
    async with host.client(make_server(ceilings=Ceilings(call_seconds=0.001))) as client:
        value, text = await call(client, "orchestrate", objective=OBJECTIVE, confidence_override=0.6)
        assert value["status"] == "interrupted"
        assert value["interrupted_by"]
        assert "orchestrate-continue" in text
        done = await host.finish(client, value)
    assert done["status"] == "completed"
    assert len({asked.agent_id for asked in host.asked}) == len(host.asked)
    assert not done.get("interrupted_by")


async def test_the_words_of_a_slash_command_are_read_and_shown(make_server: Callable[..., Any]) -> None:
    async with Client(make_server()) as client:
        value, text = await call(
            client, "orchestrate", objective="/orchestrate “Upgrade to Python 3.12” 0.65 4", delivery="plan"
        )
        assert (value["objective"], value["confidence"], value["overridden"]) == ("Upgrade to Python 3.12", 0.65, True)
        assert len(value["agents"]) <= 4
        assert "Upgrade to Python 3.12" in value["read_as"]
        assert "Read as" in text
        value, _ = await call(client, "orchestrate", objective="Upgrade to Python 3.12", delivery="plan")
        assert (value["objective"], value["overridden"]) == ("Upgrade to Python 3.12", False)

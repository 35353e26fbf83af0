"""Each half of a result stays under 10,000 characters, whatever comes in."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from mcp import Client

from contract_kit import ERAS, OBJECTIVE, assert_shape, assert_totals, call, halves, mistake, text_of
from podium.surface import run_fit, run_view
from podium.testkit import ScriptedHost, finding, on, say
from podium.testkit.host import structured

pytestmark = pytest.mark.anyio

LONG = 'Rework the payment ledger für alle Märkte – 支付系统 – with "quotes" and | bars | and\nlines. ' * 2_000
HUGE = (LONG * 2)[:200_000]
FINDINGS = [
    finding(
        f"Finding {n}: " + "the ledger loses a row under load ☃ " * 12,
        "ledger.py:" + "9" * 200,
        topic=f"t{n}",
        stance="for",
    )
    for n in range(50)
]
TALKATIVE = say(
    "{agent} " + "summary " * 400, FINDINGS, "recommend " * 400, risks=["risk " * 50] * 30, needs=["need"] * 40
)


@pytest.mark.parametrize("era", ERAS)
@pytest.mark.parametrize(
    "text", [HUGE, "\x01\x02" * 50_000 + "fix", "😀" * 50_000], ids=["200 kB", "controls", "emoji"]
)
async def test_a_huge_objective_fits(make_server: Callable[..., Any], era: str, text: str) -> None:
    host = ScriptedHost()
    async with host.client(make_server(), era=era, sampling=False) as client:
        for tool in ("decision-engine", "orchestrate"):
            result, _ = await call(client, tool, objective=text)
            assert result["objective"]
        run_id = result["run_id"]
        halves(await client.call_tool("orchestrate-status", {}))
        halves(await client.call_tool("orchestrate-status", {"run_id": run_id}))
        halves(await client.call_tool("command-relationships", {"objective": text}))
        halves(await client.call_tool("parallel-over-sequential", {"objective": text}))
        halves(await client.call_tool("context-economy", {"objective": text}))


async def test_an_objective_over_the_limit_is_refused_with_the_way_out(make_server: Callable[..., Any]) -> None:
    async with Client(make_server()) as client:
        text = mistake(await client.call_tool("orchestrate", {"objective": "x" * 300_000}))
    assert "context" in text


async def test_two_thousand_tasks_keep_their_waves_whole(make_server: Callable[..., Any]) -> None:
    tasks = [{"id": f"t{n}", "minutes": 3, "depends_on": [f"t{n - 1}"] if n % 7 == 6 else []} for n in range(2_000)]
    async with Client(make_server()) as client:
        result = await client.call_tool("parallel-over-sequential", {"tasks": tasks, "max_parallel": 10})
    if result.is_error:
        assert "task" in mistake(result)
        return
    value, _ = halves(result)
    assert sorted(i for wave in value["waves"] for i in wave) == sorted(t["id"] for t in tasks)


async def test_a_hundred_tasks_in_conflict_keep_their_waves_whole(make_server: Callable[..., Any]) -> None:
    tasks = [{"id": f"task-{n}", "minutes": 3, "resources": [f"r{n % 3}"]} for n in range(100)]
    async with Client(make_server()) as client:
        value, _ = await call(client, "parallel-over-sequential", tasks=tasks)
    assert_shape("parallel-over-sequential", value)
    assert sorted(i for wave in value["waves"] for i in wave) == sorted(t["id"] for t in tasks)
    assert value["conflicts_total"] == 3 * 33 * 16 + 33


async def test_five_hundred_claims_are_all_counted(make_server: Callable[..., Any]) -> None:
    claims = [f"{n} + {n} = {2 * n + (n % 2)}" for n in range(500)]
    async with Client(make_server()) as client:
        value, _ = await call(client, "verify-mathematics", claims=claims)
    assert_shape("verify-mathematics", value)
    assert value["claims_total"] == value["holds"] + value["fails"] + value["undecided"] == 500
    assert (value["holds"], value["fails"]) == (250, 250)
    assert value["verdict"] == "fails"


async def test_two_thousand_context_items_fit(make_server: Callable[..., Any]) -> None:
    items = [
        {"name": f"note-{n}-" + "x" * 80, "text": f"Note {n} about the login and its token. " * 5} for n in range(2_000)
    ]
    async with Client(make_server()) as client:
        value, _ = await call(
            client,
            "context-economy",
            objective="harden the login",
            items=items,
            roles=["a", "b", "c"],
            budget_tokens=50_000,
        )
        assert_shape("context-economy", value)
        whole = json.loads((await client.read_resource(value["packs"][0]["resource"])).contents[0].text)
    assert value["dropped_total"] > len(value["dropped"])
    assert len(whole["items"]) == value["packs"][0].get("items_total", len(value["packs"][0]["items"]))
    assert len(whole["dropped"]) == value["dropped_total"]
    assert whole["text"]


async def test_many_roles_and_long_names_fit(make_server: Callable[..., Any]) -> None:
    items = [{"name": "n" * 500 + str(n), "text": "login token"} for n in range(50)]
    async with Client(make_server()) as client:
        result = await client.call_tool(
            "context-economy",
            {"objective": "login", "items": items, "roles": [f"role {n} " + "r" * 300 for n in range(40)]},
        )
    assert len(json.dumps(result.structured_content or {})) < 10_000
    assert len(text_of(result)) < 10_000


@pytest.mark.parametrize("era", ERAS)
@pytest.mark.parametrize("sampling", [True, False], ids=["sampling", "handoff"])
async def test_ten_agents_with_fifty_findings_each_fit(
    make_server: Callable[..., Any], era: str, sampling: bool
) -> None:
    host = ScriptedHost([on("", TALKATIVE)])
    async with host.client(make_server(), era=era, sampling=sampling) as client:
        result = await client.call_tool("orchestrate", {"objective": OBJECTIVE, "confidence_override": 0})
        halves(result)
        done = await host.finish(client, structured(result))
        value, text = halves(await client.call_tool("orchestrate-continue", {"run_id": done["run_id"]}))
        record = json.loads((await client.read_resource(f"podium://runs/{done['run_id']}")).contents[0].text)
    assert_shape("orchestrate", value)
    assert value["synthesis"]["findings_total"] == len(record["synthesis"]["findings"]) == 50
    assert f"… and {50 - text.count('*Evidence:*')} more" in text
    assert len(value["agents"]) == len(record["agents"]) == 10
    assert value["waves"] == record["waves"]
    assert len(value["decision"]["approaches"]) == 4
    assert "recommend" in value["synthesis"]["recommendation"]


async def test_many_distinct_findings_and_failures_fit(make_server: Callable[..., Any]) -> None:
    host = ScriptedHost([on("", TALKATIVE)])
    async with host.client(make_server(), sampling=False) as client:
        first = structured(await client.call_tool("orchestrate", {"objective": OBJECTIVE, "confidence_override": 0}))
        replies = []
        for n, brief in enumerate(first["next"]["briefs"]):
            findings = [finding(f"{n} {k} " + "☃" * 100, "e" * 1_000) for k in range(50)]
            content = json.dumps({"summary": "x" * 3_000, "findings": findings, "recommendation": "y" * 3_000})
            failed = {"agent_id": brief["agent_id"], "status": "failed", "content": "reason " * 2_000}
            replies.append(failed if n == 0 else {"agent_id": brief["agent_id"], "status": "ok", "content": content})
        result = await client.call_tool("orchestrate-continue", {"run_id": first["run_id"], "replies": replies})
        value, _ = halves(result)
        assert value["next"]["instructions"]
        done = await host.finish(client, value)
    assert_totals(done)
    assert done["synthesis"]["findings_total"] > 400


async def test_briefs_that_do_not_fit_are_fetched_with_agent_brief(make_server: Callable[..., Any]) -> None:
    context = [{"name": "big.md", "text": "payment ledger blockchain integration " * 600}]
    async with ScriptedHost().client(make_server(), sampling=False) as client:
        value, _ = await call(client, "orchestrate", objective=OBJECTIVE, confidence_override=0, context=context)
        briefs = value["next"]["briefs"]
        assert {brief["prompt"] for brief in briefs} == {None}
        for brief in briefs:
            given, _ = await call(client, "agent-brief", run_id=value["run_id"], agent_id=brief["agent_id"])
            assert given["tokens"] > 100


async def test_agents_with_names_as_long_as_may_be_fit(make_server: Callable[..., Any]) -> None:
    """Ids, roles and commands of 64 characters, which only a user's own command files can have."""
    async with Client(make_server()) as client:
        value, _ = await call(client, "orchestrate", objective=OBJECTIVE, confidence_override=0)
        record = (await client.read_resource(f"podium://runs/{value['run_id']}")).contents[0].text
    for agent in value["agents"]:
        record = record.replace(f'"{agent["id"]}"', json.dumps(agent["id"].ljust(64, "x")))
    whole = json.loads(record)
    whole.pop("outputs")
    for agent in whole["agents"]:  # what the record has and a result has not
        del agent["asked_at"], agent["self_rated"]
    instructions = value["next"]["instructions"]
    for agent in value["agents"]:
        instructions = instructions.replace(agent["id"], agent["id"].ljust(64, "x"))
    briefs = [
        {"agent_id": a["id"], "role": a["id"], "tokens": 9, "state": "new", "prompt": "p"} for a in whole["agents"]
    ]
    whole["next"] = {"instructions": instructions, "briefs": briefs}
    fitted = run_fit.fitted(whole)
    assert len(json.dumps(fitted)) < 10_000
    assert len(run_view.markdown(fitted)) < 10_000
    assert fitted["waves"] == whole["waves"]
    assert [agent["id"] for agent in fitted["agents"]] == [agent["id"] for agent in whole["agents"]]
    assert fitted["next"]["instructions"] == whole["next"]["instructions"]


@pytest.mark.parametrize(
    "text", ["word " * 60_000, "\x01\x02 fix " * 20_000, "支付系统 " * 20_000], ids=["long", "controls", "Chinese"]
)
async def test_a_brief_that_is_cut_keeps_its_instructions_and_names_the_whole(
    make_server: Callable[..., Any], text: str
) -> None:
    context = [{"name": "big.md", "text": "payment ledger integration and security " * 5_000}]
    async with Client(make_server()) as client:
        value, _ = await call(
            client, "orchestrate", objective=f"payment {text}"[:80_000], context=context, confidence_override=0
        )
        agent_id = value["next"]["briefs"][0]["agent_id"]
        _, prompt = await call(client, "agent-brief", run_id=value["run_id"], agent_id=agent_id)
        uri = f"podium://runs/{value['run_id']}/agents/{agent_id}"
        whole = json.loads((await client.read_resource(uri)).contents[0].text)["prompt"]
    assert uri in prompt
    assert len(whole) > len(prompt)
    assert prompt.count("<<<") == prompt.count(">>>") == whole.count("<<<")
    assert whole.split("## Your part")[1].split("<<<")[0] in prompt
    assert "## How to answer" in prompt
    assert "## Hand in" in prompt


async def test_many_runs_are_listed_within_the_limit(make_server: Callable[..., Any]) -> None:
    async with Client(make_server()) as client:
        for n in range(25):
            await call(client, "orchestrate", objective=f"{n} " + "☃" * 3_000, delivery="plan")
        value, _ = await call(client, "orchestrate-status")
    assert value.get("runs_total", 20) >= 20
    assert value["runs"][0]["objective"].startswith("24 ")

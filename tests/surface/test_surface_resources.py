"""Resources and completions."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import mcp_types as types
import pytest
from mcp import Client, MCPError

from contract_kit import ERAS, OBJECTIVE, assert_clean, assert_shape, call
from podium.testkit import ScriptedHost

pytestmark = pytest.mark.anyio

FIXED = {"podium://commands", "podium://graph", "podium://runs", "podium://learning"}
TEMPLATES = {
    "podium://commands/{name}",
    "podium://runs/{run_id}",
    "podium://runs/{run_id}/agents/{agent_id}",
    "podium://runs/{run_id}/page",
    "podium://context/{id}",
}


@pytest.fixture(params=ERAS)
def era(request: pytest.FixtureRequest) -> str:
    return str(request.param)


async def read(client: Client, uri: str) -> str:
    (contents,) = (await client.read_resource(uri)).contents
    assert isinstance(contents, types.TextResourceContents)
    assert str(contents.uri) == uri
    assert contents.mime_type
    return contents.text


async def test_resources_and_templates_are_those_of_the_contract(make_server: Callable[..., Any], era: str) -> None:
    async with Client(make_server(), mode=era) as client:
        resources = (await client.list_resources()).resources
        templates = (await client.list_resource_templates()).resource_templates
        assert {str(resource.uri) for resource in resources} == FIXED
        assert {template.uri_template for template in templates} == TEMPLATES
        assert all(entry.description and entry.mime_type for entry in (*resources, *templates))
        for uri in FIXED:
            assert await read(client, uri)


async def test_commands_show_every_file_loaded_or_skipped(
    make_server: Callable[..., Any], era: str, tmp_path: Path
) -> None:
    (tmp_path / "good.md").write_text("---\ndescription: Good\n---\nDo $ARGUMENTS")
    (tmp_path / "empty.md").write_text("")
    async with Client(make_server(commands=(tmp_path,)), mode=era) as client:
        shown = json.loads(await read(client, "podium://commands"))
        assert "Do $ARGUMENTS" in await read(client, "podium://commands/good")
        assert "$ARGUMENTS" in await read(client, "podium://commands/coordinate")
    files = {file["file"]: file for file in shown["files"]}
    assert files["good.md"]["loaded"] is True
    assert all(file["reason"] for file in shown["files"] if not file["loaded"])
    assert {"orchestrate", "good"} <= {command["name"] for command in shown["commands"]}
    assert str(tmp_path) not in json.dumps(shown)


async def test_the_graph_is_mermaid(make_server: Callable[..., Any], era: str) -> None:
    async with Client(make_server(), mode=era) as client:
        assert (await read(client, "podium://graph")).startswith(("flowchart", "graph"))


async def test_a_run_and_its_agents_can_be_read_whole(make_server: Callable[..., Any], era: str) -> None:
    host = ScriptedHost()
    async with host.client(make_server(), era=era) as client:
        done = await host.orchestrate(client, OBJECTIVE)
        run_id, agent = done["run_id"], done["agents"][0]["id"]
        record = json.loads(await read(client, f"podium://runs/{run_id}"))
        output = json.loads(await read(client, f"podium://runs/{run_id}/agents/{agent}"))
        runs = json.loads(await read(client, "podium://runs"))
    outputs = record.pop("outputs")
    assert_shape("orchestrate", record)
    assert "looked at its part" in output["text"]
    assert OBJECTIVE in output["prompt"]
    assert outputs[agent]["text"] == output["text"]
    assert [row["run_id"] for row in runs["runs"]] == [run_id]


async def test_a_context_pack_can_be_read_whole_with_what_was_dropped(
    make_server: Callable[..., Any], era: str
) -> None:
    items = [{"name": f"n{n}", "text": f"login token {n} " * 40} for n in range(200)]
    async with Client(make_server(), mode=era) as client:
        value, _ = await call(client, "context-economy", objective="login", items=items, budget_tokens=2_000)
        pack = json.loads(await read(client, value["packs"][0]["resource"]))
        left_out = json.loads(await read(client, value["dropped"][0]["handle"]))
    assert {"role", "tokens", "items", "text", "dropped"} <= set(pack)
    assert pack["text"]
    assert left_out["name"] == value["dropped"][0]["name"]
    assert left_out["text"].startswith("login token")


async def test_learning_is_the_report(make_server: Callable[..., Any], era: str) -> None:
    async with Client(make_server(), mode=era) as client:
        report, _ = await call(client, "learning-report")
        assert json.loads(await read(client, "podium://learning")) == report


@pytest.mark.parametrize(
    "uri",
    [
        "podium://nothing",
        "podium://commands/none",
        "podium://runs/run_none",
        "podium://runs/run_none/agents/x",
        "podium://context/ctx_none",
        "podium://commands/..%2F..%2Fetc%2Fpasswd",
        "file:///etc/passwd",
    ],
)
async def test_an_unknown_resource_is_the_protocol_s_own_error(
    make_server: Callable[..., Any], era: str, uri: str
) -> None:
    async with Client(make_server(), mode=era) as client:
        with pytest.raises(MCPError) as caught:
            await client.read_resource(uri)
    assert caught.value.code in (types.INVALID_PARAMS, -32002)
    assert "not found" in caught.value.message.lower()
    assert_clean(caught.value.message)


async def test_an_unknown_agent_of_a_run_is_named(make_server: Callable[..., Any], era: str) -> None:
    async with Client(make_server(), mode=era) as client:
        value, _ = await call(client, "orchestrate", objective=OBJECTIVE)
        with pytest.raises(MCPError) as caught:
            await client.read_resource(f"podium://runs/{value['run_id']}/agents/nobody")
    assert value["agents"][0]["id"] in caught.value.message


PROMPT = types.PromptReference(name="orchestrate")
RUN = types.ResourceTemplateReference(uri="podium://runs/{run_id}")


async def values(client: Client, ref: Any, name: str, typed: str, **context: str) -> list[str]:
    result = await client.complete(ref, {"name": name, "value": typed}, context_arguments=context or None)
    return result.completion.values


async def test_command_names_and_run_ids_are_completed(make_server: Callable[..., Any], era: str) -> None:
    async with Client(make_server(), mode=era) as client:
        value, _ = await call(client, "orchestrate", objective=OBJECTIVE)
        run_id, agent = value["run_id"], value["agents"][0]["id"]
        assert await values(client, PROMPT, "objective", "/orch") == ["/orchestrate"]
        template = types.ResourceTemplateReference(uri="podium://commands/{name}")
        assert "write-tests" in await values(client, template, "name", "write")
        assert await values(client, RUN, "run_id", run_id[:8]) == [run_id]
        assert await values(client, RUN, "run_id", "run_zzz") == []
        agents = types.ResourceTemplateReference(uri="podium://runs/{run_id}/agents/{agent_id}")
        assert agent in await values(client, agents, "agent_id", agent[:3], run_id=run_id)
        assert await values(client, PROMPT, "agent_limit", "1") == ["1", "10"]
        assert await values(client, PROMPT, "nothing", "x") == []


async def test_completions_hold_at_most_a_hundred_values(
    make_server: Callable[..., Any], era: str, tmp_path: Path
) -> None:
    for number in range(130):
        (tmp_path / f"bulk-{number}.md").write_text("Do $ARGUMENTS")
    async with Client(make_server(commands=(tmp_path,)), mode=era) as client:
        result = await client.complete(PROMPT, {"name": "objective", "value": "bulk"})
    assert len(result.completion.values) == 100
    assert result.completion.total == 130
    assert result.completion.has_more is True

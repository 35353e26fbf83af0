"""Pages for hosts that show them: beside the results, for whoever declares it, and never in what a model reads."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from mcp import Client, MCPError
from mcp.client.extension import advertise

from contract_kit import ERAS, OBJECTIVE
from podium.surface.apps import PAGE
from podium.surface.extensions import APP_MIME, APPS, FACE_URI, FACES
from podium.testkit import ScriptedHost
from podium.testkit.host import structured

pytestmark = pytest.mark.anyio


def showing(server: Any, era: str, mime: str = APP_MIME) -> Client:
    return Client(server, mode=era, extensions=[advertise(APPS, {"mimeTypes": [mime]})])  # type: ignore[arg-type]


def page(result: Any) -> str | None:
    found = (result.meta or {}).get(PAGE)
    assert found is None or isinstance(found, str)
    return found


@pytest.mark.parametrize("era", ERAS)
async def test_tools_with_a_face_name_one_template_that_fetches_nothing(
    make_server: Callable[..., Any], era: str
) -> None:
    async with showing(make_server(), era) as client:
        tools = {tool.name: (tool.meta or {}).get("ui") for tool in (await client.list_tools()).tools}
        (contents,) = (await client.read_resource(FACE_URI)).contents
    assert {name for name, ui in tools.items() if ui} == FACES
    assert all(ui == {"resourceUri": FACE_URI} for ui in tools.values() if ui)
    assert contents.mime_type == APP_MIME
    assert contents.meta == {"ui": {"csp": {}, "prefersBorder": True}}
    template = contents.text  # type: ignore[union-attr]
    assert "default-src 'none'" in template
    assert template.count("<script>") == 1
    assert "unsafe" not in template.split("<style>")[0]


@pytest.mark.parametrize("era", ERAS)
async def test_results_bring_their_page_along_for_clients_that_show_it(
    make_server: Callable[..., Any], era: str
) -> None:
    host = ScriptedHost()
    async with showing(make_server(), era) as client:
        first = await client.call_tool("orchestrate", {"objective": OBJECTIVE})
        done = await host.finish(client, structured(first))
        status = await client.call_tool("orchestrate-status", {"run_id": done["run_id"]})
        runs = await client.call_tool("orchestrate-status", {})
        report = await client.call_tool("learning-report", {})
        again = await client.call_tool("orchestrate-continue", {"run_id": done["run_id"]})
        wrong = await client.call_tool("orchestrate-status", {"run_id": "run_unknown"})
    assert "waiting for its host" in (page(first) or "")
    assert "completed" in (page(status) or "")
    assert 'id="timeline"' in (page(status) or "")
    assert OBJECTIVE in (page(runs) or "")
    assert "not enough data" in (page(report) or "")
    assert page(again) is None, "a page for every reply would be one too many"
    assert wrong.is_error
    assert page(wrong) is None


@pytest.mark.parametrize("era", ERAS)
async def test_the_text_of_a_result_is_the_same_with_and_without_a_page(
    make_server: Callable[..., Any], era: str
) -> None:
    async with showing(make_server(), era) as client:
        shown = await client.call_tool("learning-report", {})
    async with Client(make_server(), mode=era) as client:  # type: ignore[arg-type]
        plain = await client.call_tool("learning-report", {})
    assert page(plain) is None
    assert shown.content == plain.content
    assert shown.structured_content == plain.structured_content


async def test_a_client_that_shows_other_pages_only_gets_none(make_server: Callable[..., Any]) -> None:
    async with showing(make_server(), "legacy", mime="text/html+skybridge") as client:
        assert page(await client.call_tool("learning-report", {})) is None
        with pytest.raises(MCPError, match="Resource not found"):
            await client.read_resource("ui://podium/other")

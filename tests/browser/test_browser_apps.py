"""The face of a run in a host of MCP Apps: the official library plays the host, in a real browser."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from mcp import Client
from mcp.client.extension import advertise

from contract_kit import OBJECTIVE
from page_samples import HOSTILE, host
from podium.surface.extensions import APP_MIME, APPS, FACE_URI
from podium.testkit import ScriptedHost
from podium.testkit.host import structured

pytestmark = [pytest.mark.anyio, pytest.mark.slow]

DARK = {"theme": "dark", "platform": "desktop", "displayMode": "inline"}


def plain(result: Any) -> dict[str, Any]:
    found = result.model_dump(mode="json", by_alias=True, exclude_none=True)
    assert isinstance(found, dict)
    return found


async def shown(server: Any, model: ScriptedHost, objective: str, *, pages: bool = True) -> dict[str, Any]:
    """The template, the first result of a handed-off run, and its status when it is done."""
    extensions = [advertise(APPS, {"mimeTypes": [APP_MIME]})] if pages else []
    async with Client(server, extensions=extensions) as client:
        (template,) = (await client.read_resource(FACE_URI)).contents
        first = await client.call_tool("orchestrate", {"objective": objective, "confidence_override": 0.6})
        done = await model.finish(client, structured(first))
        status = await client.call_tool("orchestrate-status", {"run_id": done["run_id"]})
    return {
        "template": template.text,  # type: ignore[union-attr]
        "input": {"objective": objective},
        "result": plain(first),
        "status": plain(status),
    }


async def test_the_face_shows_the_run_follows_it_to_its_end_and_then_rests(
    browser: Any, make_server: Callable[..., Any], shot: Callable[[str], str | None]
) -> None:
    job = await shown(make_server(), host(), OBJECTIVE)
    seen = browser("hosting.mjs", **job, context=DARK, tools=True, shot=shot("face"))
    assert seen["errors"] == []
    assert seen["requests"] == []
    assert seen["log"]["initialized"] == 1
    assert seen["waiting"].startswith(OBJECTIVE)
    assert "waiting for its host" in seen["first"]
    assert "this page follows it" in seen["first"]
    assert "completed" in seen["second"]
    assert "waiting for its host" not in seen["second"]
    assert seen["later"] == 0
    run_id = job["status"]["structuredContent"]["run_id"]
    assert seen["log"]["calls"][0] == {"name": "orchestrate-status", "arguments": {"run_id": run_id}}
    assert len(seen["log"]["sizes"]) >= 2
    assert min(seen["log"]["sizes"]) > 0
    assert seen["theme"] != seen["light"]
    assert seen["torn"] is True


async def test_a_host_that_lets_no_tool_be_called_is_not_asked(browser: Any, make_server: Callable[..., Any]) -> None:
    job = await shown(make_server(), host(), OBJECTIVE)
    del job["status"]
    seen = browser("hosting.mjs", **job, context=DARK, tools=False)
    assert "follows" not in seen["first"]
    assert seen["log"]["calls"] == []
    assert seen["errors"] == []


async def test_a_refused_call_ends_the_following_and_says_so(browser: Any, make_server: Callable[..., Any]) -> None:
    job = await shown(make_server(), host(), OBJECTIVE)
    job["status"] = {"content": [{"type": "text", "text": "no"}], "isError": True}
    seen = browser("hosting.mjs", **job, context=DARK, tools=True)
    assert "does not let this page follow" in seen["second"]
    assert seen["later"] == 0


async def test_without_the_page_the_text_of_the_result_is_shown(browser: Any, make_server: Callable[..., Any]) -> None:
    job = await shown(make_server(), host(), OBJECTIVE, pages=False)
    del job["status"]
    assert "_meta" not in job["result"] or "podium/page" not in job["result"]["_meta"]
    seen = browser("hosting.mjs", **job, context={}, tools=False)
    assert "Do this now" in seen["first"]
    assert seen["errors"] == []


async def test_hostile_words_stay_words_in_the_face(browser: Any, make_server: Callable[..., Any]) -> None:
    job = await shown(make_server(), host(hostile=True), HOSTILE)
    seen = browser("hosting.mjs", **job, context=DARK, tools=True)
    assert seen["errors"] == []
    assert seen["requests"] == []
    assert seen["scripts"] == 1
    assert "<script>alert(1)</script>" in seen["first"]

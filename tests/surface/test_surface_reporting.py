"""Pages of runs as resources: of whoever may see the run, whole, and harmless."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from mcp import Client, MCPError

from contract_kit import ERAS, OBJECTIVE
from page_samples import HOSTILE, host
from podium.testkit import ScriptedHost

pytestmark = pytest.mark.anyio


async def page(client: Client, uri: str) -> str:
    (contents,) = (await client.read_resource(uri)).contents
    assert contents.mime_type == "text/html"
    return str(contents.text)  # type: ignore[union-attr]


@pytest.mark.parametrize("era", ERAS)
async def test_a_finished_run_has_a_page_with_its_agents_graph_and_learning(
    make_server: Callable[..., Any], tmp_path: Path, era: Any
) -> None:
    (tmp_path / "notes.md").write_text("The payment platform keeps tokens in a table.\n" * 400)
    model = host()
    async with model.client(make_server(workspaces=(tmp_path,)), era=era) as client:
        done = await model.orchestrate(client, OBJECTIVE, confidence_override=0.3)
        shown = await page(client, f"podium://runs/{done['run_id']}/page")
    assert done["status"] == "completed"
    for part in ("result", "timeline", "agents", "way", "confidence", "phases", "graph", "learning", "calibration"):
        assert f'<section id="{part}"' in shown
    assert shown.count('class="bar answered"') > len(done["agents"])
    assert "tokens kept" in shown
    assert OBJECTIVE in shown


async def test_a_run_that_waits_for_its_host_has_a_page(make_server: Callable[..., Any]) -> None:
    model = ScriptedHost()
    async with model.client(make_server(), sampling=False) as client:
        result = await client.call_tool("orchestrate", {"objective": OBJECTIVE})
        assert result.structured_content is not None
        shown = await page(client, f"podium://runs/{result.structured_content['run_id']}/page")
    assert "waiting for its host" in shown
    assert 'class="bar open"' in shown


async def test_hostile_words_of_user_and_model_stay_words(make_server: Callable[..., Any]) -> None:
    model = host(hostile=True)
    async with model.client(make_server()) as client:
        done = await model.orchestrate(client, HOSTILE, confidence_override=0.3)
        shown = await page(client, f"podium://runs/{done['run_id']}/page")
    assert "<script" not in shown
    assert "<img" not in shown
    assert "\u202e" not in shown
    assert "&lt;/script&gt;&lt;script&gt;alert(1)" in shown


async def test_an_unknown_run_has_no_page_and_learning_always_has_one(make_server: Callable[..., Any]) -> None:
    async with Client(make_server()) as client:
        with pytest.raises(MCPError, match="no run"):
            await page(client, "podium://runs/run_unknown/page")
        assert "not enough data" in await page(client, "podium://learning/page")

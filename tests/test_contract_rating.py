"""Where the route hangs on what a reader would say, the client's own model is asked for ratings first."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from podium.app import Settings, build
from podium.core.limits import Ceilings
from podium.core.values import RATINGS
from podium.surface.rating import NEAR
from podium.testkit import ScriptedHost, never, on, plain
from podium.testkit.host import structured

pytestmark = pytest.mark.anyio
OBJECTIVES = (
    "Fix the typo in the heading of the settings page",
    "Add retries to the upload of large files",
    "Replace the session store with one that survives restarts",
    "Migrate the billing database to another region without downtime",
    "Let users export their data as CSV",
    "Speed up the search page under load",
    "Write a guide for new contributors",
    "Support several currencies in the checkout",
)
HARD = plain(json.dumps(dict.fromkeys(RATINGS, 5) | {"requirement_clarity": 1}))


async def near_and_far(client: Any) -> tuple[str, str]:
    """An objective whose confidence lies close to a threshold, and one where it lies far from all."""
    found: dict[bool, str] = {}
    for objective in OBJECTIVES:
        decision = structured(await client.call_tool("decision-engine", {"objective": objective}))
        edges = decision["thresholds"].values()
        found.setdefault(min(abs(decision["confidence"] - edge) for edge in edges) < NEAR, objective)
    return found[True], found[False]


async def test_ratings_are_asked_for_where_the_route_hangs_on_them_and_move_it(tmp_path: Path) -> None:
    host = ScriptedHost([on("^rating$", HARD)])
    async with host.client(build(Settings(database=tmp_path / "podium.db"))) as client:
        near, far = await near_and_far(client)
        unrated = structured(await client.call_tool("decision-engine", {"objective": near}))
        result = structured(await client.call_tool("orchestrate", {"objective": near}))
        assert [a.agent_id for a in host.asked].count("rating") == 1
        assert result["decision"]["basis"] == "host_scores"
        assert result["confidence"] < unrated["confidence"]
        assert result["spent"]["requests"] == len(host.asked)
        host.asked.clear()
        await client.call_tool("orchestrate", {"objective": far})
        assert all(a.agent_id != "rating" for a in host.asked)


@pytest.mark.parametrize("more", [{"scores": {"stakes": 2}}, {"confidence_override": 0.95}, {"delivery": "plan"}])
async def test_nobody_is_asked_what_the_caller_decided(tmp_path: Path, more: dict[str, Any]) -> None:
    host = ScriptedHost()
    async with host.client(build(Settings(database=tmp_path / "podium.db"))) as client:
        near, _ = await near_and_far(client)
        await client.call_tool("orchestrate", {"objective": near, **more})
    assert all(a.agent_id != "rating" for a in host.asked)


@pytest.mark.parametrize("script", [plain("no idea"), plain(""), never()], ids=["prose", "empty", "silence"])
async def test_a_rating_that_does_not_come_leaves_the_route_to_the_words(tmp_path: Path, script: Any) -> None:
    host = ScriptedHost([on("^rating$", script)])
    settings = Settings(database=tmp_path / "podium.db", ceilings=Ceilings(agent_seconds=0.05))
    async with host.client(build(settings)) as client:
        near, _ = await near_and_far(client)
        result = structured(await client.call_tool("orchestrate", {"objective": near}))
    assert result["decision"]["basis"] == "prior"
    assert result["status"] == "completed"

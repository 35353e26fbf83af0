"""What an agent had to do without is looked up for those that come after it, in the workspace and in what was given."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from podium.app import Settings, build
from podium.testkit import ScriptedHost
from podium.testkit.script import Answer, Asked, on

pytestmark = pytest.mark.anyio
CARRIERS = (("legacy", True), ("2026-07-28", True), ("2026-07-28", False))
FACT = "The tariff of the northern zone is 14 cents for a kilowatt hour."
NEED = "the tariff of the northern zone"


def needing(need: str) -> Any:
    """Whoever is asked first lacks something."""
    first: list[str] = []

    async def script(asked: Asked) -> Answer:
        first[:] = first or [asked.agent_id]
        reply: dict[str, Any] = {"summary": f"{asked.agent_id} looked at the billing of the zones."}
        if asked.agent_id == first[0]:
            reply["needs"] = [need]
        return Answer(json.dumps(reply))

    return script


async def later_prompts(tmp_path: Path, era: Any, sampling: bool, need: str) -> list[str]:
    project = tmp_path / "project"
    project.mkdir()
    (project / "tariffs.md").write_text(f"# Tariffs\n\n{FACT}\n", encoding="utf-8")
    (project / "notes.md").write_text("# Notes\n\nThe billing runs every night.\n", encoding="utf-8")
    host = ScriptedHost([on("", needing(need))])
    server = build(Settings(database=tmp_path / "podium.db", workspaces=(project,)))
    async with host.client(server, era=era, sampling=sampling) as client:
        result = await host.orchestrate(client, "Fix the rounding in the billing", confidence_override=0.8)
    assert result["status"] == "completed"
    first = host.asked[0].agent_id
    after = [a.prompt for a in host.asked if a.agent_id not in (first, "coordinator")]
    return [prompt.partition("## What earlier agents found")[2] for prompt in after]


@pytest.mark.parametrize(("era", "sampling"), CARRIERS)
async def test_what_is_found_reaches_the_next_agents(tmp_path: Path, era: str, sampling: bool) -> None:
    found = await later_prompts(tmp_path, era, sampling, NEED)
    assert any("asked for, and found" in notes and FACT in notes for notes in found)


@pytest.mark.parametrize("need", ["the name of the board's chairwoman in Reykjavik", "none"])
async def test_what_nothing_speaks_of_is_not_made_up(tmp_path: Path, need: str) -> None:
    found = await later_prompts(tmp_path, "legacy", True, need)
    assert all("asked for, and found" not in notes for notes in found)


async def test_what_the_caller_gave_and_no_pack_held_is_found_without_a_workspace(tmp_path: Path) -> None:
    rules = "\n\n".join(
        f"Rule {at}: rounding in the billing of invoice type {at} is half to even." for at in range(900)
    )
    given = [{"name": "rules.md", "text": rules}, {"name": "zones.md", "text": f"# Zones\n\n{FACT}\n"}]
    host = ScriptedHost([on("", needing(NEED))])
    server = build(Settings(database=tmp_path / "podium.db"))
    async with host.client(server, era="2026-07-28") as client:
        task = "Fix the rounding in the billing"
        result = await host.orchestrate(client, task, confidence_override=0.8, context=given)
    assert result["status"] == "completed"
    first, *later = [asked for asked in host.asked if asked.agent_id != "coordinator"]
    assert FACT not in first.prompt
    found = [asked.prompt.partition("## What earlier agents found")[2] for asked in later]
    assert any("asked for, and found" in notes and FACT in notes for notes in found)

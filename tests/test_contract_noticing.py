"""What two agents say in words that share nothing, the coordinator can name as a contradiction; and it can take one back."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from mcp import Client

from contract_kit import ERAS
from podium.app import Settings, build
from podium.testkit import Answer, Asked, ScriptedHost, finding, on, say
from podium.testkit.host import structured

pytestmark = pytest.mark.anyio
WORKFLOW = {"objective": "Find out why refunds are late", "confidence_override": 0.4, "agent_limit": 4}
TILL = finding("Refunds leave us on the day of the return.", "ledger of May", topic="till")
MAIL = finding("Customers see their money after nine days.", "42 letters", topic="post")
KEEP = finding("Keep it.", "", topic="cache", stance="for")
DROP = finding("Drop it.", "", topic="cache", stance="against")


def host(one: dict[str, Any], other: dict[str, Any], topic: str, stance: str) -> ScriptedHost:
    """The first two agents say one and the other; the coordinator gives one finding whose topic holds the ids it was shown."""
    given = {"one": one, "other": other}
    speakers: list[str] = []

    async def script(asked: Asked) -> Answer:
        if asked.agent_id == "coordinator":
            ids = {
                name: number
                for number, line in re.findall(r"^(f\d+) (.*)$", asked.prompt, re.M)
                for name, said in given.items()
                if said["statement"] in line
            }
            joined = finding("how long a refund takes", "both looked", topic=topic.format(**ids), stance=stance)
            return await say("Joined.", [joined])(asked)
        if asked.agent_id not in speakers:
            speakers.append(asked.agent_id)
        place = speakers.index(asked.agent_id)
        return await say("Looked at refunds/queue.py:40 and the ledger.", [*given.values()][place : place + 1])(asked)

    return ScriptedHost([on("", script)])


async def played(tmp_path: Path, scripted: ScriptedHost, era: Any) -> tuple[dict[str, Any], str]:
    async with Client(
        build(Settings(database=tmp_path / "podium.db")), mode=era, sampling_callback=scripted.sampling
    ) as client:
        answer = await client.call_tool("orchestrate", WORKFLOW)
    return structured(answer)["synthesis"], answer.content[0].text  # type: ignore[union-attr]


@pytest.mark.requirement("agents-conflicts")
@pytest.mark.parametrize("era", ERAS)
async def test_what_only_a_reader_sees_to_be_a_contradiction_is_among_the_conflicts(tmp_path: Path, era: str) -> None:
    synthesis, words = await played(tmp_path, host(TILL, MAIL, "{one} against {other}", "against"), era)
    (conflict,) = synthesis["conflicts"]
    assert {p["statement"] for p in conflict["positions"]} == {TILL["statement"], MAIL["statement"]}
    assert conflict["noticed_by"] == "coordinator"
    assert len({agent for p in conflict["positions"] for agent in p["agents"]}) == 2
    assert "**Conflict on till.**" in words


@pytest.mark.parametrize("era", ERAS)
async def test_a_conflict_that_a_reader_sees_is_none_is_told_as_withdrawn(tmp_path: Path, era: str) -> None:
    synthesis, words = await played(tmp_path, host(KEEP, DROP, "d1", "against"), era)
    assert synthesis["conflicts"] == []
    assert synthesis["withdrawn"] == [{"topic": "cache", "reason": "how long a refund takes"}]
    assert "**No conflict on cache**, says the coordinator. how long a refund takes" in words


@pytest.mark.parametrize("topic", ["f1 against f1", "f77 against f78", "d9"])
async def test_ids_that_nobody_was_shown_change_nothing(tmp_path: Path, topic: str) -> None:
    synthesis, _ = await played(tmp_path, host(KEEP, DROP, topic, "against"), "legacy")
    assert [c["noticed_by"] for c in synthesis["conflicts"]] == ["comparison"]
    assert synthesis["withdrawn"] == []

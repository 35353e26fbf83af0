"""Where nobody else can make out a part, the person is asked once, and what they say reaches the agent."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import mcp_types as types
import pytest
from mcp import Client

from contract_kit import ERAS
from podium.app import Settings, build
from podium.core.asking_person import NO_ANSWER
from podium.testkit import ScriptedHost, on
from podium.testkit.host import DEFAULT, structured
from podium.testkit.script import Answer, Asked

pytestmark = pytest.mark.anyio
OBJECTIVE = "Fix the typo in the heading of the settings page"
WORD = "The heading says Setings in the German page only."
REFUSAL = "I'm sorry, but I can't help with that request."


class Person:
    """Answers forms in one way, and keeps what they ask."""

    def __init__(self, action: Any = "accept") -> None:
        self.action = action
        self.asked: list[str] = []

    async def __call__(self, context: Any, params: Any) -> types.ElicitResult:
        self.asked.append(params.message)
        return types.ElicitResult(action=self.action, content={"answer": WORD} if self.action == "accept" else None)


async def refusing(asked: Asked) -> Answer:
    """Nobody can do the part before the person has been heard, one way or the other."""
    heard = WORD in asked.prompt or NO_ANSWER in asked.prompt
    return await DEFAULT(asked) if heard else Answer(REFUSAL)


async def one_run(tmp_path: Path, era: Any, person: Person | None) -> tuple[dict[str, Any], ScriptedHost]:
    host = ScriptedHost([on("", refusing)])
    server = build(Settings(database=tmp_path / "podium.db"))
    async with Client(server, mode=era, sampling_callback=host.sampling, elicitation_callback=person) as client:
        arguments = {"objective": OBJECTIVE, "confidence_override": 0.95, "agent_limit": 1}
        return structured(await client.call_tool("orchestrate", arguments)), host


def asking(result: dict[str, Any]) -> list[dict[str, Any]]:
    return [r for r in result["recoveries"] if r["way"] == "ask_person"]


@pytest.mark.parametrize("era", ERAS)
async def test_the_person_is_asked_once_and_their_word_reaches_the_agent(tmp_path: Path, era: str) -> None:
    person = Person()
    result, host = await one_run(tmp_path, era, person)
    assert result["status"] == "completed"
    (question,) = person.asked
    assert OBJECTIVE in question
    assert "Declining is fine" in question
    assert "hand in" not in question
    (recovery,) = asking(result)
    assert (recovery["strategy"], recovery["succeeded"]) == ("repair_and_retry", True)
    assert WORD in host.asked[-1].prompt
    assert len(result["agents"]) == 1


@pytest.mark.parametrize("era", ERAS)
@pytest.mark.parametrize("action", ["decline", "cancel"])
async def test_declining_lets_the_agent_take_the_plainest_reading(tmp_path: Path, era: str, action: str) -> None:
    result, host = await one_run(tmp_path, era, Person(action))
    assert result["status"] == "completed"
    assert NO_ANSWER in host.asked[-1].prompt


@pytest.mark.parametrize("era", ERAS)
async def test_a_client_that_cannot_ask_its_user_is_not_asked_to(tmp_path: Path, era: str) -> None:
    result, _ = await one_run(tmp_path, era, None)
    assert result["status"] == "failed"
    assert asking(result) == []


@pytest.mark.parametrize(("status", "told"), [("ok", WORD), ("failed", "")])
async def test_a_host_puts_the_question_to_its_user_itself(tmp_path: Path, status: str, told: str) -> None:
    server = build(Settings(database=tmp_path / "podium.db"))
    async with Client(server, mode="legacy", elicitation_callback=Person()) as client:
        arguments = {"objective": OBJECTIVE, "confidence_override": 0.95, "agent_limit": 1, "delivery": "handoff"}
        result = structured(await client.call_tool("orchestrate", arguments))
        briefs = []
        while result["status"] == "awaiting_host":
            (brief,) = result["next"]["briefs"]
            wanted = {"run_id": result["run_id"], "agent_id": brief["agent_id"]}
            briefs.append(structured(await client.call_tool("agent-brief", wanted)))
            asked = brief["role"] == "the user"
            reply = {"agent_id": brief["agent_id"], "status": status if asked else "ok", "content": told or REFUSAL}
            if not asked:
                reply["content"] = REFUSAL if len(briefs) == 1 or not _heard(briefs) else f"{WORD} Fixed in de.html:3."
            arguments = {"run_id": result["run_id"], "replies": [reply]}
            result = structured(await client.call_tool("orchestrate-continue", arguments))
    (question,) = [b for b in briefs if b["role"] == "the user"]
    assert "Put this question to the user yourself" in question["prompt"]
    assert result["status"] == "completed"


def _heard(briefs: list[dict[str, Any]]) -> bool:
    return any(brief["role"] == "the user" for brief in briefs)

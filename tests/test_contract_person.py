"""The person is asked what only they can say, where their client can ask, and declining is an answer."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import anyio
import mcp_types as types
import pytest
from mcp import Client, MCPError

from contract_kit import ERAS
from podium.app import Settings, build
from podium.testkit import ScriptedHost
from podium.testkit.host import structured

pytestmark = pytest.mark.anyio
VAGUE = "Make it better"
CLEAR = "Fix the typo in the heading of the settings page"


class Person:
    """Answers forms in one way, and keeps them."""

    def __init__(self, action: Any = "accept", word: str = "The checkout page, below two seconds.") -> None:
        self.action, self.word = action, word
        self.forms: list[types.ElicitRequestFormParams] = []

    async def __call__(self, context: Any, params: Any) -> types.ElicitResult:
        self.forms.append(params)
        names = params.requested_schema["properties"]
        content = dict.fromkeys(names, self.word) if self.action == "accept" else None
        return types.ElicitResult(action=self.action, content=content)


@asynccontextmanager
async def asked(tmp_path: Path, host: ScriptedHost, person: Person | None, era: Any) -> AsyncIterator[Client]:
    server = build(Settings(database=tmp_path / "podium.db"))
    async with Client(server, mode=era, sampling_callback=host.sampling, elicitation_callback=person) as client:
        yield client


@pytest.mark.parametrize("era", ERAS)
async def test_an_unclear_intent_is_asked_for_and_the_answer_reaches_every_agent(tmp_path: Path, era: str) -> None:
    host, person = ScriptedHost(), Person()
    async with asked(tmp_path, host, person, era) as client:
        result = structured(await client.call_tool("orchestrate", {"objective": VAGUE}))
    assert result["status"] == "completed"
    assert len(person.forms) == 1
    assert result["person"]["answer"] == "accept"
    agents = [a for a in host.asked if a.agent_id != "coordinator"]
    assert agents
    assert all("The checkout page, below two seconds." in a.prompt for a in agents)


@pytest.mark.parametrize("era", ERAS)
@pytest.mark.parametrize("action", ["decline", "cancel"])
async def test_declining_is_an_answer_and_the_run_says_how_it_went_on(tmp_path: Path, era: str, action: str) -> None:
    person = Person(action)
    async with asked(tmp_path, ScriptedHost(), person, era) as client:
        answer = await client.call_tool("orchestrate", {"objective": VAGUE})
    assert structured(answer)["status"] == "completed"
    assert structured(answer)["person"]["answer"] == action
    assert isinstance(answer.content[0], types.TextContent)
    assert "the plainest reading was taken" in answer.content[0].text


@pytest.mark.parametrize("era", ERAS)
async def test_whoever_cannot_be_asked_is_told_what_was_open(tmp_path: Path, era: str) -> None:
    async with asked(tmp_path, ScriptedHost(), None, era) as client:
        result = structured(await client.call_tool("orchestrate", {"objective": VAGUE}))
    assert result["status"] == "completed"
    assert result["person"]["answer"] == "none"
    assert result["person"]["asked"]


@pytest.mark.parametrize("era", ERAS)
@pytest.mark.parametrize("arguments", [{"objective": CLEAR}, {"objective": VAGUE, "confidence_override": 0.95}])
async def test_nobody_is_asked_what_is_clear_or_decided(tmp_path: Path, era: str, arguments: dict[str, Any]) -> None:
    person = Person()
    async with asked(tmp_path, ScriptedHost(), person, era) as client:
        result = structured(await client.call_tool("orchestrate", arguments))
    assert person.forms == []
    assert "person" not in result


async def test_an_answer_that_comes_at_once_and_again_starts_one_run(tmp_path: Path) -> None:
    async with asked(tmp_path, ScriptedHost(), Person(), "2026-07-28") as client:
        arguments = {"objective": VAGUE}
        first = await client.session.call_tool("orchestrate", arguments, allow_input_required=True)
        assert isinstance(first, types.InputRequiredResult)
        said = {"person": types.ElicitResult(action="accept", content={"answer_1": "the checkout"})}
        other = {"person": types.ElicitResult(action="accept", content={"answer_1": "the search"})}

        async def again(answers: Any) -> Any:
            state = first.request_state
            return await client.session.call_tool(
                "orchestrate", arguments, input_responses=answers, request_state=state, allow_input_required=True
            )

        results: list[Any] = []

        async def keep(answers: Any) -> None:
            results.append(await again(answers))

        async with anyio.create_task_group() as tasks:
            tasks.start_soon(keep, said)
            tasks.start_soon(keep, said)
        await keep(said)
        assert all(isinstance(r, types.InputRequiredResult) for r in results)
        with pytest.raises(MCPError, match="answered already"):
            await again(other)
        runs = structured(await client.call_tool("orchestrate-status", {}))["runs"]
        assert len(runs) == 1

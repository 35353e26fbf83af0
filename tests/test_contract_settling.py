"""What only the person can settle: conflicts that no rule resolves, and more agents than may work without their word."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import mcp_types as types
import pytest
from mcp import Client, MCPError

from contract_kit import ERAS
from podium.app import Settings, build
from podium.core.limits import Ceilings
from podium.testkit import ScriptedHost
from podium.testkit.host import DEFAULT, structured
from podium.testkit.script import Answer, Asked, finding, on, say

pytestmark = pytest.mark.anyio
OBJECTIVE = "Fix the crash when the settings page is saved twice and add a regression test for it"
WORKFLOW = {"objective": OBJECTIVE, "confidence_override": 0.8}
SEVERAL = {"objective": OBJECTIVE, "confidence_override": 0.3}
CACHE = finding("Keep it.", topic="cache", stance="for"), finding("Drop it.", topic="cache", stance="against")


class Person:
    """Answers each form as told, and keeps the forms."""

    def __init__(self, action: Any = "accept", pick: int | None = 0, agents: int | None = None) -> None:
        self.action, self.pick, self.agents = action, pick, agents
        self.forms: list[types.ElicitRequestFormParams] = []

    async def __call__(self, context: Any, params: Any) -> types.ElicitResult:
        self.forms.append(params)
        return types.ElicitResult(action=self.action, content=self.content(params) if self.action == "accept" else None)

    def content(self, params: types.ElicitRequestFormParams) -> dict[str, Any]:
        properties = params.requested_schema["properties"]
        chosen = {name: form["enum"][self.pick or 0] for name, form in properties.items() if "enum" in form}
        return chosen | ({"agents": self.agents} if "agents" in properties and self.agents is not None else {})


def quarrel() -> ScriptedHost:
    """Two agents contradict each other without evidence and outside their field; the others have nothing to say on it."""
    sides: list[str] = []

    async def script(asked: Asked) -> Answer:
        if asked.agent_id == "coordinator":
            return await DEFAULT(asked)
        if asked.agent_id not in sides:
            sides.append(asked.agent_id)
        side = sides.index(asked.agent_id)
        found = [CACHE[side]] if side < 2 else []
        return await say("Looked at settings/page.py:12 and what calls it.", found)(asked)

    return ScriptedHost([on("", script)])


@asynccontextmanager
async def asked(
    tmp_path: Path, host: ScriptedHost, person: Person | None, era: Any, **limits: Any
) -> AsyncIterator[Client]:
    server = build(Settings(database=tmp_path / "podium.db", ceilings=Ceilings(**limits)))
    sampling = host.sampling
    async with Client(server, mode=era, sampling_callback=sampling, elicitation_callback=person) as client:
        yield client


@pytest.mark.parametrize("era", ERAS)
async def test_an_open_conflict_is_put_to_the_person_and_their_choice_prevails(tmp_path: Path, era: str) -> None:
    person = Person(pick=1)
    async with asked(tmp_path, quarrel(), person, era) as client:
        result = structured(await client.call_tool("orchestrate", WORKFLOW))
        again = structured(await client.call_tool("orchestrate-continue", {"run_id": result["run_id"]}))
    (form,) = person.forms
    assert [each["enum"] for each in form.requested_schema["properties"].values()] == [
        ["1. Keep it.", "2. Drop it.", "Leave it open"]
    ]
    (conflict,) = result["synthesis"]["conflicts"]
    assert (conflict["by"], conflict["resolution"]) == ("person", "By the user: Drop it.")
    assert conflict["prevails"] == conflict["positions"][1]["agents"]
    assert "On cache the user decided. By the user: Drop it." in result["synthesis"]["recommendation"]
    assert result["person"]["conflicts"] == {"asked": 1, "answer": "accept"}
    assert result["status"] == "completed"
    assert again["synthesis"] == result["synthesis"]
    assert len(person.forms) == 1


@pytest.mark.parametrize("era", ERAS)
@pytest.mark.parametrize(("action", "pick"), [("decline", 0), ("cancel", 0), ("accept", 2)])
async def test_leaving_it_open_is_an_answer(tmp_path: Path, era: str, action: str, pick: int) -> None:
    async with asked(tmp_path, quarrel(), Person(action, pick), era) as client:
        result = structured(await client.call_tool("orchestrate", WORKFLOW))
    (conflict,) = result["synthesis"]["conflicts"]
    assert conflict["by"] == "unresolved"
    assert conflict["resolution"].endswith("The user left it open.")
    assert result["person"]["conflicts"]["answer"] == action


@pytest.mark.parametrize("era", ERAS)
async def test_whoever_cannot_be_asked_sees_the_conflict_open(tmp_path: Path, era: str) -> None:
    async with asked(tmp_path, quarrel(), None, era) as client:
        result = structured(await client.call_tool("orchestrate", WORKFLOW))
    (conflict,) = result["synthesis"]["conflicts"]
    assert conflict["resolution"].startswith("Unresolved.")
    assert "person" not in result


@pytest.mark.parametrize("era", ERAS)
async def test_a_hand_off_that_ends_with_a_conflict_asks_as_well(tmp_path: Path, era: Any) -> None:
    host, person = quarrel(), Person(pick=0)
    server = build(Settings(database=tmp_path / "podium.db"))
    async with Client(server, mode=era, elicitation_callback=person) as client:
        result = structured(await client.call_tool("orchestrate", WORKFLOW))
        while result["status"] == "awaiting_host":
            await host.work(client, result)
            result = structured(await client.call_tool("orchestrate-continue", {"run_id": result["run_id"]}))
    assert result["synthesis"]["conflicts"][0]["by"] == "person"
    assert len(person.forms) == 1


async def test_a_question_that_is_never_answered_hides_no_result_and_may_be_answered_later_once(tmp_path: Path) -> None:
    host = quarrel()
    server = build(Settings(database=tmp_path / "podium.db"))
    async with Client(server, mode="2026-07-28", elicitation_callback=Person()) as client:
        result = structured(await client.call_tool("orchestrate", WORKFLOW))
        run = {"run_id": result["run_id"]}
        question: Any = None
        while not isinstance(question, types.InputRequiredResult):
            await host.work(client, result)
            question = await client.session.call_tool("orchestrate-continue", run, allow_input_required=True)
            if not isinstance(question, types.InputRequiredResult):
                result = structured(question)
        left = structured(await client.call_tool("orchestrate-continue", run))
        assert left["status"] == "completed"
        assert left["person"]["conflicts"] == {"asked": 1, "answer": "none"}

        async def settle(choice: str) -> Any:
            said = {"person": types.ElicitResult(action="accept", content={"conflict_1": choice})}
            return await client.session.call_tool(
                "orchestrate-continue", run, input_responses=said, request_state=question.request_state
            )

        first, again = [structured(await settle("2. Drop it.")) for _ in range(2)]
        assert first["synthesis"]["conflicts"][0]["by"] == "person"
        assert again == first
        with pytest.raises(MCPError, match="answered already"):
            await settle("1. Keep it.")


@pytest.mark.parametrize("era", ERAS)
@pytest.mark.parametrize(
    ("person", "most", "answer"),
    [
        (Person(agents=5), 5, "accept"),
        (Person(agents=99), 10, "accept"),
        (Person(), 3, "accept"),
        (Person("decline"), 3, "decline"),
        (Person("cancel"), 3, "cancel"),
        (None, 3, "none"),
    ],
    ids=["five", "more than planned", "no number", "declined", "cancelled", "cannot be asked"],
)
async def test_more_agents_than_may_work_unasked_need_the_persons_word(
    tmp_path: Path, era: str, person: Person | None, most: int, answer: str
) -> None:
    async with asked(tmp_path, ScriptedHost(), person, era, agents_unasked=3) as client:
        reply = await client.call_tool("orchestrate", SEVERAL)
    result = structured(reply)
    agents = result["person"]["agents"]
    assert agents["planned"] > 3
    assert len(result["agents"]) == agents["may"] == min(most, agents["planned"])
    assert result["person"]["answer"] == answer
    assert isinstance(reply.content[0], types.TextContent)
    assert f"at most {agents['may']} work" in reply.content[0].text
    if person is not None:
        assert [list(form.requested_schema["properties"]) for form in person.forms] == [["agents"]]
        person.forms.clear()


@pytest.mark.parametrize("era", ERAS)
async def test_few_agents_ask_nobody_and_stay_few_whatever_they_spawn(tmp_path: Path, era: str) -> None:
    person = Person(agents=10)
    wishes = [{"role": f"helper {n}", "objective": f"part {n} of it"} for n in range(6)]
    host = ScriptedHost([on("", say("Done, see settings/page.py:12.", spawn=wishes))])
    async with asked(tmp_path, host, person, era, agents_unasked=4) as client:
        result = structured(
            await client.call_tool("orchestrate", {"objective": OBJECTIVE, "confidence_override": 0.95})
        )
    assert person.forms == []
    assert len(result["agents"]) == 4
    assert result["spawned_refused"]


@pytest.mark.parametrize("era", ERAS)
async def test_without_the_setting_nobody_is_asked_about_agents(tmp_path: Path, era: str) -> None:
    person = Person()
    async with asked(tmp_path, ScriptedHost(), person, era) as client:
        result = structured(await client.call_tool("orchestrate", SEVERAL))
    assert person.forms == []
    assert len(result["agents"]) > 3

"""Rounds of a 2026-07-28 client, driven by hand: each is consumed once, and only by who was asked."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import mcp_types as types
import pytest
from mcp import Client, MCPError
from mcp.server import request_state

from contract_kit import OBJECTIVE, assert_clean
from podium.app import STATE_SECONDS
from podium.testkit import ScriptedHost
from podium.testkit.host import structured

pytestmark = pytest.mark.anyio

ARGUMENTS = {"objective": OBJECTIVE, "confidence_override": 0, "agent_limit": 3}


def answer(text: str) -> types.CreateMessageResult:
    content = types.TextContent(type="text", text=text)
    return types.CreateMessageResult(role="assistant", content=content, model="scripted", stop_reason="endTurn")


def answers(asked: types.InputRequiredResult, text: str = '{"summary": "Looked at it."}') -> dict[str, Any]:
    return {key: answer(text) for key in asked.input_requests or {}}


def connect(server: Any) -> Client:
    return ScriptedHost().client(server, era="2026-07-28")


async def send(
    client: Client,
    responses: Mapping[str, Any] | None = None,
    state: str | None = None,
    tool: str = "orchestrate",
    arguments: Mapping[str, Any] = ARGUMENTS,
) -> Any:
    return await client.session.call_tool(
        tool, dict(arguments), input_responses=responses, request_state=state, allow_input_required=True
    )


async def asking(client: Client, **changes: Any) -> types.InputRequiredResult:
    result = await send(client, **changes)
    assert isinstance(result, types.InputRequiredResult)
    return result


async def refusal(client: Client, responses: Mapping[str, Any], state: str, **changes: Any) -> MCPError:
    with pytest.raises(MCPError) as caught:
        await send(client, responses, state, **changes)
    assert caught.value.code == types.INVALID_PARAMS
    assert_clean(caught.value.message)
    return caught.value


async def record(client: Client) -> dict[str, Any]:
    """The whole record of the newest run, which must not change where a round is refused or told again."""
    runs = structured(await client.call_tool("orchestrate-status", {}))["runs"]
    (contents,) = (await client.read_resource(f"podium://runs/{runs[0]['run_id']}")).contents
    assert isinstance(contents, types.TextResourceContents)
    found = json.loads(contents.text)
    found.pop("phases")
    return {**found, "runs": len(runs)}


async def test_a_run_driven_by_hand_ends_after_two_rounds(make_server: Callable[..., Any]) -> None:
    async with connect(make_server()) as client:
        first = await asking(client)
        assert len(first.input_requests or {}) == 3
        second = await asking(client, responses=answers(first), state=first.request_state)
        assert list(second.input_requests or {}) == ["coordinator"]
        done = structured(await send(client, answers(second), second.request_state))
    assert done["status"] == "completed"
    assert done["spent"]["requests"] == 4


async def test_the_state_tells_nothing(make_server: Callable[..., Any]) -> None:
    async with connect(make_server()) as client:
        first = await asking(client)
        run_id = (await record(client))["run_id"]
    state = first.request_state or ""
    assert len(state) < 1_000
    assert run_id not in state
    assert "rnd_" not in state


@pytest.mark.parametrize(
    "spoil",
    [
        lambda s: s[:-1] + ("A" if s[-1] != "A" else "B"),
        lambda s: s[: len(s) // 2],
        lambda s: s + "AA",
        lambda s: s[:10] + s[11:12] + s[10:11] + s[12:] if s[10] != s[11] else s[:-4],
        lambda s: "",
        lambda s: "rnd_000000000000000000000000",
        lambda s: "v1." + "A" * 200,
    ],
    ids=["tampered", "truncated", "extended", "swapped", "empty", "plain", "forged"],
)
async def test_a_spoilt_state_is_refused_and_changes_nothing(
    make_server: Callable[..., Any], spoil: Callable[[str], str]
) -> None:
    async with connect(make_server()) as client:
        first = await asking(client)
        before = await record(client)
        await refusal(client, answers(first), spoil(first.request_state or ""))
        assert await record(client) == before
        assert isinstance(await send(client, answers(first), first.request_state), types.InputRequiredResult)


@pytest.mark.parametrize(
    "changes",
    [
        {"tool": "coordinate"},
        {"tool": "orchestrate-continue", "arguments": {"run_id": "run_x"}},
        {"arguments": {**ARGUMENTS, "objective": "something else"}},
        {"arguments": {**ARGUMENTS, "agent_limit": 9}},
    ],
)
async def test_a_state_serves_only_the_call_it_was_given_for(
    make_server: Callable[..., Any], changes: dict[str, Any]
) -> None:
    async with connect(make_server()) as client:
        first = await asking(client)
        before = await record(client)
        await refusal(client, answers(first), first.request_state or "", **changes)
        assert await record(client) == before


async def test_a_state_of_another_database_is_refused(make_server: Callable[..., Any], tmp_path: Path) -> None:
    async with connect(make_server()) as client:
        first = await asking(client)
    async with connect(make_server(database=tmp_path / "other" / "podium.db")) as client:
        await refusal(client, answers(first), first.request_state or "")


async def test_an_expired_state_is_refused_and_changes_nothing(
    make_server: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def later(seconds: float) -> None:
        monkeypatch.setattr(request_state, "time", SimpleNamespace(time=lambda: time.time() + seconds))

    async with connect(make_server()) as client:
        first = await asking(client)
        before = await record(client)
        later(STATE_SECONDS + 1)
        error = await refusal(client, answers(first), first.request_state or "")
        assert "expired" in error.message
        assert await record(client) == before
        later(STATE_SECONDS - 5)
        assert isinstance(await send(client, answers(first), first.request_state), types.InputRequiredResult)


async def test_a_round_goes_on_after_a_restart_of_the_server(make_server: Callable[..., Any]) -> None:
    async with connect(make_server()) as client:
        first = await asking(client)
    async with connect(make_server()) as client:
        second = await asking(client, responses=answers(first), state=first.request_state)
    assert list(second.input_requests or {}) == ["coordinator"]


async def test_an_identical_retry_is_told_the_same_and_changes_nothing(make_server: Callable[..., Any]) -> None:
    async with connect(make_server()) as client:
        first = await asking(client)
        second = await asking(client, responses=answers(first), state=first.request_state)
        before = await record(client)
        again = await asking(client, responses=answers(first), state=first.request_state)
        assert again.input_requests == second.input_requests
        assert await record(client) == before

        done = await send(client, answers(second), second.request_state)
        after = await record(client)
        for responses, state in ((answers(second), second.request_state), (answers(second), again.request_state)):
            told = await send(client, responses, state)
            assert told.structured_content == done.structured_content
            assert told.content == done.content
        late = await asking(client, responses=answers(first), state=first.request_state)
        assert late.input_requests == second.input_requests
        assert await record(client) == after
    assert structured(done)["spent"]["requests"] == 4


async def test_other_answers_to_a_consumed_round_are_refused(make_server: Callable[..., Any]) -> None:
    async with connect(make_server()) as client:
        first = await asking(client)
        await asking(client, responses=answers(first), state=first.request_state)
        before = await record(client)
        error = await refusal(client, answers(first, "something else"), first.request_state or "")
        assert "other answers" in error.message
        fewer = dict(list(answers(first).items())[:1])
        await refusal(client, fewer, first.request_state or "")
        assert await record(client) == before


GARBLED: dict[str, Any] = {
    "null": None,
    "a number": 7,
    "a list": [],
    "no content": {"role": "assistant", "model": "m"},
    "a block without a type": {"role": "assistant", "model": "m", "content": {"text": "words"}},
    "another kind": {"action": "accept", "content": {"name": "x"}},
    "roots": {"roots": []},
    "deep": {"role": "assistant", "model": "m", "content": {"type": "hologram", "data": [[[[]]]]}},
}


@pytest.mark.parametrize("kind", GARBLED)
async def test_one_garbled_answer_does_not_lose_its_siblings(make_server: Callable[..., Any], kind: str) -> None:
    async with connect(make_server()) as client:
        first = await asking(client)
        keys = list(first.input_requests or {})
        good = answer('{"summary": "Looked at it."}').model_dump(mode="json", by_alias=True, exclude_none=True)
        params = {
            "name": "orchestrate",
            "arguments": ARGUMENTS,
            "requestState": first.request_state,
            "inputResponses": {keys[0]: GARBLED[kind], **dict.fromkeys(keys[1:], good)},
        }
        second = await raw_call(client, params)
        assert list(second["inputRequests"]) == [keys[0]]
        states = {agent["id"]: agent["state"] for agent in (await record(client))["agents"]}
    assert states == {keys[0]: "asked", keys[1]: "answered", keys[2]: "answered"}


@pytest.mark.parametrize("responses", [None, [], "text", {}, {"stranger": {"roots": []}}])
async def test_a_round_that_comes_back_without_answers_is_asked_again(
    make_server: Callable[..., Any], responses: Any
) -> None:
    async with connect(make_server()) as client:
        first = await asking(client)
        params = {
            "name": "orchestrate",
            "arguments": ARGUMENTS,
            "requestState": first.request_state,
            "inputResponses": responses,
        }
        second = await raw_call(client, params)
    assert set(second["inputRequests"]) == set(first.input_requests or {})


async def raw_call(client: Client, params: dict[str, Any]) -> dict[str, Any]:
    """A `tools/call` whose parameters keep the form they have here, however wrong."""
    session: Any = client.session
    options: dict[str, Any] = {}
    body = {"method": "tools/call", "params": params}
    session._stamp(body, options)
    result = await session._dispatcher.send_raw_request("tools/call", body["params"], options)
    assert isinstance(result, dict)
    return result

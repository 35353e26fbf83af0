"""Background runs over real pipes: a client that polls gets a task, any other what it always got."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from polling import GOOD, TASKS, Poller, asked_as, reply
from served import modern, serving

from contract_kit import OBJECTIVE, assert_shape

pytestmark = [pytest.mark.anyio, pytest.mark.slow]


@pytest.fixture
async def poller(tmp_path: Path) -> AsyncIterator[Poller]:
    async with serving(tmp_path) as server:
        yield Poller(server)


async def test_a_client_that_polls_gets_a_task_and_finds_the_result_of_the_call_in_it(poller: Poller) -> None:
    task = await poller.start(OBJECTIVE)
    assert task["resultType"] == "task"
    assert task["status"] == "working"
    assert task["ttlMs"] > task["pollIntervalMs"] > 0
    assert task["createdAt"].endswith("Z")
    done = await poller.finish(task["taskId"])
    assert done["status"] == "completed"
    result = done["result"]
    assert_shape("orchestrate", result["structuredContent"])
    assert result["structuredContent"]["status"] == "completed"
    assert result["structuredContent"]["run_id"] == task["taskId"]
    assert "A lock is missing" in result["content"][0]["text"]
    assert len(poller.keys) == 4, "three agents and the coordinator"
    assert {agent["carrier"] for agent in result["structuredContent"]["agents"]} == {"round_trip"}
    assert await poller.get(task["taskId"]) == done, "a finished task stays"
    shown = await poller.ask("tasks/get", taskId=task["taskId"], pages=True)
    assert 'id="timeline"' in shown["result"]["result"]["_meta"]["podium/page"]
    assert "_meta" not in done["result"]


async def test_what_is_open_is_shown_the_same_at_every_poll_and_as_the_request_it_stands_for(poller: Poller) -> None:
    task_id = (await poller.start(OBJECTIVE))["taskId"]
    first, again = await poller.get(task_id), await poller.get(task_id)
    assert first["status"] == "input_required"
    assert first["inputRequests"] == again["inputRequests"]
    assert len(first["inputRequests"]) == 3
    for request in first["inputRequests"].values():
        assert request["method"] == "sampling/createMessage"
        assert request["params"]["maxTokens"] > 0
        assert OBJECTIVE in request["params"]["messages"][0]["content"]["text"]
    assert "0 of 3 agents answered" in first["statusMessage"]
    asked = await poller.ask("tools/call", name="orchestrate-status", arguments={"run_id": task_id})
    assert asked["result"]["structuredContent"]["task"] == task_id
    assert "goes on in the background" in asked["result"]["content"][0]["text"]


async def test_answers_come_in_any_portion_and_what_is_not_open_is_left_out(poller: Poller) -> None:
    task_id = (await poller.start(OBJECTIVE))["taskId"]
    one, two, three = (await poller.get(task_id))["inputRequests"]
    await poller.update(task_id, {one: reply(), "nobody.1": reply("{}"), "": reply("{}")})
    await poller.update(task_id, {one: reply('{"summary": "A second answer."}')})
    assert set((await poller.get(task_id))["inputRequests"]) == {two, three}
    await poller.update(task_id, {})
    await poller.update(task_id, {two: reply(), three: reply()})
    (last,) = (await poller.get(task_id))["inputRequests"]
    await poller.update(task_id, {last: reply()})
    done = await poller.get(task_id)
    assert done["status"] == "completed"
    assert "A second answer." not in str(done)


async def test_a_question_to_the_person_is_a_form_among_the_requests(poller: Poller) -> None:
    arguments = {"objective": OBJECTIVE, "confidence_override": 0, "agent_limit": 3}
    call: dict[str, Any] = {"name": "orchestrate", "arguments": arguments}
    task_id = (await poller.ask("tools/call", **call, elicits=True))["result"]["taskId"]
    sick = ""
    forms: list[str] = []
    while (task := await poller.get(task_id))["status"] == "input_required":
        for key, request in task["inputRequests"].items():
            agent = key.rsplit(".", 1)[0]
            sick = sick or agent
            if request["method"] == "elicitation/create":
                forms.append(request["params"]["message"])
                said: dict[str, Any] = {"action": "accept", "content": {"answer": "Only the ledger matters."}}
            elif agent == sick and "Only the ledger matters." not in str(request):
                said = reply("I'm sorry, but I can't help with that request.")
            else:
                said = reply(f'{{"summary": "{OBJECTIVE}: the ledger of the payment system is ready."}}')
            await poller.update(task_id, {key: said})
    assert task["result"]["structuredContent"]["status"] == "completed"
    assert len(forms) == 1
    assert OBJECTIVE in forms[0]


async def test_a_bad_answer_is_a_failed_reply_and_its_retry_has_a_key_of_its_own(poller: Poller) -> None:
    task_id = (await poller.start(OBJECTIVE))["taskId"]
    keys = list((await poller.get(task_id))["inputRequests"])
    bad: list[Any] = [{"role": "assistant"}, {"action": "accept", "content": {}}, reply("")]
    await poller.update(task_id, dict(zip(keys, bad, strict=True)))
    again = (await poller.get(task_id))["inputRequests"]
    assert again
    assert not set(again) & set(keys)
    done = await poller.finish(task_id)
    recovered = done["result"]["structuredContent"]["recoveries"]
    assert {r["failure"] for r in recovered} >= {"malformed", "empty"}
    assert done["result"]["structuredContent"]["status"] == "completed"


async def test_a_task_outlives_its_server(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        poller = Poller(server)
        task_id = (await poller.start(OBJECTIVE))["taskId"]
        before = (await poller.get(task_id))["inputRequests"]
        key = next(iter(before))
        await poller.update(task_id, {key: reply()})
        server.process.kill()
        await server.process.wait()
    async with serving(tmp_path) as server:
        poller = Poller(server)
        after = (await poller.get(task_id))["inputRequests"]
        assert after == {other: request for other, request in before.items() if other != key}
        done = await poller.finish(task_id)
    assert done["status"] == "completed"
    assert key not in poller.keys, "what was answered is never asked again"


async def test_cancelling_ends_the_run_and_keeps_what_was_answered(poller: Poller) -> None:
    task_id = (await poller.start(OBJECTIVE))["taskId"]
    keys = list((await poller.get(task_id))["inputRequests"])
    await poller.update(task_id, {keys[0]: reply()})
    assert "error" not in await poller.ask("tasks/cancel", taskId=task_id)
    task = await poller.get(task_id)
    assert task["status"] == "cancelled"
    assert "result" not in task
    await poller.update(task_id, {keys[1]: reply()})
    assert "error" not in await poller.ask("tasks/cancel", taskId=task_id)
    asked = await poller.ask("tools/call", name="orchestrate-status", arguments={"run_id": task_id})
    run = asked["result"]["structuredContent"]
    assert run["status"] == "cancelled"
    assert sum(agent["state"] == "answered" for agent in run["agents"]) == 1


async def test_a_client_that_does_not_declare_it_gets_rounds_and_finds_no_task(tmp_path: Path) -> None:
    arguments = {"objective": OBJECTIVE, "confidence_override": 0, "agent_limit": 3}
    async with serving(tmp_path) as server:
        called = await server.ask(1, "tools/call", asked_as(tasks=False, name="orchestrate", arguments=arguments))
        assert called["result"]["resultType"] == "input_required"
        task_id = (await Poller(server).start(OBJECTIVE))["taskId"]
        for number, method in enumerate(("tasks/get", "tasks/update", "tasks/cancel"), 2):
            params = asked_as(tasks=False, taskId=task_id, inputResponses={})
            error = (await server.ask(number, method, params))["error"]
            assert error["code"] == -32021
            assert error["data"]["requiredCapabilities"] == {"extensions": {TASKS: {}}}


async def test_hand_off_plans_and_single_rounds_are_never_tasks(tmp_path: Path) -> None:
    arguments: dict[str, Any] = {"objective": OBJECTIVE, "confidence_override": 0}
    async with serving(tmp_path) as server:
        handed = asked_as(sampling=False, name="orchestrate", arguments=arguments)
        result = (await server.ask(1, "tools/call", handed))["result"]
        assert result["structuredContent"]["status"] == "awaiting_host"
        poller = Poller(server)
        assert (await poller.start(OBJECTIVE, delivery="handoff"))["resultType"] == "complete"
        assert (await poller.start(OBJECTIVE, delivery="plan"))["resultType"] == "complete"
        assert (await poller.start(OBJECTIVE, confidence_override=1))["resultType"] == "input_required"
        refused = await poller.ask("tasks/get", taskId=result["structuredContent"]["run_id"])
        assert refused["error"]["code"] == -32602


@pytest.mark.parametrize("task_id", ["run_unknown", "", "x" * 5_000, "../../etc/passwd", "run_%"])
async def test_unknown_tasks_are_refused(poller: Poller, task_id: str) -> None:
    for method in ("tasks/get", "tasks/update", "tasks/cancel"):
        answer = await poller.ask(method, taskId=task_id, inputResponses={})
        assert answer["error"]["code"] == -32602
    assert (await poller.ask("tasks/get"))["error"]["code"] == -32602


async def test_the_extension_does_not_exist_before_2026(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        found = await server.ask(1, "server/discover", modern())
        assert TASKS in found["result"]["capabilities"]["extensions"]
        hello = await server.initialize("2025-11-25", sampling={}, extensions={TASKS: {}})
        assert TASKS not in hello["capabilities"].get("extensions", {})
        assert (await server.ask(2, "tasks/get", {"taskId": "run_x"}))["error"]["code"] == -32601
        arguments = {"objective": OBJECTIVE, "confidence_override": 0}
        await server.send({"id": 3, "method": "tools/call", "params": {"name": "orchestrate", "arguments": arguments}})
        assert (await server.next())["method"] == "sampling/createMessage"


async def test_another_way_of_going_on_supersedes_what_the_task_asks(poller: Poller) -> None:
    task_id = (await poller.start(OBJECTIVE))["taskId"]
    keys = list((await poller.get(task_id))["inputRequests"])
    taken = await poller.ask("tools/call", name="orchestrate-continue", arguments={"run_id": task_id})
    assert taken["result"]["resultType"] == "input_required"
    assert (await poller.get(task_id))["status"] == "working"
    await poller.update(task_id, {keys[0]: reply()})
    responses = {key: reply(GOOD) for key in taken["result"]["inputRequests"]}
    for _ in range(5):
        taken = await poller.ask(
            "tools/call",
            name="orchestrate-continue",
            arguments={"run_id": task_id},
            inputResponses=responses,
            requestState=taken["result"]["requestState"],
        )
        if taken["result"]["resultType"] == "complete":
            break
        responses = {key: reply(GOOD) for key in taken["result"]["inputRequests"]}
    assert taken["result"]["structuredContent"]["status"] == "completed"
    assert (await poller.get(task_id))["status"] == "completed"

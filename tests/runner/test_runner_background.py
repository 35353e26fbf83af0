"""Background runs: who gets one, what is open, and that answers in any order and at any time are recorded once."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import anyio
import mcp_types as types
import pytest
from runner_kit import DEAF, MODERN, House, Model, house

from contract_kit import OBJECTIVE
from podium.core.run import Run
from podium.registry import load_catalogue
from podium.runner import Asking, Settled, StartRequest
from podium.runner.background import is_background, key, open_requests, take, waits
from run_samples import text

pytestmark = pytest.mark.anyio

POLLING = replace(MODERN, polls=True)
REQUEST = StartRequest(OBJECTIVE, confidence_override=0.0, agent_limit=3)
ALONE = StartRequest("Rename one variable", confidence_override=1.0)


@pytest.fixture
async def home(database: Path) -> AsyncIterator[House]:
    async with house(database, known=load_catalogue(()).catalogue) as found:
        yield found


def reply(words: str = "Looked at it.") -> types.CreateMessageResult:
    content = types.TextContent(type="text", text=text(words))
    return types.CreateMessageResult(role="assistant", model="m", content=content)


async def begin(home: House, request: StartRequest = REQUEST, **client: Any) -> Run:
    outcome = await home.runner.orchestrate(request, Model().channel(replace(POLLING, **client)))
    return outcome.run


async def test_only_long_runs_over_the_models_of_clients_that_poll_are_in_the_background(home: House) -> None:
    assert waits(await begin(home))
    for run in (
        await begin(home, polls=False),
        await begin(home, sampling=False),
        await begin(home, replace(REQUEST, delivery="handoff")),
        await begin(home, replace(REQUEST, delivery="plan")),
        await begin(home, ALONE),
    ):
        assert not is_background(run)
        assert await open_requests(home.runner.parts, run) == {}


async def test_the_same_answer_at_once_from_two_sides_is_recorded_once(home: House) -> None:
    run = await begin(home)
    keys = list(await open_requests(home.runner.parts, run))

    async def answer(words: str) -> None:
        await take(home.runner.parts, run, {k: reply(words) for k in keys}, POLLING)

    async with anyio.create_task_group() as tasks:
        tasks.start_soon(answer, "The first.")
        tasks.start_soon(answer, "The second.")
    recorded = await home.recorded(run.run_id)
    assert (await home.kinds(run.run_id)).count("replied") == len(keys)
    assert len({c.reply.summary for c in recorded.calls.values() if c.reply}) == 1


async def test_a_key_of_before_is_not_taken_for_a_retry(home: House) -> None:
    run = await begin(home)
    state = run.asked[0]
    run = await take(home.runner.parts, run, {key(state): types.ElicitResult(action="accept")}, POLLING)
    again = next(c for c in run.asked if c.call.id == state.call.id)
    assert key(again) != key(state)
    before = await home.kinds(run.run_id)
    await take(home.runner.parts, run, {key(state): reply()}, POLLING)
    assert await home.kinds(run.run_id) == before


async def test_a_client_that_never_answers_is_handed_the_work_the_next_time(home: House) -> None:
    first = await begin(home)
    home.clock.now += home.runner.parts.ceilings.agent_seconds + 1
    assert (await begin(home)).carrier == "handoff"
    await take(home.runner.parts, first, {key(first.asked[0]): reply()}, POLLING)
    assert waits(await begin(home))


async def test_whoever_else_takes_the_run_up_gets_it_and_the_task_asks_no_more(home: House) -> None:
    run = await begin(home)
    handed = await home.runner.resume(run.run_id, None, Model().channel(DEAF))
    assert isinstance(handed, Settled)
    assert handed.run.status == "awaiting_host"
    assert await open_requests(home.runner.parts, handed.run) == {}
    run = await begin(home)
    asking = await home.runner.resume(run.run_id, None, Model().channel(POLLING))
    assert isinstance(asking, Asking)
    assert await open_requests(home.runner.parts, asking.run) == {}

"""Background runs: a client that polls finds the run's open requests, and answers them when and as it likes.

They are asked as in a round, but no call waits for them and none of them waits for its siblings: each answer steps the
run. Nothing but the recorded run is needed to go on, so they outlive the server.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from podium.carriers import round_trip
from podium.carriers.choice import Client
from podium.carriers.seam import RawReply, Request, reply_data
from podium.core import engine
from podium.core.run import CallState, Run
from podium.core.values import JSON
from podium.runner.asking_back import answered, with_answers
from podium.runner.ledger import Step
from podium.runner.parts import Parts
from podium.store.protocol import Round

_OPTION = "background"


def marked(client: Client, carrier: str | None, started: JSON) -> JSON:
    """The data of the `started` event, which says so where the run goes to the background.

    It does where its client polls, its client's own model is asked, and agents wait for each other: a run of one wave is
    one round, which costs less than polling.
    """
    if not client.polls or carrier != "round_trip" or not any(call["depends_on"] for call in started["calls"]):
        return started
    return {**started, "options": {**started["options"], _OPTION: True}}


def is_background(run: Run) -> bool:
    """Whether the run was started in the background."""
    return bool(run.options.get(_OPTION))


def begins(run: Run) -> bool:
    """Whether a background run is about to ask for the first time."""
    return is_background(run) and not run.batches


def waits(run: Run) -> bool:
    """Whether the run waits for a client that polls: nobody took it up over another way since."""
    return is_background(run) and run.status == "running" and run.carrier == "round_trip" and not run.round_id


def key(state: CallState) -> str:
    """What one request of one agent is called; a retry is another request."""
    return f"{state.call.id}.{state.attempts}"


async def open_requests(parts: Parts, run: Run) -> dict[str, Request]:
    """The requests that wait for the client, by key; none where the run does not wait for it."""
    if not waits(run):
        return {}
    states = run.asked
    requests = await parts.requests(run, [state.call.id for state in states])
    return {key(state): request for state, request in zip(states, requests, strict=True)}


async def take(parts: Parts, run: Run, responses: Mapping[str, Any], client: Client) -> Run:
    """Record the responses to open requests and go on; a response to anything else is left out."""
    await parts.health.answered(run.run_id, client, parts.clock())
    data = _replies(run, responses, parts.clock())
    if not data:
        return run
    knowledge = await parts.known(run.run_id)
    await parts.packs.of(run)
    found = await answered(parts.workspace, parts.packs, run, data)

    def decide(current: Run) -> Step:
        draft = parts.draft(current)
        due = with_answers(_replies(current, responses, draft.at), found)
        if not due:
            return Step(draft)
        return Step(engine.advance(current, due, parts.setting(knowledge, "round_trip", current), draft.at))

    return (await parts.ledger.advance(run, decide))[0]


def _replies(run: Run, responses: Mapping[str, Any], now: float) -> list[JSON]:
    """Data of the replies among the responses that answer an open request."""
    states = [state for state in run.asked if key(state) in responses] if waits(run) else []
    return [reply_data(_read(state, responses[key(state)], now), "round_trip") for state in states]


def _read(state: CallState, response: Any, now: float) -> RawReply:
    asked = state.call.id
    persons = (asked,) if state.call.kind == "person" else ()
    return round_trip.answers({asked: response}, [asked], max(0.0, now - state.asked_at), persons)[0]


def first_round(run: Run, client: Client) -> Round:
    """What is remembered of the first requests, so that a client which never answers is noticed."""
    asked = tuple(state.call.id for state in run.asked)
    return Round(run.run_id, run.run_id, run.run_id, 1, run.updated_at, client.key, asked)

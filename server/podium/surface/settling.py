"""What agents contradict each other on and no rule resolves is put to the person, where their client can ask them.

The run is finished and recorded before: whoever declines, or is never asked, has the conflict in the result as it stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import mcp_types as types

from podium.core.errors import ReplayRefused
from podium.core.run import Run
from podium.core.settling import asked_about, unresolved
from podium.core.texts import one_line
from podium.core.values import JSON
from podium.runner.settling import settle as settled
from podium.surface import asking
from podium.surface.call import Call

STATE = "settle_"
"""Begins the state of a round in which a person settles conflicts; then comes the id of their run."""
OPEN = "Leave it open"
SHOWN = 240
MOST_ROUNDS_BEFORE = 7
"""Rounds of a run after which no further one is risked for a question; clients give up at nine."""


def worth_asking(call: Call, run: Run) -> bool:
    """Whether this call may put the run's open conflicts to the person."""
    return call.client.elicits and len(run.rounds) <= MOST_ROUNDS_BEFORE and not run.rehearsal and bool(unresolved(run))


async def settle(call: Call, run: Run) -> Run | types.InputRequiredResult:
    """The run with what the person said, or the question for clients that take questions back in a result."""
    found = unresolved(run)
    if not call.client.modern:
        return await settled(call.runner.parts, run, _data(found, await asking.elicit(call, _form(found))))
    # Recorded before it is asked: a client that never answers gets the result the next time.
    run = await settled(call.runner.parts, run, _data(found, None))
    requests: types.InputRequests = {asking.KEY: types.ElicitRequest(params=_form(found))}
    return types.InputRequiredResult(input_requests=requests, request_state=STATE + run.run_id)


async def heard_in_round(call: Call, state: str, said: Any) -> Run:
    """The run with the answer of a round; the same answer twice changes nothing.

    Raises:
        ReplayRefused: the conflicts were settled in another way already.
    """
    run = await call.runner.parts.ledger.load(state.removeprefix(STATE), call.client.principal)
    data = _data(asked_about(run), said)
    run = await settled(call.runner.parts, run, data)
    if (run.outcome or {}).get("settled") != data:
        raise ReplayRefused("this question was answered already, with other answers; nothing was changed")
    return run


def _data(found: Sequence[tuple[int, JSON]], said: Any) -> JSON:
    content = (said.content or {}) if isinstance(said, types.ElicitResult) and said.action == "accept" else {}
    chosen = {place: str(content.get(_field(place), "")) for place, _ in found}
    return {
        "answer": asking.kind(said),
        "asked": [place for place, _ in found],
        "choices": [
            [place, _options(conflict).index(chosen[place])]
            for place, conflict in found
            if chosen[place] in _options(conflict)
        ],
    }


def _form(found: Sequence[tuple[int, JSON]]) -> types.ElicitRequestFormParams:
    properties = {
        _field(place): {
            "type": "string",
            "title": f"Which holds on {one_line(conflict['topic'], 120)}?",
            "enum": [*_options(conflict), OPEN],
        }
        for place, conflict in found
    }
    return types.ElicitRequestFormParams(
        message="Agents contradict each other, and nothing they gave decides it. Declining is fine: it then stays open.",
        requested_schema={"type": "object", "properties": properties},
    )


def _field(place: int) -> str:
    return f"conflict_{place + 1}"


def _options(conflict: JSON) -> list[str]:
    """The positions in words; numbered, so that no two are the same."""
    return [f"{n}. {one_line(p['statement'], SHOWN)}" for n, p in enumerate(conflict["positions"], 1)]

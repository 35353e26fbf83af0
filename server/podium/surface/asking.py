"""What only the person can say, asked before a run starts where their client can ask them.

Declining is an answer. Where nobody can be asked, the run goes on with the plainest reading, and its result says so.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import anyio
import mcp_types as types
from mcp import MCPError
from pydantic import ValidationError

from podium.core.decision import decide
from podium.core.texts import clean
from podium.core.values import ContextItem, Decision
from podium.runner import StartRequest
from podium.surface.call import Call

STATE = "person_"
"""Begins the state of a round that waits for a person; then come the end of the id of their run, and the questions."""
KEY = "person"
SAID = "what the user said"
ANSWER_CHARACTERS = 2_000


async def questions(call: Call, request: StartRequest) -> tuple[str, ...]:
    """What is unclear about the user's intent; nothing where the caller decided the route or wants a plan only."""
    if request.confidence_override is not None or request.chain or request.delivery == "plan":
        return ()
    return (await analysed(call, request)).questions


async def analysed(call: Call, request: StartRequest) -> Decision:
    """What the words and ratings of a request say, before anything of it is planned."""
    return decide(
        request.objective,
        catalogue=call.services.catalogue,
        knowledge=await call.services.knowledge(),
        items=request.items,
        paths=request.paths,
        scores=request.scores,
    )


def question(asked: Sequence[str]) -> types.InputRequiredResult:
    """The result that asks a person, for clients that take questions back in a result."""
    return types.InputRequiredResult(
        input_requests={KEY: types.ElicitRequest(params=_form(asked))},
        request_state=f"{STATE}{secrets.token_hex(10)} {json.dumps(list(asked))}",
    )


async def ask(call: Call, asked: Sequence[str]) -> types.ElicitResult | None:
    """What a person answers while their client's call runs; None where no answer comes in the call's time."""
    patience = call.services.ceilings.patience(progress=call.client.progress)
    form = _form(asked)
    try:
        with anyio.move_on_after(patience):
            return await call.ctx.session.elicit_form(form.message, form.requested_schema, call.ctx.request_id)
    except (MCPError, ValidationError):
        return None
    return None


def heard(request: StartRequest, asked: Sequence[str], said: Any) -> StartRequest:
    """The request with what the person said, which then reaches every agent whole.

    Args:
        request: as the caller made it.
        asked: the questions.
        said: an elicitation result, or anything else where none came.
    """
    words = _words(asked, said)
    request = replace(request, person={"asked": list(asked), "answer": _kind(said)})
    if not words:
        return request
    text = "\n".join(f"{question}\n{answer}" for question, answer in words.items())
    return replace(request, items=(*request.items, ContextItem(SAID, text)), preserve=(*request.preserve, SAID))


def heard_in_round(request: StartRequest, state: str, said: Any) -> StartRequest:
    """The same for the answer of a round: its state names the run, so that a retry starts none beside it."""
    name, _, asked = state.removeprefix(STATE).partition(" ")
    request = heard(request, json.loads(asked), said)
    told = [(item.name, item.text) for item in request.items if item.name == SAID]
    return replace(request, run_id=f"run_{name}", answers=hashlib.sha256(json.dumps(told).encode()).hexdigest())


def _form(asked: Sequence[str]) -> types.ElicitRequestFormParams:
    properties = {f"answer_{n}": {"type": "string", "title": text} for n, text in enumerate(asked, 1)}
    return types.ElicitRequestFormParams(
        message="Before agents start, what only you can say. Declining is fine: the plainest reading is taken then.",
        requested_schema={"type": "object", "properties": properties},
    )


def _kind(said: Any) -> str:
    return str(said.action) if isinstance(said, types.ElicitResult) else "none"


def _words(asked: Sequence[str], said: Any) -> dict[str, str]:
    """The answers that hold something, by question."""
    content: Mapping[str, Any] = (
        (said.content or {}) if isinstance(said, types.ElicitResult) and said.action == "accept" else {}
    )
    given = {text: content.get(f"answer_{n}") for n, text in enumerate(asked, 1)}
    return {
        text: clean(answer, ANSWER_CHARACTERS)
        for text, answer in given.items()
        if isinstance(answer, str) and answer.strip()
    }

"""What only the person can say, asked before a run starts where their client can ask them.

Declining is an answer. Where nobody can be asked, the run goes on with the plainest reading, and its result says so.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import anyio
import mcp_types as types
from mcp import MCPError
from pydantic import ValidationError

from podium.core.decision import decide
from podium.core.decision.repeats import repeated
from podium.core.texts import clean
from podium.core.values import JSON, ContextItem, Decision
from podium.runner import StartRequest
from podium.surface.call import Call

STATE = "person_"
"""Begins the state of a round that waits for a person; then come the end of the id of their run, and the questions."""
KEY = "person"
SAID = "what the user said"
ANSWER_CHARACTERS = 2_000


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person is asked before a run: open `texts`, and whether `planned` agents may work where `unasked` may anyway."""

    texts: tuple[str, ...] = ()
    planned: int = 0
    unasked: int = 0

    def __bool__(self) -> bool:
        return bool(self.texts or self.planned)


async def questions(call: Call, request: StartRequest) -> Asked:
    """What is unclear about the user's intent, and whether more agents would work than may without their word.

    Nothing where the caller wants a plan only; the intent is clear where they decided the route.
    """
    unasked = call.services.ceilings.agents_unasked
    decided = request.confidence_override is not None or bool(request.chain)
    if request.delivery == "plan" or (unasked is None and (decided or not call.client.elicits)):
        return Asked()
    decision = await analysed(call, request)
    texts = () if decided else decision.questions
    planned = 0 if request.chain else decision.resources.agents
    return Asked(texts, planned, unasked) if unasked is not None and planned > unasked else Asked(texts)


async def analysed(call: Call, request: StartRequest) -> Decision:
    """What the words and ratings of a request say, before anything of it is planned."""
    limit = call.services.ceilings.agents
    knowledge = await call.services.knowledge()
    return decide(
        request.objective,
        catalogue=call.services.catalogue,
        knowledge=knowledge,
        items=request.items,
        paths=request.paths,
        scores=request.scores,
        agent_limit=min(limit, request.agent_limit or limit),
        confidence_override=request.confidence_override,
        repeat=repeated(request.objective, call.client.principal, knowledge, time.time()),
    )


def question(asked: Asked) -> types.InputRequiredResult:
    """The result that asks a person, for clients that take questions back in a result."""
    return types.InputRequiredResult(
        input_requests={KEY: types.ElicitRequest(params=_form(asked))},
        request_state=f"{STATE}{secrets.token_hex(10)} {json.dumps([asked.texts, asked.planned, asked.unasked])}",
    )


async def ask(call: Call, asked: Asked) -> types.ElicitResult | None:
    """What a person answers while their client's call runs; None where no answer comes in the call's time."""
    return await elicit(call, _form(asked))


async def elicit(call: Call, form: types.ElicitRequestFormParams) -> types.ElicitResult | None:
    """What a person answers to a form while their client's call runs; None where no answer comes in the call's time."""
    patience = call.services.ceilings.patience(progress=call.client.progress)
    try:
        with anyio.move_on_after(patience):
            return await call.ctx.session.elicit_form(form.message, form.requested_schema, call.ctx.request_id)
    except (MCPError, ValidationError):
        return None
    return None


def heard(request: StartRequest, asked: Asked, said: Any) -> StartRequest:
    """The request with what the person said, which then reaches every agent whole.

    Without their word no more agents work than may unasked.

    Args:
        request: as the caller made it.
        asked: the questions.
        said: an elicitation result, or anything else where none came.
    """
    words = _words(asked.texts, said)
    person: JSON = {"asked": list(asked.texts), "answer": kind(said)}
    if asked.planned:
        agents = _agents(asked, said)
        person["agents"] = {"planned": asked.planned, "may": agents}
        request = replace(request, agent_limit=agents)
    request = replace(request, person=person)
    if not words:
        return request
    text = "\n".join(f"{question}\n{answer}" for question, answer in words.items())
    return replace(request, items=(*request.items, ContextItem(SAID, text)), preserve=(*request.preserve, SAID))


def heard_in_round(request: StartRequest, state: str, said: Any) -> StartRequest:
    """The same for the answer of a round: its state names the run, so that a retry starts none beside it."""
    name, _, asked = state.removeprefix(STATE).partition(" ")
    texts, planned, unasked = json.loads(asked)
    request = heard(request, Asked(tuple(texts), planned, unasked), said)
    told = [(item.name, item.text) for item in request.items if item.name == SAID]
    fingerprint = hashlib.sha256(json.dumps([told, request.agent_limit]).encode()).hexdigest()
    return replace(request, run_id=f"run_{name}", answers=fingerprint)


def within(call: Call, request: StartRequest) -> StartRequest:
    """The request with no more agents than may work unasked; recovery and sub-agents count as well."""
    unasked = call.services.ceilings.agents_unasked
    if unasked is None or "agents" in request.person:
        return request
    return replace(request, agent_limit=min(unasked, request.agent_limit or unasked))


def kind(said: Any) -> str:
    """How an elicitation ended; `none` where none came."""
    return str(said.action) if isinstance(said, types.ElicitResult) else "none"


def _form(asked: Asked) -> types.ElicitRequestFormParams:
    properties: JSON = {f"answer_{n}": {"type": "string", "title": text} for n, text in enumerate(asked.texts, 1)}
    if asked.planned:
        properties["agents"] = {
            "type": "integer",
            "title": f"{asked.planned} agents would work on this. How many may?",
            "minimum": 1,
            "maximum": asked.planned,
            "default": asked.unasked,
        }
    plainest = "the plainest reading is taken then" if asked.texts else f"{asked.unasked} agents work then"
    return types.ElicitRequestFormParams(
        message=f"Before agents start, what only you can say. Declining is fine: {plainest}.",
        requested_schema={"type": "object", "properties": properties},
    )


def _agents(asked: Asked, said: Any) -> int:
    content = (said.content or {}) if isinstance(said, types.ElicitResult) and said.action == "accept" else {}
    given = content.get("agents")
    return min(asked.planned, max(1, int(given))) if isinstance(given, int | float) else asked.unasked


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

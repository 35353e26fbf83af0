"""Round trip: the server returns its questions as a result, and the client calls again with the answers."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import mcp_types as types

from podium.carriers.person import form, read_answer
from podium.carriers.sampling import message_request, read_message
from podium.carriers.seam import RawReply, Request
from podium.core.values import JSON

GARBLED_MODEL = "podium-garbled"
"""Model name that marks an answer which had not the form the protocol asks for."""


def question(requests: Sequence[Request], round_id: str, *, tools: bool = False) -> JSON:
    """The result that asks all requests of one round at once, as it goes over the wire; its state is the round's id."""
    return {
        "resultType": "input_required",
        "inputRequests": {r.agent_id: input_request(r, tools=tools) for r in requests},
        "requestState": round_id,
    }


def input_request(request: Request, *, tools: bool = False) -> JSON:
    """One request as it goes over the wire: a prompt to the client's model, or a form for its user."""
    if not request.person:
        return message_request(request, tools=tools)
    elicited = types.ElicitRequest(params=form(request))
    return elicited.model_dump(mode="json", by_alias=True, exclude_none=True)


def answers(
    responses: Mapping[str, Any], asked: Sequence[str], seconds: float, persons: Collection[str] = ()
) -> list[RawReply]:
    """One raw reply for every asked agent; an answer that is missing or of another kind is a failed reply.

    Those of `persons` are the user's, who may leave them out.
    """
    return [
        read_answer(agent_id, responses.get(agent_id), seconds)
        if agent_id in persons
        else _answer(agent_id, responses.get(agent_id), seconds)
        for agent_id in asked
    ]


def _answer(agent_id: str, response: Any, seconds: float) -> RawReply:
    if response is None:
        return RawReply(agent_id, failure="empty", detail="the round came back without this answer", seconds=seconds)
    sampled = isinstance(response, types.CreateMessageResult | types.CreateMessageResultWithTools)
    if not sampled or response.model == GARBLED_MODEL:
        detail = "the answer has not the form the protocol asks for"
        return RawReply(agent_id, failure="malformed", detail=detail, seconds=seconds)
    return read_message(agent_id, response, seconds)


def digest(responses: Mapping[str, Any] | None) -> str:
    """Fingerprint of a round's answers, equal for an identical retry."""
    plain = {k: v.model_dump(mode="json", by_alias=True) for k, v in (responses or {}).items()}
    text = json.dumps(plain, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def readable(responses: Any) -> dict[str, Any]:
    """Raw `inputResponses` with every unreadable answer replaced by a marked one.

    One garbled answer would otherwise make the whole call invalid and lose its siblings.
    """
    if not isinstance(responses, Mapping):
        return {}
    return {str(key): value if _valid(value) else _GARBLED for key, value in responses.items()}


def _valid(value: Any) -> bool:
    if _plain(value):
        return True
    form = (
        types.ElicitResult if isinstance(value, Mapping) and "action" in value else types.CreateMessageResultWithTools
    )
    try:
        form.model_validate(value, by_name=False)
    except ValueError:
        return False
    # The wire's own models, unlike these, take no block for a text that does not say what it is.
    content = value.get("content")
    blocks = content if isinstance(content, list) else [content]
    return form is types.ElicitResult or all(isinstance(block.get("type"), str) for block in blocks)


def _plain(value: Any) -> bool:
    """Whether an answer is a plain text message; nearly all are, and need no full validation here."""
    match value:
        case {"role": "assistant", "content": {"type": "text", "text": str(), **more}, "model": str()}:
            return not more and value.keys() <= _PLAIN_KEYS and isinstance(value.get("stopReason", ""), str)
        case _:
            return False


_PLAIN_KEYS = frozenset({"role", "content", "model", "stopReason"})
_GARBLED: dict[str, Any] = {"role": "assistant", "content": {"type": "text", "text": ""}, "model": GARBLED_MODEL}

"""A question to the person behind a client, as both eras carry it, and their answer as a reply."""

from __future__ import annotations

import json
from typing import Any

import mcp_types as types

from podium.carriers.seam import RawReply, Request
from podium.core.asking_person import NO_ANSWER, question_in
from podium.core.texts import clean

_FIELD = "answer"
MOST_CHARACTERS = 2_000


def form(request: Request) -> types.ElicitRequestFormParams:
    """The form that asks a question; one line of text, which may be left empty."""
    return types.ElicitRequestFormParams(
        message=question_in(request.prompt),
        requested_schema={"type": "object", "properties": {_FIELD: {"type": "string", "title": "What to know or do"}}},
    )


def read_answer(agent_id: str, said: Any, seconds: float) -> RawReply:
    """The reply in an elicitation result; whoever declines, or is never reached, has answered as well."""
    accepted = isinstance(said, types.ElicitResult) and said.action == "accept"
    word = (said.content or {}).get(_FIELD) if accepted else None
    text = clean(word, MOST_CHARACTERS) if isinstance(word, str) else ""
    summary = json.dumps({"summary": text or NO_ANSWER}, ensure_ascii=False)
    return RawReply(agent_id, text=summary, verbatim=True, seconds=seconds)

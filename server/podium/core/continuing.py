"""Replies that were cut off: the rest is asked for, and what came before is joined with it.

The joined text is what gets recorded and judged, so that the record holds the whole reply and a replay needs no other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from podium.core.ladders import GO_ON, RETRY
from podium.core.replies import REPLY_LIMIT, classify
from podium.core.reply_json import reply_object
from podium.core.run import CallState, Run
from podium.core.values import JSON

LEAST_CHARACTERS = 40
"""A shorter beginning is not worth going on with; the reply is asked for anew."""
MOST_CHARACTERS = 24_000
"""Of a longer beginning nobody wants more: it is asked for anew, and shorter."""
LONGEST_OVERLAP, TELLING_OVERLAP = 400, 12
"""Characters that a model may say twice where it goes on; from the second on, a repetition is no accident."""

_OPENING = re.compile(r"\A\s*```[ \t]*\w*[ \t]*\n?")


def beginning(state: CallState) -> str:
    """The text of a reply that was cut off and can be gone on with; empty where there is none."""
    reply = state.reply
    if reply is None or reply.failure != "truncated":
        return ""
    return reply.text if len(reply.text.strip()) >= LEAST_CHARACTERS and len(reply.text) <= MOST_CHARACTERS else ""


def asked_to_go_on(run: Run, call_id: str) -> str:
    """The beginning whose rest a call is, or was just, asked for; empty where it is asked for a whole reply."""
    state = run.calls[call_id]
    last = next((r for r in reversed(run.recoveries) if r["agent_id"] == call_id), None)
    if last is None or last["failure"] != "truncated":
        return ""
    # Runs recorded before ways were told apart went on wherever there was a beginning.
    way = last.get("way", GO_ON if last["strategy"] == RETRY else "")
    return beginning(state) if way == GO_ON else ""


def joined(run: Run, data: Mapping[str, Any]) -> JSON:
    """Data of a `replied` event, its text joined with the beginning it goes on with.

    A model that answers anew instead of going on is taken at its word; where no text came, nothing is joined.

    Args:
        run: the run before the reply.
        data: as the carrier brought it, classified for itself.
    """
    start, rest = asked_to_go_on(run, data["agent_id"]), data.get("text", "")
    if not start or not rest.strip() or _whole(rest):
        return dict(data)
    cut = data.get("failure") == "truncated"
    texts = [text for text in _ways(start, rest) if len(text) <= REPLY_LIMIT]
    if not texts or (_opens_object(start) and not cut and not _closes_object(rest)):
        return dict(data)
    text = next((text for text in texts if _whole(text)), texts[0])
    failure, detail = classify(text, truncated=cut)
    kept = {name: value for name, value in data.items() if name not in ("failure", "detail")}
    return {**kept, "text": text, **({"failure": failure, "detail": detail} if failure else {})}


def _opens_object(start: str) -> bool:
    return _OPENING.sub("", start).lstrip()[:1] in ("{", "[")


def _closes_object(rest: str) -> bool:
    return rest.rstrip("` \t\n")[-1:] in ("}", "]")


def _whole(text: str) -> bool:
    """Whether a text holds a reply object that can be accepted."""
    return reply_object(text) is not None and classify(text)[0] is None


def _ways(start: str, rest: str) -> Iterator[str]:
    """The texts that two parts may make, the likeliest first: a repeated seam said once, then as they are."""
    plain = _OPENING.sub("", rest)
    # No line ends inside a string of JSON, so a feed before the rest is the model's own.
    parts = (plain.lstrip("\r\n"), plain.lstrip()) if _opens_object(start) else (plain,)
    for part in dict.fromkeys(parts):
        for size in range(min(LONGEST_OVERLAP, len(part)), TELLING_OVERLAP - 1, -1):
            if start.endswith(part[:size]):
                yield start + part[size:]
                break
        yield start + part

"""A small request to the client's own model beside any run.

Only over push: there it is a request like any other. A round of a modern client that is refused ends its whole call.
"""

from __future__ import annotations

from podium.carriers.seam import Request
from podium.surface.call import Call


def lends_its_model(call: Call, delivery: str = "auto") -> bool:
    """Whether the client's model may be asked over push; `delivery` as the call wants it."""
    delivery = call.runner.parts.delivery if delivery == "auto" else delivery
    return call.client.can_sample and not call.client.modern and delivery in ("auto", "sampling")


async def said_by_model(call: Call, agent: str, prompt: str, reply_tokens: int, seconds: float) -> str:
    """What the client's model answers, empty where nothing comes: within `seconds`, or what any agent may take."""
    patience = min(seconds, call.services.ceilings.agent_seconds)
    raw = await call.channel().carrier().ask(Request(agent, prompt, reply_tokens, patience))
    return raw.text if raw is not None and raw.failure is None else ""

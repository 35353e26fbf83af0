"""One small call to the client's own model for claims in words, which it says again as calculations.

Only over push, as for ratings: there it is a request like any other. A host whose model calls the tool itself passes what
the claim comes to with it: `CLAIM := CALCULATION`.
"""

from __future__ import annotations

from collections.abc import Sequence

import anyio.to_thread

from podium.carriers.seam import Request
from podium.surface.call import Call

AGENT = "restating"
REPLY_TOKENS = 3_000
PATIENCE_SECONDS = 60.0


async def restated(call: Call, claims: str | Sequence[str]) -> str | Sequence[str]:
    """The claims, those in words with what the client's model says they come to, where it may be asked."""
    if not call.client.can_sample or call.client.modern or call.runner.parts.delivery not in ("auto", "sampling"):
        return claims
    statements = claims.splitlines() if isinstance(claims, str) else list(claims)
    from podium.core.mathematics import restating_call  # here, because reading its tables would slow every start

    open_ones = await anyio.to_thread.run_sync(restating_call.worth_asking, statements)
    if not open_ones:
        return claims
    patience = min(PATIENCE_SECONDS, call.services.ceilings.agent_seconds)
    raw = (
        await call.channel()
        .carrier()
        .ask(Request(AGENT, restating_call.restating_prompt(open_ones), REPLY_TOKENS, patience))
    )
    text = raw.text if raw is not None and raw.failure is None else ""
    said = restating_call.read_restatements(text, open_ones)
    return [restating_call.said_again(each, said.get(each.strip(), "")) for each in statements]

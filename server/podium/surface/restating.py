"""One small call to the client's own model for claims in words, which it says again as calculations.

A host whose model calls the tool itself passes what the claim comes to with it: `CLAIM := CALCULATION`.
"""

from __future__ import annotations

from collections.abc import Sequence

import anyio.to_thread

from podium.core.restatement import said_again
from podium.surface.call import Call
from podium.surface.model_call import lends_its_model, said_by_model

AGENT = "restating"
REPLY_TOKENS = 3_000
PATIENCE_SECONDS = 60.0


async def restated(call: Call, claims: str | Sequence[str]) -> str | Sequence[str]:
    """The claims, those in words with what the client's model says they come to, where it may be asked."""
    if not lends_its_model(call):
        return claims
    statements = claims.splitlines() if isinstance(claims, str) else list(claims)
    from podium.core.mathematics import restating_call  # here, because reading its tables would slow every start

    asked = await anyio.to_thread.run_sync(restating_call.worth_asking, statements)
    if not asked:
        return claims
    prompt = restating_call.restating_prompt(asked)
    text = await said_by_model(call, AGENT, prompt, REPLY_TOKENS, PATIENCE_SECONDS)
    said = restating_call.read_restatements(text, asked)
    return [said_again(each, said.get(each.strip(), "")) for each in statements]

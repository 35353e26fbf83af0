"""Recording what the user said about conflicts that no rule resolved."""

from __future__ import annotations

from podium.core.run import Run
from podium.core.settling import NOBODY
from podium.core.values import JSON
from podium.runner.ledger import Step
from podium.runner.parts import Parts


async def settle(parts: Parts, run: Run, data: JSON) -> Run:
    """The finished run with what the user said; their first answer stays."""

    def decide(current: Run) -> Step:
        draft = parts.draft(current)
        known = (current.outcome or {}).get("settled")
        if known is None or (known["answer"] == NOBODY and known != data):
            draft.add("settled", data)
        return Step(draft)

    return (await parts.ledger.advance(run, decide))[0]

"""How a run ends: its status from what was recorded, then synthesis and quality."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podium.core.quality import assess
from podium.core.run import Run, Status
from podium.core.synthesis import synthesize

if TYPE_CHECKING:
    from podium.core.engine import Draft


def close(draft: Draft) -> None:
    """Append the `finished` event of a run in which nothing is left to ask."""
    run = draft.run
    draft.add(
        "finished",
        {
            "status": final_status(run),
            "synthesis": synthesize(run),
            "quality": assess(run),
            "missing": [c.call.id for c in run.agents if c.call.needed and not c.accepted],
        },
    )


def cancel(draft: Draft, reason: str) -> None:
    """End a run that somebody cancelled; what was answered is kept and synthesized."""
    run = draft.run
    synthesis, quality = synthesize(run), assess(run)
    missing = [c.call.id for c in run.agents if c.call.needed and not c.accepted]
    draft.add(
        "finished",
        {"status": "cancelled", "synthesis": synthesis, "quality": quality, "missing": missing, "reason": reason},
    )


def final_status(run: Run) -> Status:
    """`completed` only where every needed part has a recorded, accepted reply; `failed` where none has."""
    needed = [c for c in run.agents if c.call.needed]
    answered = sum(c.accepted for c in needed)
    if needed and answered == len(needed):
        return "completed"
    return "partial" if any(c.accepted for c in run.agents) else "failed"

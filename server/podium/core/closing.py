"""How a run ends: its status from what was recorded, then synthesis and quality."""

from __future__ import annotations

from podium.core.folding import Draft
from podium.core.planning import REVIEWERS
from podium.core.quality import assess
from podium.core.run import Run, Status
from podium.core.values import JSON
from podium.core.verifying import verification


def close(draft: Draft) -> None:
    """Append the `finished` event of a run in which nothing is left to ask."""
    draft.add("finished", _outcome(draft.run, final_status(draft.run)))


def cancel(draft: Draft, reason: str) -> None:
    """End a run that somebody cancelled; what was answered is kept and synthesized, and who was still to answer is noted."""
    left = [c.call.id for c in draft.run.calls.values() if c.open]
    if left:
        draft.add("skipped", {"ids": left, "kind": "cancelled", "detail": reason})
    draft.add("finished", {**_outcome(draft.run, "cancelled"), "reason": reason})


def final_status(run: Run) -> Status:
    """`completed` only where every needed part has a recorded, accepted reply; `failed` where none has."""
    if any(c.call.needed for c in run.agents) and not _missing(run):
        return "completed"
    return "partial" if any(c.accepted for c in run.agents) else "failed"


def _outcome(run: Run, status: Status) -> JSON:
    from podium.core.synthesis import synthesize  # here, as below: it is large, and a server may never end a run

    synthesis, missing, verdicts = synthesize(run), _missing(run), _verdicts(run)
    return {
        "status": status,
        "synthesis": synthesis,
        "quality": assess(run),
        "missing": missing,
        "checks": verdicts,
        "verification": verification(run, synthesis, missing, verdicts),
    }


def _verdicts(run: Run) -> list[JSON]:
    """What agents found who review the work of others: whether none of their findings speaks against it.

    An agent's praise of its own work is no check; a reviewer without a stance has given none.
    """
    from podium.core.contradictions.stances import side

    reviews = [c for c in run.agents if c.call.command in REVIEWERS and c.call.depends_on and c.reply and c.accepted]
    sides = {c.call.id: {side(f.stance) for f in c.reply.findings} - {""} for c in reviews if c.reply}
    return [{"check": name, "ok": "against" not in found} for name, found in sides.items() if found]


def _missing(run: Run) -> list[str]:
    return [c.call.id for c in run.agents if c.call.needed and not run.covered(c.call.id)]

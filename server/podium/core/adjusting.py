"""How a run changes its course while it runs: more support, an earlier end, more at once."""

from __future__ import annotations

from podium.core.run import CallState, Run
from podium.core.values import JSON

PRIOR_WEIGHT = 4.0
"""Replies or parts of a run that its route's own probability is worth."""
LOST_ATTEMPTS = 3
"""Requests without an accepted reply from which a part counts as lost; one or two failures may be passing ones."""


def out_of_band(run: Run) -> bool:
    """Whether the confidence in this run has fallen below the band that its route was chosen for.

    The prior is the middle of that band: whatever chance the strategy had beside it, what counts is that the answers so
    far are those of a harder objective than the band holds.
    """
    low, high = _band(run)
    lost = [c for c in run.agents if not c.call.replaces and _lost(c, run)]
    return bool(lost) and posterior(run, (low + high) / 2, len(lost)) < low


def posterior(run: Run, prior: float, lost: int) -> float:
    """The chance of success that a prior and the parts answered and lost so far leave."""
    return expected(prior, sum(c.accepted for c in run.agents), lost)


def expected(prior: float, good: float, bad: float) -> float:
    """Posterior mean of a Beta whose prior mean is worth `PRIOR_WEIGHT` observations."""
    return (prior * PRIOR_WEIGHT + good) / (PRIOR_WEIGHT + good + bad)


def early_finish(run: Run, reply_of: CallState) -> JSON | None:
    """The steps nobody needs any more, after an agent said with evidence that the objective needs nothing further.

    Its word alone ends nothing: the last step, which verifies, and the coordinator stay, and an agent that asks for
    something, or whose siblings see it otherwise, has not settled the matter.
    """
    reply = reply_of.reply
    if reply is None or not reply.complete or reply.needs or reply.spawn:
        return None
    if not any(f.evidence for f in reply.findings):
        return None
    waiting = [c for c in run.agents if c.state == "planned" and not c.attempts]
    verifying = max((c.call.wave for c in waiting), default=0)
    dropped = [c.call.id for c in waiting if c.call.wave < verifying]
    if not dropped:
        return None
    return {
        "kind": "early finish",
        "from": f"{len(waiting)} open steps",
        "to": f"{len(waiting) - len(dropped)}, the verification",
        "reason": f"{reply_of.call.id} shows with evidence that everything needed is known",
        "dropped": dropped,
    }


def overtaking(run: Run, asked: list[str]) -> JSON | None:
    """A note where calls of a later wave start while an earlier wave is still at work: their dependencies are settled."""
    running = [c for c in run.asked if c.call.id not in asked]
    early = [i for i in asked if any(c.call.wave < run.calls[i].call.wave for c in running)]
    if not early:
        return None
    return {
        "kind": "parallelism",
        "from": f"wave {1 + min(run.calls[i].call.wave for i in early)} after wave {1 + min(c.call.wave for c in running)}",
        "to": "side by side",
        "reason": f"what {', '.join(early[:4])} waited for is settled",
    }


def _band(run: Run) -> tuple[float, float]:
    low, high = run.decision.get("route", {}).get("band", (0.0, 1.0))
    return float(low), float(high)


def elevated(run: Run, state: CallState, to: str | None) -> JSON:
    """The note of a run that got more support because a part has no answer; `state` is the call that failed last.

    Where an agent of the higher strategy answers in its place, since no other is left, the note says so.
    """
    part = _part_of(run, state)
    tries = f"{part.call.id} has no answer after {_requests_for(run, part)} requests"
    reason = f"the part of {tries}, and the confidence in the run fell below its band"
    now = run.calls[state.call.id]
    if now.state == "planned":
        reason += f"; all {run.limits.agents} agents are taken, so {now.call.role} answers in the place of the lost one"
    return {"kind": "elevation", "from": run.strategy, "to": to, "reason": reason}


def _part_of(run: Run, state: CallState) -> CallState:
    """The call whose part this one took over, through all that were deployed; itself where it has a part of its own."""
    before = run.calls.get(state.call.replaces)
    return _part_of(run, before) if before is not None else state


def _requests_for(run: Run, state: CallState) -> int:
    """Requests for a part that came to an end: its own agent's, and those of all that were deployed in its place."""
    working = (c for c in run.agents if _part_of(run, c).call.id == state.call.id)
    return sum(c.attempts - (c.state == "asked") for c in working)


def _lost(state: CallState, run: Run) -> bool:
    return _requests_for(run, state) >= LOST_ATTEMPTS and not _hoped_for(run, state)


def _hoped_for(run: Run, state: CallState) -> bool:
    """Whether a part is answered or may yet be: by one of those who are deployed for it, or by all where they share it."""
    if state.successors and not state.accepted:
        enough = all if state.jointly else any
        return enough(_hoped_for(run, run.calls[i]) for i in state.successors)
    if state.state != "planned":
        return state.accepted or state.state == "asked"
    before = [run.calls[i] for i in state.call.depends_on]
    return not before or any(_hoped_for(run, earlier) for earlier in before)

"""The critical findings of a run, and who cross-reviews them: the agent that reviews the others, else the coordinator.

Both are asked anyway, so that the review costs no request.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from podium.core.calls import AgentCall
from podium.core.levels import level_of
from podium.core.planning import REVIEWERS
from podium.core.run import CallState, Run

if TYPE_CHECKING:
    from podium.core.synthesis import Merged

CLOSELY = ("intensive", "maximum")
"""Levels on which critical findings are cross-reviewed."""
MOST_CRITICAL = 6
ENOUGH_AGENTS = 2
"""Agents that state a critical finding, from which on they agree on it."""


@dataclass(frozen=True, slots=True)
class Critical:
    """A finding that speaks against something, or that rests on one agent's word; `n` agents could have stated it."""

    id: str
    found: Merged
    n: int


def critical(states: Iterable[CallState]) -> list[Critical]:
    """The critical findings of accepted replies: what speaks against something first, then what nothing backs."""
    # Here, as in `judgements`: what reads sentences is large, and most calls need none of it.
    from podium.core.contradictions.stances import side
    from podium.core.synthesis import merge_findings

    accepted = [s for s in states if s.accepted and s.reply is not None]
    merged = merge_findings(accepted)
    against = [m for m in merged if side(m.finding.stance) == "against"]
    alone = [m for m in merged if m not in against and len(m.agents) < ENOUGH_AGENTS and not m.evidence]
    agents = len({s.speaker for s in accepted})
    return [Critical(f"c{n}", m, agents) for n, m in enumerate([*against, *alone][:MOST_CRITICAL], 1)]


def under_review(run: Run, call: AgentCall) -> list[Critical]:
    """The critical findings that a call is asked to judge; none where it is not the one that reviews."""
    may_review = call.kind == "coordinator" or call.command in REVIEWERS
    if not may_review or level_of(run) not in CLOSELY or _reviewer(run) != call.id:
        return []
    return critical(run.calls[d] for d in call.depends_on if d in run.calls)


def _reviewer(run: Run) -> str:
    """Who judges the critical findings: the reviewing agent that hears most of the others, else the coordinator."""
    reviewing = [c.call for c in run.agents if c.call.command in REVIEWERS and len(c.call.depends_on) > 1]
    if reviewing:
        return max(reviewing, key=lambda call: len(call.depends_on)).id
    return next((c.call.id for c in run.calls.values() if c.call.kind == "coordinator"), "")


def reviewed(run: Run) -> list[Critical]:
    """The critical findings that were put to whoever reviews."""
    state = run.calls.get(_reviewer(run))
    return under_review(run, state.call) if state is not None else []


def judgements(run: Run) -> dict[str, str]:
    """By id of a critical finding what the review says of it: `for` or `against`."""
    state = run.calls.get(_reviewer(run))
    if state is None or state.reply is None or not state.accepted:
        return {}
    from podium.core.contradictions.stances import side

    said = ((f.topic.strip().lower(), side(f.stance)) for f in state.reply.findings)
    return {topic: taken for topic, taken in said if taken}

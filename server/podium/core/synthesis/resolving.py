"""What becomes of a conflict: evidence decides first, then specialism, then agreement; what none decides stays open.

Of a contradiction that only the coordinator noticed, its own judgement counts where none of the three decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from podium.core.contradictions import Conflict, Position
from podium.core.contradictions.assertions import subject
from podium.core.contradictions.opposing import Opposition
from podium.core.decision.words import stems
from podium.core.run import CallState
from podium.core.synthesis.specialism import fitness
from podium.core.values import JSON

Ground = Literal["evidence", "specialism", "agreement", "coordinator", "unresolved"]

_DECIDES: Mapping[Opposition, str] = {
    "figures": "Measuring it once more, under conditions both sides accept, would decide it.",
    "negation": "A command, a test or a line of the source that shows it would decide it.",
    "answer": "Looking it up where it is recorded, or asking who is in charge of it, would decide it.",
    "noticed": "Looking at what either side rests on would decide it.",
    "stance": "Evidence from either side would decide it, else the people concerned do.",
}


@dataclass(frozen=True, slots=True)
class Resolution:
    """How a conflict was resolved: on which ground, in favour of which side (None while open), and the reason."""

    by: Ground
    side: int | None
    reason: str


def resolve(conflict: Conflict, states: Mapping[str, CallState]) -> Resolution:
    """The resolution of one conflict.

    Args:
        conflict: the conflict.
        states: the calls of its agents by id.
    """
    sides = _sides(conflict)
    return (
        _by_evidence(sides)
        or _by_specialism(conflict, sides, states)
        or _by_agreement(sides)
        or Resolution("unresolved", None, f"Unresolved. {_DECIDES[conflict.kind]}")
    )


def resolved(found: Iterable[Conflict], states: Iterable[CallState]) -> list[tuple[Conflict, Resolution]]:
    """Each conflict with its resolution."""
    known = {state.speaker: state for state in states}
    return [(conflict, resolve(conflict, known)) for conflict in found]


def shown(conflict: Conflict, resolution: Resolution) -> JSON:
    """One conflict of the result; `by` and `prevails` tell on which ground and for whom it was resolved.

    `noticed_by` tells whether comparing what was said found it, or the coordinator.
    """
    return {
        "topic": conflict.topic,
        "positions": [
            {"agents": list(p.agents), "stance": p.stance, "statement": p.statement, "evidence": p.evidence}
            for p in conflict.positions
        ],
        "resolution": resolution.reason,
        "by": resolution.by,
        "noticed_by": "coordinator" if conflict.kind == "noticed" else "comparison",
        "prevails": _agents(_sides(conflict).get(resolution.side, [])) if resolution.side is not None else [],
    }


def _sides(conflict: Conflict) -> dict[int, list[Position]]:
    sides: dict[int, list[Position]] = {}
    for position in conflict.positions:
        sides.setdefault(position.side, []).append(position)
    return sides


def _agents(positions: Sequence[Position]) -> list[str]:
    return list(dict.fromkeys(agent for position in positions for agent in position.agents))


def _by_evidence(sides: Mapping[int, Sequence[Position]]) -> Resolution | None:
    backed = [side for side, positions in sides.items() if any(p.evidence for p in positions)]
    if len(backed) != 1:
        return None
    agents = _agents(sides[backed[0]])
    return Resolution("evidence", backed[0], f"By evidence: only {_named(agents)} {_give(agents)} any.")


def _by_specialism(
    conflict: Conflict, sides: Mapping[int, Sequence[Position]], states: Mapping[str, CallState]
) -> Resolution | None:
    question = subject(conflict.topic) | {word for p in conflict.positions for word in stems(p.statement[:600])}
    fits = sorted(
        (
            (fitness(states[a], question), -order, a, side)
            for order, (side, a) in enumerate(_members(sides))
            if a in states
        ),
        reverse=True,
    )
    if not fits or not fits[0][0]:
        return None
    best, _, agent, side = fits[0]
    if any(score == best and other != side for score, _, _, other in fits):
        return None
    role = states[agent].call.role
    return Resolution("specialism", side, f"By specialism: it is the field of {agent}{_as_role(agent, role)}.")


def _members(sides: Mapping[int, Sequence[Position]]) -> list[tuple[int, str]]:
    return [(side, agent) for side, positions in sides.items() for agent in _agents(positions)]


def _by_agreement(sides: Mapping[int, Sequence[Position]]) -> Resolution | None:
    votes = sorted(((len(_agents(positions)), side) for side, positions in sides.items()), reverse=True)
    if len(votes) < 2 or votes[0][0] == votes[1][0]:
        return None
    agents, others = votes[0][0], sum(count for count, _ in votes[1:])
    named = _named(_agents(sides[votes[0][1]]))
    return Resolution("agreement", votes[0][1], f"By agreement: {named}, {agents} to {others}.")


def _named(agents: Sequence[str]) -> str:
    return agents[0] if len(agents) == 1 else f"{', '.join(agents[:-1])} and {agents[-1]}"


def _give(agents: Sequence[str]) -> str:
    return "gives" if len(agents) == 1 else "give"


def _as_role(agent: str, role: str) -> str:
    return f" ({role})" if role and role != agent else ""

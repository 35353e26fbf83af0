"""Contradictions that the coordinator notices in what it was shown, and those of comparing words that it sees are none.

It names two lines by their ids; both must exist and come from different agents, so that it can invent no position.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from podium.core.calls import AgentReply, Finding
from podium.core.contradictions import Conflict, Position
from podium.core.contradictions.stances import side
from podium.core.notes import short
from podium.core.run import CallState
from podium.core.synthesis.merging import Merged
from podium.core.synthesis.resolving import Resolution

MOST_NOTICED = 20
LONGEST_SUMMARY, LONGEST_REASON = 400, 300
"""Characters of a summary that is a position, and of the coordinator's reason."""
_CONFLICT = re.compile(r"\W*d(\d{1,4})\W*", re.I)
_PAIR = re.compile(r"\W*([fs])(\d{1,4})\W*(?:(?:and|against|versus|vs|contradicts|or)\b)?\W*([fs])(\d{1,4})\W*", re.I)


def noticed(
    reply: AgentReply, merged: Sequence[Merged], states: Sequence[CallState], known: Sequence[Conflict]
) -> list[tuple[Conflict, Resolution | None]]:
    """What the coordinator says cannot both be true, and its own judgement where it gives evidence for one side.

    Args:
        reply: the coordinator's. A finding counts whose topic is two ids, as `f3 against f7`.
        merged: the findings it was shown; the first is `f1`.
        states: the calls whose summaries it was shown; the first is `s1`.
        known: the conflicts that were found already; a pair that stands on two sides of one of them adds nothing.
    """
    found: list[tuple[Conflict, Resolution | None]] = []
    for said in reply.findings:
        lines = _lines(said.topic)
        pair = _pair(lines, merged, states)
        if pair is None or any(_covers(c, *pair) for c in (*known, *(c for c, _ in found))):
            continue
        topics = (merged[number - 1].finding.topic for kind, number in lines if kind == "f")
        topic = next(filter(None, topics), "")
        found.append((Conflict(topic or short(said.statement, LONGEST_REASON), "noticed", pair), _judged(said)))
    return found[:MOST_NOTICED]


def withdrawn(reply: AgentReply, known: Sequence[Conflict]) -> dict[int, str]:
    """By place among the known conflicts why the coordinator says that one is none; the first it was shown is `d1`."""
    found: dict[int, str] = {}
    for said in reply.findings:
        named = _CONFLICT.fullmatch(said.topic)
        if named and 0 < int(named[1]) <= len(known) and side(said.stance) == "against" and said.statement.strip():
            found.setdefault(int(named[1]) - 1, short(said.statement, LONGEST_REASON))
    return found


def _lines(topic: str) -> list[tuple[str, int]]:
    """The kind and number of the two lines that a topic names; none where it names no two."""
    named = _PAIR.fullmatch(topic)
    return [(named[at].lower(), int(named[at + 1])) for at in (1, 3)] if named else []


def _pair(
    lines: Sequence[tuple[str, int]], merged: Sequence[Merged], states: Sequence[CallState]
) -> tuple[Position, Position] | None:
    """The positions on two lines, where both exist and their agents are different ones."""
    found = [_position(*line, at, merged, states) for at, line in enumerate(lines)]
    match [each for each in found if each]:
        case [one, other] if not set(one.agents) & set(other.agents):
            return one, other
    return None


def _position(
    kind: str, number: int, at: int, merged: Sequence[Merged], states: Sequence[CallState]
) -> Position | None:
    if kind == "f" and 0 < number <= len(merged):
        one = merged[number - 1]
        return Position(
            tuple(one.agents), one.finding.stance, one.finding.statement, one.evidence, side=at, source="finding"
        )
    if kind == "s" and 0 < number <= len(states):
        state = states[number - 1]
        summary = short(state.reply.summary, LONGEST_SUMMARY) if state.reply else ""
        return Position((state.speaker,), "", summary, "", side=at, source="summary") if summary else None
    return None


def _covers(conflict: Conflict, one: Position, other: Position) -> bool:
    """Whether the agents of both positions stand on different sides of a conflict about the same statement."""
    sides = [{p.side for p in conflict.positions if set(p.agents) & set(each.agents)} for each in (one, other)]
    same = {p.statement for p in conflict.positions} & {one.statement, other.statement}
    return bool(same) and len(sides[0] | sides[1]) > 1 and all(sides)


def _judged(said: Finding) -> Resolution | None:
    """The coordinator's judgement: `for` means that the first of the two prevails, `against` the second."""
    taken, evidence = side(said.stance), short(said.evidence, LONGEST_REASON)
    if not taken or not evidence or evidence.lower().strip(" .") in ("none", "n/a"):
        return None
    return Resolution("coordinator", 0 if taken == "for" else 1, f"By the coordinator: {evidence}")

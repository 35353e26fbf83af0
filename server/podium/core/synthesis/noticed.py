"""Contradictions that the coordinator notices in what it was shown, and those of comparing words that it sees are none.

It names two lines by their ids; both must exist and come from different agents, so that it can invent no position.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

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
        pair = _pair(said.topic, merged, states)
        if pair is None or any(_covers(c, *pair) for c in (*known, *(c for c, _ in found))):
            continue
        topic = next((m.finding.topic for m in _named(said.topic, merged) if m.finding.topic), "")
        found.append((Conflict(topic or short(said.statement, LONGEST_REASON), "noticed", pair), _judged(said)))
    return found[:MOST_NOTICED]


def withdrawn(reply: AgentReply, known: Sequence[Conflict]) -> list[tuple[Conflict, str]]:
    """Conflicts found by comparing words that the coordinator says are none, and why; the first it was shown is `d1`."""
    found: dict[int, str] = {}
    for said in reply.findings:
        named = _CONFLICT.fullmatch(said.topic)
        if named and 0 < int(named[1]) <= len(known) and side(said.stance) == "against" and said.statement.strip():
            found.setdefault(int(named[1]) - 1, short(said.statement, LONGEST_REASON))
    return [(known[at], reason) for at, reason in sorted(found.items())]


def _pair(topic: str, merged: Sequence[Merged], states: Sequence[CallState]) -> tuple[Position, Position] | None:
    named = _PAIR.fullmatch(topic)
    if named is None:
        return None
    one = _position(named[1].lower(), int(named[2]), 0, merged, states)
    other = _position(named[3].lower(), int(named[4]), 1, merged, states)
    return (one, other) if one and other and not set(one.agents) & set(other.agents) else None


def _named(topic: str, merged: Sequence[Merged]) -> Iterator[Merged]:
    """The findings among the two lines that a topic names."""
    named = _PAIR.fullmatch(topic)
    for kind, number in ((named[1], named[2]), (named[3], named[4])) if named else ():
        if kind.lower() == "f":
            yield merged[int(number) - 1]


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

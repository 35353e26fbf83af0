"""Gathers what assertions of different agents contradict each other into conflicts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from podium.core.calls import AgentReply
from podium.core.contradictions.assertions import Assertion, assertions
from podium.core.contradictions.comparing import Edges, compared, words
from podium.core.contradictions.gists import Gist, gist
from podium.core.contradictions.opposing import Opposition
from podium.core.contradictions.sentences import read_sentence
from podium.core.run import CallState

MOST_ASSERTIONS = 400


@dataclass(frozen=True, slots=True)
class Position:
    """What some agents say in a conflict, and in which field. Positions of one `side` (from 0) are compatible."""

    agents: tuple[str, ...]
    stance: str
    statement: str
    evidence: str
    side: int
    source: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """A question on which agents contradict each other, `kind` telling how."""

    topic: str
    kind: Opposition
    positions: tuple[Position, ...]


def contradictions(states: Iterable[CallState]) -> list[Conflict]:
    """The conflicts among the replies of calls, in the order in which these are given."""
    return list(_of_replies(tuple((state.speaker, state.reply) for state in states if state.reply is not None)))


@lru_cache(maxsize=8)  # monitoring, the coordinator's brief and the synthesis look at the same replies
def _of_replies(replies: tuple[tuple[str, AgentReply], ...]) -> tuple[Conflict, ...]:
    return tuple(_among([one for agent, reply in replies for one in _read(agent, reply)]))


@lru_cache(maxsize=64)  # after each reply all those before it are looked at again
def _read(agent: str, reply: AgentReply) -> tuple[Gist, ...]:
    return tuple(map(gist, assertions(agent, reply)))


def among(made: Sequence[Assertion]) -> list[Conflict]:
    """The conflicts among assertions; no agent contradicts itself."""
    return _among([gist(one) for one in made])


def _among(gists: Sequence[Gist]) -> list[Conflict]:
    gists = gists[:MOST_ASSERTIONS]
    edges = compared(gists)
    made = [one.said_by for one in gists]
    return [_conflict(made, group, edges) for group in _groups(edges)]


def _groups(edges: Edges) -> list[list[int]]:
    """The assertions of each conflict: what is tied together by contradictions."""
    parent: dict[int, int] = {}

    def root(at: int) -> int:
        while parent.setdefault(at, at) != at:
            at = parent[at]
        return at

    for one, other in sorted(edges):
        low, high = sorted((root(one), root(other)))
        parent[high] = low
    groups: dict[int, list[int]] = defaultdict(list)
    for at in sorted(parent):
        groups[root(at)].append(at)
    return list(groups.values())


def _conflict(made: Sequence[Assertion], group: Sequence[int], edges: Edges) -> Conflict:
    sides = _sides(group, edges)
    kinds = [kind for pair, kind in sorted(edges.items()) if pair[0] in sides]
    topic = next((made[at].topic for at in group if made[at].topic), "") or _sharedwords(made, group)
    return Conflict(topic, kinds[0], tuple(_positions(made, group, sides)))


def _sides(group: Sequence[int], edges: Edges) -> dict[int, int]:
    """Each assertion on the first side on which it contradicts nothing."""
    sides: dict[int, int] = {}
    for at in group:
        taken = {sides[o] for o in sides if (min(o, at), max(o, at)) in edges}
        sides[at] = next(n for n in range(len(sides) + 1) if n not in taken)
    return sides


def _sharedwords(made: Sequence[Assertion], group: Sequence[int]) -> str:
    """The words of the first statement that another side has too, as they are written."""
    common = words(made[group[0]])
    for at in group[1:]:
        common &= words(made[at])
    written = [w.strip(".,:;!()'\"") for w in made[group[0]].statement.split()]
    shared = [w for w in written if w and read_sentence(w).content & common]
    return " ".join(shared[:5]) or " ".join(written[:5])


def _positions(made: Sequence[Assertion], group: Sequence[int], sides: dict[int, int]) -> list[Position]:
    """One position for each statement of a side; what an agent found stands for what it repeats in its prose."""
    founded = {(made[at].agent, sides[at]) for at in group if made[at].source == "finding"}
    positions: dict[tuple[str, str, int], Position] = {}
    for at in group:
        one = made[at]
        if one.source != "finding" and (one.agent, sides[at]) in founded:
            continue
        key = (" ".join(sorted(words(one))) or one.statement, one.side, sides[at])
        known = positions.get(key)
        new = Position((one.agent,), one.stance, one.statement, one.evidence, sides[at], one.source)
        positions[key] = _with(known, new) if known else new
    return list(positions.values())


def _with(known: Position, new: Position) -> Position:
    """A position that another agent takes as well; the evidence of both is kept."""
    agents = known.agents if new.agents[0] in known.agents else (*known.agents, *new.agents)
    evidence = known.evidence
    if new.evidence and new.evidence not in evidence:
        evidence = f"{evidence}; {new.evidence}" if evidence else new.evidence
    return replace(known, agents=agents, evidence=evidence)

"""Compares the assertions of all agents with each other and gathers what contradicts into conflicts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations, product

from podium.core.calls import AgentReply
from podium.core.contradictions.assertions import Assertion, assertions
from podium.core.contradictions.lexicon import LIGHT
from podium.core.contradictions.matters import Matter, same_matter, stands_alone
from podium.core.contradictions.opposing import Opposition, opposition
from podium.core.contradictions.prospects import prospect
from podium.core.contradictions.sentences import read_sentence
from podium.core.run import CallState

MOST_ASSERTIONS = 400
_MOST_COMPARED = 12_000
_RAREST, _START = 3, 4
"""Shared words by which an assertion is looked up, and how many letters of them."""


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


_Edges = dict[tuple[int, int], Opposition]


def contradictions(states: Iterable[CallState]) -> list[Conflict]:
    """The conflicts among the replies of calls, in the order in which these are given."""
    return list(_of_replies(tuple((state.speaker, state.reply) for state in states if state.reply is not None)))


@lru_cache(maxsize=8)  # monitoring, the coordinator's brief and the synthesis look at the same replies
def _of_replies(replies: tuple[tuple[str, AgentReply], ...]) -> tuple[Conflict, ...]:
    return tuple(among([made for agent, reply in replies for made in assertions(agent, reply)]))


def among(made: Sequence[Assertion]) -> list[Conflict]:
    """The conflicts among assertions; no agent contradicts itself."""
    made = made[:MOST_ASSERTIONS]
    edges = _edges(made)
    return [_conflict(made, group, edges) for group in _groups(edges)]


def _edges(made: Sequence[Assertion]) -> _Edges:
    """Every pair of assertions that contradict each other, the earlier one first."""
    edges: _Edges = dict.fromkeys(_by_stance(made), "stance")
    # Agents often say the same; what one of them contradicts, the others contradict as well.
    alike: dict[object, list[int]] = defaultdict(list)
    for at, one in enumerate(made):
        alike[one.statement, one.side, one.subject, one.source].append(at)
    same = list(alike.values())
    prospects = [prospect(made[members[0]]) for members in same]
    for first, second in _candidates([made[members[0]] for members in same]):
        if not prospects[first].meets(prospects[second]):
            continue
        kind = _opposition(made[same[first][0]], made[same[second][0]])
        for pair in product(same[first], same[second]) if kind else ():
            if made[pair[0]].agent != made[pair[1]].agent and kind:
                edges.setdefault((min(pair), max(pair)), kind)
    return edges


def _by_stance(made: Sequence[Assertion]) -> Iterator[tuple[int, int]]:
    """Pairs of opposed stances on one topic; who weighs both sides of a topic opposes nobody on it."""
    taking = [at for at, one in enumerate(made) if one.side and one.subject]
    for first, second in combinations(taking, 2):
        a, b = made[first], made[second]
        if a.agent == b.agent or a.side == b.side or not _one_matter(a, b):
            continue
        if not (_weighs(a, made, taking) or _weighs(b, made, taking)) or _same_words(a, b):
            yield first, second


def _one_matter(a: Assertion, b: Assertion) -> Matter | None:
    """The topic that two findings share, if they do."""
    return same_matter(a.topic, a.statement, b.topic, b.statement) if a.subject and b.subject else None


def _weighs(one: Assertion, made: Sequence[Assertion], taking: Sequence[int]) -> bool:
    """Whether the agent of a finding takes the other side of its topic as well."""
    own = (made[at] for at in taking if made[at].agent == one.agent)
    return any(other.side != one.side and _one_matter(one, other) for other in own)


def _same_words(a: Assertion, b: Assertion) -> bool:
    return [s.content for s in a.said] == [s.content for s in b.said]


def _candidates(made: Sequence[Assertion]) -> Iterator[tuple[int, int]]:
    """Pairs that share a word of their topics, or one of the rarest words that anybody shares: no others can contradict."""
    holders: dict[str, list[int]] = defaultdict(list)
    words = [_keys(one) for one in made]
    for at, own in enumerate(words):
        for word in own:
            holders[word].append(at)
    pairs: set[tuple[int, int]] = set()
    for at, own in enumerate(words):
        common = sorted((w for w in own if len(holders[w]) > 1), key=lambda w: (len(holders[w]), w))
        for word in common[:_RAREST] + [w for w in common[_RAREST:] if w.startswith("#")]:
            pairs.update((min(at, o), max(at, o)) for o in holders[word] if o != at and made[o].agent != made[at].agent)
        if len(pairs) > _MOST_COMPARED:
            break
    return iter(sorted(pairs))


def _keys(one: Assertion) -> set[str]:
    """What an assertion is looked up by: the starts of its words, and those of its topic apart."""
    return {word[:_START] for word in _words(one)} | {f"#{word[:_START]}" for word in one.subject if word not in LIGHT}


def _words(one: Assertion) -> set[str]:
    return {word for sentence in one.said for word in sentence.content} | one.subject


def _opposition(a: Assertion, b: Assertion) -> Opposition | None:
    """How two assertions contradict each other, whichever comes first; advice is compared with advice only."""
    if (b.statement, b.topic) < (a.statement, a.topic):
        a, b = b, a
    if (a.source == "recommendation") != (b.source == "recommendation"):
        return None
    matter = _one_matter(a, b)
    if a.subject and b.subject and not matter and not (_stands_alone(a) and _stands_alone(b)):
        return None
    pairs = [*product(a.on_topic, b.on_topic)] if matter else []
    for mine, theirs in (*pairs, *product(a.alone, b.alone)):
        kind = opposition(mine, theirs, matter)
        if kind == "negation" and a.side and b.side and a.side != b.side and not matter:
            continue  # who is for the one and against its opposite says the same
        if kind == "answer" and a.side and a.side == b.side:
            continue  # who takes the same side of a topic gives another reason
        if kind:
            return kind
    return None


def _stands_alone(one: Assertion) -> bool:
    """Whether the statement of a finding can be understood without its topic."""
    return all(stands_alone(sentence) for sentence in one.said[:1])


def _groups(edges: _Edges) -> list[list[int]]:
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


def _conflict(made: Sequence[Assertion], group: Sequence[int], edges: _Edges) -> Conflict:
    sides = _sides(group, edges)
    kinds = [kind for pair, kind in sorted(edges.items()) if pair[0] in sides]
    topic = next((made[at].topic for at in group if made[at].topic), "") or _shared_words(made, group)
    return Conflict(topic, kinds[0], tuple(_positions(made, group, sides)))


def _sides(group: Sequence[int], edges: _Edges) -> dict[int, int]:
    """Each assertion on the first side on which it contradicts nothing."""
    sides: dict[int, int] = {}
    for at in group:
        taken = {sides[o] for o in sides if (min(o, at), max(o, at)) in edges}
        sides[at] = next(n for n in range(len(sides) + 1) if n not in taken)
    return sides


def _shared_words(made: Sequence[Assertion], group: Sequence[int]) -> str:
    """The words of the first statement that another side has too, as they are written."""
    common = _words(made[group[0]])
    for at in group[1:]:
        common &= _words(made[at])
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
        key = (" ".join(sorted(_words(one))) or one.statement, one.side, sides[at])
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

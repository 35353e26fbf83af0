"""Compares the assertions of different agents pair by pair, the few that share something telling."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations, product

from podium.core.contradictions.assertions import Assertion
from podium.core.contradictions.bases import compared_otherwise
from podium.core.contradictions.gists import Gist
from podium.core.contradictions.kinship import may_meet, particular
from podium.core.contradictions.marks import says
from podium.core.contradictions.matters import Matter, same_matter, stands_alone
from podium.core.contradictions.opposing import Opposition, opposition
from podium.core.contradictions.predicates import excepts
from podium.core.contradictions.quantities import complement, of_the_whole
from podium.core.contradictions.readings import reading
from podium.core.contradictions.topics import same_topic, sure_topic, topic_heard
from podium.core.patterns import Lazy

Edges = dict[tuple[int, int], Opposition]
"""Pairs of assertions that contradict each other, the earlier one first, and how."""

_MOST_COMPARED = 12_000
_POSSIBLE = Lazy(r"\b(?:possible|possibly|could(?! not)|might|may (?:have|well)|potential(?:ly)?|threatens?)\b", re.I)
_RAREST = 3
"""Shared words by which an assertion is looked up."""


def compared(gists: Sequence[Gist]) -> Edges:
    """Every pair of assertions of different agents that contradict each other."""
    edges: Edges = dict.fromkeys(_by_stance(gists), "stance")
    # Agents often say the same; what one of them contradicts, the others contradict as well.
    alike: dict[object, list[int]] = defaultdict(list)
    for at, gist in enumerate(gists):
        one = gist.said_by
        alike[one.statement, one.side, one.subject, one.source].append(at)
    same = list(alike.values())
    for first, second in _candidates([gists[members[0]] for members in same]):
        kind = _contradict(gists[same[first][0]], gists[same[second][0]])
        for pair in product(same[first], same[second]) if kind else ():
            if gists[pair[0]].said_by.agent != gists[pair[1]].said_by.agent and kind:
                edges.setdefault((min(pair), max(pair)), kind)
    return edges


def _by_stance(gists: Sequence[Gist]) -> Iterator[tuple[int, int]]:
    """Pairs of opposed stances on one topic; who weighs both sides of a topic opposes nobody on it."""
    made = [gist.said_by for gist in gists]
    taking = [at for at, one in enumerate(made) if one.side and one.subject]
    for first, second in combinations(taking, 2):
        a, b = made[first], made[second]
        if a.agent == b.agent or a.side == b.side or not _one_matter(a, b) or _apart(gists[first], gists[second]):
            continue
        if not sure_topic(gists[first], gists[second]):
            continue
        if not (_weighs(a, made, taking) or _weighs(b, made, taking)) or _same_words(a, b):
            yield first, second


def _only_one_possible(a: Assertion, b: Assertion) -> bool:
    """Whether one says what may happen and the other what is so."""
    return says(a.statement, _POSSIBLE) != says(b.statement, _POSSIBLE)


def _one_matter(a: Assertion, b: Assertion) -> Matter | None:
    """The topic that two findings share, if they do."""
    return same_matter(a.topic, a.statement, b.topic, b.statement) if a.subject and b.subject else None


def _weighs(one: Assertion, made: Sequence[Assertion], taking: Sequence[int]) -> bool:
    """Whether the agent of a finding takes the other side of its topic as well."""
    own = (made[at] for at in taking if made[at].agent == one.agent)
    return any(other.side != one.side and _one_matter(one, other) for other in own)


def _same_words(a: Assertion, b: Assertion) -> bool:
    return [s.content for s in a.said] == [s.content for s in b.said]


def _candidates(gists: Sequence[Gist]) -> Iterator[tuple[int, int]]:
    """Pairs that share a word of their topics, or one of the rarest words that anybody shares: no others can contradict."""
    holders: dict[str, list[int]] = defaultdict(list)
    words = [_keys(gist) for gist in gists]
    agents = [gist.said_by.agent for gist in gists]
    for at, own in enumerate(words):
        for word in own:
            holders[word].append(at)
    pairs: set[tuple[int, int]] = set()
    for at, own in enumerate(words):
        common = sorted((w for w in own if len(holders[w]) > 1), key=lambda w: (len(holders[w]), w))
        for word in common[:_RAREST] + [w for w in common[_RAREST:] if w.startswith("#")]:
            pairs.update((min(at, o), max(at, o)) for o in holders[word] if agents[o] != agents[at])
        if len(pairs) > _MOST_COMPARED:
            break
    return iter(sorted(pairs))


def _keys(gist: Gist) -> set[str]:
    """What an assertion is looked up by: the roots of its words, and those of its topic apart."""
    return {*gist.roots, *gist.codes, *(f"#{root}" for root in gist.topic_roots)}


def words(one: Assertion) -> set[str]:
    """The content words of an assertion and its topic."""
    return {word for sentence in one.said for word in sentence.content} | one.subject


@lru_cache(maxsize=8_192)  # after each reply most pairs are those of before
def _contradict(a: Gist, b: Gist) -> Opposition | None:
    """How two assertions contradict each other, whichever comes first; advice is compared with advice only."""
    if (b.said_by.statement, b.said_by.topic) < (a.said_by.statement, a.said_by.topic):
        a, b = b, a
    if (a.said_by.source == "recommendation") != (b.said_by.source == "recommendation"):
        return None
    word_by_word, by_gist = a.prospect.meets(b.prospect) and topic_heard(a, b), may_meet(a, b)
    if not (word_by_word or by_gist) or _apart(a, b):
        return None
    kind = _word_by_word(a, b) if word_by_word else None
    kind = kind or (reading(a, b) if by_gist else None)
    if kind == "figures" and (of_the_whole(a, b) or bool(a.topic) != bool(b.topic)):
        return None
    return kind


def _word_by_word(a: Gist, b: Gist) -> Opposition | None:
    kind = _opposition(a.said_by, b.said_by)
    return kind if kind and (same_topic(a, b) or _by_themselves(a.said_by, b.said_by)) else None


def _apart(a: Gist, b: Gist) -> bool:
    """Whether two assertions speak of different cases, of what together is all, or one only of what may be."""
    if _only_one_possible(a.said_by, b.said_by) or particular(a, b) or complement(a, b):
        return True
    if excepts(a.said_by.statement) or excepts(b.said_by.statement):
        return True
    return compared_otherwise(*((one.said_by.topic, one.said_by.statement) for one in (a, b)))


def _opposition(a: Assertion, b: Assertion) -> Opposition | None:
    """How two assertions contradict each other word by word."""
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


def _by_themselves(a: Assertion, b: Assertion) -> bool:
    """Whether two statements contradict each other without their topics."""
    if not (_stands_alone(a) and _stands_alone(b)):
        return False
    return any(opposition(mine, theirs) for mine, theirs in product(a.alone, b.alone))


def _stands_alone(one: Assertion) -> bool:
    """Whether the statement of a finding can be understood without its topic."""
    return all(stands_alone(sentence) for sentence in one.said[:1])

"""Shares of a group of several kinds, and sums of shares."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from fractions import Fraction

from podium.core.mathematics.problems.amounts import Amount
from podium.core.mathematics.problems.cues import cue
from podium.core.mathematics.problems.parts import CHANGED, OF, words_of
from podium.core.mathematics.problems.story import Finding, Schema, Story, alike, decisive, follows, strong

_COMPLETE = cue(
    r"no one else|nobody else|nothing else|altogether|make up|makes up|making up|of the (?:group|class|choir|whole|team|total|staff|crew|mix|herd|flock|lot|field|panel|pool|squad|crowd)|of it|of all|account\w*|in total|and no others?|only|constitut\w+|are \w+ of the"
)


def part_of_part(story: Story, given: Sequence[Amount], result: Amount) -> Finding | None:
    """`half of three quarters of a cup is three eighths`."""
    if len(given) != 2 or not all(a.part for a in (*given, result)) or given[1].at != given[0].at + 1:
        return None
    return strong(given[0].value * given[1].value) if OF.match(given[1].before) and follows(result, given) else None


def one_in(story: Story, given: Sequence[Amount], result: Amount) -> Finding | None:
    """`1 span in 200 turns 36,000 spans into 180`."""
    if len(given) not in (2, 3) or not result.counts or not all(a.counts for a in given):
        return None
    pairs = list(itertools.pairwise(given))
    found = next(
        (
            (a, b)
            for a, b in pairs
            if a.value < b.value
            and b.at == a.at + 1
            and re.match(r"^[\w\s]{0,24}\b(?:in|out of|per|of every)(?: every)? $", b.before)
        ),
        None,
    )
    rest = [a for a in given if found and a not in found]
    if (
        not found
        or not found[1].value
        or len(rest) != 1
        or not follows(result, found)
        or result.after.startswith(" per ")
    ):
        return None
    return strong(found[0].value / found[1].value * rest[0].value)


def of_the_group(story: Story, given: Sequence[Amount], result: Amount) -> Finding | None:
    """`twelve boys and eighteen girls, no one else: boys make up two fifths of it`: the part is the one the result names."""
    if not 2 <= len(given) <= 6 or not result.part or not all(a.kind == "plain" and alike(a, given[0]) for a in given):
        return None
    if _goes_on(story, given) or not follows(result, given) or story.says(CHANGED) or OF.match(given[1].before):
        return None
    total = sum((a.value for a in given), Fraction(0))
    if not total:
        return None
    voted = _voted_for(given, result)
    if voted is not None:
        return decisive(voted.value / total)
    hits = _of_a_pair(given, result)
    if hits is not None:
        return decisive(hits.value / total)
    told = words_of(result.own)
    named = [a for a in given if {*a.nouns[:2], *re.findall(r"[a-z]+", a.tail)[:2]} & (told - _COMMON)]
    if len(named) != 1:
        return None
    if _COMPLETE.search(story.lower):
        return decisive(named[0].value / total)
    answered = all(_ANSWER.match(a.tail) for a in given) or (
        len(given) > 2 and _listed(story, given) and result.concluded
    )
    return decisive(named[0].value / total) if answered else None


_PAIRS = (
    "hit miss",
    "pass fail",
    "success failure",
    "win loss",
    "up down",
    "positive negative",
    "accept reject",
    "open closed",
    "online offline",
    "match mismatch",
    "green red",
)
_OTHER = {one: other for pair in _PAIRS for one, other in (pair.split(), pair.split()[::-1])}
_STEM = {
    "passed": "pass",
    "failed": "fail",
    "failure": "fail",
    "misse": "miss",
    "accepted": "accept",
    "rejected": "reject",
    "accepts": "accept",
}


def _of_a_pair(given: Sequence[Amount], result: Amount) -> Amount | None:
    """`hits 9,500, misses 500: hit ratio 95%`: of two that are all there is, the one the result names."""
    if len(given) != 2 or not all(a.counts for a in given):
        return None
    told = words_of(result.before + " " + result.tail)
    names = [{_STEM.get(word, word) for word in words_of(a.before[-24:] + " " + a.tail)} for a in given]
    for one, other in ((0, 1), (1, 0)):
        for word in names[one] & _OTHER.keys():
            if (
                _OTHER[word] in names[other]
                and word in {_STEM.get(each, each) for each in told}
                and word not in names[other]
            ):
                return given[one]
    return None


_COMMON = frozenset(
    ("so", "the", "of", "a", "an", "is", "are", "were", "was", "which", "that", "it", "to", "for", "in", "on", "with")
)
_ANSWER = re.compile(
    r"^ (?:[a-z]+ )?(?:yes|no|blank|spoilt|abstain\w*|abstentions?|for|against|in favour|opposed|undecided|neutral|invalid)\b"
)
_FOR = re.compile(r"^ (?:[a-z]+ )?(?:for|in favour|yes|ayes)\b")
_AGAINST = re.compile(r"^ (?:[a-z]+ )?(?:against|no|opposed|noes)\b")
_PASSED = re.compile(r"\b(?:carried|passed|approved|adopted|in favour|voted for|support\w*|won|majority)\b")
_REJECTED = re.compile(r"\b(?:rejected|opposed|voted against|said no|defeated)\b")


def _voted_for(given: Sequence[Amount], result: Amount) -> Amount | None:
    """`612 for and 388 against; carried with 61.2%`: the part of a vote that a result is of."""
    ayes = [a for a in given if _FOR.match(a.tail) or re.search(r"\b(?:yes|ayes|for|in favour):? $", a.before)]
    noes = [a for a in given if _AGAINST.match(a.tail) or re.search(r"\b(?:no|noes|against):? $", a.before)]
    if len(ayes) != 1 or len(noes) != 1:
        return None
    said = result.before + " " + result.tail
    return ayes[0] if _PASSED.search(said) else noes[0] if _REJECTED.search(said) else None


def one_in_how_many(story: Story, given: Sequence[Amount], result: Amount) -> Finding | None:
    """`in a box of 60 pencils 12 are red, that is one in five`."""
    one = story.amounts[result.at - 1] if result.at else None
    if (
        one is None
        or one.value != 1
        or one in given
        or not re.match(r"^ (?:out )?(?:in|of)(?: every)? $", result.before)
    ):
        return None
    if len(given) != 2 or not all(a.counts for a in given) or not alike(*given) or not follows(result, given):
        return None
    part, whole = sorted(a.value for a in given)
    return strong(whole / part) if part else None


def _goes_on(story: Story, given: Sequence[Amount]) -> bool:
    """Whether the list has more parts than those given."""
    around = [(a, b) for a, b in itertools.pairwise(story.amounts) if (a in given) != (b in given)]
    return any(
        alike(a, b) and a.kind == b.kind and re.match(r"^ [a-z -]{0,30}(?:,|,? and) (?:[a-z]+ )?$", story.between(a, b))
        for a, b in around
    )


def _listed(story: Story, given: Sequence[Amount]) -> bool:
    return all(b.at == a.at + 1 and re.search(r",|\band\b", story.between(a, b)) for a, b in itertools.pairwise(given))


def whole_of_shares(story: Story, given: Sequence[Amount], result: Amount) -> Finding | None:
    """`the widow takes one half and each of two sons a quarter`, with a sum of shares as result."""
    if len(given) < 2 or not result.part or not follows(result, given):
        return None
    if not re.search(
        r"\b(?:sum\w*|total\w*|adds?|add up|altogether|together|combined|come to|in all|make|uses? (?:(?:it|them|the \w+) )?up|exhausts?|accounts? for|dispose\w* of|covers?)\b",
        result.before + result.text.lower() + result.tail,
    ):
        return None
    total, times = Fraction(0), Fraction(1)
    for each in given:
        if each.part:
            total, times = total + times * each.value, Fraction(1)
        elif each.counts and times == 1 and re.search(r"\beach\b|\bevery\b|\bboth\b", each.before + each.tail):
            times = each.value
        else:
            return None
    return strong(total) if times == 1 else None


SCHEMAS: tuple[tuple[re.Pattern[str] | None, Schema], ...] = (
    (None, part_of_part),
    (cue("in|out of|per"), one_in),
    (None, one_in_how_many),
    (None, of_the_group),
    (None, whole_of_shares),
)

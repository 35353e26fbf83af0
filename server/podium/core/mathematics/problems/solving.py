"""Judges a word problem: every amount must be given, derived from others, or only a name."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from podium.core.mathematics.exact import Undecidable
from podium.core.mathematics.judging import Judgement
from podium.core.mathematics.literals import Reading
from podium.core.mathematics.problems import (
    accounts,
    applying,
    averages,
    changing,
    counting,
    dimensional,
    groups,
    growth,
    measures,
    mixing,
    named,
    parts,
    products,
    returns,
    schedules,
    shapes,
    splitting,
    supplies,
    termed,
    totals,
    wholes,
)
from podium.core.mathematics.problems.amounts import Amount, read_amounts
from podium.core.mathematics.problems.belonging import said_of_others
from podium.core.mathematics.problems.concluding import beside, may_conclude, of_other_things
from podium.core.mathematics.problems.cues import HEDGES, LEFT
from podium.core.mathematics.problems.kinds import kinds
from podium.core.mathematics.problems.plain import adds_more, is_prose
from podium.core.mathematics.problems.stating import judged_result
from podium.core.mathematics.problems.story import DECISIVE, WEAK, Finding, Schema, Story

_OF_SHARES = frozenset(
    (
        *(parts.part_of, groups.part_of_part, groups.whole_of_shares, groups.of_the_group),
        *(applying.applied, applying.in_turn, accounts.running, accounts.tax_inside, accounts.on_sales),
        *(accounts.share_left, accounts.before_the_change, averages.weighted, splitting.split, splitting.ratio_of),
        *(splitting.ratio_of_parts, mixing.mixed, mixing.diluted, wholes.times_another),
    )
)
"""Schemas that need a share, a ratio or a factor among the amounts."""
LONGEST = 500
MOST_AMOUNTS = 14
FEW = 6
MANY = 9
"""Of fewer than `FEW` amounts every choice is tried, of `MANY` and more only whole lists."""
MOST_STEPS = 4

_SCHEMAS = tuple(
    schema
    for room in (
        dimensional,
        termed,
        accounts,
        parts,
        groups,
        named,
        changing,
        applying,
        growth,
        wholes,
        totals,
        products,
        averages,
        measures,
        shapes,
        returns,
        supplies,
        schedules,
        splitting,
        mixing,
        counting,
    )
    for schema in room.SCHEMAS
)
_SAID_TO_BE = re.compile(r", (?:or )?(?:an?|the) (?:mean|average|total|sum) of [$€£¥]?$")
"""What says of a figure that it follows from the others."""
_UNCOUNTED = re.compile(r"\b(?:twice|thrice) (?:an?|each|every|per|daily|weekly|over)\b")
"""A number that is no amount here: with it, what comes to something else may still be right."""


@dataclass(frozen=True, slots=True)
class _Step:
    """One amount derived from others, and what came of it."""

    uses: frozenset[int]
    result: int
    judgement: Judgement
    strength: int


def judge_problem(text: str, reading: Reading) -> Judgement | None:
    """The judgement of a text as one word problem; None where none of its amounts can be said to follow from the rest."""
    if len(text) > LONGEST or (not any(sign.isdigit() for sign in text) and len(text) < 12):
        return None
    lower = text.lower()
    if HEDGES.search(lower) or text.rstrip("\"'”’)*_` ").endswith("?"):
        return None
    amounts = read_amounts(text, reading)
    needed = frozenset(a.at for a in amounts if not a.optional)
    if not 1 < len(amounts) <= MOST_AMOUNTS or not needed:
        return None
    if adds_more(text) or not is_prose(text, amounts):
        return None
    story = Story(text, lower, amounts, kinds(lower, amounts))
    right, wrong = _steps(story)
    best = _cover(right, needed, ())
    refuted = (
        _refuted(right, wrong, explained=best is not None or not LEFT.search(lower))
        if not _UNCOUNTED.search(lower)
        else []
    )
    last = max((step.result for step in best), default=-1) if best else -1
    for step in refuted:
        alike = _of_one_kind(step, refuted)
        if step.result > last and _cover([*right, *alike], needed, (step,)) is not None:
            return replace(step.judgement, claim=text)
    if any(_SAID_TO_BE.search(a.before) and a.at not in {step.result for step in right} for a in amounts[1:]):
        return None
    return replace(best[-1].judgement, claim=text) if best else None


def _refuted(right: Sequence[_Step], wrong: Sequence[_Step], *, explained: bool) -> list[_Step]:
    """The wrong steps to results that nothing reaches; where not all is explained, also those that take in more."""
    reached: dict[int, list[frozenset[int]]] = {}
    for step in right:
        reached.setdefault(step.result, []).append(step.uses)
    return [
        step
        for step in wrong
        if step.result not in reached or (not explained and all(uses < step.uses for uses in reached[step.result]))
    ]


def _of_one_kind(step: _Step, refuted: Sequence[_Step]) -> list[_Step]:
    """The other parts of the same split, which are wrong as well."""
    given = step.uses - {step.result}
    decisive = [other for other in refuted if other.strength == step.strength == DECISIVE]
    return [other for other in decisive if other.uses - {other.result} == given]


def _steps(story: Story) -> tuple[list[_Step], list[_Step]]:
    """What can be derived rightly, and what is derived wrongly by a schema that is sure of itself."""
    right: list[_Step] = []
    wrong: list[_Step] = []
    plain = all(a.kind == "plain" for a in story.amounts)
    schemas = [
        schema
        for pattern, schema in _SCHEMAS
        if (pattern is None or story.says(pattern)) and not (plain and schema in _OF_SHARES)
    ]
    for result in (a for a in story.amounts if not a.optional and not said_of_others(story.lower, a)):
        others = [a for a in story.amounts if a is not result]
        for given in _choices(others, result):
            for step, holds in _tried(story, schemas, given, result):
                (right if holds else wrong).append(step)
    right, wrong = _ranked(right, wrong)
    wrong.sort(key=lambda step: (-len(step.uses), -step.result, step.result - 1 not in step.uses))
    return right, wrong


def _ranked(right: list[_Step], wrong: list[_Step]) -> tuple[list[_Step], list[_Step]]:
    """Beside a decisive step only those as wide count for a result, and of the steps from the same amounts the strongest."""
    widest: dict[int, int] = {}
    strongest: dict[tuple[int, frozenset[int]], int] = {}
    for step in (*right, *wrong):
        if step.strength == DECISIVE:
            widest[step.result] = max(widest.get(step.result, 0), len(step.uses))
        key = (step.result, step.uses)
        strongest[key] = max(strongest.get(key, 0), step.strength)

    def counts(step: _Step) -> bool:
        wide = step.result not in widest or (step.strength == DECISIVE and len(step.uses) == widest[step.result])
        return wide and step.strength == strongest[step.result, step.uses]

    return list(filter(counts, right)), list(filter(counts, wrong))


def _choices(others: Sequence[Amount], result: Amount) -> Iterator[tuple[Amount, ...]]:
    """What a result may follow from: any of a few amounts; of more, what stands together and pairs; of many, whole lists."""
    if len(others) < FEW:
        for size in range(1, len(others) + 1):
            yield from itertools.combinations(others, size)
        return
    before = [a for a in others if a.at < result.at]
    found = [tuple(before), *(tuple(before[first:]) for first in range(1, len(before)))]
    if len(others) < MANY:
        found += itertools.combinations(others, len(others) - 1)
        found += [
            tuple(others[first:last]) for first in range(len(others)) for last in range(first + 1, len(others) + 1)
        ]
        found += itertools.combinations(others, 2)
    yield from (given for given in dict.fromkeys(found) if given)


def _tried(
    story: Story, schemas: Sequence[Schema], given: tuple[Amount, ...], result: Amount
) -> Iterator[tuple[_Step, bool]]:
    if any(a.bound and not a.before.rstrip().endswith("over") for a in given) or not may_conclude(story, given, result):
        return
    if beside(story, given, result):
        return
    apart_counts = len(given) == 2 and (dimensional.clashes(story, given) or of_other_things(story, given, result))
    uses = frozenset((*(a.at for a in given), result.at))
    apart = _APART.match(result.tail)
    for schema in schemas:
        if (apart and schema is not changing.change) or (apart_counts and schema in _MULTIPLYING):
            continue
        try:
            finding = schema(story, given, result)
        except (Undecidable, OverflowError):
            continue
        if finding is None or not finding.values:
            continue
        judgements = [judged_result(story, value, result) for value in finding.values]
        held = next((j for j in judgements if j.verdict == "holds"), None)
        if held and result.bound and finding.strength == WEAK:
            continue  # a bound is kept by many a number
        if held:
            yield _Step(uses, result.at, held, finding.strength), True
        elif (
            finding.strength > WEAK
            and all(j.verdict == "fails" for j in judgements)
            and (not any(a.near for a in given) or _far(story, finding, result))
        ):
            yield _Step(uses, result.at, judgements[0], finding.strength), False


_MULTIPLYING = (measures.by_units, products.product, totals.ledger, dimensional.by_kinds)


def _far(story: Story, finding: Finding, result: Amount) -> bool:
    """Whether a result is far from what it should be, where what is given is only near."""
    near = replace(result, near=True, quantity=replace(result.quantity, places=None))
    return all(
        not isinstance(value, tuple) and judged_result(story, value, near).verdict == "fails"
        for value in finding.values
    )


_APART = re.compile(
    r" (?:[a-z]+ )?(?:more|less|fewer|extra|longer|shorter|cheaper|dearer|older|younger|taller)\b(?! than)"
)
"""After an amount that tells how far two others lie apart."""


def _cover(right: Sequence[_Step], needed: frozenset[int], chosen: tuple[_Step, ...]) -> tuple[_Step, ...] | None:
    """Steps that together use every needed amount; each derives another amount."""
    missing = needed.difference(*(step.uses for step in chosen))
    if not missing:
        return chosen
    if len(chosen) >= MOST_STEPS:
        return None
    first = min(missing)
    used = frozenset().union(*(step.uses for step in chosen)) if chosen else frozenset()
    for step in sorted(right, key=lambda step: (-step.result, -len(step.uses & missing))):
        if first in step.uses and step not in chosen and (not chosen or used & step.uses):
            found = _cover(right, needed, (*chosen, step))
            if found is not None:
                return found
    return None

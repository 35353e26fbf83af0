"""Judges a word problem: every amount must be given, derived from others, or only a name."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from podium.core.mathematics.exact import Real, Undecidable, whole
from podium.core.mathematics.judging import Judgement, judge
from podium.core.mathematics.literals import Reading
from podium.core.mathematics.problems import (
    accounts,
    averages,
    changing,
    counting,
    dimensional,
    growth,
    measures,
    named,
    parts,
    products,
    returns,
    schedules,
    shapes,
    splitting,
    supplies,
    totals,
    wholes,
)
from podium.core.mathematics.problems.amounts import Amount, read_amounts
from podium.core.mathematics.problems.belonging import said_of_others
from podium.core.mathematics.problems.cues import EACH, HEDGES, LEFT, THE_OTHERS, TOTAL
from podium.core.mathematics.problems.kinds import kinds
from podium.core.mathematics.problems.story import DECISIVE, WEAK, Schema, Story, Value
from podium.core.mathematics.prose.figures import in_figures
from podium.core.mathematics.quantity import PERCENT, Quantity
from podium.core.mathematics.words import DENIALS, STOP_WORDS

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
        accounts,
        parts,
        named,
        changing,
        growth,
        totals,
        wholes,
        products,
        averages,
        measures,
        shapes,
        returns,
        supplies,
        schedules,
        splitting,
        counting,
    )
    for schema in room.SCHEMAS
)
_FORMULA = re.compile(
    r"[\^√∑∫∏]|\*\*|\d\s*\+|(?<!\()(?<!, )\+\s*\d|\d\)?!(?=\s*$|\s*[=+*/-])|\b(?!p\()[a-z]\(|\(\(|\) ?[-+*/×÷−] ?[(\d]|\bchoose\b|\d \d{3}\b|\blog ?[\d(]|\bprobabilit"
)
_CHANCE = re.compile(r"\bp\s?\(")
_DENIED = DENIALS - {"instead", "without", "false", "invalid", "wrong", "lie", "lies"}
_SUMS = re.compile(r"\b(?:sums?|adds?|add up|total)\b")
_UNCOUNTED = re.compile(r"\b(?:twice|thrice) (?:an?|each|every|per|daily|weekly|over)\b")
"""A number that is no amount here: with it, what comes to something else may still be right."""
_ADDS = re.compile(
    r"[,;–—]? (?:and|but|though|although) (?!a (?:half|quarter|third)\b)(?:the|a|an|our|its|their|his|her|we|it|they|he|she|everyone|nobody|all|every|each|no one|none)\b[\w' ’-]{12,}$"
)


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
    if adds_more(text) or not _is_prose(text, amounts):
        return None
    story = Story(text, lower, amounts, kinds(lower, amounts))
    right, wrong = _steps(story)
    best = _cover(right, needed, ())
    reached = {step.result for step in right}
    refuted = [step for step in wrong if step.result not in reached] if not _UNCOUNTED.search(lower) else []
    last = max((step.result for step in best), default=-1) if best else -1
    for step in refuted:
        if step.result > last and _cover(right, needed, (step,)) is not None:
            return replace(step.judgement, claim=text)
    return replace(best[-1].judgement, claim=text) if best else None


def _is_prose(text: str, amounts: Sequence[Amount]) -> bool:
    """Whether a text tells something: a plain word, a unit or a percentage among its numbers, and no formula."""
    lower = text.lower()
    if _FORMULA.search(lower) or (_CHANCE.search(lower) and not _SUMS.search(lower)):
        return False
    words = re.findall(r"[a-z']{3,}", lower)
    if not _DENIED.isdisjoint(words):
        return False
    told = bool(_CHANCE.search(lower) or _ONWARD.search(lower)) or any(word not in STOP_WORDS for word in words)
    return told or (bool(words) and any(a.dimensions or a.kind != "plain" for a in amounts))


def adds_more(text: str) -> bool:
    """Whether a clause after the last figure states something else, which no recomputing shows."""
    rest = re.split(r"\d", in_figures(text).lower())[-1]
    return bool(_ADDS.search(re.split(r"[.!](?: |$)", rest)[0]))


def _steps(story: Story) -> tuple[list[_Step], list[_Step]]:
    """What can be derived rightly, and what is derived wrongly by a schema that is sure of itself."""
    right: list[_Step] = []
    wrong: list[_Step] = []
    schemas = [schema for pattern, schema in _SCHEMAS if pattern is None or story.says(pattern)]
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
        found += [
            tuple(others[first:last]) for first in range(len(others)) for last in range(first + 1, len(others) + 1)
        ]
        found += itertools.combinations(others, 2)
    yield from (given for given in dict.fromkeys(found) if given)


def _tried(
    story: Story, schemas: Sequence[Schema], given: tuple[Amount, ...], result: Amount
) -> Iterator[tuple[_Step, bool]]:
    if any(a.bound and not a.before.rstrip().endswith("over") for a in given) or not _may_conclude(
        story, given, result
    ):
        return
    if _beside(story, given, result):
        return
    apart_counts = len(given) == 2 and dimensional.clashes(story, given)
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
        judgements = [_judged(story, value, result) for value in finding.values]
        held = next((j for j in judgements if j.verdict == "holds"), None)
        if held:
            yield _Step(uses, result.at, held, finding.strength), True
        elif (
            finding.strength > WEAK and all(j.verdict == "fails" for j in judgements) and not any(a.near for a in given)
        ):
            yield _Step(uses, result.at, judgements[0], finding.strength), False


_A_RATE = re.compile(r"(?<!out )(?<!stands )(?<!stand )(?<!in )(?<!still )\b(?:at|@) (?:a rate of |a price of )?[$€£¥]?$")
_MULTIPLYING = (measures.by_units, products.product, totals.ledger, dimensional.by_kinds)
_ONE_MORE = re.compile(
    r"\b(?:and|but|while|whereas)\b(?!.*\b(?:so|thus|hence|therefore|that is|that's|making|makes?|leaving|leaves|giving|gives|means?|which|costs?|needs?|takes?|comes?|brings?|adds?|each|every|averag\w+|now|back|after|up|down|rose|fell|grew|by|from|to|finish\w*|end(?:s|ed)?|clos\w+|an? [a-z]+ of)\b)"
)


def _beside(story: Story, given: Sequence[Amount], result: Amount) -> bool:
    """Whether a result is one more thing that is told after `and`, and neither what is left nor a sum."""
    if all(a.at != result.at - 1 for a in given) or any(a.at > result.at for a in given):
        return False
    if not _ONE_MORE.search(re.split(r"[;.:(=—–]", result.before)[-1]) or EACH.search(result.tail):
        return False
    around = result.before + " " + result.tail
    if THE_OTHERS.match(result.tail):
        return False
    return not (LEFT.search(around) or TOTAL.search(around) or parts.FREE.search(around) or wholes.of_the_rest(result))


_REVERSED = re.compile(
    r"[(—–:;]| - |\bfrom\b|\bthat is\b|\bthat's\b|\bis what\b|\bsince\b|\bbecause\b|\bbeing\b|\bis the\b|\b(?:is|was|are|were) (?:exactly |just |precisely )?(?:twice|thrice|double|triple|half|[\w.]+ times)\b|\bof (?:the|its|our|all)\b.*,|, "
)
_ONWARD = re.compile(
    r"\b(?:so|hence|thus|therefore|making|giving|leaving|which (?:is|makes|gives|means|leaves)|comes to)\b"
)
_APART = re.compile(
    r" (?:[a-z]+ )?(?:more|less|fewer|extra|longer|shorter|cheaper|dearer|older|younger|taller)\b(?! than)"
)
"""After an amount that tells how far two others lie apart."""
_BETWEEN = re.compile(r"^ ?(?:to|from|less|more|fewer|down|up|of|on|off)\b|^ ?,? ?from\b")


def _may_conclude(story: Story, given: Sequence[Amount], result: Amount) -> bool:
    """A result stands after what it follows from, or before it where the text turns round."""
    if re.search(r"\b(?:per|within) $", result.before) or re.search(r"^ ?(?:\w+ )?per $", result.after):
        return False
    if re.search(r"\b(?:if|when|assuming|provided|unless)\b[^,.;]*$|\bout of (?:an? |the |our |its )?$", result.before):
        return False
    if _A_RATE.search(result.before) and any(power < 0 for _, power in result.dimensions):
        return False
    later = [a for a in given if a.at > result.at]
    if len(later) == 1 < len(given) and re.match(r" (?:off|from|of|on) (?:the |its |our |an? |his |her )?(?:[a-z]+ ){0,2}[$€£¥]?$", story.between(result, later[0])):
        return True
    if not later or (len(later) < len(given) and dimensional.comes_after(story, given, result)):
        return True
    if len(later) == len(given):
        link = story.lower[result.end : later[-1].start]
        return bool(_REVERSED.search(link)) and not _ONWARD.search(link)
    if later[0].start - result.end == 1 and result.counts and len(later) == 1 and later[0].dimensions:
        return True  # `fills 36 half-litre mugs`
    timed = all(dict(a.dimensions).keys() & {"time", "calendar"} or a.kind == "ordinal" for a in later)
    if timed and re.match(
        r"^[^.;]{0,30}\b(?:after|in|over|for|within|during|when|at)\b", story.lower[result.end : later[0].start]
    ):
        return True
    return result.kind in ("percent", "fraction", "factor", "points") and bool(_BETWEEN.match(result.after))


def _judged(story: Story, value: Value, result: Amount) -> Judgement:
    """What a result should be against what it is stated to be."""
    if isinstance(value, tuple):
        return _ratios(story, value, result)
    real = value if isinstance(value, Real) else whole(value)
    shares = result.kind in ("percent", "points")
    computed = Quantity(
        real,
        result.dimensions,
        percent=shares,
        scale=PERCENT if shares else result.quantity.scale,
        unit="" if shares else result.quantity.unit,
    )
    places = 0 if result.quantity.places is None and not real.exact else result.quantity.places
    stated = replace(result.quantity, label="", places=places)
    if result.bound:
        return judge(story.text, computed, result.bound, stated)
    return judge(story.text, computed, "~" if result.near else "=", stated)


def _ratios(story: Story, value: tuple[object, ...], result: Amount) -> Judgement:
    """Two ratios are equal where every pair of terms is."""
    terms = [term for term in value if not isinstance(term, tuple)]
    stated = result.parts
    same = len(terms) == len(stated) and all(a * stated[0] == b * terms[0] for a, b in zip(terms, stated, strict=True))  # type: ignore[operator]
    shown = ":".join(str(term) for term in terms)
    return Judgement(
        story.text,
        "holds" if same else "fails",
        result.text,
        shown,
        "the ratio is the one stated" if same else "the exact ratio differs",
    )


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

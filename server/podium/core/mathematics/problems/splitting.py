"""Ratios and proportions: parts a : b, recipes, maps, shared work, mixtures and dilutions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from podium.core.mathematics.problems.amounts import Amount
from podium.core.mathematics.problems.cues import cue
from podium.core.mathematics.problems.links import concludes
from podium.core.mathematics.problems.nouns import singular
from podium.core.mathematics.problems.story import (
    Finding,
    Schema,
    Story,
    alike,
    decisive,
    either,
    follows,
    strong,
    weak,
)

_MIXES = cue(r"mix\w*|dilut\w+|premix")
_WHOLE = cue(
    r"contains?|containing|finished|mixture|tank|batch|total|altogether|of the mix|made|full|makes?|dry|bucket|jug|in all"
)


def split(story: Story, given: Sequence[Amount], result: Amount) -> Finding | None:
    """`18,000 is split 5:4:3, hence 7,500, 6,000 and 4,500`: each part in its place, one alone by what it is called."""
    ratios = [a for a in given if a.kind == "ratio"]
    totals = [a for a in given if a.kind == "plain"]
    if (
        len(given) != 2
        or len(ratios) != 1
        or len(totals) != 1
        or not alike(totals[0], result)
        or not follows(result, given)
    ):
        return None
    terms, total = ratios[0].parts, totals[0].value
    if not sum(terms) or re.search(
        r"\b(?:map|scale|plan|model|drawing|aspect|screen|panel|picture|photo|pixels?|display|monitor|video)\b",
        story.lower,
    ):
        return None
    parts = [total * term / sum(terms) for term in terms]
    results = [a for a in story.amounts if a.at > max(b.at for b in given) and alike(a, result)]
    if len(results) == len(parts):
        return decisive(parts[results.index(result)])
    if len(parts) == 2 and story.says(_MIXES) and not story.says(_WHOLE):
        return weak(total * terms[1] / terms[0], total * terms[0] / terms[1]) if all(terms) else None
    larger = re.search(r"\b(?:larger|bigger|largest|elder|senior|most)\b", result.own + result.before)
    smaller = re.search(r"\b(?:smaller|smallest|younger|junior|least)\b", result.own + result.before)
    if larger or smaller:
        return strong(max(parts) if larger else min(parts))
    place = _place(ratios[0], result, len(parts))
    if place is not None:
        return strong(parts[place])
    return strong(*parts)


def _place(ratio: Amount, result: Amount, many: int) -> int | None:
    """Which term the result is, where the names of the terms stand by the ratio in order."""
    around = ratio.before[-60:] + " " + ratio.after[:60]
    names = re.search(r"([a-z]+)(?:,? and |[-–]to[-–]| to |:|, )([a-z]+)", around)
    if many != 2 or not names:
        return (
            0
            if many == 2 and re.match(r"^ with (?:water|the rest)", ratio.after) and "water" not in result.own
            else None
        )
    told = {singular(word) for word in re.findall(r"[a-z]+", result.before + " " + result.tail)}
    found = [place for place in (0, 1) if singular(names[place + 1]) in told]
    return found[0] if len(found) == 1 else None


_FOR_EVERY = re.compile(r"^[a-z -]{0,30}\b(?:per|in|in every|for every|for each|out of|out of every|for) (?:every )?$")


def told_again(given: Sequence[Amount], result: Amount) -> bool:
    """Whether a result is so many for so many, after so many for so many."""
    if [a.at - result.at for a in given] != [-2, -1, 1]:
        return False
    return bool(_FOR_EVERY.match(given[1].before) and _FOR_EVERY.match(given[2].before))


def same_rate(story: Story, given: Sequence[Amount], result: Amount) -> Finding | None:
    """`12 bugs per 4,000 lines is 3 per 1,000 lines`: so many for so many, told for another number."""
    if len(given) != 3 or not all(a.counts and a.kind == "plain" for a in (*given, result)):
        return None
    first, every, other = given
    if not told_again(given, result) or not every.value or not result.concluded:
        return None
    return decisive(first.value / every.value * other.value) if not every.nouns or _same_noun(every, other) else None


def ratio_of_parts(story: Story, given: Sequence[Amount], result: Amount) -> Finding | None:
    """`3 parts cement to 9 parts sand, a ratio of 1:3`."""
    if len(given) != len(result.parts) or result.kind != "ratio" or not follows(result, given):
        return None
    return decisive(tuple(a.value for a in given)) if all(_is_part(a) for a in given) else None


def _is_part(amount: Amount) -> bool:
    return amount.counts and bool(re.match(r" ?parts?\b", amount.text[-6:].lstrip("0123456789 ") + amount.after))


def split_by_parts(story: Story, given: Sequence[Amount], result: Amount) -> Finding | None:
    """`one part syrup with four parts water; two litres of it mean 400 ml of syrup`."""
    terms = [a for a in given if _is_part(a) or (a.counts and a.quantity.label == "part")]
    totals = [a for a in given if a not in terms]
    if len(terms) < 2 or len(totals) != 1 or not alike(totals[0], result) or totals[0].part:
        return None
    told = {singular(word) for word in re.findall(r"[a-z]+", result.before[-30:] + " " + result.tail)}
    named = [
        a
        for a in terms
        if set(re.findall(r"[a-z]+", a.tail)[:3]) & told
        or {singular(w) for w in re.findall(r"[a-z]+", a.tail)[:3]} & told
    ]
    if len(named) != 1 or not sum(a.value for a in terms):
        return None
    return decisive(named[0].value / sum(a.value for a in terms) * totals[0].value)


def ratio_of(story: Story, given: Sequence[Amount], result: Amount) -> Finding | None:
    """`16 girls in a class of 28, so girls to boys is 4:3`; `18 and 24 are as 3:4`."""
    if result.kind != "ratio" or len(given) != 2 or not all(a.kind == "plain" for a in given) or not alike(*given):
        return None
    if re.search(r"\b(?:map|scale|mix\w*|dilut\w*|split)\b", story.lower):
        return None
    first, second = (a.value for a in given)
    if not first or not second:
        return None
    rest = re.search(r"\b(?:of|out of|in an?|class|total)\b", story.between(*given)) and second > first
    if not rest:
        return strong((first, second))
    pair = (first, second - first)
    told = re.search(r"([a-z]+)[-– ]to[-– ]([a-z]+)", result.own + result.before)
    if told and singular(told[2]) in given[0].nouns:
        pair = (pair[1], pair[0])
    whole_told = re.search(r"\b(?:all|total|whole|everyone|everybody)\b", result.before)
    return strong((first, second)) if whole_told else strong(pair)


def mapped(story: Story, given: Sequence[Amount], result: Amount) -> Finding | None:
    """`on a 1:25,000 map, 8 cm stands for 2 km`."""
    ratios = [a for a in given if a.kind == "ratio"]
    lengths = [a for a in given if a.kind == "plain"]
    if (
        len(given) != 2
        or len(ratios) != 1
        or len(lengths) != 1
        or not alike(lengths[0], result)
        or not ratios[0].value
        or len(ratios[0].parts) != 2
    ):
        return None
    scale = 1 / ratios[0].value
    measured = re.search(r"\b(?:on the (?:map|plan|model|drawing)|on paper)\b", result.tail)
    real = re.search(r"\b(?:reality|real|actual|in the field|on the ground|life)\b", lengths[0].own)
    if measured or real:
        return strong(lengths[0].value / scale)
    larger = lengths[0].value * scale
    return strong(larger) if "map" in story.lower else strong(larger, lengths[0].value / scale)


_WORK = cue(
    r"shar\w+|together|work\w*|job|same (?:speed|pace|rate)|painters?|machines?|pumps?|builders?|men|taps?|bricklayers?|diggers?|pickers?|printers?|mowers?|cooks?|harvesters?|crew|staff|volunteers?|people|typists?|tractors?"
)


def proportion(story: Story, given: Sequence[Amount], result: Amount) -> Finding | None:
    """`450 g of flour serves 6, so 9 need 675 g`; the more share the work, the less time it takes."""
    if len(given) != 3 or not all(a.kind == "plain" for a in (*given, result)) or not follows(result, given):
        return None
    first, second, third = given
    base, fellow = (
        (first, second)
        if alike(second, third) and alike(first, result) and not (alike(first, third) and _same_noun(first, third))
        else (second, first)
    )
    if not alike(fellow, third) or not alike(base, result) or not fellow.value or not third.value:
        return None
    if alike(base, fellow) and base.counts and not (_same_noun(fellow, third) or _same_noun(base, result)):
        return None
    if fellow.counts and fellow.quantity.label and third.quantity.label and not _same_noun(fellow, third):
        return None
    steady = re.search(
        r"\b(?:same|that|this|constant|unchanged|steady) (?:[a-z]+ )?(?:consumption|rate|pace|speed|usage|use|tempo)\b",
        story.lower,
    )
    if (
        not steady
        and re.search(r"\b(?:plus|minus|total|altogether|left|each|in all|sum|average|remain\w*)\b", story.lower)
    ) or re.search(r"[×+*]", story.lower):
        return None
    if (result.dimensions == (("time", 1),) or result.dimensions == (("calendar", 1),)) and fellow.counts:
        workers = bool(fellow.nouns) and (
            _same_noun(fellow, third) or re.search(r"^ (?:such|equal|of them|more|together|sharing)\b", third.after)
        )
        if workers and story.says(_WORK):
            return decisive(base.value * fellow.value / third.value)
        paced = re.match(r"^ (?:[a-z]+ ){1,2}in $", base.before) and not story.says(_WORK)
        return strong(base.value * third.value / fellow.value) if paced and _same_noun(fellow, third) else None
    clear = bool(
        re.search(
            r"\b(?:if|same|for|serves?|feeds?|recipe|at (?:that|this|the same) rate|needs?|makes?|enough for|hence|so|at that)\b",
            story.lower,
        )
    ) and (result.concluded or concludes(story, given, result))
    return either(
        (base.value * third.value / fellow.value,),
        sure=clear and (base.dimensions != fellow.dimensions or _same_noun(fellow, third)),
    )


def _same_noun(one: Amount, other: Amount) -> bool:
    return bool(set(one.nouns) & set(other.nouns))


SCHEMAS: tuple[tuple[re.Pattern[str] | None, Schema], ...] = (
    (None, split),
    (cue("parts?"), ratio_of_parts),
    (cue("per|in|out of|every|each"), same_rate),
    (cue("parts?"), split_by_parts),
    (None, ratio_of),
    (cue("map|scale|plan|model|drawing"), mapped),
    (None, proportion),
)

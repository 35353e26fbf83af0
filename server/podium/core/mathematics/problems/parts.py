"""Shares and parts: a share of a whole, a part by its share, several shares."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from podium.core.mathematics.exact import whole
from podium.core.mathematics.multiples import sign
from podium.core.mathematics.problems.amounts import Amount
from podium.core.mathematics.problems.cues import FALLING, GOING, RISING, THE_OTHERS, cue
from podium.core.mathematics.problems.nouns import singular
from podium.core.mathematics.problems.story import (
    Finding,
    Schema,
    Story,
    alike,
    either,
    follows,
    stands_out,
    strong,
)

OF = re.compile(
    r"^[^.;]*?(?<![\w-])(?:of|out of|from|in|among|against|per|/)(?![\w])(?: (?:the|a|an|all|our|its|their|every|total|only|some|\w+'s?|\w+’s))*[ ($€£¥]*$|^ ?[/] ?$|^[^.,;]*\bto (?:get|score|win|hit)\b[^.,;]*$"
)
_RATE = cue(
    r"rate|turnout|share|percent|percentage|proportion|ratio|full|done|complete\w*|utilis\w+|utiliz\w+|occup\w+|accura\w+|coverage|average|pass|through"
    r"|fraction|probability|chance|odds|quota|attendance|yield|efficien\w+|conversion|capacity|success|hit|batting|recall|precision|sensitivity|specificity"
    r"|in favou?r|against|used|loaded|charged|completion|response|germinat\w+|loss|scrap|waste|win|of (?:the|its|all|them|it|those)|progress|filled|level|selectivity|content|purity|by weight"
)
FREE = cue(
    r"free|left|remain\w*|keeps?|kept|idle|unused|spare|empty|vacant|open|available|unsold|missing|to go|outstanding|rest|absent|still|the others?|without|unspent"
)
CHANGED = cue(
    r"before\b[^.;]*\bafter|after\b[^.;]*\bbefore|rose|fell|grew|dropped|climbed|increase\w*|decrease\w*|reduc\w+|discount\w*|off|cheaper|dearer|markup|faster|slower|growth|more|less|fewer|higher|lower|shr[aiu]nk|instead of|now|compound\w*|margin|vat|tip"
)
_TAKEN = cue(
    r"taken|used|occupied|sold|full|gone|spent|booked|let|filled|delivered|done|finished|in use|eaten|reserved|complete\w*|passed|voted|paid"
)
_WHOLE = cue(
    r"cast|voted|present|asked|polled|surveyed|tested|inspected|in all|enrolled|invited|offered|available|total|examined|sown|planted|sent"
)
_OUT_OF = re.compile(
    r"(?:^|[,;:.(] ?)(?:out )?of (?:the |our |its |all |his |her |their |these )?(?:\w+ ){0,2}[$€£¥]?$"
)
_CLAUSE = re.compile(r"[,;:.]|\b(?:so|means?|meaning|giv\w+|hence|thus|which|therefore)\b")
_OF_THOSE = re.compile(r"^ [a-z' -]{2,40}(?:,? and (?:[a-z]+ )?[a-z]+ed|:|, of which|, of whom|;) $")
_SAYS_THAT = re.compile(r"^[^0-9]{0,24}(?:, (?:i\.e\. |that is |which is |or |so |about )?|: |\(|= )$")
_RATE_OF = re.compile(
    r"\b(?:yield|rate|turnout|occupancy|attendance|share|coverage|success|utilisation) (?:of|is|was|:) $"
)
_RATE_AFTER = re.compile(
    r"^ (?:utilisation|utilization|occupancy|full|attendance|turnout|used|in use|uptake|coverage)\b"
)
_RATE_BEFORE = re.compile(
    r"\b(?:rate|ratio|share|turnout|yield|occupancy|attendance|coverage|utilisation|selectivity|quota)(?: of|:| is| was| =)? $"
)
_DONE = cue("closed|won|signed|converted|booked|landed|done|finished|completed|sold|ended")
_PAIRED = "man woman,men women,boy girl,male female,adult child,adult children,cow bull,ewe ram,sick healthy,even odd,single married"
OPPOSITES = {one: other for pair in _PAIRED.split(",") for one, other in (pair.split(), pair.split()[::-1])}
_COMMON = frozenset(
    ("the", "a", "an", "of", "is", "are", "was", "were", "in", "to", "rate", "share", "so", "which", "it", "that")
)
_NONE_ELSE = cue(r"no one else|nobody else|nothing else|no others?|make up|makes up|making up|account\w*|constitut\w+")


def share(story: Story, given: Sequence[Amount], result: Amount) -> Finding | None:
    """`1,386 of the 2,200 members voted, a turnout of 63%`; what is free where that is what the result is of."""
    if len(given) != 2 or not is_share(result) or not all(a.kind == "plain" and not a.per for a in given):
        return None
    first, second = _of_one_unit(*given)
    if not alike(first, second) or re.search(r"\b(?:dice|die|coins?)\b", story.lower):
        return None
    told_of = bool(OF.match(story.between(first, second)))
    if not told_of and re.match(r" ?(?:\w+ )?of (?:them|these|those)\b", second.after):
        first, second, told_of = second, first, True
    if not told_of and _OUT_OF.search(first.before):
        first, second, told_of = second, first, True
    if not told_of and (story.says(_NONE_ELSE) or not stands_out(result, given)):
        return None
    part, total = (first, second) if told_of or first.value <= second.value else (second, first)
    if part.value > total.value and re.search(r"\b(?:in|from|among|against|per)\b", story.between(part, total)):
        return None
    if not total.value or (_changes(story, result, told_of=told_of) and not result.bound):
        return None
    return _share(story, part, total, result, told_of=told_of)


def _share(story: Story, part: Amount, total: Amount, result: Amount, *, told_of: bool) -> Finding | None:
    value = part.value / total.value
    same = _same_outcome(story, result)
    if same is None:
        return None
    others = _others(story, part, result)
    if others is None:
        return None
    if not same or others:
        return strong(1 - value)
    around = part.own + " " + total.tail if told_of else part.own
    if FREE.search(around) and _TAKEN.search(result.own) and not FREE.search(result.own):
        return strong(1 - value)
    if FREE.search(result.own) and not FREE.search(around):
        return either((1 - value,), sure=told_of or bool(part.dimensions) or bool(_TAKEN.search(part.own)))
    nearest = (
        max((part, total), key=lambda a: a.at)
        if follows(result, (part, total))
        else min((part, total), key=lambda a: a.at)
    )
    if not (told_of or _RATE.search(result.own) or _RATE.search(story.between(result, nearest))):
        beside = part.at == total.at + 1 and bool(_OF_THOSE.match(part.before)) and _SAYS_THAT.search(result.before)
        fits = result.concluded or beside
        return (
            either((value,), sure=bool(beside))
            if fits and total.quantity.label and not part.quantity.label.endswith("s")
            else None
        )
    said = (
        result.concluded
        or _RATE_AFTER.match(result.after)
        or _RATE_BEFORE.search(result.before)
        or _RATE_AFTER.match(result.after)
        or result.after.startswith(":")
        or not result.before.strip(" ,(")
        or "(" in result.before
    )
    named = _same(part, total) or bool(_WHOLE.search(total.own)) or bool(_RATE_OF.search(result.before))
    return either((value,), sure=said and (told_of or bool(part.dimensions) or named))


def _others(story: Story, part: Amount, result: Amount) -> bool | None:
    """`22 of 40 are women, so 45% are men`: whether the result names the others; None where it names something new."""
    named = re.match(r" (?:of (?:it|them|this|that|the [a-z]+) )?(?:are|were|is) (?:the )?([a-z]+)", result.tail)
    if not named:
        return False
    told = {singular(word) for word in re.findall(r"[a-z]+", story.lower[: result.start])}
    opposites = OPPOSITES.get(singular(named[1]))
    if opposites:
        return opposites in told and singular(named[1]) not in told
    of = re.match(r"^ of (?!the\b|it\b|its\b|our\b|them\b|these\b|those\b|all\b|a\b)([a-z]+)", part.tail)
    if of and singular(named[1]) not in told and named[1] not in _COMMON:
        return None  # `15 minutes of theory, so two thirds of it is practice`
    return None if named[1].endswith("s") and singular(named[1]) not in told else False


def _changes(story: Story, result: Amount, *, told_of: bool) -> bool:
    """Whether the text speaks of a change, so that a percentage in it may be one of that."""
    return (not told_of and story.says(CHANGED)) or bool(re.search(r"\b(?:off|less|more|margin)\b", result.own))


def _same_outcome(story: Story, result: Amount) -> bool | None:
    """Whether the rate is of what was counted or of its opposite; None where that is not told."""
    up = re.search(r"\b(?:availability|uptime)\b", result.own)
    if up and re.search(r"\b(?:up|available|online|running|reachable)\b", story.lower[: result.start]):
        return True
    clause = max((found.start() for found in _CLAUSE.finditer(story.lower, 0, result.start)), default=0)
    named = story.lower[clause : result.start] + " " + result.tail
    told = story.lower[:clause] or story.lower[result.end :]
    if not clause and result.at:
        named, told = result.own, story.lower
    elif not result.at and "," in result.after:
        named, told = result.own, result.after.partition(",")[2] + story.lower[result.end + len(result.after) :]
    found, wanted = sign(_plain(told)), sign(_plain(named))
    if wanted and not found and not _DONE.search(told) and not words_of(told) & words_of(named) - _COMMON:
        return None
    return not (wanted and found and wanted != found)


def _plain(text: str) -> str:
    return re.sub(r"[^a-z]+", " ", text)


def _same(one: Amount, other: Amount) -> bool:
    return bool(one.quantity.label) and one.quantity.label == other.quantity.label


def _of_one_unit(first: Amount, second: Amount) -> tuple[Amount, Amount]:
    """`31 of 40 hours`: the bare part has the unit of the whole."""
    if (
        first.counts
        and not first.quantity.label
        and second.dimensions
        and re.match(r"^ (?:out )?of (?:the |its |our |a )?$", second.before)
    ):
        size = second.quantity.scale
        value = whole(first.value * size)
        return replace(
            first, quantity=replace(first.quantity, value=value, scale=size, dimensions=second.dimensions)
        ), second
    return first, second


def is_share(result: Amount) -> bool:
    """Whether a result may be a share: a percentage, a fraction, or a decimal up to one that is called a rate."""
    decimal = result.counts and result.quantity.places is not None and 0 <= result.value <= 1
    return result.part or (decimal and bool(_RATE.search(result.own) or _RATE.search(result.before)))


def part_of(story: Story, given: Sequence[Amount], result: Amount) -> Finding | None:
    """`two fifths of the 90 pupils come by bus, which is 36`: a share of a whole; `the rest` is what it leaves."""
    if len(given) != 2 or result.kind != "plain":
        return None
    shares = [a for a in given if a.part]
    totals = [a for a in given if a.kind == "plain"]
    if len(shares) != 1 or len(totals) != 1 or totals[0].dimensions != result.dimensions:
        return None
    of, total = shares[0], totals[0]
    if re.match(r" of (?:what|whatever|which|that)\b", of.after):
        return None
    linked = of.at < total.at and bool(
        OF.match(story.between(of, total)) or re.match(r"[^.;]* on (?:an?|the|our|\w+|$)", story.between(of, total))
    )
    linked = linked and not of.at < result.at < total.at
    linked = linked or (total.at + 1 == of.at and bool(_OUT_OF.search(total.before)))
    owner = re.match(r" of (?:the|its|our|all|all the|their|his|her) ([a-z]+)", of.after)
    if owner and owner[1] not in _THAT and not linked and singular(owner[1]) not in total.nouns:
        return None
    linked = linked or bool(
        total.at + 1 == of.at < result.at and _STRENGTH.match(story.between(total, of)) and _HOLDS.search(result.before)
    )
    changed = bool(FALLING.search(of.own) or RISING.search(of.own))
    if not stands_out(result, given) and not linked:
        return None
    if (changed and not linked) or (result.bound and result.counts and not linked):
        return None
    if (FREE.search(result.own) or re.search(r"\bleav(?:es|ing)\b", result.own)) and not FREE.search(of.own):
        return either(((1 - of.value) * total.value,), sure=linked or bool(GOING.search(of.own)))
    if (
        THE_OTHERS.match(result.tail)
        and result.before.endswith(", ")
        and not THE_OTHERS.search(of.tail + " " + total.tail)
    ):
        return either((of.value * total.value, (1 - of.value) * total.value), sure=linked)
    if THE_OTHERS.match(result.tail) and _ANOTHER.search(result.before) and not THE_OTHERS.match(of.tail):
        return either(((1 - of.value) * total.value,), sure=linked)
    if _whole_things(of, total, result):
        return strong(result.value)
    return either(
        (of.value * total.value,),
        sure=linked
        and not changed
        and (result.concluded or bool(_APPOSED.match(result.before)))
        and not _ANOTHER.search(result.before),
    )


def _whole_things(of: Amount, total: Amount, result: Amount) -> bool:
    """`about 33% of the 12 wards (4 of them)`: of things only whole ones, where their share rounds to the one stated."""
    if (
        not (result.counts and total.counts and of.kind == "percent")
        or not total.value
        or not (of.near or "(" in result.before)
    ):
        return False
    if result.value.denominator != 1 or total.value.denominator != 1:
        return False
    return abs(result.value / total.value - of.value) <= of.quantity.half_unit


_ANOTHER = re.compile(r"\band $|\bbut $")
_THAT = frozenset(
    ("it", "them", "these", "those", "total", "sum", "amount", "whole", "original", "cost", "price", "bill")
)
_APPOSED = re.compile(r"^[a-z' -]{0,30}[,(] ?(?:that is |i\.e\. |or )?$")
_STRENGTH = re.compile(r"^ of (?:the |a |an )?$")
_HOLDS = re.compile(
    r"\b(?:contains?|holds?|has|have|gives?|means?|carr(?:y|ies)|is|are|includes?)(?: only| about| exactly)? $"
)
"""`250 ml of 8% vinegar contains 20 ml`: a mixture by its strength, and what is in it."""


def words_of(text: str) -> set[str]:
    """Its words, nouns without their plural ending."""
    return {singular(word) for word in re.findall(r"[a-z]+", text)}


SCHEMAS: tuple[tuple[re.Pattern[str] | None, Schema], ...] = (
    (None, share),
    (None, part_of),
)

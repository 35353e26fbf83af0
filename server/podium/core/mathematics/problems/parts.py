"""Shares and parts: a share of a whole, a part by its share, several shares."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

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
    decisive,
    either,
    follows,
    stands_out,
    strong,
    weak,
)

_OF = re.compile(
    r"^[^.;]*?(?<![\w-])(?:of|out of|from|in|among|against|per|/)(?![\w])(?: (?:the|a|an|all|our|its|their|every|total|only|some|\w+'s?|\w+’s))*[ ($€£¥]*$|^ ?[/] ?$|^[^.,;]*\bto (?:get|score|win|hit)\b[^.,;]*$"
)
_RATE = cue(
    r"rate|turnout|share|percent|percentage|proportion|ratio|full|done|complete\w*|utilis\w+|utiliz\w+|occup\w+|accura\w+|coverage|average|pass|through"
    r"|fraction|probability|chance|odds|quota|attendance|yield|efficien\w+|conversion|capacity|success|hit|batting|recall|precision|sensitivity|specificity"
    r"|in favou?r|against|used|loaded|charged|completion|response|germinat\w+|loss|scrap|waste|win|of (?:the|its|all|them|it|those)|progress|filled|level|content|purity|by weight"
)
FREE = cue(
    r"free|left|remain\w*|idle|unused|spare|empty|vacant|open|available|unsold|missing|to go|outstanding|rest|absent|still|the others?|without|unspent"
)
_CHANGED = cue(
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
_DONE = cue("closed|won|signed|converted|booked|landed|done|finished|completed|sold|ended")
_PAIRED = "man woman,men women,boy girl,male female,adult child,adult children,cow bull,ewe ram,sick healthy,even odd,single married"
OPPOSITES = {one: other for pair in _PAIRED.split(",") for one, other in (pair.split(), pair.split()[::-1])}
_COMMON = frozenset(
    ("the", "a", "an", "of", "is", "are", "was", "were", "in", "to", "rate", "share", "so", "which", "it", "that")
)
_NONE_ELSE = cue(r"no one else|nobody else|nothing else|no others?|make up|makes up|making up|account\w*|constitut\w+")
_COMPLETE = cue(
    r"no one else|nobody else|nothing else|altogether|make up|makes up|making up|of the (?:group|class|choir|whole|team|total|staff|crew|mix|herd|flock|lot|field|panel|pool|squad|crowd)|of it|of all|account\w*|in total|and no others?|only|constitut\w+|are \w+ of the"
)


def share(story: Story, given: Sequence[Amount], result: Amount) -> Finding | None:
    """`1,386 of the 2,200 members voted, a turnout of 63%`; what is free where that is what the result is of."""
    if len(given) != 2 or not is_share(result) or not all(a.kind == "plain" and not a.per for a in given):
        return None
    first, second = _of_one_unit(*given)
    if not alike(first, second) or re.search(r"\b(?:dice|die|coins?)\b", story.lower):
        return None
    told_of = bool(_OF.match(story.between(first, second)))
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
        return weak(value) if result.concluded and total.quantity.label and not part.quantity.label else None
    said = result.concluded or result.after.startswith(":") or not result.before.strip(" ,(") or "(" in result.before
    named = _same(part, total) or bool(_WHOLE.search(total.own))
    return either((value,), sure=said and (told_of or bool(part.dimensions) or named))


def _others(story: Story, part: Amount, result: Amount) -> bool | None:
    """`22 of 40 are women, so 45% are men`: whether the result names the others; None where it names something new."""
    named = re.match(r" (?:are|were|is) (?:the )?([a-z]+)", result.tail)
    if not named:
        return False
    told = {singular(word) for word in re.findall(r"[a-z]+", story.lower[: result.start])}
    opposites = OPPOSITES.get(singular(named[1]))
    if opposites:
        return opposites in told and singular(named[1]) not in told
    return None if named[1].endswith("s") and singular(named[1]) not in told else False


def _changes(story: Story, result: Amount, *, told_of: bool) -> bool:
    """Whether the text speaks of a change, so that a percentage in it may be one of that."""
    return (not told_of and story.says(_CHANGED)) or bool(re.search(r"\b(?:off|less|more|margin)\b", result.own))


def _same_outcome(story: Story, result: Amount) -> bool | None:
    """Whether the rate is of what was counted or of its opposite; None where that is not told."""
    clause = max((found.start() for found in _CLAUSE.finditer(story.lower, 0, result.start)), default=0)
    named = story.lower[clause : result.start] + " " + result.tail
    told = story.lower[:clause] or story.lower[result.end :]
    if not clause and result.at:
        named, told = result.own, story.lower
    found, wanted = sign(_plain(told)), sign(_plain(named))
    if wanted and not found and not _DONE.search(told) and not _words(told) & _words(named) - _COMMON:
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
        _OF.match(story.between(of, total)) or re.match(r"[^.;]* on (?:an?|the|our|\w+|$)", story.between(of, total))
    )
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
    if THE_OTHERS.match(result.tail) and _ANOTHER.search(result.before) and not THE_OTHERS.match(of.tail):
        return either(((1 - of.value) * total.value,), sure=linked)
    if _whole_things(of, total, result):
        return strong(result.value)
    return either(
        (of.value * total.value,),
        sure=linked and not changed and (result.concluded or result.before.strip() in (",", "(")) and not _ANOTHER.search(result.before),
    )


def _whole_things(of: Amount, total: Amount, result: Amount) -> bool:
    """`about 33% of the 12 wards (4 of them)`: of things only whole ones, where their share rounds to the one stated."""
    if not (result.counts and total.counts and of.kind == "percent") or not total.value or not (of.near or "(" in result.before):
        return False
    if result.value.denominator != 1 or total.value.denominator != 1:
        return False
    return abs(result.value / total.value - of.value) <= of.quantity.half_unit


_ANOTHER = re.compile(r"\band $|\bbut $")
_THAT = frozenset(("it", "them", "these", "those", "total", "sum", "amount", "whole", "original", "cost", "price", "bill"))
_STRENGTH = re.compile(r"^ of (?:the |a |an )?$")
_HOLDS = re.compile(
    r"\b(?:contains?|holds?|has|have|gives?|means?|carr(?:y|ies)|is|are|includes?)(?: only| about| exactly)? $"
)
"""`250 ml of 8% vinegar contains 20 ml`: a mixture by its strength, and what is in it."""


def part_of_part(story: Story, given: Sequence[Amount], result: Amount) -> Finding | None:
    """`half of three quarters of a cup is three eighths`."""
    if len(given) != 2 or not all(a.part for a in (*given, result)) or given[1].at != given[0].at + 1:
        return None
    return strong(given[0].value * given[1].value) if _OF.match(given[1].before) and follows(result, given) else None


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
    if not found or len(rest) != 1 or not follows(result, found) or result.after.startswith(" per "):
        return None
    return strong(found[0].value / found[1].value * rest[0].value)


def of_the_group(story: Story, given: Sequence[Amount], result: Amount) -> Finding | None:
    """`twelve boys and eighteen girls, no one else: boys make up two fifths of it`: the part is the one the result names."""
    if not 2 <= len(given) <= 5 or not result.part or not all(a.kind == "plain" and alike(a, given[0]) for a in given):
        return None
    if (
        not _COMPLETE.search(story.lower)
        or not follows(result, given)
        or story.says(_CHANGED)
        or _OF.match(given[1].before)
    ):
        return None
    total = sum((a.value for a in given), Fraction(0))
    told = _words(result.before + " " + result.tail)
    named = [a for a in given if set(a.nouns) & told]
    if not total or len(named) != 1:
        return None
    return decisive(named[0].value / total)


def _words(text: str) -> set[str]:
    return {singular(word) for word in re.findall(r"[a-z]+", text)}


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
    (None, share),
    (None, part_of),
    (None, part_of_part),
    (cue("in|out of|per"), one_in),
    (_COMPLETE, of_the_group),
    (None, whole_of_shares),
)

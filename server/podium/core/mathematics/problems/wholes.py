"""Wholes and the parts that make them up, margins between two, and multiples of one another."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from podium.core.mathematics import exact
from podium.core.mathematics.problems.amounts import Amount
from podium.core.mathematics.problems.cues import COMING, EACH, GOING, LEFT, cue
from podium.core.mathematics.problems.parts import OPPOSITES
from podium.core.mathematics.problems.story import Finding, Schema, Story, strong, weak

_REST = re.compile(r"\b(?:the (?:other|rest|remaining|remainder|others)|remaining|remainder|rest)\b[^.;0-9]{0,24}$")
_REST_AFTER = re.compile(r"^ (?:[a-z]+ )?(?:others?|more)\b")
_LISTED = re.compile(r"^[^0-9.!?]{0,60}?(?:[,;|/&+]|\band\b|\bplus\b|\binto\b)[^0-9.!?]{0,40}$")
_OPENS = re.compile(r"^[^.;0-9]{0,40}?(?:[:(=]| [—–-] )")
_ALL = re.compile(
    r"\b(?:all|total|totals|altogether|in all|whole|overall|sum|collected|combined|in total|together|there (?:are|were)|of the|of our|out of|made up of|consists? of|comprises?|contains?|includes?|has|have|had)\b"
)
_SUMS_UP = re.compile(
    r"\bfinal (?:volume|total|weight|amount|count|sum|mass)(?: of| is|:)? $|\badds?(?: up to)?(?: another)? [$€£¥]?$|\badding(?: up to)? [$€£¥]?$|(?:^|[.;:—–(] ?|, ?)(?:that|this|it|which|they)(?:'s| is| was| are| were| makes?| comes? to| gives?| adds? up to| totals?)?(?: (?:all )?together)?(?: is| are| makes?| comes? to)?(?: just| exactly| a total of)? [$€£¥]?$"
    r"|\b(?:together|altogether|combined|in all|in total|all told)(?: that| they| these| this| it)?(?: is| are| was| were| makes?| comes? to| gives?| totals?)?[:,]? [$€£¥]?$"
    r"|(?:^|[.;|/(] ?)(?:whole )?(?:year|quarter|month|week|total|sum|all|day|season|sum total|grand total|full year|half[- ]year|aggregate|tot)(?: total)?(?:[:=|]| is| was|,)? ?[$€£¥]?$"
)
_TOTALLED = re.compile(
    r"^ ?(?:[a-z]+ )?(?:in total|in all|altogether|total|overall|collected|all told|combined|in (?:two|three|four|five|six|seven) (?:days|weeks|months|years|shifts|rounds|games|sessions)|in both|between them|for both|over the (?:two|three|four|five|six|seven|week|month|year|quarter|whole)|for the (?:two|three|four|week|month|year|quarter|whole|weekend|season))\b"
)


def _same(amounts: Sequence[Amount]) -> bool:
    first = amounts[0]
    return all(a.kind == first.kind and a.dimensions == first.dimensions and not a.per for a in amounts)


_NAME = re.compile(r"\b[a-z]+\d+\b")


def _run(story: Story, parts: Sequence[Amount]) -> bool:
    """Whether parts stand next to each other as a list."""
    steps = itertools.pairwise(parts)
    return all(
        b.at == a.at + 1 and _LISTED.match(_NAME.sub("", story.between(a, b))) and "each" not in b.before
        for a, b in steps
    )


_PLAYED = frozenset(("game", "match", "fixture", "bout", "round"))


def summed(story: Story, given: Sequence[Amount], result: Amount) -> Finding | None:
    """`128 on Monday, 117 on Tuesday and 96 on Wednesday. That is 341 over the three days`: a list, and what it comes to."""
    if given[0].dimensions and given[0].dimensions == result.dimensions:
        given = [given[0], *(_in_unit_of(given[0], a) for a in given[1:])]
    if (
        len(given) < 2
        or result.at <= given[-1].at
        or not _same((*given, result))
        or result.kind not in ("plain", "percent")
    ):
        return None
    if not _run(story, given) or _moves(given):
        return None
    if {story.kinds[a.at].head for a in given} == {"win", "draw", "loss"}:
        return strong(sum((a.value for a in given), Fraction(0))) if story.kinds[result.at].head in _PLAYED else None
    if _of_all_kinds(story, given, result):
        return strong(sum((a.value for a in given), Fraction(0)))
    if result.at != given[-1].at + 1 or not (
        _SUMS_UP.search(result.before)
        or (_TOTALLED.match(story.lower[result.end :]) and not _REST.search(result.before))
    ):
        return None
    if re.search(r"averag|mean|median|each|more|less|fewer|difference", result.before + result.tail):
        return None
    if result.kind == "percent" and re.search(r"\b(?:rates?|yields?|margins?|averages?)\b", story.lower):
        return None
    return strong(sum((a.value for a in given), Fraction(0)))


_COLON = re.compile(
    r"^[^.;0-9]*(?:[:=–—] ?|\b(?:making|makes|i\.e\. |that is|that's|in other words)(?: a total of)? )[$€£¥]?$"
)


def _of_all_kinds(story: Story, given: Sequence[Amount], result: Amount) -> bool:
    """`18 sopranos, 14 altos, 9 tenors and 11 basses: 52 singers`: three or more kinds of one thing."""
    heads = [story.kinds[a.at].head for a in given]
    fits = len(given) > 2 and result.at == given[-1].at + 1 and bool(_COLON.match(result.before))
    kinds = [story.kinds[a.at] for a in (*given, result)]
    plain = all(power > 0 or name in kind.soft for kind in kinds for name, power in kind.powers.items())
    return fits and plain and (all(heads) or not any(heads)) and len(set(heads)) in (1, len(heads))


def _moves(given: Sequence[Amount]) -> bool:
    """Whether some of a list go while others come."""
    signs = [(bool(GOING.search(a.own)), bool(COMING.search(a.own))) for a in given[1:]]
    return any(signs) and len(set(signs)) > 1 and any(going for going, _ in signs)


def parts_of(story: Story, given: Sequence[Amount], result: Amount) -> Finding | None:
    """`the plan gave 40 hours: 12 for design, 20 for coding and 8 for tests`: a whole told before the parts it is made of."""
    amounts = sorted((*given, result), key=lambda a: a.at)
    whole, parts = amounts[0], amounts[1:]
    parts = [_in_unit_of(whole, part) for part in parts]
    amounts = [whole, *parts]
    if len(parts) < 2 or result.at not in (whole.at, parts[-1].at) or not _same(amounts) or not _run(story, parts):
        return None
    if whole.kind == "percent" or parts[0].at != whole.at + 1 or any(EACH.search(a.tail) for a in parts):
        return None
    beyond = story.amounts[parts[-1].at + 1 :][:1]
    if (
        beyond
        and not beyond[0].per
        and _LISTED.match(_NAME.sub("", story.between(parts[-1], beyond[0])))
        and beyond[0].kind == whole.kind
    ):
        return None
    exhausts = _exhausts(story, whole, parts)
    if exhausts is None:
        return None
    value = (
        sum((a.value for a in parts), Fraction(0))
        if result.at == whole.at
        else whole.value - sum((a.value for a in parts[:-1]), Fraction(0))
    )
    if result.counts:
        value /= whole.quantity.scale
    return strong(value) if exhausts else weak(value)


def _in_unit_of(whole: Amount, part: Amount) -> Amount:
    """`40 hours: 12 for design`: a bare part has the unit of the whole."""
    size = whole.quantity.scale
    if not whole.dimensions or not part.counts or part.per or (part.nouns[:1] and part.quantity.label):
        return part
    number = replace(part.quantity, value=exact.whole(part.value * size), scale=size, dimensions=whole.dimensions)
    return replace(part, quantity=number)


def _exhausts(story: Story, whole: Amount, parts: Sequence[Amount]) -> bool | None:
    """Whether the parts are said to be all there is; None where they need not be parts at all."""
    last = parts[-1]
    if _REST.search(last.before) or _REST_AFTER.match(last.after):
        return True
    if max(a.value for a in parts) > whole.value:
        return None
    if re.search(r"\bwhich\b|\bother\b|\bsome\b|among them|including|such as", story.between(whole, last)):
        return None
    opened = bool(_OPENS.match(whole.after))
    nouns = [story.kinds[a.at].head for a in parts]
    if all(OPPOSITES.get(a) == b for a, b in itertools.pairwise(nouns)):
        return True
    if opened and (
        _ALL.search(whole.before + " " + whole.own) or len({*filter(None, nouns)} & {story.kinds[whole.at].head}) <= 1
    ):
        return not any(re.search(r"[:;=]", a.before) for a in parts[1:]) or None
    return None


def whole_last(story: Story, given: Sequence[Amount], result: Amount) -> Finding | None:
    """`1,482 passed, 11 failed, 7 skipped (1,500 collected)`; `four ran dry and the other seven held` of eleven."""
    if len(given) < 2 or not _same((*given, result)) or result.kind != "plain" or any(a.at > result.at for a in given):
        return None
    closed = re.search(r"\($", result.before) and re.match(r"^[^)]*\)", result.after)
    said = re.search(r"\b(?:total|collected|all|overall|altogether|n)\b", result.before[-8:] + result.tail)
    if not (closed and said and _run(story, given)):
        return None
    return strong(sum((a.value for a in given), Fraction(0)))


def of_the_rest(amount: Amount) -> bool:
    """Whether an amount is said of the others."""
    return bool(_REST.search(amount.before) or _REST_AFTER.match(amount.after))


def others(story: Story, given: Sequence[Amount], result: Amount) -> Finding | None:
    """`four of our eleven wells ran dry and the other seven held`; `42% yes and 37% no; the remaining 11%`: what is left of all."""
    if result.kind not in ("plain", "percent") or not (
        _REST.search(result.before)
        or _REST_AFTER.match(result.after)
        or re.match(r"^ (?:of them |[a-z]+ )?(?:remain\w*|others?)\b", result.after)
    ):
        return None
    if not given or not _same((*given, result)) or any(a.at > result.at for a in given):
        return None
    if result.kind == "percent":
        total = sum((a.value for a in given), Fraction(0))
        listed = _run(story, given) and not re.search(r"\b(?:off|discount|tax|vat|rose|fell|cut)\b", story.lower)
        return strong(1 - total) if listed and given[0].at == 0 and result.at == len(given) else None
    if len(given) < 2 or re.search(r"\b(?:each|per|apiece)\b", story.lower[given[0].start : result.end]):
        return None
    told = [
        a
        for a in given
        if re.search(
            r"\b(?:out )?of (?:the |our |its |all |all the |their |these |those |my |his |her )?(?:[a-z]+ )?$", a.before
        )
    ]
    if len(told) != 1:
        return None
    whole = told[0]
    if any(_REST.search(a.before) for a in given):
        return None
    return strong(whole.value - sum((a.value for a in given if a is not whole), Fraction(0)))


def out_of(story: Story, given: Sequence[Amount], result: Amount) -> Finding | None:
    """`that is 24,000, which leaves 1,000 out of the 25,000`: a whole that is told last less what was taken."""
    if len(given) != 2 or not _same((*given, result)) or not given[0].at < result.at < given[1].at:
        return None
    if not LEFT.search(result.before) or not re.match(
        r"^ (?:[a-z]+ )?(?:out )?of (?:the|its|our|an?|my|their) $|^ (?:[a-z]+ )?out of $", given[1].before
    ):
        return None
    return strong(given[1].value - given[0].value)


_BY = re.compile(
    r"\b(?:won|lost|carried|beat\w*|led|leads?|ahead|behind|passed|defeated|rejected|approved|short|over|exceed\w*|miss\w*|elected|outvoted|outscored|down|up|adopted|failed|prevail\w*|clear|edged|better|missing|overshot|undershot|overran)(?: [a-z]+){0,3} by (?:just |only |exactly )?[$€£¥]?$"
    r"|\b(?:margin|majority|lead|difference|gap|surplus|deficit|shortfall|plurality|spread|swing)(?: [a-z]+){0,2} (?:of|is|was|=|:) (?:just |only |exactly )?[$€£¥]?$|(?:^|[,;:] )(?:a )?(?:margin|majority|lead|difference|gap):? [$€£¥]?$"
)


def margin_between(story: Story, given: Sequence[Amount], result: Amount) -> Finding | None:
    """`412 for, 389 against, carried by 23 votes`: how far two lie apart."""
    if len(given) != 2 or not _same(given) or given[0].kind != "plain" or not _BY.search(result.before):
        return None
    if (
        result.kind != "plain"
        or result.dimensions != given[0].dimensions
        or result.at != given[1].at + 1
        or given[1].at != given[0].at + 1
    ):
        return None
    if re.search(r"\b(?:of|from|out of|to) [$€£¥]?$", given[1].before) and not _BY.search(result.before):
        return None
    return strong(abs(given[0].value - given[1].value))


def times_another(story: Story, given: Sequence[Amount], result: Amount) -> Finding | None:
    """`Saturday's 210 loaves were exactly three times Friday's 70`: the one is so many times the other."""
    if len(given) != 2 or result.kind != "plain":
        return None
    factors = [a for a in given if a.kind == "factor"]
    bases = [a for a in given if a.kind == "plain"]
    if len(factors) != 1 or len(bases) != 1 or not (result.at + 1 == factors[0].at == bases[0].at - 1):
        return None
    factor, base = factors[0], bases[0]
    if base.dimensions != result.dimensions or not re.search(
        r"\b(?:is|are|was|were|equals?|makes?|made)\b(?: just| exactly| precisely)? $|, (?:just |exactly |which is )?$",
        factor.before,
    ):
        return None
    if not re.match(
        r"^ (?:as (?:many|much|long|high|big|large|far|heavy|old|fast|wide|tall|great)(?: [a-z]+)? as )?(?:the |that of |our |its )?(?:[a-z'’]+ ){0,3}(?:of |from )?[$€£¥]?$",
        factor.after,
    ):
        return None
    return strong(factor.value * base.value)


SCHEMAS: tuple[tuple[re.Pattern[str] | None, Schema], ...] = (
    (None, summed),
    (None, parts_of),
    (cue("collected|total|all|overall|altogether|n"), whole_last),
    (cue(r"other|others|rest|remaining|remainder|remain\w*|more"), others),
    (cue(r"by|margin|majority|lead|difference|gap|surplus|deficit|shortfall|plurality|spread|swing"), margin_between),
    (None, times_another),
    (LEFT, out_of),
)

"""Totals: bills and inventories, limits and what they leave."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from podium.core.mathematics.problems.amounts import Amount
from podium.core.mathematics.problems.cues import COMING, EACH, FALLING, GENERIC, GOING, LEFT, RISING, TOTAL, cue
from podium.core.mathematics.problems.kinds import NOUN
from podium.core.mathematics.problems.lists import MEASURED, PAIRS, without_count
from podium.core.mathematics.problems.story import (
    Finding,
    Schema,
    Story,
    alike,
    either,
    follows,
    strong,
    weak,
)

MOST_TERMS = 12

_PLAIN_NOUN = re.compile(r"^[ -]?(?:[a-z]+[ -]){0,2}$")
_NOW = cue(
    r"so|hence|thus|therefore|making|makes|which|that is|i\.e\.|giv(?:es|ing)|leav(?:es|ing)|now|tonight|today|com(?:es|ing) to|is|are|finish(?:es|ed)?|end(?:s|ed)?|=|totals?|stands? at|closing|closes?|aboard|on board|came home with|profit|surplus|gain|keeps?|clears?|cleared|made|earned"
)
_JOIN = cue(r"and|plus|but|then|with")


@dataclass(frozen=True, slots=True)
class _Term:
    value: Fraction
    sign: int
    """1 comes in, -1 goes out, 0 not told."""
    pair: bool


def ledger(story: Story, given: Sequence[Amount], result: Amount) -> Finding | None:
    """`3 boxes at 4.99 and 2 at 12.50`, `36 on the ward, 9 discharged, 5 admitted`: products and amounts that come and go."""
    if (
        not 2 <= len(given) <= MOST_TERMS
        or story.says(MEASURED)
        or result.kind != "plain"
        or (result.per and not given[0].per)
    ):
        return None
    if (
        any(power < 0 for _, power in result.dimensions)
        or any(a.kind != "plain" for a in given)
        or not (follows(result, given) or _asks(result))
    ):
        return None
    if any(a.optional and a.dimensions for a in given):
        return None
    if re.search(r"\b(?:ordered|bought|hired|received|wanted) $", result.before):
        return None  # `we ordered 2.5 gross` is one more thing that comes
    given = without_count(given)
    terms = _terms(story, given, result)
    if terms is None or (len(terms) < 2 and not terms[0].pair):
        return None
    if len(terms) == 1:
        return _single(story, given, result, terms[0])
    if (
        all(term.pair for term in terms)
        and any(term.sign < 0 for term in terms)
        and not any(term.sign > 0 for term in terms[1:])
    ):
        terms = [replace(term, sign=1) for term in terms]
    opening = 0 if terms[0].pair else _told_sign(given[0], given[0])
    if opening < 0 and len(terms) == 2 and terms[1].sign > 0 and not LEFT.search(result.own):
        return _net(terms, result)
    if opening < 0:
        terms = [replace(term, sign=1) if term.sign < 0 else term for term in terms]
    return _summed(terms, result, each=story.says(EACH), funded=bool(_FUNDS.search(given[0].own)))


def _net(terms: Sequence[_Term], result: Amount) -> Finding | None:
    """`7 bugs closed, 4 opened: backlog down by 3`: what goes less what comes."""
    down, up = bool(FALLING.search(result.own)), bool(RISING.search(result.own))
    net = terms[1].value - terms[0].value
    return None if down == up else strong(-net if down else net)


def _asks(result: Amount) -> bool:
    return bool(TOTAL.search(result.own) or LEFT.search(result.own))


def _terms(story: Story, given: Sequence[Amount], result: Amount) -> list[_Term] | None:
    terms: list[_Term] = []
    at = 0
    while at < len(given):
        each, after = given[at], given[at + 1] if at + 1 < len(given) else None
        if after and _is_pair(each, after, result):
            many = each.value / each.quantity.scale if each.dimensions else each.value
            terms.append(_Term(many * after.value, _sign(each, after, first=not terms), True))
            at += 2
            continue
        if any(
            power < 0 and name not in story.kinds[each.at].soft and name[0] == NOUN
            for name, power in story.kinds[each.at].powers.items()
        ):
            return None  # `three points a win` is no term by itself
        value = each.value * result.quantity.scale if _bare(each) and result.dimensions else each.value
        if not alike(each, result) and not (_bare(each) and result.dimensions):
            return None
        terms.append(_Term(value, _sign(each, each, first=not terms), False))
        at += 1
    return terms or None


def _bare(amount: Amount) -> bool:
    return amount.counts and not amount.quantity.label and not amount.per


def _is_pair(count: Amount, size: Amount, result: Amount) -> bool:
    if (
        count.dimensions
        and size.dimensions
        and size.at == count.at + 1
        and alike(size, result)
        and not alike(count, size)
    ):
        return bool(re.match(r"^[^.,;:]{0,40}?(?:\bat|@) [$€£¥]?$", size.before))
    if (
        size.at != count.at + 1
        or (not count.counts and not (size.counts and alike(count, result)))
        or not (alike(size, result) or alike(count, result))
    ):
        return False
    if not alike(size, result) and not size.counts:
        return False
    link = size.before
    if PAIRS.match(link) and not re.match(r"^ (?:for|with|by) ?$", link):
        return True
    return bool(
        _PLAIN_NOUN.match(link)
        and "working" not in link
        and (size.dimensions or EACH.match(size.tail.strip()))
        and not _JOIN.search(link)
        and count.counts
        and size.dimensions
    ) or bool(EACH.search(size.tail) and "," not in link and not _JOIN.search(link))


def _sign(opening: Amount, closing: Amount, *, first: bool) -> int:
    if first:
        return 1
    told = re.search(r"\b(plus|minus|less)(?: the| a| an)? [$€£¥]?$", opening.before)
    if told:
        return 1 if told[1] == "plus" else -1
    return _told_sign(opening, closing)


def _told_sign(opening: Amount, closing: Amount) -> int:
    """1 where the words around a term say that it comes in, -1 where they say that it goes, 0 where neither or both."""
    words = opening.own + " " + closing.tail
    moved = re.search(r"(?:^|[,;:] ?)(in|out)(?: of)? $", opening.before)
    if moved:
        return 1 if moved[1] == "in" else -1
    going, coming = bool(GOING.search(words)), bool(COMING.search(words))
    if closing.dimensions and re.search(r"\bs(?:old|ells?|elling)\b", words):
        return 1  # what is sold brings money in
    return 0 if going == coming else -1 if going else 1


def _single(story: Story, given: Sequence[Amount], result: Amount, term: _Term) -> Finding | None:
    """One count of one size."""
    count, size = given[0], given[1]
    if LEFT.search(result.own) or (result.per and result.per in count.nouns):
        return None
    fits = (
        not size.counts
        or bool(set(size.nouns) & set(result.nouns))
        or bool(TOTAL.search(result.own))
        or bool(set(result.nouns[:1]) & GENERIC)
    )
    told = bool(EACH.search(size.own) or EACH.search(count.own) or re.search(r"[×*@]| x | of | at ", size.before))
    if size.counts and not fits and not (result.concluded and told):
        return None
    return either((term.value,), sure=told and result.concluded and fits)


_MOVED_BY = re.compile(r"\b(?:down|up|fell|rose|grew|shrank|dropped) by $")
_FUNDS = cue(r"budget|grant|funds?|allowance|purse|kitty|advance|float|credit")


def _summed(terms: Sequence[_Term], result: Amount, *, each: bool, funded: bool) -> Finding | None:
    total, left = bool(TOTAL.search(result.own)), bool(LEFT.search(result.before) or LEFT.search(result.tail))
    if _MOVED_BY.search(result.before):
        return None
    unknown = [term for term in terms if not term.sign]
    signs = [term.sign for term in terms]
    if left and not total:
        if len(terms) < 2:
            return None
        return either((_sum(terms, -1),), sure=not unknown or funded)
    if -1 in signs or 1 in signs[1:]:
        known = not unknown or total
        return either(
            (_sum(terms, 1),),
            sure=known
            and (total or bool(_NOW.search(result.own + result.before) or re.search(r"[:=→]", result.before))),
        )
    if total:
        return either((_sum(terms, 1),), sure=any(term.pair for term in terms) or not each)
    if result.concluded and any(term.pair for term in terms):
        return strong(_sum(terms, 1)) if all(term.pair for term in terms) else weak(_sum(terms, 1))
    return weak(_sum(terms, 1)) if result.concluded or all(term.pair for term in terms) else None


def _sum(terms: Sequence[_Term], otherwise: int) -> Fraction:
    return sum(((term.sign or otherwise) * term.value for term in terms), Fraction(0))


def rest_of(story: Story, given: Sequence[Amount], result: Amount) -> Finding | None:
    """`2,150 of the 2,500 seats were taken, leaving 350`: what a part leaves of the whole."""
    if len(given) != 2 or not all(a.kind == "plain" and alike(a, result) for a in given) or not follows(result, given):
        return None
    part, total = given
    told = re.match(
        r"^[^.,;]*\b(?:out )?of (?:the|its|our|all|these|those|his|her|their|a|an)\b|^ (?:out )?of $", total.before
    )
    if not told or not (LEFT.search(result.before) or LEFT.search(result.tail)) or LEFT.search(part.own):
        return None
    return strong(total.value - part.value)


def room(story: Story, given: Sequence[Amount], result: Amount) -> Finding | None:
    """`prompt 6,900, reply 1,024: both fit the 8,192 window with 268 to spare`: a limit less what it holds."""
    if len(given) < 2 or not all(a.kind == "plain" and alike(a, result) for a in given) or not follows(result, given):
        return None
    if not re.search(r"to spare|spare|headroom|left|free|unused|remain|over|short", result.own):
        return None
    limits = [
        a
        for a in given
        if re.search(
            r"\b(?:fits?|window|limit|budget|capacity|quota|holds?|of space|allowance|cap|room|hold|maximum|target|goal)\b",
            a.own,
        )
    ]
    if len(limits) != 1:
        return None
    rest = limits[0].value - sum((a.value for a in given if a is not limits[0]), Fraction(0))
    return strong(abs(rest))


SCHEMAS: tuple[tuple[re.Pattern[str] | None, Schema], ...] = (
    (None, ledger),
    (LEFT, rest_of),
    (cue(r"to spare|spare|headroom|left|free|unused|remain\w*|over|short"), room),
)

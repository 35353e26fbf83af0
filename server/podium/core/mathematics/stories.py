"""Claims that tell a small story: amounts that come and go, bills of several lines, things shared out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from podium.core.mathematics import quantity
from podium.core.mathematics.aggregates import LIST_RESULTS
from podium.core.mathematics.fragments import EACH, IN_TOTAL, THEN, anything, some, value
from podium.core.mathematics.judging import Judgement
from podium.core.mathematics.matching import Match, Rule
from podium.core.mathematics.proportions import in_unit_of
from podium.core.mathematics.quantity import Quantity, calculated
from podium.core.mathematics.words import word_set

MOST_STEPS = 8

_GOING = word_set(
    "closed used spent dropped removed sold lost shipped consumed failed cancelled canceled deleted resolved fixed gone "
    "taken took paid rejected expired retired burned burnt discarded filtered excluded withdrew withdrawn refunded "
    "skipped solved done finished completed minus less subtracted cleared migrated ate eaten died quit resigned "
    "unsubscribed cut archived drained gave donated leaked evicted removing dropping closing spending using selling "
    "deducted deducting returned already"
)
_COMING = word_set(
    "added reopened received hired gained new plus bought created arrived joined won found restored opened imported "
    "deposited earned more extra additional came got back refilled recovered restocked subscribed adding gaining received registered grew ordered"
)
VAGUE = word_set("some several few many others rest various unknown most further")
"""Amounts that are not told: with one of them nothing adds up."""
_STEP = re.compile(r"Q(\d+); ")
_CLAUSE = re.compile(r"[,(]|\b(?:and|but|then|while|whereas|after|before)\b|–|—")

_LEFT = (
    rf"(?:leav(?:es|ing|e)|remain(?:s|ing)?|left (?:with|over)?|end(?:s|ed)? (?:up )?with|(?:are|is|have|has|had) (?:now|left)"
    rf"|balance (?:of|is)) {some(3)}{value('stated')}"
)
_OVER = rf"{value('stated')}{some(2)}(?:remain(?:s|ed|ing)?|(?:still )?left|(?:are |is |still )*(?:open|unused|outstanding|available|free|empty|spare|unspent|pending|missing)|to go) "


def left_over(match: Match) -> Judgement | None:
    """`1,432 tickets, closed 389 and reopened 17, which leaves 1,060`; every step must say whether it comes or goes."""
    if VAGUE & set(match.shape.split()):
        return None
    steps = list(_STEP.finditer(match.shape))
    end = next(at for at, step in enumerate(steps) if step[1] == match.named["stated"])
    steps = steps[:end]
    if not 2 <= len(steps) <= MOST_STEPS:
        return None
    signs = [_direction(match, steps, at) for at in range(1, len(steps))]
    stated = match["stated"]
    amounts = [_bare(_given(match, step[1])) for step in steps]
    if not all(signs) or any(amount.percent or amount.problem for amount in amounts):
        return None
    result = amounts[0]
    for sign, amount in zip(signs, amounts[1:], strict=True):
        result = calculated(result, "+" if sign > 0 else "-", amount)
    return match.judge(result, _bare(stated))


def _given(match: Match, place: str) -> Quantity:
    found = match.items[int(place)].quantity
    assert found is not None
    return found


def _bare(amount: Quantity) -> Quantity:
    """Without the name of what it counts."""
    return replace(amount, label="")


def _direction(match: Match, steps: Sequence[re.Match[str]], at: int) -> int:
    """1 where the words around a step say that it comes, -1 where they say that it goes, 0 where neither or both."""
    before = _CLAUSE.split(match.shape[steps[at - 1].end() : steps[at].start()])[-1]
    after_end = steps[at + 1].start() if at + 1 < len(steps) else match.shape.find(f"Q{match.named['stated']};")
    after = _CLAUSE.split(match.shape[steps[at].end() : after_end])[0]
    words = {*before.split(), *after.split(), _given(match, steps[at][1]).label}
    going, coming = bool(words & _GOING), bool(words & _COMING)
    return 0 if going == coming else 1 if coming else -1


_PRODUCT = re.compile(
    rf"Q(\d+); {some(2)}(?:at|of|with|for|@|x|×|times|costing|weighing|containing|by) Q(\d+); ({EACH})?"
)


def bill(match: Match) -> Judgement | None:
    """`3 licences at $249 each and 2 at $99 each, $945 in total`: products and single amounts of the total's kind."""
    stated = match["stated"]
    told = match.shape[: match.shape.index(f"Q{match.named['stated']};")]
    if VAGUE & set(told.split()) or _OWN_SUBJECT.search(told):
        return None
    products = list(_PRODUCT.finditer(told))
    lines = [_line(match, product, stated) for product in products]
    steps = [_given(match, step[1]) for step in _STEP.finditer(_PRODUCT.sub("", told))]
    if steps and _counts(steps[0], len(steps) - 1 + len(lines)):
        del steps[0]
    parts = [*lines, *(_single(step, stated) for step in steps)]
    if len(parts) < 2 or any(part is None for part in parts):
        return None
    result = parts[0]
    assert result is not None
    for part in parts[1:]:
        assert part is not None
        result = calculated(result, "+", part)
    return match.judge(result, _bare(stated))


_OWN_SUBJECT = re.compile(
    r"\b(?:so|hence|thus|therefore)\b.*Q\d|Q\d+; (?:[a-z]+ )?(?:, )?(?:(?:the|an?|its|our|their) (?!total|sum|bill|lot|whole|two|three|order|set|cost|price)|so (?:the )?|hence |therefore )[a-z ,]*$"
)
"""Something that does not sum up what was listed before: `so the 48 trays`, `the hypotenuse`."""


def _counts(amount: Quantity, others: int) -> bool:
    """Whether an amount says how many others follow: `three runs took 12 s, 15 s and 18 s`."""
    return others > 1 and not amount.dimensions and not amount.percent and amount.value.lo == others


def averaged(match: Match) -> Judgement | None:
    """`the first run took 12 s, the second 15 s and the third 18 s, so the average is 15 s`."""
    stated = match["stated"]
    told = match.shape[: match.shape.index(f"Q{match.named['stated']};")]
    if VAGUE & set(told.split()):
        return None
    steps = [_given(match, step[1]) for step in _STEP.finditer(told)]
    if steps and _counts(steps[0], len(steps) - 1):
        del steps[0]
    parts = [_single(step, stated) for step in steps]
    alike = [part for part in parts if part is not None]
    if len(alike) < 2 or len(alike) < len(parts):
        return None
    result = LIST_RESULTS[match.word("kind")](alike)
    return match.judge(replace(result, fraction=False), _bare(stated))


def _line(match: Match, product: re.Match[str], stated: Quantity) -> Quantity | None:
    count, size = _given(match, product[1]), _given(match, product[2])
    if count.dimensions or count.percent or size.dimensions != stated.dimensions or size.percent:
        return None
    if not stated.dimensions and stated.label and size.label != stated.label:
        return None
    return calculated(_bare(count), "*", _bare(size))


def _single(amount: Quantity, stated: Quantity) -> Quantity | None:
    alike = amount.dimensions == stated.dimensions and amount.percent == stated.percent
    return _bare(amount) if alike and (stated.dimensions or amount.label in ("", stated.label)) else None


def shared(count: str, whole: str) -> Rule:
    """`42 pull requests for 6 reviewers, each reviewer gets 7`: each of what is counted gets its part of the whole."""

    def rule(match: Match) -> Judgement | None:
        number, total, stated = match[count], match[whole], match["stated"]
        word = match.word("noun")
        if number.dimensions or not number.label or singular(word) != number.label:
            return None
        if stated.label not in ("", total.label) or (stated.dimensions and stated.dimensions != total.dimensions):
            return None
        part = calculated(_bare(total), "/", _bare(number))
        return match.judge(replace(part, fraction=False), _bare(stated))

    return rule


def of_each(match: Match) -> Judgement | None:
    """`each pod needs 512 MiB, so 8 pods need 4 GiB`: where what is counted is what each of them has."""
    count, size, stated = match["count"], match["size"], match["stated"]
    named = {count.label, *map(singular, match.word("named").split())}
    if count.dimensions or count.percent or singular(match.word("noun")) not in named:
        return None
    return _times(match, count, size, stated)


def so_many_of(match: Match) -> Judgement | None:
    """`12 invoices averaging €250, i.e. €3,000`."""
    count, size, stated = match["count"], match["size"], match["stated"]
    if count.dimensions or count.percent or not count.label:
        return None
    return _times(match, count, size, stated)


def _times(match: Match, count: Quantity, size: Quantity, stated: Quantity) -> Judgement | None:
    alike = size.dimensions == stated.dimensions and size.percent == stated.percent
    if not alike or size.percent or not (stated.dimensions or (size.label and size.label == stated.label)):
        return None
    return match.judge(calculated(_bare(count), "*", _bare(size)), _bare(stated))


def shared_evenly(match: Match) -> Judgement | None:
    """`$120 split evenly among 4 people: $30 each`."""
    total, count, stated = match["total"], match["count"], match["stated"]
    if count.dimensions or count.percent or stated.dimensions != total.dimensions or stated.percent or total.percent:
        return None
    if stated.label not in ("", total.label):
        return None
    part = calculated(_bare(total), "/", _bare(count))
    return match.judge(replace(part, fraction=False), _bare(stated))


def rest_of(match: Match) -> Judgement | None:
    """`used 37 of its 40 requests, so 3 are left`."""
    part, total, stated = match["part"], match["total"], match["stated"]
    if part.percent or total.percent or stated.percent or stated.dimensions != total.dimensions:
        return None
    return match.judge(calculated(_bare(total), "-", _bare(in_unit_of(total, part))), _bare(stated))


def pieces(match: Match) -> Judgement | None:
    """`with a batch size of 64, 12,800 samples make 200 batches`."""
    total, size, stated = match["total"], match["size"], match["stated"]
    noun = singular(match.word("noun"))
    if (
        stated.dimensions
        or stated.percent
        or len(noun) < 3
        or not stated.label
        or stated.label[: len(noun)] != noun[: len(stated.label)]
    ):
        return None
    if total.dimensions != size.dimensions or total.percent or size.percent:
        return None
    number = calculated(_bare(total), "/", _bare(size))
    return match.judge(replace(number, fraction=False), _bare(stated))


def singular(word: str) -> str:
    """A plain noun without its plural `s`."""
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def all_of_them(match: Match) -> Judgement | None:
    """`each of the 14 workers handles 35 jobs an hour, so together they handle 490 jobs an hour`."""
    count, size, stated = match["count"], match["size"], match["stated"]
    if count.dimensions or count.percent or size.percent or stated.percent:
        return None
    if size.dimensions != stated.dimensions or stated.label not in ("", size.label):
        return None
    return match.judge(calculated(_bare(count), "*", _bare(size)), _bare(stated))


def repeated(match: Match) -> Judgement | None:
    """`doubling 512 three times gives 4096`."""
    word = match.word("factor")
    factor = 2 if word.startswith("doubl") else 3 if word.startswith("tripl") else Fraction(1, 2)
    times = {"twice": Fraction(2), "thrice": Fraction(3)}.get(match.word("times"))
    times = match["count"].value.lo if times is None else times
    power = calculated(quantity.literal(Fraction(factor)), "^", quantity.literal(Fraction(times)))
    return match.judge(calculated(match["start"], "*", power), match["stated"])


def compounded(match: Match) -> Judgement | None:
    """`10% compounded over 2 years is 21%`: (1 + p)^n - 1."""
    rate, times, stated = match["rate"], match["count"], match["stated"]
    if not rate.percent or not stated.percent or times.percent:
        return None
    periods = times.value.lo if not times.dimensions else times.value.lo / times.scale
    grown = calculated(quantity.literal(1 + rate.value.lo), "^", quantity.literal(periods))
    return match.judge(calculated(grown, "-", quantity.literal(Fraction(1))), stated)


_SHARING = "(?:for|over|among|across|between|into|to|by|on|onto|and|,|split|divided|shared) "

TABLE: list[tuple[str, Rule]] = [
    (rf"Q\d+; {anything(20)}(?P<kind>average|mean|median|maximum|minimum) (?:of |is |was |= |: |about |roughly |comes to |equals )+{value('stated')}", averaged),
    (rf"Q\d+; {anything(20)}{_LEFT}", left_over),
    (rf"Q\d+; {anything(20)}{_OVER}", left_over),
    (rf"Q\d+; {some(2)}(?:plus|minus|less) Q\d+; {anything(14)}(?:is|are|makes|gives|comes to|=|equals) {value('stated')}", left_over),
    (rf"{value('part')}{some(1)}(?:out )?of {some(2)}{value('total')}{some(6)}(?:leaving|leaves|remains?|remaining) {some(2)}{value('stated')}(?!of )(?![a-z ]*(?:used|in use|done|gone))", rest_of),
    (rf"Q\d+; {anything(20)}{IN_TOTAL}(?:of |is |: |= |comes to |comes |price |cost |sum )*{value('stated')}", bill),
    (rf"Q\d+; {anything(20)}(?:makes?|making|comes? to|totalling|totaling|totals?|adds? up to|gives?) {value('stated')}(?:{IN_TOTAL})?", bill),
    (rf"Q\d+; {anything(20)}{value('stated')}{IN_TOTAL}", bill),
    (rf"{value('total')}{some(4)}{_SHARING}{some(2)}{value('count')}{some(6)}(?:each|every|per|a single) (?P<noun>[a-z]+) {some(3)}{value('stated')}", shared("count", "total")),
    (rf"{value('count')}{some(4)}{_SHARING}{some(2)}{value('total')}{some(6)}(?:each|every|per|a single) (?P<noun>[a-z]+) {some(3)}{value('stated')}", shared("count", "total")),
    (rf"{value('total')}{some(6)}{value('count')}{some(6)}{value('stated')}(?:per|for each|for every|in each|on each|each) (?P<noun>[a-z]+) ", shared("count", "total")),
    (rf"each of {some(2)}{value('count')}{some(3)}{value('size')}{some(8)}{IN_TOTAL}{some(4)}{value('stated')}", all_of_them),
    (rf"each of {some(2)}{value('count')}{some(3)}{value('size')}{some(5)}{value('stated')}{some(1)}{IN_TOTAL}", all_of_them),
    (rf"{value('count')}{some(3)}{value('size')}{EACH}{some(6)}{IN_TOTAL}{some(4)}{value('stated')}", all_of_them),
    (rf"(?:each|every|one|a|an|per) (?P<noun>[a-z]+) {some(4)}{value('size')}{some(6)}{value('count')}(?P<named>(?:[a-z]+ ){{0,2}}?){some(4)}{value('stated')}", of_each),
    (rf"{value('count')}(?:each |every |is |are |of |at |with |for |about |averaging |weighing |costing |lasting |taking |writing |[a-z]+ing )+{value('size')}(?:each |apiece )?(?:, |\( |- |– |— |; |so |i \. e \. |that is |which is |gives |give |makes |make |= |comes to |come to |or |for |a |total |of |in |is |are )+{value('stated')}", so_many_of),
    (rf"{value('total')}{some(6)}(?:among|between|over|across|by|for|into|to) {some(1)}{value('count')}{some(4)}{value('stated')}(?:each|apiece|per [a-z]+|a head) ", shared_evenly),
    (rf"{value('part')}{some(1)}(?:out )?of {some(2)}{value('total')}{some(6)}{value('stated')}{some(2)}(?:left|remain|remains|remaining|free|unused|open|available|to go|missing) ", rest_of),
    (rf"(?P<noun>[a-z]+) (?:size )?(?:of |is |= ){value('size')}{some(4)}{value('total')}{some(4)}{value('stated')}", pieces),
    (rf"{value('total')}{some(4)}(?P<noun>[a-z]+) of {value('size')}{some(4)}{value('stated')}", pieces),
    (rf"(?P<factor>doubling|tripling|halving) {value('start')}(?:(?P<times>twice|thrice)|{value('count')}times) {THEN}{value('stated')}", repeated),
    (rf"{value('rate')}(?:interest |growth |return |inflation )?(?:compounded|compounding|applied|a year|per year|yearly|annually)? ?{some(2)}(?:over|for) {value('count')}{THEN}{value('stated')}", compounded),
]  # fmt: skip

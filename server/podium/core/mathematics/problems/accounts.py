"""Money and stock as accounts: what is left after one change on another, prices that include a tax, margins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from podium.core.mathematics.problems.amounts import Amount
from podium.core.mathematics.problems.cues import COMING, GOING, LEFT, cue
from podium.core.mathematics.problems.story import Finding, Schema, Story, alike, decisive, follows, strong

_OF_THE_FIRST = re.compile(r"\bof the (?:original|initial|first|whole|total|starting)\b")
_OF_THE_REST = re.compile(
    r"^ of (?:the (?:rest|remainder|remaining|balance)|what (?:was|is|were|remained|'s)|it\b)|\bof what\b|\bthen\b|\bnext\b"
)
_NEUTRAL = re.compile(r"\b(?:each|every|per|apiece|average|times|compound\w*|rate)\b")
_AND = re.compile(r"\b(?:and|then|before|after|but)\b|[,;.]")


def running(story: Story, given: Sequence[Amount], result: Amount) -> Finding | None:
    """`640 litres, drew off a quarter and then lost another 30, which leaves 450`: every step changes what there is by then."""
    if len(given) < 3 or not follows(result, given) or result.at != given[-1].at + 1 or _NEUTRAL.search(story.lower):
        return None
    first, steps = given[0], given[1:]
    if (
        first.part
        and steps[0].kind == "plain"
        and re.match(r"^ (?:of )?(?:the |its |our |a |an )?(?:[a-z]+ ){0,2}(?:of )?(?:the )?[$€£¥]?$", steps[0].before)
    ):
        first, steps = steps[0], [given[0], *given[2:]]
    if first.kind != "plain" or not alike(first, result) or not any(a.part for a in steps):
        return None
    if not (
        LEFT.search(result.before + " " + result.own)
        or re.search(r"\b(?:now|is|are|makes?|making|has|have|to)\b", result.before)
    ):
        return None
    words = {given[0].at: first.after} if first is not given[0] else {}
    value = first.value
    changed = False
    for step in steps:
        sign = _sign(step, words.get(step.at, step.after))
        if (
            not sign
            or (step.kind == "plain" and not alike(step, first))
            or step.kind not in ("plain", "percent", "fraction")
        ):
            return None
        if not step.part:
            value += sign * step.value
        elif _OF_THE_FIRST.search(step.after) or not changed or not _OF_THE_REST.search(step.before[-12:] + step.after):
            if changed and not _OF_THE_FIRST.search(step.after):
                return None
            value += sign * step.value * first.value
        else:
            value *= 1 + sign * step.value
        changed = True
    return strong(value)


def _sign(step: Amount, after: str) -> int:
    """1 where the words next to a step say that it comes, -1 where they say that it goes, 0 where neither or both."""
    words = _AND.split(step.before)[-1] + " " + _AND.split(step.tail)[0]
    done = re.search(
        r"^[^,;.]*?\b(?:is|are|was|were|gets?|got|went|goes) (?:[a-z]+ )?(?:spent|committed|used|sold|paid|gone|taken|reserved|eaten|lost|let|saved|given|drunk|booked|planted|burnt|on)\b",
        after,
    )
    if done or re.search(r"\b(?:spent|committed|sold|eaten|used)\b", step.tail):
        return -1
    if not words.strip() or not (GOING.search(words) or COMING.search(words)):
        words = step.own
    going, coming = bool(GOING.search(words)), bool(COMING.search(words))
    if going and coming:
        coming = not re.search(r"\b(?:another|further|more|extra|additional)\b", words)
    return 0 if going == coming else -1 if going else 1


_INCLUDED = re.compile(r"\b(?:includ\w+|incl\.?|inclusive of|contains?|containing)(?: the| a)? $")
_TAX = cue(r"vat|tax|gst|duty|levy|moms|mwst")
_NET = re.compile(r"\b(?:net|before (?:tax|vat|gst)|without|excluding|ex|excl)\b")


def tax_inside(story: Story, given: Sequence[Amount], result: Amount) -> Finding | None:
    """`500 including 25% VAT, so the VAT is 100`: the tax is a share of the net price, not of the gross one."""
    rates, prices = [a for a in given if a.kind == "percent"], [a for a in given if a.kind == "plain"]
    if len(given) != 2 or len(rates) != 1 or not prices or not alike(prices[0], result) or result.kind != "plain":
        return None
    tax = _TAX.search(rates[0].after) or re.search(r"\b(?:vat|tax|gst|duty)(?: at| of)? $", rates[0].before)
    inside = _INCLUDED.search(rates[0].before) or re.search(
        r"\b(?:includ\w+|incl\.?|inclusive of|contain\w*) (?:the )?(?:vat|tax|gst|duty)(?: at| of)? $", rates[0].before
    )
    if not (inside and rates[0].at == prices[0].at + 1 and tax):
        return None
    net = prices[0].value / (1 + rates[0].value)
    if _NET.search(result.own + result.before):
        return decisive(net)
    said = result.own + result.before + result.after[:60]
    return decisive(prices[0].value - net) if _TAX.search(said) else None


_IN = re.compile(r"\b(?:revenues?|sales|turnover|income|takings|receipts|earnings|proceeds|subscriptions)\b")
_OUT = re.compile(r"\b(?:costs?|spend\w*|expenses|expenditure|outgoings|spent|wages|charges)\b")
_BOUGHT = re.compile(r"\b(?:bought|paid|purchased|cost|buys?|acquired)\b")
_SOLD = re.compile(r"\b(?:sold|sells?|resold|fetched|got)\b")
_NET_OF = re.compile(
    r"\b(?:leav\w+|profit|surplus|net|keeps?|gain|left|loss|deficit|shortfall|saved|saving|making|made|makes)\b"
)


def balance(story: Story, given: Sequence[Amount], result: Amount) -> Finding | None:
    """`revenue of 4.2M against costs of 3.57M leaves 630k`: what comes in less what goes out."""
    if (
        len(given) != 2
        or not all(a.kind == "plain" and alike(a, result) and not a.per for a in given)
        or not follows(result, given)
    ):
        return None
    if result.kind != "plain" or result.at != given[1].at + 1 or not _NET_OF.search(result.before + result.tail):
        return None
    first, second = given[0].before, given[1].before
    told = (_SOLD.search(first) and _BOUGHT.search(second)) or (_BOUGHT.search(first) and _SOLD.search(second))
    told = told or (_IN.search(first) and _OUT.search(second)) or (_OUT.search(first) and _IN.search(second))
    return strong(abs(given[0].value - given[1].value)) if told else None


_FITS = re.compile(r"\b(?:fits?|goes|go|repeats?|divides?|is contained|can be (?:cut|taken|filled)|worked)\b")


def fits(story: Story, given: Sequence[Amount], result: Amount) -> Finding | None:
    """`312 stitches, the motif is 12 wide, so it fits 26 times`."""
    if len(given) != 2 or result.kind != "factor" or not follows(result, given) or not alike(*given):
        return None
    if not _FITS.search(result.before) or given[0].kind != "plain" or not all(a.value for a in given):
        return None
    small, large = sorted(a.value for a in given)
    return strong(large / small)


_RATIO_NAME = cue(r"margin|yield|return|profit rate|ratio")


def on_sales(story: Story, given: Sequence[Amount], result: Amount) -> Finding | None:
    """`EBITDA of $18M on sales of $120M is a margin of 15%`; `revenue 4.2M against costs of 3.57M leaves 630k, a margin of 15%`."""
    if len(given) != 2 or result.kind != "percent" or not follows(result, given) or not alike(*given):
        return None
    if not _RATIO_NAME.search(result.before[-40:] + result.tail) or not given[1].value:
        return None
    if re.match(r"^[^.;]{0,20}\bon\b[^.;0-9]{0,30}$", given[1].before):
        return decisive(given[0].value / given[1].value)
    if re.search(r"\brevenue|\bsales|\bturnover|\bincome|\btakings", given[0].before) and re.search(
        r"\b(?:leav\w+|profit|keeps?|left|surplus|net)\b", given[1].before
    ):
        return strong(given[1].value / given[0].value)
    return None


_FULL = re.compile(r"\b(?:full|whole|complete|entire)\b")


def whole_pieces(story: Story, given: Sequence[Amount], result: Amount) -> Finding | None:
    """`6 full 35 cm lengths out of a 2.4 m pipe`: only whole pieces count."""
    if (
        len(given) != 2
        or not result.counts
        or not all(a.kind == "plain" and a.dimensions for a in given)
        or not alike(*given)
    ):
        return None
    if not _FULL.search(result.own + result.after[:20]):
        return None
    small, large = sorted(given, key=lambda a: a.value)
    return decisive(Fraction(large.value // small.value)) if small.value else None


_SHARE_LEFT = cue(r"left|unspent|remain\w*|rest|unused|over|free|unsold|still")


def share_left(story: Story, given: Sequence[Amount], result: Amount) -> Finding | None:
    """`a third went on rent and a quarter on food, so 5/12 is unspent`: what shares of one whole leave of it."""
    if len(given) < 2 or not all(a.part for a in (*given, result)) or not follows(result, given):
        return None
    if not _SHARE_LEFT.search(result.own) or re.search(r"\bof (?:the (?:rest|remain\w*)|what|that)\b", story.lower):
        return None
    if re.search(r"\b(?:off|discount|reduc\w+|then|further)\b", story.lower):
        return None
    return strong(1 - sum((a.value for a in given), Fraction(0)))


def before_the_change(story: Story, given: Sequence[Amount], result: Amount) -> Finding | None:
    """`after 25% off the coat is $90, so it was $120 before the sale`: what a share was taken from, or put on."""
    rates, prices = [a for a in given if a.part], [a for a in given if a.kind == "plain"]
    if (
        len(given) != 2
        or len(rates) != 1
        or not prices
        or not alike(prices[0], result)
        or result.kind != "plain"
        or result.at < prices[0].at
    ):
        return None
    if not _EARLIER.search(result.own) or _EARLIER.search(prices[0].own):
        return None
    sign = _sign(rates[0], rates[0].after)
    down = bool(
        re.search(
            r"\b(?:off|discount\w*|reduc\w+|cut|sale|cheaper|less|lost|fell|drop\w*)\b", rates[0].own + rates[0].after
        )
    )
    up = bool(
        re.search(
            r"\b(?:rise|raise|increase\w*|more|markup|vat|tax|grew|up|growth|gain\w*|tip|service)\b",
            rates[0].own + rates[0].after,
        )
    )
    sign = sign if down == up else -1 if down else 1
    return decisive(prices[0].value / (1 + sign * rates[0].value)) if sign and rates[0].value != 1 else None


_EARLIER = re.compile(
    r"\b(?:before|originally|previously|formerly|used to|was first|list price|old price|original|at the start|net|without|earlier|had been|must have been)\b"
)


SCHEMAS: tuple[tuple[re.Pattern[str] | None, Schema], ...] = (
    (None, running),
    (_TAX, tax_inside),
    (_EARLIER, before_the_change),
    (_RATIO_NAME, on_sales),
    (None, balance),
    (cue("fits?|goes|go|repeats?|divides?|contained|cut|taken|filled|worked"), fits),
    (cue("full|whole|complete|entire"), whole_pieces),
    (_SHARE_LEFT, share_left),
)

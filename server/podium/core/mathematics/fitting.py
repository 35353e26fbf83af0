"""Three values that belong together by their units, their names or a ratio: rates and times, pages in a size, mixes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from podium.core.mathematics import quantity
from podium.core.mathematics.exact import whole
from podium.core.mathematics.fragments import clock, some, value
from podium.core.mathematics.items import Item
from podium.core.mathematics.judging import Judgement, undecided
from podium.core.mathematics.matching import Match, Rule
from podium.core.mathematics.quantity import Quantity, calculated
from podium.core.mathematics.stories import singular
from podium.core.units import TIME


def by_units(match: Match) -> Judgement | None:
    """`at 25 MB/s, copying 1.5 GB takes 60 seconds`: where the units leave one way to get the third from the two."""
    a, b, stated = (match[name] for name in ("first", "second", "stated"))
    if any(x.zero or x.problem or x.percent for x in (a, b, stated)) or not stated.dimensions:
        return None
    if not a.dimensions and not (b.dimensions and a.label and a.label == stated.label):
        return None
    if not b.dimensions and not (a.dimensions and b.label and b.label == a.label):
        return None
    if a.dimensions == b.dimensions or stated.dimensions in (a.dimensions, b.dimensions):
        return None
    ways = [calculated(x, sign, y) for x, sign, y in ((a, "*", b), (a, "/", b), (b, "/", a))]
    fits = [way for way in ways if not way.problem and way.dimensions == stated.dimensions]
    if len(fits) != 1:
        return None
    return match.judge(replace(fits[0], label="", fraction=False), replace(stated, label=""))


def filled(match: Match) -> Judgement | None:
    """`1 GiB holds 262,144 pages of 4 KiB`."""
    large, count, small = match["large"], match["count"], match["small"]
    if not large.dimensions or large.dimensions != small.dimensions or count.dimensions or count.percent:
        return None
    times = calculated(replace(large, label=""), "/", replace(small, label=""))
    return match.judge(replace(times, fraction=False), replace(count, label=""))


def named_ratio(match: Match) -> Judgement | None:
    """`45,000 reads and 5,000 writes, so the ratio of reads to writes is 9:1`."""
    first, second = (_counted(match.items, match.word(name)) for name in ("one", "other"))
    if first is None or second is None:
        return None
    ratio = calculated(replace(first, label=""), "/", replace(second, label=""))
    if match.named.get("pair"):
        text = match.item("pair").text
        if text.count(":") != 1:
            return None
        left, right = (Fraction(side.strip()) for side in text.split(":"))
        stated = calculated(quantity.literal(left), "/", quantity.literal(right))
        return match.judge(replace(ratio, fraction=False), replace(stated, fraction=False))
    return match.judge(replace(ratio, fraction=False), match["stated"])


def _counted(items: Sequence[Item], word: str) -> Quantity | None:
    """The one quantity of the sentence that counts what the word names."""
    found = [item.quantity for item in items if item.quantity and item.quantity.label == singular(word)]
    return found[0] if len(found) == 1 else None


def mixed(match: Match) -> Judgement | None:
    """`a 5:2 mix of 350 items has 250 of the first kind and 100 of the second`."""
    text = match.item("pair").text
    if text.count(":") != 1:
        return None
    left, right = (Fraction(side.strip()) for side in text.split(":"))
    total, a, b = (replace(match[name], label="") for name in ("total", "first", "second"))
    part = calculated(total, "*", quantity.literal(left / (left + right)))
    judgement = match.judge(part, a)
    rest = match.judge(calculated(total, "-", part), b)
    return judgement if judgement.verdict != "holds" else rest


def elapsed(match: Match) -> Judgement | None:
    """`1:30:00 is 5,400 seconds`, `2:45 hours is 165 minutes`."""
    parts = match.item("pair").text.split(":")
    unit = match.word("unit")
    if not all(part.isdigit() for part in parts) or any(int(part) > 59 for part in parts[1:]):
        return None
    if len(parts) != 3 and not (len(parts) == 2 and unit):
        return None
    first = 60 if unit.startswith("min") else 3600
    sizes = (first, first // 60, 1)
    seconds = sum(int(part) * size for part, size in zip(parts, sizes, strict=False))
    return match.judge(Quantity(whole(Fraction(seconds)), TIME, unit="s"), match["stated"])


def until(match: Match) -> Judgement | None:
    """`a job that started at 23:50 and ran for 25 minutes ended at 00:15`."""
    start, end, span = match.item("start").text, match.item("end").text, match["span"]
    if span.dimensions != TIME or start.count(":") != 1 or end.count(":") != 1:
        return None
    begun, ended = _minutes(start), _minutes(end)
    minutes = span.value.lo / 60
    if begun is None or ended is None or minutes.denominator != 1 or not 0 < minutes < 24 * 60:
        return undecided(match.claim, "its times are not given in hours and minutes of a day")
    found = (begun + int(minutes) * (-1 if match.word("back") else 1)) % (24 * 60)
    verdict = "holds" if found == ended else "fails"
    return Judgement(match.claim, verdict, end, f"{found // 60:02d}:{found % 60:02d}", "the time of day was counted")  # type: ignore[arg-type]


def between_times(match: Match) -> Judgement | None:
    """`left at 22:30 and arrived at 06:15, a journey of 7 h 45 min`."""
    start, end, span = match.item("start").text, match.item("end").text, match["span"]
    if span.dimensions != TIME or start.count(":") != 1 or end.count(":") != 1:
        return None
    begun, ended = _minutes(start), _minutes(end)
    if begun is None or ended is None:
        return undecided(match.claim, "its times are not given in hours and minutes of a day")
    found = (ended - begun) % (24 * 60)
    return match.judge(Quantity(whole(Fraction(found * 60)), TIME, unit="min", scale=Fraction(60)), span)


def rounded(match: Match) -> Judgement | None:
    """`3.14159 rounded to two decimals is 3.14`."""
    exact, stated = match["exact"], match["stated"]
    return match.judge(replace(exact, literal=False), stated) if stated.places is not None else None


def one_at_rate(match: Match) -> Judgement | None:
    """`at 60 frames per second a frame takes about 16.7 ms`."""
    rate, stated = match["rate"], match["stated"]
    turned = calculated(quantity.literal(Fraction(1)), "/", replace(rate, label=""))
    if stated.dimensions != TIME or turned.problem or turned.dimensions != TIME:
        return None
    return match.judge(replace(turned, fraction=False), replace(stated, label=""))


def _minutes(text: str) -> int | None:
    hours, minutes = text.split(":")
    known = hours.isdigit() and minutes.isdigit() and int(hours) < 24 and int(minutes) < 60 and len(minutes) == 2
    return int(hours) * 60 + int(minutes) if known else None


_LINK = "(?:takes?|took|needs?|lasts?|gives?|yields?|is|are|means|makes?|covers?|moves?|transfers?|costs?|uses?|requires?|comes to|amounts to|processes|produces|delivers|=) "
_BEGAN = "(?:start\\w*|began|begins|begun|left|leaves|depart\\w*|from|at|launched|opened) "
_ENDED = "(?:end\\w*|finish\\w*|arriv\\w*|came back at|returned at|until|done|over|complete\\w*|by) "
_HOLDS = "(?:holds?|has|have|fits?|contains?|stores?|takes|makes?|is|are|=|gives?|comes to|equals|consists of|(?:[a-z]+ )?(?:is |was |were )?(?:split|cut|divided|broken|chopped) (?:up )?into) "


def same(match: Match) -> Judgement | None:
    """`90 minutes, i.e. 1.5 hours`: two amounts of one kind in different units."""
    one, stated = match["one"], match["stated"]
    if not one.dimensions or one.dimensions != stated.dimensions or one.unit == stated.unit or one.zero:
        return None
    return match.judge(one, stated)


def holding(match: Match) -> Judgement | None:
    """`a 750 ml bottle holds 0.75 litres`: what it holds may be less, so that only the same amount tells something."""
    found = same(match)
    return found if found and found.verdict == "holds" else None


def part_at_rate(match: Match) -> Judgement | None:
    """`with 1,000 requests per minute and a 2% error rate, there are 20 errors per minute`."""
    base, share, stated = (replace(match[name], label="") for name in ("base", "share", "stated"))
    if not share.percent or base.percent or stated.percent or base.dimensions != stated.dimensions:
        return None
    return match.judge(calculated(replace(share, percent=False), "*", base), stated)


TABLE: list[tuple[str, Rule]] = [
    (rf"{value('one')}(?:, |\( |- |– |— )(?:i \. e \. |that is |which is |or |= )+(?:about |roughly )?{value('stated')}", same),
    (rf"{value('one')}[a-z]+ (?:holds|contains|has|is|weighs|lasts|takes|fits) {value('stated')}", holding),
    (rf"{value('base')}{some(3)}(?:and|with|at|,) (?:a |an |the )?{value('share')}(?:[a-z]+ ){{0,2}}?rate {some(6)}{value('stated')}", part_at_rate),
    (rf"ratio (?:of |between )(?P<one>[a-z]+) (?:to|and|:) (?P<other>[a-z]+) (?:is |was |= |: |of |comes to )+(?:{clock('pair')}|{value('stated')})", named_ratio),
    (rf"{clock('pair')}(?:mix|split|ratio|share|blend|division|proportion) {some(3)}{value('total')}{some(6)}{value('first')}{some(6)}{value('second')}", mixed),
    (rf"{value('total')}{some(5)}(?:ratio|proportion) (?:of )?{clock('pair')}{some(6)}{value('first')}{some(6)}{value('second')}", mixed),
    (rf"{clock('pair')}(?P<unit>h |hours? |min |minutes? )?(?:is|are|=|equals|makes|lasts) {value('stated')}", elapsed),
    (rf"{_BEGAN}{some(2)}{clock('start')}{some(5)}{value('span')}{some(6)}{_ENDED}{some(2)}{clock('end')}", until),
    (rf"{value('span')}(?:after|later than|from|past) {clock('start')}(?:is|=|comes to) {clock('end')}", until),
    (rf"{value('span')}(?P<back>before) {clock('start')}(?:is|=) {clock('end')}", until),
    (rf"{clock('start')}(?:plus|\+) {value('span')}(?:is|=|makes|gives) {clock('end')}", until),
    (rf"{value('large')}{_HOLDS}(?:exactly |up to )?{value('count')}(?:[a-z]+ )?(?:of|with|at) {value('small')}(?:each )?", filled),
    (rf"{_BEGAN}{some(2)}{clock('start')}{some(5)}{_ENDED}{some(2)}{clock('end')}{some(8)}{value('span')}", between_times),
    (rf"at {value('rate')}{some(4)}(?:takes?|lasts?|is|needs?|=) (?:about |roughly |approximately |around )?{value('stated')}", one_at_rate),
    (rf"{value('exact')}rounded (?:off )?(?:to {some(2)}(?:Q\d+; )?{some(3)})?(?:is|=|gives|makes) {value('stated')}", rounded),
    (rf"{value('first')}{some(5)}{value('second')}{some(4)}{_LINK}(?:about |roughly |approximately |around |only |just )?{value('stated')}", by_units),
]  # fmt: skip

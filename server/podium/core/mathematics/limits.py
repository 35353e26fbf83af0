"""Limits and targets as prose tells them: what was allowed, what was measured, and what is said of the two."""

from __future__ import annotations

import re
from dataclasses import replace

from podium.core.mathematics import exact, quantity
from podium.core.mathematics.fragments import some, value
from podium.core.mathematics.judging import Judgement, judge, undecided
from podium.core.mathematics.matching import Match, Rule
from podium.core.mathematics.quantity import Quantity, calculated
from podium.core.mathematics.words import word_set

_OVER = word_set("exceeded exceeds exceed over above beyond overshot overrun missed late longer more too")
_UNDER = word_set("under below short within spare headroom margin left undershot beat beaten earlier less met")
_KEPT = word_set(
    "met kept reached achieved satisfied passed passes held holds fulfilled ok fine respected within meets"
)
_BROKEN = word_set("missed violated exceeded broken failed breached exceeds overrun misses fails")
_CEILINGS = word_set("limit budget ceiling cap maximum allowance quota deadline")
_SIGNS = {
    "at least": ">=", "no less than": ">=", "not less than": ">=", "a minimum of": ">=", ">=": ">=", "≥": ">=",
    "at most": "<=", "no more than": "<=", "not more than": "<=", "up to": "<=", "a maximum of": "<=", "<=": "<=",
    "≤": "<=", "within": "<=", "not exceed": "<=", "not be more than": "<=", "not be above": "<=",
    "under": "<", "below": "<", "less than": "<", "lower than": "<", "fewer than": "<", "<": "<",
    "above": ">", "over": ">", "more than": ">", "higher than": ">", "greater than": ">", ">": ">",
}  # fmt: skip


def off_limit(match: Match) -> Judgement | None:
    """`212 ms against a limit of 200 ms, so the limit is exceeded by 12 ms`."""
    limit, measured, stated = (replace(match[name], label="") for name in ("limit", "measured", "stated"))
    if limit.dimensions != measured.dimensions or limit.percent != measured.percent:
        return None
    words = set(match.word("how").split())
    over, under = bool(words & _OVER), bool(words & _UNDER)
    distance = calculated(measured, "-", limit)
    below = not distance.problem and distance.value.hi < 0
    down = below if over == under or "missed" in words else under  # who misses may lie on either side
    distance = quantity.negated(distance) if down else distance
    if stated.percent and not (limit.percent and match.word("points")):
        distance = calculated(replace(distance, percent=False), "/", replace(limit, percent=False))
        return match.judge(replace(distance, percent=False, fraction=False), stated)
    return match.judge(distance, stated) if stated.dimensions == limit.dimensions else None


def against_limit(match: Match) -> Judgement | None:
    """`coverage must be at least 80%; it is 83.4%`, with or without `so the target is met`."""
    limit, measured = (replace(match[name], label="") for name in ("limit", "measured"))
    sign = _SIGNS.get(match.word("sign")) or _usual_sign(match.word("kind"), limit)
    if not sign or limit.dimensions != measured.dimensions or limit.percent != measured.percent:
        return None
    judgement = judge(match.claim, measured, sign, limit)
    said = set(match.word("said").split())
    if judgement.verdict == "undecided" or not said & _BROKEN:
        return judgement if match.word("sign") or said & _KEPT or match.named.get("alone") is not None else None
    if "not" in said:
        return judgement
    turned = "fails" if judgement.verdict == "holds" else "holds"
    return replace(judgement, verdict=turned)  # type: ignore[arg-type]


def _usual_sign(kind: str, limit: Quantity) -> str:
    """A ceiling is not to be passed; a target without a sign is to be reached (a time may be meant either way)."""
    if kind in _CEILINGS:
        return "<="
    return "" if limit.dimensions else ">="


def beside_limit(match: Match) -> Judgement | None:
    """`the p99 of 480 ms is under the 500 ms limit`."""
    limit, measured = (replace(match[name], label="") for name in ("limit", "measured"))
    if limit.dimensions != measured.dimensions or limit.percent != measured.percent:
        return None
    return judge(match.claim, measured, _SIGNS[match.word("sign")], limit)


def deviates(match: Match) -> Judgement | None:
    """`1,040 deviates from 1,000 by 4%`: in percent of what it deviates from, or by an amount."""
    base, other, stated = (replace(match[name], label="") for name in ("base", "other", "stated"))
    distance = _apart(other, base)
    if stated.percent and not (base.percent and other.percent):
        return match.judge(replace(calculated(distance, "/", base), percent=False, fraction=False), stated)
    return match.judge(distance, stated) if not stated.percent and stated.dimensions == base.dimensions else None


def apart(match: Match) -> Judgement | None:
    """`the deviation between 98 and 100 is 2%`: of which of the two is not told, so either will do."""
    base, other, stated = (replace(match[name], label="") for name in ("base", "other", "stated"))
    distance = _apart(other, base)
    if not stated.percent:
        return match.judge(distance, stated) if stated.dimensions == base.dimensions and not base.percent else None
    if base.percent or other.percent:
        return None
    found = [match.judge(replace(calculated(distance, "/", x), fraction=False), stated) for x in (base, other)]
    return found[0] if found[0].verdict == "holds" or found[1].verdict != "holds" else found[1]


def beside(match: Match) -> Judgement | None:
    """`95 is 5% below 100`."""
    base, other, stated = (replace(match[name], label="") for name in ("base", "other", "stated"))
    distance = calculated(other, "-", base)
    if match.word("how") in ("below", "under", "short of"):
        distance = quantity.negated(distance)
    if stated.percent and not (base.percent and other.percent):
        return match.judge(replace(calculated(distance, "/", base), percent=False, fraction=False), stated)
    return (
        match.judge(distance, stated)
        if stated.percent == base.percent and stated.dimensions == base.dimensions
        else None
    )


def within(match: Match) -> Judgement | None:
    """`53 is within 5% of 50`; a percentage of a percentage can be read two ways."""
    other, most = (replace(match[name], label="") for name in ("other", "most"))
    base = replace(match["base"], label="") if match.named.get("base") else most.total
    if base is None or (most.share and not most.share.percent):
        return None
    most = most.share or most
    if most.percent and base.percent:
        return undecided(match.claim, "whether percent or percentage points are meant is not stated")
    allowed = Quantity(exact.multiply(most.value, base.value), base.dimensions) if most.percent else most
    return judge(match.claim, _apart(other, base), "<=" if not match.word("out") else ">", allowed)


def _apart(one: Quantity, other: Quantity) -> Quantity:
    distance = calculated(one, "-", other)
    return quantity.negated(distance) if not distance.problem and distance.value.hi < 0 else distance


_KIND = "(?P<kind>limit|budget|target|goal|ceiling|cap|maximum|minimum|allowance|quota|threshold|slo|sla|plan|estimate|deadline|requirement|objective) "
_IS = "(?:of |was |is |for |= |: |at |set |to |be |asks |a |an |the )*"
_MEASURED = "(?:measured|have|has|reached|got|observed|saw|came|took|takes|used|was|were|is|are|stands|ran|actual|result|achieved|had|hit|at|=) "
_HOW = r"(?P<how>(?:[^\sQDC;]\S* ){0,9}?(?:exceed\w*|over\w*|above|beyond|miss\w*|under\w*|below|short|spare|headroom|margin|beat\w*|too [a-z]+|late|early|deviat\w*) (?:[^\sQDC;]\S* ){0,3}?)"
_SPARE = r"(?P<how>)(?:[^\sQDC;]\S* ){0,4}?"
_TAIL = "(?P<tail>over|above|under|below|short|too [a-z]+|more|less|late|early) "
_POINTS = r"(?P<points>percentage points? |points? |pp )?"
_MUST = "(?:must|should|shall|may|has to|have to|needs? to|target|goal|limit|requires?|required|requirement|slo|sla|asks?|allowed|allows?|expected|wanted|want|objective|threshold|aim|budget) "
_SIGN = rf"(?P<sign>{'|'.join(sorted((s.replace('≥', '≥') for s in _SIGNS), key=len, reverse=True))}) "
_SAID = (
    r"(?P<said>(?:, |; |\( |- |– |— )?(?:so |thus |hence |and |which |therefore |means )*(?:that )?(?:the |we |it |this |our )*"
    r"(?:[a-z]+ )?(?:is |was |has been |have |are )?(?:not |just )?(?:met|kept|reached|achieved|satisfied|passed|passes|held|holds"
    r"|fulfilled|respected|meets|missed|violated|exceeded|broken|failed|breached|exceeds|misses|fails|within) )?"
)

CUE = frozenset(re.findall(r"[a-z]+", _KIND.partition(">")[2] + _MUST)) | word_set(
    "within deviates deviate differs differ off away departs strays"
)
"""What all of these sentences have one of."""

TABLE: list[tuple[str, Rule]] = [
    (
        rf"{value('measured')}(?P<how>{some(3)}(?:miss\w*|exceed\w*|beat\w*|undershoots?|overshoots?|surpass\w*) ){some(2)}{_KIND}{_IS}{value('limit')}by {some(1)}{value('stated')}{_POINTS}",
        off_limit,
    ),
    (
        rf"{_KIND}{_IS}{value('limit')}(?P<how>{some(3)}(?:miss\w*|exceed\w*|beat\w*|undershot|overshot|surpass\w*) )by {some(1)}{value('stated')}{_POINTS}{some(5)}{value('measured')}",
        off_limit,
    ),
    (
        rf"{_KIND}{some(2)}{_IS}{value('limit')}{some(6)}{value('measured')}{some(5)}{value('stated')}{_POINTS}(?P<how>over|above|under|below|short of|beyond) ",
        off_limit,
    ),
    (
        rf"{value('measured')}{some(3)}(?:against|versus|vs|with|for|instead of|and|,|but|where) {some(4)}{_KIND}{_IS}{value('limit')}{some(3)}{value('stated')}{_POINTS}(?P<how>over|above|under|below|short|too [a-z]+|more|less|late|early) ",
        off_limit,
    ),
    (rf"{value('measured')}(?:[a-z]+ )?(?:is |was |stays |stayed |remains |lies |are |were |comes in )?(?:still |well |just |clearly )?{_SIGN}(?:the |our |its |a |an )?{value('limit')}(?:[a-z]+ )?{_KIND}", beside_limit),
    (rf"{value('measured')}{some(4)}{value('stated')}{_POINTS}(?P<how>(?:over|above|below|under|beyond|short of|more than|less than|faster than|slower than)) {some(2)}{_KIND}{_IS}{value('limit')}", off_limit),
    (rf"{value('measured')}{some(4)}{value('stated')}{_POINTS}(?P<how>(?:over|above|below|under|beyond|short of|more than|less than|faster than|slower than)) {some(2)}{value('limit')}(?:[a-z]+ )?{_KIND}", off_limit),
    (rf"{value('measured')}{some(3)}(?:against|versus|vs|over|under|with|for|instead of|and|;|,|but|where|while) {some(5)}{_KIND}{_IS}{value('limit')}{_HOW}{value('stated')}{_POINTS}", off_limit),
    (rf"{_KIND}{some(2)}{_IS}{value('limit')}{some(6)}{value('measured')}{_HOW}{value('stated')}{_POINTS}", off_limit),
    (rf"{_MUST}{some(5)}{_SIGN}{value('limit')}{some(8)}{_MEASURED}{some(3)}{value('measured')}{_SAID}", against_limit),
    (rf"{_KIND}{some(2)}{_IS}{value('limit')}{some(6)}{_MEASURED}{some(3)}{value('measured')}{_SAID}", against_limit),
    (rf"{value('measured')}{some(3)}(?:against|versus|vs|over|under|with|for|and|but|where|while|,) {some(5)}{_KIND}{_IS}(?:{_SIGN})?{value('limit')}{_SAID}", against_limit),
    (rf"{value('other')}(?:deviates?|differs?|is off|is away|departs?|strays?) {some(2)}from {some(3)}{value('base')}by {some(1)}{value('stated')}", deviates),
    (rf"{value('other')}(?:is|are|was|lies|stays|falls|remains|=) (?P<out>not )?within {some(1)}{value('most')}(?:(?:of|from) {some(3)}{value('base')})?", within),
]  # fmt: skip

BELOW = (
    rf"{value('measured')}(?:[a-z]+ )?(?:is |was |stays |stayed |remains |lies |are |were |comes in )?(?:still |well |just |clearly )?{_SIGN}"
    rf"(?:the |our |its |a |an )?(?:[a-z]+ )?{_KIND}(?:of |= |is ){value('limit')}"
)
PLAIN: list[tuple[str, Rule]] = [
    (
        rf"(?:deviation|difference|gap|distance|spread|margin|delta|interval) (?:between|of|from) {value('other')}(?:and|to|from) {value('base')}(?:is|was|=|comes to|amounts to) {some(1)}{value('stated')}",
        apart,
    ),
    (
        rf"{value('other')}(?:is|was|=|lies|are|were) (?:about |roughly )?{value('stated')}(?P<how>below|under|above|over|short of) {some(1)}{value('base')}",
        beside,
    ),
]
"""How far two values lie apart, without a word on a limit."""
LATE: list[tuple[str, Rule]] = [
    (BELOW, beside_limit),
    (
        rf"(?P<alone>){_KIND}{some(2)}{_IS}{value('limit')}{some(4)}{_MEASURED}{some(2)}{value('measured')}(?!(?:of|out|[^;]*Q\d))",
        against_limit,
    ),
]
"""What no other reading of a sentence takes: a target and a measurement, without a word on whether it was met."""

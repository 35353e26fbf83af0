"""Times of day and durations in prose: from one time to another, every so many minutes, laps."""

from __future__ import annotations

import re
from fractions import Fraction

from podium.core.mathematics.prose.bounds import BROKEN, KEPT
from podium.core.mathematics.prose.found import Found, decided, stated, unsure
from podium.core.mathematics.prose.values import Told, Value, minutes, seconds, slot, span
from podium.core.units import TIME

MINUTES_A_DAY = 1440
AFTERNOON = 13 * 60
_ZONES = re.compile(r"\b(?:gmt|utc|cet|cest|bst|est|edt|pst|pdt|local|time zones?)\b")
_PLACES = re.compile(r"#t\d+# in ([a-z]+)\b.*#t\d+# in ([a-z]+)\b")
_ONE_ZONE = re.compile(r"\b(?:same|one|no change of) (?:local time|time zone)\b")
_NEXT_DAY = re.compile(
    r"\b(?:next (?:day|morning)|following (?:day|morning)|overnight|(?:past|over|after|across) (?:#t\d+#|midnight)|the day after|day later)"
)
_PAUSE = re.compile(
    r"\b(?:break|lunch|pause|rest|stop(?:over)?|layover|interval|intermission|unpaid|excluding|less|minus|without|deduct\w*|subtract\w*|interrupt\w*|downtime)\b"
)
_START = re.compile(
    r"\b(?:start\w*|began|begin\w*|left|leav\w+|depart\w*|dep\.?|open\w*|set (?:off|out)|took off|take-?off|asleep|boarded|from|kick-?off|since|went in|bed|clock(?:ed|ing) in|switched on)\W*(?:[a-z']+ ){0,2}(?:at )?$"
)
_FINISH = re.compile(
    r"\b(?:finish\w*|end\w*|arriv\w*|arr\.?|clos\w+|landed|lands?|back|until|till|up|over|stop\w*|done|complet\w*|clock(?:ed|ing) out|reach\w*|to|switched off)\W*(?:[a-z']+ ){0,2}(?:at |by )?$"
)
_BEFORE = re.compile(rf"{slot('u')} (?:before|ahead of|earlier than|prior to|early)\b")


def clock_span(told: Told) -> Found | None:
    """Two times of day and the duration between them, over midnight where that is said or plain."""
    times = told.of("t")
    durations = [v for v in told.of("u") if v.amount.dimensions == TIME]
    if any(re.match(r"[- ]clock", told.shape[told.place(v) + 4 :]) for v in durations):
        return None
    if len(times) != 2 or not durations or told.of("ldp") or re.search(r"\bevery\b", told.shape):
        return None
    if any(v.numbers[0] > 24 or v.numbers[1] > 59 for v in times):
        return None
    used = (*times, *durations)
    places = _PLACES.search(told.shape)
    abroad = _ZONES.search(told.shape) or (places and places[1] != places[2])
    if abroad and not _ONE_ZONE.search(told.shape):
        return unsure(told, "the two times may be in different time zones", *used)
    first, second = times
    if _swapped(told, first, second):
        first, second = second, first
    pauses = [v for v in durations if _is_pause(told, v)] if told.place(times[1]) < told.place(durations[-1]) else []
    rest = [v for v in durations if v not in pauses]
    if not rest:
        return None
    spans = _spans(told, first, second)
    bounded = _within(told, rest, spans, used) if len(rest) == 1 and not pauses else None
    if bounded:
        return bounded
    total = sum((v.amount.value.lo for v in pauses), Fraction(0))
    computed = [s * 60 - total for s in spans]
    if len(rest) == 2 and pauses and len(spans) == 1 and rest[0].amount.value.lo > rest[1].amount.value.lo:
        gross, net = (
            stated(told, span(each, "min"), value, *used)
            for each, value in zip((spans[0] * 60, computed[0]), rest, strict=True)
        )
        return gross if gross.judgement.verdict == "fails" else net
    if len(rest) > 1 and len({v.amount.value.lo for v in rest}) > 1:
        if not pauses and any(v.amount.value.lo == each * 60 for v in rest for each in spans):
            return None  # one of them is the span, and the other one of something else
        return _summed(told, rest, pauses, spans, used)
    if _COUNTED.search(told.shape):
        return _summed(told, rest, pauses, spans, used) if not pauses else None
    verdicts = [stated(told, span(each, "min"), rest[0], *used) for each in computed]
    if len({found.judgement.verdict for found in verdicts}) > 1:
        return unsure(told, "whether it runs over midnight or noon is not stated", *used)
    return verdicts[0]


def _within(told: Told, rest: list[Value], spans: list[Fraction], used: tuple[Value, ...]) -> Found | None:
    """A duration that is a limit: `reply within 4 hours; opened 09:10, answered 12:55, so it was kept`."""
    place = told.place(rest[0])
    if len(spans) != 1 or not _LIMIT.search(told.shape[:place]):
        return None
    said = told.shape[place:]
    kept, broken = bool(KEPT.search(said)), bool(BROKEN.search(said))
    if kept == broken or re.search(r"\bnot\b|n't\b", said):
        return None
    within = spans[0] * 60 <= rest[0].amount.value.lo
    return decided(told, within == kept, f"{spans[0]} minutes", "the time was compared with the limit", *used)


_LIMIT = re.compile(
    r"\b(?:within|at most|no more than|not more than|max(?:imum)?(?: of)?|limit(?: is| of)?|up to|under|less than)(?: the)? $"
)


def _summed(
    told: Told, rest: list[Value], pauses: list[Value], spans: list[Fraction], used: tuple[Value, ...]
) -> Found | None:
    """Several durations one after the other from the first time to the last, or all of them against their sum."""
    if pauses:
        return None
    counted = {int(m["each"]): told.at(m, "count") for m in _COUNTED.finditer(told.shape)}
    total = Fraction(0)
    for value in rest:
        factor = counted.get(told.values.index(value))
        total += value.amount.value.lo / 60 * (factor.amount.value.lo if factor else 1)
    used = (*used, *counted.values())
    truth = {total == each for each in spans}
    if len(truth) > 1:
        return None
    return decided(told, truth == {True}, f"{total} minutes in all", "the durations were added", *used)


_COUNTED = re.compile(rf"{slot('n', 'count')} [a-z]+ of {slot('u', 'each')}")
"""`two halves of 45 minutes`."""


def _spans(told: Told, first: Value, second: Value) -> list[Fraction]:
    """The minutes from one time to another; both of a half day where it may be the next one."""
    start, end = minutes(first), minutes(second)
    if second.text.lower() == "midnight" and end == 0:
        end = Fraction(MINUTES_A_DAY)
    if end > start:
        return [end - start + (MINUTES_A_DAY if re.search(r"\b(?:next|following) day\b", told.shape) else 0)]
    over = end + MINUTES_A_DAY - start
    if (
        start >= AFTERNOON
        or _NEXT_DAY.search(told.shape)
        or re.search(r"\b(?:night|sleep|asleep|evening)\b", told.shape)
    ):
        return [over]
    return [over, over - MINUTES_A_DAY // 2] if over > MINUTES_A_DAY // 2 else [over]


def _swapped(told: Told, first: Value, second: Value) -> bool:
    """Whether the first time told is the later one."""
    if _BEFORE.search(told.shape):
        return not _FINISH.search(told.shape[: told.place(second)]) or bool(
            _START.search(told.shape[: told.place(second)])
        )
    before = told.shape[: told.place(first)]
    between = told.shape[told.place(first) + 4 : told.place(second)]
    ends_first = bool(_FINISH.search(before)) and not _START.search(before)
    return ends_first and bool(_START.search(between))


def _is_pause(told: Told, value: Value) -> bool:
    place = told.place(value)
    around = (
        re.split(
            r"[,.;:#]| (?:makes?|is|was|gives?|leaves?|come(?:s)? to|=)(?= )", told.shape[max(0, place - 22) : place]
        )[-1]
        + " | "
        + re.split(r"[,.;#]", told.shape[place + 4 :])[0][:26]
    )
    return bool(_PAUSE.search(around))


_EVERY = re.compile(rf"\bevery {slot('u', 'period')}")


def every(told: Told) -> Found | None:
    """`every 35 minutes from 06:00: the fifth sailing is at 08:20`."""
    match = told.search(_EVERY)
    times, places = told.of("t"), told.of("o")
    if not match or told.at(match, "period").amount.dimensions != TIME:
        return None
    period = told.at(match, "period")
    if len(times) == 2 and len(places) == 1 and not told.of("npdl") and len(told.of("u")) == 1:
        start, end = times
        if _FINISH.search(told.shape[: told.place(start)]) and _START.search(told.shape[: told.place(end)]):
            start, end = end, start
        late = (minutes(start) + (places[0].numbers[0] - 1) * period.amount.value.lo / 60) % MINUTES_A_DAY
        shown = f"{int(late) // 60:02d}:{int(late) % 60:02d}"
        return decided(
            told,
            late == minutes(end) % MINUTES_A_DAY,
            shown,
            "the times were counted",
            period,
            *times,
            *places,
            expected=end.text,
        )
    return _how_often(told, period) if not times else None


_OFTEN = re.compile(
    rf"{slot('n', 'count')}(?: times| [a-z]+)? (?:(?:a|per|each|every|in a) (?P<unit>minute|hour|day|week)|(?:in|over) {slot('u', 'window')})"
)


def _how_often(told: Told, period: Value) -> Found | None:
    """`firing every 15 minutes fires 96 times per day`."""
    match = told.search(_OFTEN)
    if not match or len(told.of("npudtlro")) != (2 if match["unit"] else 3):
        return None
    window = (
        told.at(match, "window").amount.value.lo
        if match["window"]
        else Fraction({"minute": 60, "hour": 3600, "day": 86400, "week": 604800}[match["unit"]])
    )
    times = window / period.amount.value.lo
    count = told.at(match, "count")
    return decided(
        told, times == count.amount.value.lo, str(times), "the times were counted", *told.of("nu"), expected=count.text
    )


_BETTER = re.compile(
    r"\b(?:faster|quicker|slower|found|gain\w*|lost|lose\w*|improv\w*|took \S+ off|difference|gap|ahead|behind|margin|apart|cut|shav\w+|beat\w*|between|longer|shorter|better|worse|sav\w+|won by|dropp\w+)\b"
)
_FASTER = re.compile(r"\b(?:faster|slower|quicker|differ|apart|gap|difference)\b")
_TOGETHER = re.compile(
    r"\b(?:together|total\w*|combined|in all|altogether|sum\w*|add\w* up|overall|plus)\b|\bfinish(?:es|ed|ing)?(?: (?:time|in))? #l\d+#"
)


def laps(told: Told) -> Found | None:
    """`lap one took 2:14.8 and lap two 2:09.3, so she found 5.5 seconds`."""
    timed = told.of("lt")
    durations = [v for v in told.of("u") if v.amount.dimensions == TIME]
    if told.of("dpr") or (told.of("n") and told.of("l")):
        return None
    if not timed and len(durations) == len(told.of("un")) == 3 and _FASTER.search(told.shape):
        *pair, last = durations
        first, second = (value.amount.value.lo for value in pair)
        return stated(told, span(abs(first - second), "s"), last, *pair)
    if not told.of("l"):
        return None
    if len(timed) == 2 and len(durations) == 1:
        a, b = map(seconds, timed)
        total = bool(_TOGETHER.search(told.shape))
        if total == bool(_BETTER.search(told.shape)):
            return None
        return stated(told, span(a + b if total else abs(a - b), "s"), durations[0], *timed)
    if len(timed) >= 3 and not durations and _TOGETHER.search(told.shape):
        *parts, last = timed
        total_time = sum(map(seconds, parts))
        return decided(told, total_time == seconds(last), f"{total_time} s", "the times were added", *timed)
    return None

"""Reads a statement as a whole, by the kind of claim that it is."""

from __future__ import annotations

import re
from collections.abc import Callable

from podium.core.mathematics.exact import Undecidable
from podium.core.mathematics.judging import Judgement
from podium.core.mathematics.literals import Reading
from podium.core.mathematics.prose import (
    ages,
    availability,
    bases,
    bounds,
    chances,
    choices,
    clocks,
    comparisons,
    conversions,
    counting,
    dates,
    deadlines,
    equal_shares,
    events,
    inclines,
    integers,
    interest,
    known,
    law_table,
    levels,
    margins,
    months,
    products,
    rounding,
    samples,
    shapes,
    tolerances,
    zones,
)
from podium.core.mathematics.prose.found import Found
from podium.core.mathematics.prose.values import Told, Value, read_values
from podium.core.mathematics.readings import over_readings
from podium.core.units import CALENDAR, TIME

LONGEST = 600
SECONDS_A_DAY = 86400
"""Characters of a statement that is read as a whole; longer ones are reports."""
_UNSURE = re.compile(
    r"(?i:\b(?:might|could|perhaps|maybe|probably|presumably|hopefully|allegedly|supposedly|forecast\w*|projected|predict\w*|unclear|unknown|rumou?r\w*"
    r"|i (?:think|guess|believe|reckon)|unlikely)\b)|\bmay\b(?! (?:not )?(?:exceed|carry|take|be|contain|have|cost|weigh|last|rise|fall|go|hold|use)\b)"
)
_BOUNDED = re.compile(
    r"(?i:\b(?:no more|at most|at least|up to|no fewer|no less|not more)\b)[^.;]*?\bmay\b|\bmay\b[^.;]*?\b(?:no more|at most|at least|up to|no fewer|no less|not more)\b"
)
_DENIED = re.compile(
    r"\b(?:not|never|nor|neither|cannot|wrong\w*|false\w*|incorrect\w*|untrue|mistaken|nonsense|myth|hardly|contrary|deny|denies|denied|disagree|mistake|refut\w+)\b|n't\b|\bno\b(?! (?:more|less|fewer|later|longer|higher|lower|slower))"
)

Reader = Callable[[Told], Found | None]
Readers = tuple[tuple[Reader, bool], ...]
"""Readers in order, each with whether it understands a statement that denies something."""
_CALENDAR: Readers = (
    (ages.leap_february, True),
    (ages.iso_week, False),
    (ages.quarter, False),
    (ages.anniversary, False),
    (ages.turning, False),
    (ages.leap_count, False),
    (ages.day_of_year, False),
    (ages.numbered_day, True),
    (ages.age, False),
    (dates.later_weekday, False),
    (dates.weekday_named, True),
    (months.year_start, False),
    (dates.weekday_shift, False),
    (dates.weekday_from_today, False),
    (months.leap_years, True),
    (dates.days_between, False),
    (months.month_lengths, True),
    (months.years_between, False),
    (deadlines.on_time, False),
)
_CLOCK: Readers = ((zones.zoned, False), (clocks.every, False), (clocks.clock_span, False), (clocks.laps, False))
_WHOLE: Readers = (
    (integers.kinds, True),
    (bases.based, False),
    (bases.reduced, False),
    (integers.factored, False),
    (integers.related, True),
    (integers.by_digits, True),
    (counting.only_ones, False),
    (integers.common, True),
    (counting.extreme, True),
    (counting.how_many, True),
    (counting.divisible, True),
)
_FIGURES: Readers = (
    (rounding.rounded, False),
    (samples.weighted, False),
    (samples.described, False),
    (law_table.by_law, False),
    (levels.level, False),
    (levels.scaled, False),
    (interest.interest, False),
    (products.circuit, False),
    (products.kinetic, False),
    (shapes.angles, False),
    (shapes.sides, True),
    (shapes.measured_shape, False),
    (inclines.inclined, False),
    (inclines.gradient, False),
    (known.known, True),
    (availability.available, False),
    (tolerances.tolerated, False),
)
_CASES: Readers = (
    (choices.odds, False),
    (choices.possibilities, False),
    (choices.combined, False),
    (choices.pairs, False),
    (choices.drawn, False),
    (choices.several, True),
    (choices.two_numbers, False),
    (events.events, True),
    (events.overlapping, True),
)
_OTHERS: Readers = (
    (chances.chance, True),
    (margins.deviated, False),
    (margins.judged_bound, True),
    (bounds.beside_bound, True),
    (bounds.kept_bound, True),
    (equal_shares.of_which, False),
    (equal_shares.same_share, False),
    (comparisons.compared, True),
    (conversions.conversion, False),
    (products.product, False),
)
_GROUPS: tuple[tuple[str, re.Pattern[str] | None, Readers], ...] = (
    (
        "d",
        re.compile(
            r"\b(?:days?|nights?|weeks?|fortnights?|months?|years?|leap|quarters?|q[1-4]|born|founded|built|enacted|anniversary|birthday|jubilee|half|mon|tues|wednes|thurs|fri|satur|sun)(?:day)?\b"
            r"|\b(?:january|february|march|april|may|june|july|august|september|october|november|december)\b|\b(?:due|deadline|closes?|closed|until|before)\b"
        ),
        _CALENDAR,
    ),
    ("tl", re.compile(r"\bevery\b|\b(?:faster|slower|quicker|differ\w*|apart|gap)\b"), _CLOCK),
    (
        "",
        re.compile(
            r"prime|composite|\beven\b|\bodd\b|square|cube|triangular|perfect|power|palindrom|fibonacci|binary|octal|hex|\b0[xbo]|[₀-₉]|reduces|simpl|lowest"
            r"|cancels|factor|divis|multiple|divid|coprime|co-prime|relatively|\bgc[df]\b|\bhcf\b|\blcm\b|common|remainder|digits"
        ),
        _WHOLE,
    ),
    ("", None, _FIGURES),
    (
        "",
        re.compile(
            r"\bp(?:r|rob)?\(|probab|chance|likel|\bodds\b|\bways\b|combin|arrang|anagram|permut|possib|different|distinct|pairs?\b|independent|\bboth\b|neither|either"
            r"|at least|\bonly\b|hands?\b|codes?\b|pins?\b|password|numbers?\b|outcomes|tickets?\b|menus?\b|meals|outfits|trios|couples"
        ),
        _CASES,
    ),
    ("", None, _OTHERS),
)
"""The readers in order, by group: one is tried where the statement has a value of its kinds, or its cue."""


_BASED = re.compile(r"\b0[xbo][0-9a-f]|[₀-₉]", re.IGNORECASE)
"""Numbers of another base, which stand as values in the shape."""


def read_statement(text: str) -> Judgement | None:
    """The judgement of a statement of one or a few sentences; None where it is of no kind that is read.

    It is judged only where all of its values belong to the claim, or where what it says of some of them fails by itself.
    """
    if len(text) > LONGEST or text.rstrip("\"'”’) ").endswith("?"):
        return None
    impossible = ages.judge_impossible_day(text)
    if impossible and impossible.verdict == "fails":
        return impossible
    found = over_readings(lambda reading: _read(text, reading))
    return found[0] if found else impossible


def _read(text: str, reading: Reading) -> list[Judgement]:
    told = read_values(text, reading)
    if told is None or _UNSURE.search(_BOUNDED.sub(" ", told.text)):
        return []
    denied, based = bool(_DENIED.search(told.shape)), bool(_BASED.search(text))
    kinds = {value.kind for value in told.values}
    if any(value.kind == "u" and _is_long(value) for value in told.values):
        kinds.add("d")
    for wanted, cue, readers in _GROUPS:
        if cue and kinds.isdisjoint(wanted) and not cue.search(told.shape) and not (based and readers is _WHOLE):
            continue
        for reader, hears in readers:
            found = _tried(reader, told) if hears or not denied else None
            judgement = _weighed(told, found) if found else None
            if judgement:
                return [judgement]
    return []


def _is_long(value: Value) -> bool:
    """Whether a value is a span of days or more."""
    amount = value.amount
    return amount.dimensions == CALENDAR or (amount.dimensions == TIME and amount.scale >= SECONDS_A_DAY)


def _tried(reader: Reader, told: Told) -> Found | None:
    try:
        return reader(told)
    except (Undecidable, ZeroDivisionError):
        return None


def _weighed(told: Told, found: Found) -> Judgement | None:
    """The judgement, unless values of the statement that it does not rest on may change what is meant."""
    judgement = found.judgement
    left = [value for value in told.of("npudtlr") if value not in found.used]
    if not left or judgement.verdict == "undecided" or (judgement.verdict == "fails" and found.firm):
        return judgement
    return None

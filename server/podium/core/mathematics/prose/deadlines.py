"""Deadlines: what was due by a time or a day, when it was done, and whether that was in time, and by how much."""

from __future__ import annotations

import re
from fractions import Fraction

from podium.core.mathematics.prose.found import Found, decided
from podium.core.mathematics.prose.values import Told, Value, minutes
from podium.core.units import CALENDAR, TIME

_DUE = re.compile(
    r"\b(?:deadline|due(?: date)?|cut-?off|no later than|must (?:be )?[a-z ]{0,30}by|had to [a-z ]{0,30}by|closes?|closed|closing time|expir\w+|latest|at the latest|ends?|ended|return by|pay by|promised (?:for|by)|scheduled for|timetabled for|use by|valid until|until|before)\b[^#.;]{0,40}$"
)
_DUE_AFTER = re.compile(r"^ ?(?:deadline|cut-?off|due date|at the latest|closing)\b")
_DONE = re.compile(
    r"\b(?:arriv\w+|came|submitted|sent|filed|delivered|handed in|paid|received|finished|completed|logged|posted|stamped|landed|left|departed|turned up|went out|was in|got in|clocked|merged|uploaded|signed|returned|lodged|registered|made it|reached|entered|in at|in on|done|ready|shipped|renewed)\b[^#.;]{0,40}$"
)
_LATE = re.compile(
    r"\b(?:late|after the deadline|missed|overdue|too late|behind schedule|past the deadline|out of time|delayed)\b"
)
_EARLY = re.compile(
    r"\b(?:in (?:good )?time|on time|early|before the (?:deadline|cut-?off)|met|to spare|ahead of (?:schedule|time|the deadline)|within the deadline|made the deadline|in hand|punctual\w*|kept|with room)\b"
)
_DENIED = re.compile(r"\b(?:not|never|n't|no)\b")
_UNSURE = re.compile(r"\b(?:if|unless|will|would|should|could|might|or|working|business)\b")
_DAY = 86400


def on_time(told: Told) -> Found | None:
    """`due on 15 March and delivered on 17 March, two days late`; `deadline 17:00, submitted 16:45, so in time`."""
    kind = "t" if len(told.of("t")) == 2 else "d"
    moments = told.of(kind)
    if len(moments) != 2 or told.of("d" if kind == "t" else "t") or _UNSURE.search(told.shape):
        return None
    due = [value for value in moments if _is_due(told, value)]
    done = [value for value in moments if value not in due and _DONE.search(_before(told, value))]
    if len(due) != 1 or len(done) != 1:
        return None
    margin = _margin(told)
    end = max(told.place(value) for value in moments)
    said = told.shape[end:]
    late, early = bool(_LATE.search(said)), bool(_EARLY.search(said))
    if late == early or _DENIED.search(said) or margin is None:
        return None
    over = _seconds(done[0]) - _seconds(due[0])
    right = (over > 0) == late
    if margin and right:
        size = margin[0].amount.value.lo
        right = abs(over) == size
    return decided(
        told,
        right,
        f"{abs(over) // 60} minutes {'late' if over > 0 else 'early'}",
        "the two were compared",
        *moments,
        *margin,
    )


def _before(told: Told, value: Value) -> str:
    return re.split(r"#[a-z]\d+#", told.shape[: told.place(value)])[-1]


def _is_due(told: Told, value: Value) -> bool:
    after = told.shape[told.place(value) + 4 :]
    return bool(_DUE.search(_before(told, value)) or _DUE_AFTER.match(after))


def _margin(told: Told) -> list[Value] | None:
    """The one duration that says by how much; None where there are other values."""
    others = [v for v in told.of("nupl") if not (v.kind == "u" and v.amount.dimensions == TIME)]
    spans = [v for v in told.of("u") if v.amount.dimensions in (TIME, CALENDAR)]
    if others or len(spans) > 1 or any(v.amount.dimensions == CALENDAR for v in spans):
        return None
    return spans


def _seconds(value: Value) -> Fraction:
    return Fraction(value.day.toordinal() * _DAY) if value.day else minutes(value) * 60

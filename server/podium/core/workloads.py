"""Commands as work: how long one takes."""

from __future__ import annotations

import re
from functools import lru_cache

from podium.core.values import Command

PRIOR_MINUTES = 5.0
"""Length of a command that states none: a prior, not a measurement."""

_UNIT = r"(?:s(?:ec\w*)?|m(?:in\w*)?|h(?:ours?|rs?)?|d(?:ays?)?)\b"
_TIME = re.compile(
    r"(?P<low>\d{1,6}(?:\.\d{1,6})?)\s*(?P<low_unit>" + _UNIT + r")?"
    r"(?:\s*(?:-|–|—|to\b)\s*(?P<high>\d{1,6}(?:\.\d{1,6})?)\s*(?P<high_unit>" + _UNIT + r")?)?",
    re.IGNORECASE,
)
_MINUTES = {"s": 1 / 60, "m": 1.0, "h": 60.0, "d": 1440.0}


def expected_minutes(command: Command) -> float:
    """The middle of the execution time that a command states, in minutes; `PRIOR_MINUTES` where it states none."""
    return _minutes_in(command.execution_time) if command.execution_time else PRIOR_MINUTES


@lru_cache(maxsize=1024)
def _minutes_in(text: str) -> float:
    match = _TIME.search(text)
    if not match:
        return PRIOR_MINUTES
    unit = match["high_unit"] or match["low_unit"] or "m"
    low = float(match["low"]) * _MINUTES[(match["low_unit"] or unit)[0].lower()]
    high = float(match["high"]) * _MINUTES[unit[0].lower()] if match["high"] else low
    return (low + high) / 2

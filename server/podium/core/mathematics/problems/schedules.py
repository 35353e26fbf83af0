"""What comes every so often: the k-th time, the time from first to last, the next time together."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from podium.core.mathematics.problems.amounts import Amount
from podium.core.mathematics.problems.cues import cue
from podium.core.mathematics.problems.story import Finding, Schema, Story, alike, decisive, strong
from podium.core.units import TIME


def schedule(story: Story, given: Sequence[Amount], result: Amount) -> Finding | None:
    """`every 35 minutes from 06:00: the fifth sailing is at 08:20`: (k - 1) steps after the first."""
    if result.kind != "clock" or len(given) != 3:
        return None
    starts, steps, turns = ([a for a in given if a.kind == kind] for kind in ("clock", "plain", "ordinal"))
    if len(starts) != 1 or len(steps) != 1 or len(turns) != 1 or steps[0].dimensions != TIME:
        return None
    return strong((starts[0].value + (turns[0].value - 1) * steps[0].value) % 86400)


def intervals(story: Story, given: Sequence[Amount], result: Amount) -> Finding | None:
    """`every 4 weeks: six doses take 20 weeks from first to last`: one interval fewer than doses."""
    steps = [a for a in given if a.kind == "plain" and a.dimensions]
    counts = [a for a in given if a.counts]
    if len(given) != 2 or len(steps) != 1 or len(counts) != 1 or not alike(steps[0], result):
        return None
    return decisive((counts[0].value - 1) * steps[0].value)


def meeting(story: Story, given: Sequence[Amount], result: Amount) -> Finding | None:
    """`every 12 minutes and every 18: together again after 36`: the least common multiple."""
    if not re.search(r"\bevery\b|\binterval", story.lower):
        return None
    if (
        len(given) != 2
        or not all(a.kind == "plain" and a.value.denominator == 1 for a in given)
        or (not alike(result, given[-1]) and not alike(result, given[0]))
    ):
        return None
    scale = max(a.quantity.scale for a in (*given, result))
    terms = [a.value if a.dimensions else a.value * scale for a in given]
    units = [term / scale for term in terms]
    if any(unit.denominator != 1 or not unit for unit in units):
        return None
    return decisive(math.lcm(*(int(unit) for unit in units)) * scale)


SCHEMAS: tuple[tuple[re.Pattern[str] | None, Schema], ...] = (
    (cue("every|interval|apart|spaced"), schedule),
    (cue(r"(?:from|between) (?:the )?first (?:to|and) (?:the )?last"), intervals),
    (cue(r"together|coincide|same time|again|at once|simultaneous\w*|meet"), meeting),
)

"""Rates with a name of their own: precision and recall, F1, margin and markup, downtime."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from podium.core.mathematics.problems.amounts import Amount
from podium.core.mathematics.problems.cues import cue
from podium.core.mathematics.problems.parts import is_share
from podium.core.mathematics.problems.story import Finding, Schema, Story, alike, decisive, strong, weak


def classified(story: Story, given: Sequence[Amount], result: Amount) -> Finding | None:
    """`sensitivity 0.92 (138 true positives, 12 missed)`: the right ones of the right and the missed."""
    if len(given) != 2 or not is_share(result) or not all(a.counts for a in given):
        return None
    right = [
        a
        for a in given
        if re.search(r"true|hits?\b|caught|correct|detected|found|spotted|right|flagged correctly", a.own)
    ]
    wrong = [a for a in given if re.search(r"miss|false|undetected|escaped|overlooked|wrong|slipped", a.own)]
    if (
        len(right) != 1
        or len(wrong) != 1
        or not re.search(r"sensitiv|recall|precision|specific|detection|accura|hit rate|predictive", story.lower)
    ):
        return None
    return strong(right[0].value / (right[0].value + wrong[0].value))


def harmonic(story: Story, given: Sequence[Amount], result: Amount) -> Finding | None:
    """F1 from precision and recall: 2pr / (p + r)."""
    if (
        len(given) != 2
        or not re.search(r"\bf1\b|\bf-1\b|f-score|f-measure|f₁", story.lower)
        or any(a.dimensions for a in (*given, result))
    ):
        return None
    p, r = (a.value for a in given)
    return decisive(2 * p * r / (p + r)) if p + r else None


def margin(story: Story, given: Sequence[Amount], result: Amount) -> Finding | None:
    """`gross margin is 62.5% (revenue 240k, cost 90k)`: of the revenue; a markup is of the cost."""
    near = re.search(r"(margin|markup|mark-up)[^,;.\d]*$", result.before) or re.match(
        r" (margin|markup|mark-up)", result.after
    )
    found = re.search(near[1] if near else r"\bmargin\b|\bmarkup\b|\bmark-up\b|marked up", story.lower)
    if not found or len(given) != 2 or not result.part or not alike(*given) or given[0].part:
        return None
    high, low = max(a.value for a in given), min(a.value for a in given)
    base = high if found.group() == "margin" else low
    if not base:
        return None
    profit = [a for a in given if re.search(r"profit|margin of|earn|made", a.own)]
    if len(profit) == 1 and profit[0].value == low and found.group() == "margin":
        return strong(low / high)
    return weak((high - low) / base, low / high) if profit else decisive((high - low) / base)


def downtime(story: Story, given: Sequence[Amount], result: Amount) -> Finding | None:
    """`99.9% uptime permits 43.2 minutes of outage in a 30-day month`."""
    shares = [a for a in given if a.kind == "percent"]
    times = [a for a in given if a.dimensions == (("time", 1),)]
    if len(given) != 2 or len(shares) != 1 or len(times) != 1 or result.dimensions != times[0].dimensions:
        return None
    if not re.search(r"uptime|availab|slo\b|sla\b|error budget|downtime|outage|reliab", story.lower) or shares[
        0
    ].value < Fraction(1, 2):
        return None
    if times[0].value <= result.value or re.search(r"\bup\b|uptime of|available for", result.own):
        return None
    return decisive((1 - shares[0].value) * times[0].value)


SCHEMAS: tuple[tuple[re.Pattern[str] | None, Schema], ...] = (
    (cue("sensitivity|recall|precision|specificity|detection|accuracy|hit rate|predictive"), classified),
    (cue("f1|f-1|f-score|f-measure|f₁"), harmonic),
    (cue("margin|markup|mark-up|marked up"), margin),
    (cue(r"uptime|availab\w*|slo|sla|error budget|downtime|outages?|reliab\w*"), downtime),
)

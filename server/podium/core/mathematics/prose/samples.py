"""A listed sample and what is said of it: mean, median, mode, range, sum, extremes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction

from podium.core.mathematics.exact import Real, root, whole
from podium.core.mathematics.prose.found import Found, stated, unsure
from podium.core.mathematics.prose.values import Told, Value, slot
from podium.core.mathematics.quantity import Quantity


def _median(sample: Sequence[Fraction]) -> Fraction:
    ordered, half = sorted(sample), len(sample) // 2
    return ordered[half] if len(sample) % 2 else (ordered[half - 1] + ordered[half]) / 2


def _mode(sample: Sequence[Fraction]) -> Fraction | None:
    (value, most), *rest = Counter(sample).most_common(2)
    return value if most > 1 and not (rest and rest[0][1] == most) else None


def _variance(sample: Sequence[Fraction], less: int = 0) -> Fraction:
    """Of a population, or of a sample with one degree of freedom `less`."""
    mean = sum(sample, Fraction(0)) / len(sample)
    return sum(((x - mean) ** 2 for x in sample), Fraction(0)) / (len(sample) - less)


_SPREADS: dict[str, Callable[[Sequence[Fraction]], Real]] = {
    "population standard deviation": lambda sample: root(whole(_variance(sample)), 2),
    "sample standard deviation": lambda sample: root(whole(_variance(sample, 1)), 2),
    "population variance": lambda sample: whole(_variance(sample)),
    "sample variance": lambda sample: whole(_variance(sample, 1)),
}
_DEVIATION = r"(?:population |sample )?(?:standard deviation|variance)"
_MEASURES: dict[str, Callable[[Sequence[Fraction]], Fraction | None]] = {
    "mean": lambda sample: sum(sample, Fraction(0)) / len(sample),
    "average": lambda sample: sum(sample, Fraction(0)) / len(sample),
    "median": _median,
    "mode": _mode,
    "range": lambda sample: max(sample) - min(sample),
    "spread": lambda sample: max(sample) - min(sample),
    "sum": lambda sample: sum(sample, Fraction(0)),
    "total": lambda sample: sum(sample, Fraction(0)),
    "maximum": max,
    "largest": max,
    "highest": max,
    "minimum": min,
    "smallest": min,
    "lowest": min,
}
_LIST = re.compile(r"#[nup]\d+#(?:(?:,? and |, |; | )#[nup]\d+#){1,}")
_MEASURE = re.compile(
    rf"\b(?P<name>{_DEVIATION}|mean|averag(?:e|es|ed|ing)|median|mode|range|spread|sums?|summing|total(?:s|led|ling)?|add(?:s|ing|ed)? up|maximum|minimum|largest|smallest|highest|lowest|come to)\b(?P<between>[^#]{{0,40}}?)#[nup](?P<value>\d+)#"
)
_AFTER = re.compile(
    r"(?:^|[ ,(])#[nup](?P<value>\d+)# (?:is |was |being |as )*(?:the |their |its |on )*(?P<name>mean|average|median|mode|range|sum|total)\b"
)
_BEFORE_LIST = re.compile(
    rf"\b(?P<name>{_DEVIATION}|mean|average|median|mode|range|sum|total)\b[^#]{{0,40}}?(?:#n\d+# [a-z ]{{0,20}})?(?:{_LIST.pattern})[^#]{{0,12}}?(?:: ?| is | was | = |, namely )(?:exactly |about )?#[nup](?P<value>\d+)#"
)
_NO_MEASURE = re.compile(
    r"\b(?:weighted|geometric|harmonic|moving|absolute deviation|standard error|per|rolling|excluding|except|without|each|increase|interquartile)\b"
)


def described(told: Told) -> Found | None:
    """`five runs (212, 208, 220, 215, 205 ms) average 212 ms`; `scores of 4, 8, 9: median 8, range 5`."""
    if told.of("dtlr") or _NO_MEASURE.search(told.shape):
        return None
    listed = max(_LIST.finditer(told.shape), key=lambda m: len(m.group()), default=None)
    if listed is None:
        return None
    sample = [told.values[int(at)] for at in re.findall(r"#[nup](\d+)#", listed.group())]
    if len(sample) < 3:
        return None
    claims = [
        m
        for pattern in (_MEASURE, _AFTER, _BEFORE_LIST)
        for m in pattern.finditer(told.shape)
        if told.values[int(m["value"])] not in sample
    ]
    counts = {
        at
        for at, v in enumerate(told.values)
        if v.kind == "n"
        and v.amount.value.lo == len(sample)
        and re.search(rf"#n{at}# [a-z]+ (?:\w+ )?{re.escape(listed.group()[:4])}", told.shape)
    }
    claims = [m for m in claims if int(m["value"]) not in counts]
    if not claims or len({m["value"] for m in claims}) != len(claims):
        return None
    amounts = _amounts(sample)
    counted = [v for v in told.of("n") if v not in sample and v.amount.value.lo == len(sample)]
    found = [each for m in claims if amounts and (each := _claimed(told, m, sample, amounts, counted))]
    if len(found) != len(claims):
        return None
    worst = min(found, key=lambda each: ("fails", "undecided", "holds").index(each.judgement.verdict))
    return Found(worst.judgement, tuple(value for each in found for value in each.used))


def _amounts(sample: Sequence[Value]) -> list[Quantity] | None:
    """The sample with the unit of its last value, where the others have none."""
    last = sample[-1].amount
    found = []
    for value in sample:
        amount = value.amount
        if not amount.dimensions and not amount.percent and (last.dimensions or last.percent):
            amount = replace(
                amount,
                value=whole(amount.value.lo * last.scale + last.zero),
                dimensions=last.dimensions,
                percent=last.percent,
            )
        if amount.dimensions != last.dimensions or amount.percent != last.percent or not amount.value.exact:
            return None
        found.append(amount)
    return found


def _claimed(
    told: Told, match: re.Match[str], sample: Sequence[Value], amounts: Sequence[Quantity], counted: Sequence[Value]
) -> Found | None:
    value = told.values[int(match["value"])]
    last = amounts[-1]
    if value.amount.dimensions != last.dimensions or value.amount.percent != last.percent:
        return None
    if last.zero and not match["name"].startswith(
        ("mean", "averag", "median", "mode", "max", "min", "larg", "small", "high", "low")
    ):
        return None
    numbers = [amount.value.lo for amount in amounts]
    found = [
        stated(
            told,
            Quantity(computed, last.dimensions, percent=last.percent, zero=last.zero, scale=last.scale, unit=last.unit),
            value,
            *sample,
            *counted,
        )
        for computed in _computed(match["name"], numbers)
    ]
    if len({each.judgement.verdict for each in found}) > 1:
        return unsure(told, "whether a population or a sample is meant is not stated", value, *sample, *counted)
    return found[0] if found else None


def _computed(word: str, sample: Sequence[Fraction]) -> list[Real]:
    """What a measure may be of a sample: several values where its word has several meanings."""
    if word.endswith(("deviation", "variance")):
        return [measure(sample) for name, measure in _SPREADS.items() if name.endswith(word)]
    name = next(
        (n for n in _MEASURES if word.startswith(n[:5])),
        "average" if word.startswith("averag") else "sum" if word.startswith(("add", "come", "sum")) else "",
    )
    found = _MEASURES[name](sample) if name else None
    return [] if found is None else [whole(found)]


_WEIGHED = re.compile(
    rf"{slot('nup', 'value')}(?: [a-z]+)? ?(?:\(|with |at |weighted |counting |× )(?:a )?(?:weight(?:ing)?(?: of)? |by )?{slot('np', 'weight')}(?: times)?\)?"
)
_WEIGHTED = re.compile(
    rf"\bweighted (?:mean|average)\b.*(?:is|=|comes to|of|gives|at) (?:exactly |about )?{slot('nup', 'mean')}\W*$"
)


def weighted(told: Told) -> Found | None:
    """`the weighted mean of 80 (weight 2) and 90 (weight 3) is 86`."""
    match = told.search(_WEIGHTED)
    if not match:
        return None
    mean = told.at(match, "mean")
    pairs = [(told.at(m, "value"), told.at(m, "weight")) for m in _WEIGHED.finditer(told.shape)]
    if len(pairs) < 2 or 2 * len(pairs) + 1 != len(told.of("nupdtlr")) or any(mean in pair for pair in pairs):
        return None
    if any(value.amount.dimensions != mean.amount.dimensions for value, _ in pairs):
        return None
    weights = sum((weight.amount.value.lo for _, weight in pairs), Fraction(0))
    total = sum((value.amount.value.lo * weight.amount.value.lo for value, weight in pairs), Fraction(0))
    used = [each for pair in pairs for each in pair]
    amount = Quantity(whole(total / weights), mean.amount.dimensions, percent=mean.amount.percent)
    return stated(told, amount, mean, *used) if weights else None

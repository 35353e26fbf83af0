"""Targets (`metric:0.95`, `metric:<=200`, `metric:0.95±5%`) against measurements (`metric=value`)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from podium.core.mathematics import exact
from podium.core.mathematics.exact import Undecidable, whole
from podium.core.mathematics.grammar import read_expression
from podium.core.mathematics.judging import Judgement, judge, undecided
from podium.core.mathematics.literals import Reading
from podium.core.mathematics.quantity import PERCENT, Quantity, unknown
from podium.core.mathematics.tokens import tokenize
from podium.core.mathematics.words import ARTICLES, MULTIPLIERS, SMALL_NUMBERS, TENS, word_set
from podium.core.units import find_unit

_NUMBER = r"[-−+]?(?:\d(?:[\d,_]*\d)?(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?"
_UNIT = r"(?:ns|µs|us|ms|s|sec|seconds?|min|minutes?|h|hours?|days?|kB|KB|MB|GB|TB|KiB|MiB|GiB|bytes?|percent)\b"
_VALUE = rf"{_NUMBER}(?:\s?%|[A-Za-zµ°][A-Za-z/]{{0,11}}\b|\s{_UNIT})?"
_NAME = r"(?<![\w.@/)\]°])(?P<name>[^\W\d](?:[\w\-/]|\.(?=\w))*)"
_TARGET = re.compile(
    rf"{_NAME}\s?:(?:\s?(?P<sign><=|>=|≤|≥|<|>|=)\s?)?(?P<value>{_VALUE})(?![\w:/]|\.\d|,\d)"
    rf"(?:\s?(?:±|\+/-|\+-)\s?(?P<spread>{_NUMBER}(?:\s?%)?))?"
)
_MEASUREMENT = re.compile(
    rf"(?<![-+*/^×÷<>=!≤≥%])(?<![-+*/^×÷<>=!≤≥%]\s){_NAME}\s?=\s?(?P<value>{_VALUE})(?![\w:]|\.\d|,\d|\s*(?:[+*/^×÷=<>!(±≤≥≠≈√]|[-−]\s*[\w(]))"
)
_BOUND = re.compile(rf"{_NAME}\s?(?P<sign><=|>=|≤|≥|<|>)\s?(?P<value>{_VALUE})(?![\w:(/]|\.\d|,\d)")
_FIGURE = re.compile(r"[\d½⅓⅔¼¾%)]\s*$")
_ASSIGNED = re.compile(rf"\w\s?[=:]\s?[<>=≤≥]*\s?{_NUMBER}\s?%?\s+$")
_NUMBER_WORDS = frozenset((*SMALL_NUMBERS, *TENS, *MULTIPLIERS, *ARTICLES))
_EXPRESSIONS = (_NUMBER_WORDS - ARTICLES) | {"each", "apiece", "pi", "squared", "cubed", "percent", "π"}
_FILE = re.compile(r"\.[A-Za-z]{1,5}$")
_NUMBERED = re.compile(r"\b(?:batch|sample|lot|run|line|test|unit|patient|probe|tank|plant|specimen) \d+\s+$")
_SET_APART = re.compile(r"(?<=[\d%]) / (?=[A-Za-z][\w-]{3,}\s?[=:])")
"""A stroke between a target and its measurement."""
_BEFORE = re.compile(r"([^\W\d][\w\-]*) $")
_NO_PART_OF_A_NAME = word_set(
    "and with target targets goal goals measured measurement measurements got is are was where the a an "
    "has have reached against vs versus actual required requires require need needs metric metrics but "
    "so while we our now current result results observed of for at in to on that then or "
    "sample batch lot run reading control patient specimen aliquot "
    "shows show showed shown says said reads read reported reports report gives gave yields yielded logged logs found finds saw sees "
    "came comes hit hits stands stood value returned returns printed prints recorded records today yesterday now currently"
)
_SIGNS = {"": ">=", "≤": "<=", "≥": ">="}


@dataclass(frozen=True, slots=True)
class Stated:
    """A target (`sign` set) or a measurement as it stands in the text."""

    name: str
    text: str
    value: Quantity
    sign: str = ""
    spread: Quantity | None = None


def take_out(text: str) -> tuple[str, list[Stated], list[Stated]]:
    """The text without its targets and measurements, and these."""
    targets: list[Stated] = []
    measurements: list[Stated] = []

    def keep(match: re.Match[str], kept: list[Stated]) -> str:
        stated = _stated(match)
        if stated is None:
            return match.group()
        kept.append(stated)
        return ";" + " " * (len(match.group()) - 1)

    text = _SET_APART.sub(" ; ", text)
    text = _TARGET.sub(lambda match: keep(match, targets), text)
    text = _MEASUREMENT.sub(lambda match: keep(match, measurements), text)
    measured = {measurement.name for measurement in measurements}
    text = _BOUND.sub(
        lambda m: keep(m, targets) if len(m["name"]) > 1 and m["name"].casefold() in measured else m[0], text
    )
    return text, targets, measurements


def _stated(match: re.Match[str]) -> Stated | None:
    groups = match.groupdict()
    name, sign = groups["name"], groups.get("sign")
    is_target = "sign" in groups
    if _ends_a_quantity(match.string[max(0, match.start() - 40) : match.start()], name):
        return None
    if is_target and sign is None and (_FILE.search(name) or match.group()[len(name) :].startswith(" :")):
        return None
    before = _BEFORE.search(match.string[max(0, match.start() - 40) : match.start()])
    if before and before.group(1).lower() not in _NO_PART_OF_A_NAME:
        name = f"{before.group(1)} {name}"
    spread = _value(groups["spread"]) if groups.get("spread") else None
    shown_sign = _SIGNS.get(sign or "", sign or "") if is_target else ""
    return Stated(name.casefold(), match.group().strip(), _value(groups["value"]), shown_sign, spread)


def _ends_a_quantity(before: str, name: str) -> bool:
    """Whether the name ends an expression: `60 minutes`, `two plus two`, `100 degrees Celsius`, `5 squared`."""
    before = _NUMBERED.sub(" ", before)
    if name.lower() in _EXPRESSIONS or (
        _FIGURE.search(before) and (find_unit(name.split("/")[0]) or not _ASSIGNED.search(before))
    ):
        return True
    words = before.lower().split()[-2:]
    return bool(find_unit(name)) and any(word in _NUMBER_WORDS or word[:1].isdigit() for word in words)


def _value(text: str) -> Quantity:
    tokens = tokenize(text)
    read = read_expression(tokens, 0, Reading())
    if not read or read.next != len(tokens):
        return unknown(f"'{text[:40]}' is no number with a known unit")
    return read.quantity


def judge_targets(targets: Sequence[Stated], measurements: Sequence[Stated]) -> list[Judgement]:
    """Every target against every measurement of its metric; what has no partner is undecided."""
    judgements: list[Judgement] = []
    by_name: dict[str, list[Stated]] = {}
    for measurement in measurements:
        by_name.setdefault(measurement.name, []).append(measurement)
    for target in targets:
        found = by_name.get(target.name, [])
        judgements += [_judge(target, measurement) for measurement in found]
        if not found:
            judgements.append(undecided(target.text, f"a target without a measurement of {target.name}"))
    wanted = {target.name for target in targets}
    judgements += [
        undecided(m.text, f"a measurement without a target for {m.name}") for m in measurements if m.name not in wanted
    ]
    return judgements


def _judge(target: Stated, measurement: Stated) -> Judgement:
    claim = f"{target.text} against {measurement.text}"
    value, wanted = measurement.value, target.value
    if value.percent != wanted.percent and max(value.value.hi, wanted.value.hi) > 1:
        return undecided(claim, "one is a percentage and the other is not")
    try:
        return _within(claim, target, value) if target.spread else judge(claim, value, target.sign, wanted)
    except Undecidable as reason:
        return undecided(claim, str(reason))


def _within(claim: str, target: Stated, value: Quantity) -> Judgement:
    """A target with a deviation: `±5%` is relative to it, `±5` in its own unit."""
    wanted, spread = target.value, target.spread
    problem = wanted.problem or value.problem or (spread.problem if spread else "")
    if problem or spread is None or wanted.dimensions != value.dimensions:
        return undecided(claim, problem or "the target and the measurement have different units")
    if target.sign not in (">=", "="):
        return undecided(claim, "a bound with a deviation can be read two ways")
    absolute = exact.multiply(spread.value, whole(1 if spread.percent else wanted.scale))
    relative = exact.multiply(spread.value, exact.Real(abs(wanted.value.lo), abs(wanted.value.hi)))
    allowed = relative if spread.percent else absolute
    distance = abs(value.value.lo - wanted.value.lo)
    inside = distance <= allowed.lo
    if spread.percent and wanted.percent and inside != (distance <= absolute.lo):
        return undecided(claim, "whether percent or percentage points are meant is not stated")
    share = exact.show(whole(distance / abs(wanted.value.lo) / PERCENT)) + "%" if wanted.value.lo else "not defined"
    reason = f"the deviation is {share} of the target"
    return Judgement(
        claim, "holds" if inside else "fails", target.text.partition(":")[2].strip(), value.shown(), reason
    )

"""Whether what was measured is what a target is about."""

from __future__ import annotations

import re
from dataclasses import dataclass

from podium.core.mathematics.prose.values import Told, Value
from podium.core.mathematics.words import word_set


@dataclass(frozen=True, slots=True)
class Bound:
    """A target: its value, the relation a measurement must have to it, and the clause it stands in."""

    value: Value
    sign: str
    start: int
    end: int


_WORDS = re.compile(r"[a-z][a-z'-]+")

_GENERAL = word_set(
    "a an the of to in on at by for and or but so that this these those which it its is are was were be been we our "
    "they their there he she his her you your i with from as than then just only still even yet now well exactly "
    "about roughly over under above below within between after before during per out up off down has have had did "
    "does do came comes come stood stands showed shows show shown found finds measured measures measurement "
    "measurements reading reads read observed observes recorded records reports report reported reports reached hit result results "
    "actual actually final latest last first second third run runs test tests tested load audit audits inspection "
    "inspected survey sample samples sampled batch lot monday tuesday wednesday thursday friday saturday sunday "
    "january february march april may june july august september october november december week month year day today "
    "yesterday morning night weekend quarter value values figure figures number total we've team finished ended "
    "ending ran took takes lasted lasts needed needs used uses weighed weighs made gave gives got clocked logged "
    "returned returns amounted saw seen see get achieved delivered managed counted noted signed scored turned "
    "attended met kept missed exceeded target goal limit budget ceiling cap spec slo sla promise promised contract "
    "requirement required must should shall agreed slowest fastest longest worst best highest lowest biggest average "
    "mean median typical peak whole all every each one two three both same own real production live trial customer "
    "customers people person site tank silo plant line machine device unit units piece pieces part parts item items "
    "case cases more less most least no not never maximum minimum max min allowed allows permitted permits said says "
    "set asked asks demands demanded stated states keep keeps meets fine ok yes therefore thus hence means meaning "
    "again however while when where since because lab laboratory check checked scan scanned later evening afternoon "
    "late early full release version build deploy experiment"
)

_KINDS = tuple(
    frozenset(group.split())
    for group in (
        "latency response delay p50 p90 p95 p99 wait waited waiting reply answer respond responded duration pause",
        "fail failed failing failure failures error errors defect defects defective faulty rejects rejected scrap scrapped complaint complaints fault faults crash crashes crashed flaky broken bad",
        "cost costs spend spent spending price prices bill invoice budget expense expenses outlay paid pay expenditure fee charge",
        "uptime availability available",
        "temperature temp warm hot cold heat degrees fridge freezer",
        "weight weighs weighed heavy mass",
        "turnout voted votes vote quorum attended attendance attendees",
        "accuracy accurate", "precision", "recall", "coverage covered", "f1", "auc", "loss", "moisture", "protein", "humidity",
        "memory ram heap rss", "disk storage", "cpu", "throughput rate",
        "noise loud sound", "speed drove driving fast km/h mph", "length long", "width wide", "height high tall", "depth deep",
                "passed pass passing success succeeded", "growth grew", "yield yielded", "salt sodium", "sugar sugars", "fat", "alcohol", "dose dosage",
        "attendance", "occupancy occupied", "satisfaction satisfied", "churn churned", "conversion converted", "margin profit", "revenue sales sold",
        "pages", "words essay", "pressure", "voltage", "current", "area", "volume", "depth",
    )
)  # fmt: skip

_METRIC = frozenset().union(*_KINDS)


def same_metric(told: Told, bound: Bound, place: int) -> bool:
    """Whether a measurement may be one of what the target is about: no other known metric stands beside it.

    Where its clause names a known metric, the target's clause must name one of the same kind; a subject that neither
    clause shares and that is no general word makes it another one.
    """
    target, measured = (
        clause_of(told, bound.start),
        re.split(r",? (?:so|hence|thus|therefore|which)\b", clause_of(told, place))[0],
    )
    if target == measured:
        return True
    there, here, here_text = _stems(target), _stems(measured), measured
    for kind in _KINDS:
        if here & kind and not there & kind and not any(here & other and there & other for other in _KINDS):
            return not there & _METRIC and bound.value.kind == "u" and bool(_unit_metric(bound.value) & kind)
    if here & there & _METRIC or any(here & kind and there & kind for kind in _KINDS):
        return not (
            (here & _METRIC) - there and (there & _METRIC) - here and not any(here & k and there & k for k in _KINDS)
        )
    subject = _stems(told.shape[_clause_start(told, place) : place]) - _GENERAL
    if subject and subject & set(there - _GENERAL):
        return True
    if _other_object(told, bound, place, subject):
        return False
    if bound.value.kind == "u":
        return (
            {name for name, _ in bound.value.amount.dimensions} != {"time"}
            or not subject
            or bool(_TAKES.search(here_text))
        )
    return not subject


_TAKES = re.compile(
    r"\b(?:took|takes?|waited|waits?|lasted|lasts?|needed|needs?|was|were|is|came|clocked|averaged|reached|measured|showed|shows|stood|ran for)\b"
)

_OBJECT = re.compile(r" of (?!the\b|an?\b|our\b)(?P<noun>[a-z]+)")

_LABEL = re.compile(r" (?P<noun>[a-z]{3,}s)\b")


def _other_object(told: Told, bound: Bound, place: int, subject: frozenset[str]) -> bool:
    """Whether the two count or measure different things by name: hours of rest, hours on the road; members, chairs."""
    wanted, found = _OBJECT.match(told.shape, bound.end), clause_of(told, place)
    if wanted and subject and wanted["noun"] not in found:
        return True
    end = told.shape.index("#", place + 1) + 1
    labels = [_LABEL.match(told.shape, at) for at in (bound.end, end)]
    names = [label["noun"] for label in labels if label and label["noun"] not in _GENERAL]
    return bound.value.kind == "n" and len(names) == 2 and names[0] != names[1]


def _unit_metric(value: Value) -> frozenset[str]:
    names = {name for name, _ in value.amount.dimensions}
    if names == {"time"}:
        return _KINDS[0]
    if len(names) == 1 and next(iter(names)).isupper():
        return _KINDS[2]
    if names == {"temperature"}:
        return _KINDS[4]
    return _KINDS[5] if names == {"mass"} else frozenset()


def _stems(text: str) -> frozenset[str]:
    words = set(_WORDS.findall(re.sub(r"#\w+#", " ", text))) | set(re.findall(r"\bp\d\d\b|\bf1\b", text))
    return frozenset(words | {word[:-1] for word in words if word.endswith("s") and len(word) > 3})


_CLAUSE = re.compile(r"[.;:!?] |, (?!so\b|hence\b|thus\b|which\b)| - |\b(?:and|but|while|whereas)\b")


def _clause_start(told: Told, place: int) -> int:
    return max((m.end() for m in _CLAUSE.finditer(told.shape, 0, place)), default=0)


def clause_of(told: Told, place: int) -> str:
    """The clause around a place of the shape."""
    end = _CLAUSE.search(told.shape, place)
    return told.shape[_clause_start(told, place) : end.start() if end else len(told.shape)]

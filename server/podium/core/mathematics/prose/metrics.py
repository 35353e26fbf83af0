"""Whether what was measured is what a target is about."""

from __future__ import annotations

import re
from dataclasses import dataclass

from podium.core.mathematics.prose.values import Told, Value
from podium.core.mathematics.words import word_set
from podium.core.units import SPEED


@dataclass(frozen=True, slots=True)
class Bound:
    """A target: its value, the relation a measurement must have to it, and the clause it stands in."""

    value: Value
    sign: str
    start: int
    end: int


_WORDS = re.compile(r"[a-z][a-z'-]+")

_GENERAL = word_set(
    "crew crews driver drivers runner runners rider pilot builder builders plumber cook chef nurse doctor engineer engineers developer developers contractor supplier courier clerk baker mechanic "
    "ticket tickets request requests call calls order orders parcel parcels item items sensor gauge meter scale scales thermometer caliper instrument probe display monitor counter camera radar tester watch stopwatch carried contained contains contain doing hers his mine ours yours theirs "
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
        "temperature temp warm hot cold heat  degrees",
        "weight weigh weighs weighed weighing heavy mass",
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
    """Whether a measurement may be one of what the target is about.

    Where both clauses name a known metric, it must be of one kind, and of one thing where both name things; where the
    measurement's clause names none, its subject must be a general word, one of the target's, or go with a verb that
    fits the unit (`took` with a time).
    """
    target, measured = clause_of(told, bound.start), _CONCLUDED.split(clause_of(told, place))[0]
    if target == measured:
        return True
    there, here = _stems(target), _stems(measured)
    subject = _stems(told.shape[_clause_start(told, place) : place]) - _GENERAL
    wanted, found = _kinds(there), _kinds(here)
    if subject & _ANOTHER - there or len(set(_LETTERED.findall(told.text))) > 1:
        return False
    if _other_object(told, bound, place, subject) or not _same_predicate(told, place, there):
        return False
    if not found:
        fits = _FITTING.get(bound.value.amount.dimensions)
        return not subject or bool(subject & there) or bool(fits and fits.search(measured))
    if not (found & wanted if wanted else found & _kinds(_unit_metric(bound.value))):
        return False
    named = there - _GENERAL - _METRIC - _stems(" ".join(_WISHES.findall(target)))
    things = subject - _METRIC
    return not (things - named and named - things) or bool(_CARRIES.search(target))


def names_nothing(told: Told, bound: Bound) -> bool:
    """Whether a target does not say what it is one of: `limit 5 °C`."""
    target = clause_of(told, bound.start)
    return not _stems(target) - _GENERAL - _stems(" ".join(_WISHES.findall(target)))


_ANOTHER = word_set("half other another previous old former child junior partial warm-up practice rehearsal")
_LETTERED = re.compile(r"\b[A-Za-z]+ ([B-Z]|A(?= [a-z]+\b))(?![\w'.])")
"""The letters that name one of several things: `server A`, `server B`."""
_CONCLUDED = re.compile(r",? (?:so|hence|thus|therefore|which)\b")
_WISHES = re.compile(
    r"\b[a-z]*(?:promis|guarantee|contract|allow|permit|requir|demand|commit|pledg|agree|rule|standard|regulat|tolerat|expect|aim|cap|want|ask|need)[a-z]*\b"
)
_CARRIES = re.compile(r"\b(?:carry|carries|lift|bear|hold|take|load)\b")
_FITTING = {
    SPEED: re.compile(r"\b(?:doing|did|drove|driving|going|went|travell?ing|clocked)\b"),
}


def _kinds(words: frozenset[str]) -> set[int]:
    return {at for at, kind in enumerate(_KINDS) if kind & words}


def _same_predicate(told: Told, place: int, there: frozenset[str]) -> bool:
    """Of a share (`9 of 300 dropped`): whether what is said of the counted is what the target is about."""
    share = _SHARE.match(told.shape, place)
    if not share:
        return True
    said = _stems(_CONCLUDED.split(_CLAUSE.split(share["said"])[0])[0]) - _GENERAL
    if not said or any(word[:4] == other[:4] for word in said for other in there):
        return True
    return bool(_kinds(said) & _kinds(there))


_SHARE = re.compile(r"#n\d+#(?: [a-z-]+){0,4}? (?:out of|of|in|among|from)(?: [a-z]+)? #n\d+#(?P<said>[^#]*)")
_OBJECT = re.compile(r" of (?!the\b|an?\b|our\b)(?P<noun>[a-z]+)")

_LABEL = re.compile(r" (?P<noun>[a-z]{3,})\b")


def _other_object(told: Told, bound: Bound, place: int, subject: frozenset[str]) -> bool:
    """Whether the two count or measure different things by name: hours of rest, hours on the road; members, chairs."""
    wanted, found = _OBJECT.match(told.shape, bound.end), clause_of(told, place)
    if wanted and subject and wanted["noun"] not in found:
        return True
    end = told.shape.index("#", place + 1) + 1
    first, second = (_LABEL.match(told.shape, at) for at in (bound.end, end))
    if bound.value.kind != "n" or not first or not second:
        return False
    return second["noun"].endswith("s") and second["noun"] not in _GENERAL and first["noun"] != second["noun"]


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
    words = set(_WORDS.findall(re.sub(r"#\w+#|'s\b", " ", text))) | set(re.findall(r"\bp\d\d\b|\bf1\b", text))
    return frozenset(words | {word[:-1] for word in words - _GENERAL if word.endswith("s") and len(word) > 3})


_CLAUSE = re.compile(r"[.;!?] |, (?!so\b|hence\b|thus\b|which\b)| - |\b(?:and|but|while|whereas)\b")


def _clause_start(told: Told, place: int) -> int:
    return max((m.end() for m in _CLAUSE.finditer(told.shape, 0, place)), default=0)


def clause_of(told: Told, place: int) -> str:
    """The clause around a place of the shape."""
    end = _CLAUSE.search(told.shape, place)
    return told.shape[_clause_start(told, place) : end.start() if end else len(told.shape)]

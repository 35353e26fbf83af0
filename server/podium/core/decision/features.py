"""The measures of an objective that complexity and confidence rest on, each in [0, 1] with the words behind it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from podium.core.decision.lexicon_domains import DOMAINS
from podium.core.decision.reading import Reading
from podium.core.decision.terms import Match

FULL_WEIGHT_WORDS = 40
"""The request stands at the start; a later word says less about the whole, the less the later."""
TOPIC_SHARE = 0.1
"""What is left of a subject's weight where the deliverable is only a text about it, or where it is quoted."""
UNFAMILIAR_NOVELTY = 0.3
NOVEL = 0.2
"""Domains of less novelty are everyday work, however many of their terms come together."""
RISKY = 0.2
SEVERAL_TERMS = 1.4
"""Several terms of one domain weigh at most this much more than one."""
TERM_OF_DOMAIN, NOVELTY_OF_DOMAIN = 0.3, 0.5
"""What one core term adds to its domain's score: a base, and more where the field is unusual and so more telling."""
MANY_PARTS = 5
MANY_NAMES = 4
MOST_EVIDENCE = 6

_BY_NAME = {domain.name: domain for domain in DOMAINS}
_TOPICAL = ("open_design", "diagnosis", "guarantees", "stakes")
_KINDS = ("narrow", "known_steps", "scope", "ambiguity", *_TOPICAL)
_CONDITIONS = ("diagnosis", "guarantees", "stakes", "ambiguity")
"""What a negation states rather than rules out: `without losing customer data`."""
_EASING = ("narrow", "documentation", "named_spot", "plain_verb", "plainness")
_LOUD = ("known_steps", "novelty", "ambiguity", "scope", *_TOPICAL)


class Feature(NamedTuple):
    """A measure in [0, 1] and the words it rests on."""

    value: float
    evidence: tuple[str, ...] = ()


def any_of(strengths: Iterable[float]) -> float:
    """Noisy or: 1 - prod(1 - s)."""
    none = 1.0
    for strength in strengths:
        none *= 1.0 - strength
    return 1.0 - none


class _Weighing(NamedTuple):
    """How much a match counts: by its place, by quotation marks, and as the mere subject of a text or a detail."""

    documentation: float
    documentation_at: int
    surface: float
    quoted: frozenset[str]
    negated: frozenset[int]

    def of(self, match: Match, topical: bool, deniable: bool = True) -> float:
        weight = min(1.0, FULL_WEIGHT_WORDS / (match.at + 1))
        if self.quoted and match.text.split(" ")[0] in self.quoted:
            weight *= TOPIC_SHARE
        if deniable and match.at in self.negated:
            weight *= TOPIC_SHARE
        if topical or match.at > self.documentation_at:
            weight *= 1.0 - (1.0 - TOPIC_SHARE) * self.documentation
        return weight * (1.0 - self.surface) if topical else weight


def features(reading: Reading) -> dict[str, Feature]:
    """All measures of an objective by name."""
    weighing, documentation = _weighing(reading)
    return _measured(reading, weighing, documentation)


def structure(reading: Reading, measures: dict[str, Feature]) -> dict[str, Feature]:
    """The measures that complexity rests on: whatever is added to a request, it gets no simpler.

    What makes work easy is read in the first clause, what makes it hard in the whole text.
    """
    if reading.main is reading.whole:
        return measures
    inside = tuple(match for match in reading.matches if match.at < reading.main.length)
    first = replace(reading, matches=inside, whole=reading.main)
    weighing, documentation = _weighing(first)
    eased = _measured(first, weighing, documentation)
    found = _measured(reading, weighing, documentation)
    return found | {name: eased[name] for name in _EASING}


def _measured(reading: Reading, weighing: _Weighing, documentation: Feature) -> dict[str, Feature]:
    found = _work(reading, weighing)
    found["documentation"] = documentation
    found["novelty"] = _novelty(reading, weighing)
    found["stakes"] = _stakes(reading, weighing, found["stakes"])
    found["deliverables"] = _deliverables(reading)
    found["integrations"] = _integrations(reading, weighing)
    found["named_spot"] = Feature(min(1.0, len(reading.whole.pinpoints) / 2), reading.whole.pinpoints[:4])
    found["plain_verb"] = _plain_verb(reading, found)
    found["plainness"] = _plainness(found)
    return found


def domain_scores(reading: Reading) -> tuple[tuple[str, float], ...]:
    """The domains an objective touches with scores in (0, 1], best first."""
    terms: dict[str, dict[str, float]] = {}
    for match in reading.matches:
        if match.at in reading.negated:
            continue
        for name, strength in match.meaning.domains:
            salience = TERM_OF_DOMAIN + NOVELTY_OF_DOMAIN * _BY_NAME[name].novelty
            terms.setdefault(name, {})[match.text] = salience * strength
    scored = [(name, any_of(found.values())) for name, found in terms.items()]
    rank = {domain.name: place for place, domain in enumerate(DOMAINS)}
    return tuple(sorted(scored, key=lambda each: (-each[1], rank[each[0]])))


def _weighing(reading: Reading) -> tuple[_Weighing, Feature]:
    strongest, at = 0.0, len(reading.stemmed)
    evidence: dict[str, None] = {}
    for match in reading.matches:
        strength = next((s for name, s in match.meaning.work if name == "documentation"), 0.0)
        if strength:
            evidence[match.text] = None
            at = min(at, match.at)
            strongest = max(strongest, strength)
    appended = 0 < at < len(reading.stemmed) and reading.stemmed[at - 1] in ("and", "with", "plus")
    if reading.engineering_verb or appended:
        strongest *= 0.2
    documentation = Feature(strongest, tuple(evidence)[:MOST_EVIDENCE])
    weighing = _Weighing(strongest, at, _surface(reading), reading.whole.quoted, reading.negated)
    return weighing, documentation


def _surface(reading: Reading) -> float:
    """How surely the work is a visible detail, so that the subject around it matters less."""
    if reading.engineering_verb:
        return 0.0
    narrow = (s for match in reading.matches for name, s in match.meaning.work if name == "narrow")
    return max(narrow, default=0.0) ** 2


def _work(reading: Reading, weighing: _Weighing) -> dict[str, Feature]:
    """The measures of the kinds of work, from the terms that speak for them."""
    terms: dict[str, dict[str, float]] = {name: {} for name in _KINDS}
    for match in reading.matches:
        for kind, strength in match.meaning.work:
            if kind in terms:
                weighed = strength * weighing.of(match, kind in _TOPICAL, kind not in _CONDITIONS)
                terms[kind][match.text] = max(weighed, terms[kind].get(match.text, 0.0))
    return {kind: Feature(any_of(found.values()), tuple(found)[:MOST_EVIDENCE]) for kind, found in terms.items()}


def _novelty(reading: Reading, weighing: _Weighing) -> Feature:
    strengths = _domain_strengths(reading, weighing, "novelty", NOVEL)
    for name, weight in reading.unfamiliar:
        strengths.setdefault(name.lower(), UNFAMILIAR_NOVELTY * weight * (1 - weighing.documentation))
    return Feature(
        any_of(strengths.values()), tuple(word for word, s in strengths.items() if s >= 0.05)[:MOST_EVIDENCE]
    )


def _stakes(reading: Reading, weighing: _Weighing, said: Feature) -> Feature:
    strengths = _domain_strengths(reading, weighing, "stakes", RISKY)
    evidence = dict.fromkeys((*said.evidence, *(word for word, s in strengths.items() if s >= 0.1)))
    return Feature(any_of([said.value, *strengths.values()]), tuple(evidence)[:MOST_EVIDENCE])


def _domain_strengths(reading: Reading, weighing: _Weighing, trait: str, least: float) -> dict[str, float]:
    """Strength of each term by a trait of its domain; a domain's terms together add little to its strongest one."""
    strengths: dict[str, float] = {}
    left: dict[str, float] = {}
    for match in reading.matches:
        for name, strength in match.meaning.domains:
            full: float = getattr(_BY_NAME[name], trait)
            if full < least or match.text in strengths:
                continue
            room = left.get(name, full * SEVERAL_TERMS)
            weighed = min(room, strength * full * weighing.of(match, topical=True))
            left[name] = room - weighed
            strengths[match.text] = weighed
    return strengths


def _deliverables(reading: Reading) -> Feature:
    count = reading.joints + len(reading.steps)
    evidence = (f"{round(reading.joints) + 1} parts", *reading.steps[:3]) if count else ()
    return Feature(min(1.0, count / MANY_PARTS), evidence)


def _integrations(reading: Reading, weighing: _Weighing) -> Feature:
    share = min(1.0, reading.named / MANY_NAMES)
    return Feature(share * (1 - weighing.documentation), reading.names[:MOST_EVIDENCE])


def _plain_verb(reading: Reading, found: dict[str, Feature]) -> Feature:
    """A verb of small changes at the head, as far as nothing speaks for a larger undertaking behind it."""
    if not reading.direct_verb:
        return Feature(0.0)
    large = any_of(found[name].value for name in ("known_steps", "open_design", "novelty", "scope"))
    return Feature(1.0 - large, (reading.head,))


def _plainness(found: dict[str, Feature]) -> Feature:
    """Points to one thing, and nothing in the words speaks for more than one step."""
    pointed = max((found[name] for name in ("narrow", "documentation", "plain_verb", "named_spot")), key=_value)
    quiet = 1.0 - any_of(found[name].value for name in _LOUD)
    return Feature(pointed.value * quiet, pointed.evidence)


def _value(feature: Feature) -> float:
    return feature.value

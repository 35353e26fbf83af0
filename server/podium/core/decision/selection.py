"""Which atomic commands and workflows of the catalogue fit an objective."""

from __future__ import annotations

from collections.abc import Mapping

from podium.core.decision.analysis import Analysis
from podium.core.decision.features import Feature
from podium.core.decision.shelf import Shelf
from podium.core.decision.words import stems
from podium.core.holding import contested
from podium.core.values import JSON

MOST_COMMANDS = 4
MOST_NAMED = 2
CLEAR = 0.4
"""A measure, or a domain's score, from which it decides what is done."""
OWN_WORDS = 0.5
MOST_READ = 60
INTENT, INTENT_OF_DOMAIN = 2.0, 3.0

# What is done, in order, by the kind of work: each step is the words of the command sought.
DOCUMENT = ("write documentation document", "verify check review")
DIAGNOSE = ("debug diagnose cause", "implement fix code", "write test")
BUILD = ("implement code build", "write test", "review code")
# One more step where the domain is clear.
EXTRA = {
    "security": "audit security",
    "accessibility": "check accessibility",
    "performance": "profile performance measure",
}

DEFAULT = "build feature"
# Words that speak for a workflow, by measure, by domain and by word of the objective.
BY_MEASURE = {
    "diagnosis": "fix defect bug debug cause failure",
    "documentation": "document documentation docs write",
    "open_design": "design system architecture explore decide",
}
BY_DOMAIN = {
    "performance": "optimize performance profile faster slow load",
    "security": "security secure harden audit",
    "cryptography": "security secure harden audit",
    "frontend": "interface frontend",
    "accessibility": "interface accessibility",
    "mobile": "interface",
    "architecture": "design system architecture",
    "distributed-systems": "design system architecture",
    "data": "data",
    "legacy": "migrate migration",
    "infrastructure": "deploy release ship",
}
BY_WORD = {
    "migrate migration move port convert transition switch replace upgrade cutover migrar migracion migrer migrieren umstellen migrare перенести 移行 迁移": "migrate migration move",
    "refactor rework restructure split extract untangle clean simplify modular": "refactor restructure",
    "deploy release publish ship rollout helm": "release deploy ship",
    "recover recovery restore failed": "recover recovery",
    "test tests coverage flaky": "test tests quality",
}
_BY_STEM = {word: stems(words) for key, words in BY_WORD.items() for word in stems(key)}
_STEMMED = {
    words: stems(words)
    for words in (DEFAULT, *BY_MEASURE.values(), *BY_DOMAIN.values(), *DOCUMENT, *DIAGNOSE, *BUILD, *EXTRA.values())
}


def atomic_commands(shelf: Shelf, analysis: Analysis, limit: int) -> tuple[str, ...]:
    """One to four atomic commands in the order of work; empty only where the catalogue has none.

    Commands whose whole name stands in the objective come first, then the usual steps of this kind of work.
    """
    said = set(analysis.reading.stemmed)
    named = [name for name in shelf.atomic if said.issuperset(shelf.names[name])][:MOST_NAMED]
    steps = _steps(analysis.measures)
    steps += tuple(EXTRA[name] for name, score in analysis.domains[:2] if name in EXTRA and score >= CLEAR)
    chosen = dict.fromkeys(named)
    for words in steps:
        ranked = shelf.ranked(shelf.atomic, dict.fromkeys(_STEMMED[words], 1.0))
        if ranked:
            chosen[ranked[0][0]] = None
    return tuple(chosen or shelf.atomic[:1])[: min(MOST_COMMANDS, limit)]


def _steps(measures: Mapping[str, Feature]) -> tuple[str, ...]:
    if measures["documentation"].value >= CLEAR:
        return DOCUMENT
    return DIAGNOSE if measures["diagnosis"].value >= CLEAR else BUILD


def workflows(shelf: Shelf, analysis: Analysis, most: int) -> tuple[str, ...]:
    """The best fitting workflows, best first; the first of the catalogue where no word fits."""
    wanted = _wanted(analysis)
    ranked = [name for name, _ in shelf.ranked(shelf.workflows, wanted)]
    return tuple(dict.fromkeys((*ranked, *shelf.workflows)))[:most]


def _wanted(analysis: Analysis) -> dict[str, float]:
    stemmed = analysis.reading.stemmed[:MOST_READ]
    wanted = dict.fromkeys(stemmed, OWN_WORDS)

    def add(words: list[str], weight: float) -> None:
        for word in words:
            wanted[word] = max(wanted.get(word, 0.0), weight)

    add(_STEMMED[DEFAULT], OWN_WORDS)
    for name, words in BY_MEASURE.items():
        add(_STEMMED[words], INTENT * analysis.measures[name].value)
    for name, score in analysis.domains:
        if name in BY_DOMAIN:
            add(_STEMMED[BY_DOMAIN[name]], INTENT_OF_DOMAIN * score)
    for word in (*stemmed, *(match.text for match in analysis.reading.matches)):
        add(_BY_STEM.get(word, []), INTENT)
    return wanted


def parallelization(shelf: Shelf, commands: tuple[str, ...]) -> JSON:
    """Which of the commands can run side by side: none of a group requires another or needs the same resource."""
    groups: list[list[str]] = []
    for name in commands:
        after = max((i for i, group in enumerate(groups) for each in group if (each, name) in shelf.order), default=-1)
        place = next((i for i in range(after + 1, len(groups)) if _free(shelf, groups[i], name)), None)
        if place is None:
            groups.append([name])
        else:
            groups[place].append(name)
    return {"parallel": any(len(group) > 1 for group in groups), "groups": groups}


def _free(shelf: Shelf, group: list[str], name: str) -> bool:
    held = shelf.resources
    return not any(contested(held[each], held[name]) or (name, each) in shelf.order for each in group)

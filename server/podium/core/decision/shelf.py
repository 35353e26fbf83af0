"""The catalogue as the decision engine needs it, derived once for each version of the catalogue."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from functools import lru_cache
from typing import Any

from podium.core.decision.words import camel_words, stems
from podium.core.values import Catalogue, Command

IN_NAME, IN_DESCRIPTION = 3.0, 1.0
LEAST_COMMON, COMMON_SHARE = 12, 0.25
"""A word that more commands have than both tells nothing about which of them fits."""


class Shelf:
    """Commands sorted by use: specialists by role, atomic commands and workflows by their words."""

    def __init__(self, catalogue: Catalogue) -> None:
        usable = [c for _, c in sorted(catalogue.commands.items()) if not c.computes]
        self.specialists = [c.name for c in usable if c.roles and c.kind == "atomic"]
        self.atomic = [c.name for c in usable if c.kind == "atomic" and not c.roles]
        self.workflows = [c.name for c in usable if c.kind == "orchestrator" and c.steps]
        self.order = frozenset((before, c.name) for c in usable for before in c.requires)
        self.plans: dict[Hashable, Any] = {}
        self.resources = {c.name: frozenset(c.resources) for c in usable}
        self.names = {c.name: tuple(camel_words(c.name)) for c in usable}
        self._by_role = _roles(c for c in usable if c.roles and c.kind == "atomic")
        self._index = _index([c for c in usable if not c.roles], self.names)

    def specialist(self, role: str) -> str | None:
        """The specialist that answers to a role word."""
        found = self._by_role.get(_stemmed(role))
        return found[0] if found else None

    def mentioned(self, stemmed: Iterable[str]) -> list[str]:
        """Specialists one of whose role words stands in a text, in the order of the text."""
        return [name for word in dict.fromkeys(stemmed) for name in self._by_role.get(word, ())]

    def ranked(self, names: Iterable[str], wanted: Mapping[str, float]) -> list[tuple[str, float]]:
        """Those of the names that share words with `wanted` (stem -> weight), best first.

        A shared word counts its weight times log(1 + commands / commands that have it), three times in a name.
        """
        scores: defaultdict[str, float] = defaultdict(float)
        for word, weight in wanted.items():
            for name, score in self._index.get(word, ()):
                scores[name] += weight * score
        allowed = set(names)
        found = [(name, score) for name, score in scores.items() if name in allowed]
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))


def _roles(specialists: Iterable[Command]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for command in specialists:
        first = command.name.removesuffix("-specialist")
        for role in (first, *command.roles):
            names = found.setdefault(_stemmed(role), [])
            # The specialist named after a role comes before those that only answer to it as well.
            if command.name not in names:
                names.insert(0 if role == first and first != command.name else len(names), command.name)
    return found


def _index(commands: list[Command], names: Mapping[str, tuple[str, ...]]) -> dict[str, list[tuple[str, float]]]:
    known = {
        c.name: dict.fromkeys(stems(c.description), IN_DESCRIPTION) | dict.fromkeys(names[c.name], IN_NAME)
        for c in commands
    }
    counts = Counter(word for weights in known.values() for word in weights)
    index: dict[str, list[tuple[str, float]]] = {}
    common = max(LEAST_COMMON, len(known) * COMMON_SHARE)
    for name, weights in known.items():
        for word, weight in weights.items():
            if counts[word] > common:
                continue
            index.setdefault(word, []).append((name, weight * math.log1p(len(known) / counts[word])))
    return index


@lru_cache(maxsize=500)
def _stemmed(role: str) -> str:
    return " ".join(stems(role))


class _Key:
    """A catalogue as a key: by its version, or by identity where it has none."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue

    def __hash__(self) -> int:
        return hash(self.catalogue.version) if self.catalogue.version else id(self.catalogue)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, _Key):
            return NotImplemented
        if self.catalogue is other.catalogue:
            return True
        return bool(self.catalogue.version) and self.catalogue.version == other.catalogue.version


@lru_cache(maxsize=8)
def _shelf(key: _Key) -> Shelf:
    return Shelf(key.catalogue)


def shelf_of(catalogue: Catalogue) -> Shelf:
    """The shelf of a catalogue; built when its version is first seen."""
    return _shelf(_Key(catalogue))

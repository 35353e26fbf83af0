"""The catalogue as the decision engine needs it, derived once for each version of the catalogue."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from functools import lru_cache
from typing import Any

from podium.core.decision.words import camel_words, stems
from podium.core.values import Catalogue, Command

BUILTIN = "builtin"
IN_NAME, IN_DESCRIPTION = 3.0, 1.0
LEAST_COMMON, COMMON_SHARE = 12, 0.25
"""A word that more commands have than both tells nothing about which of them fits."""


class Shelf:
    """Commands sorted by use: specialists by role, atomic commands and workflows by their words.

    Where a user's agent and a shipped specialist answer to the same role, the user's is deployed.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        usable = [c for _, c in sorted(catalogue.commands.items()) if not c.computes]
        self.atomic = [c.name for c in usable if c.kind == "atomic" and not c.roles]
        self.workflows = [c.name for c in usable if c.kind == "orchestrator" and c.steps]
        self.order = frozenset((before, c.name) for c in usable for before in c.requires)
        self.plans: dict[Hashable, Any] = {}
        self.resources = {c.name: c.resources for c in usable}
        self.names = {c.name: tuple(camel_words(_without_folder(c))) for c in usable}
        specialists = _distinct(c for c in usable if c.roles and c.kind == "atomic")
        self._by_role = _roles(specialists)
        # A shipped specialist whose own role a user's agent has taken is no longer deployed by itself.
        self.specialists = [c.name for c in specialists if c.source != BUILTIN or self.specialist(c.roles[0]) == c.name]
        self._phrases = _phrases(self._by_role)
        self._users = {c.name for c in specialists if c.source != BUILTIN}
        self._plain_users = {c.name for c in usable if c.source != BUILTIN and c.kind == "atomic" and not c.roles}
        self._index = _index([c for c in usable if not c.roles or c.name in self._users], self.names)

    def specialist(self, role: str) -> str | None:
        """The specialist that answers to a role word."""
        found = self._by_role.get(_stemmed(role))
        return found[0] if found else None

    def mentioned(self, stemmed: Iterable[str]) -> list[str]:
        """For each role all of whose words stand in a text its specialist, in the order of the text."""
        said = dict.fromkeys(stemmed)
        phrases = (phrase for word in said for phrase in self._phrases.get(word, ()))
        found = (self._by_role[" ".join(phrase)][0] for phrase in phrases if said.keys() >= set(phrase))
        return list(dict.fromkeys(found))

    def own(self, stemmed: Iterable[str]) -> list[str]:
        """Users' agents that a text calls by more than one word: the most specific, the longest first."""
        said = set(stemmed)
        phrases = [p for group in self._phrases.values() for p in group if len(p) > 1 and said.issuperset(p)]
        longest = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
        names = (self._by_role[" ".join(phrase)][0] for phrase in longest)
        return [name for name in dict.fromkeys(names) if name in self._users]

    def beside(self, role: str, stemmed: Iterable[str]) -> list[str]:
        """Users' further agents of a role that share words with a text, best first."""
        others = [name for name in self._by_role.get(_stemmed(role), ())[1:] if name in self._users]
        return [name for name, _ in self.ranked(others, dict.fromkeys(stemmed, 1.0))] if others else []

    def ranked(self, names: Iterable[str], wanted: Mapping[str, float]) -> list[tuple[str, float]]:
        """Those of the names that share words with `wanted` (stem -> weight), best first.

        A shared word counts its weight times log(1 + commands / commands that have it), three times in a name. A user's
        command counts by the share of its name that is wanted: `smart-fix` is asked for less plainly than `fix`.
        """
        scores: defaultdict[str, float] = defaultdict(float)
        for word, weight in wanted.items():
            for name, score in self._index.get(word, ()):
                scores[name] += weight * score
        allowed = set(names)
        found = [(name, score * self._asked_for(name, wanted)) for name, score in scores.items() if name in allowed]
        return sorted(((n, score) for n, score in found if score), key=lambda pair: (-pair[1], pair[0]))

    def _asked_for(self, name: str, wanted: Mapping[str, float]) -> float:
        words = self.names[name]
        return sum(word in wanted for word in words) / len(words) if name in self._plain_users else 1.0


def _without_folder(command: Command) -> str:
    return command.name if command.source == BUILTIN else command.name.rsplit(":", 1)[-1]


def _distinct(specialists: Iterable[Command]) -> list[Command]:
    """The specialists without users' that say the same as one before: libraries repeat their agents."""
    found: dict[object, Command] = {}
    for command in sorted(specialists, key=lambda c: (-len(c.roles), c.name)):
        found.setdefault(command.name if command.source == BUILTIN else (command.body,), command)
    return sorted(found.values(), key=lambda command: command.name)


def _roles(specialists: Iterable[Command]) -> dict[str, list[str]]:
    """Specialists by role word: those whose own it is first, the user's before the shipped."""
    ranked: defaultdict[str, list[tuple[int, bool, str]]] = defaultdict(list)
    for command in specialists:
        called = command.name.removesuffix("-specialist")
        own = {command.roles[0], called} if called != command.name else {command.roles[0]}
        for place, role in enumerate((*command.roles, called)):
            ranked[_stemmed(role)].append((0 if role in own else place, command.source == BUILTIN, command.name))
    return {role: list(dict.fromkeys(name for *_, name in sorted(found))) for role, found in ranked.items()}


def _phrases(by_role: Iterable[str]) -> dict[str, list[tuple[str, ...]]]:
    """Roles as tuples of words, by their first word."""
    found: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
    for role in by_role:
        if phrase := tuple(role.split()):
            found[phrase[0]].append(phrase)
    return found


def _index(commands: list[Command], names: Mapping[str, tuple[str, ...]]) -> dict[str, list[tuple[str, float]]]:
    known = {
        c.name: dict.fromkeys(stems(c.description), IN_DESCRIPTION) | dict.fromkeys(names[c.name], IN_NAME)
        for c in commands
    }
    shipped = [c.name for c in commands if c.source == BUILTIN]
    # How telling a word is, the shipped commands say as far as they have it: a library must not change their order.
    telling = _rarity([known[c.name] for c in commands if c.source != BUILTIN], len(shipped) or len(known))
    telling |= _rarity([known[name] for name in shipped], len(shipped))
    index: dict[str, list[tuple[str, float]]] = {}
    for name, weights in known.items():
        for word, weight in weights.items():
            if telling[word]:
                index.setdefault(word, []).append((name, weight * telling[word]))
    return index


def _rarity(known: list[dict[str, float]], most: int) -> dict[str, float]:
    """How telling each word of these commands is; nothing where too many have it."""
    counts = Counter(word for weights in known for word in weights)
    common = max(LEAST_COMMON, len(known) * COMMON_SHARE)
    of = min(len(known), most)
    return {word: 0.0 if count > common else math.log1p(of / count) for word, count in counts.items()}


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


@lru_cache(maxsize=4)
def _shelf(key: _Key) -> Shelf:
    return Shelf(key.catalogue)


def shelf_of(catalogue: Catalogue) -> Shelf:
    """The shelf of a catalogue; built when its version is first seen."""
    return _shelf(_Key(catalogue))

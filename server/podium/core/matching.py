"""How well commands fit an objective, by the words they share."""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass

from podium.core.values import Catalogue

_WORD = re.compile(r"[^\W_]+")
_ENDING = re.compile(r"(?<=\w{4})(?:ing|ed|es|s|e|y)$")
_STEM = 6
_IN_NAME, _IN_DESCRIPTION = 2, 1
_COMMON_WORDS = """
a an and any are as at be by can command commands do for from have how if in into is it its make my need new not of on
or our over please should so that the their then there this through to under up use using via want we what when where
which will with without you your
"""
COMMON = frozenset(_COMMON_WORDS.split())
"""Small words, which tell no request from another."""


@dataclass(frozen=True, slots=True)
class Match:
    """One command that shares words with an objective; `words` are as the objective has them."""

    name: str
    score: float
    words: tuple[str, ...]


class WordIndex:
    """The words of every command of a catalogue: in its name, roles and aliases, and in its description."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._words = {
            command.name: dict.fromkeys(words(command.description), _IN_DESCRIPTION)
            | dict.fromkeys(words(" ".join((command.name, *command.roles, *command.aliases))), _IN_NAME)
            for command in catalogue.commands.values()
        }
        self._counts = Counter(word for known in self._words.values() for word in known)

    def matching(self, objective: str) -> list[Match]:
        """The commands that share words with an objective, best first.

        Each shared word counts log(1 + commands / commands that have it), twice in a name, a role or an alias.
        """
        wanted = words(objective)
        weights = {w: math.log1p(len(self._words) / self._counts[w]) for w in wanted if w in self._counts}
        found = [
            Match(name, sum(weights[w] * known[w] for w in shared), tuple(wanted[w] for w in shared))
            for name, known in self._words.items()
            if (shared := [w for w in weights if w in known])
        ]
        return sorted(found, key=lambda match: (-match.score, match.name))


def words(text: str) -> dict[str, str]:
    """The telling words of a text: their stems, each with the word as first written, in lower case."""
    found: dict[str, str] = {}
    for word in _WORD.findall(text.casefold()):
        if word not in COMMON and (len(word) > 1 or not word.isascii()):
            found.setdefault(_ENDING.sub("", word)[:_STEM], word)
    return found

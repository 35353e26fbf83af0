"""Regular expressions that are compiled when they are first used, since together they would slow every start."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Lazy:
    """A regular expression; `compiled` is the pattern."""

    source: str
    flags: int = 0

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The pattern, compiled once."""
        return re.compile(self.source, self.flags)


_ESCAPE_OR_MARK = re.compile(r"\\.|\[(?:\\.|[^\]])*\]|[(|)]", re.DOTALL)
_NO_LETTERS = re.compile(r"\\.|\(\?[:=!<]+")


@dataclass(frozen=True)
class Phrases:
    """Many alternatives as one, each tried only where it can match: those that open with `^` at the start alone, and
    those in another script than Latin only in a text that has one.
    """

    sources: tuple[str, ...]

    def search(self, text: str) -> re.Match[str] | None:
        """A match of one of the alternatives; not always the leftmost."""
        first, anywhere, elsewhere = self._compiled
        return first.match(text) or anywhere.search(text) or (None if text.isascii() else elsewhere.search(text))

    @cached_property
    def _compiled(self) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
        alternatives = [one for source in self.sources for one in _alternatives(source)]
        first = [one for one in alternatives if one.startswith("^")]
        elsewhere = [
            one for one in alternatives if not one.isascii() and not re.search("[a-z]", _NO_LETTERS.sub("", one))
        ]
        anywhere = [one for one in alternatives if one not in {*first, *elsewhere}]
        return _any_of(first), _any_of(anywhere), _any_of(elsewhere)


def _any_of(alternatives: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(alternatives) or "(?!)")


def _alternatives(source: str) -> Iterator[str]:
    """What stands between the bars of a pattern that are in no bracket."""
    start = depth = 0
    for found in _ESCAPE_OR_MARK.finditer(source):
        if found.group() == "|" and not depth:
            yield source[start : found.start()]
            start = found.end()
        depth += {"(": 1, ")": -1}.get(found.group(), 0)
    yield source[start:]

"""Regular expressions that are compiled when they are first used, since together they would slow every start."""

from __future__ import annotations

import re
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

"""The fenced blocks of README and `docs/`: what language each is in, and whether a test may run it."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
_BLOCK = re.compile(
    r"(?:^<!-- (?P<mark>.+?) -->\n)?^```(?P<language>\w*)\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE
)
LATEST = "RUN_ID"
"""Stands for the newest run."""


@dataclass(frozen=True, slots=True)
class Block:
    """One block. `mark` is the comment on the line above it, empty where there is none."""

    page: Path
    line: int
    language: str
    text: str
    mark: str

    @property
    def runs(self) -> bool:
        """Whether a test runs it as it stands."""
        return self.language == "bash" and not self.mark

    def __str__(self) -> str:
        return f"{self.page.name}:{self.line}"

    def command_lines(self) -> Iterator[list[str]]:
        """The `podium` command lines in it, as words; what a shell makes of quotes, pipes and redirections left out."""
        if self.language in ("bash", "text"):
            for line in self.text.splitlines():
                words = shlex.split(re.sub(r"\s{2,}.*$", "", line) if self.language == "text" else line, comments=True)
                while words and ("=" in words[0] or words[0] in ("sudo",)):
                    del words[0]
                if words and words[0] == "podium":
                    yield words[1 : next((n for n, w in enumerate(words) if w in (">", "|", "&&")), len(words))]


def blocks(page: Path) -> list[Block]:
    """The blocks of a page in order."""
    text = page.read_text(encoding="utf-8")
    return [
        Block(page, text.count("\n", 0, found.start()) + 1, found["language"], found["text"], found["mark"] or "")
        for found in _BLOCK.finditer(text)
    ]

"""Names of commands: cleaned, unique, and never those of a built-in."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath

NAME_LENGTH = 64
# Tools of the server that are no command files; a user's command of such a name would answer in a tool's place.
RESERVED = ("orchestrate-continue", "agent-brief", "orchestrate-status", "orchestrate-feedback", "learning-report")
_SUFFIXES = (".prompt", ".agent", ".chatmode", ".command")


def clean_name(text: str) -> str:
    """The text as a name of `[A-Za-z0-9_.:-]{1,64}`.

    Accents are taken off. A text without one usable letter or digit (another script) gets a name from its digest.
    """
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    name = re.sub(r"[^A-Za-z0-9_.:-]+", "-", ascii_text).strip("-.:")[:NAME_LENGTH].strip("-.:")
    if re.search(r"[A-Za-z0-9]", name):
        return name
    return "command-" + hashlib.sha256(text.encode(errors="replace")).hexdigest()[:8]


def name_of_file(path: PurePosixPath, folder: str) -> str:
    """The command's name by its path inside a folder: the file's, or for a SKILL.md that of the folder it lies in."""
    if is_skill(path):
        return clean_name(path.parent.name or folder)
    stem = path.stem
    for suffix in _SUFFIXES:
        stem = stem.removesuffix(suffix)
    return clean_name(stem)


def is_skill(path: PurePosixPath) -> bool:
    """Whether the file is the one that stands for its whole folder."""
    return path.name.lower() == "skill.md"


def folded(name: str) -> str:
    """The name as hosts fold it: small letters, every sign an underscore."""
    return re.sub(r"[^a-z0-9]", "_", name.lower())


@dataclass(slots=True)
class Names:
    """The names given so far. Two names that a host would fold into one count as the same."""

    taken: set[str] = field(default_factory=lambda: {folded(name) for name in RESERVED})

    def take(self, name: str) -> bool:
        """Takes the name if it is free, and says whether it was."""
        key = folded(name)
        if key in self.taken:
            return False
        self.taken.add(key)
        return True

    def take_first(self, name: str, path: PurePosixPath, folder: str) -> str:
        """Takes the name, or `folder:name` with more of the path until it is free."""
        return next(candidate for candidate in _candidates(name, path, folder) if self.take(candidate))


def _candidates(name: str, path: PurePosixPath, folder: str) -> Iterator[str]:
    above = path.parent.parent if is_skill(path) else path.parent
    folders = [folder, *above.parts]
    yield name
    for first in range(len(folders) - 1, -1, -1):
        yield _joined([*folders[first:], name])
    number = 2
    while True:
        ending = f"-{number}"
        yield _joined([folder, name])[: NAME_LENGTH - len(ending)] + ending
        number += 1


def _joined(parts: Iterable[str]) -> str:
    names = [clean_name(part).replace(":", "-") for part in parts]
    *folders, name = names
    room = max(NAME_LENGTH - len(name) - 1, 8)
    return f"{':'.join(folders)[-room:].lstrip('-.:')}:{name}"[:NAME_LENGTH].rstrip("-.:")

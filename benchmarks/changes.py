"""Changes of git repositories as questions: the words of a commit, the tree before it, and the lines that it changed."""

from __future__ import annotations

import random
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import common  # noqa: F401 (puts the package's source on the path)

from podium.core.pruning.kinds import kind_of
from podium.core.values import ContextItem
from podium.workspace.leaving_out import path_reason

_MOST_BYTES = 512_000
_MOST_FILES = 8
_SIDE = re.compile(
    r"(?:^|/)(?:docs?|docs_src|examples?|bench\w*|tutorials?|scripts?|bin|release|tools|extras?|\.github)/"
    r"|(?:^|/)(?:setup|noxfile|conf|tasks|release)\.py$"
)
_ROUTINE = re.compile(
    r"^(?:bump|release|merge|revert|update (?:version|dependenc|copyright)|prep|version|back to dev|black|isort"
    r"|pyupgrade|upgrade pip|\[|cherry)|typo|changelog|ruff|flake8|pre-commit|mypy|disable lint",
    re.IGNORECASE,
)
_TRAILER = re.compile(
    r"^\s*\*?\s*(?:co-authored-by|signed-off-by|reviewed-by|backport of|\(cherry|pr-url|fix(?:e[sd])?|close[sd]?|refs?"
    r"|resolve[sd]?|related)\b[^\n]{0,80}(?:#\d+|@|https?:|\d)[^\n]*$|^-{3,}$",
    re.IGNORECASE | re.MULTILINE,
)
_NUMBER = re.compile(
    r"\(?\b(?:fix(?:e[sd])?|close[sd]?|refs?|resolve[sd]?|see)?\s*:?\s*#\d+\)?|\(GH-\d+\)|https?://\S+", re.IGNORECASE
)
_HUNK = re.compile(r"^@@ -(\d+)(?:,(\d+))? ", re.MULTILINE)
_WORD = re.compile(r"[A-Za-z]\w{2,}")


@dataclass(frozen=True, slots=True)
class Change:
    """One commit. `lines` are the ranges it changed in each source file, first and last, as numbered before it."""

    repository: Path
    parent: str
    objective: str
    lines: dict[str, list[tuple[int, int]]]


def _git(repository: Path, *arguments: str, given: bytes | None = None) -> bytes:
    command = ["git", "-C", str(repository), *arguments]
    return subprocess.run(command, input=given, capture_output=True, check=True).stdout


def _is_source(path: str) -> bool:
    return path.endswith(".py") and kind_of(path) == "source" and not _SIDE.search(path)


def _words(message: str) -> str:
    """What a commit's message says, without the numbers and names that would give the change away."""
    return re.sub(r"\n{3,}", "\n\n", _NUMBER.sub("", _TRAILER.sub("", message))).strip()


def _tells_something(objective: str) -> bool:
    first = objective.split("\n", 1)[0]
    return len({word.lower() for word in _WORD.findall(objective)}) >= 5 and not _ROUTINE.search(first)


def _candidates(repository: Path, depth: int) -> Iterator[tuple[str, str, str]]:
    """Commit, parent and objective of commits that change one to eight source files and at most 400 lines."""
    form = "--format=%x01%H%x02%P%x02%B%x03"
    log = _git(repository, "log", "--no-merges", "--no-renames", "-n", str(depth), form, "--numstat")
    for entry in log.decode("utf-8", "replace").split("\x01")[1:]:
        head, _, statistics = entry.partition("\x03")
        commit, parent, message = head.split("\x02", 2)
        rows = [row.split("\t") for row in statistics.splitlines() if row.count("\t") == 2]
        sources = [row for row in rows if _is_source(row[2])]
        changed = sum(int(row[0]) + int(row[1]) for row in sources)
        objective = _words(message)
        small = 1 <= len(sources) <= _MOST_FILES and len(rows) <= 25 and changed <= 400
        if small and parent.strip() and _tells_something(objective):
            yield commit, parent.strip(), objective


def _changed_lines(repository: Path, parent: str, commit: str) -> dict[str, list[tuple[int, int]]]:
    """Ranges of lines; lines put between two others count as those two."""
    diff = _git(repository, "diff", "-U0", "--no-renames", parent, commit, "--", "*.py").decode("utf-8", "replace")
    found: dict[str, list[tuple[int, int]]] = {}
    for part in diff.split("\ndiff --git "):
        name = re.search(r"^--- a/(.+)$", part, re.MULTILINE)
        if name and _is_source(name[1]):
            for match in _HUNK.finditer(part):
                first, count = int(match[1]), int(match[2] or 1)
                found.setdefault(name[1], []).append((first, first + count - 1) if count else (first, first + 1))
    return found


def changes(repository: Path, most: int, *, depth: int = 2_500, seed: int = 1) -> list[Change]:
    """Changes of a repository, drawn evenly from its last `depth` commits."""
    drawn = list(_candidates(repository, depth))
    random.Random(seed).shuffle(drawn)
    found: list[Change] = []
    for commit, parent, objective in drawn:
        lines = _changed_lines(repository, parent, commit)
        if lines:
            found.append(Change(repository, parent, objective, lines))
        if len(found) == most:
            break
    return found


class Trees:
    """The text files of commits of one repository, each version read once."""

    def __init__(self, repository: Path) -> None:
        self._repository = repository
        self._texts: dict[str, str] = {}

    def items(self, commit: str) -> list[ContextItem]:
        """Every file that a workspace would read, tests and documents included."""
        listing = _git(self._repository, "ls-tree", "-r", "-l", "-z", commit).decode("utf-8", "replace")
        rows = [entry.split("\t", 1) for entry in listing.split("\0") if entry]
        files = [(meta.split(), path) for meta, path in rows if path_reason(path) is None]
        wanted = [
            (meta[2], path)
            for meta, path in files
            if meta[1] == "blob" and meta[0] != "120000" and int(meta[3]) <= _MOST_BYTES
        ]
        self._read([blob for blob, _ in wanted if blob not in self._texts])
        return [ContextItem(path, self._texts[blob], path=path) for blob, path in wanted if self._texts[blob]]

    def _read(self, blobs: list[str]) -> None:
        data, at = _git(self._repository, "cat-file", "--batch", given="\n".join(blobs).encode()), 0
        for blob in blobs:
            end = data.index(b"\n", at)
            size = int(data[at:end].split()[2])
            raw = data[end + 1 : end + 1 + size]
            at = end + 2 + size
            try:
                self._texts[blob] = "" if b"\0" in raw[:8_192] else raw.decode("utf-8-sig")
            except UnicodeDecodeError:
                self._texts[blob] = ""

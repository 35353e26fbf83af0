"""Which project a server works for, as a fingerprint: outcomes are told apart by it, and no path is stored."""

from __future__ import annotations

import os
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from podium.workspace.folders import too_wide

DIGITS = 16
_POINTER = "gitdir:"
_MOST_READ = 4_096


def fingerprint(folders: Sequence[Path], home: Path | None = None) -> str:
    """The fingerprint of the project that the first folder belongs to; empty where there is no folder.

    A folder inside a repository stands for the repository, and all work trees of a repository are one project, so every
    server that works for it names it alike.

    Args:
        folders: The workspace folders.
        home: The user's home folder, which is no project, nor is what lies above it.
    """
    home = Path(os.path.expanduser("~")) if home is None else home
    for folder in folders:
        real = Path(os.path.realpath(folder))
        if real.is_dir():
            known = os.path.normcase(_repository(real, Path(os.path.realpath(home))) or real)
            return sha256(f"podium project {known}".encode("utf-8", "surrogatepass")).hexdigest()[:DIGITS]
    return ""


def _repository(folder: Path, home: Path) -> Path | None:
    """The folder of the repository's own data, which all its work trees share."""
    for at in (folder, *folder.parents):
        if too_wide(at, home):
            return None
        held = at / ".git"
        if held.is_dir():
            return Path(os.path.realpath(held))
        if held.is_file():
            return _shared(held)
    return None


def _shared(pointer: Path) -> Path | None:
    """Where the `.git` file of a work tree or a submodule points to."""
    said = _first_line(pointer)
    if not said.startswith(_POINTER):
        return None
    own = pointer.parent / said.removeprefix(_POINTER).strip()
    shared = _first_line(own / "commondir")
    return Path(os.path.realpath(own / shared)) if own.is_dir() else None


def _first_line(file: Path) -> str:
    try:
        with file.open(encoding="utf-8", errors="replace") as text:
            return text.read(_MOST_READ).partition("\n")[0].strip()
    except OSError:
        return ""

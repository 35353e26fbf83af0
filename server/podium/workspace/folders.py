"""Which folders may be read when nobody names one."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

PROJECT_MARKERS = (
    *(
        ".git",
        ".hg",
        ".svn",
        "pyproject.toml",
        "setup.py",
        "package.json",
        "Cargo.toml",
        "go.mod",
        "pom.xml",
        "Gemfile",
    ),
    *("build.gradle", "build.gradle.kts", "composer.json", "CMakeLists.txt", "Makefile", "deno.json", "mix.exs"),
)


def too_wide(folder: Path, home: Path) -> bool:
    """Whether a folder is the root, the home folder or above it."""
    return folder == Path(folder.anchor) or home.is_relative_to(folder)


def _has_marker(folder: Path) -> bool:
    return any((folder / marker).exists() for marker in PROJECT_MARKERS)


def default_workspaces(environ: Mapping[str, str], cwd: Path, home: Path) -> list[Path]:
    """The host's project folder, else the working directory if it looks like a project, else none.

    Never the root, the home folder or a folder above it.
    """
    home = home.resolve()
    named = environ.get("CLAUDE_PROJECT_DIR", "").strip()
    if named and Path(named).is_absolute():
        folder = Path(named).resolve()
        if folder.is_dir() and not too_wide(folder, home):
            return [folder]
    folder = cwd.resolve()
    return [folder] if _has_marker(folder) and not too_wide(folder, home) else []


def index_folder(database: Path) -> Path:
    """Where the indexes of workspaces lie: beside the database, never in it, since they can be made anew at any time."""
    return database.with_name(f"{database.name}.index")

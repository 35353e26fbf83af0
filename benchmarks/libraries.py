"""How real command libraries load: `python benchmarks/libraries.py DIR...`, each the folder of one library.

Every file must be accounted for, and of the files that are commands, agents, skills or prompt files by their place at
least 95 % must be usable. Printed are also the milliseconds of the first load, of a look that finds nothing changed, and
of a reload after one file changed; and what the decision engine needs with the library.
"""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections import Counter
from pathlib import Path, PurePosixPath

import click
from common import ending, report, scratch

from podium.core.decision import decide
from podium.registry import FileReport, Library, Loaded, UserFolder, users

USABLE = 0.95
MILLISECONDS = 1_000.0
OBJECTIVE = "harden the login flow"
_PLACED = {"commands", "agents", "skills", "prompts"}
_APART = ("docs", "tests", ".github")
_DOCUMENTS = {"readme", "license", "changelog", "contributing", "claude", "agents", "code_of_conduct", "security"}


@click.command()
@click.argument("folders", nargs=-1, required=True, type=click.Path(exists=True, file_okay=False, path_type=Path))
def main(folders: tuple[Path, ...]) -> None:
    """Load each library and print its figures."""
    sys.exit(ending([measure(folder) for folder in folders]))


def measure(folder: Path) -> bool:
    """Load a copy of one library, print a line, and say whether it passed."""
    with scratch() as space:
        copy = Path(shutil.copytree(folder, space / folder.name, symlinks=True))
        library = Library([UserFolder(copy)], every=0.0)
        _ = library.shipped
        first, loaded = timed(library)
        unchanged, _ = timed(library)
        (copy / "one-more.md").write_text("One command more.", encoding="utf-8")
        changed, _ = timed(library)
    files = users(loaded.files)
    wanted = [file for file in files if is_wanted(file, files)]
    usable = sum(file.loaded for file in wanted) / max(1, len(wanted))
    missing = unaccounted(folder, files)
    passed = not missing and usable >= USABLE and first < MILLISECONDS
    report(
        "libraries",
        passed=passed,
        library=folder.name,
        files=len(files),
        unaccounted=missing,
        loaded=sum(file.loaded for file in files),
        forms=dict(Counter(str(file.form) for file in files if file.loaded)),
        wanted=len(wanted),
        usable=round(usable, 4),
        skipped=dict(Counter(reason(file) for file in files if not file.loaded)),
        milliseconds={
            "first load": round(first, 1),
            "nothing changed": round(unchanged, 1),
            "one file more": round(changed, 1),
            "first decision": round(decided(loaded), 1),
            "decision": round(decided(loaded), 1),
        },
    )
    return passed


def unaccounted(folder: Path, files: list[FileReport]) -> int:
    """Files on disk that no report names, itself or by a folder above it."""
    named = {PurePosixPath(file.path) for file in files}
    found = (Path(here, name).relative_to(folder).as_posix() for here, _, names in os.walk(folder) for name in names)
    return sum(named.isdisjoint((path, *path.parents)) for path in map(PurePosixPath, found))


def timed(library: Library) -> tuple[float, Loaded]:
    """Milliseconds of one look, and what was found."""
    start = time.perf_counter()
    library.look()
    return (time.perf_counter() - start) * 1_000, library.loaded()


def decided(loaded: Loaded) -> float:
    """Milliseconds of one decision."""
    start = time.perf_counter()
    decide(OBJECTIVE, catalogue=loaded.catalogue)
    return (time.perf_counter() - start) * 1_000


def is_wanted(file: FileReport, files: list[FileReport]) -> bool:
    """Whether a Markdown file is a command, agent, skill or prompt file by its place; all are in a plain folder."""
    path = PurePosixPath(file.path)
    if path.suffix.lower() != ".md" or path.stem.lower() in _DOCUMENTS or path.parts[0] in _APART:
        return False
    in_skill = any(path != skill and path.is_relative_to(skill.parent) for skill in _skills(files))
    return not in_skill and (not _PLACED.isdisjoint(path.parts[:-1]) or not any(_placed(other) for other in files))


def _skills(files: list[FileReport]) -> list[PurePosixPath]:
    return [PurePosixPath(file.path) for file in files if file.path.lower().endswith("/skill.md")]


def _placed(file: FileReport) -> bool:
    return not _PLACED.isdisjoint(PurePosixPath(file.path).parts[:-1])


def reason(file: FileReport) -> str:
    """A skipped file's reason without the names in it."""
    return file.reason.removeprefix(f"{file.path}: ").split(";")[0]


if __name__ == "__main__":
    main()

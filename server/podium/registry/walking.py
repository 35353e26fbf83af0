"""A user's folder, walked: every file in it is either a Markdown file or has a reason why it is not read."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from podium.core.errors import UserError
from podium.core.texts import one_line
from podium.registry.naming import is_skill
from podium.registry.places import PROJECT_PLACES
from podium.registry.text import decode

FILE_BYTES = 256 * 1024
FOLDER_ENTRIES = 20_000
_ENDINGS = (".md", ".markdown")
_NOT_ENTERED = ("node_modules", "__pycache__")
_PLACES_ABOVE = {PurePosixPath(place).parent for place in PROJECT_PLACES}


@dataclass(frozen=True, slots=True)
class Entry:
    """One file or unread folder. `path` is relative to the folder; `refusal` is empty for a Markdown file."""

    path: PurePosixPath
    refusal: str = ""


def walk(root: Path, places: Sequence[str] = ()) -> Iterator[Entry]:
    """Every file below `root`, or below these places in it, in a fixed order; links are not followed out of it."""
    if not os.path.isdir(root):
        yield Entry(PurePosixPath("."), "there is no such folder")
        return
    walker = _Walker(root)
    if not places:
        yield from walker.below(root)
    for place in places:
        start = root / place
        if start.is_dir():
            refusal = walker.folder_refusal(start)
            yield from [Entry(PurePosixPath(place), refusal)] if refusal else walker.below(start)


def read_inside(root: Path, path: PurePosixPath) -> str:
    """The text of a file below `root`.

    Raises:
        UserError: if it leaves the folder, is no ordinary file, is too large, no text, or cannot be opened.
    """
    shown = one_line(path.as_posix(), 300)
    try:
        real = (root / path).resolve(strict=True)
        if not real.is_relative_to(root.resolve()):
            raise UserError(f"{shown}: a link that leaves the folder is not followed; copy the file into it.")
        if not real.is_file():
            raise UserError(f"{shown}: is no ordinary file.")
        with real.open("rb") as stream:
            data = stream.read(FILE_BYTES + 1)
    except (OSError, RuntimeError) as error:
        raise UserError(
            f"{shown}: cannot be read ({getattr(error, 'strerror', None) or 'a link without end'})."
        ) from None
    if len(data) > FILE_BYTES:
        raise UserError(f"{shown}: passes {FILE_BYTES // 1024} kB; a command file is smaller.")
    return decode(data)


class _Walker:
    def __init__(self, root: Path) -> None:
        self.root = root
        self.real = Path(os.path.realpath(root))
        self.count = 0

    def below(self, start: Path) -> Iterator[Entry]:
        skills: set[PurePosixPath] = set()
        unread: list[OSError] = []
        for folder, names, files in os.walk(start, onerror=unread.append):
            here = self._path(folder)
            refused = {name: self._refusal(here / name) for name in sorted(names)}
            names[:] = [name for name, reason in refused.items() if not reason]
            yield from (Entry(here / name, reason) for name, reason in refused.items() if reason)
            skills.update(here for name in files if is_skill(PurePosixPath(name)))
            for name in sorted(files):
                self.count += 1
                if self.count > FOLDER_ENTRIES:
                    yield Entry(here, f"the folder holds more than {FOLDER_ENTRIES} files; the rest was not read")
                    return
                yield Entry(here / name, _file_refusal(here / name, skills))
        for error in unread:
            yield Entry(self._path(error.filename), "the folder cannot be read")

    def _path(self, name: str) -> PurePosixPath:
        return PurePosixPath(Path(name).relative_to(self.root).as_posix())

    def _refusal(self, path: PurePosixPath) -> str:
        above = path.parent in _PLACES_ABOVE
        if above and path.as_posix() not in PROJECT_PLACES:
            return "a hidden folder is read only for commands, agents, skills and prompts"
        if path.name.startswith(".") and path not in _PLACES_ABOVE:
            return "a hidden folder is not read"
        return self.folder_refusal(self.root / path)

    def folder_refusal(self, folder: Path) -> str:
        if folder.name in _NOT_ENTERED:
            return "a folder of tools is not read"
        if os.path.islink(folder) or not Path(os.path.realpath(folder)).is_relative_to(self.real):
            return "a linked folder is not followed; copy it or name it as a folder of its own"
        return ""


def _file_refusal(path: PurePosixPath, skills: set[PurePosixPath]) -> str:
    if path.name.startswith("."):
        return "a hidden file is not read"
    if path.suffix.lower() not in _ENDINGS:
        return "not a Markdown file"
    if not is_skill(path) and not skills.isdisjoint(path.parents):
        return "belongs to the skill in its folder"
    if path.parent in _PLACES_ABOVE:
        return "a hidden folder is read only for commands, agents, skills and prompts"
    return ""

"""Turns a path as a caller wrote it into a place inside one workspace folder, or refuses it."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from podium.core.errors import UserError
from podium.core.secrets import redacted

_DEVICE = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|clock\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.IGNORECASE)
_DRIVE = re.compile(r"[A-Za-z]:/")
_LONGEST = 4_096
_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Place:
    """A file or folder that exists: the real workspace folder, and the real path below it (empty for the folder)."""

    folder: Path
    relative: str


def _refuse(given: str, why: str) -> UserError:
    told = redacted(given)[:_SHOWN]
    shown = "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in told)
    return UserError(f"paths: {shown!r} {why}")


def _check_characters(given: str) -> None:
    if not given.strip():
        raise _refuse(given, "is empty. Name a file or folder of the workspace, or leave paths out.")
    if len(given) > _LONGEST:
        raise _refuse(given, f"is longer than {_LONGEST} characters. Give a path from the workspace folder.")
    if any(unicodedata.category(char) in ("Cc", "Cf", "Cs") for char in given):
        raise _refuse(given, "holds NUL, control or invisible characters. Write the path as the file system shows it.")


def _check_parts(given: str, parts: Sequence[str]) -> None:
    for part in parts:
        if part == "..":
            raise _refuse(given, "holds '..'. Write the path from the workspace folder, without '..'.")
        if ":" in part:
            raise _refuse(
                given, "holds ':', which names a stream or a scheme. Give a plain path, without line numbers."
            )
        if _DEVICE.fullmatch(part.rstrip(" .")):
            raise _refuse(given, "names a device. Give a file or folder of the workspace.")
        if part != part.rstrip(" .") and part != ".":
            raise _refuse(given, "has a part that ends with a dot or a blank. Write the name exactly.")


def _below(path: str, folder: Path) -> str | None:
    """The path below a folder, by text alone."""
    try:
        return PurePosixPath(path).relative_to(PurePosixPath(folder.as_posix())).as_posix()
    except ValueError:
        return None


def _place(given: str, folder: Path, real_folder: Path, relative: str) -> Place | None:
    target = real_folder / relative
    if not os.path.lexists(target):
        return None
    real = Path(os.path.realpath(target))
    if not real.is_relative_to(real_folder):
        raise _refuse(given, "is a link that leads out of the workspace folder. Name the file itself.")
    if not real.exists():
        raise _refuse(given, "is a link that leads nowhere. Name the file itself.")
    return Place(real_folder, "" if real == real_folder else real.relative_to(real_folder).as_posix())


class Locator:
    """Finds places below a set of folders.

    Args:
        folders: The workspace folders; those that do not exist are ignored.
    """

    def __init__(self, folders: Sequence[Path]) -> None:
        known = {Path(os.path.realpath(folder)): Path(os.path.abspath(folder)) for folder in folders}
        self._folders = [(given, real) for real, given in known.items() if real.is_dir()]

    @property
    def roots(self) -> list[Place]:
        """Every workspace folder as a place; a folder inside another one is part of that."""
        reals = [real for _, real in self._folders]
        return [Place(real, "") for real in reals if not any(real != up and real.is_relative_to(up) for up in reals)]

    def _inside(self, given: str, plain: str) -> list[tuple[Path, Path, str]]:
        found = [
            (folder, real, below)
            for folder, real in self._folders
            if (below := _below(plain, real) or _below(plain, folder)) is not None
        ]
        if not found:
            raise _refuse(given, "is outside the workspace. Give a path from a workspace folder.")
        return found

    def find(self, given: str) -> Place:
        """The place a caller's path means.

        Raises:
            UserError: It leaves the workspace, does not exist, is ambiguous, or cannot be a plain path.
        """
        _check_characters(given)
        plain = given.replace("\\", "/")
        if plain.startswith("//"):
            raise _refuse(given, "is a network or device path. Give a path from a workspace folder.")
        drive = _DRIVE.match(plain)
        _check_parts(given, [part for part in (plain[3:] if drive else plain).split("/") if part])
        if not self._folders:
            raise UserError("paths: there is no workspace folder to read. Start the server with --workspace DIR.")
        if drive or plain.startswith("/"):
            options = self._inside(given, plain)
        else:
            options = [(folder, real, plain) for folder, real in self._folders]
        return self._only(given, options)

    def _only(self, given: str, options: Sequence[tuple[Path, Path, str]]) -> Place:
        found: dict[Path, Place] = {}
        for folder, real, relative in options:
            place = _place(given, folder, real, relative)
            if place:
                found.setdefault(place.folder / place.relative, place)
        if not found:
            raise _refuse(given, "does not exist in the workspace. Check the spelling, upper and lower case included.")
        if len(found) > 1:
            both = " and ".join(str(path) for path in found)
            raise _refuse(given, f"is in several workspace folders: {both}. Give the one you mean as an absolute path.")
        return next(iter(found.values()))

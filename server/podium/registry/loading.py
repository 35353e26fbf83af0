"""All command files, ours first and then the user's, as one catalogue."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, count
from pathlib import Path, PurePosixPath

from podium.core.errors import UserError
from podium.core.texts import one_line
from podium.core.values import Catalogue, Command
from podium.registry.data import data_folder
from podium.registry.kept import KeptFiles
from podium.registry.naming import Names, clean_name, name_of_file
from podium.registry.places import Form, Places, is_agent
from podium.registry.reading import UsersFile, read_builtin, read_users
from podium.registry.walking import Entry, read_inside, walk

BUILTIN = "builtin"


@dataclass(frozen=True, slots=True)
class UserFolder:
    """A folder of the user's command files. `label` is shown as their source; without one it is the folder's name.

    With `places` only these folders in it are read.
    """

    path: Path
    label: str = ""
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of one file: `reason` says why it was skipped, or what was unusual about a loaded one."""

    folder: str
    path: str
    name: str
    loaded: bool
    reason: str = ""
    form: Form | None = None


@dataclass(frozen=True, slots=True)
class Loaded:
    """The catalogue, and a report on every file that was looked at."""

    catalogue: Catalogue
    files: tuple[FileReport, ...]


def load_catalogue(
    folders: Sequence[UserFolder] = (), kept: KeptFiles | None = None, shipped: Loaded | None = None
) -> Loaded:
    """Reads the built-in commands and those of the user's folders, in that order.

    A user's file never takes a built-in's name or alias; it never stops the others from loading either.

    Args:
        folders: the user's.
        kept: files as they were read before; what has not changed since is not read again.
        shipped: the built-in commands where they were read before.

    Raises:
        UserError: only for a mistake in a built-in file, with file and line.
    """
    shelf = _Shelf(kept or KeptFiles())
    if shipped:
        shelf.put_shipped(shipped)
    else:
        shelf.add_builtins(data_folder("commands"))
    for folder, label in _labelled(folders):
        shelf.add_users(folder, label)
    shelf.add_aliases()
    shelf.deploy_agents()
    aliases = {alias: command.name for command in shelf.commands.values() for alias in command.aliases}
    version = _version(shelf.commands.values())
    return Loaded(Catalogue(shelf.commands, version, aliases), tuple(shelf.files))


@dataclass(slots=True)
class _Shelf:
    kept: KeptFiles
    names: Names = field(default_factory=Names)
    commands: dict[str, Command] = field(default_factory=dict)
    files: list[FileReport] = field(default_factory=list)
    agents: list[str] = field(default_factory=list)
    seen: dict[str, str] = field(default_factory=dict)
    """The label under which each file was read, by its place on disk."""

    def add_builtins(self, root: Path) -> None:
        for file in sorted(root.rglob("*.md")):
            path = PurePosixPath(file.relative_to(root).as_posix())
            command = read_builtin(_builtin_text(file, path), path.stem, path.as_posix())
            for name in (command.name, *command.aliases):
                if not self.names.take(name):
                    raise UserError(f"{path}:1: the name `{name}` is taken by another built-in; choose another.")
            self.put(command, path, "", None)

    def put_shipped(self, shipped: Loaded) -> None:
        self.commands.update(shipped.catalogue.commands)
        self.files.extend(shipped.files)
        for name in (*shipped.catalogue.commands, *shipped.catalogue.aliases):
            self.names.take(name)

    def add_users(self, folder: UserFolder, label: str) -> None:
        entries = list(walk(folder.path, folder.places))
        root, real = folder.path.name or label, os.path.realpath(folder.path)
        places = Places(root, (entry.path for entry in entries if not entry.refusal))
        for entry in entries:
            try:
                if (earlier := self.seen.setdefault(os.path.join(real, entry.path), label)) != label:
                    raise UserError(f"was read already, as a file of `{earlier}`")
                self.add_users_file(folder.path, entry, label, places)
            except UserError as error:
                self.files.append(FileReport(label, _shown(entry.path), "", False, str(error)))

    def add_users_file(self, root: Path, entry: Entry, label: str, places: Places) -> None:
        if entry.refusal:
            raise UserError(entry.refusal)
        path = entry.path
        wanted = name_of_file(path, root.name or label)
        file = self.kept.read(root, path, (wanted, label), lambda: _read(root, path, wanted, label))
        if refusal := places.refusal(path, file.keys):
            raise UserError(refusal)
        name = self.names.take_first(wanted, path, label)
        taken = "" if name == wanted else f"the name `{wanted}` is taken, so it is `{name}`"
        command, form = replace(file.command, name=name), places.form(path)
        self.put(command, path, "; ".join(note for note in (taken, file.notes) if note), form)
        if command.kind == "atomic" and (command.roles or is_agent(form, file.keys, command.body)):
            self.agents.append(name)

    def put(self, command: Command, path: PurePosixPath, reason: str, form: Form | None) -> None:
        self.commands[command.name] = command
        self.files.append(FileReport(command.source, _shown(path), command.name, True, reason, form))

    def add_aliases(self) -> None:
        # After all names, so that an alias never pushes a later file's own name away.
        for place, report in enumerate(self.files):
            command = self.commands.get(report.name)
            if command is None or command.source == BUILTIN or not command.aliases:
                continue
            kept = tuple(alias for alias in command.aliases if self.names.take(alias))
            dropped = ", ".join(f"`{alias}`" for alias in command.aliases if alias not in kept)
            self.commands[command.name] = replace(command, aliases=kept)
            if dropped:
                note = f"alias {dropped} dropped, the name is taken"
                self.files[place] = replace(report, reason="; ".join(filter(None, (report.reason, note))))

    def deploy_agents(self) -> None:
        if self.agents:
            # The lexicons are wanted only where a user has agents.
            from podium.core.decision.agents import with_agents

            self.commands = with_agents(self.commands, self.agents)


def _read(root: Path, path: PurePosixPath, name: str, label: str) -> UsersFile:
    text = read_inside(root, path)
    if not text.strip():
        raise UserError("the file is empty")
    return read_users(text, name, label, _shown(path))


def _labelled(folders: Sequence[UserFolder]) -> list[tuple[UserFolder, str]]:
    names = Names({BUILTIN})
    labelled = []
    for folder in folders:
        label = clean_name(folder.label or folder.path.resolve().name or "commands")
        numbered = (f"{label}-{number}" for number in count(2))
        labelled.append((folder, next(name for name in chain([label], numbered) if names.take(name))))
    return labelled


def _builtin_text(file: Path, path: PurePosixPath) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise UserError(f"{path}:{line}: is not UTF-8; save the file as UTF-8.") from None


def _shown(path: PurePosixPath) -> str:
    return one_line(path.as_posix(), 300)


def _version(commands: Iterable[Command]) -> str:
    digest = hashlib.sha256()
    for command in commands:
        digest.update(f"{replace(command, body='')!r}\0{command.body}\0".encode(errors="replace"))
    return digest.hexdigest()[:16]

"""What stands where on this machine: which assistants are here, and which of them start Podium."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from podium.core.errors import UserError
from podium.hosts.changing import entry_in
from podium.hosts.places import Machine, config_file, config_files, place
from podium.hosts.table import HOSTS, Host, Scope

SCOPES: tuple[Scope, ...] = ("user", "project")


@dataclass(frozen=True, slots=True)
class Configured:
    """Our entry in one file: the command it starts, or why the file could not be read."""

    host: Host
    scope: Scope
    path: Path
    command: tuple[str, ...] = ()
    trouble: str = ""


def present(machine: Machine) -> list[Host]:
    """The assistants that are on this machine, as far as files and programs tell."""
    return [host for host in HOSTS if _is_here(host, machine)]


def configured(machine: Machine) -> Iterator[Configured]:
    """Every file of every assistant that names us, or cannot be read."""
    for host in HOSTS:
        for scope in SCOPES:
            path = config_file(host, scope, machine)
            if path is not None and path.is_file() and (found := _look(host, scope, path)) is not None:
                yield found


def _look(host: Host, scope: Scope, path: Path) -> Configured | None:
    try:
        entry = entry_in(host, path, path.read_bytes().decode("utf-8"))
    except (UserError, OSError, UnicodeDecodeError) as error:
        return Configured(host, scope, path, trouble=str(error))
    return None if entry is None else Configured(host, scope, path, host.command_of(entry))


def _is_here(host: Host, machine: Machine) -> bool:
    folders = [path for mark in host.marks if (path := place(mark, machine)) is not None]
    files = config_files(host, "user", machine)
    if any(Path(path).exists() for path in (*files, *folders)):
        return True
    return any(shutil.which(program, path=machine.environ.get("PATH")) for program in host.programs)

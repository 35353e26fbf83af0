"""Where the files of an assistant lie on a machine: pure path tables for Linux, macOS and Windows."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Literal

from podium.hosts.table import Host, Scope

System = Literal["linux", "darwin", "windows"]


@dataclass(frozen=True, slots=True)
class Machine:
    """A machine as far as paths depend on it."""

    system: System
    home: PurePath
    project: PurePath
    environ: Mapping[str, str]


def this_machine() -> Machine:
    """The machine we run on."""
    system: System = "windows" if os.name == "nt" else "darwin" if sys.platform == "darwin" else "linux"
    return Machine(system, Path.home(), Path.cwd(), os.environ)


def place(written: str, machine: Machine) -> PurePath | None:
    """The path of `base/rest`; None where a variable that should name the base is not set."""
    base, _, rest = written.partition("/")
    folder = _base(base, machine)
    return folder and (folder / rest if rest else folder)


def places(written: tuple[str, ...], machine: Machine) -> tuple[PurePath, ...]:
    """The paths of several `base/rest`; one that a variable names is the only one."""
    found = {entry: path for entry in written if (path := place(entry, machine)) is not None}
    named = tuple(path for entry, path in found.items() if entry.startswith("$"))
    return named or tuple(found.values())


def first_place(written: tuple[str, ...], machine: Machine) -> PurePath:
    """The preferred path of several, at least one of which needs no variable."""
    return places(written, machine)[0]


def config_files(host: Host, scope: Scope, machine: Machine) -> tuple[PurePath, ...]:
    """The files that may hold a host's servers, the preferred one first; none where it has no such scope."""
    return places(host.user if scope == "user" else host.project, machine)


def config_file(host: Host, scope: Scope, machine: Machine) -> Path | None:
    """The file to change: the first that exists, else the preferred one."""
    found = [Path(path) for path in config_files(host, scope, machine)]
    return next((path for path in found if path.exists()), found[0] if found else None)


def _base(base: str, machine: Machine) -> PurePath | None:
    home, environ = machine.home, machine.environ
    xdg = _named("XDG_CONFIG_HOME", machine) or home / ".config"
    if base.startswith("$"):
        return _named(base[1:], machine)
    if base == "apps":
        if machine.system == "darwin":
            return home / "Library" / "Application Support"
        roaming = type(home)(environ["APPDATA"]) if environ.get("APPDATA") else home / "AppData" / "Roaming"
        return roaming if machine.system == "windows" else xdg
    if base == "zed":
        apps = _base("apps", machine)
        return apps / "Zed" if machine.system == "windows" and apps else xdg / "zed"
    return {"~": home, "xdg": xdg, "project": machine.project}[base]


def _named(variable: str, machine: Machine) -> PurePath | None:
    value = machine.environ.get(variable)
    return type(machine.home)(value) if value else None

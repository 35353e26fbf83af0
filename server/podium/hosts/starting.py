"""How a host starts this very Podium: by absolute paths, since hosts have another PATH than a shell."""

from __future__ import annotations

import os
import sys
import sysconfig
from pathlib import Path

_CACHES = frozenset({"archive-v0", "builds-v0", ".cache", "Caches", "uv-cache"})


def this_podium() -> tuple[str, ...]:
    """The command of this installation, without `serve`.

    The console script is preferred: `python -m` would look for modules in the project it is started in, which `-P` forbids.
    """
    script = Path(sysconfig.get_path("scripts")) / ("podium.exe" if os.name == "nt" else "podium")
    if script.is_file():
        return (str(script),)
    return (sys.executable, "-P", "-m", "podium")


def is_fleeting(command: tuple[str, ...]) -> bool:
    """Whether this Podium lies in a cache that `uvx` or `pipx run` may empty at any time."""
    return bool(_CACHES & set(Path(command[0]).parts))


def serving(
    *,
    workspaces: tuple[Path, ...] = (),
    commands: tuple[Path, ...] = (),
    database: Path | None = None,
    delivery: str = "auto",
) -> tuple[str, ...]:
    """The whole command of a server, every path in it absolute."""
    options: list[str] = []
    for name, folders in (("--workspace", workspaces), ("--commands", commands)):
        options += [part for folder in folders for part in (name, str(folder.absolute()))]
    if database is not None:
        options += ["--db", str(database.absolute())]
    if delivery != "auto":
        options += ["--delivery", delivery]
    return (*this_podium(), "serve", *options)

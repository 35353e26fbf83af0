"""How this program is called here, so that a command it names can be copied."""

from __future__ import annotations

import os
import re
import shutil
import sys
from pathlib import Path

_COMMAND = re.compile(r"\bpodium (?=[a-z]+\b)")


def program() -> str:
    """`podium` where that is found, else the file that was started, else the module."""
    if shutil.which("podium"):
        return "podium"
    started = Path(sys.argv[0])
    if started.stem != "podium":
        return f"{Path(sys.executable).name} -m podium"
    here = os.path.relpath(started) if started.absolute().is_relative_to(Path.cwd()) else str(started.absolute())
    return f'"{here}"' if " " in here else here


def callable_here(text: str) -> str:
    """The text with the commands it names as they can be called here."""
    name = program()
    return text if name == "podium" else _COMMAND.sub(lambda _: f"{name} ", text)

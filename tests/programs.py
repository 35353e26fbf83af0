"""Other programs that tests start and read."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path


def printed(command: Sequence[str], folder: Path, environ: Mapping[str, str], seconds: float = 60) -> str:
    """What a program printed that was started in a folder; it must end well, and in time."""
    done = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=seconds,
        check=False,
        cwd=folder,
        env=environ,
    )
    assert done.returncode == 0, f"{command[-1]}\n{done.stdout[-3_000:]}{done.stderr[-3_000:]}"
    return done.stdout

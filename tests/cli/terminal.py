"""A command in a real pseudo-terminal: what it prints, and keys that are pressed when something stands on the screen."""

from __future__ import annotations

import os
import re
import select
import struct
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ANSI = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_])")
PATIENCE = 60.0


@dataclass(frozen=True, slots=True)
class Seen:
    """What came to the screen, with and without its control sequences, and the exit code."""

    code: int
    raw: str

    @property
    def text(self) -> str:
        return ANSI.sub("", self.raw).replace("\r", "")


def in_terminal(
    arguments: Sequence[str],
    *,
    env: dict[str, str],
    cwd: Path,
    keys: Sequence[tuple[str, str]] = (),
    size: tuple[int, int] = (40, 100),
) -> Seen:
    """Run `podium` in a terminal of so many rows and columns to its end.

    Args:
        arguments: of `podium`.
        env: the whole environment.
        cwd: the folder it runs in.
        keys: pairs of a text to wait for and the keys to press then.
        size: rows and columns.
    """
    import fcntl
    import pty
    import termios

    child, screen = pty.fork()
    if child == 0:
        os.chdir(cwd)
        os.execve(sys.executable, [sys.executable, "-m", "podium", *arguments], env)
    fcntl.ioctl(screen, termios.TIOCSWINSZ, struct.pack("HHHH", *size, 0, 0))
    try:
        raw = _watched(screen, list(keys))
    finally:
        os.close(screen)
        _, status = os.waitpid(child, 0)
    return Seen(os.waitstatus_to_exitcode(status), raw)


def _watched(screen: int, keys: list[tuple[str, str]]) -> str:
    raw, end, since = b"", time.monotonic() + PATIENCE, 0
    while time.monotonic() < end:
        if select.select([screen], [], [], 0.1)[0]:
            try:
                read = os.read(screen, 65_536)
            except OSError:  # how Linux says that the other side is gone
                break
            if not read:
                break
            raw += read
        if keys and keys[0][0] in ANSI.sub("", raw[since:].decode("utf-8", "replace")):
            since = len(raw)
            os.write(screen, keys.pop(0)[1].encode())
    return raw.decode("utf-8", "replace")

"""A program in a terminal of its own, typed at as a person would."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

ROWS, COLUMNS = 50, 150
QUIET_SECONDS = 3.0
"""A program that has written nothing for so long waits for its person."""


@dataclass(slots=True)
class Terminal:
    """What the program has written so far, and its keyboard."""

    keyboard: int
    seen: bytearray = field(default_factory=bytearray)

    def type(self, text: str) -> None:
        """Press keys."""
        os.write(self.keyboard, text.encode())

    def watch(self, done: Callable[[], bool], patience: float) -> bool:
        """Read on until something is so, looked at whenever the program is quiet for a moment; False if it never was."""
        end = time.monotonic() + patience
        while time.monotonic() < end:
            ready, _, _ = select.select([self.keyboard], [], [], 1.0)
            if ready:
                with suppress(OSError):
                    self.seen += os.read(self.keyboard, 65_536)
            elif done():
                return True
        return False

    def settle(self, patience: float) -> None:
        """Read on until the program has been quiet for a while."""
        last = [len(self.seen), time.monotonic()]

        def quiet() -> bool:
            if len(self.seen) != last[0]:
                last[:] = len(self.seen), time.monotonic()
            return bool(self.seen) and time.monotonic() - last[1] >= QUIET_SECONDS

        self.watch(quiet, patience)


@contextmanager
def started(command: Sequence[str], environ: Mapping[str, str], folder: Path) -> Iterator[Terminal]:
    """A program in a new terminal; it and what it started are ended at the end."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    program = subprocess.Popen(
        list(command), stdin=theirs, stdout=theirs, stderr=theirs, env=dict(environ), cwd=folder, start_new_session=True
    )
    os.close(theirs)
    try:
        yield Terminal(ours)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(program.pid, signal.SIGKILL)
        program.wait(10)
        os.close(ours)

"""Telling those who wait for files how far it is: from the thread that waits to the event loop that serves the call."""

from __future__ import annotations

import time
from collections.abc import Callable, Coroutine
from typing import Any

import anyio.from_thread

TELL_SECONDS = 1.0
"""Between two words; what is quicker is not told of."""

Tell = Callable[[int, int], None]
"""Takes how many files are done, of how many; called in a worker thread."""
Heard = Callable[[int, int], Coroutine[Any, Any, None]]
"""The same in the event loop."""


def untold(done: int, total: int) -> None:
    """For calls whose client hears nothing."""


class Telling:
    """Hands on to the event loop, at most once a second."""

    def __init__(self, heard: Heard) -> None:
        self._heard = heard
        self._due = time.monotonic() + TELL_SECONDS

    def __call__(self, done: int, total: int) -> None:
        """Tell, if it is time to."""
        if time.monotonic() >= self._due:
            anyio.from_thread.run(self._heard, done, total)
            self._due = time.monotonic() + TELL_SECONDS

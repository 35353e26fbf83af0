"""A bar in the terminal for what takes longer than a second; nothing where there is no terminal, or where it is quick."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

AFTER_SECONDS = 1.0


@contextmanager
def waiting(label: str) -> Iterator[None]:
    """Show that something is under way whose end cannot be foreseen."""
    with _shown(label, None):
        yield


@contextmanager
def counted(label: str, total: int) -> Iterator[Callable[[int], None]]:
    """Show how far something is: the block is given what takes the number of things that are done more."""
    with _shown(label, total) as bar:
        yield lambda more: bar.advance(more)


class _Bar:
    """A bar that appears after a while. It is started from a timer's thread, and rich's displays lock themselves."""

    def __init__(self, label: str, total: int | None) -> None:
        self._label, self._total = label, total
        self._done = 0
        self._progress: Any = None
        self._task: Any = None
        self._lock = threading.Lock()
        self._closed = False

    def appear(self) -> None:
        """Start the display, unless all is over."""
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

        figures = (MofNCompleteColumn(),) if self._total is not None else ()
        columns = (TextColumn("{task.description}"), BarColumn(), *figures, TimeElapsedColumn())
        progress = Progress(*columns, console=Console(stderr=True), transient=True)
        with self._lock:
            if not self._closed:
                self._task = progress.add_task(self._label, total=self._total, completed=self._done)
                progress.start()
                self._progress = progress

    def advance(self, more: int) -> None:
        """So many more are done."""
        with self._lock:
            self._done += more
            if self._progress is not None:
                self._progress.update(self._task, completed=self._done)

    def close(self) -> None:
        """Take the display away."""
        with self._lock:
            self._closed = True
            if self._progress is not None:
                self._progress.stop()


@contextmanager
def _shown(label: str, total: int | None) -> Iterator[_Bar]:
    bar = _Bar(label, total)
    timer = threading.Timer(AFTER_SECONDS, bar.appear)
    timer.daemon = True
    if sys.stderr.isatty():
        timer.start()
    try:
        yield bar
    finally:
        timer.cancel()
        bar.close()

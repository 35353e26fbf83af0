"""How the command line shows a run: a live tree in a terminal, plain lines when piped."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from podium.cli.texts import json_text, say
from podium.cli.words import in_terminal, to_person
from podium.core.texts import visible
from podium.core.values import JSON
from podium.surface import run_view

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.live import Live


class Screen:
    """Where a run is shown. Progress and the tree go to stderr, the result to stdout."""

    def __init__(self, *, as_json: bool) -> None:
        self.as_json = as_json
        self._started = time.time()
        self._run: JSON | None = None
        self._reading: tuple[float, str] | None = None
        self._live: Live | None = None
        self._drew = False

    @property
    def lively(self) -> bool:
        """Whether a tree is on the screen now and wants to be kept up to date."""
        return self._live is not None

    @contextmanager
    def tree(self) -> Iterator[None]:
        """Keep a tree on the screen, where there is a terminal that can; its last state stays."""
        console = _console(stderr=True) if sys.stderr.isatty() else None
        if console is not None and not console.is_dumb_terminal:
            from rich.live import Live

            self._live = Live(get_renderable=lambda: self._picture(console), console=console, refresh_per_second=8)
            self._live.start()
        try:
            yield
        finally:
            self.close_tree()

    def close_tree(self) -> None:
        """Leave the tree as it is: somebody is going to type."""
        live, self._live = self._live, None
        if live is not None:
            live.transient = self._run is None
            live.stop()
            self._drew = self._run is not None

    def update(self, result: JSON) -> None:
        """The run as it stands now."""
        self._run = result

    def note(self, message: str) -> None:
        """One line of progress, for a screen without a tree."""
        if self._live is None:
            seconds = time.time() - self._started
            say(f"{seconds:6.1f}s  {message}")

    async def progress(self, progress: float, total: float | None, message: str | None) -> None:
        """A progress notification. Before there is a tree it makes a bar, where it says of how much it tells."""
        if message:
            self.note(message)
        if message and total:
            self._reading = (progress / total, message)

    def result(self, result: JSON) -> None:
        """A tool's result: its fields as JSON, or its page in words for a person."""
        text = result.pop("_text", "")
        if self.as_json:
            print(json_text(result))
            return
        of_run = "waves" in result and "synthesis" in result
        if not sys.stdout.isatty():
            print(page(result) if of_run else visible(in_terminal(text)))
            return
        from rich.markdown import Markdown

        console = _console()
        if of_run and not (self._drew and sys.stderr.isatty()):
            self._run = result
            console.print(self._picture(console))
        words = page(result, agents=False) if of_run else visible(in_terminal(text))
        # A link is shown with its address, not behind its name: agents write these texts.
        console.print(Markdown(words, hyperlinks=False))

    def _picture(self, console: Console) -> RenderableType:
        from podium.cli.picture import drawn, waiting

        now = time.time()
        if self._run is None:
            return waiting(self._reading, console=console, seconds=now - self._started)
        return drawn(self._run, console=console, now=now)


def page(result: JSON, *, agents: bool = True) -> str:
    """The Markdown of a run for a person at a terminal; without `agents` where they stand above as a tree."""
    text = run_view.markdown(result, to_person(agents=agents))
    told = "".join(f"**{notice}**\n\n" for notice in result.get("notices", ()))
    return visible(told + text)


def _console(*, stderr: bool = False) -> Console:
    from rich.console import Console

    return Console(stderr=stderr)

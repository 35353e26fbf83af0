"""How the command line shows a run: rich in a terminal, plain text when piped."""

from __future__ import annotations

import json
import sys
import time
from typing import Any

from podium.core.texts import visible


class Screen:
    """Where a run is shown. Progress goes to stderr, the result to stdout."""

    def __init__(self, *, as_json: bool) -> None:
        self.as_json = as_json
        self._started = time.monotonic()

    def note(self, message: str) -> None:
        """One line of progress."""
        seconds = time.monotonic() - self._started
        print(f"{seconds:6.1f}s  {visible(message)}", file=sys.stderr, flush=True)

    async def progress(self, progress: float, total: float | None, message: str | None) -> None:
        """A progress notification."""
        if message:
            self.note(message)

    def result(self, result: dict[str, Any]) -> None:
        """The result of a run."""
        text = result.pop("_text", "")
        if self.as_json:
            print(json.dumps(result, ensure_ascii=False, indent=1))
        elif sys.stdout.isatty():
            from rich.console import Console
            from rich.markdown import Markdown

            Console().print(Markdown(visible(text)))
        else:
            print(visible(text))

"""Turns the recorded events of runs into spans and hands these to whoever wants them."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence

from podium.core.run import Run
from podium.core.spans import Span, spans
from podium.core.values import JSON

logger = logging.getLogger(__name__)

Listener = Callable[[Run, float, Sequence[tuple[str, JSON]]], None]
"""Hears of the run before some events, when they happened, and the events; called once they are recorded."""
Sink = Callable[[str, Span], None]
"""Takes one span of a run by its id."""


def watcher(*sinks: Sink) -> Listener:
    """A listener that tells each sink of everything that ended. A sink that fails takes nothing from the run."""

    def hear(before: Run, at: float, events: Sequence[tuple[str, JSON]]) -> None:
        try:
            for span in spans(before, at, events):
                for sink in sinks:
                    sink(before.run_id, span)
        except Exception:
            logger.exception("run %s: a step could not be told", before.run_id)

    return hear

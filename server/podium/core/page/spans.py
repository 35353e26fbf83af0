"""When each agent was at work, read off a run's events."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

End = Literal["answered", "failed", "dropped", "open"]
Happened = tuple[float, str, Mapping[str, Any]]
"""One event: when (unix seconds), its kind, its data."""


@dataclass(frozen=True, slots=True)
class Span:
    """One request to an agent, from when it was asked until something ended that; `open` ends with the latest event."""

    agent_id: str
    start: float
    end: float
    outcome: End

    @property
    def seconds(self) -> float:
        """How long it took."""
        return self.end - self.start


def spans(events: Iterable[Happened]) -> tuple[Span, ...]:
    """Every request of a run in the order in which they were asked.

    A retry is a span of its own. What was asked and never answered, because its call was cut or its run ended, is
    `dropped` where that became known.
    """
    asked: dict[str, float] = {}
    found: list[Span] = []
    latest = 0.0

    def close(ids: Iterable[str], at: float, outcome: End) -> None:
        found.extend(Span(i, asked.pop(i), at, outcome) for i in list(ids) if i in asked)

    for at, kind, data in events:
        latest = max(latest, at)
        match kind:
            case "asked":
                ids = [entry["id"] for entry in data["calls"]]
                close(ids, at, "dropped")
                asked.update(dict.fromkeys(ids, at))
            case "replied":
                close([data["agent_id"]], at, "failed" if data.get("failure") else "answered")
            case "released" | "skipped":
                close(data["ids"], at, "dropped")
            case "finished":
                close(asked, at, "dropped")
    close(asked, latest, "open")
    return tuple(sorted(found, key=lambda span: (span.start, span.agent_id)))

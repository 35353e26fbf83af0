"""Everything that options and environment decide about one server."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from podium.core.limits import Ceilings, Delivery

LIST_MILLISECONDS = 60_000
"""How long a client may keep a list that it was given."""
COMMANDS_MILLISECONDS = 1_000
"""The same for lists of commands, which change when somebody saves a file."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Where a server keeps its runs and how long, what it may read, and its limits."""

    database: Path
    commands: tuple[Path, ...] = ()
    workspaces: tuple[Path, ...] = ()
    ceilings: Ceilings = field(default_factory=Ceilings)
    delivery: Delivery = "auto"
    durability: Literal["normal", "full"] = "normal"
    full_tools: bool = False
    keep_days: float = 90.0
    keep_runs: int = 5_000
    telemetry: bool = False

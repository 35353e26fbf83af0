"""How closely a run is watched: what its checks and verification layers are chosen by."""

from __future__ import annotations

from typing import Literal, cast, get_args

from podium.core.run import Run

Level = Literal["light", "moderate", "intensive", "maximum"]
LEVELS: tuple[Level, ...] = get_args(Level)


def level_of(run: Run) -> Level:
    """The monitoring level of the run's route; `moderate` where a decision names none."""
    level = run.decision.get("route", {}).get("monitoring")
    return cast(Level, level) if level in LEVELS else "moderate"

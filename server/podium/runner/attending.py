"""Whether somebody may be at work on a run, as far as its record and the other servers tell."""

from __future__ import annotations

from collections.abc import Callable

from podium.core.run import Run

HOST_SECONDS = 1_800.0
"""A hand-off run in which nothing happened for this long, the default ceiling of a whole run, counts as left."""

Alive = Callable[[str], bool]
"""Whether the server of an id still runs."""


def driven(run: Run, alive: Alive) -> bool:
    """Whether a live server waits for agents of this run."""
    return any(alive(owner) for owner in {c.owner for c in run.asked if c.carrier == "push"})


def attended(run: Run, *, now: float, patience: float, alive: Alive) -> bool:
    """Whether somebody may be at work on the run: a live server, a client within the patience of a round, or a host.

    Args:
        run: the run as recorded.
        now: unix seconds.
        patience: seconds that one agent is given.
        alive: tells which servers run.
    """
    if run.status == "awaiting_host":
        return now - run.updated_at <= HOST_SECONDS
    rounds = (c for c in run.asked if c.carrier == "round_trip")
    return run.status == "running" and (driven(run, alive) or any(now - c.asked_at <= patience for c in rounds))

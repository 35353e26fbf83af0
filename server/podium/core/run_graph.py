"""A run as it stands: what can start, what is out, what waits on what, and what comes next side by side."""

from __future__ import annotations

from podium.core.engine import ready_calls
from podium.core.holding import Held, contested, holds
from podium.core.run import CallState, Run
from podium.core.values import JSON


def run_graph(run: Run) -> JSON:
    """The `graph` of a result.

    Returns:
        `ready`, `running`: ids. `waiting`: each planned call with what it waits `on`, its open dependencies or the
        holders of its resources. `opportunities`: groups that can go out together, now or once one running call is
        answered. `conflicts_held`: calls that only a resource keeps back, with the `resources` and `by` whom.
    """
    if run.ended:
        return {"ready": [], "running": [], "waiting": [], "opportunities": [], "conflicts_held": []}
    ready = [c.call.id for c in ready_calls(run)]
    running = [c.call.id for c in run.asked]
    planned = [c for c in run.calls.values() if c.state == "planned" and c.call.id not in ready]
    held = [entry for c in planned if not _before(run, c) for entry in [_held(run, c, [*running, *ready])] if entry]
    holders = {entry["agent_id"]: entry["by"] for entry in held}
    waiting = [{"agent_id": i, "on": _before(run, c) or holders.get(i, [])} for c in planned for i in [c.call.id]]
    groups = [ready, *(_set_free(run, planned, name, [*running, *ready]) for name in running)]
    return {
        "ready": ready,
        "running": running,
        "waiting": waiting,
        "opportunities": [group for group in groups if len(group) > 1],
        "conflicts_held": held,
    }


def _before(run: Run, state: CallState) -> list[str]:
    """The calls that this one depends on and that are not settled."""
    return [d for d in state.call.depends_on if d in run.calls and run.calls[d].open]


def _held(run: Run, state: CallState, at_work: list[str]) -> JSON | None:
    """Which resources keep a call back, and who holds them; None where nothing does."""
    by = {i: contested(state.call.resources, run.calls[i].call.resources) for i in at_work}
    by = {i: resources for i, resources in by.items() if resources}
    if not by:
        return None
    resources = dict.fromkeys(name for names in by.values() for name in names)
    return {"agent_id": state.call.id, "resources": list(resources), "by": list(by)}


def _set_free(run: Run, planned: list[CallState], answered: str, at_work: list[str]) -> list[str]:
    """The calls that could all start once this one is answered, the others still being at work."""
    held = Held()
    for name in at_work:
        if name != answered:
            held.take(holds(run.calls[name].call.resources))
    group = []
    for state in planned:
        wanted = holds(state.call.resources)
        if _before(run, state) == [answered] and held.is_free(wanted):
            held.take(wanted)
            group.append(state.call.id)
    return group

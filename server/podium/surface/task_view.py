"""A background run as the task that a client is shown."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Literal

import mcp_types as types

from podium.core.run import Run
from podium.core.texts import one_line
from podium.core.values import JSON
from podium.runner.background import waits
from podium.runner.packing import CONTEXT_SECONDS

POLL_MILLISECONDS = 1_000
TTL_MILLISECONDS = int(CONTEXT_SECONDS * 1_000)
"""A task lives as long as the context packs of its run, without which its agents cannot be asked."""


class TaskCreated(types.Result):
    """The answer to a call whose run goes on in the background."""

    result_type: Literal["task"] = "task"
    task_id: str
    status: str
    status_message: str
    created_at: str
    last_updated_at: str
    ttl_ms: int
    poll_interval_ms: int


def created(run: Run) -> TaskCreated:
    """The task of a run that was just started."""
    return TaskCreated(**_task(run, "working"))


def shown(run: Run, status: str, **more: JSON) -> JSON:
    """The task as `tasks/get` answers it; `more` is what its status brings with it, by its name on the wire."""
    task = TaskCreated(**_task(run, status))
    return {**task.model_dump(mode="json", by_alias=True, exclude={"result_type"}, exclude_none=True), **more}


def _task(run: Run, status: str) -> JSON:
    return {
        "task_id": run.run_id,
        "status": status,
        "status_message": _said(run),
        "created_at": _stamp(run.started_at),
        "last_updated_at": _stamp(run.updated_at),
        "ttl_ms": TTL_MILLISECONDS,
        "poll_interval_ms": POLL_MILLISECONDS,
    }


def _said(run: Run) -> str:
    """What a person may be told about the run as it stands."""
    done = f"{sum(c.accepted for c in run.agents)} of {len(run.agents)} agents answered"
    if run.ended:
        return f"Run {run.status}: {done}."
    if not waits(run):
        return f"{done}; the run is {run.status.replace('_', ' ')}. `orchestrate-continue` takes it up."
    names = ", ".join(c.call.role for c in run.asked)
    return one_line(f"{done}; waiting for {names}", 300)


def _stamp(at: float) -> str:
    return datetime.fromtimestamp(at, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")

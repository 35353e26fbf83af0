"""Runs as tasks of the extension `io.modelcontextprotocol/tasks`: what a client polls, answers and cancels.

A task is a background run: its id is the run's, it is as durable, and nobody but the run's principal finds it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import mcp_types as types
from mcp import MCPError

from podium.carriers import Client
from podium.carriers.round_trip import input_request, readable
from podium.core.errors import UserError
from podium.core.run import FINAL, Run
from podium.core.values import JSON
from podium.runner import Settled
from podium.runner.background import is_background, open_requests, take
from podium.runner.packing import CONTEXT_SECONDS
from podium.surface.apps import with_face
from podium.surface.client import Context, client_of
from podium.surface.extensions import TASKS, TaskParams
from podium.surface.runs import run_answer
from podium.surface.services import Services
from podium.surface.task_view import shown


async def get(services: Services, ctx: Context, connection: str, params: TaskParams) -> JSON:
    """The task as it stands: with its open requests, or with the result of its call."""
    run, client = await _run(services, ctx, connection, params)
    if run.status == "cancelled":
        return shown(run, "cancelled")
    if run.status in FINAL:
        result = await run_answer(services.runner, Settled(run))
        if client.shows:
            result = await with_face(services, client, "orchestrate", result)
        plain = result.model_dump(mode="json", by_alias=True, exclude_none=True)
        return shown(run, "completed", result={"resultType": "complete", **plain})
    requests = await open_requests(services.runner.parts, run)
    if not requests:
        return shown(run, "working")
    asked = {key: input_request(request, tools=client.tools) for key, request in requests.items()}
    return shown(run, "input_required", inputRequests=asked)


async def update(services: Services, ctx: Context, connection: str, params: TaskParams) -> JSON:
    """Take responses to open requests; any others are left out, as the extension asks."""
    run, client = await _run(services, ctx, connection, params)
    run = await take(services.runner.parts, run, _responses(params.input_responses), client)
    if run.ended:
        services.runner.drivers.relearn()
    return {}


async def cancel(services: Services, ctx: Context, connection: str, params: TaskParams) -> JSON:
    """End the run; a finished one stays as it is."""
    run, client = await _run(services, ctx, connection, params)
    # Who cancels has not left a request unanswered.
    await services.runner.parts.health.answered(run.run_id, client, services.runner.parts.clock())
    await services.runner.cancel(run.run_id, run.principal)
    return {}


async def _run(services: Services, ctx: Context, connection: str, params: TaskParams) -> tuple[Run, Client]:
    """The background run that is meant, and who asks.

    Raises:
        MCPError: this client has no tasks, or not this one.
    """
    client = client_of(ctx, connection)
    if not client.modern:
        raise MCPError(code=types.METHOD_NOT_FOUND, message="Method not found", data=ctx.method)
    if not client.polls:
        needed: JSON = {"requiredCapabilities": {"extensions": {TASKS: {}}}}
        message = f"Missing required client capability: declare the extension {TASKS}"
        raise MCPError(code=types.MISSING_REQUIRED_CLIENT_CAPABILITY, message=message, data=needed)
    ledger = services.runner.parts.ledger
    try:
        run = await ledger.load(params.task_id, client.principal)
    except UserError:
        run = Run()
    if not is_background(run):
        raise MCPError(code=types.INVALID_PARAMS, message="Task not found; `orchestrate-status` lists the runs")
    age = services.runner.parts.clock() - run.started_at
    if not run.ended and age > CONTEXT_SECONDS:
        message = f"Task has expired; `orchestrate-continue` takes run {run.run_id} up"
        raise MCPError(code=types.INVALID_PARAMS, message=message)
    return run, client


def _responses(given: Mapping[str, Any]) -> dict[str, Any]:
    """Responses as values: what a person answered where it has an action, else a sampling result."""
    forms: dict[bool, Any] = {True: types.ElicitResult, False: types.CreateMessageResultWithTools}
    return {k: forms["action" in v].model_validate(v, by_name=False) for k, v in readable(given).items()}

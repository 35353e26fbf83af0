"""Completions for command names and run ids."""

from __future__ import annotations

import mcp_types as types

from podium.surface.services import Services

MOST = 100


async def complete(services: Services, principal: str, params: types.CompleteRequestParams) -> types.CompleteResult:
    """Values for an argument of a prompt or of a resource template that begin with what was typed."""
    typed, name = params.argument.value, params.argument.name
    if name == "run_id":
        values = [row.run_id for row in await services.store.runs(principal, MOST, typed)]
    elif name == "agent_id":
        values = await _agents(services, principal, params, typed)
    elif name in ("name", "command", "objective", "arguments"):
        values = _commands(services, typed)
    elif name == "agent_limit":
        values = [v for v in map(str, range(1, 11)) if v.startswith(typed)]
    elif name == "confidence_override":
        values = [v for v in ("0.95", "0.80", "0.60", "0.40") if v.startswith(typed)]
    else:
        values = []
    completion = types.Completion(values=values[:MOST], total=len(values), has_more=len(values) > MOST)
    return types.CompleteResult(completion=completion)


def _commands(services: Services, typed: str) -> list[str]:
    catalogue = services.catalogue
    slash = "/" if typed.startswith("/") else ""
    start = typed.removeprefix("/").lower()
    names = sorted({*catalogue.commands, *catalogue.aliases})
    return [slash + name for name in names if name.lower().startswith(start)]


async def _agents(services: Services, principal: str, params: types.CompleteRequestParams, typed: str) -> list[str]:
    chosen = params.context.arguments if params.context and params.context.arguments else {}
    row = await services.store.run(chosen.get("run_id", ""))
    if row is None or row.principal != principal:
        return []
    run = await services.runner.parts.ledger.load(row.run_id, principal)
    return [name for name in run.calls if name.startswith(typed)]
